package referrals_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store"
	"dutydesk/store/storetest"
)

const (
	officer = "何雨禾"
	station = "县救助管理站"
)

func ptr[T any](v T) *T { return &v }

// desk is a test desk with an old man on it, whom P1.3.13 has escorted to the station.
func desk(t *testing.T) (b *storetest.Book, id string) {
	t.Helper()
	b = storetest.New(t)
	b.Must("许知远", &command.PutAgency{Name: station, Role: rules.AgencyReliefStation, Phones: []string{"0419-8220015"}})
	b.Must("许知远", &command.PutAgency{Name: "县精神病院", Role: rules.AgencyMental})
	id = b.Must(officer, &command.OpenCase{Intake: command.Intake{Place: "汽车站桥洞", Said: "有人躺着",
		Person: command.Person{Name: "罗望山", Facts: rules.Facts{Groups: []string{"elderly"}, Found: ptr(true)}}}}).ID
	return b, id
}

func send(b *storetest.Book, id string) string {
	b.T.Helper()
	return b.Must(officer, &command.SendReferral{Case: id, Agency: station, Escort: []string{"周立冬", "罗小满"}, Vehicle: "救助车"}).ID
}

func page(b *storetest.Book, id string) *view.Case {
	b.T.Helper()
	p, err := b.As(officer).Case(id)
	if err != nil {
		b.T.Fatal(err)
	}
	return p
}

func state(p *view.Case, code string) rules.ObligationState {
	for i := range p.Obligations {
		if p.Obligations[i].Code == code {
			return p.Obligations[i].State
		}
	}
	return ""
}

func row(t *testing.T, b *storetest.Book, id string) *view.DueRow {
	t.Helper()
	board, err := b.As(officer).Board()
	if err != nil {
		t.Fatal(err)
	}
	for i := range board.Rows {
		if board.Rows[i].Key == "referral/"+id {
			return &board.Rows[i]
		}
	}
	return nil
}

// Ensure that the old man is escorted to the station, refused for lack of a paper, sent
// again, received, accepted and done; that acceptance, not receipt, meets the escort; and
// that the case cannot be closed before the end.
func TestJourney(t *testing.T) {
	b, id := desk(t)
	closing := func(refused bool) {
		t.Helper()
		if no := page(b, id).Can["case.close"]; refused != (no != nil && strings.Contains(no.Text.ZH, "移送还没有完") && no.Clause == "P7.2.27") {
			t.Errorf("closing: %v", no)
		}
		if refused {
			b.Refuse(officer, rules.Precondition, &command.CloseCase{Case: id, Note: "算了"})
		}
	}
	closing(false)
	first := send(b, id)
	closing(true)
	b.Refuse(officer, rules.Precondition, &command.SendReferral{Case: id, Agency: station})
	if r := row(t, b, first); r != nil {
		t.Errorf("on the board at once: %+v", r)
	}
	b.Clock.Add(31 * time.Minute)
	if r := row(t, b, first); r == nil || r.State != rules.Overdue || r.Case != id {
		t.Errorf("nobody confirmed it: %+v", r)
	}
	b.Must(officer, &command.RefuseReferral{Referral: first, Who: "值班员老马", Reason: "没有身份证明"})
	closing(false)
	if r := row(t, b, first); r == nil || r.State != rules.Due || !strings.Contains(r.What.ZH, "拒收") {
		t.Errorf("refused: %+v", r)
	}
	second := send(b, "1")
	if r := row(t, b, first); r != nil {
		t.Errorf("answered by another: %+v", r)
	}
	b.Must(officer, &command.ReceiveReferral{Referral: "2"})
	if s := state(page(b, id), "escort_to_relief_site"); !s.Open() {
		t.Errorf("received is not there: %s", s)
	}
	b.Must(officer, &command.AcceptReferral{Referral: second, Who: "马站长", Signed: true})
	closing(true)
	p := page(b, id)
	if a, w := state(p, "escort_to_relief_site"), state(p, "written_handover"); a != rules.Done || w != rules.Done {
		t.Errorf("accepted and signed: escort %s, paper %s", a, w)
	}
	b.Refuse(officer, rules.Precondition, &command.RevokeReferral{Referral: second, Reason: "不送了"})
	b.Must(officer, &command.FinishReferral{Referral: second, Outcome: "次日返乡"})
	closing(false)
	var told []string
	for _, e := range page(b, id).Timeline {
		if strings.HasPrefix(e.Ref, second+"/") {
			if told = append(told, e.Code); e.Seq == 0 || e.By != officer {
				t.Errorf("%+v", e)
			}
		}
	}
	if !slices.Equal(told, []string{"referral.send", "referral.receive", "referral.accept", "referral.finish"}) {
		t.Errorf("the story: %v", told)
	}
	all, err := b.As(officer).Referrals("", true, 0)
	if err != nil || len(all) != 2 || all[0].Referral.ID != second || all[1].Referral.Answered != second {
		t.Errorf("%v %+v", err, all)
	}
	if open, err := b.As(officer).Referrals("", false, 0); err != nil || len(open) != 0 {
		t.Errorf("%v %+v", err, open)
	}
	b.Reopen()
}

