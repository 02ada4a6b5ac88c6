package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store"
)

// ownPlanVerbs make, change, take and write plans of the township itself.
func (a *app) ownPlanVerbs() []*cobra.Command {
	return []*cobra.Command{a.planCopy(), a.planOwn(), a.planSet(), a.planAddDeadline(), a.planAddLine(), a.planNotice(), a.planAck(),
		a.planTurn("off PLAN LINE REASON", text.Text{ZH: "停用本镇方案的一项, 写明原因; 有哪些项见 plan own", EN: "turn a line of an own plan off, with a reason; plan own lists them"}, rules.EditOff),
		a.planTurn("on PLAN LINE", text.Text{ZH: "恢复停用的一项", EN: "turn a line on again"}, rules.EditOn),
		a.planImport(), a.planExport(), a.planRevert(), a.planStrike()}
}

func planArg(s string) string { return strings.ToUpper(text.Digits(s)) }

func (a *app) planCopy() *cobra.Command {
	var c command.CopyPlan
	v := a.verb(writes, "copy PLAN --title TITLE", text.Text{ZH: "复制一个方案, 成为本镇方案 X1、X2 等", EN: "copy a plan as one of the township's own, X1, X2 and so on"}, 1, 1, func(b *book, args []string) error {
		c.From = args[0]
		return b.wrote(&c)
	})
	v.Flags().StringVar(&c.Title, "title", "", a.t(text.Text{ZH: "名称 `TITLE`", EN: "`TITLE` of the new plan"}))
	return v
}

// wrote is do, and says on stderr where the file is.
func (b *book) wrote(cmd command.Command) error {
	res, err := b.desk.Do(b.request, cmd)
	if err != nil {
		return err
	}
	b.note(text.Text{ZH: "文件 %[1]s", EN: "File %[1]s"}.With(text.Display(filepath.Join(b.st.Dir(), store.PlansDir, res.ID+".yaml"))))
	return b.saved(res)
}

// planOwn shows an own plan as its form has it.
func (a *app) planOwn() *cobra.Command {
	return a.verb(reads, "own PLAN", text.Text{ZH: "本镇方案的各项: 可改的数字, 到期事项, 清单, 通知, 可停用的项", EN: "an own plan by its lines: figures, dated duties, lists, notices, what can be turned off"}, 1, 1, func(b *book, args []string) error {
		p, err := b.desk.OwnPlan(planArg(args[0]))
		if err != nil || b.json {
			return orObject(b, p, err)
		}
		b.printf("%s %s\n", p.Plan, b.t(p.Title))
		rows := [][]string{{"level", p.Level, ""}, {"window.first", p.First, ""}, {"window.last", p.Last, ""}}
		for _, f := range p.Figures {
			rows = append(rows, []string{"figures." + f.Name, b.t(text.Text{ZH: "%[1]d%[2]s", EN: "%[1]d %[2]s"}.With(f.Value, f.Unit)), b.t(f.Label)})
		}
		for _, n := range p.Notices {
			words := b.t(n.Words)
			if n.Words.IsZero() {
				words = b.t(text.Text{ZH: "还没有写内容", EN: "nothing written yet"})
			}
			rows = append(rows, []string{"notices/" + n.Notice, b.t(n.Title), words})
		}
		for _, l := range p.Lines {
			mark := ""
			if l.Off {
				mark = b.t(text.Text{ZH: "停用: %[1]s", EN: "off: %[1]s"}.With(l.Reason))
			}
			rows = append(rows, []string{l.At, b.t(l.Text), mark})
		}
		b.columns(rows)
		return nil
	})
}

// changes is a verb that changes an own plan: with what it does to open cases first, while the
// plan is adopted.
func (a *app) changes(use string, short text.Text, least, most int, make func(b *book, args []string) (command.Command, error)) *cobra.Command {
	var yes, preview bool
	v := a.verbWhich(func() bool { return !preview }, use, short, least, most, func(b *book, args []string) error {
		cmd, err := make(b, args)
		if err != nil {
			return err
		}
		c, err := b.desk.PlanChange(cmd)
		switch {
		case err != nil:
			return err
		case preview:
			return b.previewed(c)
		case c.Adopted && len(c.Cases) > 0 && !yes:
			b.effects(c)
			return rules.Refuse(text.Text{ZH: "%[1]s 已启用, 修改会影响上面的事项。确认后加 --yes。", EN: "%[1]s is adopted and the change touches the cases above. Add --yes to make it."}.With(c.Plan), "")
		}
		confirm(cmd)
		return b.wrote(cmd)
	})
	v.Flags().BoolVar(&yes, "yes", false, a.t(text.Text{ZH: "已看过对在办事项的影响", EN: "what it does to open cases was seen"}))
	v.Flags().BoolVar(&preview, "preview", false, a.t(text.Text{ZH: "只看结果: 文件, 检查, 影响; 不保存", EN: "only show the file, its check and the effect; nothing is saved"}))
	return v
}

