// Package copytext is the dialog that shows what lies on the desk as plain text to be taken
// elsewhere: bare for the mouse, by the terminal's clipboard, or as QR codes. It decides
// which papers fit a page and how they are read and drawn. What a paper says, and what is
// covered in it, is decided by package wording; whether a text may go to the clipboard by
// the desk's settings.
package copytext

import (
	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/wording"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// Options are what the session can do. NoClip: its terminal takes no copies.
type Options struct{ NoClip bool }

// Dialog shows one paper at a time, as text or as QR codes.
type Dialog struct {
	desk   Desk
	here   route.To
	papers []wording.Paper
	refuse *rules.Error // why nothing can be copied; nil when it can
	fault  *rules.Error // why there is no paper
	at     int          // the paper shown
	top    int          // its first line in sight
	code   bool         // shown as QR codes
	part   int          // the code in sight
	turned bool         // light and dark changed places, for a light terminal without colours
	seen   seen
}

// seen is what the last View drew: keys act on what is in sight.
type seen struct {
	env   screen.Env
	codes codes
	room  int // lines of text in sight
	mono  bool
}

// New offers the papers that fit the page the person is on, the page's own first.
func New(desk Desk, here route.To, o Options) screen.Dialog {
	d := &Dialog{desk: desk, here: here, refuse: screen.Unread()}
	if o.NoClip {
		d.refuse = rules.Refuse(noClipText, "")
	}
	return d
}

// Whole says that the dialog takes the whole body of the window: its lines stand at the
// first column and end where the text ends.
func (d *Dialog) Whole() bool { return true }

// Typing is never.
func (d *Dialog) Typing() bool { return false }

// Load reads the papers.
func (d *Dialog) Load() tea.Cmd {
	return screen.Read(d.here.ID, func() (*papers, error) { return gather(d.desk, d.here) })
}

// Update takes the papers that were read, and the keys that move a text.
func (d *Dialog) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[*papers]:
		return d.got(msg)
	case tea.KeyMsg:
		if d.code {
			d.part = max(0, min(d.part+dialog.Scroll(msg, 1), len(d.seen.codes.parts)-1))
		} else {
			d.top += dialog.Scroll(msg, max(d.seen.room-1, 1)) // View keeps it in range
		}
	}
	return nil
}

func (d *Dialog) got(m screen.Got[*papers]) route.Action {
	if err := rules.AsError(m.Err); err != nil {
		d.fault = err
		return nil
	}
	d.papers = m.Value.all
	if m.Value.noClip != nil {
		d.refuse = m.Value.noClip
	} else if d.refuse != nil && d.refuse.Text != noClipText {
		d.refuse = nil
	}
	if m.Value.missing != nil {
		return screen.Refused(m.Value.missing)
	}
	return nil
}

