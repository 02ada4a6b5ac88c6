package main

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/cmd/internal/townfiles"
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// registerVerbs keep the registers that the plans ask for.
func (a *app) registerVerbs() *cobra.Command {
	return a.group("register", text.Text{ZH: "台账: 方案要的名册、走访、申请、发放、公示", EN: "registers: the lists that the plans ask for"},
		a.registerKinds(), a.registerList(), a.registerShow(), a.registerAdd(), a.registerEdit(), a.registerStep(), a.registerStrike(), a.registerRestore(), a.registerBack(),
		a.registerExport(), a.registerImport(), a.registerCounts())
}

func (a *app) registerKinds() *cobra.Command {
	return a.verb(reads, "kinds", text.Text{ZH: "有哪些台账, 各多少行", EN: "which registers there are, and how many rows"}, 0, 0, func(b *book, _ []string) error {
		all, err := b.desk.Registers()
		if err != nil {
			return err
		}
		return show(b, all.Kinds, func(k view.RegisterKind) []string {
			return []string{k.ID, b.t(k.Text), strconv.Itoa(k.Rows), strings.Join(k.Plans, " "), strings.Join(k.Clauses, " ")}
		})
	})
}

func (a *app) registerRow(r view.RegisterRow) []string {
	mark := ""
	if r.Verdict.Review {
		mark = a.t(text.Text{ZH: "需核定 %[1]s", EN: "review %[1]s"}.With(strings.Join(r.Verdict.Readings, " ")))
	}
	if len(r.Twice) > 0 {
		mark += " " + a.t(text.Text{ZH: "重复 %[1]s", EN: "twice: %[1]s"}.With(strings.Join(r.Twice, " ")))
	}
	return []string{r.ID, a.t(r.Title), a.t(r.Stands), a.t(r.Verdict.TierText), strings.TrimSpace(mark)}
}

func (a *app) registerList() *cobra.Command {
	var all bool
	v := a.verb(reads, "list KIND", text.Text{ZH: "一份台账的各行", EN: "the rows of a register"}, 1, 1, func(b *book, args []string) error {
		p, err := b.desk.RegisterPage(args[0], all)
		if err != nil {
			return err
		}
		return show(b, p.Rows, a.registerRow)
	})
	v.Flags().BoolVar(&all, "all", false, a.t(text.Text{ZH: "划去的也列", EN: "struck rows too"}))
	return v
}

func (a *app) registerShow() *cobra.Command {
	return a.verb(reads, "show ROW", text.Text{ZH: "一行的全部内容、步骤和方案的说法", EN: "all of one row, its steps and what the plans say"}, 1, 1, func(b *book, args []string) error {
		r, err := b.desk.RegisterRow(args[0])
		if err != nil {
			return err
		}
		if b.json {
			return b.object(r)
		}
		b.printf("%s %s %s %s\n", r.ID, b.t(r.Kind), b.t(r.Stands), b.t(text.Text{ZH: "第 %[1]d 版", EN: "version %[1]d"}.With(r.Version)))
		reg, _ := plan.RegisterOf(r.Register)
		var rows [][]string
		for _, f := range reg.Fields {
			if w, ok := r.Shown[f.Code]; ok {
				rows = append(rows, []string{"  " + b.t(f.Text), b.t(w)})
			}
		}
		for _, s := range r.Steps {
			w := ""
			if st, ok := reg.State(s.State); ok {
				w = b.t(st.Text)
			}
			if s.Back != nil {
				w += " " + b.t(text.Text{ZH: "(退回: %[1]s)", EN: "(taken back: %[1]s)"}.With(s.Back.Reason))
			}
			rows = append(rows, []string{"  " + rules.Stamp(s.At), strings.TrimSpace(w + " " + string(s.On) + " " + s.Note)})
		}
		b.columns(rows)
		b.verdict(&r.Verdict)
		for _, n := range r.Next {
			if n.Not != nil {
				b.printf("%s\n", b.t(text.Text{ZH: "下一步 %[1]s: %[2]s %[3]s", EN: "next, %[1]s: %[2]s %[3]s"}.With(n.Text, n.Not.Text, n.Not.Clause)))
				continue
			}
			b.printf("%s\n", b.t(text.Text{ZH: "下一步 %[1]s (%[2]s)", EN: "next, %[1]s (%[2]s)"}.With(n.Text, n.State)))
		}
		return nil
	})
}

