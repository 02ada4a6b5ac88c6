package copytext

import (
	"fmt"
	"regexp"

	"dutydesk/rules/text"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
)

// above is the rows over a text: its title, and the papers to choose from.
const above = 2

// beside is the room that a caption needs at the right of a code.
const beside = 22

// patience is how many codes a person scans one after the other.
const patience = 4

var longText = text.Text{ZH: "太长, 换大窗口或分段", EN: "long: larger window or parts"}

// View draws the paper in sight. Its own lines hold nothing but its text.
func (d *Dialog) View(env screen.Env, w, h int) screen.Frame {
	d.seen.env, d.seen.mono = env, !coloured(env.Theme)
	if len(d.papers) == 0 {
		return env.Absent(env.T(titleText), d.fault, w)
	}
	if d.code {
		return screen.Frame{Lines: d.viewCode(env, w, h)}
	}
	var lines []string
	for _, l := range d.papers[d.at].Lines {
		lines = append(lines, env.Wrap(env.T(l), w)...)
	}
	d.seen.room = max(h-above, 1)
	d.top = max(0, min(d.top, len(lines)-d.seen.room))
	end := min(d.top+d.seen.room, len(lines))
	right := ""
	if len(lines) > d.seen.room {
		right = fmt.Sprintf("%d-%d/%d", d.top+1, end, len(lines))
	}
	head := []string{env.Heading(env.T(titleText), right, w), d.tabs(env, w)}
	return screen.Frame{Lines: append(head, lines[d.top:end]...)}
}

var titleText = text.Text{ZH: "复制文本", EN: "Copy text"}

// tabs names the papers by their digits.
func (d *Dialog) tabs(env screen.Env, w int) string {
	s := ""
	for i := range d.papers {
		tab := digit(i) + " " + env.T(d.papers[i].Title)
		if i == d.at {
			tab = env.Theme.Focus.Flag(tab)
		} else {
			tab = " " + env.Theme.Dim.Paint(tab)
		}
		s += tab + " "
	}
	return env.Cut(s, w)
}

// viewCode draws one code of the paper. The caption stands beside it where there is room,
// so that the code gets every row.
func (d *Dialog) viewCode(env screen.Env, w, h int) []string {
	k := ink{blanks: env.Mode == style.Wide, mono: d.seen.mono, turned: d.turned}
	title := env.T(d.papers[d.at].Title)
	atSide, below := k.fits(w-beside, h), k.fits(w, h-1)
	most := max(atSide, below)
	if most < smallest {
		rows, cols := (side(smallest)+2*quiet+1)/2+1, side(smallest)+2*quiet
		if k.blanks {
			rows, cols = side(smallest)+2*quiet+1, 2*(side(smallest)+2*quiet)
		}
		lines := []string{env.Heading(title, "", w), ""}
		return append(lines, env.Alarm(env.T(text.Text{ZH: "窗口放不下二维码: 正文要 %[1]d 列 %[2]d 行, 现有 %[3]d 列 %[4]d 行。请放大窗口, 或用鼠标选取文字。",
			EN: "No QR code fits this window: the page needs %[1]d columns and %[2]d rows, it has %[3]d and %[4]d. Make the window larger, or select the text with the mouse."}.With(cols, rows, w, h)), w)...)
	}
	if err := d.encode(env.Lang, most); err != nil {
		return append([]string{env.Heading(title, "", w), ""}, env.Alarm(err.Error(), w)...)
	}
	parts := d.seen.codes.parts
	d.part = max(0, min(d.part, len(parts)-1))
	drawn := k.draw(parts[d.part])
	number := fmt.Sprintf("%d/%d", d.part+1, len(parts))
	if below >= most {
		right := number
		if len(parts) > 1 {
			right += " ↓"
		}
		if len(parts) > patience {
			right += " " + env.T(longText)
		}
		return append([]string{env.Heading(env.Cut(title, w-env.Width(right)-3), right, w)}, drawn...)
	}
	caption := append(env.Wrap(env.Theme.Title.Paint(title), beside-2), number)
	if len(parts) > patience {
		caption = append(caption, env.Wrap(env.T(longText), beside-2)...)
	} else if len(parts) > 1 {
		caption = append(caption, env.Wrap(env.T(text.Text{ZH: "依次扫完, 文字接起来; 窗口越大码越少", EN: "scan all in turn; a larger window needs fewer"}), beside-2)...)
	}
	for i, l := range caption {
		if i < len(drawn) {
			drawn[i] += "  " + l
		}
	}
	return drawn
}

// encode keeps the codes of the paper for the language and the version that fits.
func (d *Dialog) encode(lang text.Lang, most int) error {
	key := fmt.Sprint(d.at, lang, most)
	if d.seen.codes.key == key {
		return nil
	}
	parts, err := split(d.papers[d.at].In(lang), most)
	if err != nil {
		return err
	}
	d.seen.codes = codes{parts: parts, key: key}
	return nil
}

// coloured says whether the session's theme has colours.
func coloured(t style.Theme) bool { return hue.MatchString(t.Danger.Paint("x") + t.OK.Paint("x")) }

var hue = regexp.MustCompile(`\x1b\[([0-9]+;)*(3|4|9|10)[0-8](;[0-9]+)*m`)
