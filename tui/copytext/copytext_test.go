package copytext

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/lipgloss"
	"github.com/charmbracelet/x/ansi"
	"github.com/muesli/termenv"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// The records of the fake desk.
const (
	caseID = "C20261124-0004"
	callID = "T20261124-0002"
)

var start = time.Date(2026, 11, 24, 2, 14, 0, 0, rules.Zone)

// fake is a desk with one shift, one case and one call.
type fake struct {
	copyOut string
	fault   error // of Settings
}

func (fake) Board() (*view.Board, error) {
	s := &rules.Shift{ID: "S20261123-0800", Start: start.Add(-18 * time.Hour), End: start.Add(6 * time.Hour), Leader: "U002", Main: "U001", State: rules.ShiftActive}
	return &view.Board{Stamp: view.Stamp{Now: start}, Town: "北渡镇", Duty: view.Duty{Shift: s, Main: "何雨禾", Leader: "沈岚"}, Todo: 5, OpenCases: 1, OpenCalls: 1,
		Warnings: []rules.Warning{{ID: "W20261123-01", Kind: rules.ColdWave, Level: rules.Orange, From: start.Add(-time.Hour)}},
		Rows:     []view.DueRow{{Key: "case/" + caseID, State: rules.Pending, Subject: text.Text{ZH: "田有福", EN: "田有福"}}, {Key: "call/" + callID, State: rules.Pending}},
		Short:    []view.ShortRow{{Item: "棉被", Unit: "床", OnHand: 3, Min: 20}}}, nil
}

func (fake) Case(id string) (*view.Case, error) {
	if id != caseID {
		return nil, rules.Missing(text.Text{ZH: "救助事项", EN: "case"}, id)
	}
	return &view.Case{Stamp: view.Stamp{Now: start}, Case: rules.Case{ID: caseID, Kind: rules.CaseFound, State: rules.CaseOpen, OpenedAt: start.Add(-8 * time.Minute),
		Person: rules.Person{Name: "田有福", Sex: "M"}, Place: rules.PlaceRef{ID: "P001", Text: "汽车站桥洞"},
		Caller: rules.Caller{Name: "白桂枝", Phone: "19900000031"}, Said: "田有福躺在桥洞下, 神志不清, 穿得很少, 附近没有别人。“快来” — 他说。"}}, nil
}

func (fake) Cases(bool, int) ([]view.CaseRow, error) {
	return []view.CaseRow{{ID: caseID, State: rules.CaseOpen, OpenedAt: start.Add(-8 * time.Minute)}}, nil
}

func (fake) Call(string) (*rules.Call, error) {
	return &rules.Call{ID: callID, Kind: rules.CallPhone, Caller: rules.Caller{Name: "白桂枝", Phone: "19900000031"}, Said: "田有福在三号涵洞", At: start, State: rules.CallDone, Case: caseID}, nil
}

func (f fake) Calls(bool, int) ([]rules.Call, error) {
	c, err := f.Call(callID)
	return []rules.Call{*c}, err
}

func (f fake) Handover(string) (*view.Handover, error) {
	b, err := f.Board()
	return &view.Handover{Stamp: b.Stamp, Shift: *b.Duty.Shift, Names: map[string]string{"U001": "何雨禾"}}, err
}

func (f fake) Log(ask view.LogAsk) (*view.Log, error) {
	b, err := f.Board()
	row := view.LogRow{At: start, Kind: "call", What: text.Text{ZH: "来电", EN: "call in"}, Words: "李铁柱说桥洞有老人", From: text.Text{ZH: "李铁柱", EN: "李铁柱"}, By: "何雨禾", Key: "call/T20261124-0001"}
	return &view.Log{Stamp: b.Stamp, Shift: b.Duty.Shift, Names: map[string]string{"U001": "何雨禾"}, Rows: []view.LogRow{row}}, err
}

func (f fake) Settings() (*view.Settings, error) {
	return &view.Settings{Rows: []view.SettingRow{{Name: rules.SettingCopyOut, Value: f.copyOut}}}, f.fault
}

func (f fake) Notice(string) (*view.Notice, error) {
	n := rules.Notice{ID: "J20261124-0001", Kind: rules.NoticeAlone, Text: "问候独居的人", State: rules.NoticeOpen, Receivers: []rules.NoticeReceiver{
		{No: 1, Kind: rules.ReceiverVillage, Name: "河湾村"}, {No: 2, Kind: rules.ReceiverPerson, Name: "李铁柱", Phones: []string{"19900000701"}}}}
	return &view.Notice{Notice: n, Tally: n.Tally()}, f.fault
}

func (fake) Roles() []rules.Role { return []rules.Role{rules.RoleOfficer} }

