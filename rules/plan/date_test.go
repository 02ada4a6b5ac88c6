package plan

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
)

// TestDeadline holds every dated item the day before its day, on it and after it, done and
// not. A "?" marks an answer that the reading of 「X前」 decides.
func TestDeadline(t *testing.T) {
	tests := []struct {
		plan, item, clause string
		year               int
		before, due, after rules.Date
	}{
		{"P1", "summary_and_patrol_material", "P1.4.19", 0, "2021-03-21", "2021-03-22", "2021-03-23"},
		{"P2", "home_visit_package", "P2.4.7", 2027, "2027-03-10", "2027-03-11", "2027-03-12"},
		{"P4", "goods_at_door", "P4.3.7", 0, "2019-01-30", "2019-01-31", "2019-02-01"},
		{"P5", "all_visits_done", "P5.1.1", 2028, "2028-02-05", "2028-02-06", "2028-02-07"},
		{"P6", "written_proposal_to_city_office", "P6.2.4", 2027, "2027-01-09", "2027-01-10", "2027-01-11"},
		{"P8", "detailed_plan", "P8.4.1", 2018, "2018-01-29", "2018-01-30", "2018-01-31"},
		{"P8", "returnee_meeting", "P8.1.1", 2018, "2018-02-09", "2018-02-10", "2018-02-11"},
		{"P8", "talent_meeting", "P8.1.4", 2018, "2018-02-09", "2018-02-10", "2018-02-11"},
		{"P8", "poverty_meeting", "P8.1.6", 2018, "2018-02-09", "2018-02-10", "2018-02-11"},
		{"P9", "village_posting", "P9.4.6", 2027, "2026-12-31", "2027-01-01", "2027-01-02"}, // over the new year
		{"P9", "town_posting", "P9.4.9", 2027, "2027-01-07", "2027-01-08", "2027-01-09"},
		{"P9", "county_publication", "P9.4.11", 2027, "2027-01-14", "2027-01-15", "2027-01-16"},
		{"P9", "all_grants_delivered", "P9.1.1", 2027, "2027-02-04", "2027-02-05", "2027-02-06"},
	}
	n := 0
	for _, p := range Shipped().Plans() {
		n += len(p.Deadlines())
	}
	if n != len(tests) {
		t.Errorf("%d dated items, %d held", n, len(tests))
	}
	strict := map[string]string{"A-01": "strict"}
	for _, tt := range tests {
		p, _ := Shipped().Plan(tt.plan)
		d, ok := p.Deadline(tt.item)
		if !ok || d.Clauses[0] != tt.clause {
			t.Fatalf("%s %s: %v", tt.plan, tt.item, d)
		}
		stands := func(settings map[string]string, today, done rules.Date) string {
			x := d.Stands(tt.year, settings, today, done)
			s := string(x.Status)
			if x.Review {
				s += "?"
			}
			return s
		}
		mark := "?"
		if d.onDay {
			mark = ""
		}
		for _, c := range []struct {
			today, done  rules.Date
			want, strict string
		}{
			{tt.before, "", "open", "due_today"},
			{tt.due, "", "due_today" + mark, "overdue" + mark},
			{tt.after, "", "overdue", "overdue"},
			{tt.after, tt.before, "done_on_time", "done_on_time"},
			{tt.after, tt.due, "done_on_time" + mark, "done_late" + mark},
			{tt.due, tt.before, "done_on_time", "done_on_time"},
			{"", tt.after, "done_late", "done_late"},
			{"", "", "", ""},
		} {
			if got := stands(nil, c.today, c.done); got != c.want {
				t.Errorf("%s today %s done %s: %s, want %s", tt.item, c.today, c.done, got, c.want)
			}
			if d.onDay {
				c.strict = c.want // 「于X日」 has one reading
			}
			if got := stands(strict, c.today, c.done); got != c.strict {
				t.Errorf("%s read strictly, today %s done %s: %s, want %s", tt.item, c.today, c.done, got, c.strict)
			}
		}
		if got := d.Due(tt.year, nil); got != tt.due {
			t.Errorf("%s due %s", tt.item, got)
		}
		if got := d.Due(tt.year, strict); got != tt.before && !d.onDay {
			t.Errorf("%s strictly due %s", tt.item, got)
		}
		if d.year == 0 && d.Due(0, nil) != "" {
			t.Errorf("%s has a day without its year (A-05)", tt.item)
		}
	}
}