func confirm(cmd command.Command) {
	switch c := cmd.(type) {
	case *command.EditPlan:
		c.Confirmed = true
	case *command.ImportPlan:
		c.Confirmed = true
	case *command.RevertPlan:
		c.Confirmed = true
	}
}

func (b *book) previewed(c *view.PlanChange) error {
	if b.json {
		return b.object(c)
	}
	b.write(c.Text)
	b.planFaults(c.Faults)
	b.effects(c)
	if len(c.Faults) > 0 {
		return finished(exitRefused)
	}
	return nil
}

// effects says on stderr which obligations of open cases would appear or vanish.
func (b *book) effects(c *view.PlanChange) {
	for _, k := range c.Cases {
		for _, x := range []struct {
			words text.Text
			list  []rules.Named
		}{{text.Text{ZH: "%[1]s 新增: %[2]s", EN: "%[1]s new: %[2]s"}, k.Appear}, {text.Text{ZH: "%[1]s 不再要求: %[2]s", EN: "%[1]s no longer: %[2]s"}, k.Vanish}, {text.Text{ZH: "%[1]s 时限改变: %[2]s", EN: "%[1]s due at another time: %[2]s"}, k.Moved}} {
			if len(x.list) > 0 {
				b.note(x.words.With(k.Case, command.Words(x.list)))
			}
		}
	}
}

// planFaults says on stderr what is wrong with own plans, with file, line and column.
func (b *book) planFaults(list []view.PlanFault) {
	for _, f := range list {
		b.note(planFault(f))
	}
}

func planFault(f view.PlanFault) text.Text {
	if f.Line == 0 {
		return text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(text.Display(f.File), f.Text)
	}
	return text.Text{ZH: "%[1]s:%[2]d:%[3]d: %[4]s", EN: "%[1]s:%[2]d:%[3]d: %[4]s"}.With(text.Display(f.File), f.Line, f.Column, f.Text)
}

// edit is a change of one own plan as it stands now.
func (b *book) edit(id string, edits ...rules.PlanEdit) (command.Command, error) {
	p, err := b.desk.OwnPlan(planArg(id))
	if err != nil {
		return nil, err
	}
	return &command.EditPlan{Plan: p.Plan, Version: p.Version, Edits: edits}, nil
}

func (a *app) planSet() *cobra.Command {
	return a.changes("set PLAN NAME=VALUE ...", text.Text{ZH: "改本镇方案: title, title_en, level, window.first, window.last, figures.名称", EN: "change an own plan: title, title_en, level, window.first, window.last, figures.NAME"}, 2, -1, func(b *book, args []string) (command.Command, error) {
		var edits []rules.PlanEdit
		for _, s := range args[1:] {
			name, value, ok := strings.Cut(strings.Replace(s, "＝", "=", 1), "=")
			if !ok {
				return nil, usage(text.Text{ZH: "要写成 名称=值: %[1]s", EN: "Write NAME=VALUE: %[1]s"}.With(s))
			}
			edits = append(edits, rules.PlanEdit{Do: rules.EditSet, Name: name, Value: value})
		}
		return b.edit(args[0], edits...)
	})
}

func (a *app) planAddDeadline() *cobra.Command {
	var e rules.PlanEdit
	v := a.changes("add-deadline PLAN MM-DD WORDS", text.Text{ZH: "本镇方案加一件到期事项; --item 改已有的", EN: "add a dated duty to an own plan; --item changes one it has"}, 2, -1, func(b *book, args []string) (command.Command, error) {
		e.Do, e.Value, e.ZH = rules.EditDeadline, args[1], strings.Join(args[2:], " ")
		return b.edit(args[0], e)
	})
	v.Flags().StringVar(&e.Name, "item", "", a.t(text.Text{ZH: "改的是 `ITEM`", EN: "change this `ITEM`"}))
	v.Flags().StringVar(&e.EN, "en", "", a.t(text.Text{ZH: "英文 `WORDS`", EN: "the `WORDS` in English"}))
	v.Flags().BoolVar(&e.On, "on", false, a.t(text.Text{ZH: "就在当天, 不是到那天为止", EN: "due on that very day, not by it"}))
	return v
}

func (a *app) planAddLine() *cobra.Command {
	var e rules.PlanEdit
	v := a.changes("add-line PLAN WORDS", text.Text{ZH: "本镇方案的清单加一条; --list 指明哪张清单, 不写是本镇清单", EN: "add a line to a checklist of an own plan; --list names it, else that of the township"}, 2, -1, func(b *book, args []string) (command.Command, error) {
		e.Do, e.ZH = rules.EditItem, strings.Join(args[1:], " ")
		return b.edit(args[0], e)
	})
	v.Flags().StringVar(&e.Name, "list", "", a.t(text.Text{ZH: "清单 `LIST`", EN: "checklist `LIST`"}))
	v.Flags().StringVar(&e.EN, "en", "", a.t(text.Text{ZH: "英文 `WORDS`", EN: "the `WORDS` in English"}))
	return v
}

