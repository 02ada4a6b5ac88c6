package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/rules/text"
)

// Groups of the help page.
const (
	groupDesk  = "desk"
	groupLists = "lists"
	groupKeep  = "keep"
)

func init() { cobra.EnableCommandSorting = false }

// root is the whole tree of verbs, in the language of this run.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{Use: "dutydesk", Args: a.noSuchVerb, SilenceErrors: true, SilenceUsage: true,
		Short: a.t(text.Text{ZH: "乡镇值班台", EN: "the duty desk of a township"}),
		Long: a.t(text.Text{
			ZH: "dutydesk 是乡镇值班台。不带命令就在这里打开值班台; 第一次先建值班簿。\n" +
				"写入要有人员 (--as 或 DUTYDESK_AS) 和 PIN (在终端上输入, 或 DUTYDESK_PIN); 不登录只能看遮盖过的内容。\n" +
				"退出码: 0 完成, 1 被规则拒绝, 2 用法, 3 持有者不应答, 4 数据损坏, 5 读写故障, 6 结果不明。",
			EN: "dutydesk is the duty desk of a township. Without a command it opens the desk here; the first time it sets a book up.\n" +
				"A write needs an officer (--as or DUTYDESK_AS) and the PIN (on a terminal, or DUTYDESK_PIN); without them reads are masked.\n" +
				"Exit codes: 0 done, 1 refused by a rule, 2 usage, 3 the holder does not answer, 4 damaged data, 5 input or output fault, 6 outcome unknown."}),
		RunE: func(*cobra.Command, []string) error { return a.openDesk() },
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetUsageTemplate(templateOf(
		a.t(text.Text{ZH: "用法", EN: "Usage"}), a.t(text.Text{ZH: "命令", EN: "Commands"}),
		a.t(text.Text{ZH: "选项", EN: "Flags"}), a.t(text.Text{ZH: "通用选项", EN: "Flags of every command"}),
		a.t(text.Text{ZH: "某个命令的用法", EN: "How a command is used"})))
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return flagError(err) })
	f := root.PersistentFlags()
	f.StringVar(&a.data, "data", "", a.t(text.Text{ZH: "数据文件夹 `DIR` (默认 DUTYDESK_DATA, 再默认 XDG 数据文件夹)", EN: "data folder `DIR` (default DUTYDESK_DATA, then the XDG data folder)"}))
	f.StringVar(&a.as, "as", "", a.t(text.Text{ZH: "以 `OFFICER` (编号或姓名) 的名义 (默认 DUTYDESK_AS)", EN: "act as `OFFICER`, id or name (default DUTYDESK_AS)"}))
	f.BoolVar(&a.json, "json", false, a.t(text.Text{ZH: "每行一个 JSON 对象", EN: "one JSON object a line"}))
	f.Var(langFlag{a}, "lang", a.t(text.Text{ZH: "语言 `zh|en`", EN: "language `zh|en`"}))
	f.StringVar(&a.request, "request", a.request, a.t(text.Text{ZH: "请求号 `ID`: 同一请求号重做不会重复", EN: "request `ID`: repeating with the same one cannot double"}))
	f.Lookup("request").DefValue = ""
	root.AddGroup(
		&cobra.Group{ID: groupDesk, Title: a.t(text.Text{ZH: "值班", EN: "Duty"})},
		&cobra.Group{ID: groupLists, Title: a.t(text.Text{ZH: "建簿和名册", EN: "Set-up and lists"})},
		&cobra.Group{ID: groupKeep, Title: a.t(text.Text{ZH: "保管", EN: "Keeping"})},
	)
	add := func(group string, cmds ...*cobra.Command) {
		for _, c := range cmds {
			c.GroupID = group
			root.AddCommand(c)
		}
	}
	add(groupDesk, a.callVerbs(), a.caseVerbs(), a.noteVerbs(), a.shiftVerbs(), a.rosterVerbs(), a.handoverVerbs(), a.logVerbs(), a.stockVerbs(), a.warningVerbs(), a.orderVerbs(), a.referralVerbs(), a.followupVerbs(), a.noticeVerbs(), a.patrolVerbs(), a.reportVerbs(), a.planVerbs(), a.textVerbs(), a.printVerbs(), a.paperVerbs(), a.registerVerbs(), a.wallVerb())
	add(groupDesk, a.seatVerbs()...)
	add(groupLists, a.initVerb(), a.importVerb(), a.officerVerbs(), a.villageVerbs(), a.agencyVerbs(), a.placeVerbs(), a.itemVerbs(), a.kitVerbs(), a.settingVerb(), a.calendarVerbs(), a.demoVerb())
	add(groupKeep, a.journalVerb(), a.verifyVerb(), a.backupVerb(), a.restoreVerb(), a.serveVerb(), a.clockVerb(), a.versionVerb())
	a.helpIn(root)
	return root
}

