package notices

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// aloneAgain is how long the calls to people living alone of a night count. Ours.
const aloneAgain = 12 * time.Hour

// aloneTonight suggests the night's calls to people living alone while a warning of the set
// colour is in force; nil where they were begun, or nothing asks for them. Who is rung is
// whom the registers name, and who stood on the list before.
func aloneTonight(v tx.View, e tx.Env) (*view.Suggestion, error) {
	from, err := table.Setting(v, rules.SettingNoticeAlone)
	if err != nil || from == 0 {
		return nil, err
	}
	w, err := gravest(v, e.Now)
	if err != nil || w == nil {
		return nil, err
	}
	level := slices.IndexFunc(rules.WarningLevelWords, func(n rules.Named) bool { return n.Code == string(w.Level) }) + 1
	if level < from {
		return nil, nil
	}
	before, err := lastAlone(v)
	if err != nil || before != nil && (before.State == rules.NoticeOpen || e.Now.Sub(before.At) < aloneAgain) {
		return nil, err
	}
	s := &view.Suggestion{Key: "alone/" + w.ID, Kind: rules.NoticeAlone, Text: command.NoticeText(rules.NoticeAlone, w),
		What: text.Text{ZH: "今夜给独居的人打电话", EN: "Ring those living alone tonight"}}
	if s.Others, err = registered(v); err != nil {
		return nil, err
	}
	if before != nil {
		for _, r := range people(before) {
			s.Others = join(s.Others, r)
		}
	}
	if n := len(s.Others); n > 0 {
		s.What = text.Text{ZH: "今夜给独居的人打电话, 台账和上次名单 %[1]d 人", EN: "Ring those living alone tonight, %[1]d of the registers and the list before"}.With(n)
	}
	return s, nil
}

// lastAlone is the newest calls to people living alone that were not withdrawn.
func lastAlone(r tx.Reader) (*rules.Notice, error) {
	ids, err := table.Notices.IDs(r, "alone")
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	n, ok, err := table.Notices.Find(r, ids[len(ids)-1])
	if err != nil || !ok {
		return nil, err
	}
	return n, nil
}

// people are those of a list, as they stood before anybody was rung.
func people(n *rules.Notice) []rules.NoticeReceiver {
	var out []rules.NoticeReceiver
	for _, r := range n.Receivers {
		if r.Kind == rules.ReceiverPerson {
			r.Tries, r.Explained, r.Undone = nil, nil, ""
			out = append(out, r)
		}
	}
	return out
}