func desk(*testing.T) Desk { return fake{copyOut: "1"} }

func env(lang text.Lang, mode style.Mode, colour bool) screen.Env {
	r := lipgloss.NewRenderer(nil)
	r.SetColorProfile(termenv.Ascii)
	if colour {
		r.SetColorProfile(termenv.ANSI)
	}
	return screen.Env{Lang: lang, Mode: mode, Theme: style.NewTheme(r), Now: start}
}

// open is the dialog with its papers read.
func open(t *testing.T, desk Desk, here route.To, o Options) *Dialog {
	t.Helper()
	d := New(desk, here, o).(*Dialog)
	d.Update(d.Load()())
	if len(d.papers) == 0 {
		t.Fatalf("no papers: %v", d.fault)
	}
	return d
}

func press(t *testing.T, d *Dialog, key string) route.Action {
	t.Helper()
	b := d.Keys().Find(key)
	if b == nil {
		t.Fatalf("no key %s", key)
	}
	if why := b.Refusal(); why != nil {
		return screen.Refused(why)
	}
	return b.Do()
}

func TestPapersOfPages(t *testing.T) {
	for _, k := range []struct {
		here route.To
		want string
	}{
		{route.To{Page: route.Board}, "board night"},
		{route.To{Page: route.Stock}, "night board"},
		{route.To{Page: route.Case, ID: caseID}, "case night board"},
		{route.To{Page: route.Call, ID: callID}, "call night board"},
		{route.To{Page: route.Handover}, "handover night board"},
	} {
		d := open(t, desk(t), k.here, Options{})
		var got []string
		for _, p := range d.papers {
			if p.Code != "warning" {
				got = append(got, p.Code)
			}
		}
		if strings.Join(got, " ") != k.want {
			t.Errorf("%v: %v, want %s", k.here, got, k.want)
		}
		for i := range d.papers {
			press(t, d, digit(i))
			if d.at != i {
				t.Errorf("%s shows paper %d", digit(i), d.at)
			}
		}
		press(t, d, "right")
		press(t, d, "left")
		if d.at != len(d.papers)-1 {
			t.Errorf("right and left end at %d", d.at)
		}
	}
}

// A record that is gone does not take the other papers away, and is told of.
func TestMissingRecord(t *testing.T) {
	d := New(desk(t), route.To{Page: route.Case, ID: "C20200101-0001"}, Options{}).(*Dialog)
	say, ok := d.Update(d.Load()()).(screen.Say)
	if !ok || !say.Bad || len(d.papers) == 0 {
		t.Errorf("said %v, %d papers", say, len(d.papers))
	}
}

// The text stands at the first column without marks, colours, blanks or frames, in both
// width modes and at every width; put together its lines are the paper.
func TestTextIsBare(t *testing.T) {
	for _, mode := range []style.Mode{style.Narrow, style.Wide} {
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			for w := 44; w <= 120; w += 19 {
				e := env(lang, mode, true)
				d := open(t, desk(t), route.To{Page: route.Case, ID: caseID}, Options{})
				lines := d.View(e, w, 200).Lines
				for _, l := range lines {
					if e.Width(l) > w {
						t.Errorf("%d cells in %d: %q", e.Width(l), w, l)
					}
				}
				squeeze := strings.NewReplacer(" ", "", "\n", "")
				for _, l := range lines[above:] {
					if l != strings.TrimSpace(l) || l != ansi.Strip(l) {
						t.Errorf("not bare: %q", l)
					}
				}
				if got, want := squeeze.Replace(strings.Join(lines[above:], "")), squeeze.Replace(d.papers[0].In(lang)); got != want {
					t.Errorf("%v %s %d: %s\nwant %s", mode, lang, w, got, want)
				}
			}
		}
	}
}

func TestScroll(t *testing.T) {
	d := open(t, desk(t), route.To{Page: route.Board}, Options{})
	e := env(text.ZH, style.Narrow, true)
	all := d.View(e, 45, 100).Lines[above:]
	d.View(e, 45, 6)
	d.Update(tea.KeyMsg{Type: tea.KeyEnd})
	f := d.View(e, 45, 6)
	if len(f.Lines) != 6 || f.Lines[5] != all[len(all)-1] {
		t.Errorf("the end is %q, want %q", f.Lines, all[len(all)-1])
	}
	d.Update(tea.KeyMsg{Type: tea.KeyPgUp})
	d.Update(tea.KeyMsg{Type: tea.KeyHome})
	if f := d.View(e, 45, 6); f.Lines[above] != all[0] {
		t.Errorf("home is %q", f.Lines[above])
	}
}

