package field

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules/text"
	"dutydesk/tui/style"
)

// clocked is plain at 02:14 on a Tuesday.
var clocked = Look{Lang: text.ZH, Theme: style.NewTheme(nil), Now: time.Date(2026, 11, 24, 2, 14, 0, 0, time.FixedZone("", 8*3600))}

func beside(f *Form) string {
	lines, _, _ := f.View(100, 20)
	return ansi.Strip(strings.Join(lines, "|"))
}

// Ensure a kind that can be read is read when it is left, and says nothing sooner.
func TestKindsCheckThemselves(t *testing.T) {
	for _, c := range []struct {
		kind        Kind
		typed, says string
		mend        []string
	}{
		{Number, "七十", "写数字", []string{"Ctrl+U", "text:70"}},
		{Number, "约70岁", "", nil},
		{Number, "-3.5", "", nil},
		{ID, "419921195203140031", "校验不符：末位应为", []string{"Backspace", "text:X"}},
		{ID, "41992119520231003X", "出生日期 1952-02-31 不存在", nil},
		{ID, "419921203001010014", "晚于今天", nil},
		{ID, "4199211952", "应为 18 位", nil},
		{Phone, "8220015", "加区号", []string{"Home", "text:0419-"}},
		{Phone, "１９９００００００７", "手机号应为 11 位", nil},
		{Phone, "110", "", nil},
		{DateTime, "25:00", "时间写成 02:11", []string{"Ctrl+U", "text:0205"}},
		{Text, "25:00", "", nil},
		{Secret, "abc", "", nil},
	} {
		f := New(clocked, Spec{Name: "f", Kind: c.kind, Sense: text.Past}, Spec{Name: "next"})
		press(f, "text:"+c.typed)
		if e := f.Field("f").Error(); !e.IsZero() {
			t.Errorf("%q is refused while it is typed: %v", c.typed, e)
		}
		press(f, "Tab")
		if e := f.Field("f").Error().ZH; (c.says == "") != (e == "") || !strings.Contains(e, c.says) {
			t.Errorf("%q left: %q, want %q", c.typed, e, c.says)
		}
		if c.mend == nil {
			continue
		}
		press(f, "Shift+Tab")
		if press(f, c.mend...); !f.Field("f").Error().IsZero() {
			t.Errorf("%q: the error stays while it is mended", c.typed)
		}
	}
}

// Ensure what the rules said of a value stays while the value does, and Spec.Check stands
// in place of the kind's own.
func TestRefusalStays(t *testing.T) {
	f := New(clocked, Spec{Name: "f", Kind: Phone}, Spec{Name: "g", Kind: Phone, Check: func(string) text.Text { return text.Text{} }})
	press(f, "text:110")
	known := text.T("这个号码在黑名单上", "this number is barred")
	f.SetErrors(map[string]text.Text{"f": known})
	if press(f, "Tab", "Shift+Tab", "Tab"); f.Field("f").Error() != known {
		t.Errorf("after it was left: %v", f.Field("f").Error())
	}
	press(f, "text:1", "Shift+Tab")
	if !f.Field("g").Error().IsZero() {
		t.Error("the kind's own check in place of the form's")
	}
	press(f, "Backspace", "Tab")
	if e := f.Field("f").Error(); e == known || e.IsZero() {
		t.Errorf("another value: %v", e)
	}
}