func (a *app) planNotice() *cobra.Command {
	var e rules.PlanEdit
	v := a.changes("notice PLAN WORDS", text.Text{ZH: "写本镇方案的通知: --notice 改已有的, --title 加一个", EN: "write a notice of an own plan: --notice changes one, --title adds one"}, 1, -1, func(b *book, args []string) (command.Command, error) {
		e.Do, e.ZH = rules.EditNotice, strings.Join(args[1:], " ")
		return b.edit(args[0], e)
	})
	v.Flags().StringVar(&e.Name, "notice", "", a.t(text.Text{ZH: "通知 `NAME`", EN: "notice `NAME`"}))
	v.Flags().StringVar(&e.Title, "title", "", a.t(text.Text{ZH: "标题 `TITLE`", EN: "`TITLE`"}))
	v.Flags().StringVar(&e.EN, "en", "", a.t(text.Text{ZH: "英文 `WORDS`", EN: "the `WORDS` in English"}))
	return v
}

func (a *app) planAck() *cobra.Command {
	return a.verb(writes, "ack PLAN NOTICE", text.Text{ZH: "签收本镇方案的通知", EN: "acknowledge a notice of an own plan"}, 2, 2, func(b *book, args []string) error {
		return b.do(&command.AckNotice{Plan: args[0], Notice: args[1]})
	})
}

func (a *app) planTurn(use string, short text.Text, do string) *cobra.Command {
	least, most := 2, 2
	if do == rules.EditOff {
		least, most = 3, -1
	}
	return a.changes(use, short, least, most, func(b *book, args []string) (command.Command, error) {
		return b.edit(args[0], rules.PlanEdit{Do: do, Name: args[1], Reason: strings.Join(args[2:], " ")})
	})
}

// planImport takes a file, or with the id of a plan the one in the data folder.
func (a *app) planImport() *cobra.Command {
	return a.changes("import FILE|PLAN", text.Text{ZH: "导入手改的方案文件; 写编号是数据文件夹里的那份", EN: "take a plan file that was written by hand; an id means the one in the data folder"}, 1, 1, func(b *book, args []string) (command.Command, error) {
		var c command.ImportPlan
		var err error
		name := args[0]
		if id := planArg(name); plan.IsOwn(id) {
			name = id + ".yaml"
			c.Text, err = b.desk.PlanFile(id)
		} else if data, fault := b.planFile(name); !fault.IsZero() {
			err = rules.Bad("file", fault)
		} else {
			c.Text = string(data)
		}
		if err != nil {
			return nil, err
		}
		k := plan.CheckOwn(name, []byte(c.Text))
		if !k.OK {
			if err := b.checked(k); err != nil {
				return nil, err
			}
			return nil, finished(exitRefused)
		}
		p, err := b.desk.OwnPlan(k.Plan)
		switch {
		case err == nil:
			c.Version = p.Version
		case rules.KindOf(err) != rules.NotFound:
			return nil, err
		}
		return &c, nil
	})
}

func (a *app) planExport() *cobra.Command {
	return a.verb(writes, "export PLAN", text.Text{ZH: "重新写出本镇方案的文件; 手改过的另存为 .old", EN: "write the file of an own plan anew; one changed by hand is kept as .old"}, 1, 1, func(b *book, args []string) error {
		path, err := b.desk.ExportPlan(planArg(args[0]))
		if err != nil {
			return err
		}
		if b.json {
			return b.object(struct {
				File string `json:"file"`
			}{path})
		}
		b.printf("%s\n", text.Display(path))
		return nil
	})
}

func (a *app) planRevert() *cobra.Command {
	var version int64
	return seenFlag(a, &version, a.changes("revert PLAN REASON", text.Text{ZH: "撤回本镇方案最近一次修改; 再撤一次是恢复", EN: "take the last change of an own plan back; once more brings it back"}, 2, -1, func(_ *book, args []string) (command.Command, error) {
		return &command.RevertPlan{Plan: planArg(args[0]), Version: version, Reason: strings.Join(args[1:], " ")}, nil
	}))
}

func (a *app) planStrike() *cobra.Command {
	var version int64
	return seenFlag(a, &version, a.verb(writes, "strike PLAN REASON", text.Text{ZH: "撤下没有启用的本镇方案", EN: "take an own plan off that is not adopted"}, 2, -1, func(b *book, args []string) error {
		return b.do(&command.StrikePlan{Plan: args[0], Version: version, Reason: strings.Join(args[1:], " ")})
	}))
}

// ownLibrary says that questions are asked on a data folder that has plans of its own.
func (a *app) ownLibrary() bool {
	if a.data == "" && a.env("DUTYDESK_DATA") == "" {
		return false
	}
	dir, err := a.folder()
	if err != nil {
		return false
	}
	files, _ := filepath.Glob(filepath.Join(dir, store.PlansDir, "X*.yaml"))
	return len(files) > 0
}
