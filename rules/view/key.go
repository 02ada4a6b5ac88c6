package view

import "dutydesk/rules"

// Key is a key of an officer and what the reader may do with it.
type Key struct {
	rules.Key
	Name string `json:"name"` // of the officer
	Can  Can    `json:"-"`
}
