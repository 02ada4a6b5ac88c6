package tuitest

import (
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Drive gives messages to a model one by one, runs the commands it returns and
// gives it their messages, until it is quiet. It returns the model.
func Drive[M tea.Model](t testing.TB, m M, msgs ...tea.Msg) M {
	t.Helper()
	d := NewDriver(t, m)
	d.Send(msgs...)
	return d.Model.(M)
}

// Driver runs a model without a program, one message at a time, on the test's own
// goroutine. A screen is drawn after each message, as v1 does.
type Driver struct {
	Model tea.Model
	Quit  bool      // the model asked to end; later messages are not given to it
	Seen  []tea.Msg // what commands brought, in order
	// Skip names commands that are not run: part of the function's name as
	// runtime knows it. Timers of v1 (tea.Tick, tea.Every) never are.
	Skip []string
	// Patience is how long a command may take. One that takes longer, because it
	// waits for news, is left waiting; what it brings comes with a later Send.
	Patience time.Duration

	hold    string // part of the name of the commands that are held
	held    []tea.Cmd
	t       testing.TB
	left    int // messages until the model counts as never quiet
	waiting []chan tea.Msg
}

// most is how many messages may follow from one Send.
const most = 1000

// NewDriver makes a Driver. Init is not run: see Start.
func NewDriver(t testing.TB, m tea.Model) *Driver {
	return &Driver{Model: m, Patience: 2 * time.Second, t: t}
}

// Start runs the model's Init command and gives it a window size, as v1 does.
func (d *Driver) Start(w, h int) {
	d.t.Helper()
	d.left = most
	d.run(d.Model.Init())
	d.Send(tea.WindowSizeMsg{Width: w, Height: h})
}

// Send gives messages to the model, each with all that follows from it.
func (d *Driver) Send(msgs ...tea.Msg) {
	d.t.Helper()
	d.news()
	for _, msg := range msgs {
		d.left = most
		d.give(msg)
	}
}

// Hold keeps commands back that have part in their name, as a slow disk does; Release runs
// those that were.
func (d *Driver) Hold(part string) { d.hold = part }

// Release runs what was held back, in order.
func (d *Driver) Release() {
	d.t.Helper()
	held := d.held
	d.hold, d.held = "", nil
	d.left = most
	for _, cmd := range held {
		d.run(cmd)
	}
}

// Screen is what the model shows now.
func (d *Driver) Screen(w, h int) []string {
	d.t.Helper()
	return Screen(d.t, d.Model.View(), w, h)
}

// news gives the model what commands that were left waiting have brought since.
func (d *Driver) news() {
	waiting := d.waiting
	d.waiting = nil
	for _, ch := range waiting {
		select {
		case msg := <-ch:
			d.left = most
			d.bring(msg)
		default:
			d.waiting = append(d.waiting, ch)
		}
	}
}

func (d *Driver) give(msg tea.Msg) {
	d.t.Helper()
	switch msg.(type) {
	case nil:
		return
	case tea.QuitMsg, tea.InterruptMsg:
		d.Quit = true
	}
	if d.Quit {
		return
	}
	if d.left--; d.left < 0 {
		d.t.Fatalf("the model is never quiet: %d messages, the last %T", most, msg)
	}
	var cmd tea.Cmd
	d.Model, cmd = d.Model.Update(msg)
	d.Model.View()
	d.run(cmd)
}

// run runs a command and gives the model what it brings.
func (d *Driver) run(cmd tea.Cmd) {
	d.t.Helper()
	if cmd == nil || d.skipped(cmd) {
		return
	}
	if d.hold != "" && strings.Contains(named(cmd), d.hold) {
		d.held = append(d.held, cmd)
		return
	}
	ch := make(chan tea.Msg, 1)
	go func() { ch <- cmd() }()
	timer := time.NewTimer(d.Patience)
	defer timer.Stop()
	select {
	case msg := <-ch:
		d.bring(msg)
	case <-timer.C:
		d.waiting = append(d.waiting, ch)
	}
}

// bring opens batches and sequences; their commands run one after the other.
func (d *Driver) bring(msg tea.Msg) {
	d.t.Helper()
	if v := reflect.ValueOf(msg); v.IsValid() && v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
		for i := range v.Len() {
			d.run(v.Index(i).Interface().(tea.Cmd))
		}
		return
	}
	if msg != nil {
		d.Seen = append(d.Seen, msg)
	}
	d.give(msg)
}

func (d *Driver) skipped(cmd tea.Cmd) bool {
	name := named(cmd)
	for _, part := range append([]string{".Tick.func", ".Every.func"}, d.Skip...) {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// named is the function's name as runtime knows it.
func named(cmd tea.Cmd) string {
	return runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
}
