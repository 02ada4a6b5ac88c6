package casefile

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/tui/route"
)

// fold is the row that stands for the finished obligations, after the open ones.
const fold = "+"

// duties puts the obligations into their list: the open ones, what is demanded before what
// is not, and the finished ones under one row that opens on demand. From an obligation that was finished meanwhile the
// selection goes to the next open one.
func (p *Page) duties(was []rules.Obligation) {
	var rows, may, finished []string
	for _, o := range p.c.Obligations {
		switch {
		case !o.State.Open():
			finished = append(finished, o.Code)
		case o.Must:
			rows = append(rows, o.Code)
		default:
			may = append(may, o.Code)
		}
	}
	rows, p.finished = append(rows, may...), len(finished)
	open := len(rows)
	if p.finished > 0 {
		rows = append(rows, fold)
	}
	if p.unfolded {
		rows = append(rows, finished...)
	}
	id, _ := p.owed.Selected()
	p.owed.SetItems(rows)
	at := slices.IndexFunc(was, func(o rules.Obligation) bool { return o.Code == id && o.State.Open() })
	if at < 0 || open == 0 || slices.Contains(rows[:open], id) {
		return
	}
	next := rows[0]
	for _, o := range was[at:] {
		if slices.Contains(rows[:open], o.Code) {
			next = o.Code
			break
		}
	}
	p.owed.Select(next)
}

// onFold says that the row of the finished obligations is selected.
func (p *Page) onFold() bool {
	id, _ := p.owed.Selected()
	return id == fold
}

func (p *Page) turnFold() route.Action {
	p.unfolded = !p.unfolded
	p.duties(p.c.Obligations)
	return nil
}

// obligation is the selected one, nil without any.
func (p *Page) obligation() *rules.Obligation {
	if id, ok := p.owed.Selected(); ok && p.c != nil {
		return p.duty(id)
	}
	return nil
}

// duty is the obligation of a code, nil when there is none.
func (p *Page) duty(code string) *rules.Obligation {
	i := slices.IndexFunc(p.c.Obligations, func(o rules.Obligation) bool { return o.Code == code })
	if i < 0 {
		return nil
	}
	return &p.c.Obligations[i]
}

// line is the agency whose telephone fulfils an open obligation (rules.Fulfils), "" when
// none does.
func (p *Page) line(o *rules.Obligation) string {
	if o == nil || !o.State.Open() {
		return ""
	}
	i := slices.IndexFunc(p.numbers, func(a rules.Agency) bool { return fulfils(a, o) })
	if i < 0 {
		return ""
	}
	return p.numbers[i].ID
}

func fulfils(a rules.Agency, o *rules.Obligation) bool {
	return slices.Contains(rules.Fulfils[a.Role], o.Code)
}

// wanted are the numbers that fulfil, or are needed for, something that is still open.
func (p *Page) wanted() []rules.Agency {
	return slices.DeleteFunc(slices.Clone(p.numbers), func(a rules.Agency) bool {
		return !slices.ContainsFunc(p.c.Obligations, func(o rules.Obligation) bool {
			return o.State.Open() && (fulfils(a, &o) || a.Role != "" && rules.BringsTo[o.Code] == a.Role)
		})
	})
}
