package registry_test

import (
	"slices"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/plan"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

func settings(t *testing.T, b *storetest.Book, who string) *view.Settings {
	t.Helper()
	s, err := b.As(who).Settings()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func setting(t *testing.T, b *storetest.Book, operation, name string) view.SettingRow {
	t.Helper()
	for _, r := range settings(t, b, admin).Rows {
		if r.Operation == operation && r.Name == name {
			return r
		}
	}
	t.Fatalf("no setting %s %s", operation, name)
	return view.SettingRow{}
}

// Ensure every setting shows its default and where that comes from; one that is set says
// so, holds after a restart, and goes back.
func TestSettings(t *testing.T) {
	b := storetest.New(t)
	for _, s := range rules.SettingSpecs {
		if r := setting(t, b, "", s.Name); r.Set || r.Value != r.Default || r.From.ZH != "本所设定" || s.YesNo != (r.Options != nil) {
			t.Errorf("%+v", r)
		}
	}
	set := func(name, value string) *command.SetSetting { return &command.SetSetting{Name: name, Value: value} }
	b.Must(admin, set("idle_lock", "０"))
	b.Must(admin, set("copy_out", "否"))
	b.Reopen()
	if r := setting(t, b, "", "idle_lock"); !r.Set || r.Value != "0" || r.Default != "10" || r.Unit.ZH != "分钟" {
		t.Errorf("%+v", r)
	}
	if r := setting(t, b, "", "copy_out"); !r.Set || r.Value != "0" {
		t.Errorf("%+v", r)
	}
	b.Must(admin, set("idle_lock", ""))
	if r := setting(t, b, "", "idle_lock"); r.Set || r.Value != "10" {
		t.Errorf("%+v", r)
	}
	field(t, b.Refuse(admin, rules.Invalid, set("idle_lock", "721")), "value")
	field(t, b.Refuse(admin, rules.Invalid, set("colour", "1")), "name")
	b.Refuse(main, rules.Denied, set("idle_lock", "5"))
	b.Refuse("田望舒", rules.Denied, set("idle_lock", "0")) // a clerk sets what a plan leaves open, not this
	for who, may := range map[string][2]bool{main: {}, "田望舒": {true, false}, admin: {true, true}} {
		if can := settings(t, b, who).Can; (can["setting.set"] == nil) != may[0] || (can["setting.set/desk"] == nil) != may[1] {
			t.Errorf("%s: %v", who, can)
		}
	}
}

// Ensure the figures of each operation that is not over are there, are set through the same
// checks as when its plan is adopted, and what is set holds for its cases.
func TestOperationSettings(t *testing.T) {
	b := storetest.New(t)
	op := settingsOf(t, b, "P1")
	for _, f := range plan.Shipped().Settings() {
		in := op
		if !plan.Shipped().Uses(f.Name, "P1") && plan.Shipped().Uses(f.Name, "P3") {
			in = settingsOf(t, b, "P3")
		}
		r := setting(t, b, in, f.Name)
		if r.Set || r.Value != r.Default || r.Unit.IsZero() || f.Ours != (r.From.ZH == "本所设定") || f.Ours != (r.Clause == "") {
			t.Errorf("%+v", r)
		}
	}
	if r := setting(t, b, op, "epidemic"); r.Default != "on" || len(r.Options) != 2 || r.Clause == "" {
		t.Errorf("%+v", r)
	}
	if r := setting(t, b, op, "destination"); r.Value != "" || !slices.ContainsFunc(r.Options, func(n rules.Named) bool { return n.Code == "escort_to_relief_site" }) {
		t.Errorf("%+v", r)
	}
	set := func(name, value string) *command.SetSetting {
		return &command.SetSetting{Operation: op, Name: name, Value: value}
	}
	if res := b.Must("田望舒", set("at_once", "３")); res.ID != op {
		t.Errorf("id %s", res.ID)
	}
	words, _ := plan.Shipped().Act("escort_to_relief_site")
	b.Must(admin, set("destination", words.In(text.ZH)))
	b.Must(admin, set("epidemic", "关"))
	for name, want := range map[string]string{"at_once": "3", "destination": "escort_to_relief_site", "epidemic": "off"} {
		if r := setting(t, b, op, name); r.Value != want || !r.Set {
			t.Errorf("%+v, want %s", r, want)
		}
	}
	// A reading that the text leaves open, where the plan has the clause.
	if r := setting(t, b, op, "A-54"); r.Value != "choice" || r.Set || len(r.Options) != 2 || r.Clause != "P1.3.17" {
		t.Errorf("%+v", r)
	}
	b.Must("田望舒", set("A-01", "strict"))
	if r := setting(t, b, op, "A-01"); r.Value != "strict" || !r.Set || r.Clause != "P1.4.19" {
		t.Errorf("%+v", r)
	}
	field(t, b.Refuse(admin, rules.Invalid, set("A-01", "loose")), "value")
	b.Must(admin, set("at_once", ""))
	b.Must(admin, set("epidemic", ""))
	if r := setting(t, b, op, "at_once"); r.Value != "5" || r.Set {
		t.Errorf("%+v", r)
	}
	if r := setting(t, b, op, "epidemic"); r.Value != "on" || r.Set {
		t.Errorf("%+v", r)
	}
	field(t, b.Refuse(admin, rules.Invalid, set("at_once", "0")), "value")
	field(t, b.Refuse(admin, rules.Invalid, set("at_once", "soon")), "value")
	field(t, b.Refuse(admin, rules.Invalid, set("epidemic", "maybe")), "value")
	field(t, b.Refuse(admin, rules.Invalid, set("destination", "notify_emergency_now")), "value")
	field(t, b.Refuse(admin, rules.Invalid, set("colour", "1")), "name")
	field(t, b.Refuse(admin, rules.Invalid, set("colour", "")), "name")
	field(t, b.Refuse(admin, rules.NotFound, &command.SetSetting{Operation: "P1-1999", Name: "at_once", Value: "3"}), "operation")

	b.Must(admin, &command.AdoptPlan{Plan: "P1", SeasonStartYear: 2025, From: "2025-11-01", To: "2026-03-31"})
	b.Refuse(admin, rules.Precondition, &command.SetSetting{Operation: "P1-2025", Name: "at_once", Value: "3"})
	for _, r := range settings(t, b, admin).Rows {
		if r.Operation == "P1-2025" {
			t.Fatal("an operation that is over has settings to change")
		}
	}
}

// Ensure a plan asks for the settings that its own lines rest on alone, those of the regulations
// stand once on the page of settings, and what was set elsewhere is there too.
func TestSettingsOfTheirPlan(t *testing.T) {
	b := storetest.New(t)
	op := settingsOf(t, b, "P1")
	names := func(list []view.SettingRow, op string) (out []string) {
		for _, r := range list {
			if r.Operation == op && r.Name[:min(2, len(r.Name))] != "A-" {
				out = append(out, r.Name)
			}
		}
		return out
	}
	for id, want := range map[string][]string{"P1": {"at_once", "destination", "epidemic"}, "P2": nil, "P3": {"at_once", "followup_interval", "destination"}, "P9": {"old_soldier_aid"}} {
		p, err := b.As(admin).Plan(id)
		if err != nil {
			t.Fatal(err)
		}
		got := names(p.Settings, p.Operation)
		for _, name := range append(want, "tracing_notice", "stay_limit", "followup_interval", "destination") {
			if slices.Contains(got, name) != slices.Contains(want, name) {
				t.Errorf("%s asks for %v, want %v", id, got, want)
			}
		}
	}
	p9 := b.Must(admin, &command.AdoptPlan{Plan: "P9", SeasonStartYear: 2026, From: "2026-11-01", To: "2027-03-31"}).ID
	rows := settings(t, b, admin).Rows
	for _, name := range []string{"at_once", "tracing_notice", "stay_limit", "elderly_age"} {
		if slices.Contains(names(rows, op), name) == slices.Contains(names(rows, p9), name) {
			t.Errorf("%s is not there once: %v %v", name, names(rows, op), names(rows, p9))
		}
	}
	b.Must(admin, &command.SetSetting{Operation: p9, Name: "stay_limit", Value: "5"})
	if r := setting(t, b, p9, "stay_limit"); r.Value != "5" || !r.Set {
		t.Errorf("what the command set is not shown: %+v", r)
	}
}

// settingsOf is the operation of a plan.
func settingsOf(t *testing.T, b *storetest.Book, id string) string {
	t.Helper()
	for _, row := range mustPlans(t, b) {
		if row.Plan == id && len(row.Operations) > 0 {
			return row.Operations[0].ID
		}
	}
	t.Fatalf("%s is not adopted", id)
	return ""
}

// Ensure a setting of the desk is told to whoever watches, as a record is.
func TestSettingIsTold(t *testing.T) {
	b := storetest.New(t)
	changes, stop := b.Watch()
	defer stop()
	b.Must(admin, &command.SetSetting{Name: "idle_lock", Value: "5"})
	if c := <-changes; c.Kind != "setting" || c.ID != "idle_lock" || c.Lost {
		t.Errorf("%+v", c)
	}
}

// Ensure everybody has their own view of the desk, and a reader without a name the terminal's.
func TestPrefs(t *testing.T) {
	b := storetest.New(t)
	want := rules.Prefs{Lang: text.EN, Width: "wide", Theme: rules.ThemeContrast}
	b.Must("白露生", &command.SetPrefs{Prefs: want})
	b.Reopen()
	if got, err := b.As("白露生").Prefs(); err != nil || got != want {
		t.Errorf("%+v %v", got, err)
	}
	if got, err := b.As(main).Prefs(); err != nil || got != (rules.Prefs{}) {
		t.Errorf("%+v %v", got, err)
	}
	if got, err := b.Public().Prefs(); err != nil || got != (rules.Prefs{}) {
		t.Errorf("%+v %v", got, err)
	}
	b.Must("白露生", &command.SetPrefs{})
	if got, err := b.As("白露生").Prefs(); err != nil || got != (rules.Prefs{}) {
		t.Errorf("%+v %v", got, err)
	}
	field(t, b.Refuse(main, rules.Invalid, &command.SetPrefs{Prefs: rules.Prefs{Theme: "dark"}}), "theme")
}