// TestDueYear: the dated items of a season fall in the year of its last day.
func TestDueYear(t *testing.T) {
	for _, tt := range []struct {
		plan       string
		start, due int
	}{{"P1", 2026, 2027}, {"P2", 2027, 2027}, {"P3", 2026, 2027}, {"P4", 2027, 2027}, {"P5", 2027, 2027}, {"P6", 2027, 2027}, {"P8", 2027, 2027}, {"P9", 2027, 2027}} {
		p, _ := Shipped().Plan(tt.plan)
		if got := p.DueYear(tt.start); got != tt.due {
			t.Errorf("%s of %d: %d", tt.plan, tt.start, got)
		}
	}
}

// TestNear: an item warns from three days before, and not once done or late.
func TestNear(t *testing.T) {
	p, _ := Shipped().Plan("P9")
	d, _ := p.Deadline("town_posting")
	for today, want := range map[rules.Date]bool{"2027-01-04": false, "2027-01-05": true, "2027-01-08": true, "2027-01-09": false} {
		if got := d.Stands(2027, nil, today, ""); got.Near != want {
			t.Errorf("%s: near %v", today, got.Near)
		}
	}
	if d.Stands(2027, nil, "2027-01-07", "2027-01-06").Near {
		t.Error("done is not near")
	}
	if Days("2026-12-31", "2027-01-08") != 8 || Days("2028-03-01", "2028-02-28") != -2 { // 29 February
		t.Error("days")
	}
}

func TestAskDeadline(t *testing.T) {
	tests := []struct{ q, want string }{
		{`"plan":"P9","item":"county_publication","year":2027,"done_on":"2027-01-15"`, `{"due":"2027-01-15","status":"done_on_time","on_day":true,"review":false,"clauses":["P9.4.11"],"ask":[]}`},
		{`"plan":"P9","item":"county_publication","year":2027,"done_on":"2027-01-14"`, `{"due":"2027-01-15","status":"done_on_time","on_day":false,"review":false,"clauses":["P9.4.11"],"ask":[]}`},
		{`"plan":"P9","item":"county_publication","year":2027,"done_on":"2027-01-16"`, `{"due":"2027-01-15","status":"done_late","on_day":false,"review":false,"clauses":["P9.4.11"],"ask":[]}`},
		{`"plan":"P9","item":"county_publication","year":2027,"today":"2027-01-15"`, `{"due":"2027-01-15","status":"due_today","days_left":0,"review":false,"clauses":["P9.4.11"],"ask":["done_on"]}`},
		{`"plan":"P9","item":"town_posting","today":"2027-01-15"`, `{"due":null,"status":null,"setting":true,"review":false,"clauses":["P9.4.9"],"ask":["year","done_on"]}`},
		{`"plan":"P9","item":"town_posting","year":2027`, `{"due":"2027-01-08","status":null,"review":false,"clauses":["P9.4.9"],"ask":["done_on","today"]}`},
		{`"plan":"P8","item":"detailed_plan","today":"2018-01-30"`, `{"due":null,"status":null,"setting":true,"review":false,"clauses":["P8.4.1"],"ask":["year","done_on"]}`},
		{`"plan":"P1","item":"summary_and_patrol_material","year":2030,"today":"2021-03-22"`, `{"due":"2021-03-22","status":"due_today","days_left":0,"review":true,"readings":["A-01"],"clauses":["P1.4.19"],"ask":["done_on"]}`},
		{`"plan":"P1","item":"summary_and_patrol_material","today":"2021-03-22","taken":{"A-01":"strict"}`, `{"due":"2021-03-21","status":"overdue","days_left":-1,"review":true,"readings":["A-01"],"clauses":["P1.4.19"],"ask":["done_on"]}`},
	}
	asks(t, "deadline", tests)
}

