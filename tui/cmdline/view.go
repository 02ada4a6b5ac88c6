package cmdline

import (
	"strings"

	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/widget/field"
)

// The dialog keeps its height whatever is typed: it does not jump while one looks at it.
const (
	tall    = 12 // rows, with title and rule
	frame   = 2
	inset   = 1
	offered = 4 // rows of suggestions, their hint among them
)

// View draws the line, under it what each entry means, and what may be written next.
func (d *Line) View(env screen.Env, w, h int) screen.Frame {
	d.lang = env.Lang
	room := max(min(h, tall)-frame, 1)
	inner := max(w-2*inset, 1)
	typed, at := d.field().Typed()
	hint := suggest(typed, at, &d.snap)
	lines, caret := d.input(env, inner, hint.ghost(typed, at, env.Lang))
	if d.marked.at >= 0 {
		hint = d.marked.suggestion
	}
	next := d.offers(env, hint, inner, max(min(offered, (room-len(lines))/2), 0))
	told := d.preview(env, inner)
	if more := len(told) - max(room-len(lines)-len(next), 0); more > 0 && d.run.err != nil {
		told = told[:len(told)-more]
	} else if more > 0 {
		told = told[more:] // the newest entry stays in sight
	}
	lines = screen.Fit(append(lines, told...), max(room-len(next), 0))
	lines = append(lines, next...)
	return screen.Frame{Lines: env.Theme.Box(env.Mode, env.T(titleText), screen.Fit(lines, room), w), Caret: caret.At(1, inset)}
}

// input is the line itself, the ghost of what would complete it behind the caret.
func (d *Line) input(env screen.Env, w int, ghost string) ([]string, *screen.Point) {
	d.form.SetLook(field.Look{Lang: env.Lang, Mode: env.Mode, Theme: env.Theme})
	lines, row, col := d.form.View(w, 2)
	if row < 0 {
		return lines, nil
	}
	if ghost = env.Cut(ghost, w-col-1); ghost != "" && d.marked.at < 0 {
		lines = style.Splice(env.Mode, lines, []string{env.Theme.Dim.Paint(ghost)}, col, row)
	}
	return lines, &screen.Point{Row: row, Col: col}
}

// preview is what Enter will do, entry by entry.
func (d *Line) preview(env screen.Env, w int) (out []string) {
	if d.err != nil {
		return env.Alarm(env.T(d.err.Sentence()), w)
	}
	if d.run.on {
		return env.Wrap(env.T(runningText.With(d.run.back(""))), w)
	}
	if d.run.err != nil && (len(d.entries) == 0 || d.entries[0].Err == nil && d.entries[0].Refused == nil) {
		out = env.Alarm(env.T(d.run.err.Sentence()), w)
	}
	cases := map[string]bool{}
	for _, e := range d.entries {
		again := cases[e.Case]
		cases[e.Case] = true
		switch {
		case e.Err != nil:
			out = append(out, env.Alarm(env.T(text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(e.Text, e.Err.Sentence())), w)...)
		case e.Needs != "":
			out = append(out, env.Wrap("  "+env.T(e.What)+"  "+env.T(screen.ReadingText), w)...)
		case e.Refused != nil && !again:
			out = append(out, env.Alarm(env.T(refusedText.With(e.What, e.Refused.Sentence())), w)...)
		default:
			for i, l := range env.Wrap(env.T(e.What), max(w-2, 1)) {
				out = append(out, map[bool]string{true: "- ", false: "  "}[i == 0]+l)
			}
		}
	}
	return out
}

// offers are what may be written at the caret, the marked one reversed, under how the
// entry is written.
func (d *Line) offers(env screen.Env, all suggestion, w, h int) []string {
	var out []string
	at := d.marked.at
	if h == 0 {
		return nil
	}
	if hint := env.T(all.hint); hint != "" && (h > 1 || len(all.options) == 0) {
		out = append(out, env.Theme.Dim.Paint(env.Cut(hint, w)))
	}
	rows, row := []string{""}, 0
	used := 0
	for i, o := range all.options {
		word := " " + env.Cut(env.T(o.label), w-2)
		if n := env.Width(word) + 1; used+n > w && used > 0 {
			rows, used = append(rows, ""), 0
		}
		used += env.Width(word) + 1
		if i == at {
			word, row = env.Theme.Focus.Paint(env.Theme.Focus.Mark()+strings.TrimPrefix(word, " ")), len(rows)-1
		}
		rows[len(rows)-1] += word + " "
	}
	seen := max(h-len(out), 1)
	from := max(0, min(row-seen+1, len(rows)-seen))
	if len(all.options) > 0 {
		out = append(out, rows[from:min(from+seen, len(rows))]...)
	}
	return out
}

var (
	titleText   = text.Text{ZH: "命令行", EN: "Command line"}
	runningText = text.Text{ZH: "正在执行: %[1]s", EN: "Running: %[1]s"}
	refusedText = text.Text{ZH: "%[1]s -- 现在不能: %[2]s", EN: "%[1]s -- not now: %[2]s"}
)