// Keys are what can be done with the paper in sight.
func (d *Dialog) Keys() binding.Table {
	t := binding.Table{
		{Keys: []string{"enter", "c"}, Label: text.Text{ZH: "复制", EN: "Copy"}, Refuse: d.noCopy,
			Help: text.Text{ZH: "整篇送到终端的剪贴板", EN: "Hand the whole text to the terminal's clipboard"}, Do: d.copy},
	}
	if d.code {
		t = append(t, binding.Binding{Keys: []string{"f6", "9", "q", "esc"}, Label: text.Text{ZH: "文字", EN: "Text"}, Stays: true,
			Help: text.Text{ZH: "回到文字", EN: "Back to the text"}, Do: d.flip},
			binding.Binding{Keys: []string{"down", "pgdown", "pgup", "up"}, Label: text.Text{ZH: "下一码", EN: "Next code"},
				Help: text.Text{ZH: "下一个码; ↑ 上一个; PgDn PgUp 也行", EN: "The next code; up for the one before; PgDn, PgUp too"}})
		if d.seen.mono {
			t = append(t, binding.Binding{Keys: []string{"f7", "8", "i"}, Label: text.Text{ZH: "反色", EN: "Invert"},
				Help: text.Text{ZH: "黑白对换: 浅色屏幕上扫不出时用", EN: "Change light and dark: where a light screen cannot be scanned"},
				Do:   func() route.Action { d.turned = !d.turned; return nil }})
		}
	} else {
		t = append(t, binding.Binding{Keys: []string{"f6", "9", "q"}, Label: text.Text{ZH: "二维码", EN: "QR code"}, Refuse: d.unread,
			Help: text.Text{ZH: "画成二维码, 用手机扫走", EN: "Draw it as QR codes, for a telephone to scan"}, Do: d.flip})
	}
	if len(d.papers) > 1 {
		t = append(t, binding.Binding{Keys: []string{"right", "tab"}, Label: text.Text{ZH: "下一篇", EN: "Next"},
			Help: text.Text{ZH: "下一篇; ← 上一篇; 数字直接选", EN: "The next text; left for the one before, or its number"}, Do: d.show(func() int { return (d.at + 1) % len(d.papers) })},
			binding.Binding{Keys: []string{"left", "shift+tab"}, Label: text.Text{ZH: "上一篇", EN: "Previous"}, Silent: true,
				Help: text.Text{ZH: "上一篇", EN: "The text before"}, Do: d.show(func() int { return (d.at + len(d.papers) - 1) % len(d.papers) })})
		for i := range d.papers {
			t = append(t, binding.Binding{Keys: []string{digit(i)}, Label: d.papers[i].Title, Silent: true, Help: d.papers[i].Title, Do: d.show(func() int { return i })})
		}
	}
	if !d.code {
		t = append(t, binding.Binding{Keys: []string{"esc", "f10"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Stays: true,
			Help: text.Text{ZH: "回到原来的页", EN: "Back to the page"}, Do: d.close},
			binding.Binding{Keys: []string{"up", "down"}, Silent: true, Help: text.Text{ZH: "翻看; PgUp PgDn Home End 翻页", EN: "Scroll; PgUp, PgDn, Home, End for pages"}})
	} else {
		t = append(t, binding.Binding{Keys: []string{"f10"}, Label: text.Text{ZH: "关闭", EN: "Close"},
			Help: text.Text{ZH: "回到原来的页", EN: "Back to the page"}, Do: d.close})
	}
	return t
}

func digit(i int) string { return string(rune('1' + i)) }

func (d *Dialog) close() route.Action { return screen.Close{Dialog: d} }

func (d *Dialog) flip() route.Action {
	d.code, d.part = !d.code, 0
	return nil
}

func (d *Dialog) show(which func() int) func() route.Action {
	return func() route.Action {
		d.at, d.top, d.part = which(), 0, 0
		return nil
	}
}

func (d *Dialog) unread() *rules.Error {
	if len(d.papers) == 0 {
		return screen.Unread()
	}
	return nil
}

func (d *Dialog) noCopy() *rules.Error {
	if d.refuse != nil {
		return d.refuse
	}
	return d.unread()
}

// copy hands the paper on in the language in which it is shown.
func (d *Dialog) copy() route.Action {
	return route.All{
		screen.Clip{Text: d.papers[d.at].In(d.seen.env.Lang)},
		screen.Say{Text: text.Text{ZH: "已送到终端剪贴板; 没有反应就用鼠标选取。", EN: "Handed to the terminal's clipboard; if nothing comes of it, select with the mouse."}},
	}
}

var (
	noClipText = text.Text{ZH: "这个终端不收复制的文本, 请用鼠标选取, 或用二维码。", EN: "This terminal takes no copied text: select with the mouse, or use the QR code."}
	offText    = text.Text{ZH: "设置里关掉了复制到剪贴板, 请用鼠标选取, 或用二维码。", EN: "Copying to the clipboard is off in the settings: select with the mouse, or use the QR code."}
)
