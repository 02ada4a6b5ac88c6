package casefile

import (
	"fmt"
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// settle asks how the situation ended, and beside it what that outcome asks. It begins with
// what is known of the settling that stands.
func (p *Page) settle() route.Action { return p.settleAt("") }

// settleAt is settle with the focus on the field that misses something.
func (p *Page) settleAt(focus string) route.Action {
	version, conflict := p.version()
	k := &p.c.Case
	var last *command.Settle
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "处置", EN: "Settle"}, Draft: "settle/" + p.id, Drafts: p.desk, First: settled(k), Focus: focus,
		Shape: p.settleFields,
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			c := &command.Settle{Case: p.id, Version: version(), Outcome: rules.Outcome(v["outcome"]), Note: v["note"]}
			shown := map[string]bool{}
			for _, s := range p.settleFields(v) {
				shown[s.Name] = true
			}
			at := func(name string) string {
				if !shown[name] {
					return "" // asked by another outcome
				}
				return v[name]
			}
			c.Place, c.Over, c.Order, c.Sign = at("place"), at("over"), at("order"), rules.Signing(at("sign"))
			c.Receiver = rules.Receiver{Name: at("receiver.name"), Relation: at("receiver.relation"), Phone: at("receiver.phone"), IDSeen: at("receiver.id_seen") == "yes", Proof: at("receiver.proof")}
			for i := range rules.Witnesses {
				n := fmt.Sprintf("witnesses.%d.", i+1)
				c.Witnesses = append(c.Witnesses, rules.Witness{Name: at(n + "name"), Unit: at(n + "unit"), Phone: at(n + "phone")})
			}
			last = c
			return c, nil
		},
		Done:     text.Text{ZH: "已处置", EN: "settled"},
		After:    func(command.Result) route.Action { return lacking(last) },
		Conflict: conflict,
	}))
}

// lacking asks for the witnesses that a refusal without a signature still needs, as soon as
// it is saved.
func lacking(c *command.Settle) route.Action {
	if c.Outcome != rules.OutcomeRefused || c.Sign != rules.WouldNotSign {
		return nil
	}
	n := rules.Witnesses
	for _, w := range c.Witnesses {
		if w.Name != "" {
			n--
		}
	}
	if n <= 0 {
		return nil
	}
	return screen.Say{Text: text.Text{ZH: "已处置, 还缺 %[1]d 名见证人, 现在补", EN: "Settled; %[1]d witnesses are wanting: add them now"}.With(n)}
}

// settled are the fields of the settling that stands.
func settled(k *rules.Case) entry.Values {
	if k.Outcome == "" {
		return nil
	}
	e, v := &k.Ending, entry.Values{}
	for name, s := range map[string]string{"outcome": string(k.Outcome), "note": k.OutcomeNote, "place": e.Place.Text, "over": e.Over, "sign": string(e.Sign),
		"receiver.name": e.Receiver.Name, "receiver.relation": e.Receiver.Relation, "receiver.phone": e.Receiver.Phone, "receiver.proof": e.Receiver.Proof} {
		v[name] = s
	}
	if e.Receiver.IDSeen {
		v["receiver.id_seen"] = "yes"
	}
	for i, w := range e.Witnesses {
		n := fmt.Sprintf("witnesses.%d.", i+1)
		v[n+"name"], v[n+"unit"], v[n+"phone"] = w.Name, w.Unit, w.Phone
	}
	return v
}

