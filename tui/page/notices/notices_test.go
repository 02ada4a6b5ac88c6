package notices

import (
	"encoding/json"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

var now = time.Date(2026, 11, 23, 22, 10, 0, 0, rules.Zone)

// desk is a notice to three villages, and a warning that nobody passed on.
type desk struct{ n *rules.Notice }

func (desk) SaveDraft(string, []byte) error { return nil }
func (desk) Draft(string) ([]byte, error)   { return nil, nil }
func (desk) Lists() (*view.Lists, error) {
	return &view.Lists{Villages: []rules.Village{{ID: "v1", Name: "车站社区"}, {ID: "v2", Name: "河湾村"}}, Agencies: []rules.Agency{{ID: "A01", Name: "供水站"}}}, nil
}

func newDesk() desk {
	due := now.Add(50 * time.Minute)
	n := &rules.Notice{ID: "J20261123-0001", Kind: rules.NoticeCold, Text: "寒潮橙色预警。请看望独居老人; 收到请回复。", State: rules.NoticeOpen, At: now.Add(-10 * time.Minute), Due: &due}
	for i, name := range []string{"车站社区", "兴隆社区", "河湾村"} {
		n.Receivers = append(n.Receivers, rules.NoticeReceiver{No: i + 1, Kind: rules.ReceiverVillage, ID: "v" + strconv.Itoa(i+1), Name: name, Contact: "顾小满", Phones: []string{"19900000301", "19900000311"}})
	}
	return desk{n}
}

func (d desk) row() view.Notice {
	r := view.Notice{Notice: *d.n, Tally: d.n.Tally(), Late: d.n.Late(now), Can: view.Can{"notice.add": nil}}
	if x, again := d.n.Next(now, 15*time.Minute); x != nil {
		r.Next = x.No
	} else if !again.IsZero() {
		r.Again = &again
	}
	for i := range d.n.Receivers {
		x := &d.n.Receivers[i]
		no := "/" + strconv.Itoa(x.No)
		r.Can["notice.result"+no], r.Can["notice.correct"+no] = d.n.MayNote(x), d.n.MayCorrect(x)
	}
	return r
}

func (d desk) Notice(string) (*view.Notice, error) { r := d.row(); return &r, nil }
func (d desk) Notices(int) (*view.Notices, error) {
	return &view.Notices{Stamp: view.Stamp{Now: now, Seq: 9}, Rows: []view.Notice{d.row()}, Can: view.Can{},
		Suggest: []view.Suggestion{{Key: "warning/W1", Kind: rules.NoticeCold, On: "W20261123-01", Text: "寒潮。", What: text.Text{ZH: "传达寒潮橙色预警", EN: "Pass on"}}}}, nil
}

func shown(r *tuitest.Rig, w int) string {
	env := screen.Env{Lang: text.ZH, Theme: style.NewTheme(nil)}
	if r.Dialog != nil {
		return ansi.Strip(strings.Join(r.Dialog.View(env, w, 22).Lines, "\n"))
	}
	return ansi.Strip(strings.Join(r.Page.View(env, screen.Lay(w, 24, 0)).Lines, "\n"))
}

func saved(t *testing.T, r *tuitest.Rig) string {
	t.Helper()
	if r.Save == nil {
		t.Fatalf("nothing was saved\n%s", shown(r, 80))
	}
	raw, err := json.Marshal(r.Save.Command)
	if err != nil {
		t.Fatal(err)
	}
	return r.Save.Command.Code() + " " + string(raw)
}

// Ensure that the list begins with what is open, then what might be passed on, and says how far each notice is, at
// 80 columns and at 45.
func TestList(t *testing.T) {
	r := tuitest.NewRig(t, New(newDesk(), ""))
	for _, w := range []int{80, 45} {
		s := shown(r, w)
		for _, want := range []string{"建议", "传达寒潮橙色预警", "1123-0001", "*传达中", "0/3"} {
			if !strings.Contains(s, want) {
				t.Errorf("%d: no %q in\n%s", w, want, s)
			}
		}
	}
	if s := shown(r, 80); strings.Index(s, "1123-0001") > strings.Index(s, "建议") {
		t.Errorf("a suggestion stands before what is open:\n%s", s)
	}
	if x := r.Page.(*Page).selected(); x.notice == nil {
		t.Errorf("the first one selected is %+v", x)
	}
	r.Press("Down", "Enter", "F9")
	if got, want := saved(t, r), `notice.new {"kind":"cold","text":"寒潮。","on":"W20261123-01","to":["villages"]}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// Ensure that a digit notes the one to ring and the next is offered, that the second number
// comes up at once after no answer, and that a digit waits until the one before is saved.
func TestDial(t *testing.T) {
	d := newDesk()
	p := New(d, d.n.ID)
	r := tuitest.NewRig(t, p)
	for _, w := range []int{80, 45} {
		for _, want := range []string{"现在打 1 车站社区 19900000301", "*未打"} {
			if s := shown(r, w); !strings.Contains(s, want) {
				t.Errorf("%d: no %q in\n%s", w, want, s)
			}
		}
	}
	answer := func() {
		t.Helper()
		c := r.Save.Command.(*command.NoteResult)
		x, _ := d.n.Receiver(c.Receiver)
		e := d.n.Note(x, rules.NoticeTry{Result: c.Result, At: now})
		m := screen.Saved{Save: *r.Save, Result: command.Result{Seq: 9}}
		if e != nil {
			m.Err = e
		}
		p.Update(m)
		r.Load()
	}
	r.Press("1")
	if got := saved(t, r); got != `notice.result {"notice":"J20261123-0001","receiver":"1","result":"through","phone":"19900000301","seen":0}` {
		t.Error(got)
	}
	if no := p.can("notice.result")(); no == nil {
		t.Error("a second digit is taken while the first is being saved")
	}
	answer()
	if s := shown(r, 45); !strings.Contains(s, "现在打 2 兴隆社区 19900000301") || p.receiver().No != 2 {
		t.Errorf("the next:\n%s", s)
	}
	r.Press("2")
	answer()
	if s := shown(r, 80); !strings.Contains(s, "现在打 2 兴隆社区 19900000311") || !strings.Contains(s, "!未接1次 22:10") {
		t.Errorf("the second number:\n%s", s)
	}
	r.Press("2")
	answer()
	r.Press("4")
	answer()
	if s := shown(r, 80); !strings.Contains(s, "22:25 再打未接的") {
		t.Errorf("all were rung:\n%s", s)
	}
	r.Press("Up", "5", "text:村里停电, 邻村转告", "F9")
	if got := saved(t, r); got != `notice.explain {"notice":"J20261123-0001","receiver":"2","reason":"村里停电, 邻村转告"}` {
		t.Error(got)
	}
	r.Dialog = nil
	r.Press("Up", "6", "text:记错村", "F9")
	if got := saved(t, r); got != `notice.correct {"notice":"J20261123-0001","receiver":"1","reason":"记错村"}` {
		t.Error(got)
	}
}

// Ensure that people on no list are read one a line.
func TestAlone(t *testing.T) {
	r := tuitest.NewRig(t, New(newDesk(), ""))
	r.Press("F6")
	f := receivers
	p := r.Page.(*Page)
	if s := p.written([]rules.NoticeReceiver{{Name: "秦大爷", Phones: []string{"19900000701"}, Village: "v2"}, {Name: "柳奶奶"}}); s != "秦大爷 19900000701 河湾村\n柳奶奶" {
		t.Errorf("%q", s)
	}
	to, others := f(map[string]string{"group": chosen, "villages": "v1,v2", "rest": "A01", "others": "秦大爷 19900000701 19900000702 河湾村\n\n柳奶奶"}, rules.NoticeFree)
	if len(to) != 3 || len(others) != 2 || others[0].Village != "河湾村" || len(others[0].Phones) != 2 || others[1].Name != "柳奶奶" {
		t.Errorf("%v %+v", to, others)
	}
}

// alone is the desk of the night's calls to people living alone.
type alone struct{ desk }

func (d alone) Notices(n int) (*view.Notices, error) {
	all, err := d.desk.Notices(n)
	all.Suggest = []view.Suggestion{{Key: "alone", Kind: rules.NoticeAlone, Text: "问候。", What: text.Text{ZH: "给独居的人打电话", EN: "Ring those living alone"},
		Others: []rules.NoticeReceiver{{Name: "秦大爷", Phones: []string{"19900000701"}, Village: "v2"}, {Name: "柳奶奶"}}}}
	return all, err
}

// Ensure that a notice goes to the lines that its form shows and to nobody else: those living
// alone are not rung with every village, and a list leaves out what was chosen one by one.
func TestReceiversAreShown(t *testing.T) {
	r := tuitest.NewRig(t, New(alone{newDesk()}, ""))
	r.Press("Down", "Enter")
	if s := shown(r, 80); strings.Contains(s, "各村") || !strings.Contains(s, "柳奶奶") {
		t.Errorf("the form:\n%s", s)
	}
	r.Press("F9")
	if got, want := saved(t, r), `notice.new {"kind":"alone","text":"问候。","others":[{"name":"秦大爷","phones":["19900000701"],"village":"河湾村"},{"name":"柳奶奶"}]}`; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if to, others := receivers(map[string]string{"group": command.ToVillages, "villages": "v1", "others": "秦大爷"}, rules.NoticeFree); len(to) != 1 || to[0] != command.ToVillages || others != nil {
		t.Errorf("%v %+v", to, others)
	}
}

// Ensure that the dial list is printed from its page.
func TestPrint(t *testing.T) {
	d := newDesk()
	p := New(d, d.n.ID)
	tuitest.NewRig(t, p)
	b := p.Keys().Find("ctrl+p")
	if b == nil || b.Refusal() != nil {
		t.Fatal("no key prints")
	}
	if a, ok := b.Do().(screen.Print); !ok || a.Kind != rules.PaperNotice || a.ID != d.n.ID || !a.Draft {
		t.Errorf("%+v", b.Do())
	}
}