func TestCopy(t *testing.T) {
	here := route.To{Page: route.Case, ID: caseID}
	d := open(t, desk(t), here, Options{})
	d.View(env(text.EN, style.Narrow, true), 80, 21)
	for _, key := range []string{"enter", "c"} {
		all, ok := press(t, d, key).(route.All)
		if !ok || len(all) != 2 {
			t.Fatalf("%s did %v", key, all)
		}
		if clip := all[0].(screen.Clip); clip.Text != d.papers[0].In(text.EN) {
			t.Errorf("copied %q", clip.Text)
		}
	}
	unread := rules.Fault("gone")
	for name, d := range map[string]*Dialog{
		"off": open(t, fake{copyOut: "0"}, here, Options{}), "unreadable": open(t, fake{copyOut: "1", fault: unread}, here, Options{}),
		"no clip": open(t, desk(t), here, Options{NoClip: true}), "before reading": New(desk(t), here, Options{}).(*Dialog),
	} {
		if say, ok := press(t, d, "enter").(screen.Say); !ok || !say.Bad || say.Text.IsZero() {
			t.Errorf("%s: copied", name)
		}
	}
}

// modules reads a drawn code back: true is black, on a terminal whose own colours are light
// on dark, or with dark changed.
func modules(lines []string, blanks, light bool) [][]bool {
	var out [][]bool
	for _, l := range lines {
		var up, down []bool
		fore, back := !light, light
		for i := 0; i < len(l); {
			if l[i] == '\x1b' {
				end := i + strings.IndexByte(l[i:], 'm')
				for _, p := range strings.Split(l[i+2:end], ";") {
					switch p {
					case "0":
						fore, back = !light, light
					case "7":
						fore, back = light, !light
					case "30":
						fore = false
					case "40":
						back = false
					case "47":
						back = true
					}
				}
				i = end + 1
				continue
			}
			r := []rune(l[i:])[0]
			i += len(string(r))
			top, bottom := back, back
			if r == '▀' || r == '█' {
				top = fore
			}
			if r == '▄' || r == '█' {
				bottom = fore
			}
			up, down = append(up, !top), append(down, !bottom)
		}
		if blanks {
			half := make([]bool, len(up)/2)
			for x := range half {
				half[x] = up[2*x]
			}
			out = append(out, half)
		} else {
			out = append(out, up, down)
		}
	}
	return out
}

// What is drawn is the code with a quiet border of four modules, in colours, without them on
// a dark and on a light terminal, and in blanks.
func TestDrawnCode(t *testing.T) {
	parts, err := split("【北渡镇值班室】11月24日2时06分", 5)
	if err != nil || len(parts) != 1 {
		t.Fatal(len(parts), err)
	}
	c := parts[0]
	for _, k := range []struct {
		ink
		light bool
	}{
		{ink{}, false}, {ink{}, true}, {ink{mono: true}, false}, {ink{mono: true, turned: true}, true},
		{ink{blanks: true}, false}, {ink{blanks: true}, true}, {ink{blanks: true, mono: true}, false}, {ink{blanks: true, mono: true, turned: true}, true},
	} {
		got := modules(k.draw(c), k.blanks, k.light)
		n := c.Size + 2*quiet
		if len(got) < n || len(got[0]) != n {
			t.Fatalf("%+v: %d by %d modules", k, len(got[0]), len(got))
		}
		for y := range got {
			for x := range got[y] {
				if want := y < n && c.Black(x-quiet, y-quiet); got[y][x] != want {
					t.Fatalf("%+v: module %d, %d is %v", k, x, y, got[y][x])
				}
			}
		}
	}
}

// Every code fits, no character is cut, and at the most room a code is full.
func TestSplit(t *testing.T) {
	long := strings.Repeat("11月24日2时06分接群众来电 (尾号 0031), 称: 桥洞下有人。", 12)
	for v := smallest; v <= 12; v++ {
		parts, err := split(long, v)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range parts {
			if c.Size > side(v) {
				t.Errorf("version %d, part %d has %d modules", v, i, c.Size)
			}
		}
		if room := bytesIn(v); len(parts) > len(long)/(room-2)+1 {
			t.Errorf("version %d: %d codes", v, len(parts))
		}
	}
	if parts, err := split("短", 1); err != nil || len(parts) != 1 {
		t.Errorf("%d codes: %v", len(parts), err)
	}
}

