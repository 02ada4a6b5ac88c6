package weather_test

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

const main = "何雨禾"

func list(t *testing.T, b *storetest.Book, all bool) []rules.Warning {
	t.Helper()
	ws, err := b.As(main).Warnings(all)
	if err != nil {
		t.Fatal(err)
	}
	return ws
}

func at(b *storetest.Book, h time.Duration) *time.Time {
	t := b.Clock.Now().Add(h * time.Hour)
	return &t
}

// Ensure one warning of a kind is in force: a new one lifts the old and says why, one of
// another kind stands beside it.
func TestReplace(t *testing.T) {
	for _, c := range []struct {
		level rules.WarningLevel
		why   string
	}{{rules.Red, "升级为红色"}, {rules.Blue, "降级为蓝色"}, {rules.Orange, "继续橙色"}} {
		b := storetest.Empty(t, nil)
		b.Must("许知远", &command.AddOfficer{Name: main, Roles: []rules.Role{rules.RoleOfficer}, PIN: storetest.PIN})
		first := b.Must(main, &command.SetWarning{Kind: rules.ColdWave, Level: rules.Orange, Until: at(b, 30)})
		b.Must(main, &command.SetWarning{Kind: "道路结冰", Level: "黄色"})
		b.Clock.Add(time.Hour)
		next := b.Must(main, &command.SetWarning{Kind: rules.ColdWave, Level: c.level})
		now := list(t, b, false)
		if len(now) != 2 || now[0].ID != next.ID || now[0].Level != c.level || now[1].Kind != rules.RoadIce {
			t.Errorf("in force: %+v", now)
		}
		all := list(t, b, true)
		if len(all) != 3 || all[2].ID != first.ID {
			t.Fatalf("all: %+v", all)
		}
		if old := all[2]; old.LiftedAt == nil || !old.LiftedAt.Equal(b.Clock.Now()) || old.LiftedBy == "" || old.Reason != c.why+" "+next.ID {
			t.Errorf("the old one: %+v, want %s", old, c.why)
		}
	}
}

// Ensure a warning that begins later lets the old one hold until then, and replaces one
// that would begin after it.
func TestLater(t *testing.T) {
	b := storetest.New(t)
	b.Must(main, &command.SetWarning{Kind: rules.Snowstorm, Level: rules.Blue})
	b.Must(main, &command.SetWarning{Kind: rules.Snowstorm, Level: rules.Red, From: at(b, 10)})
	b.Must(main, &command.SetWarning{Kind: rules.Snowstorm, Level: rules.Yellow, From: at(b, 5)})
	levels := func() string {
		var out []string
		for _, w := range list(t, b, false) {
			out = append(out, string(w.Level))
		}
		return strings.Join(out, " ")
	}
	if got := levels(); got != "blue" {
		t.Errorf("now %q", got)
	}
	b.Clock.Add(5 * time.Hour)
	if got := levels(); got != "yellow" {
		t.Errorf("in 5 h %q", got)
	}
	b.Clock.Add(5 * time.Hour)
	if got := levels(); got != "yellow" {
		t.Errorf("in 10 h %q", got)
	}
}

// Ensure a warning is lifted once, by a tail of its id too, and one that is over is not.
func TestLift(t *testing.T) {
	b := storetest.New(t)
	w := b.Must(main, &command.SetWarning{Kind: rules.Frost, Level: rules.Blue, Until: at(b, 2)})
	if w.ID != "W20261124-01" {
		t.Errorf("id %s", w.ID)
	}
	b.Must(main, &command.LiftWarning{Warning: "1124-01", Reason: "气温回升"})
	if got := list(t, b, false); len(got) != 0 {
		t.Errorf("%+v", got)
	}
	b.Refuse(main, rules.Precondition, &command.LiftWarning{Warning: w.ID})
	b.Refuse(main, rules.NotFound, &command.LiftWarning{Warning: "W20261124-77"})
	w = b.Must(main, &command.SetWarning{Kind: rules.Frost, Level: rules.Blue, Until: at(b, 2)})
	b.Clock.Add(3 * time.Hour)
	b.Refuse(main, rules.Precondition, &command.LiftWarning{Warning: w.ID})
	b.Must(main, &command.SetWarning{Kind: rules.Frost, Level: rules.Orange})
	if over := list(t, b, true)[1]; over.ID != w.ID || over.LiftedAt != nil || over.Reason != "" {
		t.Errorf("one that was over was lifted: %+v", over)
	}
	b.Refuse("白露生", rules.Denied, &command.SetWarning{Kind: rules.Frost, Level: rules.Blue})
}

// Ensure warnings that ran out long ago are not read for ever: a desk with more of them
// than one command may read goes on.
func TestManyRanOut(t *testing.T) {
	b := storetest.New(t)
	for range 1050 {
		until := b.Clock.Now().Add(30 * time.Minute)
		b.Must(main, &command.SetWarning{Kind: rules.Fog, Level: rules.Blue, Until: &until})
		b.Clock.Add(time.Hour)
	}
	b.Must(main, &command.SetWarning{Kind: rules.Fog, Level: rules.Red})
	if now := list(t, b, false); len(now) != 1 || now[0].Level != rules.Red {
		t.Errorf("in force: %+v", now)
	}
	id := b.Must(main, &command.OpenCase{Intake: command.Intake{Place: "三号涵洞", Said: "有人露宿"}}).ID
	if e := b.Refuse(main, rules.Invalid, &command.DoAct{Case: id, Act: "nothing"}); e.Field != "act" { // asks what the case demands
		t.Errorf("%v", e)
	}
}