// asks holds whole answers.
func asks(t *testing.T, op string, tests []struct{ q, want string }) {
	t.Helper()
	for _, tt := range tests {
		if got := string(Shipped().Ask([]byte(`{"op":"` + op + `",` + tt.q + `}`))); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.q, got, tt.want)
		}
	}
}

func TestAskRoster(t *testing.T) {
	tests := []struct{ q, want string }{
		{`"plan":"P1","date":"2021-01-20","shifts":[{"from":"00:00","to":"24:00","people":["p1"]}]`, `{"ok":true,"gaps":[],"leader_required":false,"no_leader":0,"review":false,"clauses":["P1.3.8"],"ask":[]}`},
		// Two gaps, an overlap, out of order; a shift without people covers nothing.
		{`"plan":"P1","shifts":[{"from":"20:00","to":"23:59","people":["p1"]},{"from":"08:00","to":"12:00","people":["p1"]},{"from":"00:30","to":"09:00","people":["p2"]},{"from":"12:00","to":"20:00","people":[]}]`,
			`{"ok":false,"gaps":[["00:00","00:30"],["12:00","20:00"],["23:59","24:00"]],"leader_required":false,"no_leader":0,"review":false,"clauses":["P1.3.8"],"ask":[]}`},
		{`"plan":"P4","shifts":[{"from":"00:00","to":"12:00","people":["p1"],"leader":"l1"},{"from":"12:00","to":"24:00","people":["p1"],"leader":null}]`,
			`{"ok":false,"gaps":[],"leader_required":true,"no_leader":1,"review":false,"clauses":["P4.3.20"],"ask":["shifts[].leader"]}`},
		{`"plan":"P7","shifts":[{"from":"00:00","to":"24:00","people":["p1"],"leader":""}]`, `{"ok":false,"gaps":[],"leader_required":true,"no_leader":1,"review":false,"clauses":["P7.2.32","P7.2.35"],"ask":[]}`},
		{`"plan":"P7","date":"9999-12-31","shifts":[{"from":"00:00","to":"23:00","people":["p1"],"leader":"l1"}]`, `{"ok":false,"gaps":[["23:00","24:00"]],"leader_required":true,"no_leader":0,"review":false,"clauses":["P7.2.32","P7.2.35"],"ask":[]}`},
		{`"plan":"P7","shifts":[]`, `{"ok":false,"gaps":[["00:00","24:00"]],"leader_required":true,"no_leader":0,"review":false,"clauses":["P7.2.32","P7.2.35"],"ask":[]}`},
		{`"plan":"P7"`, `{"ok":false,"gaps":[["00:00","24:00"]],"leader_required":true,"no_leader":0,"review":false,"clauses":["P7.2.32","P7.2.35"],"ask":["shifts"]}`},
		// Unknown hours and people cover nothing and are asked for; who they are is free text.
		{`"plan":"P1","shifts":[{"from":"00:00","people":"两个人"},{"from":"00:00","to":"24:00"}]`, `{"ok":false,"gaps":[["00:00","24:00"]],"leader_required":false,"no_leader":0,"review":false,"clauses":["P1.3.8"],"ask":["shifts[].to","shifts[].people"]}`},
		{`"plan":"P7","shifts":[{"from":"00:00","to":"24:00","people":"两个人","leader":7}]`, `{"ok":true,"gaps":[],"leader_required":true,"no_leader":0,"review":false,"clauses":["P7.2.32","P7.2.35"],"ask":[]}`},
	}
	asks(t, "roster", tests)
}

