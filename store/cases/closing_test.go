package cases_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
)

// state is how a duty of the case stands, "" for none.
func state(b *storetest.Book, id, code string) rules.ObligationState {
	b.T.Helper()
	for _, o := range page(b, id).Obligations {
		if o.Code == code {
			return o.State
		}
	}
	return ""
}

// kinds are the kinds of what stands in the way, in order, each once.
func kinds(blocks []rules.Block) (out []rules.BlockKind) {
	for _, b := range blocks {
		if !slices.Contains(out, b.Kind) {
			out = append(out, b.Kind)
		}
	}
	return out
}

// Ensure that a refused closing names everything that stands in the way at once, as the page
// does, and that a leader closes over what is not firm, with the lines kept.
func TestBlocks(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{Name: "罗望川", Facts: rules.Facts{Age: ptr(70), Declines: ptr(true)}})
	b.Must(officer, &command.GiveOrder{Leader: leader, Text: "给一床被子", Case: id})
	b.Must(officer, &command.PrintPaper{Kind: rules.PaperRefusal, Case: id})
	ref := b.Must(officer, &command.SendReferral{Case: id, Agency: "北渡派出所", Matter: "查身份"}).ID
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeRefused})
	e := b.Refuse(officer, rules.Precondition, &command.CloseCase{Case: id})
	want := []rules.BlockKind{rules.BlockReferral, rules.BlockGoods, rules.BlockDuty, rules.BlockEnding, rules.BlockQuestion, rules.BlockPaper, rules.BlockOrder}
	got := kinds(e.Blocks)
	for _, k := range want {
		if !slices.Contains(got, k) {
			t.Errorf("%s is missing of %v", k, got)
		}
	}
	p := page(b, id)
	if len(p.Closing) != len(e.Blocks) || p.Can["case.close"] == nil || len(p.Can["case.close"].Blocks) != len(e.Blocks) {
		t.Errorf("%d %d", len(p.Closing), len(e.Blocks))
	}
	for _, block := range e.Blocks {
		if block.Code == "give_cotton_shoes" && !strings.Contains(block.Text.ZH, "给棉鞋") && !strings.Contains(block.Text.In(text.ZH), "备用为 0") {
			t.Errorf("the reserve is not told: %s", block.Text.In(text.ZH))
		}
	}

	b.Refuse(officer, rules.Precondition, &command.CloseCase{Case: id, Over: "冷静期"})
	if e := b.Refuse(leader, rules.Precondition, &command.CloseCase{Case: id, Over: "冷静期"}); len(e.Blocks) != 1 || e.Blocks[0].Record != ref || e.Clause != "P7.2.27" {
		t.Errorf("a referral on its way is firm: %v", e)
	}
	b.Must(officer, &command.RevokeReferral{Referral: ref, Reason: "不查了"})
	if e := b.Refuse(officer, rules.Denied, &command.CloseCase{Case: id, Over: "冷静期"}); e.Field != "over" {
		t.Errorf("%v", e)
	}
	if no := page(b, id).Can["case.close/over"]; no != nil {
		t.Errorf("the order lets it: %v", no)
	}
	b.Must(leader, &command.CloseCase{Case: id, Over: "移交村里盯守"})
	k := page(b, id).Case
	if f := k.Forced; k.State != rules.CaseClosed || f == nil || f.Reason != "移交村里盯守" || len(f.Open) != len(e.Blocks)-1 || f.Leader == "" {
		t.Errorf("%+v", k.Forced)
	}
	b.Must(leader, &command.StepBack{Case: id, Reason: "再等等"})
	if k := page(b, id).Case; k.State != rules.CaseFollowUp || k.Forced != nil {
		t.Errorf("%+v", k)
	}
}

// Ensure that no leader closes over what regulations demand for a child, and that an order
// on another case decides nothing.
func TestFirm(t *testing.T) {
	b := storetest.New(t)
	other := open(b, command.Person{})
	o := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "办结", Case: other}).ID
	id := open(b, command.Person{Facts: rules.Facts{Age: ptr(9), Groups: []string{"minor"}}})
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHome, Receiver: rules.Receiver{Name: "马春燕"}})
	e := b.Refuse(leader, rules.Precondition, &command.CloseCase{Case: id, Over: "孩子回家了"})
	if !slices.ContainsFunc(e.Blocks, func(b rules.Block) bool { return b.Code == "call_police" }) || slices.ContainsFunc(e.Blocks, func(b rules.Block) bool { return !b.Firm }) {
		t.Errorf("%+v", e.Blocks)
	}
	if e := b.Refuse(officer, rules.Invalid, &command.CloseCase{Case: id, Over: "x", Order: o}); e.Field != "order" {
		t.Errorf("%v", e)
	}
}