// Ensure a time tells how it was understood when it is left, is written out where it would
// mean something else later, and says nothing where it may be two days.
func TestTimesAreTold(t *testing.T) {
	for _, c := range []struct {
		sense              text.Sense
		typed, value, says string
	}{
		{text.Past, "0214", "0214", "= 11-24 02:14 周二"},
		{text.Past, "23:50", "23:50", "= 11-23 23:50 周一"},
		{text.Ahead, "01:00", "01:00", "= 11-25 01:00 周三"},
		{text.Past, "－１０分", "11-24 02:04", "= 11-24 02:04 周二"},
		{text.Past, "昨晚10点", "11-23 22:00", "= 11-23 22:00 周一"},
		{text.Ahead, "+30", "11-24 02:44", "= 11-24 02:44 周二"},
		{text.DayOnly, "明天", "2026-11-25", "= 2026-11-25 周三"},
		{text.AnyTime, "2027-04-01", "2027-04-01", "= 2027-04-01 周四"},
		{text.DayOnly, "４-1", "2027-04-01", "= 2027-04-01 周四"},
		{text.AnyTime, "23:50", "23:50", ""},
	} {
		f := New(clocked, Spec{Name: "f", Kind: DateTime, Sense: c.sense}, Spec{Name: "next"})
		if press(f, "text:"+c.typed); strings.Contains(beside(f), "=") {
			t.Errorf("%q is told while it is typed", c.typed)
		}
		press(f, "Tab")
		if s := beside(f); !strings.Contains(s, c.says) || c.says == "" && strings.Contains(s, "=") {
			t.Errorf("%q: %q, want %q", c.typed, s, c.says)
		}
		if press(f, "Shift+Tab"); f.Values()["f"] != c.value {
			t.Errorf("%q became %q, want %q", c.typed, f.Values()["f"], c.value)
		}
		if press(f, "Backspace"); strings.Contains(beside(f), "=") {
			t.Errorf("%q: told of what is not there any more", c.typed)
		}
	}
	f := New(clocked, Spec{Name: "f", Kind: DateTime, Sense: text.Past}, Spec{Name: "next"})
	press(f, "text:-10", "Tab", "Shift+Tab", "Ctrl+Y")
	value(t, f, "-10")
	// The form's own check is asked of what is written out.
	f = New(clocked, Spec{Name: "f", Kind: DateTime, Sense: text.DayOnly, Check: func(v string) text.Text {
		if v != "2026-11-25" {
			return text.T("写全日期", "write the date in full")
		}
		return text.Text{}
	}}, Spec{Name: "next"})
	if press(f, "text:明天", "Tab"); !f.Field("f").Error().IsZero() {
		t.Errorf("written out, and yet %v", f.Field("f").Error())
	}
	f = New(plain, Spec{Name: "f", Kind: DateTime}, Spec{Name: "next"})
	if press(f, "text:x", "Tab"); !f.Field("f").Error().IsZero() {
		t.Error("a time is read by a form that knows no clock")
	}
}

// Ensure the digit of an option that the program has ticked confirms it, and unticks it only
// when it comes again; another one is ticked beside it.
func TestGuessedMulti(t *testing.T) {
	for _, c := range []struct{ keys, want string }{{"1", "a"}, {"1 1", ""}, {"2", "a,b"}, {"2 1", "b"}, {"1 2", "a,b"}} {
		f := New(plain, Spec{Name: "f", Kind: Multi, Options: []Option{{"a", text.T("毯子", "blanket")}, {"b", text.T("热水", "hot water")}}})
		f.Field("f").Guess("a", text.T("原文里有", "in the text"))
		if press(f, strings.Fields(c.keys)...); f.Values()["f"] != c.want || f.Field("f").Guessed() {
			t.Errorf("%s: %q", c.keys, f.Values()["f"])
		}
	}
}

// Ensure a guess stands only where nobody has typed, is drawn as one in both languages,
// and is one no longer when the person has been there.
func TestGuess(t *testing.T) {
	why := text.T("原文里有", "in the text")
	specs := []Spec{{Name: "a"}, {Name: "f", Kind: Phone, Label: text.T("电话", "phone")}, {Name: "b"}}
	f := New(clocked, specs...)
	x := f.Field("f")
	if !x.Guess("110", why) || x.Guess("120", why) || !x.Guessed() || f.Values()["f"] != "110" {
		t.Fatalf("guessed %q", f.Values()["f"])
	}
	if s := beside(f); !strings.Contains(s, "?电话") || !strings.Contains(s, "猜的: 原文里有") {
		t.Errorf("%q", s)
	}
	look := clocked
	look.Lang = text.EN
	f.SetLook(look)
	if s := beside(f); !strings.Contains(s, "guess: in the text") {
		t.Errorf("%q", s)
	}
	press(f, "Tab")
	if !x.Guessed() {
		t.Error("confirmed before the person has seen it")
	}
	if press(f, "Enter"); x.Guessed() || f.Values()["f"] != "110" || strings.Contains(beside(f), "guess") {
		t.Errorf("passed, and yet a guess: %q", beside(f))
	}
	press(f, "Up", "Ctrl+U", "Tab")
	if x.Guess("120", why) {
		t.Error("a guess where the person has erased")
	}
	f = New(clocked, specs...)
	f.Field("f").Guess("110", why)
	if press(f, "Tab", "text:119"); f.Values()["f"] != "119" || f.Field("f").Guessed() {
		t.Errorf("typed over a guess: %q", f.Values()["f"])
	}
	f.Field("b").Guess("甲", why)
	if f.Load(map[string]string{"b": "甲"}); f.Field("b").Guessed() {
		t.Error("a value that was restored is no guess")
	}
}