// verdict prints what the rules say of a row.
func (b *book) verdict(v *rules.Verdict) {
	if v.Tier != "" {
		b.printf("%s\n", b.t(text.Text{ZH: "档次 %[1]s %[2]s元", EN: "tier %[1]s, %[2]s yuan"}.With(v.TierText, plan.Yuan(strconv.FormatInt(*v.Amount, 10)))))
	}
	if v.Owner != "" {
		b.printf("%s\n", b.t(text.Text{ZH: "归口 %[1]s", EN: "owner %[1]s"}.With(v.Owner)))
	}
	for _, l := range []struct {
		frame text.Text
		all   []rules.Finding
	}{{text.Text{ZH: "还缺 %[1]s %[2]s", EN: "missing: %[1]s %[2]s"}, v.Missing}, {text.Text{ZH: "不合规 %[1]s %[2]s", EN: "breach: %[1]s %[2]s"}, v.Breaches}, {text.Text{ZH: "注意 %[1]s %[2]s", EN: "warning: %[1]s %[2]s"}, v.Warnings}} {
		for _, f := range l.all {
			b.printf("%s\n", b.t(l.frame.With(f.Text, strings.Join(f.Clauses, " "))))
		}
	}
	if v.Review {
		b.printf("%s\n", b.t(text.Text{ZH: "需核定 %[1]s", EN: "review %[1]s"}.With(strings.Join(v.Readings, " "))))
	}
}

// cells reads FIELD=VALUE; a field may be called by its code or its words.
func cells(reg *rules.Register, into map[string]string, args []string) error {
	for _, s := range args {
		code, value, ok := strings.Cut(strings.Replace(s, "＝", "=", 1), "=")
		if !ok {
			return rules.Bad("fields", text.Text{ZH: "要写成 栏目=内容, 不是 %[1]s。", EN: "Write FIELD=VALUE, not %[1]s."}.With(s))
		}
		into[column(reg, code)] = value
	}
	return nil
}

// column is the code of a field that is called by its code or its words.
func column(reg *rules.Register, said string) string {
	for _, f := range reg.Fields {
		if text.Fold(said) == text.Fold(f.Text.ZH) || text.Fold(said) == text.Fold(f.Text.EN) {
			return f.Code
		}
	}
	return strings.TrimSpace(said)
}

func noteFlag(v *cobra.Command, a *app, note *string) *cobra.Command {
	v.Flags().StringVar(note, "note", "", a.t(text.Text{ZH: "说明原因 `TEXT`", EN: "say why, `TEXT`"}))
	return v
}

func (a *app) registerAdd() *cobra.Command {
	var c command.PutRow
	return noteFlag(a.verb(writes, "add KIND FIELD=VALUE ...", text.Text{ZH: "登记一行", EN: "enter a row"}, 2, -1, func(b *book, args []string) error {
		p, err := b.desk.RegisterPage(args[0], false)
		if err != nil {
			return err
		}
		c.Register, c.Fields = p.Register.ID, map[string]string{}
		if err := cells(&p.Register, c.Fields, args[1:]); err != nil {
			return err
		}
		return b.do(&c)
	}), a, &c.Note)
}

func (a *app) registerEdit() *cobra.Command {
	var c command.PutRow
	return noteFlag(a.verb(writes, "edit ROW FIELD=VALUE ...", text.Text{ZH: "改一行的栏目, 没写的不变, 写空的清除", EN: "change fields of a row; others stay, an empty one is cleared"}, 2, -1, func(b *book, args []string) error {
		r, err := b.desk.RegisterRow(args[0])
		if err != nil {
			return err
		}
		reg, _ := plan.RegisterOf(r.Register)
		c.ID, c.Version, c.Fields = r.ID, r.Version, map[string]string{}
		for _, f := range reg.Fields {
			if kept := r.Fields[f.Code]; kept != "" {
				c.Fields[f.Code] = typed(&f, kept)
			}
		}
		if err := cells(reg, c.Fields, args[1:]); err != nil {
			return err
		}
		return b.do(&c)
	}), a, &c.Note)
}

// typed is a kept value as a person would type it.
func typed(f *rules.RegisterField, kept string) string {
	if f.Type == rules.FieldMoney {
		return plan.Yuan(kept)
	}
	return kept
}

