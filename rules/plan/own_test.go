package plan

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
)

// Every shipped plan can be copied, and the copy asks for the same.
func TestCopyAsksForTheSame(t *testing.T) {
	for _, p := range Shipped().Plans() {
		src, _ := Shipped().Source(p.ID)
		data := Copy(p.ID, src, "X1", "本镇方案", "2026-11-24")
		l, bad := readOwn([]OwnFile{{"X1.yaml", data}})
		if len(bad) > 0 {
			t.Fatalf("%s: %+v\n%s", p.ID, bad[0].Faults, data)
		}
		c, ok := l.Plan("X1")
		if !ok || c.Copied() != p.ID || c.Level != "town" {
			t.Fatalf("%s: %+v", p.ID, c)
		}
		was, is := l.Asked([]rules.Operation{{Plan: p.ID}}, "", false), l.Asked([]rules.Operation{{Plan: "X1"}}, "", false)
		if len(was) != len(is) || len(c.Deadlines()) != len(p.Deadlines()) || len(c.Checklists()) != len(p.Checklists()) {
			t.Errorf("%s asks for %d, its copy for %d", p.ID, len(was), len(is))
		}
	}
}

func copied(t *testing.T, from string) []byte {
	t.Helper()
	src, _ := Shipped().Source(from)
	return Copy(from, src, "X1", "本镇方案", "2026-11-24")
}

func TestEdits(t *testing.T) {
	for _, c := range []struct {
		name string
		edit rules.PlanEdit
		want string // in the file
	}{
		{"title", rules.PlanEdit{Do: "set", Name: "title", Value: "暖冬"}, "title:\n  zh: 暖冬\n"},
		{"first day", rules.PlanEdit{Do: "set", Name: "window.first", Value: "12-10"}, "12-10"},
		{"figure", rules.PlanEdit{Do: "set", Name: "figures.at_once", Value: "20"}, "own_figures:\n  at_once: 20\n"},
		{"deadline", rules.PlanEdit{Do: "deadline", Value: "12-20", ZH: "报县民政局"}, "item: own_1"},
		{"item", rules.PlanEdit{Do: "item", Name: "refusal_goods", ZH: "暖贴"}, "zh: 暖贴"},
		{"item of a new list", rules.PlanEdit{Do: "item", ZH: "暖贴"}, "zh: 本镇清单"},
		{"notice", rules.PlanEdit{Do: "notice", Title: "纪律", ZH: "一\n二"}, "zh: 纪律"},
		{"off", rules.PlanEdit{Do: "off", Name: "obligations/mask", Reason: "疫情已过"}, "line: obligations/mask\n"},
		{"off of an item", rules.PlanEdit{Do: "off", Name: "checklists/process_record/video", Reason: "没有设备"}, "line: checklists/process_record/video"},
	} {
		out, no := Edit(copied(t, "P7"), []rules.PlanEdit{c.edit})
		if no != nil {
			t.Errorf("%s: %v", c.name, no)
			continue
		}
		if k := CheckOwn("X1.yaml", out); !k.OK || !strings.Contains(string(out), c.want) {
			t.Errorf("%s: %v\n%s", c.name, k.Faults, out)
		}
	}
	for _, c := range []struct {
		edit  rules.PlanEdit
		field string
	}{
		{rules.PlanEdit{Do: "set", Name: "window.first", Value: "02-30"}, "value"},
		{rules.PlanEdit{Do: "set", Name: "window.first", Value: "2026-12-01"}, "value"},
		{rules.PlanEdit{Do: "set", Name: "title"}, "value"},
		{rules.PlanEdit{Do: "set", Name: "figures.nothing", Value: "1"}, "name"},
		{rules.PlanEdit{Do: "set", Name: "figures.at_once", Value: "0"}, "value"},
		{rules.PlanEdit{Do: "set", Name: "id", Value: "P1"}, "name"},
		{rules.PlanEdit{Do: "deadline", Value: "12-20"}, "zh"},
		{rules.PlanEdit{Do: "deadline", Name: "none", Value: "12-20"}, "name"},
		{rules.PlanEdit{Do: "item", Name: "none", ZH: "x"}, "name"},
		{rules.PlanEdit{Do: "off", Name: "obligations/mask"}, "reason"},
		{rules.PlanEdit{Do: "off", Name: "obligations/none", Reason: "x"}, "name"},
		{rules.PlanEdit{Do: "on", Name: "obligations/mask"}, "name"},
		{rules.PlanEdit{Do: "other"}, "do"},
	} {
		if _, no := Edit(copied(t, "P7"), []rules.PlanEdit{c.edit}); no == nil || no.Field != "edits[0]."+c.field {
			t.Errorf("%+v: %v", c.edit, no)
		}
	}
}

