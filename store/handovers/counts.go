package handovers

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
)

// counts what the shift did, and draws it as a line; a quiet shift reports nil (零报告,
// docs/domain.md §2.1).
func (d *drawing) counts() error {
	n := rules.Counts{Open: d.open}
	calls, err := table.Calls.IDs(d.r, "shift/"+d.shift.ID)
	if err != nil {
		return err
	}
	n.Calls = len(calls)
	given, err := d.given(&n)
	if err != nil {
		return err
	}
	if n.Opened, n.Settled, n.Closed, err = d.worked(); err != nil {
		return err
	}
	l := rules.Line{Key: "counts/" + d.shift.ID, Section: rules.SectionSummary, Quiet: true,
		Title: text.Text{ZH: "本班 来电来访和去电 %[1]d, 新立 %[2]d, 处置 %[3]d, 办结 %[4]d, 发放 %[5]d 件", EN: "this shift: %[1]d calls in and out, %[2]d opened, %[3]d settled, %[4]d closed, %[5]d goods given"}.
			With(n.Calls, n.Opened, n.Settled, n.Closed, n.Issued),
		Detail: []text.Text{text.Text{ZH: "在办 %[1]d", EN: "%[1]d cases open"}.With(n.Open)}}
	if n == (rules.Counts{Open: n.Open}) {
		l.Title = text.Text{ZH: "零报告: 本班无来电来访, 无新增事项", EN: "Nil report: no calls and no new cases in this shift"}
	}
	l.Detail = append(l.Detail, given...)
	d.add(l)
	d.out.Counts = n
	return nil
}

// ownGoods is how many moves of goods a shift lists; the others are counted. Ours.
const ownGoods = 40

// given counts the goods that the shift gave out, and tells each as the case and the ledger
// do, with how many were confirmed in which way.
func (d *drawing) given(n *rules.Counts) ([]text.Text, error) {
	goods := cases.NewGoods(d.r, d.scene.Plans, false)
	var lines []text.Text
	confirmed, seen, more := map[rules.Receipt]int{}, map[string]bool{}, 0
	err := table.Moves.Scan(d.r, d.from("M"), "", false, func(m *rules.Move) (bool, error) {
		if m.Shift != d.shift.ID || m.Kind != rules.MoveIssue || m.Reversed != "" {
			return true, nil
		}
		n.Issued += m.Qty
		if id := cmp.Or(m.Issue, m.ID); !seen[id] {
			seen[id] = true
			confirmed[m.Receipt]++
		}
		if len(lines) == ownGoods {
			more++
			return true, nil
		}
		row, err := goods.Row(*m)
		lines = append(lines, text.Text{ZH: "%[1]s 发放 %[2]s", EN: "%[1]s gave %[2]s"}.With(rules.Stamp(m.At), row.Line))
		return err == nil, err
	})
	if len(lines) == 0 || err != nil {
		return nil, err
	}
	if more > 0 {
		lines = append(lines, text.Text{ZH: "另发放 %[1]d 笔, 见流水", EN: "%[1]d more in the ledger"}.With(more))
	}
	receipts := text.Text{ZH: "发放 %[1]d 次: ", EN: "given %[1]d time(s): "}
	var ways []text.Text
	for _, w := range append(rules.ReceiptWords, rules.Named{Text: text.Text{ZH: "未记收据", EN: "no receipt noted"}}) {
		if c := confirmed[rules.Receipt(w.Code)]; c > 0 {
			ways = append(ways, text.Text{ZH: "%[1]s %[2]d", EN: "%[1]s %[2]d"}.With(w.Text, c))
		}
	}
	return append([]text.Text{text.Text{ZH: "%[1]s%[2]s", EN: "%[1]s%[2]s"}.With(receipts.With(len(seen)), ways)}, lines...), nil
}

// worked counts the cases that the shift opened, settled and closed; one that was merged into
// another is the same person, counted there. What is settled or
// closed is found by its day; the shift has what came after it was taken.
func (d *drawing) worked() (opened, settled, closed int, err error) {
	err = table.Cases.Scan(d.r, d.from("C"), "", false, func(c *rules.Case) (bool, error) {
		d.known[c.ID] = c
		if c.Shift == d.shift.ID && c.Same == "" {
			opened++
		}
		return true, nil
	})
	for day := d.first; err == nil && day <= rules.DateOf(d.scene.Now); day = day.Add(1) {
		var s, c int
		s, err = d.since("settled/"+string(day), func(c *rules.Case) *time.Time { return c.SettledAt })
		if err == nil {
			c, err = d.since("closed/"+string(day), func(c *rules.Case) *time.Time { return c.ClosedAt })
		}
		settled, closed = settled+s, closed+c
	}
	return opened, settled, closed, err
}

// since counts the cases under an index entry whose milestone came after the shift was taken.
func (d *drawing) since(entry string, at func(*rules.Case) *time.Time) (n int, err error) {
	ids, err := table.Cases.IDs(d.r, entry)
	if err != nil {
		return 0, err
	}
	strange := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return d.known[id] != nil })
	more, err := table.Read(d.r, table.Cases, strange)
	for i := range more {
		d.known[more[i].ID] = &more[i]
	}
	for _, id := range ids {
		if c := d.known[id]; c != nil && c.Same == "" && at(c) != nil && !at(c).Before(d.shift.Since()) {
			n++
		}
	}
	return n, err
}