func (a *app) registerStep() *cobra.Command {
	var c command.StepRow
	var on string
	v := noteFlag(a.verb(writes, "step ROW STATE", text.Text{ZH: "办下一步; 缺什么会说明", EN: "take the next step; what is missing is said"}, 2, 2, func(b *book, args []string) error {
		c.Row, c.State, c.On = args[0], args[1], rules.Date(on)
		return b.do(&c)
	}), a, &c.Note)
	v.Flags().StringVar(&on, "on", "", a.t(text.Text{ZH: "哪天 `DATE` (默认今天)", EN: "its `DATE` (default today)"}))
	return v
}

func (a *app) registerBack() *cobra.Command {
	var version int64
	return seenFlag(a, &version, a.verb(writes, "back ROW REASON", text.Text{ZH: "退回上一步", EN: "take the last step back"}, 2, 2, func(b *book, args []string) error {
		return b.do(&command.BackRow{Row: args[0], Version: version, Reason: args[1]})
	}))
}

func (a *app) registerStrike() *cobra.Command {
	var version int64
	return seenFlag(a, &version, a.verb(writes, "strike ROW REASON", text.Text{ZH: "划去一行, 留底", EN: "strike a row out; it stays to be read"}, 2, 2, func(b *book, args []string) error {
		return b.do(&command.StrikeRow{Row: args[0], Version: version, Reason: args[1]})
	}))
}

func (a *app) registerRestore() *cobra.Command {
	var version int64
	return seenFlag(a, &version, a.verb(writes, "restore ROW REASON", text.Text{ZH: "恢复划去的一行", EN: "bring a struck row back"}, 2, 2, func(b *book, args []string) error {
		return b.do(&command.StrikeRow{Row: args[0], Version: version, Reason: args[1], Back: true})
	}))
}

// seenFlag is the version that a counter-entry is based on.
func seenFlag(a *app, version *int64, v *cobra.Command) *cobra.Command {
	v.Flags().Int64Var(version, "version", 0, a.t(text.Text{ZH: "看过的版本 `N`; 已有更新的就不撤", EN: "version `N` that was seen: a newer one refuses"}))
	return v
}

func (a *app) registerCounts() *cobra.Command {
	return a.verb(reads, "counts KIND", text.Text{ZH: "方案要核对的数, 不符的标出", EN: "the figures that the plans want, what is off marked"}, 1, 1, func(b *book, args []string) error {
		p, err := b.desk.RegisterPage(args[0], false)
		if err != nil {
			return err
		}
		if b.json {
			if err := objects(b.app, p.Counts); err != nil || p.Funds == nil {
				return err
			}
			return b.object(p.Funds)
		}
		var rows [][]string
		for _, c := range p.Counts {
			off := ""
			if c.Off {
				off = b.t(text.Text{ZH: "!不符", EN: "!off"})
			}
			asked := figure(c.Money, c.Min) + "-" + figure(c.Money, c.Max)
			if c.Said != nil {
				asked = b.t(text.Text{ZH: "条文数字 %[1]s", EN: "of the text: %[1]s"}.With(figure(c.Money, c.Said)))
			}
			rows = append(rows, []string{off, b.t(c.Text), b.t(c.Of), figure(c.Money, &c.Value), asked, strings.Join(c.Clauses, " ")})
		}
		b.columns(rows)
		if f := p.Funds; f != nil {
			b.printf("%s\n", b.t(text.Text{ZH: "%[1]s %[2]s元, 已列 %[3]s元, 超出 %[4]s元 %[5]s", EN: "%[1]s: %[2]s yuan, planned %[3]s, over %[4]s %[5]s"}.
				With(f.Text, figure(true, &f.Fund), figure(true, &f.Total), figure(true, &f.Over), f.Words)))
		}
		return nil
	})
}

func figure(money bool, n *int64) string {
	switch {
	case n == nil:
		return ""
	case money:
		return plan.Yuan(strconv.FormatInt(*n, 10))
	}
	return strconv.FormatInt(*n, 10)
}

