package wording

import (
	"cmp"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Tonight is what the night is told from. Cases and Calls hold at least all since the shift
// was taken; Goods is nil where it was not read what was given for cases.
type Tonight struct {
	Board *view.Board
	Cases []view.CaseRow
	Calls []rules.Call
	Goods []view.GoodsRow
}

// Night is the shift so far in six lines: people and hours, what came in, what is open,
// goods, weather and patrols, what is handed on and asked for.
func Night(r Room, n Tonight) Paper {
	b := n.Board
	return r.paper("night", text.Text{ZH: "本班六行", EN: "The night in six lines"},
		text.Text{ZH: "一、值班: %[1]s; %[2]s。", EN: "1. Duty: %[1]s; %[2]s."}.With(r.crew(), r.hours()),
		text.Text{ZH: "二、受理: %[1]s。", EN: "2. Came in: %[1]s."}.With(n.camein(r)),
		text.Text{ZH: "三、在办: %[1]s", EN: "3. %[1]s"}.With(standing(b)),
		text.Text{ZH: "四、物资: %[1]s; %[2]s。", EN: "4. Goods: %[1]s; %[2]s."}.With(n.given(r), short(b)),
		text.Text{ZH: "五、天气与巡查: %[1]s; %[2]s。", EN: "5. Weather and patrols: %[1]s; %[2]s."}.With(weather(r, b), n.patrols(r)),
		text.Text{ZH: "六、移交与请示: %[1]s。", EN: "6. Handed on and asked for: %[1]s."}.With(handedOn(b)))
}

// hours is the shift's time as far as it went.
func (r Room) hours() text.Text {
	s := r.Duty.Shift
	if s == nil {
		return text.Text{ZH: "时段未定", EN: "no hours set"}
	}
	h := text.Text{ZH: "%[1]s至%[2]s, 截至%[3]s", EN: "%[1]s to %[2]s, as of %[3]s"}.With(moment(s.Start), moment(s.End), moment(r.Now))
	if s.Late(r.Now) {
		return text.Text{ZH: "%[1]s, 逾期未交班", EN: "%[1]s, not handed over in time"}.With(h)
	}
	return h
}

// camein counts what the shift took in: calls in by their kind, cases opened.
func (n Tonight) camein(r Room) text.Text {
	s := r.Duty.Shift
	if s == nil {
		return text.Text{ZH: "暂无人在班, 未统计", EN: "nobody on duty, not counted"}
	}
	calls, kinds, out := 0, map[rules.CallKind]int{}, 0
	for i := range n.Calls {
		switch c := &n.Calls[i]; {
		case c.Shift != s.ID, c.Struck != "":
		case c.Out:
			out++
		default:
			calls++
			kinds[c.Kind]++
		}
	}
	opened, settled := 0, 0
	for i := range n.Cases {
		if c := &n.Cases[i]; !c.OpenedAt.Before(s.Since()) {
			opened++
			if slices.Contains([]rules.CaseState{rules.CaseSettled, rules.CaseFollowUp, rules.CaseClosed}, c.State) {
				settled++
			}
		}
	}
	if calls+opened+out == 0 {
		return text.Text{ZH: "无来电来访, 无新立救助事项 (零报告)", EN: "no calls and no new cases (nil report)"}
	}
	return text.Text{ZH: "来电来访 %[1]d 件%[2]s, 去电 %[3]d 次; 新立救助事项 %[4]d 件, 其中已处置 %[5]d 件",
		EN: "calls and visits %[1]d%[2]s, calls out %[3]d; new cases %[4]d, of which settled %[5]d"}.With(calls, byKind(kinds), out, opened, settled)
}

func byKind(kinds map[rules.CallKind]int) text.Text {
	var parts []text.Text
	for _, k := range rules.CallKindWords {
		if n := kinds[rules.CallKind(k.Code)]; n > 0 {
			parts = append(parts, text.Text{ZH: "%[1]s %[2]d", EN: "%[1]s %[2]d"}.With(k.Text, n))
		}
	}
	if len(parts) == 0 {
		return text.Text{}
	}
	return text.Text{ZH: " (%[1]s)", EN: " (%[1]s)"}.With(parts)
}

// given is what was given for cases since the shift was taken.
func (n Tonight) given(r Room) text.Text {
	s := r.Duty.Shift
	if s == nil || n.Goods == nil {
		return text.Text{ZH: "发放未统计", EN: "what was given is not counted"}
	}
	sums := sum(n.Goods, func(g *view.GoodsRow) bool { return g.Move.Shift == s.ID })
	if len(sums) == 0 {
		return text.Text{ZH: "新立和在办救助事项未发放物资", EN: "nothing was given for new and open cases"}
	}
	return text.Text{ZH: "新立和在办救助事项发放 %[1]s", EN: "given for new and open cases: %[1]s"}.With(sums)
}

// sum adds goods given up by item, in the order of their names. What was taken back was not
// given.
func sum(goods []view.GoodsRow, in func(*view.GoodsRow) bool) []text.Text {
	type item struct{ name, unit string }
	total := map[item]int64{}
	for i := range goods {
		if g := &goods[i]; g.Move.Kind == rules.MoveIssue && g.Move.Reversed == "" && in(g) {
			total[item{g.Item, g.Unit}] += g.Move.Qty
		}
	}
	var items []item
	for i := range total {
		items = append(items, i)
	}
	slices.SortFunc(items, func(a, b item) int { return cmp.Or(strings.Compare(a.name, b.name), strings.Compare(a.unit, b.unit)) })
	var out []text.Text
	for _, i := range items {
		out = append(out, text.Text{ZH: "%[1]s %[2]d%[3]s", EN: "%[1]s %[2]d %[3]s"}.With(i.name, total[i], i.unit))
	}
	return out
}

// patrols is what patrols found: of patrols themselves the desk keeps no record.
func (n Tonight) patrols(r Room) text.Text {
	found := 0
	for i := range n.Calls {
		if c := &n.Calls[i]; r.Duty.Shift != nil && c.Shift == r.Duty.Shift.ID && c.Kind == rules.CallPatrol && c.Struck == "" {
			found++
		}
	}
	if found == 0 {
		return text.Text{ZH: "无巡查发现记录", EN: "nothing on record from patrols"}
	}
	return text.Text{ZH: "巡查发现 %[1]d 件", EN: "found on patrol: %[1]d"}.With(found)
}

// handedOn is how the handover stands, and which orders wait for a signature.
func handedOn(b *view.Board) text.Text {
	state := text.Text{ZH: "交接未拟稿", EN: "handover not drawn up"}
	if b.Returned {
		state = text.Text{ZH: "交接已退回", EN: "handover sent back"}
	} else if h := b.Handover; h != nil {
		state = text.Text{ZH: "交接%[1]s", EN: "handover %[1]s"}.With(rules.WordOf(rules.HandoverWords, string(h.State)))
	}
	orders := 0
	for _, row := range b.Rows {
		if kind, _ := rules.Source(row.Key); kind == "order" {
			orders++
		}
	}
	ask := text.Text{ZH: "请示: 无", EN: "asked for: nothing"}
	if orders > 0 {
		ask = text.Text{ZH: "请示: 领导口头指示待补签 %[1]d 条", EN: "asked for: %[1]d orders to be signed by the leader"}.With(orders)
	}
	return text.Text{ZH: "移交在办 %[1]d 件, %[2]s; %[3]s", EN: "%[1]d cases to hand on, %[2]s; %[3]s"}.With(b.OpenCases, state, ask)
}
