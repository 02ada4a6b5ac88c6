package cmdline_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/binding"
	"dutydesk/tui/cmdline"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// sitting is a command line and what the application does for it.
type sitting struct {
	town   *fakedesk.Town
	desk   tui.Desk
	dialog screen.Dialog
	closed bool
	said   screen.Say
	went   []route.Action
	cmds   []tea.Cmd
	drive  *tuitest.Driver
	unsent []screen.Save // with slow: saves that have not been carried out
	slow   bool
}

func (s *sitting) Init() tea.Cmd { return s.dialog.(interface{ Load() tea.Cmd }).Load() }

func (s *sitting) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if _, ok := msg.(tea.WindowSizeMsg); ok {
		return s, nil
	}
	act := route.Action(nil)
	if k, ok := msg.(tea.KeyMsg); ok && !s.closed {
		b := s.dialog.Keys().Find(binding.Name(k))
		grabs := s.dialog.(interface{ Grabs(string) bool }).Grabs(binding.Name(k))
		if b != nil && !binding.IsText(k) && !grabs {
			act = b.Do()
		} else {
			act = s.dialog.Update(msg)
		}
	} else if !ok {
		act = s.dialog.Update(msg)
	}
	s.do(act)
	cmds := s.cmds
	s.cmds = nil
	return s, tea.Batch(cmds...)
}

func (s *sitting) do(act route.Action) {
	switch act := act.(type) {
	case nil:
	case route.All:
		for _, one := range act {
			s.do(one)
		}
	case screen.Later: // a draft is kept when it is left
	case screen.Run:
		if act.Cmd != nil {
			s.cmds = append(s.cmds, act.Cmd)
		}
	case screen.Save:
		if act.Request == "" {
			act.Request = s.town.NewRequest()
		}
		if s.slow {
			s.unsent = append(s.unsent, act)
			return
		}
		s.cmds = append(s.cmds, func() tea.Msg { return s.answer(act) })
	case screen.Close:
		s.closed = true
	case screen.Say:
		s.said = act
	default:
		s.went = append(s.went, act)
	}
}

func (s *sitting) answer(save screen.Save) screen.Saved {
	res, err := s.desk.Do(save.Request, save.Command)
	return screen.Saved{Save: save, Result: res, Err: err}
}

func (s *sitting) View() string {
	f := s.dialog.View(env(text.ZH, style.Narrow), 76, 20)
	return strings.Join(f.Lines, "\n")
}

func env(lang text.Lang, mode style.Mode) screen.Env {
	return screen.Env{Lang: lang, Mode: mode, Theme: style.NewTheme(nil), Now: fakedesk.Start}
}

// shown is the dialog as a person sees it.
func (s *sitting) shown() string { return ansi.Strip(s.View()) }

// line is what stands in the line.
func (s *sitting) line() string {
	return strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(strings.Split(s.shown(), "\n")[1]), ">"))
}

// keys presses keys by their names and types everything else.
func (s *sitting) keys(steps ...string) {
	for _, step := range steps {
		if !slices.Contains([]string{"enter", "esc", "tab", "shift+tab", "up", "down", "right", "ctrl+u", "ctrl+n", "ctrl+y"}, step) {
			step = "text:" + step
		}
		s.drive.Send(tuitest.Keys(step)...)
		s.View()
	}
}

func open(t *testing.T, town *fakedesk.Town, here string) *sitting {
	t.Helper()
	desk, err := town.SignIn(fakedesk.HeYuhe, fakedesk.PIN)
	if err != nil {
		t.Fatal(err)
	}
	s := &sitting{town: town, desk: desk, dialog: cmdline.New(desk, cmdline.Options{Case: here, Now: town.Now})}
	s.drive = tuitest.NewDriver(t, s)
	s.drive.Start(80, 24)
	s.View()
	return s
}

func codes(town *fakedesk.Town) string {
	var out []string
	for _, c := range town.Log {
		out = append(out, c.Code())
	}
	return strings.Join(out, " ")
}

// Ensure a line runs entry by entry, each understood by what the one before changed, and
// goes where it leads at the end.
func TestRun(t *testing.T) {
	town := fakedesk.New()
	s := open(t, town, "")
	s.keys("救助; 4 记 醒了; 4 办 120 已到；4 撤 120 误记", "enter")
	if got := codes(town); got != "note.add case.act case.revoke" {
		t.Fatalf("%s; %s", got, s.shown())
	}
	if !s.closed || len(s.went) != 1 || s.went[0] != (route.To{Page: route.Cases}) {
		t.Errorf("closed %v, went %v", s.closed, s.went)
	}
	if act := town.Log[1].(*command.DoAct); act.Act != "notify_emergency_now" || act.Note != "已到" || act.Case != four {
		t.Errorf("%+v", act)
	}
	if s.said.Text.ZH != "已执行 3 条" {
		t.Errorf("%+v", s.said)
	}
	if left := town.DraftOf(fakedesk.HeYuhe, "cmdline/line"); left != "" {
		t.Errorf("left %q", left)
	}
}