// group is a verb that only holds others.
func (a *app) group(name string, short text.Text, verbs ...*cobra.Command) *cobra.Command {
	c := &cobra.Command{Use: name, Short: a.t(short), Args: a.noSuchVerb, RunE: func(c *cobra.Command, _ []string) error {
		_ = c.Usage()
		return usage(text.Text{ZH: "%[1]s 后面要跟一个命令。", EN: "%[1]s needs a command."}.With(c.CommandPath()))
	}}
	c.AddCommand(verbs...)
	return c
}

func (a *app) noSuchVerb(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if near := c.SuggestionsFor(args[0]); len(near) > 0 {
		return usage(text.Text{ZH: "没有命令 %[1]s %[2]s。是不是 %[3]s?", EN: "No command %[1]s %[2]s. Did you mean %[3]s?"}.
			With(c.CommandPath(), text.Clean(args[0], text.Line), strings.Join(near, ", ")))
	}
	return usage(text.Text{ZH: "没有命令 %[1]s %[2]s。", EN: "No command %[1]s %[2]s."}.With(c.CommandPath(), text.Clean(args[0], text.Line)))
}

// helpIn replaces cobra's English help words, for every command of the tree.
func (a *app) helpIn(root *cobra.Command) {
	help := &cobra.Command{Use: "help [COMMAND]", GroupID: groupKeep, Short: a.t(text.Text{ZH: "命令的用法", EN: "how a command is used"}),
		RunE: func(c *cobra.Command, args []string) error {
			found, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return a.noSuchVerb(root, args)
			}
			return found.Help()
		}}
	root.SetHelpCommand(help)
	root.AddCommand(help)
	words := a.t(text.Text{ZH: "显示用法", EN: "show how it is used"})
	var each func(*cobra.Command)
	each = func(c *cobra.Command) {
		c.Flags().BoolP("help", "h", false, words)
		c.DisableFlagsInUseLine = true
		c.Flags().VisitAll(a.tellDefault)
		for _, sub := range c.Commands() {
			each(sub)
		}
	}
	each(root)
}

// noDefault is what pflag takes for no default, by type; it tells others in English.
var noDefault = map[string]string{"bool": "false", "int": "0", "int64": "0", "uint64": "0", "stringSlice": "[]", "stringArray": "[]"}

// tellDefault puts a flag's default into its own words.
func (a *app) tellDefault(f *pflag.Flag) {
	if def := strings.Trim(f.DefValue, "[]"); f.DefValue != noDefault[f.Value.Type()] && def != "" {
		f.Usage += a.t(text.Text{ZH: " (默认 %[1]s)", EN: " (default %[1]s)"}.With(def))
	}
	f.DefValue = noDefault[f.Value.Type()]
}

// flagError puts pflag's faults into both languages.
func flagError(err error) error {
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := "--" + e.GetSpecifiedName()
		if e.GetSpecifiedShortnames() != "" {
			name = "-" + e.GetSpecifiedShortnames()
		}
		return usage(text.Text{ZH: "没有选项 %[1]s。", EN: "No flag %[1]s."}.With(text.Clean(name, text.Line)))
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return usage(text.Text{ZH: "选项 --%[1]s 后面要有值。", EN: "Flag --%[1]s needs a value."}.With(e.GetSpecifiedName()))
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return usage(text.Text{ZH: "选项 --%[1]s 的值不对: %[2]s", EN: "Flag --%[1]s does not take %[2]s"}.With(e.GetFlag().Name, text.Clean(e.GetValue(), text.Line)))
	}
	return usage(text.Text{ZH: "选项写法不对: %[1]s", EN: "Bad flag: %[1]s"}.With(text.Clean(err.Error(), text.Line)))
}

// langFlag is --lang; its value was read before the tree was made.
type langFlag struct{ a *app }

func (l langFlag) String() string { return "" }
func (l langFlag) Type() string   { return "zh|en" }
func (l langFlag) Set(s string) error {
	if s != string(text.ZH) && s != string(text.EN) {
		return errors.New("zh, en")
	}
	l.a.lang = text.Lang(s)
	return nil
}

// templateOf is cobra's usage page with our words.
func templateOf(use, commands, flags, global, more string) string {
	return use + `: {{if .HasAvailableSubCommands}}{{.CommandPath}} COMMAND{{else}}{{.UseLine}}{{end}}
{{if .HasAvailableSubCommands}}{{$cmds := .Commands}}{{if eq (len .Groups) 0}}
` + commands + `:{{range $cmds}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{else}}{{range $group := .Groups}}
{{.Title}}:{{range $cmds}}{{if eq .GroupID $group.ID}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}
{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}
` + flags + `:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if .HasAvailableInheritedFlags}}
` + global + `:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}
{{end}}{{if .HasAvailableSubCommands}}
` + more + `: {{.CommandPath}} COMMAND --help
{{end}}`
}
