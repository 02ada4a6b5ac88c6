package archive

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// filing is the form that files are attached with: it copies them first, which Esc stops,
// and saves then. What is typed stays when either is refused.
type filing struct {
	*entry.Entry
	of    *Dialog
	paths []string // chosen; nil: a path is typed
	files []rules.Content
	saved []string // their paths
	job   *job
	start bool // copying begins as it opens
}

// job is files being copied.
type job struct {
	ctx    context.Context
	cancel context.CancelFunc
	done   atomic.Int64 // of the file under way
	size   atomic.Int64
	at     atomic.Int64 // which file
	n      int
	paths  []string
}

// stowed is a job that ended; look says to draw how far one is.
type (
	stowed struct {
		job   *job
		files []rules.Content
		err   error
	}
	look struct{ job *job }
)

// chosen keeps, beside the fields, which contents a save was asked for.
const chosen = "#files"

// every is how often progress is drawn.
const every = 300 * time.Millisecond

func newFiling(d *Dialog, paths []string, start bool) *filing {
	f := &filing{of: d, paths: paths, start: start}
	slot := rules.SlotPhoto
	for _, p := range paths {
		if d.inbox == nil {
			break
		}
		for _, x := range d.inbox.Files {
			if x.Path == p && !strings.HasPrefix(x.Type, "image/") && !strings.HasPrefix(x.Type, "video/") {
				slot = rules.SlotProof
			}
		}
	}
	var specs []field.Spec
	draft := "archive/files/" + d.id
	if paths == nil {
		draft = "archive/path/" + d.id
		specs = append(specs, field.Spec{Name: "files", Label: text.Text{ZH: "文件", EN: "File"}, Max: 500, Required: true, Hint: text.Text{ZH: "完整路径, 如 /media/usb/a.jpg", EN: "whole path, as /media/usb/a.jpg"}})
	}
	specs = append(specs, field.Spec{Name: "slot", Label: text.Text{ZH: "归到", EN: "Under"}, Kind: field.Choice, Options: slots(rules.Slot.Files), Required: true})
	if papers := d.papers(); len(papers) > 0 {
		specs = append(specs, field.Spec{Name: "paper", Label: text.Text{ZH: "回传单据", EN: "Scan of"}, Kind: field.Choice, Options: papers, Hint: text.Text{ZH: "是哪张单据的回传件, 可以空着", EN: "the paper that came back, may stay empty"}})
	}
	specs = append(specs, field.Spec{Name: "words", Label: text.Text{ZH: "说明", EN: "Words"}, Max: 200, Hint: text.Text{ZH: "可以空着", EN: "may stay empty"}})
	f.Entry = entry.New(draft, d.desk, entry.Values{"slot": string(slot)}, entry.Fields(specs...))
	f.OnBack(f.close)
	return f
}

// slots are those that fit, to choose from.
func slots(fit func(rules.Slot) bool) (out []field.Option) {
	for _, n := range rules.SlotWords {
		if fit(rules.Slot(n.Code)) {
			out = append(out, field.Option{Value: n.Code, Label: n.Text})
		}
	}
	return out
}

// papers are those that were signed, whose scan may come back.
func (d *Dialog) papers() (out []field.Option) {
	for i := range d.c.Papers {
		if p := &d.c.Papers[i]; !p.Void() && p.Mark(rules.PaperSigned) != nil {
			out = append(out, field.Option{Value: p.ID, Label: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(rules.WordOf(rules.PaperWords, string(p.Kind)), screen.Short(p.ID))})
		}
	}
	return out
}

// Load reads the draft, or begins to copy where one Enter was enough.
func (f *filing) Load() tea.Cmd {
	if !f.start {
		return f.Entry.Load()
	}
	f.start = false
	return tea.Batch(f.copy(f.paths), tea.Tick(every, func(time.Time) tea.Msg { return look{f.job} }))
}

// Typing is always: a field has the focus.
func (f *filing) Typing() bool { return true }

// Keys save and close; while files are copied Esc stops that.
func (f *filing) Keys() binding.Table {
	esc := binding.Binding{Keys: []string{"esc"}, Label: text.Text{ZH: "关闭", EN: "Close"}, Help: text.Text{ZH: "不归档, 关上", EN: "Close without filing"}, Do: f.close}
	if f.job != nil {
		esc.Label, esc.Help = text.Text{ZH: "停止", EN: "Stop"}, text.Text{ZH: "停止拷贝, 什么也不归档", EN: "Stop copying; nothing is filed"}
	}
	return append(binding.Table{
		{Keys: []string{"f9"}, Label: text.Text{ZH: "归档", EN: "File"}, Help: text.Text{ZH: "拷进档案并保存", EN: "Copy into the archive and save"}, Do: f.save},
		esc,
	}, binding.Fields...)
}

func (f *filing) close() route.Action {
	if f.job != nil {
		f.job.cancel()
		return nil
	}
	return route.All{screen.Do(f.Leave()), screen.Close{Dialog: f}}
}

