package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
)

// planCheck holds plan files against what a plan file may say. It needs no book, and
// changes nothing. Exit 1 when one of them has a fault.
func (a *app) planCheck() *cobra.Command {
	return &cobra.Command{Use: "check FILE...", Short: a.t(text.Text{ZH: "检查方案文件, 列出每处错误, 并用样例演算", EN: "check plan files: every mistake with its place, then sample cases"}), Args: a.arity(1, -1),
		RunE: func(_ *cobra.Command, args []string) error {
			sound, first := true, map[string]string{}
			for _, name := range args {
				c := plan.FileCheck{File: name}
				if data, fault := a.planFile(name); !fault.IsZero() {
					c.Faults = []plan.Fault{{Line: 1, Column: 1, Message: fault}}
				} else {
					c = plan.Check(name, data)
				}
				if other, twice := first[c.Plan]; twice && c.Plan != "" {
					c.OK, c.Played = false, nil
					c.Faults = append(c.Faults, plan.Fault{Line: 1, Column: 1,
						Message: text.Text{ZH: "方案 %[1]s 在 %[2]s 里也有, 一个方案一份文件", EN: "plan %[1]s stands in %[2]s too; expected one file for a plan"}.With(c.Plan, text.Display(other))})
				}
				first[c.Plan] = name
				sound = sound && c.OK
				if err := a.checked(c); err != nil {
					return err
				}
			}
			if !sound {
				return finished(exitRefused)
			}
			return nil
		}}
}

// planFile reads a file, or says why it is none.
func (a *app) planFile(name string) (data []byte, fault text.Text) {
	path, err := a.file(name)
	if err != nil {
		return nil, rules.AsError(err).Text
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, text.Text{ZH: "没有这个文件", EN: "no such file; expected a plan file"}
	case err != nil:
		return nil, text.Text{ZH: "读不到: %[1]s", EN: "%[1]s; expected a plan file"}.With(cause(err))
	case info.IsDir():
		return nil, text.Text{ZH: "这是文件夹, 应为方案文件", EN: "a directory; expected a plan file"}
	case !info.Mode().IsRegular():
		return nil, text.Text{ZH: "不是普通文件, 应为方案文件", EN: "no regular file; expected a plan file"}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, text.Text{ZH: "读不到: %[1]s", EN: "%[1]s; expected a file that may be read"}.With(cause(err))
	}
	defer f.Close()
	if data, err = io.ReadAll(io.LimitReader(f, 2<<20)); err != nil {
		return nil, text.Text{ZH: "读不到: %[1]s", EN: "%[1]s; expected a file that may be read"}.With(cause(err))
	}
	return data, text.Text{}
}

// checked prints what a check found: faults on the standard error, the sample cases on the
// standard output.
func (a *app) checked(c plan.FileCheck) error {
	if a.json {
		return a.object(c)
	}
	for _, f := range c.Faults {
		fmt.Fprintf(a.err, "%s:%d:%d: %s\n", text.Display(c.File), f.Line, f.Column, text.Display(a.t(f.Message)))
	}
	if !c.OK {
		a.note(text.Text{ZH: "%[1]s: %[2]d 处错误", EN: "%[1]s: %[2]d mistakes"}.With(text.Display(c.File), len(c.Faults)))
		return nil
	}
	a.printf("%s\n", a.t(text.Text{ZH: "%[1]s: %[2]s 可用", EN: "%[1]s: %[2]s is sound"}.With(text.Display(c.File), c.Plan)))
	if plan.IsShipped(c.Plan) {
		a.note(text.Text{ZH: "%[1]s 是程序自带方案的编号, 不能用于本镇方案; 本镇方案用 X1 到 X99。", EN: "%[1]s is the id of a plan of the program and of no own plan; those are X1 to X99."}.With(c.Plan))
	}
	if len(c.Played) == 0 {
		a.printf("%s\n", a.t(text.Text{ZH: "样例里没有要办的", EN: "it asks for nothing in the sample cases"}))
	}
	for _, p := range c.Played {
		a.printf("%s\n", text.Display(a.t(p.Sample)))
		if g := p.Grant; g != nil {
			a.printf("  %s\n", a.t(text.Text{ZH: "%[1]s %[2]d元 %[3]s", EN: "%[1]s, %[2]d yuan %[3]s"}.With(g.Text, g.Yuan, strings.Join(g.Matched, " "))))
		}
		for _, o := range p.Obliges {
			force := text.Text{ZH: "可以", EN: "may"}
			if o.Must {
				force = text.Text{ZH: "应当", EN: "must"}
			}
			a.printf("  %s\n", text.Display(a.t(text.Text{ZH: "%[1]s: %[2]s [%[3]s]", EN: "%[1]s: %[2]s [%[3]s]"}.With(force, o.Text, strings.Join(o.Clauses, " ")))))
		}
	}
	return nil
}

