package command

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Ensure that evidence has its case, a slot by code or word, and clean names of files that
// are in the archive.
func TestCheckArchive(t *testing.T) {
	file := func(change func(*rules.Content)) []rules.Content {
		f := rules.Content{Name: " a\x1b[31m.jpg ", Hash: strings.Repeat("0a", 32), Size: 3, Type: "image/jpeg"}
		if change != nil {
			change(&f)
		}
		return []rules.Content{f}
	}
	many := make([]rules.Content, MaxFiles+1)
	for i := range many {
		many[i] = file(nil)[0]
	}
	for field, c := range map[string]Command{
		"":           &Attach{Case: "４", Slot: "照片", Files: file(nil)},
		"case":       &Attach{Slot: rules.SlotPhoto, Files: file(nil)},
		"slot":       &Attach{Case: "4", Slot: "相片", Files: file(nil)},
		"files":      &Attach{Case: "4", Slot: rules.SlotPhoto, Files: many},
		"words":      &Attach{Case: "4", Slot: rules.SlotSystem},
		"paper":      &Attach{Case: "4", Slot: rules.SlotInvoice, Words: "M1", Paper: "D1"},
		"attachment": &Detach{Reason: "x"},
		"reason":     &Detach{Attachment: "1"},
		"only":       &ExportArchive{Case: "4", Only: []string{" "}},
	} {
		e := rules.AsError(c.Check(night))
		if field == "" && e != nil || field != "" && (e == nil || e.Field != field || e.Text.In(text.EN) == "") {
			t.Errorf("%q: %v", field, e)
		}
	}
	for name, change := range map[string]func(*rules.Content){
		"no name":    func(f *rules.Content) { f.Name = " " },
		"no hash":    func(f *rules.Content) { f.Hash = "" },
		"upper case": func(f *rules.Content) { f.Hash = strings.ToUpper(f.Hash) },
		"a path":     func(f *rules.Content) { f.Hash = "../../desk.key" },
		"empty":      func(f *rules.Content) { f.Size = 0 },
	} {
		if e := rules.AsError((&Attach{Case: "4", Slot: rules.SlotPhoto, Files: file(change)}).Check(night)); e == nil || e.Field != "files" {
			t.Errorf("%s: %v", name, e)
		}
	}
	c := &Attach{Case: "４", Slot: "照片", Files: file(nil)}
	if err := c.Check(night); err != nil || c.Case != "4" || c.Slot != rules.SlotPhoto || strings.ContainsAny(c.Files[0].Name, "\x1b ") {
		t.Errorf("%v %+v", err, c)
	}
}