// Ensure a line on the page of a case needs no number.
func TestRunHere(t *testing.T) {
	town := fakedesk.New()
	s := open(t, town, four)
	s.keys("办急救", "enter")
	if got := codes(town); got != "case.act" || !s.closed {
		t.Errorf("%s; %s", got, s.shown())
	}
}

// Ensure the first refusal stops the line: what ran is gone from it, the rest stays, and
// the reason is told with its clause.
func TestStopAtRefusal(t *testing.T) {
	town := fakedesk.New()
	s := open(t, town, "")
	s.slow = true
	s.keys("4 记 一; 4 结; 4 记 二; 救助", "enter")
	s.drive.Send(s.answer(s.unsent[0]))
	refusal := rules.Refuse(text.Text{ZH: "还有 3 项待办。", EN: "3 are open."}, "P1.3.20")
	s.drive.Send(screen.Saved{Save: s.unsent[1], Err: refusal})
	if got := s.line(); got != "4 结; 4 记 二; 救助" || s.closed || len(s.went) > 0 {
		t.Errorf("line %q, closed %v, went %v", got, s.closed, s.went)
	}
	if s.said.Err != refusal || !strings.Contains(s.shown(), "P1.3.20") {
		t.Errorf("%+v\n%s", s.said, s.shown())
	}
	if len(s.unsent) != 2 {
		t.Errorf("%d were sent", len(s.unsent))
	}
}

// Ensure an entry that is not understood stops the line before anything behind it runs.
func TestStopAtMistake(t *testing.T) {
	town := fakedesk.New()
	s := open(t, town, "")
	s.keys("4 记 一; 4 免 棉被; 4 记 二", "enter")
	if got := codes(town); got != "note.add" || s.line() != "4 免 棉被; 4 记 二" {
		t.Errorf("%s, %q", got, s.line())
	}
	s.keys("ctrl+u")
	s.keys("唱歌; 4 记 三", "enter")
	if got := codes(town); got != "note.add" || s.line() != "唱歌; 4 记 三" || s.said.Text.ZH != "没有这个动词: 唱歌" {
		t.Errorf("%s, %q, %v", got, s.line(), s.said)
	}
}

// Ensure that what is typed while a line runs waits behind what is left of it.
func TestTypedMeanwhile(t *testing.T) {
	town := fakedesk.New()
	s := open(t, town, "")
	s.slow = true
	s.keys("4 记 一; 救助", "enter")
	s.keys("4 记 二")
	s.drive.Send(s.answer(s.unsent[0]))
	if got := s.line(); got != "救助; 4 记 二" || s.closed || len(s.went) > 0 || len(s.unsent) != 1 {
		t.Errorf("%q, closed %v, went %v", got, s.closed, s.went)
	}
	s.keys("ctrl+u")
	s.keys("4 记 一; 4 记 二", "enter", "esc") // Esc stops after what is being written
	s.drive.Send(s.answer(s.unsent[1]))
	if got := s.line(); got != "4 记 二" || s.closed {
		t.Errorf("%q, closed %v", got, s.closed)
	}
}

// Ensure an unknown outcome is asked again under the same request, by Enter and by the
// application, and never written twice.
func TestUnknownOutcome(t *testing.T) {
	town := fakedesk.New()
	town.FailAfter = &rules.Error{Kind: rules.Unknown, Err: errors.New("lost")}
	s := open(t, town, "")
	s.keys("4 记 一", "enter")
	if s.line() != "4 记 一" || s.closed {
		t.Fatalf("%q", s.line())
	}
	s.keys("enter")
	if !s.closed || len(town.Log) != 1 || town.Requests[0] != town.Requests[1] {
		t.Errorf("%v, %v", town.Requests, codes(town))
	}

	town.FailAfter = &rules.Error{Kind: rules.Unknown, Err: errors.New("lost")}
	s = open(t, town, "")
	s.slow = true
	s.keys("4 记 二; 4 记 三", "enter")
	s.drive.Send(s.answer(s.unsent[0]))
	s.drive.Send(s.answer(s.unsent[0])) // the question that the application puts
	if s.line() != "4 记 三" || len(town.Log) != 2 {
		t.Errorf("%q, %s", s.line(), codes(town))
	}
}

// Ensure Enter before anything has been read waits for it and loses nothing.
func TestEnterEarly(t *testing.T) {
	town := fakedesk.New()
	desk, _ := town.SignIn(fakedesk.HeYuhe, fakedesk.PIN)
	s := &sitting{town: town, desk: desk, dialog: cmdline.New(desk, cmdline.Options{Now: town.Now})}
	s.drive = tuitest.NewDriver(t, s)
	s.keys("4 记 早", "enter")
	if len(town.Log) != 0 {
		t.Fatal(codes(town))
	}
	s.drive.Start(80, 24)
	if got := codes(town); got != "note.add" || !s.closed {
		t.Errorf("%q, %s", got, s.shown())
	}
}

