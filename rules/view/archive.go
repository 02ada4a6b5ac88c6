package view

import (
	"time"

	"dutydesk/rules"
)

// SlotRow is one of the four slots of a case's archive with what stands in it, oldest
// first. For whom persons are hidden the count is all.
type SlotRow struct {
	Slot  rules.Slot      `json:"slot"`
	Count int             `json:"count"`
	Files []AttachmentRow `json:"files,omitempty"`
}

// AttachmentRow is an attachment with the name of who filed it.
type AttachmentRow struct {
	Attachment rules.Attachment `json:"attachment"`
	By         string           `json:"by"`
}

// Inbox is what lies in the data folder to be filed, newest first: at most InboxRows, More
// are left out.
type Inbox struct {
	Now   time.Time   `json:"now"` // of the clock that dates files
	Dir   string      `json:"dir"`
	Files []InboxFile `json:"files"`
	More  int         `json:"more,omitempty"`
	Can   Can         `json:"can"` // archive.path: a file that lies elsewhere
}

// InboxFile is a file that lies there.
type InboxFile struct {
	Name string    `json:"name"`
	Path string    `json:"path"`
	Size int64     `json:"size"` // bytes
	At   time.Time `json:"at"`   // last changed
	Type string    `json:"type"` // media type by its first bytes
}
