package copytext

import (
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/rules/wording"
	"dutydesk/tui/route"
)

// Desk is what the papers are drawn from.
type Desk interface {
	Board() (*view.Board, error)
	Case(id string) (*view.Case, error)
	Cases(all bool, limit int) ([]view.CaseRow, error)
	Call(id string) (*rules.Call, error)
	Calls(all bool, limit int) ([]rules.Call, error)
	Handover(id string) (*view.Handover, error)
	Settings() (*view.Settings, error)
	Log(ask view.LogAsk) (*view.Log, error)
	Notice(id string) (*view.Notice, error)
	Report(kind rules.ReportKind) (*view.Report, error)
	Roles() []rules.Role
}

// papers are what was read for a page.
type papers struct {
	all     []wording.Paper
	noClip  *rules.Error // why nothing may be copied
	missing *rules.Error // why the page's own paper is not among them
}

// gather reads the papers that fit a page, its own first.
func gather(desk Desk, here route.To) (*papers, error) {
	b, err := desk.Board()
	if err != nil {
		return nil, err
	}
	room := wording.RoomOf(b, desk.Roles())
	p := &papers{noClip: clipboard(desk)}
	if code, ok := own[here.Page]; ok && (code != "notice" || here.ID != "") {
		paper, err := Paper(desk, code, here.ID)
		if err != nil {
			p.missing = rules.AsError(err)
		} else {
			p.all = append(p.all, paper)
			if code == "notice" {
				if message, err := Paper(desk, "message", here.ID); err == nil {
					p.all = append([]wording.Paper{message}, p.all...)
				}
			}
		}
	}
	night, err := tonight(desk, room, b)
	if err != nil {
		return nil, err
	}
	p.all = append(p.all, night, wording.Board(room, b))
	if here.Page == route.Board {
		last := len(p.all) - 1
		p.all[last-1], p.all[last] = p.all[last], p.all[last-1]
	}
	if here.Page == route.Log {
		for _, n := range rules.ReportWords {
			if paper, err := Paper(desk, "report_"+n.Code, ""); err == nil { // one that is switched off is none
				p.all = append(p.all, paper)
			}
		}
	}
	if len(b.Warnings) > 0 {
		p.all = append(p.all, wording.Warnings(room, b))
	}
	return p, nil
}

// own is the paper of a page of its own.
var own = map[route.Page]string{route.Case: "case", route.Call: "call", route.Handover: "handover", route.Log: "log", route.Notices: "notice"}

// Paper reads one paper by its code; id names the record of a case, call or handover ("" is
// the handover as Desk.Handover has it).
func Paper(desk Desk, code, id string) (wording.Paper, error) {
	b, err := desk.Board()
	if err != nil {
		return wording.Paper{}, err
	}
	room := wording.RoomOf(b, desk.Roles())
	switch code {
	case "board":
		return wording.Board(room, b), nil
	case "night":
		return tonight(desk, room, b)
	case "case":
		c, err := desk.Case(id)
		if err != nil {
			return wording.Paper{}, err
		}
		return wording.Case(room, c), nil
	case "call":
		call, err := desk.Call(id)
		if err != nil {
			return wording.Paper{}, err
		}
		var of *view.Case
		if call.Case != "" {
			if of, err = desk.Case(call.Case); err != nil {
				return wording.Paper{}, err
			}
		}
		return wording.Call(room, call, of), nil
	case "handover":
		h, err := desk.Handover(id)
		if err != nil {
			return wording.Paper{}, err
		}
		return wording.Handover(room, h), nil
	case "log":
		ask := view.LogAsk{Shift: id}
		if d, ok := rules.ParseDate(id); ok {
			ask = view.LogAsk{Date: d}
		}
		p, err := desk.Log(ask)
		if err != nil {
			return wording.Paper{}, err
		}
		return wording.Log(room, p), nil
	case "notice":
		n, err := desk.Notice(id)
		if err != nil {
			return wording.Paper{}, err
		}
		return wording.Notice(room, n), nil
	case "message":
		n, err := desk.Notice(id)
		if err != nil {
			return wording.Paper{}, err
		}
		return wording.Message(room, n), nil
	case "report_nil", "report_night":
		p, err := desk.Report(rules.ReportKind(strings.TrimPrefix(code, "report_")))
		if err != nil {
			return wording.Paper{}, err
		}
		return wording.Report(wording.RoomOfReport(p), p), nil
	case "warning":
		return wording.Warnings(room, b), nil
	}
	return wording.Paper{}, rules.Missing(text.Text{ZH: "文本", EN: "text"}, code)
}

// goodsCases is of how many cases the goods are read for the night; beyond it they are not
// counted, and the paper says so.
const goodsCases = 60

// tonight reads what the night is told from.
func tonight(desk Desk, room wording.Room, b *view.Board) (wording.Paper, error) {
	n := wording.Tonight{Board: b}
	s := room.Duty.Shift
	if s == nil {
		return wording.Night(room, n), nil
	}
	first := dayOf(s.Since())
	var err error
	n.Cases, err = newest(func(limit int) ([]view.CaseRow, error) { return desk.Cases(true, limit) }, func(c *view.CaseRow) bool { return day(c.ID) < first })
	if err != nil {
		return wording.Paper{}, err
	}
	n.Cases = slices.DeleteFunc(n.Cases, func(c view.CaseRow) bool { return c.Same != "" }) // one person is counted once
	n.Calls, err = newest(func(limit int) ([]rules.Call, error) { return desk.Calls(true, limit) }, func(c *rules.Call) bool { return day(c.ID) < first })
	if err != nil {
		return wording.Paper{}, err
	}
	open, err := desk.Cases(false, 0)
	if err != nil {
		return wording.Paper{}, err
	}
	n.Goods, err = goods(desk, s, append(open, n.Cases...))
	return wording.Night(room, n), err
}

// newest reads more and more of a list, newest first, until it is past what is wanted or
// at its end.
func newest[T any](read func(limit int) ([]T, error), past func(*T) bool) ([]T, error) {
	for limit := 200; ; limit *= 4 {
		rows, err := read(limit)
		if err != nil || len(rows) < limit || past(&rows[len(rows)-1]) {
			return rows, err
		}
	}
}

// day is the date in an id such as C20261124-0004, dayOf that of a moment.
func day(id string) string {
	if len(id) < 9 {
		return ""
	}
	return id[1:9]
}

func dayOf(t time.Time) string { return t.In(rules.Zone).Format("20060102") }

// goods is what was given for cases that are open or were opened since the shift was taken;
// nil where they are too many.
func goods(desk Desk, s *rules.Shift, cases []view.CaseRow) ([]view.GoodsRow, error) {
	out, seen := []view.GoodsRow{}, map[string]bool{}
	for _, c := range cases {
		over := c.State == rules.CaseClosed && c.OpenedAt.Before(s.Since())
		if over || seen[c.ID] {
			continue
		}
		if seen[c.ID] = true; len(seen) > goodsCases {
			return nil, nil
		}
		p, err := desk.Case(c.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, p.Goods...)
	}
	return out, nil
}

// clipboard says why no text may go to the clipboard: the setting is off, or cannot be read.
func clipboard(desk Desk) *rules.Error {
	s, err := desk.Settings()
	if err != nil {
		return rules.AsError(err)
	}
	for _, row := range s.Rows {
		if row.Operation == "" && row.Name == rules.SettingCopyOut && row.Value == "0" {
			return rules.Refuse(offText, "")
		}
	}
	return nil
}
