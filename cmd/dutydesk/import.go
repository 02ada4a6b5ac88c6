package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dutydesk/cmd/internal/townfiles"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

// importRows is how many rows go into one command, which may read and write 1,000 records
// (DESIGN §5); a row of stock takes most.
const importRows = 100

func (a *app) importVerb() *cobra.Command {
	var check bool
	v := a.verbWhich(func() bool { return !check }, "import FILE...", text.Text{ZH: "导入名册 CSV (UTF-8 或 GB18030), 全部或全不; --check 只检查", EN: "import lists from CSV (UTF-8 or GB18030), all or nothing; --check only looks"}, 1, -1, func(b *book, args []string) error {
		have, err := b.desk.Lists()
		if err != nil {
			return err
		}
		paths := make([]string, len(args))
		for i, p := range args {
			if paths[i], err = b.file(p); err != nil {
				return err
			}
		}
		imp, rep := townfiles.Read(paths, have, b.st.Now())
		if !rep.OK() {
			b.rejected(rep)
			return finished(exitRefused)
		}
		for _, line := range rep.Lines(b.lang) {
			fmt.Fprintln(b.err, line)
		}
		if check {
			if b.json {
				return b.object(rep)
			}
			b.printf("%s\n", b.t(text.Text{ZH: "可以导入。", EN: "Can be imported."}))
			return nil
		}
		res, err := b.desk.ImportAll(b.request, townfiles.Chunks(imp, importRows))
		if err != nil {
			return err
		}
		return b.saved(command.Result{ID: res.ID, Seq: res.Seq})
	})
	v.Flags().BoolVar(&check, "check", false, a.t(text.Text{ZH: "只检查, 不写", EN: "look only, write nothing"}))
	return v
}

// rejected tells row by row what cannot be taken.
func (b *book) rejected(rep townfiles.Report) {
	if !b.jsonErr {
		for _, line := range rep.Lines(b.lang) {
			fmt.Fprintln(b.err, line)
		}
		return
	}
	for _, p := range rep.Problems {
		b.problem(problem{Error: b.t(p.Wrong) + ": " + b.t(p.Want), Kind: "invalid", Field: p.Column, Line: p.Row, File: p.File})
	}
}