// Ensure that a step taken back takes back what it had met, that it may be taken again at the
// same minute, and that a stale one is a Conflict.
func TestStepBack(t *testing.T) {
	b, id := desk(t)
	ref := send(b, id)
	b.Refuse(officer, rules.Precondition, &command.StepBackReferral{Referral: ref, Reason: "没送"})
	at := storetest.Start
	for range 2 {
		b.Must(officer, &command.AcceptReferral{Referral: ref, Who: "马站长", At: &at})
		if s := state(page(b, id), "escort_to_relief_site"); s != rules.Done {
			t.Fatalf("accepted: %s", s)
		}
		b.Must(officer, &command.StepBackReferral{Referral: ref, Version: page(b, id).Referrals[0].Referral.Version, Reason: "听错了"})
		if s := state(page(b, id), "escort_to_relief_site"); !s.Open() {
			t.Errorf("taken back: %s", s)
		}
	}
	b.Refuse(officer, rules.Conflict, &command.StepBackReferral{Referral: ref, Version: 1, Reason: "又"})
	b.Must(officer, &command.RevokeReferral{Referral: ref, Reason: "家属来了"})
	again := send(b, id)
	b.Refuse(officer, rules.Precondition, &command.StepBackReferral{Referral: ref, Reason: "没有撤"})
	b.Must(officer, &command.RevokeReferral{Referral: again, Reason: "重了"})
	b.Must(officer, &command.StepBackReferral{Referral: ref, Reason: "没有撤"})
	p := page(b, id)
	if p.Referrals[0].Referral.State != rules.ReferralSent || p.Can["referral.send/"+ref+"/0"] != nil || p.Can["referral.revoke/"+again+"/1"] == nil {
		t.Errorf("%+v %v %v", p.Referrals[0].Referral, p.Can["referral.send/"+ref+"/0"], p.Can["referral.revoke/"+again+"/1"])
	}
}

// Ensure that a refusal wakes a case which was settled on the strength of it, and that a new
// settling answers it; taken back, it asks again.
func TestRefusalWakes(t *testing.T) {
	b, id := desk(t)
	ref := send(b, id)
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeStation})
	b.Must(officer, &command.RefuseReferral{Referral: ref, Reason: "满员"})
	p := page(b, id)
	if p.Case.State != rules.CaseOpen || !state(p, "escort_to_relief_site").Open() {
		t.Errorf("still %s, escort %s", p.Case.State, state(p, "escort_to_relief_site"))
	}
	i := slices.IndexFunc(p.Timeline, func(e view.Event) bool { return e.Code == "case.settle" })
	if i < 0 || !strings.Contains(p.Timeline[i].What.ZH, "已撤回") {
		t.Errorf("%+v", p.Timeline)
	}
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeShelter})
	if r := row(t, b, ref); r != nil {
		t.Errorf("settled otherwise: %+v", r)
	}
	p = page(b, id)
	if last := p.Timeline[len(p.Timeline)-1]; last.Code != "case.settle" || strings.Contains(last.What.ZH, "撤回") {
		t.Errorf("%+v", last)
	}
	b.Must(officer, &command.StepBack{Case: id, Reason: "没有床位"})
	if r := row(t, b, ref); r == nil {
		t.Error("nothing asks for another way")
	}
}

// Ensure that a refusal asks for another way again when what followed it is revoked, and is
// answered again when that was not revoked after all.
func TestRevokedFollowUp(t *testing.T) {
	b, id := desk(t)
	first := send(b, id)
	b.Must(officer, &command.RefuseReferral{Referral: first, Reason: "没有身份证明"})
	second := send(b, id)
	b.Must(officer, &command.RevokeReferral{Referral: second, Reason: "车坏了"})
	if open, err := b.As(officer).Referrals("", false, 0); err != nil || len(open) != 1 || open[0].Referral.ID != first || row(t, b, first) == nil {
		t.Errorf("nothing asks for another way: %v %+v", err, open)
	}
	b.Must(officer, &command.StepBackReferral{Referral: second, Step: rules.ReferralRevoked, Reason: "车修好了"})
	if r := page(b, id).Referrals[0].Referral; r.Answered != second || row(t, b, first) != nil {
		t.Errorf("%+v", r)
	}
	b.Reopen()
}