func (f *filing) save() route.Action {
	if f.Busy() || f.job != nil {
		return nil
	}
	f.Finish()
	v, paths := f.Values(), f.paths
	if paths == nil {
		p := strings.Trim(strings.TrimSpace(v["files"]), `'"`) // as a terminal puts a dragged file
		switch {
		case p == "":
			f.Refuse(rules.Bad("files", text.Text{ZH: "要写文件的路径。", EN: "Write the path of the file."}))
			return nil
		case !filepath.IsAbs(p):
			f.Refuse(rules.Bad("files", text.Text{ZH: "路径要从 / 写起。", EN: "Write the whole path, from / on."}))
			return nil
		}
		paths = []string{p}
	}
	cmd := f.copy(paths)
	return route.All{screen.Do(cmd), screen.Later{After: every, Msg: look{f.job}}}
}

// copy has the desk copy the files, one after the other, until one is refused.
func (f *filing) copy(paths []string) tea.Cmd {
	j := &job{n: len(paths), paths: paths}
	j.ctx, j.cancel = context.WithCancel(context.Background())
	j.at.Store(1)
	f.job = j
	desk := f.of.desk
	return func() (msg tea.Msg) {
		out := stowed{job: j}
		defer func() {
			if r := recover(); r != nil {
				out.err = rules.Fault("copying an attachment: panic: %v", r)
				msg = out
			}
		}()
		for i, p := range paths {
			j.at.Store(int64(i + 1))
			c, err := desk.Stow(j.ctx, p, func(done, size int64) { j.done.Store(done); j.size.Store(size) })
			if err != nil {
				out.err = err
				return out
			}
			out.files = append(out.files, c)
		}
		if j.ctx.Err() != nil {
			out.err = stopped
		}
		return out
	}
}

var stopped = rules.Refuse(text.Text{ZH: "已取消, 没有归档。", EN: "Cancelled; nothing was filed."}, "")

// Update takes keys for the fields, the end of copying, and the answer to the save.
func (f *filing) Update(msg tea.Msg) route.Action {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		if f.job != nil {
			return nil
		}
		submit, act := f.Key(msg)
		if submit {
			return f.save()
		}
		return act
	case look:
		if f.job != nil && msg.job == f.job {
			return screen.Later{After: every, Msg: msg}
		}
		return nil
	case stowed:
		if f.job == nil || msg.job != f.job {
			return nil
		}
		f.job.cancel()
		f.job, f.files, f.saved = nil, msg.files, msg.job.paths
		if err := rules.AsError(msg.err); err != nil {
			f.Refuse(err)
			return nil
		}
		var told []string
		for _, c := range f.files {
			told = append(told, c.Hash)
		}
		f.Set(chosen, strings.Join(told, " ")) // other files are another request
		v := f.Values()
		return f.Save(&command.Attach{Case: f.of.id, Slot: rules.Slot(v["slot"]), Files: append([]rules.Content(nil), f.files...), Words: v["words"], Paper: v["paper"]},
			text.Text{ZH: "归档 %[1]d 个文件", EN: "%[1]d files filed"}.With(len(f.files)))
	}
	done, act := f.Entry.Update(msg)
	if !done {
		return act
	}
	return route.All{screen.Close{Dialog: f}, screen.Do(f.unbox())}
}

// unbox takes what is filed out of the inbox.
func (f *filing) unbox() tea.Cmd {
	desk, paths, files := f.of.desk, f.saved, f.files
	return func() (msg tea.Msg) {
		defer func() {
			if r := recover(); r != nil {
				msg = unboxed{rules.Fault("clearing the inbox: panic: %v", r)}
			}
		}()
		var all []error
		for i := range files {
			all = append(all, desk.Unbox(paths[i], files[i]))
		}
		return unboxed{errors.Join(all...)}
	}
}

// number writes the number of the system entry, or of a stock issue in place of an invoice.
func (d *Dialog) number() route.Action {
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "写编号", EN: "Write a number"}, Draft: "archive/number/" + d.id, Drafts: d.desk, First: entry.Values{"slot": string(rules.SlotSystem)}, Focus: "words",
		Intro: dialog.Lead(text.Text{ZH: "全国救助管理信息系统的编号; 用库存物资的, 发票一栏写出库单号 (A-38)。", EN: "The number in the national system; for goods from stock, the issue number under invoice (A-38)."}),
		Shape: entry.Fields(
			field.Spec{Name: "slot", Label: text.Text{ZH: "归到", EN: "Under"}, Kind: field.Choice, Options: slots(rules.Slot.Words), Required: true},
			field.Spec{Name: "words", Label: text.Text{ZH: "编号", EN: "Number"}, Max: 200, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.Attach{Case: d.id, Slot: rules.Slot(v["slot"]), Words: v["words"]}, nil
		},
		Done: text.Text{ZH: "归档编号", EN: "number filed"},
	}))
}