// TestCoverOverMidnight: a watch counts on each day with its part of it.
func TestCoverOverMidnight(t *testing.T) {
	p, _ := Shipped().Plan("P7")
	r, _ := p.Roster()
	day := rules.Date("2028-02-29")
	at := func(hours int) (w Watch) {
		w.From, w.To, w.People, w.Leader = day.Time().Add(-16*time.Hour), day.Time().Add(-16*time.Hour+24*time.Hour), true, hours > 0
		return w
	}
	c := r.Cover(day, []Watch{at(1)})
	if len(c.Gaps) != 1 || !c.Gaps[0].From.Equal(day.Time().Add(8*time.Hour)) || !c.Gaps[0].To.Equal(day.Add(1).Time()) || c.OK() {
		t.Errorf("%+v", c)
	}
	if c := r.Cover(day.Add(1), []Watch{at(0)}); c.NoLeader != 0 || len(c.Gaps) != 1 {
		t.Errorf("a watch of another day: %+v", c)
	}
	if c := r.Cover(day, []Watch{at(0)}); c.NoLeader != 1 {
		t.Errorf("%+v", c)
	}
}

func TestAskFollowup(t *testing.T) {
	tests := []struct{ q, want string }{
		{`"plan":"P3","refused_on":"2026-12-10","interval_days":7,"visits":[],"today":"2026-12-17"`, `{"next_due":"2026-12-17","overdue":false,"review":false,"clauses":["P3.4.6"],"ask":[]}`},
		{`"plan":"P3","refused_on":"2026-12-10","interval_days":7,"visits":[],"today":"2026-12-18"`, `{"next_due":"2026-12-17","overdue":true,"review":false,"clauses":["P3.4.6"],"ask":[]}`},
		{`"plan":"P3","refused_on":"2026-12-10","interval_days":7,"visits":["2026-12-30","2026-12-16"],"today":"2027-01-06"`, `{"next_due":"2027-01-06","overdue":false,"review":false,"clauses":["P3.4.6"],"ask":[]}`},
		{`"plan":"P3","refused_on":"2028-02-28","interval_days":1,"visits":[],"today":"2028-03-01"`, `{"next_due":"2028-02-29","overdue":true,"review":false,"clauses":["P3.4.6"],"ask":[]}`},
		{`"plan":"P3","refused_on":"2026-12-10","interval_days":7,"today":"2026-12-18"`, `{"next_due":"2026-12-17","overdue":true,"review":false,"clauses":["P3.4.6"],"ask":["visits"]}`},
		{`"plan":"P3","refused_on":"9999-12-31","interval_days":7,"visits":[],"today":"2027-01-06"`, `{"next_due":null,"overdue":null,"review":false,"clauses":["P3.4.6"],"ask":[]}`},
		// The interval is not in the text.
		{`"plan":"P3","refused_on":"2026-12-10","visits":[],"today":"2026-12-18"`, `{"next_due":null,"overdue":null,"setting":true,"review":false,"clauses":["P3.4.6"],"ask":["interval_days"]}`},
		{`"plan":"P3","interval_days":7`, `{"next_due":null,"overdue":null,"review":false,"clauses":["P3.4.6"],"ask":["refused_on","visits","today"]}`},
		{`"plan":"P3","interval_days":7,"visits":["2026-12-16"]`, `{"next_due":"2026-12-23","overdue":null,"review":false,"clauses":["P3.4.6"],"ask":["today"]}`},
	}
	asks(t, "followup", tests)
}

