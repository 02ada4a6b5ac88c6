package intake

import (
	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// View draws the form under its title.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	title := env.T(titleText)
	if p.call != "" {
		title = env.T(fromText.With(screen.Short(p.call)))
	}
	lines := []string{env.Heading(title, "", l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	if p.blank != nil {
		for _, line := range env.Wrap(env.T(blankText), l.W-1) {
			lines = append(lines, env.Theme.Dim.Paint(" "+line))
		}
	}
	if t, ok := p.twin(); ok {
		for i, line := range env.Wrap(env.T(t.line(l.Size > screen.Phone, p.call == "")), l.W-1) {
			if i == 0 {
				line = env.Theme.Warn.Flag(line)
			} else {
				line = env.Theme.Warn.Paint(" " + line)
			}
			lines = append(lines, line)
		}
	}
	in := p.form.View(env, min(l.W, widest), l.H-len(lines))
	return screen.Frame{Lines: append(lines, in.Lines...), Caret: in.Caret.At(len(lines), 0)}
}

// widest is how wide the form gets: the eye should not travel.
const widest = 100

var (
	titleText   = text.Text{ZH: "登记 来电来访", EN: "Call in or out"}
	fromText    = text.Text{ZH: "由来电 %[1]s 立案", EN: "A case out of call %[1]s"}
	doneText    = text.Text{ZH: "登记", EN: "written down"}
	blankText   = text.Text{ZH: "未登录: 照实写下, 保存时签字。", EN: "Not signed in: write it down, sign at saving."}
	lookText    = text.Text{ZH: "请先看一眼猜填的各栏, 再按 F9 保存。", EN: "Look at what was guessed, then save with F9 again."}
	saidHintA   = text.Text{ZH: "先写原话; 群消息可整段粘贴, 各栏会猜填", EN: "the words first; paste a message and fields are guessed"}
	saidHintB   = text.Text{ZH: "先写原话, 各栏会猜填", EN: "the words first; fields are guessed"}
	wayText     = text.Text{ZH: "方向", EN: "Direction"}
	kindText    = text.Text{ZH: "方式", EN: "Kind"}
	becomesText = text.Text{ZH: "处理", EN: "Becomes"}
	placeText   = text.Text{ZH: "地点", EN: "Place"}
	placeHint   = text.Text{ZH: "拼音首字母或全名, 名单外照写", EN: "initials or name, or as told"}
	aboutText   = text.Text{ZH: "类别", EN: "About"}
	caseText    = text.Text{ZH: "并入", EN: "Joins"}
	passText    = text.Text{ZH: "转给", EN: "Passed to"}
	saidText    = text.Text{ZH: "所述情况", EN: "Said"}
	callerText  = text.Text{ZH: "来电人", EN: "Caller"}
	unitText    = text.Text{ZH: "单位", EN: "Unit"}
	phoneText   = text.Text{ZH: "电话", EN: "Telephone"}
	nameText    = text.Text{ZH: "姓名", EN: "Name"}
	nameHint    = text.Text{ZH: "不知道就空着", EN: "empty if not known"}
	sexText     = text.Text{ZH: "性别", EN: "Sex"}
	looksText   = text.Text{ZH: "体貌特征", EN: "Looks"}
	idText      = text.Text{ZH: "身份证号", EN: "ID number"}
)

var (
	ways = []field.Option{
		{Value: in, Label: text.Text{ZH: "来", EN: "in"}},
		{Value: out, Label: text.Text{ZH: "去", EN: "out"}},
	}
	yesNo = []field.Option{
		{Value: "yes", Label: text.Text{ZH: "是", EN: "yes"}},
		{Value: "no", Label: text.Text{ZH: "否", EN: "no"}},
	}
	becomes = []field.Option{
		{Value: toCase, Label: text.Text{ZH: "立案", EN: "open a case"}},
		{Value: join, Label: text.Text{ZH: "并入在办", EN: "join an open case"}},
		{Value: pass, Label: text.Text{ZH: "转办", EN: "pass on"}},
		{Value: nothing, Label: text.Text{ZH: "无需办理", EN: "nothing to do"}},
		{Value: later, Label: text.Text{ZH: "待办", EN: "decide later"}},
	}
)
