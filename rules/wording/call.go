package wording

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// arrived is how a word came, with who brought it.
var arrived = map[rules.CallKind]text.Text{
	rules.CallPhone:  {ZH: "接%[1]s来电", EN: "telephone call from %[1]s"},
	rules.CallVisit:  {ZH: "接待%[1]s来访", EN: "visit of %[1]s"},
	rules.CallWechat: {ZH: "收到%[1]s微信信息", EN: "WeChat message from %[1]s"},
	rules.Call12345:  {ZH: "接 12345 转办 (%[1]s)", EN: "passed on by 12345 (%[1]s)"},
	rules.CallCheck:  {ZH: "接%[1]s查岗", EN: "duty check by %[1]s"},
	rules.CallNotice: {ZH: "接%[1]s通知", EN: "notice from %[1]s"},
	rules.CallOrder:  {ZH: "接%[1]s指示", EN: "order from %[1]s"},
	rules.CallPatrol: {ZH: "巡查发现 (%[1]s)", EN: "found on patrol (%[1]s)"},
}

// who is the other side of a call: unit, masked name, the end of the telephone number.
// Officers keep their names: a leader, whoever is on patrol, those of the shift.
func (c cover) who(call *rules.Call) text.Text {
	from := call.Caller
	if c.minor && call.Agency == "" && call.Kind != rules.CallPatrol {
		return text.Text{ZH: "群众", EN: "a member of the public"}
	}
	name, unit := caller(from.Name), c.grown().words(from.Unit)
	above := call.Kind == rules.CallCheck || call.Kind == rules.CallNotice || call.Kind == rules.CallOrder
	switch {
	case c.serves(call):
		name = text.Text{ZH: unit.ZH + from.Name, EN: strings.TrimSpace(unit.EN + " " + from.Name)}
	case unit.IsZero() && from.Name == "" && above:
		name = text.Text{ZH: "上级", EN: "those above"}
	case unit.IsZero():
	case from.Name == "":
		name = unit
	default:
		name = text.Text{ZH: "%[1]s%[2]s", EN: "%[2]s of %[1]s"}.With(unit, text.Text{ZH: strings.TrimPrefix(name.ZH, "群众"), EN: name.EN})
	}
	if end := ending(from.Phone); end != "" && !c.minor {
		return text.Text{ZH: "%[1]s (尾号 %[2]s)", EN: "%[1]s (number ending %[2]s)"}.With(name, end)
	}
	return name
}

// serves says that a caller is an officer, and no person of the case.
func (c cover) serves(call *rules.Call) bool {
	n := call.Caller.Name
	if n == "" || n == c.person {
		return false
	}
	return strings.HasPrefix(call.Agency, "U") || call.Kind == rules.CallPatrol || slices.Contains(c.officers, n)
}

// told is when and from whom a word came, and what was said.
func (r Room) told(c cover, call *rules.Call) text.Text {
	how := arrived[call.Kind]
	if how.IsZero() {
		how = arrived[rules.CallPhone]
	}
	if call.Out {
		how = text.Text{ZH: "去电%[1]s", EN: "called %[1]s"}
	}
	head := text.Text{ZH: "%[1]s%[2]s", EN: "%[1]s, %[2]s"}.With(moment(call.At), how.With(c.who(call)))
	if call.Out {
		reached := text.Text{ZH: "通或未接未记", EN: "not recorded whether reached"}
		switch rules.TriOf(call.Reached) {
		case rules.Yes:
			reached = text.Text{ZH: "通", EN: "reached"}
		case rules.No:
			reached = text.Text{ZH: "未接", EN: "not reached"}
		}
		head = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(head, reached)
	}
	said := c.words(call.Said)
	switch {
	case said.IsZero() && call.Out:
		return text.Text{ZH: "%[1]s。", EN: "%[1]s."}.With(head)
	case said.IsZero():
		return text.Text{ZH: "%[1]s, 内容%[2]s。", EN: "%[1]s, content %[2]s."}.With(head, r.unknown())
	}
	return text.Text{ZH: "%[1]s, 称: %[2]s", EN: "%[1]s: %[2]s"}.With(head, stop(said))
}

// stop ends what was quoted with a full stop where it has none.
func stop(t text.Text) text.Text {
	end := func(s, point string) string {
		if strings.ContainsAny(s[max(len(s)-3, 0):], ".。!！?？…") {
			return s
		}
		return s + point
	}
	return text.Text{ZH: end(t.ZH, "。"), EN: end(t.EN, ".")}
}

// unstop is a quotation that goes on: without the full stop at its end.
func unstop(t text.Text) text.Text {
	return text.Text{ZH: strings.TrimRight(t.ZH, "。. "), EN: strings.TrimRight(t.EN, "。. ")}
}

// place is where something is. Of a minor only a place on the list is named.
func (r Room) place(c cover, p *rules.PlaceRef) text.Text {
	switch {
	case p == nil || p.Text == "":
		return r.unknown()
	case p.ID != "":
		c.minor = false
	}
	if c.minor {
		return text.Text{ZH: "(从略)", EN: "(left out)"}
	}
	if p.ID != "" {
		s, _ := c.covered(p.Text)
		return same(s)
	}
	return c.words(p.Text)
}

// Call is one contact: when, who, what, what became of it. of is the case that it belongs to,
// nil for none: without it the words of such a call are not quoted.
func Call(r Room, call *rules.Call, of *view.Case) Paper {
	c := cover{officers: r.officers(), minor: call.Case != "" && of == nil || young(flat(text.Display(call.Said)))}
	if of != nil {
		c = r.coverOf(of)
	}
	c.add(call)
	lines := []text.Text{r.told(c, call)}
	if call.Place != nil || !call.Out && call.Kind != rules.CallCheck {
		lines = append(lines, text.Text{ZH: "地点: %[1]s。", EN: "Place: %[1]s."}.With(r.place(c, call.Place)))
	}
	return r.paper("call", text.Text{ZH: "来电来访 %[1]s", EN: "Call %[1]s"}.With(tail(call.ID)), append(lines, r.handled(c, call), r.signed())...)
}

// handled is what became of a call.
func (r Room) handled(c cover, call *rules.Call) text.Text {
	result := stop(c.words(call.Result))
	if call.Result == "" {
		result = text.Text{}
	}
	switch {
	case call.Case != "":
		return text.Text{ZH: "办理: 已列为救助事项 %[1]s 办理。", EN: "Handling: it is case %[1]s."}.With(call.Case)
	case call.State == rules.CallPassed:
		to := c.words(call.PassedTo)
		if to.IsZero() {
			to = r.unknown()
		}
		when := r.unknown()
		if call.PassedAt != nil {
			when = moment(*call.PassedAt)
		}
		return text.Text{ZH: "办理: %[1]s已转%[2]s办理, 待回结果。", EN: "Handling: %[1]s passed to %[2]s, no result yet."}.With(when, to)
	case call.State == rules.CallNoAction:
		return text.Text{ZH: "办理: 无需办理。%[1]s", EN: "Handling: no action needed. %[1]s"}.With(result)
	case call.State == rules.CallDone:
		return text.Text{ZH: "办理: 已办结。%[1]s", EN: "Handling: done. %[1]s"}.With(result)
	}
	return text.Text{ZH: "办理: 待办。", EN: "Handling: to do."}
}
