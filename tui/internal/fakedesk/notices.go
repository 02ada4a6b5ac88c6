package fakedesk

import (
	"strconv"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// NoticeID is the notice that the villages are being told of.
const NoticeID = "J20261123-0001"

func newNotice() *rules.Notice {
	due := at(23, 0).AddDate(0, 0, -1)
	n := &rules.Notice{ID: NoticeID, Kind: rules.NoticeCold, Text: "寒潮橙色预警。请看望辖区独居老人; 收到请回复。", State: rules.NoticeOpen, At: at(22, 0).AddDate(0, 0, -1), Due: &due, By: HeYuhe, Name: "何雨禾", Meta: rules.Meta{Version: 1}}
	for i, name := range []string{"车站社区", "兴隆社区", "河湾村"} {
		no := strconv.Itoa(i + 1)
		n.Receivers = append(n.Receivers, rules.NoticeReceiver{No: i + 1, Kind: rules.ReceiverVillage, ID: "v" + no, Name: name, Contact: "顾小满", Phones: []string{"1990000030" + no, "1990000031" + no}})
	}
	n.Receivers[0].Tries = []rules.NoticeTry{{Result: rules.ResultReceived, At: n.At.Add(3 * time.Minute), Name: "何雨禾"}}
	return n
}

func (d *Desk) noticed() *rules.Notice {
	if d.t.notice == nil {
		d.t.notice = newNotice()
	}
	return d.t.notice
}

// Notices are one that is open, and a warning that nobody passed on.
func (d *Desk) Notices(int) (*view.Notices, error) {
	defer d.lock()()
	return &view.Notices{Stamp: d.stamp(), Rows: []view.Notice{d.noticeRow()}, Can: view.Can{}, Suggest: []view.Suggestion{{Key: "warning/W1", Kind: rules.NoticeCold, On: "W1", Text: "寒潮橙色预警。",
		What: text.Text{ZH: "传达寒潮橙色预警", EN: "Pass on: cold wave warning, orange"}}}}, nil
}

// Notice is that one.
func (d *Desk) Notice(string) (*view.Notice, error) {
	defer d.lock()()
	n := d.noticeRow()
	return &n, nil
}

func (d *Desk) noticeRow() view.Notice {
	n := d.noticed()
	r := view.Notice{Notice: *n, Tally: n.Tally(), Late: n.Late(d.t.now), Can: view.Can{"notice.add": nil}}
	if x, again := n.Next(d.t.now, 15*time.Minute); x != nil {
		r.Next = x.No
	} else if !again.IsZero() {
		r.Again = &again
	}
	for i := range n.Receivers {
		x := &n.Receivers[i]
		no := "/" + strconv.Itoa(x.No)
		r.Can["notice.result"+no], r.Can["notice.explain"+no], r.Can["notice.correct"+no] = n.MayNote(x), n.MayExplain(x), n.MayCorrect(x)
	}
	return r
}

// notice does what a command does to it.
func (d *Desk) notice(cmd command.Command) (string, bool, error) {
	by := rules.Hand{Officer: d.who.ID, Name: d.who.Name, At: d.t.now}
	n := d.noticed()
	step := func(receiver string, do func(r *rules.NoticeReceiver) *rules.Error) (string, bool, error) {
		r, e := n.Receiver(receiver)
		if e == nil {
			e = do(r)
		}
		if e != nil {
			return "", true, e
		}
		return n.ID, true, nil
	}
	switch c := cmd.(type) {
	case *command.NoteResult:
		return step(c.Receiver, func(r *rules.NoticeReceiver) *rules.Error {
			return n.Note(r, rules.NoticeTry{Result: c.Result, At: d.t.now, By: by.Officer, Name: by.Name})
		})
	case *command.ExplainReceiver:
		return step(c.Receiver, func(r *rules.NoticeReceiver) *rules.Error { return n.Explain(r, by, c.Reason) })
	case *command.CorrectResult:
		return step(c.Receiver, func(r *rules.NoticeReceiver) *rules.Error { return n.Correct(r, by, c.Reason, c.Result, 0) })
	case *command.CloseNotice:
		if _, e := n.Close(by, c.Reason); e != nil {
			return "", true, e
		}
		return n.ID, true, nil
	case *command.ConfirmNotice, *command.NewNotice, *command.AddReceivers, *command.WithdrawNotice:
		return n.ID, true, nil
	}
	return "", false, nil
}
