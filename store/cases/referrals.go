package cases

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

// Patience is how long an agency may take to answer a referral, 0 for ever.
func Patience(r tx.Reader) (time.Duration, error) {
	n, err := table.Setting(r, rules.SettingReferralWait)
	return time.Duration(n) * time.Minute, err
}

// ReferralRow is a referral of a case for a reader, others are all of that case.
func ReferralRow(r tx.Reader, e tx.Env, k *rules.Case, ref rules.Referral, others []rules.Referral) (view.Referral, error) {
	limit, err := Patience(r)
	if err != nil {
		return view.Referral{}, err
	}
	row := view.Referral{Referral: ref, Subject: Subject(k, false), Can: view.Can{}}
	row.What, row.State, row.Due = ref.Awaits(limit, e.Now)
	if ref.Matter != "" {
		row.Subject = text.Text{ZH: ref.Matter, EN: ref.Matter}
	}
	if a, ok, err := table.Agencies.Find(r, ref.Agency); err != nil {
		return row, err
	} else if ok {
		row.Phones = a.Phones
	}
	name := names(r)
	row.Referral.Steps = slices.Clone(ref.Steps)
	for i := range row.Referral.Steps {
		s := &row.Referral.Steps[i]
		s.By = name(s.By)
		if s.Back != nil {
			b := *s.Back
			b.By = name(b.By)
			s.Back = &b
		}
	}
	may := func(cmd command.Command, verb func() *rules.Error) {
		if row.Can[cmd.Code()] = May(e, cmd.Area()); row.Can[cmd.Code()] == nil {
			row.Can[cmd.Code()] = verb()
		}
	}
	for _, s := range steps {
		may(s.cmd, func() *rules.Error { return ref.May(k, s.to) })
	}
	may(&command.StepBackReferral{}, func() *rules.Error { return ref.MayBack(k, others) })
	if e.Hidden() {
		maskReferral(&row, k)
	}
	return row, nil
}

// steps are the commands by which a referral that was sent goes on, with where they lead.
var steps = []struct {
	cmd command.Command
	to  rules.ReferralState
}{
	{&command.ReceiveReferral{}, rules.ReferralReceived},
	{&command.AcceptReferral{}, rules.ReferralAccepted},
	{&command.RefuseReferral{}, rules.ReferralRefused},
	{&command.FinishReferral{}, rules.ReferralDone},
	{&command.RevokeReferral{}, rules.ReferralRevoked},
}

// stepCode is the command that wrote a step.
func stepCode(to rules.ReferralState) string {
	for _, s := range steps {
		if s.to == to {
			return s.cmd.Code()
		}
	}
	return (&command.SendReferral{}).Code()
}

// maskReferral leaves that there is a referral, for which goal, and how far it is: where to
// and why would tell of the person.
func maskReferral(row *view.Referral, k *rules.Case) {
	r := &row.Referral
	*r = rules.Referral{ID: r.ID, Case: r.Case, Goal: r.Goal, State: r.State, Steps: r.Steps, Answered: r.Answered, Shift: r.Shift, Meta: r.Meta}
	for i := range r.Steps {
		s := &r.Steps[i]
		*s = rules.ReferralStep{State: s.State, At: s.At, By: s.By, Back: s.Back}
		if s.Back != nil {
			s.Back.Reason = ""
		}
	}
	row.Subject, row.Phones = Subject(k, true), nil
}