// Ensure a line left unfinished is offered again: Enter would run it, a letter replaces it.
func TestDraft(t *testing.T) {
	town := fakedesk.New()
	s := open(t, town, "")
	s.keys("4 记 半句", "esc")
	if !s.closed {
		t.Fatal("not closed")
	}
	s = open(t, town, "")
	if s.line() != "4 记 半句" {
		t.Fatalf("%q", s.line())
	}
	s.keys("值")
	if !strings.HasPrefix(s.line(), "值") || strings.Contains(s.line(), "半句") {
		t.Errorf("%q", s.line())
	}
	s.keys("up")
	if s.line() != "4 记 半句" {
		t.Errorf("%q is not in the history", s.line())
	}
}

// Ensure the history is the officer's, newest first, each line once, at most fifty.
func TestHistory(t *testing.T) {
	town := fakedesk.New()
	for i := range 55 {
		s := open(t, town, "")
		s.keys(fmt.Sprintf("4 记 第%d", i), "enter")
	}
	s := open(t, town, "")
	s.keys("4 记 第30", "enter")
	var kept []string
	if err := json.Unmarshal([]byte(town.DraftOf(fakedesk.HeYuhe, "cmdline")), &kept); err != nil {
		t.Fatal(err)
	}
	if len(kept) != 50 || kept[0] != "4 记 第30" || kept[1] != "4 记 第54" || slices.Contains(kept[1:], "4 记 第30") {
		t.Errorf("%d: %q", len(kept), kept)
	}
	s = open(t, town, "")
	s.keys("草", "up", "up")
	if s.line() != "4 记 第54" {
		t.Errorf("%q", s.line())
	}
	s.keys("down", "down")
	if !strings.HasPrefix(s.line(), "草") {
		t.Errorf("%q: what was typed is lost", s.line())
	}
	if s.keys("down"); !strings.HasPrefix(s.line(), "草") {
		t.Errorf("%q", s.line())
	}
}

// Ensure Tab completes the word at the caret and goes round, Right takes the ghost, and one
// undo takes a completion back.
func TestComplete(t *testing.T) {
	s := open(t, fakedesk.New(), "")
	for _, c := range []struct {
		keys []string
		want string
	}{
		{[]string{"4 办 报", "tab", "好"}, "4 办 报告带班领导 好"},
		{[]string{"4 办 ", "tab", "tab"}, "4 办 呼叫120急救"},
		{[]string{"4 办 ", "tab", "tab", "tab", "tab"}, "4 办 报告带班领导"},
		{[]string{"4 办 ", "tab", "shift+tab"}, "4 办 发放棉被"},
		{[]string{"4 办 ", "tab", "down"}, "4 办 呼叫120急救"},
		{[]string{"4 办 报", "right", "好"}, "4 办 报告带班领导好"},
		{[]string{"4 办 被", "right"}, "4 办 被"},
		{[]string{"4 置 jz", "tab"}, "4 置 街面救助"},
		{[]string{"4 拨 急救", "tab"}, "4 拨 县急救中心"},
		{[]string{"4 记 好; 4 发 棉大", "tab"}, "4 记 好; 4 发 棉大衣"},
		{[]string{"4 办 被", "tab", "ctrl+y"}, "4 办 被"},
		{[]string{"jia", "tab"}, "交接"},
	} {
		s.keys("ctrl+n")
		s.keys(c.keys...)
		if got := s.line(); got != c.want {
			t.Errorf("%q: %q, want %q", c.keys, got, c.want)
		}
	}
}

// Ensure that every frame keeps its width and height in both modes and languages, on a
// telephone too, with hostile names, and that the caret stands in it.
func TestView(t *testing.T) {
	for _, evil := range []string{"", strings.Repeat("长", 90), "a\x1b[31mb\nc"} {
		town := fakedesk.New()
		if evil != "" {
			town.Evil(evil)
		}
		s := open(t, town, "")
		for _, line := range []string{"", "4 办 ", "4 办 120; 唱; 4 结; 4 到; 4 记 " + strings.Repeat("话", 200), "4 拨 ", "发 "} {
			s.keys("ctrl+n")
			s.keys(line)
			for _, lang := range []text.Lang{text.ZH, text.EN} {
				for _, mode := range []style.Mode{style.Narrow, style.Wide} {
					for _, size := range [][2]int{{45, 7}, {45, 21}, {76, 21}, {76, 3}, {20, 2}} {
						f := s.dialog.View(env(lang, mode), size[0], size[1])
						if len(f.Lines) > size[1] && size[1] > 2 {
							t.Errorf("%q at %v: %d rows", line, size, len(f.Lines))
						}
						for _, l := range f.Lines {
							if n := style.Width(mode, l); n != size[0] {
								t.Errorf("%q at %v: %d cells: %q", line, size, n, l)
							}
						}
						if f.Caret == nil || f.Caret.Row >= len(f.Lines) || f.Caret.Col >= size[0] {
							t.Errorf("%q at %v: caret %v", line, size, f.Caret)
						}
					}
				}
			}
		}
	}
}