// TestChecklists holds what each list is made of, by its clause.
func TestChecklists(t *testing.T) {
	tests := []struct{ plan, list, clause, items string }{
		{"P1", "archive", "P1.4.16", "photo proof system_entry invoice"},
		{"P1", "patrol_areas", "P1.3.6", "车站 广场 繁华地段 桥梁涵洞"},
		{"P1", "escort_handover", "P1.3.13", "sender_signature receiver_signature"},
		{"P1", "entry_control", "P1.4.4", "mask temperature"},
		{"P1", "report_package", "P1.4.19", "summary patrol_material"},
		{"P2", "report_package", "P2.4.7", "统计表 总结 图片"},
		{"P3", "patrol_areas", "P3.4.10", "车站 码头 主次干道 广场 桥梁涵洞 建筑工地 地下通道 城乡结合部"},
		{"P4", "rescue_stock", "P4.3.18", "棉衣 棉被 食品 药品"},
		{"P4", "disaster_ledger", "P4.3.11", "基本情况 自救能力 口粮 饮水 衣被 医疗"},
		{"P4", "joint_selection", "P4.4.2", "包片领导 包村干部 村干部"},
		{"P5", "housing_dangers", "P5.3.4", "煤气中毒 失火 房屋倒塌"},
		{"P6", "visit_plan", "P6.2.2", "targets scale standard time_slots organisation"},
		{"P7", "refusal_goods", "P7.2.23", "被条 棉衣 棉鞋 方便食品"},
		{"P7", "contact_control", "P7.2.30", "temperature dual_code mask"},
		{"P7", "process_record", "P7.2.34", "text_log video"},
		{"P9", "posting_channels", "P9.4.11", "星沙时报 县政府门户网站"},
	}
	n := 0
	for _, p := range Shipped().Plans() {
		n += len(p.Checklists())
	}
	if n != len(tests) {
		t.Errorf("%d lists, %d held", n, len(tests))
	}
	for _, tt := range tests {
		p, _ := Shipped().Plan(tt.plan)
		c, ok := p.Checklist(tt.list)
		if !ok || c.Clauses[0] != tt.clause {
			t.Fatalf("%s %s: %+v", tt.plan, tt.list, c)
		}
		var items []string
		for _, it := range c.Items(nil) {
			items = append(items, it.Code)
		}
		if got := strings.Join(items, " "); got != tt.items {
			t.Errorf("%s %s: %s", tt.plan, tt.list, got)
		}
		if x := c.Check(items, nil); x.Missing != nil || x.Readings != nil || x.Unlisted != nil {
			t.Errorf("%s %s complete: %+v", tt.plan, tt.list, x)
		}
		for i := range items { // each alone is missed
			has := slices.Delete(slices.Clone(items), i, i+1)
			if x := c.Check(has, nil); len(x.Missing) != 1 || x.Missing[0].Code != items[i] {
				t.Errorf("%s %s without %s: %+v", tt.plan, tt.list, items[i], x)
			}
		}
	}
}

func TestAskChecklist(t *testing.T) {
	tests := []struct{ q, want string }{
		{`"plan":"P1","list":"archive"`, `{"complete":false,"missing":["photo","proof","system_entry","invoice"],"review":false,"clauses":["P1.4.16"],"ask":["has"]}`},
		{`"plan":"P1","list":"entry_control","has":["temperature","mask","temperature","gloves"]`, `{"complete":true,"missing":[],"unlisted":["gloves"],"review":false,"clauses":["P1.4.4"],"ask":[]}`},
		// seven places, and one that stands before them.
		{`"plan":"P3","list":"patrol_areas","has":["车站","码头","主次干道","广场","桥梁涵洞","建筑工地","地下通道"]`, `{"complete":false,"missing":["城乡结合部"],"review":true,"readings":["A-07"],"clauses":["P3.4.10","P3.4.3"],"ask":[]}`},
		{`"plan":"P3","list":"patrol_areas","has":["车站","码头","主次干道","广场","桥梁涵洞","建筑工地","地下通道"],"taken":{"A-07":"seven"}`, `{"complete":true,"missing":[],"review":true,"readings":["A-07"],"clauses":["P3.4.10","P3.4.3"],"ask":[]}`},
		{`"plan":"P3","list":"patrol_areas","has":["城乡结合部","车站","码头","主次干道","广场","桥梁涵洞","建筑工地"]`, `{"complete":false,"missing":["地下通道"],"review":false,"clauses":["P3.4.10","P3.4.3"],"ask":[]}`},
	}
	asks(t, "checklist", tests)
}