// settleFields are those of an outcome: what it asks stands between the outcome and the note.
func (p *Page) settleFields(v entry.Values) []field.Spec {
	out := []field.Spec{{Name: "outcome", Label: text.Text{ZH: "结果", EN: "Outcome"}, Kind: field.Choice, Options: dialog.Options(rules.OutcomeWords), Required: true}}
	note := field.Spec{Name: "note", Label: text.Text{ZH: "说明", EN: "Note"}, Max: 500}
	who := field.Spec{Name: "receiver.name", Label: text.Text{ZH: "接收人", EN: "Received by"}, Max: 30, Hint: text.Text{ZH: "对方谁接的, 可以后补", EN: "who took the person over, may follow"}}
	switch rules.Outcome(v["outcome"]) {
	case rules.OutcomeShelter:
		out = append(out, field.Spec{Name: "place", Label: text.Text{ZH: "避寒点", EN: "Shelter"}, Kind: field.Choice, Options: p.shelters(), Free: true, Max: 60})
		if s := p.shelter(v["place"]); s != nil && s.Free != nil && *s.Free == 0 && p.c.Case.Shelter() != s.Place.ID {
			out = append(out, p.leaderFields("over", text.Text{ZH: "超员原因", EN: "Why one more"}, text.Text{ZH: "已满; 带班领导决定, 写明原因", EN: "full; a leader decides, with a reason"})...)
		}
	case rules.OutcomeHosp, rules.OutcomeMental:
		out = append(out, field.Spec{Name: "place", Label: text.Text{ZH: "医院", EN: "Hospital"}, Kind: field.Choice, Options: p.hospitals(), Free: true, Max: 60}, who)
	case rules.OutcomeStation:
		out = append(out, who)
	case rules.OutcomeHome:
		who.Label, who.Hint = text.Text{ZH: "谁接回", EN: "Taken home by"}, text.Text{}
		out = append(out, who,
			field.Spec{Name: "receiver.relation", Label: text.Text{ZH: "关系", EN: "Relation"}, Max: 30},
			field.Spec{Name: "receiver.phone", Label: text.Text{ZH: "电话", EN: "Telephone"}, Kind: field.Phone, Check: dialog.Phone},
			field.Spec{Name: "receiver.id_seen", Label: text.Text{ZH: "证件", EN: "ID"}, Kind: field.Choice, Options: []field.Option{
				{Value: "yes", Label: text.Text{ZH: "已核对, 留复印件", EN: "seen, a copy kept"}}, {Value: "no", Label: text.Text{ZH: "没有核对", EN: "not seen"}}}})
		if p.c.Case.Facts.Minor() {
			out = append(out, field.Spec{Name: "receiver.proof", Label: text.Text{ZH: "监护证明", EN: "Guardian by"}, Max: 60, Hint: text.Text{ZH: "户口簿, 出生证等; 再打领回单", EN: "family book, birth certificate; then print the collection"}})
		}
	case rules.OutcomeRefused:
		out = append(out, field.Spec{Name: "sign", Label: text.Text{ZH: "签字", EN: "Signature"}, Kind: field.Choice, Options: dialog.Options(rules.SigningWords)})
		if rules.Signing(v["sign"]) == rules.WouldNotSign {
			for i := range rules.Witnesses {
				n := fmt.Sprintf("witnesses.%d.", i+1)
				out = append(out,
					field.Spec{Name: n + "name", Label: text.Text{ZH: "见证人%[1]d", EN: "Witness %[1]d"}.With(i + 1), Kind: field.Choice, Options: dialog.Names(p.lists), Free: true, Max: 30, Required: true},
					field.Spec{Name: n + "unit", Label: text.Text{ZH: "单位%[1]d", EN: "Unit %[1]d"}.With(i + 1), Max: 30, Hint: text.Text{ZH: "单位或关系", EN: "unit or relation"}},
					field.Spec{Name: n + "phone", Label: text.Text{ZH: "电话%[1]d", EN: "Telephone %[1]d"}.With(i + 1), Kind: field.Phone, Check: dialog.Phone})
			}
		}
	case rules.OutcomeLeft:
		note.Hint = text.Text{ZH: "什么时候怎样走的", EN: "when and how the person left"}
	case rules.OutcomeDied:
		note.Hint = text.Text{ZH: "时间、地点、经过; 先报 110 和带班领导", EN: "when, where, how; 110 and the leader come first"}
	case rules.OutcomeOther:
		note.Required, note.Hint = true, text.Text{ZH: "怎样处置的", EN: "what was done"}
	}
	return append(out, note)
}

// leaderFields ask why a leader decides something, and by which order where the leader does
// not sit here.
func (p *Page) leaderFields(name string, label, hint text.Text) []field.Spec {
	out := []field.Spec{{Name: name, Label: label, Max: 200, Hint: hint}}
	var orders []field.Option
	for i := range p.c.Orders {
		if o := &p.c.Orders[i]; o.Struck == "" {
			orders = append(orders, field.Option{Value: o.ID, Label: plain(screen.Short(o.ID) + " " + o.Text)})
		}
	}
	if orders != nil {
		out = append(out, field.Spec{Name: "order", Label: text.Text{ZH: "依指示", EN: "By order"}, Kind: field.Choice, Options: orders, Hint: text.Text{ZH: "领导本人登录的空着", EN: "empty where the leader signed in"}})
	}
	return out
}

// shelters are the shelters with their free beds, those with a bed first.
func (p *Page) shelters() (out []field.Option) {
	var full []field.Option
	for i := range p.c.Shelters {
		s := &p.c.Shelters[i]
		o := field.Option{Value: s.Place.Name, Label: bedsText(s)}
		if s.Free != nil && *s.Free == 0 {
			full = append(full, o)
		} else {
			out = append(out, o)
		}
	}
	return append(out, full...)
}