// A section that this program does not know, and comments beside it, outlive every edit.
func TestEditCarriesTheRest(t *testing.T) {
	rest := "\n# of the county's IT\nlater_section:\n  - {a: 1, b: [x, y]} # kept\n"
	out, no := Edit(append(copied(t, "P7"), rest...), []rules.PlanEdit{
		{Do: "set", Name: "title", Value: "暖冬"}, {Do: "deadline", Value: "12-20", ZH: "报县"}, {Do: "off", Name: "obligations/mask", Reason: "疫情已过"}})
	if no != nil || !strings.Contains(string(out), rest) {
		t.Errorf("%v\n%s", no, out)
	}
	if !strings.Contains(string(out), "# 不愿接受救助: four goods") {
		t.Error("the comments of an untouched section are gone")
	}
}

// What is off asks for nothing, and comes back.
func TestOff(t *testing.T) {
	edits := []rules.PlanEdit{{Do: "off", Name: "obligations/mask", Reason: "疫情已过"}, {Do: "off", Name: "checklists/process_record/video", Reason: "没有设备"}, {Do: "set", Name: "figures.at_once", Value: "20"}}
	out, no := Edit(copied(t, "P7"), edits)
	if no != nil {
		t.Fatal(no)
	}
	l, bad := readOwn([]OwnFile{{"X1.yaml", out}})
	if len(bad) > 0 {
		t.Fatal(bad)
	}
	codes := func(l *Library) string {
		s := ""
		for _, d := range l.Asked([]rules.Operation{{Plan: "X1"}}, "", false) {
			s += fmt.Sprint(" ", d.Code)
			if d.Code == "contact_social_affairs" && (d.Limit == nil || d.Limit.N != 20) {
				t.Errorf("limit %+v", d.Limit)
			}
		}
		return s + " "
	}
	if s := codes(l); strings.Contains(s, " mask ") || !strings.Contains(s, " temperature ") {
		t.Error(s)
	}
	p, _ := l.Plan("X1")
	if c, _ := p.Checklist("process_record"); len(c.Items(nil)) != 1 {
		t.Error(c)
	}
	if n := p.Figure(l.Settings()[0]); n <= 0 {
		t.Error(n)
	}
	back, no := Edit(out, []rules.PlanEdit{{Do: "on", Name: "obligations/mask"}, {Do: "on", Name: "checklists/process_record/video"}, {Do: "set", Name: "figures.at_once"}})
	if no != nil || strings.Contains(string(back), "turned_off") || strings.Contains(string(back), "own_figures") {
		t.Errorf("%v\n%s", no, back)
	}
}

// A bad own plan is left out with its place; the others stand.
func TestWithLeavesBadOut(t *testing.T) {
	good := copied(t, "P7")
	two := Copy("P1", must(Shipped().Source("P1")), "X2", "二", "2026-11-24")
	broken := []byte(strings.Replace(string(two), "level: town", "levle: town", 1))
	l, bad := readOwn([]OwnFile{{"X1.yaml", good}, {"X2.yaml", broken}, {"P7.yaml", must(Shipped().Source("P7"))}})
	if _, ok := l.Plan("X1"); !ok || len(bad) != 2 {
		t.Fatal(ok, bad)
	}
	if f := bad[0].Faults[0]; f.Line < 2 || f.Column < 1 || f.Message.ZH == "" {
		t.Error(f)
	}
	if _, ok := l.Plan("X2"); ok {
		t.Error("a broken plan is read")
	}
	if _, ok := Shipped().Plan("X1"); ok {
		t.Error("two desks mix")
	}
}

func must(data []byte, ok bool) []byte {
	if !ok {
		panic("no plan")
	}
	return data
}

func TestOwnFileFaults(t *testing.T) {
	for edit, want := range map[string]string{
		"own_figures: {nothing: 1}\n":                         "没有设置",
		"own_figures: {at_once: soon}\n":                      "整数",
		"turned_off: [{line: obligations/none, reason: x}]\n": "不是本方案的一项",
		"turned_off: [{line: obligations/mask}]\n":            `缺键 "reason"`,
		"notices: [{notice: a, clauses: [X2.1], zh: x}]\n":    "另一个本镇方案",
	} {
		c := CheckOwn("X1.yaml", append(copied(t, "P7"), edit...))
		if c.OK || !strings.Contains(fmt.Sprint(c.Faults), want) {
			t.Errorf("%s: %v", edit, c.Faults)
		}
	}
}

func TestTenFilesLoadInTime(t *testing.T) {
	data := copied(t, "P1")
	start := time.Now()
	if _, bad := readOwn([]OwnFile{{"X1.yaml", data}}); bad != nil || time.Since(start) > 2*time.Second {
		t.Error(bad, time.Since(start))
	}
	t.Log(time.Since(start))
}
