// Package papers is the dialog of what can be printed from a case or a handover, and of how
// far the signatures on the papers printed are. Which paper fits, which step may be noted
// and what is owed come with the read model; the paper itself is written by whoever opened
// the screen (screen.Print).
package papers

import (
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
)

// CaseDesk and HandoverDesk are what the papers are read from.
type (
	CaseDesk interface {
		entry.Drafts
		Case(id string) (*view.Case, error)
	}
	HandoverDesk interface {
		entry.Drafts
		Handover(id string) (*view.Handover, error)
	}
)

// Dialog lists the papers that were printed, and the kinds that can be.
type Dialog struct {
	drafts entry.Drafts
	of     string // a case, or a handover ("" the open or newest one)
	load   func() (*loaded, error)
	stamp  view.Stamp
	rows   []row
	list   list.List
	can    view.Can
	fault  *rules.Error
	busy   bool   // a paper is being written
	path   string // of the one written last
	fresh  string // its number, until it is seen
}

// row is a kind to print, or a paper that was printed.
type row struct {
	kind  rules.PaperKind
	paper *rules.Paper // nil: to print
}

type loaded struct {
	stamp  view.Stamp
	kinds  []rules.PaperKind
	papers []rules.Paper
	can    view.Can
}

// OfCase is the dialog of a case.
func OfCase(desk CaseDesk, id string) *Dialog {
	return &Dialog{drafts: desk, of: id, load: func() (*loaded, error) {
		c, err := desk.Case(id)
		if err != nil {
			return nil, err
		}
		m := &loaded{stamp: c.Stamp, papers: c.Papers, can: c.Can}
		for _, n := range rules.PaperWords {
			if k := rules.PaperKind(n.Code); k.OfCase() {
				m.kinds = append(m.kinds, k)
			}
		}
		return m, nil
	}}
}

// OfHandover is the dialog of a handover, "" the open or newest one.
func OfHandover(desk HandoverDesk, id string) *Dialog {
	return &Dialog{drafts: desk, of: id, load: func() (*loaded, error) {
		h, err := desk.Handover(id)
		if err != nil {
			return nil, err
		}
		return &loaded{h.Stamp, []rules.PaperKind{rules.PaperHandover}, h.Papers, h.Can}, nil
	}}
}

// Load reads the papers.
func (d *Dialog) Load() tea.Cmd { return screen.Read(d.of, d.load) }

// Typing is never.
func (d *Dialog) Typing() bool { return false }

// Update takes what was read, what became of a print or a mark, and keys that move.
func (d *Dialog) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case screen.Got[*loaded]:
		if msg.ID == d.of {
			d.read(msg)
		}
	case screen.Printed:
		if msg.From == any(d) {
			if d.busy = false; msg.Err == nil {
				d.path, d.fresh = msg.Path, msg.Paper
			}
			return screen.Do(d.Load())
		}
	case screen.Saved:
		if strings.HasPrefix(msg.Command.Code(), "paper.") && msg.Err == nil {
			return screen.Do(d.Load())
		}
	case tea.KeyMsg:
		d.list.Key(msg)
	}
	return nil
}

func (d *Dialog) read(m screen.Got[*loaded]) {
	if d.fault = rules.AsError(m.Err); d.fault != nil {
		return
	}
	d.stamp, d.can, d.rows = m.Value.stamp, m.Value.can, nil
	var ids []string
	for i := range m.Value.papers {
		if p := &m.Value.papers[i]; !p.Void() {
			d.rows, ids = append(d.rows, row{p.Kind, p}), append(ids, p.ID)
		}
	}
	for _, k := range m.Value.kinds {
		d.rows, ids = append(d.rows, row{kind: k}), append(ids, string(k))
	}
	first := d.list.Len() == 0
	d.list.SetItems(ids)
	switch {
	case d.fresh != "" && d.list.Select(d.fresh): // a second Enter prints nothing twice
		d.fresh = ""
	case first && len(m.Value.kinds) > 0:
		d.list.Select(string(m.Value.kinds[0]))
	}
}

func (d *Dialog) selected() *row {
	if i := d.list.Index(); i >= 0 {
		return &d.rows[i]
	}
	return nil
}

// Keys act on the selected row.
func (d *Dialog) Keys() binding.Table {
	r := d.selected()
	enter := binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "打印", EN: "Print"}, Refuse: d.noPrint,
		Help: text.Text{ZH: "写成 A4 网页文件, 用浏览器打印; 记下已打印", EN: "Write an A4 page for a browser to print, and record it"}, Do: func() route.Action { return d.print(false) }}
	if r != nil && r.paper != nil {
		enter = binding.Binding{Keys: []string{"enter"}, Label: text.Text{ZH: "签章", EN: "Mark"},
			Help: text.Text{ZH: "记下已签字, 已盖章, 已回传, 或作废", EN: "Note that it was signed, sealed, scanned back; or void it"}, Do: d.steps}
	}
	return append(binding.Table{enter,
		{Keys: []string{"f6", "d"}, Label: text.Text{ZH: "草稿", EN: "Draft"}, Refuse: d.noDraft,
			Help: text.Text{ZH: "打印草稿: 不记录, 不作签字用", EN: "Print a draft: not recorded, not for signature"}, Do: func() route.Action { return d.print(true) }},
		{Keys: []string{"esc"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Stays: true, Help: text.Text{ZH: "回到原来的页", EN: "Back to the page"},
			Do: func() route.Action { return screen.Close{Dialog: d} }},
	}, binding.Lists...)
}

func (d *Dialog) noDraft() *rules.Error {
	switch r := d.selected(); {
	case r == nil:
		return screen.Unread()
	case d.busy:
		return rules.Refuse(busyText, "")
	}
	return nil
}