func bedsText(s *view.Shelter) text.Text {
	switch {
	case s.Free == nil:
		return text.Text{ZH: "%[1]s 在 %[2]d 人", EN: "%[1]s, %[2]d in"}.With(s.Place.Name, len(s.In))
	case s.Over > 0:
		return text.Text{ZH: "%[1]s 超员 %[2]d/%[3]d", EN: "%[1]s, over its beds %[2]d/%[3]d"}.With(s.Place.Name, len(s.In), s.Place.Capacity)
	case *s.Free == 0:
		return text.Text{ZH: "%[1]s 已满 %[2]d/%[3]d", EN: "%[1]s, full %[2]d/%[3]d"}.With(s.Place.Name, len(s.In), s.Place.Capacity)
	}
	return text.Text{ZH: "%[1]s 空 %[2]d 张", EN: "%[1]s, %[2]d free"}.With(s.Place.Name, *s.Free)
}

func (p *Page) shelter(name string) *view.Shelter {
	i := slices.IndexFunc(p.c.Shelters, func(s view.Shelter) bool { return s.Place.Name == name || s.Place.ID == name })
	if i < 0 {
		return nil
	}
	return &p.c.Shelters[i]
}

// hospitals are the agencies that treat people.
func (p *Page) hospitals() (out []field.Option) {
	for _, a := range p.lists.Agencies {
		if !a.Retired && (a.Role == rules.AgencyHospital || a.Role == rules.AgencyMental) {
			out = append(out, field.Option{Value: a.Name, Label: plain(a.Name)})
		}
	}
	return out
}

// beds tells who is in the shelters.
func (p *Page) beds() route.Action {
	all := p.c.Shelters
	return screen.Show(dialog.NewText(text.Text{ZH: "避寒点", EN: "Shelters"}, func(env screen.Env, w int) []string {
		out := []string{""}
		if len(all) == 0 {
			out = append(out, env.Wrap(env.T(text.Text{ZH: "名册里没有避寒点。", EN: "No shelter is on the list of places."}), w)...)
		}
		for i := range all {
			out = append(out, env.Theme.Title.Paint(env.Cut(env.T(bedsText(&all[i])), w)))
			for _, x := range all[i].In {
				out = append(out, env.Cut(" "+screen.Short(x.Case)+" "+env.HHMM(x.Since)+" "+env.T(x.Subject), w))
			}
		}
		return out
	}))
}

// visit records that somebody who declined was visited again.
func (p *Page) visit() route.Action {
	now := p.c.Now
	lead := text.Text{ZH: "回访后, 下一次从这次算起。", EN: "The next visit counts from this one."}
	if o := p.duty(rules.FollowUpCode); o != nil && o.Due != nil {
		lead = text.Text{ZH: "%[2]s到期 %[1]s。记下这次, 下一次从这次算起。", EN: "%[2]s due %[1]s. The next visit counts from this one."}.With(rules.Stamp(*o.Due), o.Text)
	}
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "回访", EN: "Visit"}, Draft: "visit/" + p.id, Drafts: p.desk, Intro: dialog.Lead(lead),
		Shape: entry.Fields(
			field.Spec{Name: "result", Label: text.Text{ZH: "结果", EN: "Result"}, Kind: field.Choice, Options: dialog.Options(rules.VisitWords), Required: true},
			field.Spec{Name: "words", Label: text.Text{ZH: "说明", EN: "Words"}, Max: 500},
			dialog.At()),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			at, err := dialog.When("at", v["at"], now)
			return &command.RecordFollowUp{Case: p.id, Result: rules.VisitResult(v["result"]), Words: v["words"], At: at}, err
		},
		Done: text.Text{ZH: "已回访", EN: "visited"},
	}))
}

// reopen begins a closed case anew.
func (p *Page) reopen() route.Action {
	version, conflict := p.version()
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: text.Text{ZH: "重新打开", EN: "Reopen"}, Draft: "reopen/" + p.id, Drafts: p.desk,
		Intro: dialog.Lead(text.Text{ZH: "又有新情况时用; 办错了用「退回一步」。以前的时间和结果留着。", EN: "For something new; a slip is taken back by Step back. What was stays to be read."}),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.ReopenCase{Case: p.id, Version: version(), Reason: reason}, nil
		},
		Done: text.Text{ZH: "已重新打开", EN: "opened again"}, Conflict: conflict,
	}))
}
