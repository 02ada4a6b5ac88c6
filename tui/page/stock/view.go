package stock

import (
	"fmt"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
)

var (
	titleText   = text.Text{ZH: "物资  不足或临期 %[1]d 种", EN: "Stock  short or expiring: %[1]d"}
	emptyText   = text.Text{ZH: "没有物资。先按 %[1]s, 登记物资品种和仓库, 再回来按 %[2]s。", EN: "No goods. First enter items and depots: %[1]s; then come back: %[2]s."}
	lotsText    = text.Text{ZH: "%[1]s %[2]s 的批次", EN: "Lots of %[1]s at %[2]s"}
	minText     = text.Text{ZH: "可用 %[1]d, 低于 %[2]d", EN: "usable %[1]d, minimum %[2]d"}
	soonText    = text.Text{ZH: "%[1]s 到期", EN: "expires %[1]s"}
	goneText    = text.Text{ZH: "%[1]s 已过期", EN: "expired %[1]s"}
	spoiltText  = text.Text{ZH: "过期 %[1]d", EN: "expired %[1]d"}
	bothText    = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}
	listsLabel  = text.Text{ZH: "名册", EN: "Lists"}
	inLabel     = text.Text{ZH: "入库", EN: "Receive"}
	noneText    = text.Text{ZH: "这里没有。", EN: "None here."}
	columnsText = [...]text.Text{{ZH: "物资", EN: "Item"}, {ZH: "地点", EN: "Place"}, {ZH: "数量", EN: "Quantity"}, {ZH: "注意", EN: "Note"}}
)

// View draws what lies where, and the lots of the selected row beside or below.
func (p *Page) View(env screen.Env, l screen.Layout) screen.Frame {
	if p.s == nil {
		return env.Absent(env.T(titleText.With(0)), p.err, l.W)
	}
	lines := []string{env.Heading(env.T(titleText.With(len(p.s.Short))), p.find.Order(env), l.W)}
	if p.err != nil {
		lines = append(lines, env.Alarm(env.T(p.err.Text), l.W)...)
	}
	room := l.H - len(lines) - p.find.Foot()
	lines = append(lines, screen.Fit(p.body(env, l, room), room)...)
	return p.find.Under(env, lines, l.W)
}

func (p *Page) body(env screen.Env, l screen.Layout, h int) []string {
	switch {
	case p.find.Len() == 0 && p.find.Filtered():
		return p.find.Nothing(env, l.W)
	case p.find.Len() == 0:
		out := []string{""}
		for _, line := range env.Wrap(env.T(emptyText.With(l.Key(listsLabel, "5"), l.Key(inLabel, "f6"))), max(l.W-1, 1)) {
			out = append(out, " "+line)
		}
		return out
	case l.Two():
		main := append([]string{p.heads(env, l.Main)}, p.table(env, l.Main, h-1)...)
		return env.Join(l.Gap, screen.Pane{Lines: main, W: l.Main}, screen.Pane{Lines: p.lots(env, l.Side), W: l.Side})
	}
	low := min(max(h/4, 3), 6)
	lines := append([]string{p.heads(env, l.W)}, p.table(env, l.W, h-low-1)...)
	return append(screen.Fit(lines, h-low), screen.Fit(p.lots(env, l.W), low)...)
}

func (p *Page) heads(env screen.Env, w int) string {
	s := [4]string{}
	for i, t := range columnsText {
		s[i] = env.T(t)
	}
	return env.Theme.Dim.Paint(" " + columns(env, w-1, s))
}

func columns(env screen.Env, w int, s [4]string) string {
	cells := []screen.Cell{{S: s[0], W: w / 4}, {S: s[1]}, {S: s[2], W: 9, Right: true}, {S: s[3], W: w * 2 / 5}}
	if w < 60 || env.Few {
		cells[3] = screen.Cell{W: 1}
		if strings.Contains(s[3], env.Theme.Warn.Mark()) {
			cells[3].S = env.Theme.Warn.Flag("")
		}
	}
	return env.Row(w, cells...)
}

func (p *Page) table(env screen.Env, w, h int) []string {
	return p.find.View(w, h, func(i, w int, selected bool) string {
		r := &p.rows[i]
		note := ""
		if s := p.note(env, r); !s.IsZero() {
			note = env.Theme.Warn.Flag("") + env.T(s)
		}
		s := [4]string{p.find.Bold(env, text.Display(r.Item.Name)), p.find.Bold(env, text.Display(r.Place.Name)), fmt.Sprintf("%d %s", r.Qty, text.Display(r.Item.Unit)), note}
		return env.Mark(columns(env, w-1, s), selected, false)
	})
}

// note is what to look out for in a row: that the item is short, counting what can still be
// used; that some of what lies here has expired, or what expires next.
func (p *Page) note(env screen.Env, r *view.StockRow) text.Text {
	var out text.Text
	s := p.short(r)
	if s != nil && s.OnHand < s.Min {
		out = minText.With(s.OnHand, s.Min)
	}
	spoilt := int64(0)
	for _, l := range r.Lots {
		if expired(env, l.Lot) {
			spoilt += l.Qty
		}
	}
	switch {
	case spoilt > 0 && out.IsZero():
		return spoiltText.With(spoilt)
	case spoilt > 0:
		return bothText.With(out, spoiltText.With(spoilt))
	case out.IsZero() && s != nil && s.Expires != "":
		return soonText.With(string(s.Expires))
	}
	return out
}

func expired(env screen.Env, l rules.Lot) bool {
	return l.Expires != "" && l.Expires < rules.DateOf(env.Now)
}

// lots is what the selected row is made of, earliest expiry first.
func (p *Page) lots(env screen.Env, w int) []string {
	i := p.find.Index()
	if i < 0 {
		return nil
	}
	r := &p.rows[i]
	out := []string{env.Heading(env.T(lotsText.With(r.Item.Name, r.Place.Name)), "", w)}
	for _, l := range r.Lots {
		expires := ""
		if l.Lot.Expires != "" {
			expires = env.T(soonText.With(string(l.Lot.Expires)))
			if expired(env, l.Lot) {
				expires = env.Theme.Warn.Flag(env.T(goneText.With(string(l.Lot.Expires))))
			}
		}
		cells := []screen.Cell{{S: l.Lot.ID, W: 13}, {S: fmt.Sprintf("%d %s", l.Qty, text.Display(r.Item.Unit)), W: 8, Right: true}, {S: expires, W: 20}, {S: text.Display(l.Lot.Label)}}
		if w < 60 {
			cells = append(cells[:2], screen.Cell{S: strings.TrimSpace(expires + " " + cells[3].S)})
		}
		out = append(out, " "+env.Row(w-1, cells...))
	}
	if len(r.Lots) == 0 {
		out = append(out, " "+env.Theme.Dim.Paint(env.T(noneText)))
	}
	return out
}
