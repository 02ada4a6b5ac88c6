package notices_test

import (
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

// Ensure that a result stands at the minute at which it was, not at that of writing.
func TestNotedAtItsMinute(t *testing.T) {
	b := night(t)
	id := b.Must(officer, &command.NewNotice{Text: "今夜加巡一次", To: []string{"甲家村"}}).ID
	at := b.Clock.Now().Add(5 * time.Minute)
	b.Clock.Add(12 * time.Minute)
	b.Must(officer, &command.NoteResult{Notice: id, Receiver: "1", Result: rules.ResultReceived, At: &at})
	if got := read(t, b, id).Notice.Receivers[0].Tries[0].At; !got.Equal(at) {
		t.Errorf("%s, not %s", got, at)
	}
}

// Ensure that whoever read the list before it was closed does not correct what closing wrote.
func TestClosingIsSeen(t *testing.T) {
	b := night(t)
	id := b.Must(officer, &command.NewNotice{Text: "今夜加巡一次", To: []string{"甲家村"}}).ID
	was := read(t, b, id).Notice.Version
	b.Must(officer, &command.CloseNotice{Notice: id, Reason: "明早上门", Version: was})
	b.Refuse(officer, rules.Conflict, &command.CorrectResult{Notice: id, Receiver: "1", Reason: "记错", Version: was})
	b.Must(officer, &command.CorrectResult{Notice: id, Receiver: "1", Reason: "记错", Version: read(t, b, id).Notice.Version})
}
