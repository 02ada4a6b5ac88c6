package stock

import (
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
	"dutydesk/tui/widget/list"
	"dutydesk/tui/words"
)

// newestMoves is how many moves are listed.
const newestMoves = 200

var (
	movesText   = text.Text{ZH: "%[1]s %[2]s 的流水", EN: "Moves of %[1]s at %[2]s"}
	noMovesText = text.Text{ZH: "还没有进出。", EN: "Nothing has come or gone yet."}
	backText    = text.Text{ZH: "冲销", EN: "Take back"}
	wasBackText = text.Text{ZH: "已冲销", EN: "taken back"}
)

// moves is the dialog of what came and went of an item at a place, the newest first. A wrong
// move is taken back there, with a reason.
type moves struct {
	desk  Desk
	item  rules.Item
	place rules.Place
	rows  []view.MoveRow
	given map[string]int // moves of an issue among the newest of the ledger
	read  bool
	err   *rules.Error
	list  list.List
}

func newMoves(desk Desk, item rules.Item, place rules.Place) *moves {
	return &moves{desk: desk, item: item, place: place}
}

type movesRead struct {
	of    *moves
	rows  []view.MoveRow
	given map[string]int
}

// Load reads the moves.
func (m *moves) Load() tea.Cmd {
	desk, item, place := m.desk, m.item.ID, m.place.ID
	return screen.Read(m.id(), func() (movesRead, error) {
		all, err := desk.Moves("", "", newestMoves)
		if err != nil {
			return movesRead{of: m}, err
		}
		given := map[string]int{}
		for i := range all {
			given[all[i].Move.Issue]++
		}
		rows, err := desk.Moves(item, place, newestMoves)
		return movesRead{m, rows, given}, err
	})
}

func (m *moves) id() string { return m.item.ID + "/" + m.place.ID }

// Typing is never.
func (m *moves) Typing() bool { return false }

// Update takes the moves that were read, and the keys that move.
func (m *moves) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[movesRead]:
		if msg.ID != m.id() {
			return nil
		}
		if m.err = rules.AsError(msg.Err); m.err != nil || msg.Value.of != m {
			return nil
		}
		m.rows, m.given, m.read = msg.Value.rows, msg.Value.given, true
		ids := make([]string, len(m.rows))
		for i := range m.rows {
			ids[i] = m.rows[i].Move.ID
		}
		m.list.SetItems(ids)
	case screen.Saved:
		if msg.Err == nil {
			return screen.Do(m.Load())
		}
	case tea.KeyMsg:
		m.list.Key(msg)
	}
	return nil
}

// Keys take a move back and close.
func (m *moves) Keys() binding.Table {
	return append(binding.Table{
		{Keys: []string{"delete", "x", "enter"}, Label: backText, Help: text.Text{ZH: "冲销选中的一笔, 写明原因: 原样记一笔相反的", EN: "Take the selected move back with a reason: the opposite move is booked"}, Do: m.back, Refuse: m.cannot},
		{Keys: []string{"esc"}, Stays: true, Label: text.Text{ZH: "关闭", EN: "Close"}, Help: text.Text{ZH: "回到物资", EN: "Back to the stock"}, Do: func() route.Action { return screen.Close{Dialog: m} }},
	}, binding.Lists...)
}

func (m *moves) cannot() *rules.Error {
	i := m.list.Index()
	if i < 0 {
		return rules.Refuse(noMovesText, "")
	}
	return m.rows[i].Back
}

// parts are how much of an issue of several lines is taken back.
var parts = []field.Option{
	{Value: "one", Label: text.Text{ZH: "只这一笔", EN: "this move alone"}},
	{Value: "whole", Label: text.Text{ZH: "同一次发放的各笔", EN: "the whole issue"}},
}

// among says that a move may be one of several of its issue: an issue bears the id of its
// first move, and of one older than what was read nobody knows.
func (m *moves) among(r *view.MoveRow) bool {
	issue := r.Move.Issue
	return issue != "" && (issue != r.Move.ID || m.given[issue] != 1)
}