// planCoverage says of every clause of the nine plans where this product holds it. It needs
// no book.
func (a *app) planCoverage() *cobra.Command {
	return &cobra.Command{Use: "coverage", Short: a.t(text.Text{ZH: "九个方案的每一条落在哪里", EN: "where every clause of the nine plans stands"}), Args: a.arity(0, 0),
		RunE: func(*cobra.Command, []string) error {
			rows, err := plan.ClauseCoverage()
			if err != nil {
				return err
			}
			slices.SortStableFunc(rows, func(x, y plan.Covered) int {
				return slices.Index(plan.States, x.State) - slices.Index(plan.States, y.State)
			})
			if a.json {
				return objects(a, rows)
			}
			states := map[string]text.Text{
				plan.Encoded: {ZH: "已编入", EN: "encoded"},
				plan.Outside: {ZH: "非本所", EN: "outside this desk"},
			}
			count := map[string]int{}
			for _, r := range rows {
				count[r.State]++
			}
			var lines [][]string
			for i, r := range rows {
				if i == 0 || rows[i-1].State != r.State {
					a.columns(lines)
					lines = nil
					a.printf("%s\n", a.t(text.Text{ZH: "%[1]s %[2]d 条", EN: "%[1]s: %[2]d"}.With(states[r.State], count[r.State])))
				}
				where := a.t(r.Why)
				if len(r.Where) > 0 {
					where = r.Where[0]
				}
				if n := len(r.Where) - 1; n > 0 {
					where += " +" + strconv.Itoa(n)
				}
				lines = append(lines, []string{r.Clause, a.t(states[r.State]), where})
			}
			a.columns(lines)
			a.printf("%s\n", a.t(text.Text{ZH: "共 %[1]d 条: 已编入 %[2]d, 非本所 %[3]d", EN: "%[1]d clauses: %[2]d encoded, %[3]d outside this desk"}.
				With(len(rows), count[plan.Encoded], count[plan.Outside])))
			return nil
		}}
}

// planSections prints what a plan says, section by section, without those that show has
// told for the season.
func (a *app) planSections(list []plan.Section) {
	for _, s := range list {
		if slices.Contains([]string{"window", "deadlines", "dates", "duties", "figures", "roster", "checklists"}, s.Name) {
			continue
		}
		a.printf("\n%s\n", text.Display(a.t(s.Title)))
		for _, r := range s.Rows {
			a.planLine(r, 1)
		}
	}
}

func (a *app) planLine(r plan.Row, depth int) {
	words := []string{}
	if len(r.Clauses) > 0 {
		words = append(words, "["+strings.Join(r.Clauses, " ")+"]")
	}
	if !r.Text.IsZero() {
		words = append(words, a.t(r.Text))
	}
	for _, d := range r.Details {
		words = append(words, d.Key+": "+d.Value)
	}
	a.printf("%s%s\n", strings.Repeat("  ", depth), text.Display(strings.Join(words, "  ")))
	for _, below := range r.Rows {
		a.planLine(below, depth+1)
	}
}