// Ensure that a child's home wants the guardian's proof, the collection signed, and that the
// paper meets it; what is said later adds to what was said.
func TestChildCollected(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{Name: "马小禾", Facts: rules.Facts{Age: ptr(9), Groups: []string{"minor"}}})
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHome, Receiver: rules.Receiver{Name: "马春燕", Relation: "母亲"}})
	lacks := func() (out []string) {
		for _, block := range page(b, id).Closing {
			if block.Kind == rules.BlockEnding {
				out = append(out, block.Code)
			}
		}
		return out
	}
	if got := lacks(); !slices.Equal(got, []string{"receiver.phone", "receiver.proof"}) {
		t.Error(got)
	}
	if s := state(b, id, "collector_id"); s != rules.Pending {
		t.Error(s)
	}
	b.Refuse(officer, rules.Precondition, &command.Settle{Case: id, Outcome: rules.OutcomeHome})
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHome, Receiver: rules.Receiver{Phone: "19900000077", IDSeen: true, Proof: "户口簿"}})
	if got := lacks(); got != nil || state(b, id, "collector_id") != rules.Done {
		t.Error(got, state(b, id, "collector_id"))
	}
	if r := page(b, id).Case.Ending.Receiver; r != (rules.Receiver{Name: "马春燕", Relation: "母亲", Phone: "19900000077", IDSeen: true, Proof: "户口簿"}) {
		t.Errorf("%+v", r)
	}
	d := b.Must(officer, &command.PrintPaper{Kind: rules.PaperCollect, Case: id}).ID
	if s := state(b, id, "collect_form"); !s.Open() {
		t.Error(s)
	}
	b.Must(officer, &command.MarkPaper{Paper: d, Step: rules.PaperSigned})
	if s := state(b, id, "collect_form"); s != rules.Done {
		t.Error(s)
	}
	if s, r := state(b, id, "written_handover"), page(b, id).Responsible; s != rules.Done || r.To != "马春燕" {
		t.Errorf("her signature is the handover in writing: %s %+v", s, r)
	}
	b.Must(officer, &command.VoidPaper{Paper: d, Reason: "签错"})
	if !state(b, id, "collect_form").Open() || !state(b, id, "written_handover").Open() || page(b, id).Responsible.To != "" {
		t.Error("a void collection counts")
	}
	b.Must(officer, &command.StepBack{Case: id, Reason: "再核对"})
	if r := page(b, id).Case.Ending.Receiver; r.Name != "马春燕" || r.Proof != "" {
		t.Errorf("%+v", r)
	}
}

// Ensure that a shelter that is full takes one more by a leader's word alone, and that who
// leaves frees the bed.
func TestShelterBeds(t *testing.T) {
	b := storetest.New(t)
	b.Must("许知远", &command.PutPlace{Name: "小避寒点", Kind: rules.PlaceShelter, Capacity: 1})
	beds := func() view.Shelter {
		t.Helper()
		all, err := b.As(officer).Shelters()
		i := slices.IndexFunc(all, func(s view.Shelter) bool { return s.Place.Name == "小避寒点" })
		if err != nil || i < 0 {
			t.Fatal(all, err)
		}
		return all[i]
	}
	first, next := open(b, command.Person{Name: "石望归"}), open(b, command.Person{Name: "罗望川"})
	b.Must(officer, &command.Settle{Case: first, Outcome: rules.OutcomeShelter, Place: "小避寒点"})
	if s := beds(); *s.Free != 0 || len(s.In) != 1 || s.In[0].Case != first || !strings.Contains(s.In[0].Subject.ZH, "石望归") {
		t.Errorf("%+v", s)
	}
	if e := b.Refuse(officer, rules.Precondition, &command.Settle{Case: next, Outcome: rules.OutcomeShelter, Place: "小避寒点"}); e.Field != "place" || !strings.Contains(e.Text.In(text.ZH), "1 张床") {
		t.Errorf("%v", e)
	}
	if e := b.Refuse(officer, rules.Denied, &command.Settle{Case: next, Outcome: rules.OutcomeShelter, Place: "小避寒点", Over: "外面 -9 度"}); e.Field != "over" {
		t.Errorf("%v", e)
	}
	if e := b.Refuse(officer, rules.Invalid, &command.Settle{Case: next, Outcome: rules.OutcomeShelter, Place: "三号涵洞"}); e.Field != "place" {
		t.Errorf("%v", e)
	}
	o := b.Must(officer, &command.GiveOrder{Leader: leader, Text: "加床收下", Case: next}).ID
	b.Must(officer, &command.Settle{Case: next, Outcome: rules.OutcomeShelter, Place: "小避寒点", Over: "外面 -9 度", Order: o})
	if k := page(b, next).Case; k.Ending.Over != "外面 -9 度" || k.Ending.Leader == "" {
		t.Errorf("%+v", k.Ending)
	}
	if s := beds(); *s.Free != 0 || len(s.In) != 2 {
		t.Errorf("%+v", s)
	}
	b.Must(officer, &command.Settle{Case: first, Outcome: rules.OutcomeLeft, Note: "早上自己走了"})
	b.Must(officer, &command.Settle{Case: next, Outcome: rules.OutcomeStation})
	if s := beds(); *s.Free != 1 || len(s.In) != 0 {
		t.Errorf("%+v", s)
	}
}