func (a *app) registerExport() *cobra.Command {
	return a.verb(reads, "export KIND FILE", text.Text{ZH: "导出一份台账为 CSV", EN: "export a register as CSV"}, 2, 2, func(b *book, args []string) error {
		p, err := b.desk.RegisterPage(args[0], false)
		if err != nil {
			return err
		}
		path := b.path(args[1])
		out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return rules.Bad("file", text.Text{ZH: "写不了 %[1]s: 已有同名文件, 或目录不能写。", EN: "Cannot write %[1]s: the file is there already, or the folder takes none."}.With(path))
		}
		if _, err = out.Write(registerCSV(b.app, p)); err == nil {
			err = out.Sync()
		}
		if shut := out.Close(); err == nil {
			err = shut
		}
		if err != nil {
			_ = os.Remove(path)
			return rules.AsError(err)
		}
		b.printf("%s %d\n", path, len(p.Rows))
		return nil
	})
}

// registerCSV is the rows of a register as a table.
func registerCSV(a *app, p *view.RegisterPage) []byte {
	head := []string{}
	for _, f := range p.Register.Fields {
		head = append(head, a.t(f.Text))
	}
	rows := [][]string{append(head, a.t(text.Text{ZH: "状态", EN: "State"}), a.t(text.Text{ZH: "编号", EN: "Id"}))}
	for _, r := range p.Rows {
		var line []string
		for _, f := range p.Register.Fields {
			line = append(line, a.t(r.Shown[f.Code]))
		}
		rows = append(rows, append(line, a.t(r.Stands), r.ID))
	}
	return csvTable(rows)
}

// maxRegisterFile is what a CSV of a register may be; its rows are limited by the command.
const maxRegisterFile = 4 << 20

func (a *app) registerImport() *cobra.Command {
	return a.verb(writes, "import KIND FILE", text.Text{ZH: "从 CSV 导入一份台账, 全部或一行不进; 首行写栏目名", EN: "import a register from CSV, all or nothing; the first line names the fields"}, 2, 2, func(b *book, args []string) error {
		p, err := b.desk.RegisterPage(args[0], false)
		if err != nil {
			return err
		}
		path, err := b.file(args[1])
		if err != nil {
			return err
		}
		info, err := os.Stat(path)
		if err != nil || info.Size() > maxRegisterFile {
			return rules.Bad("file", text.Text{ZH: "读不了 %[1]s, 或超过 4 MB。", EN: "Cannot read %[1]s, or it is over 4 MB."}.With(args[1]))
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return rules.Bad("file", text.Text{ZH: "读不了 %[1]s。", EN: "Cannot read %[1]s."}.With(args[1]))
		}
		body, _, not := townfiles.Decode(raw)
		if !not.IsZero() {
			return rules.Bad("file", text.Text{ZH: "%[1]s: 请另存为 CSV (UTF-8 或 GB18030)。", EN: "%[1]s: save it as CSV, in UTF-8 or GB18030."}.With(not))
		}
		in := csv.NewReader(strings.NewReader(body))
		in.FieldsPerRecord = -1
		lines, err := in.ReadAll()
		if err != nil {
			return rules.Bad("file", text.Text{ZH: "不是 CSV: %[1]s", EN: "Not CSV: %[1]s"}.With(text.Clean(err.Error(), text.Line)))
		}
		c := &command.ImportRows{Register: p.Register.ID}
		for i, line := range lines {
			if i == 0 {
				continue
			}
			row := map[string]string{}
			for j, s := range line {
				if j >= len(lines[0]) {
					return rules.Bad("rows["+strconv.Itoa(i-1)+"]", text.Text{ZH: "第 %[1]d 行的栏目比首行多。", EN: "Row %[1]d has more fields than the first line."}.With(i))
				}
				code := column(&p.Register, lines[0][j])
				if _, ok := p.Register.Field(code); !ok && exported(a, lines[0][j]) {
					continue
				}
				if _, twice := row[code]; twice {
					return rules.Bad("file", text.Text{ZH: "首行有两个「%[1]s」。", EN: "The first line names %[1]s twice."}.With(lines[0][j]))
				}
				row[code] = strings.TrimPrefix(s, "'")
			}
			c.Rows = append(c.Rows, row)
		}
		return b.do(c)
	})
}

// exported says that a column is one that an export adds.
func exported(a *app, head string) bool {
	return head == a.t(text.Text{ZH: "状态", EN: "State"}) || head == a.t(text.Text{ZH: "编号", EN: "Id"})
}