// referrals are those of a case for its page.
func referrals(v tx.View, e tx.Env, k *rules.Case) ([]view.Referral, error) {
	refs, err := By(v, table.Referrals, k)
	if err != nil {
		return nil, err
	}
	out := []view.Referral{}
	for _, ref := range refs {
		row, err := ReferralRow(v, e, k, ref, refs)
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// refer says what the referrals of a page let it do.
func refer(e tx.Env, p *view.Case) {
	send := &command.SendReferral{}
	if p.Can[send.Code()] = May(e, send.Area()); p.Can[send.Code()] == nil {
		p.Can[send.Code()] = p.Case.Working()
	}
	for i := range p.Referrals {
		undoable(p.Can, &p.Referrals[i])
	}
}

// undoable says for the steps of a referral whether they may be taken back: the last one that
// stands. Each has its number (rules.Referral.Ref), for the same step may have been taken twice.
func undoable(can view.Can, row *view.Referral) {
	r := &row.Referral
	_, last := r.Last()
	for i := range r.Steps {
		key := stepCode(r.Steps[i].State) + "/" + r.Ref(i)
		switch {
		case i == 0:
			can[key] = row.Can["referral.revoke"]
		case i == last:
			can[key] = row.Can["referral.back"]
		case r.Steps[i].Back != nil:
			can[key] = rules.Refuse(text.Text{ZH: "这一步已退回: %[1]s。", EN: "That step was taken back already: %[1]s."}.With(rules.WordOf(rules.ReferralWords, string(r.Steps[i].State))), "")
		default:
			can[key] = rules.Refuse(text.Text{ZH: "只能退回最后一步: %[1]s。", EN: "Only the last step can be taken back: %[1]s."}.With(rules.WordOf(rules.ReferralWords, string(r.State))), "")
		}
	}
}

// referred is what happened to the referrals of a page.
func referred(p *view.Case, add func(view.Event)) {
	for i := range p.Referrals {
		r := &p.Referrals[i].Referral
		for n := range r.Steps {
			s := &r.Steps[n]
			e := view.Event{Seq: s.Seq, At: s.At, By: s.By, Code: stepCode(s.State), Ref: r.Ref(n), What: stepText(r, n), Text: s.Text}
			if b := s.Back; b != nil {
				e.What = back(e.What)
				add(view.Event{Seq: b.Seq, At: b.At, By: b.By, Code: "referral.back", Ref: r.ID, Text: b.Reason,
					What: text.Text{ZH: "移送退回一步: %[1]s", EN: "a step of the referral taken back: %[1]s"}.With(rules.WordOf(rules.ReferralWords, string(s.State)))})
			}
			add(e)
		}
	}
}

// stepText says what a step was: to whom and with whom, by whom at the agency.
func stepText(r *rules.Referral, n int) text.Text {
	s := &r.Steps[n]
	what := text.Text{ZH: "移送 %[1]s %[2]s", EN: "referral to %[1]s: %[2]s"}.With(r.To, rules.WordOf(rules.ReferralWords, string(s.State)))
	if n == 0 {
		what = text.Text{ZH: "移送 %[1]s", EN: "referred to %[1]s"}.With(r.To)
		if r.Matter != "" {
			what = text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(what, r.Matter)
		}
		if along := Escort(r); !along.IsZero() {
			what = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(what, along)
		}
	}
	if s.Who != "" {
		what = text.Text{ZH: "%[1]s, 对方 %[2]s", EN: "%[1]s by %[2]s"}.With(what, s.Who)
	}
	if s.Signed {
		what = text.Text{ZH: "%[1]s, 交接单双方已签", EN: "%[1]s, form signed by both"}.With(what)
	}
	return what
}

// Escort is who goes along, in what and since when; nothing when none of it is known.
func Escort(r *rules.Referral) (out text.Text) {
	add := func(t text.Text) {
		if out.IsZero() {
			out = t
			return
		}
		out = text.Text{ZH: "%[1]s, %[2]s", EN: "%[1]s, %[2]s"}.With(out, t)
	}
	if len(r.Escort) > 0 {
		var who []text.Text
		for _, n := range r.Escort {
			who = append(who, text.Text{ZH: n, EN: n})
		}
		add(text.Text{ZH: "护送 %[1]s", EN: "escort %[1]s"}.With(who))
	}
	if r.Vehicle != "" {
		add(text.Text{ZH: r.Vehicle, EN: r.Vehicle})
	}
	if r.DepartAt != nil {
		add(text.Text{ZH: "%[1]s 出发", EN: "left %[1]s"}.With(rules.Stamp(*r.DepartAt)))
	}
	return out
}

// Answer says of the refused referrals of a case that stand at from what became of them.
func Answer(x *tx.Tx, id, from, to string, which func(*rules.Referral) bool) error {
	k, err := Main(x, id)
	if err != nil {
		return err
	}
	refs, err := By(x, table.Referrals, k)
	if err != nil {
		return err
	}
	for i := range refs {
		r := &refs[i]
		if r.State != rules.ReferralRefused || r.Answered != from || which != nil && !which(r) {
			continue
		}
		r.Answered = to
		if err := table.Referrals.Put(x, r); err != nil {
			return err
		}
	}
	return nil
}
