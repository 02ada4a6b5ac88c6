package dialog

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
)

// NewRefusal answers "why?" of a refusal: what was refused, the field, and what it rests
// on: a clause with what it asks, or a rule of this desk.
func NewRefusal(err *rules.Error) *Text {
	return NewText(text.Text{ZH: "为什么不行", EN: "Why not"}, func(env screen.Env, w int) []string { return refusalLines(env, err, w) })
}

func refusalLines(env screen.Env, err *rules.Error, w int) []string {
	out := append([]string{""}, env.Alarm(env.T(err.Text), w)...)
	var rows Labelled
	add := func(label, t text.Text) { rows.Add(label, env.T(t)) }
	add(text.Text{ZH: "性质", EN: "Kind"}, kinds[err.Kind])
	reasons := plan.Shipped().Clause(err.Clause)
	for _, r := range reasons {
		rows.Title(SourceTitle(r.Plan, r.Clause))
		add(text.Text{ZH: "要求", EN: "Asks"}, r.Text)
		add(text.Text{ZH: "出处", EN: "Source"}, r.Source)
	}
	if len(reasons) == 0 {
		add(text.Text{ZH: "依据", EN: "Rests on"}, text.Text{ZH: "本台的规矩, 方案条文没有写。", EN: "A rule of this desk; no clause of a plan speaks of it."})
	}
	if len(err.Blocks) > 0 {
		rows.Title(text.Text{ZH: "挡着的", EN: "In the way"})
	}
	for _, b := range err.Blocks {
		rows.Add(rules.WordOf(rules.BlockWords, string(b.Kind)), strings.TrimSpace(env.T(b.Text)+" "+b.Clause))
	}
	return append(out, rows.Lines(env, w)...)
}

// SourceTitle stands above what a clause of a plan says.
func SourceTitle(plan, clause string) text.Text {
	return text.Text{ZH: plan + "  " + clause, EN: plan + "  " + clause}
}

// kinds says of each sort of refusal what helps.
var kinds = map[rules.Kind]text.Text{
	rules.Internal:     {ZH: "程序出错, 没有保存。", EN: "A fault of the program: nothing was saved."},
	rules.Invalid:      {ZH: "写的内容不对, 改了再存; 写的都还在。", EN: "What was typed cannot be right. Change it and save again: it is all still there."},
	rules.NotFound:     {ZH: "没有这条记录。", EN: "There is no such record."},
	rules.Conflict:     {ZH: "别人刚改过, 先看新的内容再存。", EN: "Somebody changed it meanwhile: look at what is new and save again."},
	rules.Denied:       {ZH: "权限: 要由别人来做。", EN: "A matter of who may: somebody else must do it."},
	rules.Precondition: {ZH: "先后: 要先办别的。", EN: "Not now: something else must come first."},
	rules.Damaged:      {ZH: "值班簿的数据不对, 请管理员用 verify 检查。", EN: "The book does not read as it was written: the administrator runs verify."},
	rules.Unsaved:      {ZH: "写不进磁盘, 没有保存。", EN: "The disk did not take it: nothing was saved."},
	rules.Unknown:      {ZH: "不知道是否已存上, 用同一请求号再存不会重复。", EN: "It is not known whether it was saved; sending the same request again does nothing twice."},
}