// In every window the code fits or the sentence says what it needs; no line is wider than
// the window.
func TestCodeInWindows(t *testing.T) {
	for _, mode := range []style.Mode{style.Narrow, style.Wide} {
		for _, size := range [][2]int{{45, 21}, {45, 7}, {80, 21}, {99, 27}, {120, 37}, {119, 37}, {200, 60}} {
			for _, colour := range []bool{true, false} {
				w, h := size[0], size[1]
				e := env(text.ZH, mode, colour)
				d := open(t, desk(t), route.To{Page: route.Board}, Options{})
				d.View(e, w, h)
				press(t, d, "f6")
				f := d.View(e, w, h)
				for _, l := range f.Lines {
					if e.Width(l) > w {
						t.Fatalf("%dx%d: %d cells", w, h, e.Width(l))
					}
				}
				if len(f.Lines) > h {
					t.Fatalf("%dx%d: %d lines", w, h, len(f.Lines))
				}
				drawn := strings.Contains(strings.Join(f.Lines, ""), "▀") || strings.Contains(strings.Join(f.Lines, ""), "\x1b[30;40m") || len(d.seen.codes.parts) > 0
				if small := h < 15 || mode == style.Wide && h < 30; drawn == small {
					t.Errorf("%dx%d mode %d: drawn %v", w, h, mode, drawn)
				}
				if !drawn {
					continue
				}
				d.Update(tea.KeyMsg{Type: tea.KeyEnd})
				d.View(e, w, h)
				if d.part != len(d.seen.codes.parts)-1 {
					t.Errorf("the last code is %d", d.part)
				}
				if turns := d.Keys().Find("f7") != nil; turns == colour {
					t.Errorf("colours %v, inverting offered %v", colour, turns)
				}
				press(t, d, "esc")
				if d.code {
					t.Error("Esc leaves no code")
				}
			}
		}
	}
}

// Everything can be done with arrows, digits, Enter and Esc alone, and no letter stands
// first.
func TestKeysOfATelephone(t *testing.T) {
	d := open(t, desk(t), route.To{Page: route.Board}, Options{})
	d.View(env(text.ZH, style.Narrow, false), 45, 21)
	for range 2 {
		for _, b := range d.Keys() {
			plain := false
			for _, k := range b.Keys {
				plain = plain || k == "enter" || k == "esc" || k == "up" || k == "left" || k == "right" || len(k) == 1 && k[0] >= '0' && k[0] <= '9'
			}
			if !plain && b.Do != nil && b.Label.EN != "Close" {
				t.Errorf("%v has no key of a telephone", b.Keys)
			}
			if k := b.Keys[0]; len(k) == 1 && k[0] >= 'a' {
				t.Errorf("a letter stands first: %v", b.Keys)
			}
		}
		press(t, d, "9")
	}
}

// A long season is read no further back than the shift.
func TestNewest(t *testing.T) {
	reads := 0
	rows, err := newest(func(limit int) ([]int, error) {
		reads++
		out := make([]int, min(limit, 5000))
		for i := range out {
			out[i] = 5000 - i
		}
		return out, nil
	}, func(n *int) bool { return *n < 4500 })
	if err != nil || len(rows) != 800 || reads != 2 {
		t.Errorf("%d rows in %d reads: %v", len(rows), reads, err)
	}
}

func TestNoNameOnTheDesk(t *testing.T) {
	d := open(t, desk(t), route.To{Page: route.Call, ID: callID}, Options{})
	for _, p := range d.papers {
		for _, s := range []string{"白桂枝", "有福", "19900000031", "神志", "120"} {
			if strings.Contains(p.In(text.ZH), s) {
				t.Errorf("%s tells %s", p.Code, s)
			}
		}
	}
}

// Ensure a telephone is told which key brings the next code, and that a text of very many
// codes is too long to scan.
func TestManyCodes(t *testing.T) {
	for n, want := range map[int][]string{1: {"1/1"}, 3: {"1/3 ↓"}, 24: {"1/24 ↓ 太长, 换大窗口或分段"}} {
		d := open(t, desk(t), route.To{Page: route.Case, ID: caseID}, Options{})
		press(t, d, "9")
		for _, colour := range []bool{false, true} {
			d.View(env(text.ZH, style.Narrow, colour), 45, 21)
			parts := d.seen.codes.parts
			for len(parts) < n {
				parts = append(parts, parts[0])
			}
			d.seen.codes.parts = parts[:n]
			head := ansi.Strip(d.View(env(text.ZH, style.Narrow, colour), 45, 21).Lines[0])
			for _, w := range want {
				if !strings.Contains(head, w) || strings.Contains(head, "太长") != (n > patience) {
					t.Errorf("%d codes: %q", n, head)
				}
			}
		}
	}
}

// Report is an empty one: what it says package wording holds.
func (f fake) Report(kind rules.ReportKind) (*view.Report, error) {
	return &view.Report{Kind: kind, Town: "北渡镇"}, nil
}
