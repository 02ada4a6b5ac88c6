package dialog

import (
	"slices"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/screen"
)

// Ensure the desk's own reserve is offered first, then the depots, and that nothing which
// has expired counts.
func TestLying(t *testing.T) {
	row := func(id string, kind rules.PlaceKind, lots ...view.LotRow) view.StockRow {
		r := view.StockRow{Item: rules.Item{ID: "I1", Name: "方便面", Unit: "箱"}, Place: rules.Place{ID: id, Name: id, Kind: kind}, Lots: lots}
		for _, l := range lots {
			r.Qty += l.Qty
		}
		return r
	}
	lot := func(n int64, expires rules.Date) view.LotRow {
		return view.LotRow{Lot: rules.Lot{Expires: expires}, Qty: n}
	}
	s := &view.Stock{Stamp: view.Stamp{Now: time.Date(2026, 11, 24, 2, 0, 0, 0, rules.Zone)}, Rows: []view.StockRow{
		row("避寒点", rules.PlaceShelter, lot(4, "")),
		row("仓库", rules.PlaceDepot, lot(9, "2026-11-23"), lot(5, "2026-11-24")),
		row("旧仓库", rules.PlaceDepot, lot(9, "2026-11-23")),
		row("备用柜", rules.PlaceReserve, lot(3, "2027-01-01")),
	}}
	var got []string
	for _, o := range lying(s) {
		got = append(got, o.Label.In(text.ZH))
	}
	if want := []string{"方便面 备用柜 可发3箱", "方便面 仓库 可发5箱", "方便面 避寒点 可发4箱"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// noDrafts keeps nothing.
type noDrafts struct{}

func (noDrafts) SaveDraft(string, []byte) error { return nil }
func (noDrafts) Draft(string) ([]byte, error)   { return nil, nil }

// Ensure goods are given from the page of a case with at most five keys beside the figures:
// Ctrl+G opens the form, whose keys these are.
func TestGivingTakesFiveKeys(t *testing.T) {
	s := &view.Stock{Stamp: view.Stamp{Now: time.Date(2026, 11, 24, 2, 0, 0, 0, rules.Zone)}}
	for _, id := range []string{"I01", "I02", "I03"} {
		s.Rows = append(s.Rows, view.StockRow{Item: rules.Item{ID: id, Name: id, Unit: "床"}, Place: rules.Place{ID: "P101", Name: "备用柜", Kind: rules.PlaceReserve}, Qty: 9})
	}
	l := &view.Lists{Officers: []rules.Officer{{ID: "U001", Name: "何雨禾"}}}
	key := func(k tea.KeyType) tea.KeyMsg { return tea.KeyMsg{Type: k} }
	digit := func(r rune) tea.KeyMsg { return tea.KeyMsg{Type: tea.KeyRunes, Runes: []rune{r}} }
	for name, c := range map[string]struct {
		keys []tea.KeyMsg
		item string
		qty  int64
	}{
		"a digit and F9":          {[]tea.KeyMsg{digit('2'), key(tea.KeyF9)}, "I02", 1},
		"arrows and F9":           {[]tea.KeyMsg{key(tea.KeyDown), key(tea.KeyEnter), key(tea.KeyF9)}, "I01", 1},
		"two of them":             {[]tea.KeyMsg{digit('3'), digit('2'), key(tea.KeyF9)}, "I03", 2},
		"a telephone, Enter only": {[]tea.KeyMsg{digit('1'), key(tea.KeyEnter), key(tea.KeyEnter), key(tea.KeyEnter)}, "I01", 1},
	} {
		t.Run(name, func(t *testing.T) {
			f, act := NewIssue(noDrafts{}, s, l, "C20261124-0004", ""), any(nil)
			for _, k := range c.keys {
				if b := f.Keys().Find(binding.Name(k)); b != nil && !binding.IsText(k) {
					act = b.Do()
				} else {
					act = f.Update(k)
				}
			}
			save, ok := act.(screen.Save)
			if !ok {
				t.Fatalf("not saved after %d keys but %T, %v", len(c.keys)+1, act, f.Values())
			}
			if g := save.Command.(*command.IssueGoods); g.Item != c.item || g.From != "P101" || g.Qty != c.qty || g.Case == "" || len(c.keys)+1 > 5 {
				t.Errorf("%+v after %d keys", g, len(c.keys)+1)
			}
		})
	}
}

// Ensure the day that goods expire on may be written by its name, as it is read in the
// command, and that what is no day is refused at its field with everything typed kept.
func TestReceiveReadsTheDay(t *testing.T) {
	s := &view.Stock{Stamp: view.Stamp{Now: now}}
	l := &view.Lists{Items: []rules.Item{{ID: "I01", Name: "饼干", Unit: "箱"}}, Places: []rules.Place{{ID: "P101", Name: "备用柜", Kind: rules.PlaceReserve}}}
	for typed, want := range map[string]rules.Date{"": "", "明天": "2026-11-25", "２０２７．４．１": "2027-04-01", "2027年4月1日": "2027-04-01", "永久": "bad", "2027-02-30": "bad"} {
		f := NewReceive(noDrafts{}, s, l, "I01/P101")
		f.Set("qty", "3")
		f.Set("expires", typed)
		save, ok := f.save().(screen.Save)
		if want == "bad" {
			if ok || f.Values()["expires"] != typed || f.Focused() != "expires" {
				t.Errorf("%q is taken: %+v, %q in %s", typed, save.Command, f.Values()["expires"], f.Focused())
			}
			continue
		}
		if g, _ := save.Command.(*command.ReceiveGoods); !ok || g.Expires != want || g.Qty != 3 {
			t.Errorf("%q: %+v, want %s", typed, save.Command, want)
		}
	}
}