// Ensure that a matter sent to the station is no answer to its refusal of the person.
func TestMatterAnswersItsOwn(t *testing.T) {
	b, id := desk(t)
	person := send(b, id)
	b.Must(officer, &command.RefuseReferral{Referral: person, Reason: "满员"})
	ticket := &command.SendReferral{Case: id, Agency: station, Matter: "返乡车票"}
	matter := b.Must(officer, ticket).ID
	if row(t, b, person) == nil {
		t.Error("the person is forgotten")
	}
	b.Must(officer, &command.RefuseReferral{Referral: matter, Reason: "没有票"})
	again := b.Must(officer, ticket).ID
	if p := page(b, id); p.Referrals[0].Referral.Answered != "" || p.Referrals[1].Referral.Answered != again {
		t.Errorf("%+v", p.Referrals)
	}
}

// Ensure that a step is taken back by its own name and number: not in place of another one,
// and not for its repeat.
func TestStepBackByName(t *testing.T) {
	b, id := desk(t)
	ref := send(b, id)
	b.Must(officer, &command.ReceiveReferral{Referral: ref})
	b.Must(officer, &command.AcceptReferral{Referral: ref})
	if e := b.Refuse(officer, rules.Conflict, &command.StepBackReferral{Referral: ref, Step: rules.ReferralReceived, Reason: "没收到"}); e.Field != "step" || !strings.Contains(e.Text.ZH, "已接收") {
		t.Errorf("%+v", e)
	}
	b.Must(officer, &command.StepBackReferral{Referral: ref, Step: rules.ReferralAccepted, Reason: "听错了"})
	b.Must(officer, &command.AcceptReferral{Referral: ref})
	p := page(b, id)
	var may []bool
	for _, e := range p.Timeline {
		if e.Code == "referral.accept" {
			may = append(may, p.Can[e.Code+"/"+e.Ref] == nil)
			if r, err := b.As(officer).Referral(e.Ref); err != nil || r.Referral.ID != ref {
				t.Errorf("%s: %v", e.Ref, err)
			}
		}
	}
	if !slices.Equal(may, []bool{false, true}) {
		t.Errorf("offered: %v", may)
	}
	if no := p.Can["referral.accept/"+ref+"/2"]; no == nil || !strings.Contains(no.Text.ZH, "已退回") {
		t.Errorf("%v", no)
	}
}

// Ensure that what a settling had answered asks again once a refusal took the settling back,
// and that the refusal is not taken back before the case is settled again.
func TestWokenCase(t *testing.T) {
	b, id := desk(t)
	matter := b.Must(officer, &command.SendReferral{Case: id, Agency: "邻县救助站", Matter: "车票"}).ID
	b.Must(officer, &command.RefuseReferral{Referral: matter, Reason: "没有票"})
	person := send(b, id)
	settle := &command.Settle{Case: id, Outcome: rules.OutcomeStation}
	b.Clock.Add(time.Minute)
	b.Must(officer, settle)
	if row(t, b, matter) != nil {
		t.Error("settled, and still asking")
	}
	b.Clock.Add(time.Minute)
	b.Must(officer, &command.RefuseReferral{Referral: person, Reason: "满员"})
	if row(t, b, matter) == nil || row(t, b, person) == nil {
		t.Errorf("%+v", page(b, id).Referrals)
	}
	back := &command.StepBackReferral{Referral: person, Step: rules.ReferralRefused, Reason: "听错了"}
	e := b.Refuse(officer, rules.Precondition, back)
	if no := page(b, id).Referrals[1].Can["referral.back"]; no == nil || no.Text != e.Text || !strings.Contains(e.Text.ZH, "「护送救助站」已一并撤回。先重新记处置") {
		t.Errorf("the page says %v, the command %v", no, e)
	}
	b.Clock.Add(time.Minute)
	b.Must(officer, settle)
	b.Must(officer, back)
	if p := page(b, id); p.Case.Outcome != rules.OutcomeStation || p.Referrals[1].Referral.State != rules.ReferralSent {
		t.Errorf("%s %+v", p.Case.State, p.Referrals[1].Referral)
	}
	b.Reopen()
}

