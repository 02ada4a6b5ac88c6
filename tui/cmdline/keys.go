package cmdline

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/route"
)

// Keys run and close; the verbs stand below them in the help.
func (d *Line) Keys() binding.Table {
	t := binding.Table{
		{Keys: []string{"enter", "f9"}, Label: text.Text{ZH: "执行", EN: "Run"}, Help: text.Text{ZH: "逐条执行; 遇到不能办的就停下, 余下的留着改", EN: "Run the entries one by one; stop at the first refusal, the rest stays"}, Do: d.enter},
		{Keys: []string{"tab"}, Label: text.Text{ZH: "补全", EN: "Complete"}, Help: text.Text{ZH: "补全这个词, 再按换下一个; 行末按 → 接受灰字", EN: "Complete the word, again for the next one; at the end Right takes the grey letters"}},
		{Keys: []string{"up", "down"}, Label: text.Text{ZH: "历史", EN: "History"}, Help: text.Text{ZH: "以前执行过的", EN: "Lines that were run before"}},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Help: text.Text{ZH: "关上; 没执行的下次还在", EN: "Close; what has not run is here next time"}, Do: d.escape},
		{Keys: []string{"ctrl+n"}, Label: text.Text{ZH: "清空", EN: "Clear"}, Silent: true, Help: text.Text{ZH: "清空重写", EN: "Empty the line"}, Do: func() route.Action { return d.write("") }},
		{Keys: []string{";"}, Silent: true, Help: text.Text{ZH: "一行写几条, 用 ; 或 ； 隔开。每条: [编号] 动词 [内容], 如 4 办 120 02:11接通。编号写末尾几位, 不写就是打开的那一件; 只写编号是打开", EN: "Several entries in a line, ; between them. Each is [case] verb [words], as: 4 done 120 answered. A case is the end of its number, else the open page's; a number alone opens it"}},
	}
	for _, v := range verbs {
		if v.form.IsZero() {
			continue
		}
		t = append(t, binding.Binding{Keys: []string{v.en[0]}, Silent: true, Help: text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(v.form, v.help)})
	}
	return append(t, binding.Binding{Keys: []string{"board"}, Silent: true, Help: pagesText})
}

// Grabs says that a suggestion is marked, so that Esc takes it back and does not close.
func (d *Line) Grabs(key string) bool { return key == "esc" && d.marked.at >= 0 }

// key edits the line, completes it, or shows one that was run before.
func (d *Line) key(msg tea.KeyMsg) route.Action {
	switch msg.Type {
	case tea.KeyTab:
		return d.complete(1)
	case tea.KeyShiftTab:
		return d.complete(-1)
	case tea.KeyEsc:
		return d.unmark()
	case tea.KeyUp, tea.KeyDown:
		if d.marked.at >= 0 {
			return d.complete(map[tea.KeyType]int{tea.KeyUp: -1, tea.KeyDown: 1}[msg.Type])
		}
		return d.recall(msg.Type == tea.KeyUp)
	case tea.KeyRight:
		s, caret := d.field().Typed()
		hint := suggest(s, caret, &d.snap)
		if ghost := hint.ghost(s, caret, d.lang); ghost != "" {
			d.field().Splice(caret, caret, ghost)
			return d.changed()
		}
	}
	before, _ := d.field().Typed()
	d.form.Key(msg)
	d.marked.at = -1
	if now, _ := d.field().Typed(); now != before {
		d.past.at = -1
		return d.changed()
	}
	return nil
}

// complete puts the next suggestion in place of the word at the caret; a blank follows
// where there is only one.
func (d *Line) complete(step int) route.Action {
	s, caret := d.field().Typed()
	if d.marked.at < 0 {
		d.marked.suggestion = suggest(s, caret, &d.snap)
		if step < 0 {
			d.marked.at = 0
		}
	}
	m := &d.marked
	n := len(m.options)
	if n == 0 {
		m.at = -1
		return nil
	}
	m.at = (m.at + step + n) % n
	word := m.options[m.at].insert(d.lang)
	if n == 1 {
		word += " "
	}
	d.field().Splice(m.from, m.to, word)
	m.to = m.from + len([]rune(word))
	if n == 1 {
		m.at = -1
	}
	return d.changed()
}

// unmark takes away the list that Tab opened; the word stays.
func (d *Line) unmark() route.Action {
	d.marked.at = -1
	return nil
}

// recall shows an older or a newer line.
func (d *Line) recall(older bool) route.Action {
	line, ok := "", false
	if older {
		now, _ := d.field().Typed()
		line, ok = d.past.older(now)
	} else {
		line, ok = d.past.newer()
	}
	if !ok {
		return nil
	}
	return d.write(line)
}

var pagesText = text.Text{ZH: "值班室 救助 交接 物资 名册 设置 登记: 到那一页; 锁; 语言", EN: "board cases handover stock lists settings intake: go to the page; lock; language"}
