package notices

import (
	"slices"
	"strconv"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/cases"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Read is one notice for a reader. NotFound for a village contact whose village is not on it.
func Read(v tx.View, e tx.Env, id string) (*view.Notice, error) {
	n, err := cases.Lookup(v, e.Now, table.Notices, "J", 4, "notice", id)
	if err != nil {
		return nil, err
	}
	own, err := ownVillage(v, e)
	if err != nil {
		return nil, err
	}
	if own != "" && !has(n, own) {
		return nil, rules.Missing(table.Notices.Noun, n.ID)
	}
	wait, err := Wait(v)
	if err != nil {
		return nil, err
	}
	row := rowOf(e, n, wait, own)
	return &row, nil
}

// List is the notices that are open, the late ones first, then the newest others; limit as
// Desk.Notices has it. A village contact reads those that went to the own village.
func List(v tx.View, e tx.Env, limit int) (*view.Notices, error) {
	out := &view.Notices{Stamp: view.Stamp{Seq: e.Seq, Now: e.Now}, Rows: []view.Notice{}, Suggest: []view.Suggestion{},
		Can: view.Can{"notice.new": cases.May(e, (&command.NewNotice{}).Area())}}
	own, err := ownVillage(v, e)
	if err != nil {
		return nil, err
	}
	wait, err := Wait(v)
	if err != nil {
		return nil, err
	}
	open, err := table.By(v, table.Notices, "open")
	if err != nil {
		return nil, err
	}
	keep := func(n *rules.Notice) {
		if own == "" || has(n, own) {
			out.Rows = append(out.Rows, rowOf(e, n, wait, own))
		}
	}
	for i := range open {
		keep(&open[i])
	}
	slices.SortStableFunc(out.Rows, func(a, b view.Notice) int {
		if a.Late != b.Late {
			if a.Late {
				return -1
			}
			return 1
		}
		return 0
	})
	err = table.Notices.Scan(v, "", "", true, func(n *rules.Notice) (bool, error) {
		if limit > 0 && len(out.Rows) >= limit {
			return false, nil
		}
		if n.State != rules.NoticeOpen {
			keep(n)
		}
		return true, nil
	})
	if err == nil && !e.Hidden() {
		out.Suggest, err = suggest(v, e)
	}
	return out, err
}

// Wait is how long until somebody who did not answer comes round again.
func Wait(r tx.Reader) (time.Duration, error) {
	n, err := table.Setting(r, rules.SettingNoticeWait)
	return time.Duration(n) * time.Minute, err
}

// ownVillage is the village of a village contact, "" for other readers. A contact of no
// village reads nobody's.
func ownVillage(r tx.Reader, e tx.Env) (string, error) {
	if e.Actor.Officer == "" || !slices.Contains(e.Actor.Roles, rules.RoleVillage) || rules.SeesPersons(e.Actor.Roles) {
		return "", nil
	}
	o, ok, err := table.Officers.Find(r, e.Actor.Officer)
	if err != nil || !ok || o.Village == "" {
		return "-", err
	}
	return o.Village, nil
}

func has(n *rules.Notice, village string) bool {
	return slices.ContainsFunc(n.Receivers, func(r rules.NoticeReceiver) bool { return r.Kind == rules.ReceiverVillage && r.ID == village })
}

// rowOf is a notice for a reader; own is the village of a village contact.
func rowOf(e tx.Env, n *rules.Notice, wait time.Duration, own string) view.Notice {
	r := view.Notice{Notice: *n, Tally: n.Tally(), Late: n.Late(e.Now), Can: view.Can{}}
	r.Notice.Count = nil // the tally says it
	if next, again := n.Next(e.Now, wait); next != nil {
		r.Next = next.No
	} else if !again.IsZero() {
		r.Again = &again
	}
	may := func(c command.Command, key string, verb func() *rules.Error) {
		if r.Can[key] = cases.May(e, c.Area()); r.Can[key] == nil {
			r.Can[key] = verb()
		}
	}
	may(&command.AddReceivers{}, "notice.add", n.MayPass)
	may(&command.WithdrawNotice{}, "notice.withdraw", n.MayWithdraw)
	may(&command.CloseNotice{}, "notice.close", n.MayClose)
	for i := range n.Receivers {
		x := &n.Receivers[i]
		no := "/" + strconv.Itoa(x.No)
		may(&command.NoteResult{}, "notice.result"+no, func() *rules.Error { return n.MayNote(x) })
		may(&command.ExplainReceiver{}, "notice.explain"+no, func() *rules.Error { return n.MayExplain(x) })
		may(&command.CorrectResult{}, "notice.correct"+no, func() *rules.Error { return n.MayCorrect(x) })
	}
	if e.Hidden() {
		mask(&r, own)
	}
	return r
}

// mask leaves that there is a notice and how far it is; a village contact reads its words and
// the line of the own village.
func mask(r *view.Notice, own string) {
	n := &r.Notice
	n.By, n.Name, r.Next, r.Again, r.Can = "", "", 0, nil, view.Can{}
	if n.Withdrawn != nil {
		n.Withdrawn = &rules.NoticeMark{At: n.Withdrawn.At}
	}
	line := slices.IndexFunc(n.Receivers, func(x rules.NoticeReceiver) bool { return x.Kind == rules.ReceiverVillage && x.ID == own })
	if own == "" || line < 0 {
		n.Text, n.Receivers = "", nil
		return
	}
	_, no := n.Own(own)
	r.Can["notice.confirm"] = no
	x := n.Receivers[line]
	x.Phones, x.Also, x.Explained, x.Undone = nil, nil, nil, ""
	x.Tries = x.Standing()
	for i := range x.Tries {
		t := &x.Tries[i]
		*t = rules.NoticeTry{Result: t.Result, At: t.At}
	}
	n.Receivers = []rules.NoticeReceiver{x}
	r.Tally = n.Tally()
}

// suggest is what might be passed on now and was not.
func suggest(v tx.View, e tx.Env) ([]view.Suggestion, error) {
	out := []view.Suggestion{}
	passed := func(id string) (bool, error) {
		ids, err := table.Notices.IDs(v, "on/"+id)
		return len(ids) > 0, err
	}
	warnings, err := table.Warnings.By(v, "open")
	if err != nil {
		return nil, err
	}
	for i := range warnings {
		w := &warnings[i]
		if !w.InForce(e.Now) {
			continue
		}
		if done, err := passed(w.ID); err != nil {
			return nil, err
		} else if !done {
			out = append(out, view.Suggestion{Key: "warning/" + w.ID, Kind: rules.NoticeCold, On: w.ID, Text: command.NoticeText(rules.NoticeCold, w),
				What: text.Text{ZH: "传达%[1]s%[2]s预警", EN: "Pass on: %[1]s warning, %[2]s"}.With(rules.WordOf(command.WarningKinds, string(w.Kind)), rules.WordOf(command.WarningLevels, string(w.Level)))})
		}
	}
	calls, err := table.Calls.By(v, "open")
	if err != nil {
		return nil, err
	}
	for i := range calls {
		k := &calls[i]
		if k.Out || k.Kind != rules.CallNotice && k.Kind != rules.CallOrder {
			continue
		}
		if done, err := passed(k.ID); err != nil {
			return nil, err
		} else if !done {
			out = append(out, view.Suggestion{Key: "call/" + k.ID, Kind: rules.NoticeFree, On: k.ID, Text: k.Said,
				What: text.Text{ZH: "传达%[1]s %[2]s", EN: "Pass on: %[1]s %[2]s"}.With(rules.WordOf(rules.CallKindWords, string(k.Kind)), k.ID)})
		}
	}
	orders, err := table.Orders.By(v, "open")
	if err != nil {
		return nil, err
	}
	for i := range orders {
		o := &orders[i]
		if o.Case != "" {
			continue
		}
		if done, err := passed(o.ID); err != nil {
			return nil, err
		} else if !done {
			out = append(out, view.Suggestion{Key: "order/" + o.ID, Kind: rules.NoticeFree, On: o.ID, Text: o.Text,
				What: text.Text{ZH: "传达领导指示 %[1]s", EN: "Pass on: order %[1]s"}.With(o.ID)})
		}
	}
	alone, err := aloneTonight(v, e)
	if alone != nil {
		out = append(out, *alone)
	}
	return out, err
}
