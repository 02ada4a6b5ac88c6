package notices_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Ensure that a village contact confirms the own line and no other, that the duty log tells of
// it, and that the desk may correct it.
func TestConfirm(t *testing.T) {
	b := night(t)
	id := b.Must(officer, &command.NewNotice{Text: "今夜加巡一次", To: []string{"甲家村", "乙家村"}}).ID
	other := b.Must(officer, &command.NewNotice{Text: "只给乙家村", To: []string{"乙家村"}}).ID
	n, err := b.As("甲村联络").Notice(id)
	if no, ok := n.Can["notice.confirm"]; err != nil || !ok || no != nil || len(n.Can) != 1 {
		t.Fatalf("%v %+v", err, n.Can)
	}
	b.Must("甲村联络", &command.ConfirmNotice{Notice: id, Said: "已看过五户"})
	b.Refuse("甲村联络", rules.Precondition, &command.ConfirmNotice{Notice: id})
	b.Refuse("甲村联络", rules.NotFound, &command.ConfirmNotice{Notice: other})
	b.Refuse("甲村联络", rules.Denied, &command.NoteResult{Notice: id, Receiver: "乙家村", Result: rules.ResultReceived})
	b.Refuse(officer, rules.Denied, &command.ConfirmNotice{Notice: other})
	if n := read(t, b, id); n.Tally.Reached != 1 || n.Next != 2 || n.Notice.Receivers[0].Last().Name != "甲村联络" {
		t.Errorf("%+v", n)
	}
	log, err := b.As(officer).Log(view.LogAsk{})
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, r := range log.Rows {
		if r.Code == "notice.confirm" {
			told = append(told, r.Done.In(text.ZH)+" "+r.Words)
		}
	}
	if raw, _ := json.Marshal(told); len(told) != 1 || !strings.Contains(told[0], "甲家村 已看过五户") {
		t.Errorf("log: %s", raw)
	}
	b.Must(officer, &command.CorrectResult{Notice: id, Receiver: "1", Reason: "村里点错了"})
	b.Must(officer, &command.CloseNotice{Notice: id, Reason: "明早上门"})
	if n := read(t, b, id); n.Notice.State != rules.NoticeClosed || n.Tally.Explained != 2 {
		t.Errorf("%+v", n)
	}
	b.Refuse(officer, rules.Precondition, &command.CloseNotice{Notice: id, Reason: "又"})
	if e := b.Refuse(officer, rules.Invalid, &command.CloseNotice{Notice: other}); e.Field != "reason" {
		t.Error(e)
	}
}

// Ensure that closing is a Conflict once somebody was added whom the list that was read has not.
func TestCloseIsOfWhatWasRead(t *testing.T) {
	b := night(t)
	id := b.Must(officer, &command.NewNotice{Text: "今夜加巡一次", To: []string{"甲家村"}}).ID
	was := read(t, b, id).Notice.Version
	b.Must(officer, &command.AddReceivers{Notice: id, To: []string{"乙家村"}})
	b.Refuse(officer, rules.Conflict, &command.CloseNotice{Notice: id, Reason: "明早上门", Version: was})
	if n := read(t, b, id); n.Tally.Explained != 0 {
		t.Errorf("%+v", n.Tally)
	}
	b.Must(officer, &command.CloseNotice{Notice: id, Reason: "明早上门", Version: read(t, b, id).Notice.Version})
}
