package casefile

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/archive"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// desk has one case with these questions.
type desk struct {
	archive.Desk // none of it is asked
	asks         []string
}

func (d *desk) SaveDraft(string, []byte) error { return nil }
func (d *desk) Draft(string) ([]byte, error)   { return nil, nil }
func (d *desk) Lists() (*view.Lists, error)    { return &view.Lists{}, nil }
func (d *desk) Stock() (*view.Stock, error)    { return &view.Stock{}, nil }

func (d *desk) Alike(string) ([]view.Alike, error) { return nil, nil }

func (d *desk) Case(id string) (*view.Case, error) {
	c := &view.Case{Can: view.Can{}, Case: rules.Case{ID: id}}
	for _, fact := range d.asks {
		c.Ask = append(c.Ask, rules.Question{Fact: fact, Text: text.Text{ZH: "问 " + fact, EN: "ask " + fact}})
	}
	return c, nil
}

// Ensure that after an answer the next question that is still open is selected, and none is
// passed over, also where the answer settles the one after it, or was the last.
func TestAnsweringPassesNoneOver(t *testing.T) {
	for _, c := range []struct{ asks, at, then, want string }{
		{"sudden_illness gravely_ill confused danger", "sudden_illness", "gravely_ill confused danger", "gravely_ill"},
		{"sudden_illness gravely_ill confused danger", "sudden_illness", "confused danger", "confused"},
		{"sudden_illness gravely_ill confused danger", "gravely_ill", "sudden_illness danger", "danger"},
		{"sudden_illness gravely_ill confused", "confused", "sudden_illness gravely_ill", "gravely_ill"},
	} {
		d := &desk{asks: strings.Fields(c.asks)}
		p := New(d, "C20261124-0001", "ask/"+c.at)
		r := tuitest.NewRig(t, p)
		r.Press("1")
		if r.Save == nil {
			t.Fatalf("%s: nothing was saved", c.at)
		}
		d.asks = strings.Fields(c.then)
		r.Do(p.Update(screen.Saved{Save: *r.Save}))
		r.Load()
		if q := p.question(); q == nil || q.Fact != c.want {
			t.Errorf("%s of %s, then %s: %+v, want %s", c.at, c.asks, c.then, q, c.want)
		}
		env := screen.Env{Lang: text.ZH, Theme: style.NewTheme(nil)}
		if s := ansi.Strip(strings.Join(p.View(env, screen.Lay(45, 24, 0)).Lines, "\n")); !strings.Contains(s, ">问 "+c.want) {
			t.Errorf("%s is not seen as the next one:\n%s", c.want, s)
		}
	}
}
