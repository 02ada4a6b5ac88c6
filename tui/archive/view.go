package archive

import (
	"fmt"
	"path/filepath"
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
)

// View draws how full the slots are, what can be filed, and what was.
func (d *Dialog) View(env screen.Env, w, h int) screen.Frame {
	w = min(w, 84)
	title := env.T(titleText.With(screen.Short(d.id)))
	if d.c == nil {
		return screen.Frame{Lines: env.Theme.Box(env.Mode, title, env.Absent("", d.fault, w-2).Lines[1:], w)}
	}
	over, under := d.over(env, w-2), d.under(env, w-2)
	rows := d.list.View(w-2, max(h-2-len(over)-len(under)-1, 1), func(i, w int, selected bool) string { return d.draw(env, i, w, selected) })
	return screen.Frame{Lines: env.Theme.Box(env.Mode, title, append(append(append(over, rows...), ""), under...), w)}
}

// over is the four slots.
func (d *Dialog) over(env screen.Env, w int) []string {
	return append(env.Wrap(env.T(Filled(d.c.Archive))+"  "+env.Theme.Dim.Paint(rules.ArchiveClause), w), "")
}

// under is where files were copied, or what is to be known.
func (d *Dialog) under(env screen.Env, w int) []string {
	switch {
	case d.out != "":
		return env.Wrap(env.T(text.Text{ZH: "导出到: %[1]s", EN: "Exported to: %[1]s"}.With(filepath.Dir(d.out))), w)
	case d.noBox != nil:
		return env.Alarm(env.T(d.noBox.Text), w)
	case d.inbox == nil:
		return nil
	}
	t := hintText.With(d.inbox.Dir)
	if d.inbox.More > 0 {
		t = text.Text{ZH: "另有 %[1]d 个较早的没有列出。%[2]s", EN: "%[1]d older files are left out. %[2]s"}.With(d.inbox.More, t)
	}
	lines := env.Wrap(env.T(t), w)
	for i, l := range lines {
		lines[i] = env.Theme.Dim.Paint(l)
	}
	return lines
}

func (d *Dialog) draw(env screen.Env, i, w int, selected bool) string {
	r := &d.rows[i]
	what, s, more := text.Text{}, "", ""
	switch {
	case r.act != "":
		what, s = text.Text{ZH: "归档", EN: "file"}, env.T(actTexts[r.act])
		if n := len(d.photos()); r.act == actRecent {
			s = env.T(actTexts[r.act].With(n))
		}
	case r.file != nil:
		what, s = text.Text{ZH: "收件", EN: "inbox"}, "[ ] "+text.Display(r.file.Name)
		if d.marked[r.file.Path] {
			s = "[x] " + text.Display(r.file.Name)
		}
		more = size(r.file.Size) + "  " + env.Minutes(max(d.inbox.Now.Sub(r.file.At), 0))
	case r.on != nil:
		a := &r.on.Attachment
		what, s, more = rules.WordOf(rules.SlotWords, string(a.Slot)), text.Display(a.Title()), env.HHMM(a.At)
		if a.File != nil {
			more = size(a.File.Size) + "  " + more
		}
	}
	cells := []screen.Cell{{S: env.T(what), W: slotWidth(env)}, {S: s}, {S: more, W: 18, Right: true}}
	if more == "" {
		cells = cells[:2]
	}
	return env.Mark(env.Row(w-1, cells...), selected, false)
}

func slotWidth(env screen.Env) int {
	if env.Lang == text.EN {
		return 12
	}
	return 8
}

// Filled says of each slot how much stands in it.
func Filled(slots []view.SlotRow) text.Text {
	var all []text.Text
	for _, s := range slots {
		word := rules.WordOf(rules.SlotWords, string(s.Slot))
		if s.Count == 0 {
			all = append(all, text.Text{ZH: "%[1]s 缺", EN: "%[1]s none"}.With(word))
			continue
		}
		all = append(all, text.Text{ZH: "%[1]s %[2]d", EN: "%[1]s %[2]d"}.With(word, s.Count))
	}
	return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(all)
}

// View draws the form, and how far the copying is.
func (f *filing) View(env screen.Env, w, h int) screen.Frame {
	w = min(w, 84)
	lines := []string{""}
	for i, p := range f.paths {
		if i == shown {
			lines = append(lines, " "+env.T(text.Text{ZH: "… 共 %[1]d 个", EN: "… %[1]d in all"}.With(len(f.paths))))
			break
		}
		lines = append(lines, " "+env.Cut(text.Display(filepath.Base(p)), w-3))
	}
	if f.paths != nil {
		lines = append(lines, "")
	}
	if j := f.job; j != nil {
		lines = append(lines, " "+env.Theme.Warn.Paint(env.Cut(env.T(copyingText.With(j.at.Load(), j.n, percent(j.done.Load(), j.size.Load()))), w-3)), "")
	}
	in := f.Entry.View(env, w-2, max(h-len(lines)-2, 1))
	return screen.Frame{Lines: env.Theme.Box(env.Mode, env.T(filingText), append(lines, in.Lines...), w), Caret: in.Caret.At(1+len(lines), 1)}
}

// shown is how many chosen files are named.
const shown = 4

func percent(done, size int64) string {
	if size <= 0 {
		return ""
	}
	return strconv.FormatInt(done*100/size, 10) + "%"
}

// size is a number of bytes as people say it.
func size(n int64) string {
	if n >= 1<<20 {
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KB", max(1, n>>10))
}

var actTexts = map[act]text.Text{
	actRecent: {ZH: "附最近 10 分钟的 %[1]d 张照片", EN: "the %[1]d photos of the last 10 minutes"},
	actNumber: {ZH: "写系统录入编号, 或出库单号", EN: "write the system number, or a stock issue number"},
	actPath:   {ZH: "按路径附一个文件", EN: "a file by its path"},
}

var (
	titleText   = text.Text{ZH: "档案 %[1]s", EN: "Archive %[1]s"}
	filingText  = text.Text{ZH: "归档", EN: "File evidence"}
	hintText    = text.Text{ZH: "文件放进 %[1]s 就列在这里, 归档后从那里移走。", EN: "Files put into %[1]s are listed here; once filed they leave it."}
	copyingText = text.Text{ZH: "正在拷贝 %[1]d/%[2]d  %[3]s  Esc 停止", EN: "Copying %[1]d of %[2]d  %[3]s  Esc stops"}
)