// Ensure what is picked and ticked can be undone and done again, step by step.
func TestUndoPicks(t *testing.T) {
	for _, c := range []struct {
		name  string
		spec  Spec
		steps []string
		undo  []string // values after each Ctrl+Y
	}{
		{"choice", Spec{Kind: Choice, Options: places}, []string{"2", "Space", "3"}, []string{"P2", "", ""}},
		{"choice by letters", Spec{Kind: Choice, Options: places}, []string{"2", "text:qcz", "Enter"}, []string{"P2", ""}},
		{"choice erased", Spec{Kind: Choice, Options: places}, []string{"2", "Backspace", "Esc", "Backspace", "Tab", "Shift+Tab"}, []string{"P2", ""}},
		{"free text", Spec{Kind: Choice, Options: places, Free: true}, []string{"text:河湾", "Esc", "Ctrl+U", "text:洞", "Down", "Enter"}, []string{"河湾", ""}},
		{"letters in the list first", Spec{Kind: Choice, Options: places}, []string{"2", "text:q", "text:c"}, []string{"", "P2", ""}},
		{"multi", Spec{Kind: Multi, Options: goods}, []string{"1", "3", "1"}, []string{"blanket,food", "blanket", "", ""}},
		{"tri", Spec{Kind: Tri}, []string{"1", "Right", "Backspace"}, []string{"no", "yes", "", ""}},
	} {
		c.spec.Name = "f"
		f := New(plain, c.spec, Spec{Name: "next"})
		press(f, c.steps...)
		done := []string{f.Values()["f"]}
		for _, want := range c.undo {
			press(f, "Ctrl+Y")
			if got := f.Values()["f"]; got != want {
				t.Errorf("%s: undone to %q, want %q", c.name, got, want)
			}
			done = append(done, want)
		}
		if c.spec.Kind == Choice {
			continue
		}
		for i := len(done) - 3; i >= 0; i-- {
			press(f, "Ctrl+R")
			if got := f.Values()["f"]; got != done[i] {
				t.Errorf("%s: done again to %q, want %q", c.name, got, done[i])
			}
		}
	}
	f := one(Spec{Kind: Multi, Options: goods})
	f.Load(map[string]string{"f": "coat"})
	press(f, "Ctrl+Y")
	value(t, f, "coat") // what was loaded is the beginning
}

// Ensure figures that are meant for the field behind a choice, as a PIN, are never seen in
// it, and lose no pick.
func TestStrayDigits(t *testing.T) {
	for _, c := range []struct {
		name   string
		steps  []string
		choice string
		pin    string
	}{
		{"one by one", []string{"2", "2", "4", "6", "8", "1", "0"}, "P2", "246810"},
		{"together", []string{"text:2246810"}, "P2", "246810"},
		{"after a pick by Enter", []string{"Down", "Down", "Enter", "8", "6", "0", "9"}, "P2", ""},
		{"together, in a closed list", []string{"Down", "Down", "Enter", "text:8609"}, "P2", ""},
		{"pasted", []string{"2", "paste:246810"}, "P2", "246810"},
		{"pasted into the list", []string{"Down", "paste:246810"}, "P1", ""},
		{"full-width", []string{"２", "２", "４"}, "P2", "24"},
		{"no such number", []string{"8", "9", "0", "0"}, "", ""},
	} {
		f := New(plain, Spec{Name: "f", Kind: Choice, Options: places}, Spec{Name: "pin", Kind: Secret})
		for _, s := range c.steps {
			press(f, s)
			if line, _, _ := strings.Cut(screenOf(f), "|"); strings.ContainsAny(line, "0123456789０２４") {
				t.Errorf("%s: figures are seen after %s: %q", c.name, s, line)
			}
			if text := f.Field("f").ed.String(); text != "" {
				t.Errorf("%s: the choice holds %q", c.name, text)
			}
		}
		f.Blur()
		if v := f.Values(); v["f"] != c.choice || v["pin"] != c.pin {
			t.Errorf("%s: %v", c.name, v)
		}
	}
	// A figure that the options have narrows them as before.
	f := one(Spec{Kind: Choice, Options: []Option{{"a", text.T("0419-8220015", "0419-8220015")}, {"b", text.T("120", "120")}}})
	if press(f, "0"); f.Field("f").ed.String() != "0" {
		t.Error("an option cannot be found by its figures")
	}
}
