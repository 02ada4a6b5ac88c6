package since

import (
	"strings"
	"testing"

	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// Ensure a long act does not push out whom it is about, in a window without columns.
func TestThePersonStays(t *testing.T) {
	p := &Page{rows: []line{{kind: "referral"}}}
	p.rows[0].What = text.T("移送县救助管理站, 对方还没有接收", "referred to the county rescue station, not accepted yet")
	p.rows[0].Subject = text.T("无名氏 男", "unnamed, M")
	for lang, want := range map[text.Lang]string{text.ZH: "无名氏 男", text.EN: "unnamed, M"} {
		if s := p.row(screen.Env{Lang: lang, Theme: style.NewTheme(nil)}, 0, 45, false); !strings.Contains(s, want) {
			t.Errorf("%q", s)
		}
	}
}

// Ensure that a line of the roster opens it, a slip the slip.
func TestRosterOpens(t *testing.T) {
	for _, id := range []string{"B20261124-01", "B202612"} {
		p := &Page{rows: []line{{kind: "roster"}}}
		p.rows[0].Key = "roster/" + id
		p.list.SetItems([]string{id})
		if got := p.open(); got != (route.To{Page: route.Roster, ID: id}) {
			t.Errorf("%s opens %+v", id, got)
		}
	}
}