// Ensure that an agency on no list is kept as it was said, several that fit are asked about,
// and that the limit is the desk's own setting.
func TestAgencies(t *testing.T) {
	b, id := desk(t)
	b.Must("许知远", &command.SetSetting{Name: rules.SettingReferralWait, Value: "0"})
	ref := b.Must(officer, &command.SendReferral{Case: id, Agency: "邻县救助站", Matter: "车票"}).ID
	b.Clock.Add(48 * time.Hour)
	if r := row(t, b, ref); r != nil {
		t.Errorf("no limit: %+v", r)
	}
	r := page(b, id).Referrals[0]
	if r.Referral.Agency != "" || r.Referral.To != "邻县救助站" || r.Referral.Role != rules.AgencyOther || r.Subject.ZH != "车票" || r.Phones != nil {
		t.Errorf("%+v", r)
	}
	if e := b.Refuse(officer, rules.Invalid, &command.SendReferral{Case: id, Agency: "带班领导"}); e.Field != "agency" {
		t.Errorf("%+v", e)
	}
	for _, name := range []string{"县医院东区", "县医院西区"} {
		b.Must("许知远", &command.PutAgency{Name: name, Role: rules.AgencyHospital})
	}
	if e := b.Refuse(officer, rules.Invalid, &command.SendReferral{Case: id, Agency: "县医院"}); e.Field != "agency" {
		t.Errorf("%+v", e)
	}
	b.Refuse(officer, rules.NotFound, &command.AcceptReferral{Referral: "9"})
	b.Refuse("白露生", rules.Denied, &command.AcceptReferral{Referral: ref})
}

// Ensure that a live referral rides on the handover of its case, and changes its mark only
// when it goes on.
func TestHandover(t *testing.T) {
	b, id := desk(t)
	b.Must(officer, &command.TakeShift{Leader: "沈岚"})
	ref := send(b, id)
	line := func() rules.Line {
		t.Helper()
		b.Must(officer, &command.DraftHandover{})
		h, err := b.As(officer).Handover("")
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(h.Live, func(l rules.Line) bool { return l.Key == "case/"+id })
		return h.Live[i]
	}
	said := func() string {
		l := line()
		return l.Detail[len(l.Detail)-1].In(text.ZH)
	}
	const sent = "移送 县救助管理站 已送 11-24 02:10, 护送 周立冬、罗小满, 救助车, 对方未确认"
	for range 2 {
		if s := said(); s != sent {
			t.Error(s)
		}
		b.Clock.Add(2 * time.Hour) // changes nothing of what is said
	}
	b.Must(officer, &command.AcceptReferral{Referral: ref})
	if s := said(); !strings.Contains(s, "首接责任仍在本台 (P7.2.27)") {
		t.Error(s)
	}
}

// Ensure that readers from whom persons are hidden learn neither where somebody went nor why.
func TestMasked(t *testing.T) {
	b, id := desk(t)
	b.Must("许知远", &command.Import{Officers: []rules.Officer{{Name: "柳村", Roles: []rules.Role{rules.RoleVillage}, Village: "河湾村"}}, PINs: map[string]string{"柳村": storetest.PIN}})
	ref := b.Must(officer, &command.SendReferral{Case: id, Agency: "县精神病院", Escort: []string{"密甲"}, Vehicle: "密乙", Note: "密丙"}).ID
	b.Must(officer, &command.ReceiveReferral{Referral: ref, Who: "密丁"})
	b.Must(officer, &command.StepBackReferral{Referral: ref, Reason: "密戊"})
	b.Must(officer, &command.RefuseReferral{Referral: ref, Who: "密己", Reason: "密庚"})
	b.Must(officer, &command.SendReferral{Case: id, Agency: "密辛", Matter: "密壬"})
	b.Clock.Add(time.Hour)
	for who, d := range map[string]*store.Desk{"nobody": b.Public(), "a village contact": b.As("柳村")} {
		for name, read := range map[string]func() (any, error){
			"board": func() (any, error) { return d.Board() },
			"case": func() (any, error) {
				p, err := d.Case(id)
				if err != nil {
					return nil, err
				}
				own := *p
				own.Numbers = nil // the list of agencies, which names them all
				return own, nil
			},
			"list": func() (any, error) { return d.Referrals("", true, 0) },
			"one":  func() (any, error) { return d.Referral(ref) },
		} {
			v, err := read()
			if who == "a village contact" && rules.KindOf(err) == rules.Denied {
				continue
			}
			if err != nil {
				t.Fatalf("%s %s: %v", who, name, err)
			}
			raw, err := json.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range []string{"密", "精神", "罗望山"} {
				if i := strings.Index(string(raw), s); i >= 0 {
					t.Errorf("%s reads %s in the model %s: …%s", who, s, name, raw[max(0, i-160):min(len(raw), i+60)])
				}
			}
		}
	}
}
