package command

import (
	"regexp"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Attach files evidence in a slot of a case's archive, on a closed case too. Files lie in
// the data folder already: store.Desk.Stow copies them there. Of the system entry Words is
// the number; else what the files show. Paper is the printed paper that they are the scan
// of: it is noted as scanned back.
type Attach struct {
	Case  string          `json:"case"`
	Slot  rules.Slot      `json:"slot"`
	Files []rules.Content `json:"files,omitempty"`
	Words string          `json:"words,omitempty"`
	Paper string          `json:"paper,omitempty"`
}

// Detach strikes one attachment out, with a reason; its bytes stay.
type Detach struct {
	Attachment string `json:"attachment"`
	Reason     string `json:"reason"`
}

// ExportArchive records that the files of a case, or those named, were copied out of the
// book. Minor asks for those of a minor, with a reason.
type ExportArchive struct {
	Case   string   `json:"case"`
	Only   []string `json:"only,omitempty"` // attachments
	Minor  bool     `json:"minor,omitempty"`
	Reason string   `json:"reason,omitempty"`
}

func (*Attach) Code() string        { return "archive.attach" }
func (*Detach) Code() string        { return "archive.detach" }
func (*ExportArchive) Code() string { return "archive.export" }

func (*Attach) Area() rules.Area        { return rules.AreaCase }
func (*Detach) Area() rules.Area        { return rules.AreaCase }
func (*ExportArchive) Area() rules.Area { return rules.AreaCase }

// MaxFiles is how many files one command files. Ours.
const MaxFiles = 50

// maxFileName is as long as a file system takes (255 bytes) in characters.
const maxFileName = 255

var (
	labelAttachment = text.Text{ZH: "附件编号", EN: "attachment number"}
	labelFile       = text.Text{ZH: "文件名", EN: "file name"}
	labelNumber     = text.Text{ZH: "编号或说明", EN: "number or words"}
	hash            = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// Check needs the case, a slot, and what may stand in it: files or words.
func (c *Attach) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	pick(k, "slot", &c.Slot, rules.SlotWords, "")
	k.line("words", labelNumber, &c.Words, maxReason)
	k.line("paper", labelPaper, &c.Paper, maxName)
	c.Paper = text.Digits(c.Paper)
	if len(c.Files) > MaxFiles {
		k.bad("files", text.Text{ZH: "一次最多 %[1]d 个文件。", EN: "%[1]d files at once, no more."}.With(MaxFiles))
	}
	for i := range c.Files {
		f := &c.Files[i]
		k.line("files", labelFile, &f.Name, maxFileName)
		k.need("files", labelFile, f.Name)
		k.line("files", labelFile, &f.Type, maxName)
		if f.Size <= 0 || !hash.MatchString(f.Hash) {
			k.bad("files", text.Text{ZH: "%[1]s 没有收进档案。", EN: "%[1]s was not taken into the archive."}.With(f.Name))
		}
	}
	if k.err == nil {
		k.err = c.Slot.Fits(len(c.Files), c.Words)
	}
	if len(c.Files) == 0 && c.Paper != "" {
		k.bad("paper", text.Text{ZH: "回传要附扫描或照片。", EN: "A paper scanned back needs its scan or photo."})
	}
	return k.result()
}

// Check needs the attachment and the reason.
func (c *Detach) Check(now time.Time) error {
	return counter(now, "attachment", labelAttachment, &c.Attachment, &c.Reason).result()
}

// Check needs the case; whether a reason is needed, the case decides.
func (c *ExportArchive) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	for i := range c.Only {
		k.id("only", labelAttachment, &c.Only[i])
	}
	k.line("reason", labelReason, &c.Reason, maxReason)
	return k.result()
}
