package main

import (
	"github.com/spf13/cobra"

	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	"dutydesk/rules/text"
)

// sheetOut is how and where a verb writes a sheet that is not recorded.
type sheetOut struct {
	out          string
	plain, force bool
}

func (a *app) sheetFlags(v *cobra.Command, o *sheetOut) {
	f := v.Flags()
	f.BoolVar(&o.plain, "text", false, a.t(text.Text{ZH: "纯文本, 不是网页", EN: "plain text in place of a page"}))
	f.StringVar(&o.out, "out", "-", a.t(text.Text{ZH: "写到 `FILE`, - 是标准输出", EN: "write to `FILE`, - is the standard output"}))
	f.BoolVar(&o.force, "force", false, a.t(text.Text{ZH: "覆盖已有的文件", EN: "write over a file that exists"}))
}

// sheet writes s as a page, or as plain text.
func (b *book) sheet(o sheetOut, s sheet.Sheet) error {
	raw := []byte(s.Text(b.lang))
	if !o.plain {
		var err error
		if raw, err = s.HTML(b.lang); err != nil {
			return rules.AsError(err)
		}
	}
	return b.writeOut(o.out, o.force, raw)
}