// Ensure that a death brings its own duties and ends those of a living person.
func TestDied(t *testing.T) {
	b := storetest.New(t)
	id := open(b, grave)
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeDied, Note: "02:30 在桥洞发现, 医生宣布"})
	var codes []string
	for _, o := range page(b, id).Obligations {
		codes = append(codes, o.Code)
	}
	for _, want := range []string{"report_death_police", "report_death_leader", "report_death_county", "tell_family", "death_certificate", "incident_record"} {
		if !slices.Contains(codes, want) {
			t.Errorf("%s is missing of %v", want, codes)
		}
	}
	for _, gone := range []string{"escort_to_relief_site", "give_food", "mask"} {
		if slices.Contains(codes, gone) {
			t.Errorf("%s is still owed", gone)
		}
	}
	b.Must(officer, &command.LogCall{Out: true, Agency: "北渡派出所", Reached: ptr(true), Case: id})
	if s := state(b, id, "report_death_police"); s != rules.Done {
		t.Error(s)
	}
}

// Ensure that a case opened again is open with its milestones free, and what it was stays to
// be read.
func TestReopen(t *testing.T) {
	b := storetest.New(t)
	id := open(b, command.Person{Name: "罗望川"})
	b.Refuse(officer, rules.Precondition, &command.ReopenCase{Case: id, Reason: "又来了"})
	b.Must(officer, &command.Dispatch{Case: id, Team: "执法队"})
	b.Must(officer, &command.Arrive{Case: id})
	b.Must(officer, &command.Return{Case: id})
	closeCase(b, id)
	b.Refuse(officer, rules.Invalid, &command.ReopenCase{Case: id})
	b.Clock.Add(time.Hour)
	b.Must(officer, &command.ReopenCase{Case: id, Reason: "又回到桥洞"})
	p := page(b, id)
	if k := p.Case; k.State != rules.CaseOpen || k.DispatchAt != nil || k.SettledAt != nil || k.ClosedAt != nil || k.Outcome != "" || k.Team != "" ||
		len(k.Lives) != 1 || k.Lives[0].DispatchAt == nil || k.Lives[0].Outcome != rules.OutcomeLeft || k.Lives[0].Reason != "又回到桥洞" {
		t.Errorf("%+v", k)
	}
	b.Refuse(officer, rules.Precondition, &command.StepBack{Case: id, Reason: "x"})
	b.Must(officer, &command.Dispatch{Case: id, Team: "卫生院"})
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHelped})
	b.Must(officer, &command.StepBack{Case: id, Reason: "还没有"})
	var story []string
	for _, e := range page(b, id).Timeline {
		if slices.Contains([]string{"case.dispatch", "case.settle", "case.reopen", "case.back"}, e.Code) {
			story = append(story, e.What.In(text.ZH))
		}
	}
	if want := []string{"派出 执法队", "处置 自行离开", "重新打开", "派出 第2队 卫生院", "处置 街面救助 (已撤回)", "退回一步: 处置"}; !slices.Equal(story, want) {
		t.Errorf("%q", story)
	}
}

// Ensure that a case is not closed silently over a call that is to be made, and that the
// leader's reason for closing over it stands in the log.
func TestCloseOverPlannedCall(t *testing.T) {
	b := storetest.New(t)
	b.Must(officer, &command.TakeShift{Leader: leader})
	id := open(b, command.Person{})
	call := b.Must(officer, &command.PlanCall{Due: b.Clock.Now().Add(4 * time.Hour), Agency: "县医院", Said: "问醒了没有", Case: id}).ID
	b.Must(officer, &command.Settle{Case: id, Outcome: rules.OutcomeHosp})
	settleAll(b, id)
	e := b.Refuse(officer, rules.Precondition, &command.CloseCase{Case: id})
	if len(e.Blocks) != 1 || e.Blocks[0].Kind != rules.BlockCall || e.Blocks[0].Record != call || e.Blocks[0].Firm {
		t.Fatalf("%+v", e.Blocks)
	}
	b.Must(leader, &command.CloseCase{Case: id, Note: "县医院已收", Over: "天亮由县里问"})
	var notes []string
	for _, n := range events(page(b, id), "note.add") {
		notes = append(notes, n.Text)
	}
	if !slices.Contains(notes, "县医院已收") || !slices.Contains(notes, "天亮由县里问") {
		t.Errorf("%q", notes)
	}
	b.Must(leader, &command.StepBack{Case: id, Reason: "再等"})
	b.Must(officer, &command.LogCall{Kind: rules.CallPhone, Out: true, Planned: call, Reached: ptr(true), Said: "醒了"})
	b.Must(officer, &command.CloseCase{Case: id})
}