func (m *moves) back() route.Action {
	r := m.rows[m.list.Index()]
	o := dialog.ReasonOptions{
		Title: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(backText, r.Move.ID),
		Intro: func(env screen.Env, w int) []string { return env.Wrap(m.line(env, &r), w) },
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.ReverseMove{Move: r.Move.ID, Reason: reason}, nil
		},
		Done: text.Text{ZH: "已冲销", EN: "taken back"},
	}
	if !m.among(&r) {
		return screen.Show(dialog.NewReason(o))
	}
	whole := field.Spec{Name: "whole", Label: text.Text{ZH: "范围", EN: "How much"}, Kind: field.Choice, Options: parts, Default: parts[0].Value}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: o.Title, Intro: o.Intro, Shape: entry.Fields(dialog.ReasonField(true), whole),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.ReverseMove{Move: r.Move.ID, Whole: v["whole"] == parts[1].Value, Reason: v["reason"]}, nil
		},
		Done: o.Done,
	}))
}

// View draws the moves.
func (m *moves) View(env screen.Env, w, h int) screen.Frame {
	inner, room := w-2, max(h-2, 1)
	lines := m.list.View(inner, room, func(i, w int, selected bool) string {
		r := &m.rows[i]
		return env.Mark(env.Row(w-1, m.cells(env, r, w)...), selected, r.Move.Reversed != "")
	})
	switch {
	case m.err != nil:
		lines = env.Alarm(env.T(m.err.Text), inner)
	case !m.read:
		lines = []string{env.T(screen.ReadingText)}
	case len(lines) == 0:
		lines = []string{env.T(noMovesText)}
	}
	return screen.Frame{Lines: env.Theme.Box(env.Mode, env.T(movesText.With(m.item.Name, m.place.Name)), lines, w)}
}

func (m *moves) cells(env screen.Env, r *view.MoveRow, w int) []screen.Cell {
	cells := []screen.Cell{{S: env.HHMM(r.Move.At), W: 11}, {S: m.kind(env, r), W: 9}, {S: m.quantity(r), W: 9, Right: true}, {S: m.party(env, r)}}
	if w >= 70 {
		cells = append(cells, screen.Cell{S: text.Display(r.By), W: 8}, screen.Cell{S: screen.Short(r.Move.ID), W: 10})
	}
	return cells
}

// kind is what kind of move it is, or that it was taken back.
func (m *moves) kind(env screen.Env, r *view.MoveRow) string {
	if r.Move.Reversed != "" && r.Move.Kind != rules.MoveReverse {
		return env.T(wasBackText)
	}
	return env.T(words.Of(rules.MoveKindWords, r.Move.Kind))
}

// quantity is what came (+) or went (-) at the place.
func (m *moves) quantity(r *view.MoveRow) string {
	sign := "-"
	if r.Move.To == m.place.ID {
		sign = "+"
	}
	return fmt.Sprintf("%s%d %s", sign, r.Move.Qty, text.Display(r.Unit))
}

// party is where it came from or went to, and why.
func (m *moves) party(env screen.Env, r *view.MoveRow) string {
	var out []string
	add := func(s string) {
		if s != "" {
			out = append(out, text.Display(s))
		}
	}
	if r.Move.To == m.place.ID {
		add(r.From)
	} else {
		add(r.To)
	}
	add(r.Move.Receiver)
	add(env.T(words.Of(rules.ReceiptWords, r.Move.Receipt)))
	add(screen.Short(r.Move.Case))
	add(r.Move.Reason)
	add(r.Move.Ref)
	return strings.Join(out, " ")
}

// line is a move in one sentence, above the form that takes it back.
func (m *moves) line(env screen.Env, r *view.MoveRow) string {
	return strings.Join([]string{env.HHMM(r.Move.At), m.kind(env, r), text.Display(r.Item), m.quantity(r), m.party(env, r)}, " ")
}
