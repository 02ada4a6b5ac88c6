package list

import (
	"fmt"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

var (
	findText    = text.Text{ZH: "查找", EN: "Find"}
	sortText    = text.Text{ZH: "排序", EN: "Sort"}
	orderText   = text.Text{ZH: "按 %[1]s", EN: "by %[1]s"}
	clearText   = text.Text{ZH: "清除筛选", EN: "Clear"}
	keptText    = text.Text{ZH: "查找 %[1]s", EN: "Find %[1]s"}
	tellText    = text.Text{ZH: "  Esc 清除", EN: "  Esc clears"}
	seekingText = text.Text{ZH: "正在找…", EN: "Looking…"}
	nothingText = text.Text{ZH: "没有符合「%[1]s」的。按 Esc 清除筛选。", EN: "Nothing has \"%[1]s\" in it. Esc clears the filter."}
)

// Keys open the field and change the order; while the field is open they are its own, and
// the page offers none of its own beside them.
func (f *Find) Keys() binding.Table {
	if f.open {
		return binding.Table{
			{Keys: []string{"enter"}, Label: text.Text{ZH: "留用", EN: "Keep"}, Help: text.Text{ZH: "留着筛选, 回到列表", EN: "Keep the filter and go back to the list"}, Do: turn(f.Close)},
			{Keys: []string{"esc"}, Stays: true, Label: clearText, Help: text.Text{ZH: "清除筛选, 回到列表", EN: "Clear the filter and go back to the list"}, Do: f.Clear},
			{Keys: []string{"up", "down"}, Silent: true, Help: text.Text{ZH: "边打字边选行; 几个词用空格隔开, 拼音和首字母都行", EN: "Choose a line while typing; several words with blanks between, pinyin and initials too"}},
		}
	}
	t := binding.Table{{Keys: []string{"f3", "/"}, Label: findText, Help: text.Text{ZH: "边打字边筛选: 字, 拼音, 首字母, 编号", EN: "Narrow the list while typing: words, pinyin, initials, numbers"}, Do: turn(f.Open), Refuse: f.empty}}
	if len(f.rows.Orders) > 1 {
		t = append(t, binding.Binding{Keys: []string{"f7", "s"}, Label: sortText, Help: f.sortHelp(), Do: f.Turn, Refuse: f.empty})
	}
	if f.Filtered() {
		t = append(t, binding.Binding{Keys: []string{"esc"}, Stays: true, Label: clearText, Help: text.Text{ZH: "清除筛选, 看全部", EN: "Clear the filter and see all"}, Do: f.Clear})
	}
	return append(t, binding.Lists...)
}

// turn is an act that asks nothing of the application.
func turn(do func()) func() route.Action {
	return func() route.Action { do(); return nil }
}

func (f *Find) sortHelp() text.Text {
	next := f.rows.Orders[(f.order+1)%len(f.rows.Orders)].Label
	return text.Text{ZH: "换排序, 下一种: 按 %[1]s", EN: "Change the order, next: by %[1]s"}.With(next)
}

func (f *Find) empty() *rules.Error {
	if f.Rows() == 0 {
		return rules.Refuse(text.Text{ZH: "列表是空的。", EN: "The list is empty."}, "")
	}
	return nil
}

// Order is the order in words, for the right end of a heading; "" where there is one only.
func (f *Find) Order(env screen.Env) string {
	if len(f.rows.Orders) < 2 || f.Rows() == 0 {
		return ""
	}
	return env.T(orderText.With(f.rows.Orders[f.order].Label))
}

// Foot is how many lines Under adds: one while the field is open or a filter is in force.
func (f *Find) Foot() int {
	if f.open || f.Filtered() {
		return 1
	}
	return 0
}

// Under puts the field, or the filter in force, with its count under the lines of a pane.
func (f *Find) Under(env screen.Env, lines []string, w int) screen.Frame {
	if f.Foot() == 0 {
		return screen.Frame{Lines: lines}
	}
	count := f.count()
	room := max(w-env.Width(count)-2, 1)
	if !f.open {
		tell := env.T(tellText)
		said := env.Cut(" "+env.T(keptText.With(strings.Join(f.words, " "))), max(room-env.Width(tell), 1))
		return screen.Frame{Lines: append(lines, env.Pad(env.Theme.Title.Paint(said)+env.Theme.Dim.Paint(tell), room+1)+count)}
	}
	f.form.SetLook(field.Look{Lang: env.Lang, Mode: env.Mode, Theme: env.Theme})
	in, row, col := f.form.View(room, 1)
	frame := screen.Frame{Lines: append(lines, env.Pad(strings.Join(in, ""), room+1)+count)}
	if row == 0 {
		frame.Caret = &screen.Point{Row: len(lines), Col: col}
	}
	return frame
}

// count is how many records the filter lets through, of how many; + while it still looks.
func (f *Find) count() string {
	more := ""
	if len(f.todo) > 0 {
		more = "+"
	}
	return fmt.Sprintf("%d%s/%d", f.Len(), more, f.Rows())
}

// Nothing says that no record has what is typed, and how to see them again.
func (f *Find) Nothing(env screen.Env, w int) []string {
	if len(f.todo) > 0 {
		return []string{"", " " + env.T(seekingText)}
	}
	out := []string{""}
	for _, l := range env.Wrap(env.T(nothingText.With(strings.Join(f.words, " "))), max(w-1, 1)) {
		out = append(out, " "+l)
	}
	return out
}

// Bold marks the words of the filter in a text that is drawn, where it has them as they are
// typed: what was found by sound is not marked.
func (f *Find) Bold(env screen.Env, s string) string {
	for _, w := range f.words {
		w = text.Fold(w)
		low := strings.ToLower(s)
		if at := strings.Index(low, w); at >= 0 && len(low) == len(s) && !strings.Contains(s, "\x1b") {
			s = s[:at] + env.Theme.Title.Paint(s[at:at+len(w)]) + s[at+len(w):]
		}
	}
	return s
}
