package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// settingVerb shows the settings, or sets one. Only a value or --default writes.
func (a *app) settingVerb() *cobra.Command {
	var c command.SetSetting
	var back bool
	var v *cobra.Command
	writing := func() bool { return back || v.Flags().NArg() > 1 }
	v = a.verbWhich(writing, "setting [NAME [VALUE]]", text.Text{ZH: "设置: 列出, 或改一项", EN: "settings: list them, or set one"}, 0, 2, func(b *book, args []string) error {
		switch {
		case !writing():
			return b.listSettings(args, c.Operation)
		case len(args) == 0 || back && len(args) == 2:
			return usage(text.Text{ZH: "写 setting NAME VALUE, 或 setting NAME --default。", EN: "Write setting NAME VALUE, or setting NAME --default."})
		case !back && strings.TrimSpace(args[1]) == "":
			return usage(text.Text{ZH: "要写值; 恢复默认用 --default。", EN: "Give a value; --default goes back to the default."})
		case !back:
			c.Value = args[1]
		}
		c.Name = args[0]
		return b.do(&c)
	})
	f := v.Flags()
	f.StringVar(&c.Operation, "operation", "", a.t(text.Text{ZH: "某次行动的设置 `ID`, 如 P1-2026", EN: "a setting of the operation `ID`, such as P1-2026"}))
	f.BoolVar(&back, "default", false, a.t(text.Text{ZH: "恢复默认", EN: "back to the default"}))
	f.StringVar(&c.Reason, "reason", "", a.t(text.Text{ZH: "原因 `TEXT`", EN: "reason `TEXT`"}))
	return v
}

// listSettings shows the settings, of one name or one operation where that is said.
func (b *book) listSettings(name []string, operation string) error {
	s, err := b.desk.Settings()
	if err != nil {
		return err
	}
	rows := []view.SettingRow{}
	for _, r := range s.Rows {
		if (len(name) == 0 || r.Name == name[0]) && (operation == "" || strings.EqualFold(r.Operation, operation)) {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return rules.Missing(text.Text{ZH: "设置", EN: "setting"}, text.Clean(strings.Join(append(name, operation), " "), text.Line))
	}
	return show(b, rows, func(r view.SettingRow) []string {
		was := text.Text{}
		if r.Set {
			was = text.Text{ZH: "默认 %[1]s", EN: "default %[1]s"}.With(b.valueOf(r, r.Default))
		}
		return []string{r.Operation, r.Name, b.valueOf(r, r.Value), b.t(r.Label), b.t(was), b.t(r.From), r.Clause}
	})
}

// valueOf is a value as a person reads it.
func (a *app) valueOf(r view.SettingRow, v string) string {
	switch {
	case v == "":
		return "-"
	case r.Options != nil:
		return a.t(rules.WordOf(r.Options, v))
	case r.Unit.IsZero():
		return v
	}
	return v + " " + a.t(r.Unit)
}
