package sheet

import (
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

var noticeTitle = text.Text{ZH: "通知传达单", EN: "Notice and dial list"}

// Notice is a notice on paper: its words, and its dial list with what came of each call. What
// was taken back is not on it.
func Notice(p *view.Notice, now time.Time, unit, by string, demo bool) Sheet {
	n := &p.Notice
	s := Sheet{Title: noticeTitle, Unit: unit, Number: n.ID, At: now, By: by, Copies: []text.Text{{}}}
	limit := text.Text{ZH: "不限", EN: "no limit"}
	if n.Due != nil {
		limit = same(rules.Stamp(*n.Due))
	}
	s.Notes = append(s.Notes, text.Text{ZH: "种类: %[1]s。%[2]s 由 %[3]s 下发, 时限 %[4]s。%[5]s, %[6]s。", EN: "Kind: %[1]s. Begun %[2]s by %[3]s, limit %[4]s. %[5]s, %[6]s."}.
		With(rules.WordOf(rules.NoticeKindWords, string(n.Kind)), rules.Stamp(n.At), n.Name, limit, rules.WordOf(rules.NoticeStateWords, string(n.State)), p.Said()))
	if n.Withdrawn != nil {
		s.Notes = append(s.Notes, text.Text{ZH: "已撤回: %[1]s", EN: "Withdrawn: %[1]s"}.With(n.Withdrawn.Reason))
	}
	if demo {
		s.Notes = append(s.Notes, text.Text{ZH: "演示数据, 人物和地名均为虚构。", EN: "Demonstration: persons and places are made up."})
	}
	words := &Table{Head: []Column{{text.Text{ZH: "通知内容", EN: "Message"}, 100}}, Rows: [][]text.Text{{same(n.Text)}}}
	list := &Table{Tight: true, Head: []Column{{text.Text{ZH: "序号", EN: "No."}, 6}, {text.Text{ZH: "传给", EN: "To"}, 18}, {text.Text{ZH: "联系人", EN: "Contact"}, 14},
		{text.Text{ZH: "电话", EN: "Numbers"}, 22}, {text.Text{ZH: "结果", EN: "Result"}, 26}, {text.Text{ZH: "记录人", EN: "Noted by"}, 14}}}
	for i := range n.Receivers {
		r := &n.Receivers[i]
		came, who := noticed(r)
		list.Rows = append(list.Rows, []text.Text{same(strconv.Itoa(r.No)), r.Called(), same(r.Contact), same(strings.Join(r.Phones, " ")), came, same(who)})
	}
	s.Parts = append(s.Parts, Part{Table: words}, Part{Title: text.Text{ZH: "传达名单", EN: "Dial list"}, Table: list})
	return s
}

// noticed is what came of all tries at a receiver, and who took the last one.
func noticed(r *rules.NoticeReceiver) (text.Text, string) {
	var out text.Text
	who := ""
	line := func(t text.Text) {
		if out.IsZero() {
			out = t
			return
		}
		out = text.Text{ZH: "%[1]s\n%[2]s", EN: "%[1]s\n%[2]s"}.With(out, t)
	}
	for _, t := range r.Standing() {
		line(text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}.With(rules.Stamp(t.At), rules.WordOf(rules.NoticeResultWords, string(t.Result)), t.Said))
		who = t.Name
	}
	if x := r.Explained; x != nil {
		line(text.Text{ZH: "%[1]s 说明: %[2]s", EN: "%[1]s explained: %[2]s"}.With(rules.Stamp(x.At), x.Reason))
		who = x.Name
	}
	return out, who
}