func (d *Dialog) noPrint() *rules.Error {
	if e := d.noDraft(); e != nil {
		return e
	}
	return d.can["paper.print/"+string(d.selected().kind)]
}

func (d *Dialog) print(draft bool) route.Action {
	d.busy = true
	return screen.Print{From: d, Kind: d.selected().kind, ID: d.of, Draft: draft}
}

// steps lists what can be noted of the selected paper, what is refused with its reason.
func (d *Dialog) steps() route.Action {
	p := d.selected().paper
	var t binding.Table
	for i, s := range rules.PaperStepWords[1:] {
		t = append(t, binding.Binding{Keys: []string{string(rune('1' + i))}, Label: s.Text, Help: stepHelp[rules.PaperStep(s.Code)],
			Do: func() route.Action { return d.mark(p, s) }, Refuse: func() *rules.Error { return d.can["paper.mark/"+p.ID+"/"+s.Code] }})
	}
	return screen.Show(dialog.NewMenu(append(t, binding.Binding{Keys: []string{"4"}, Label: text.Text{ZH: "作废", EN: "Void"}, Help: text.Text{ZH: "写错或记错了, 写明原因作废, 再重印", EN: "Printed or noted wrongly: void it with a reason, then print anew"},
		Do: func() route.Action { return d.void(p) }, Refuse: func() *rules.Error { return d.can["paper.void/"+p.ID] }})))
}

var stepHelp = map[rules.PaperStep]text.Text{
	rules.PaperSigned:  {ZH: "该签的都签了 (拒签的有两名见证人)", EN: "Everybody signed (or two witnesses did)"},
	rules.PaperSealed:  {ZH: "双方都盖了章", EN: "Both sides put their seal"},
	rules.PaperScanned: {ZH: "签好的一份扫描或拍照传回来了; 扫描件归到「档案」", EN: "The signed copy was scanned or photographed back; file the scan under Archive"},
}

func (d *Dialog) mark(p *rules.Paper, step rules.Named) route.Action {
	now := d.stamp.Now
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s: %[2]s"}.With(screen.Short(p.ID), step.Text), Draft: "paper/" + p.ID + "/" + step.Code, Drafts: d.drafts,
		Intro: dialog.Lead(rules.WordOf(rules.PaperWords, string(p.Kind))),
		Shape: entry.Fields(dialog.At()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], now)
			return &command.MarkPaper{Paper: p.ID, Step: rules.PaperStep(step.Code), At: at}, err
		},
		Done: step.Text,
	}))
}

func (d *Dialog) void(p *rules.Paper) route.Action {
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "作废 %[1]s", EN: "Void %[1]s"}.With(screen.Short(p.ID)), Draft: "paper/" + p.ID + "/void", Drafts: d.drafts,
		Intro: dialog.Lead(rules.WordOf(rules.PaperWords, string(p.Kind))),
		Shape: entry.Fields(field.Spec{Name: "reason", Label: text.Text{ZH: "原因", EN: "Reason"}, Max: 200, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.VoidPaper{Paper: p.ID, Reason: v["reason"]}, nil
		},
		Done: text.Text{ZH: "已作废", EN: "void"},
	}))
}

// View draws a line for each paper, and one for each kind to print.
func (d *Dialog) View(env screen.Env, w, h int) screen.Frame {
	w = min(w, 84)
	if d.rows == nil {
		return screen.Frame{Lines: env.Theme.Box(env.Mode, env.T(titleText), env.Absent("", d.fault, w-2).Lines[1:], w)}
	}
	under := d.under(env, w-2)
	rows := d.list.View(w-2, max(h-3-len(under), 1), func(i, w int, selected bool) string { return d.draw(env, i, w, selected) })
	return screen.Frame{Lines: env.Theme.Box(env.Mode, env.T(titleText), append(append(rows, ""), under...), w)}
}

func (d *Dialog) draw(env screen.Env, i, w int, selected bool) string {
	r := &d.rows[i]
	word := rules.WordOf(rules.PaperWords, string(r.kind))
	id, state, grey := env.T(text.Text{ZH: "打印", EN: "print"}), text.Text{}, false
	switch why := d.can["paper.print/"+string(r.kind)]; {
	case r.paper != nil:
		id, state = screen.Short(r.paper.ID), r.paper.State()
	case why != nil:
		state, grey = why.Text, true
	case r.kind.Copies() > 1:
		state = text.Text{ZH: "一式两份", EN: "two copies"}
	}
	return env.Mark(env.Row(w-1, screen.Cell{S: id, W: 10}, screen.Cell{S: env.T(word), W: kindWidth(env)}, screen.Cell{S: env.T(state)}), selected, grey)
}

func kindWidth(env screen.Env) int {
	if env.Lang == text.EN {
		return 21
	}
	return 12
}

// under is where the paper written last lies, or what to do.
func (d *Dialog) under(env screen.Env, w int) []string {
	switch {
	case d.busy:
		return []string{env.T(busyText)}
	case d.path != "":
		return env.Wrap(env.T(text.Text{ZH: "文件: %[1]s", EN: "File: %[1]s"}.With(d.path)), w)
	}
	return env.Wrap(env.Theme.Dim.Paint(env.T(hintText)), w)
}

var (
	titleText = text.Text{ZH: "打印单据", EN: "Papers"}
	busyText  = text.Text{ZH: "正在打印, 请稍等…", EN: "Printing, please wait…"}
	hintText  = text.Text{ZH: "空格处手写; 夜里盖不了章的, 下一工作日 09:00 到期。", EN: "Blanks are filled by hand; a seal missing at night is due on the next workday at 09:00."}
)
