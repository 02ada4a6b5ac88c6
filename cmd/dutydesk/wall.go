package main

import (
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/wall"
)

// wallVerb shows the wall on a terminal, else it tells it once. The screen asks for the figures
// by the verb itself once a minute, so that the desk can be open beside it, or be opened.
func (a *app) wallVerb() *cobra.Command {
	once := a.verb(reads, "wall", text.Text{}, 0, 0, func(b *book, _ []string) error {
		w, err := b.st.Public().Wall()
		if err != nil {
			return err
		}
		if b.json {
			return b.object(w)
		}
		b.write(wallLines(w, b.lang))
		return nil
	})
	return &cobra.Command{Use: "wall", Args: a.arity(0, 0), Short: a.t(text.Text{ZH: "墙上显示: 时钟, 谁值班, 到期的事; 没有个人情况, 按 q 退出", EN: "the board on the wall: clock, who is on duty, what is due; nothing of persons, q ends it"}),
		RunE: func(c *cobra.Command, args []string) error {
			if a.json || a.holder != nil || !a.person || onTerminal() != nil {
				return once.RunE(c, args)
			}
			return a.hang()
		}}
}

// wallLines is the wall for a file or a pipe: what a narrow terminal shows.
func wallLines(v *view.Wall, lang text.Lang) string {
	m := wall.New(nil, wall.Options{Lang: lang, Width: 80, Height: 24})
	m.Show(v)
	lines := strings.Split(ansi.Strip(m.View()), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.TrimRight(strings.Join(lines, "\n"), "\n") + "\n"
}

// hang shows the wall until somebody ends it.
func (a *app) hang() error {
	read := func() (*view.Wall, error) {
		var out, fault bytes.Buffer
		one := &app{args: append(slices.Clone(a.args), "--json"), in: strings.NewReader(""), out: &out, err: &fault, dir: a.dir, env: a.env}
		if code := run(one); code != 0 {
			var said struct{ Error string }
			_ = json.Unmarshal(fault.Bytes(), &said) // without it the sentence alone is told
			return nil, &rules.Error{Kind: rules.Unsaved, Text: text.Text{ZH: "读不到: %[1]s", EN: "Cannot be read: %[1]s"}.With(text.Display(said.Error))}
		}
		var w view.Wall
		if err := json.Unmarshal(out.Bytes(), &w); err != nil {
			return nil, rules.AsError(err)
		}
		return &w, nil
	}
	if _, err := read(); err != nil {
		return err
	}
	t, err := here()
	if err != nil {
		return err
	}
	mode, _ := widthMode(t)
	m := wall.New(read, wall.Options{Lang: a.lang, Mode: mode, Renderer: t.renderer, Now: machineClock, Width: t.at.W, Height: t.at.H})
	p := tea.NewProgram(m, tea.WithAltScreen(), tea.WithoutSignalHandler())
	var hit os.Signal
	stop := onSignal(func(s os.Signal) { hit = s; p.Quit() })
	_, err = p.Run()
	stop()
	switch {
	case hit != nil:
		return finished(killedBy(hit))
	case err != nil:
		return rules.Fault("wall: %w", err)
	}
	return nil
}
