package rules

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules/text"
)

// Slot is one of the four things that the archive of each rescued person must have
// (P1.4.16). The codes are those of the documents in the plan files.
type Slot string

const (
	SlotPhoto   Slot = "photo"        // 照片
	SlotProof   Slot = "proof"        // 证明
	SlotSystem  Slot = "system_entry" // 系统录入: the number in the national system, in words
	SlotInvoice Slot = "invoice"      // 发票信息: an invoice or a slip, or a stock issue number in words
)

// ArchiveClause is what demands the four slots; ArchiveAct is the obligation.
const (
	ArchiveClause = "P1.4.16"
	ArchiveAct    = "archive"
)

// SlotWords names the slots in their order.
var SlotWords = []Named{
	{string(SlotPhoto), text.Text{ZH: "照片", EN: "photo"}},
	{string(SlotProof), text.Text{ZH: "证明", EN: "proof"}},
	{string(SlotSystem), text.Text{ZH: "系统录入", EN: "system entry"}},
	{string(SlotInvoice), text.Text{ZH: "发票单据", EN: "invoice"}},
}

// Files says whether files may stand in the slot: the system entry is a number alone.
func (s Slot) Files() bool { return s != SlotSystem }

// Words says whether words alone fill the slot: the number in the system, and of an
// invoice the stock issue number.
func (s Slot) Words() bool { return s == SlotSystem || s == SlotInvoice }

// Content is a file as the archive keeps it: Hash and Size tell it, Type is its media type
// by content, Name what it was called.
type Content struct {
	Name string `json:"name"`
	Hash string `json:"hash"` // SHA-256, hexadecimal
	Size int64  `json:"size"` // bytes
	Type string `json:"type"`
}

// Attachment is one piece of evidence of a case: a file, or words alone. It is never
// changed; a wrong one is struck out, and its bytes stay.
type Attachment struct {
	ID    string    `json:"id"` // E20261124-0001
	Case  string    `json:"case"`
	Slot  Slot      `json:"slot"`
	File  *Content  `json:"file,omitempty"`  // nil: words alone
	Words string    `json:"words,omitempty"` // the number, or what it shows
	Paper string    `json:"paper,omitempty"` // the printed paper that it is the scan of
	At    time.Time `json:"at"`
	By    string    `json:"by"`
	// StruckAt is when it was struck out, by whom and why.
	StruckAt *time.Time `json:"struck_at,omitempty"`
	StruckBy string     `json:"struck_by,omitempty"`
	Struck   string     `json:"struck,omitempty"`
	Meta
}

// Stands says that it counts: it was not struck out.
func (a *Attachment) Stands() bool { return a.StruckAt == nil }

// Title is what it is called on a line: the file, or the words.
func (a *Attachment) Title() string {
	if a.File != nil {
		return a.File.Name
	}
	return a.Words
}

// MayStrike refuses one that was struck out already.
func (a *Attachment) MayStrike() *Error {
	if a.Stands() {
		return nil
	}
	return Refuse(text.Text{ZH: "%[1]s 已于 %[2]s 撤下: %[3]s", EN: "%[1]s was struck out on %[2]s: %[3]s"}.With(a.ID, Stamp(*a.StruckAt), a.Struck), "")
}

// Strike takes it out of the archive, with a reason. The bytes stay until they are erased
// by law.
func (a *Attachment) Strike(reason, by string, at time.Time) *Error {
	if e := a.MayStrike(); e != nil {
		return e
	}
	a.StruckAt, a.StruckBy, a.Struck = &at, by, reason
	return nil
}

// Lacking are the slots that nothing stands in.
func Lacking(all []Attachment) (out []Slot) {
	for _, n := range SlotWords {
		if s := Slot(n.Code); !slices.ContainsFunc(all, func(a Attachment) bool { return a.Slot == s && a.Stands() }) {
			out = append(out, s)
		}
	}
	return out
}

// Fits decides what may stand in a slot: a file or words in each its kind.
func (s Slot) Fits(files int, words string) *Error {
	switch {
	case files > 0 && !s.Files():
		return Bad("slot", text.Text{ZH: "系统录入写编号, 不附文件。截图请归到证明。", EN: "The system entry is a number, no file. A screenshot goes under proof."})
	case files == 0 && !s.Words():
		return Bad("files", text.Text{ZH: "%[1]s要附文件。", EN: "Attach a file for the %[1]s."}.With(WordOf(SlotWords, string(s))))
	case files == 0 && strings.TrimSpace(words) == "":
		return Bad("words", text.Text{ZH: "%[1]s要写编号。", EN: "Write the number for the %[1]s."}.With(WordOf(SlotWords, string(s))))
	}
	return nil
}

// Files are those of the attachments that stand and are files, which is what an export takes.
// Refused (Precondition): there is none.
func Files(all []Attachment) (out []Attachment, e *Error) {
	for _, a := range all {
		if a.Stands() && a.File != nil {
			out = append(out, a)
		}
	}
	if len(out) == 0 {
		e = Refuse(text.Text{ZH: "没有可导出的文件。", EN: "There is no file to export."}, "")
	}
	return out, e
}

// MinorClause keeps what is on file of a minor in the house (docs/domain.md §1.5, base.yaml).
const MinorClause = "R.30"

// MayExport decides whether the files of a case may be copied out of the book by somebody
// with these roles. Those of a minor go nowhere unless minor asks for it, which a leader or
// a clerk of civil affairs alone may, with a reason.
func (c *Case) MayExport(roles []Role, minor bool, reason string) *Error {
	if !c.Facts.Minor() {
		return nil
	}
	e := Refuse(text.Text{ZH: "当事人是未成年人, 照片和材料默认不导出。确有需要的, 由带班领导或民政办写明原因导出。",
		EN: "This is a minor: what is on file is not exported by default. Where it must be, a leader or civil affairs exports it with a reason."}, MinorClause)
	switch {
	case !minor:
		return e
	case !slices.Contains(roles, RoleLeader) && !slices.Contains(roles, RoleClerk):
		e.Kind = Denied
		return e
	case strings.TrimSpace(reason) == "":
		return &Error{Kind: Invalid, Field: "reason", Clause: MinorClause, Text: text.Text{ZH: "导出未成年人的材料要写原因。", EN: "Say why files of a minor are exported."}}
	}
	return nil
}
