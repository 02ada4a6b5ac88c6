package board

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// desk is a board in the hands of a person.
type desk struct {
	entry.Drafts
	me    string
	board view.Board
}

func (d desk) Board() (*view.Board, error) { return &d.board, nil }
func (d desk) Actor() (id, name string)    { return "U", d.me }

type signing struct{}

func (signing) Action() {}

func read(d desk) *Page {
	p := New(d, func() []text.Text { return nil }, func(string) route.Action { return signing{} })
	p.Update(p.Load()())
	return p
}

func (p *Page) shown(lang text.Lang) string {
	return strings.Join(p.View(screen.Env{Lang: lang}, screen.Lay(80, 24, 0)).Lines, "\n")
}

// Ensure an order can be opened by its leader alone, who may sign, and everybody else is
// told why not before a PIN is asked for.
func TestOrderIsForItsLeader(t *testing.T) {
	row := view.DueRow{Key: "order/O20261123-01", What: text.Text{ZH: "口头指示待补签", EN: "order to be signed"}, Subject: text.Text{ZH: "沈岚", EN: "沈岚"}}
	no := rules.Refuse(text.Text{ZH: "只看不写。", EN: "Read only."}, "")
	for _, c := range []struct {
		me   string
		can  *rules.Error
		want string
	}{{"沈岚", nil, ""}, {"何雨禾", nil, "这是 沈岚 的指示"}, {"沈岚", no, "只看不写"}} {
		p := read(desk{me: c.me, board: view.Board{Rows: []view.DueRow{row}, Can: view.Can{"order.sign": c.can}}})
		enter := p.Keys().Find("enter")
		switch why := enter.Refusal(); {
		case c.want != "":
			if why == nil || !strings.Contains(why.Text.ZH, c.want) {
				t.Errorf("%s: %v, want %s", c.me, why, c.want)
			}
		case why != nil:
			t.Errorf("%s: %v", c.me, why)
		default:
			if _, ok := enter.Do().(signing); !ok {
				t.Errorf("Enter does not sign")
			}
		}
		if s := p.shown(text.EN); !strings.Contains(s, "Order to be signed") {
			t.Errorf("the label has no capital:\n%s", s)
		}
	}
}

// Ensure the board says that no plan is in force today, be there none or one of other days.
func TestNoPlanIsSaid(t *testing.T) {
	for _, c := range []struct {
		seasons []view.Season
		said    bool
	}{{nil, true}, {[]view.Season{{Day: 0, Days: 93}}, true}, {[]view.Season{{Day: 0}, {Day: 1, Days: 93}}, false}} {
		s := read(desk{board: view.Board{Seasons: c.seasons}}).shown(text.ZH)
		if got := strings.Contains(s, "今天没有方案在执行; 管理员用 plan adopt"); got != c.said {
			t.Errorf("%v: said %v:\n%s", c.seasons, got, s)
		}
	}
}
