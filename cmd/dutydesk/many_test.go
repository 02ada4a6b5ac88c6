package main

import (
	"errors"
	"io"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/storetest"
	"dutydesk/tui"
	"dutydesk/tui/tuitest"
)

// townDoor is the door of one terminal to a test's book.
type townDoor struct {
	*door
	terminal string
}

func (d *townDoor) SignIn(officer, pin string) (tui.Desk, error) {
	desk, err := d.st().SignIn(officer, pin, d.terminal)
	if err != nil {
		return nil, err
	}
	return desk, nil
}

// town is one book with the terminals of a test.
type town struct {
	*storetest.Book
	t    testing.TB
	door *door
}

func openTown(t testing.TB) *town {
	b := storetest.New(t)
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	return &town{Book: b, t: t, door: doorTo(b)}
}

// doorTo is the door to a book that somebody else closes.
func doorTo(b *storetest.Book) *door {
	d := &door{dir: b.Dir}
	d.book.Store(b.Store)
	return d
}

// one is one terminal of a town: a program as it runs, drawn nowhere.
type one struct {
	town  *town
	app   *tui.App
	p     *tea.Program
	frame atomic.Value
	drawn chan struct{}
	over  chan struct{}
}

// Init, Update and View make it the program's model.
func (o *one) Init() tea.Cmd { return o.app.Init() }

func (o *one) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := o.app.Update(msg)
	o.frame.Store(o.app.View())
	select {
	case o.drawn <- struct{}{}:
	default:
	}
	return o, cmd
}

func (o *one) View() string { return o.text() }

// at is a terminal where nobody is signed in yet.
func (w *town) at(terminal string) *one {
	w.t.Helper()
	o := &one{town: w, drawn: make(chan struct{}, 1), over: make(chan struct{})}
	o.app = tui.New(&townDoor{w.door, terminal}, tui.Options{Lang: text.ZH, Width: 100, Height: 30})
	o.frame.Store("")
	o.p = tea.NewProgram(o, tea.WithInput(nil), tea.WithOutput(io.Discard), tea.WithoutRenderer(), tea.WithoutSignalHandler())
	go func() {
		defer close(o.over)
		if _, err := o.p.Run(); err != nil && !errors.Is(err, tea.ErrProgramKilled) {
			w.t.Error(err)
		}
	}()
	w.t.Cleanup(o.end)
	return o
}

// end drops the line: the program ends without a word of the person.
func (o *one) end() {
	o.p.Quit()
	<-o.over
	o.app.Close()
}

// in is a terminal at which somebody signed in.
func (w *town) in(terminal, name string) *one {
	w.t.Helper()
	return w.at(terminal).awaits("姓名").signIn(name)
}

func (o *one) signIn(name string) *one {
	o.town.t.Helper()
	o.press("text:"+name, "Enter", "text:"+storetest.PIN, "Enter")
	late := time.NewTimer(8 * time.Second)
	defer late.Stop()
	for !strings.Contains(o.text(), "已登录") && !strings.Contains(o.text(), "Ctrl+T 看") { // a word that waits takes the welcome's line
		select {
		case <-o.drawn:
		case <-late.C:
			o.town.t.Fatalf("%s is not signed in:\n%s", name, o.text())
		}
	}
	return o
}

func (o *one) press(steps ...string) *one {
	o.town.t.Helper()
	for _, msg := range tuitest.Keys(steps...) {
		o.p.Send(msg)
	}
	return o
}

func (o *one) text() string { s, _ := o.frame.Load().(string); return ansi.Strip(s) }

// awaits waits until all of want are on the screen.
func (o *one) awaits(want ...string) *one {
	o.town.t.Helper()
	late := time.NewTimer(8 * time.Second)
	defer late.Stop()
	for {
		missing := ""
		for _, w := range want {
			if !strings.Contains(o.text(), w) {
				missing = w
			}
		}
		if missing == "" {
			return o
		}
		select {
		case <-o.drawn:
		case <-late.C:
			o.town.t.Fatalf("%q never comes:\n%s", missing, o.text())
		}
	}
}

// gone waits until bad is not on the screen any more.
func (o *one) gone(bad string) *one {
	o.town.t.Helper()
	late := time.NewTimer(8 * time.Second)
	defer late.Stop()
	for strings.Contains(o.text(), bad) {
		select {
		case <-o.drawn:
		case <-late.C:
			o.town.t.Fatalf("%q stays:\n%s", bad, o.text())
		}
	}
	return o
}

// openCase writes a case down.
func (w *town) openCase() string {
	w.t.Helper()
	return w.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "老人倒在桥洞下"}}).ID
}

// on is the page of a case.
func (o *one) on() *one {
	o.town.t.Helper()
	return o.press("2").awaits("救助事项 在办 1", "立案 ").press("Enter").awaits("缘由")
}

// eventually waits for what happens in the background.
func (w *town) eventually(is func() bool) {
	w.t.Helper()
	late, often := time.NewTimer(8*time.Second), time.NewTicker(5*time.Millisecond)
	defer late.Stop()
	defer often.Stop()
	for !is() {
		select {
		case <-often.C:
		case <-late.C:
			w.t.Fatal("it never happens")
		}
	}
}

// seats is the page of who is here.
func (o *one) seats() *one {
	o.town.t.Helper()
	return o.press("-").awaits("6 在线").press("6", "Enter").awaits("本次收到的话")
}

// Ensure each sees how many are here, who else is on the same case, that somebody fills a form
// of it in, and who changed it under the own form.
func TestWhoIsHere(t *testing.T) {
	w := openTown(t)
	id := w.openCase()
	he, zhou := w.in("desk", "何雨禾"), w.in("ssh 10.0.0.7", "周立冬")
	he.awaits("在线 2").on()
	zhou.on().awaits("何雨禾 也在看这一条")
	he.awaits("周立冬 也在看这一条")
	zhou.press("Ctrl+E").awaits("更正")
	he.awaits("周立冬 正在填这一条的表")
	he.press("Ctrl+E").awaits("更正").press("text:x").awaits("周立冬 也正在填这张表")
	w.Must("沈岚", &command.DoAct{Case: id, Act: "written_record"})
	he.awaits("沈岚", "动过这一条: 记已办").press("Tab").awaits("动过这一条")
	zhou.awaits("动过这一条")
	he.press("Esc", "Esc").gone("更正").seats().awaits("在线 2", "周立冬", "ssh 10.0.0.7", "救助 1124-0001")
	zhou.end()
	he.awaits("在线 1").gone("ssh 10.0.0.7")
}

// Ensure a village contact is told that the desk is staffed, and neither who is there nor who
// reads what; the desk sees the village.
func TestVillageSeesNobody(t *testing.T) {
	w := openTown(t)
	w.Must("许知远", &command.AddOfficer{Name: "康小雪", Roles: []rules.Role{rules.RoleVillage}, Village: "河湾村", PIN: storetest.PIN})
	he := w.in("desk", "何雨禾")
	v := w.in("ssh 村", "康小雪")
	he.awaits("在线 2").seats().awaits("康小雪", "ssh 村")
	v.awaits("河湾村 今晚").press("-", "6", "Enter").awaits("河湾村 今晚")
	if got := v.text(); strings.Contains(got, "在线") || strings.Contains(got, "desk") {
		t.Errorf("a village reads who is there:\n%s", got)
	}
}
