package storetest_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store"
	"dutydesk/store/storetest"
)

func ptr[T any](v T) *T { return &v }

// secrets are planted wherever a person may write or a person's particulars stand. None may
// be read without a PIN, nor by a village contact.
var secrets = []string{"罗小满", "41990119560307001X", "19900001234", "19900002345", "19900003456", "19900004567", "19900005678",
	"密甲", "密乙", "密丙", "密丁", "密戊", "密己", "密庚", "密辛", "密壬", "密癸", "密子", "密丑", "密寅", "密卯", "密辰", "密巳", "密午", "密未", "密申", "密酉", "密戌", "密亥",
	"confused", "神志", "请假"}

// plant fills a book with secrets and gives the case, the call and the closed handover.
func plant(b *storetest.Book) (id, call string) {
	b.Must("许知远", &command.Import{
		Officers: []rules.Officer{{Name: "沈岚", Roles: []rules.Role{rules.RoleLeader}, Phone: "19900001234"},
			{Name: "柳村", Roles: []rules.Role{rules.RoleVillage}, Village: "河湾村"}},
		PINs:     map[string]string{"柳村": storetest.PIN},
		Villages: []rules.Village{{ID: "419901101201", Name: "河湾村", Contact: "罗小满", Phone: "19900002345"}},
		Agencies: []rules.Agency{{Name: "供水站", Role: rules.AgencyOther, Phones: []string{"19900003456"}}},
	})
	b.Must("何雨禾", &command.TakeShift{Leader: "沈岚"})
	b.Must("何雨禾", &command.GiveLeave{First: rules.DateOf(b.Clock.Now()).Add(9), Reason: "密甲"})
	b.Must("何雨禾", &command.SetWarning{Kind: rules.ColdWave, Level: rules.Blue, Text: "密甲"})
	b.Must("何雨禾", &command.SetWarning{Kind: rules.Gale, Level: rules.Blue, Text: "密乙"})
	b.Must("何雨禾", &command.LiftWarning{Warning: b.Must("何雨禾", &command.SetWarning{Kind: rules.Fog, Level: rules.Blue}).ID, Reason: "密丙"})
	call = b.Must("何雨禾", &command.LogCall{Kind: rules.CallPhone, Said: "密丁", PassTo: "密戊",
		Caller: rules.Caller{Name: "罗小满", Unit: "密巳", Phone: "19900004567"}}).ID
	id = b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "密己", Said: "密庚", Caller: rules.Caller{Name: "罗小满", Phone: "19900005678"},
		Person: command.Person{Name: "罗小满", IDNumber: "41990119560307001X", Looks: "密辛", Address: "密壬", Facts: rules.Facts{Confused: ptr(true)}}}}).ID
	b.Must("何雨禾", &command.DoAct{Case: id, Act: "notify_emergency_now", Note: "密癸"})
	b.Must("何雨禾", &command.GiveOrder{Leader: "沈岚", Text: "密子", Case: id})
	b.Must("何雨禾", &command.AddNote{Case: id, Text: "密丑"})
	b.Must("何雨禾", &command.AddNote{Text: "密寅"})
	b.Must("何雨禾", &command.IssueGoods{Item: "棉被", From: "值班室备用", Qty: 1, Case: id, Receiver: "罗小满", Reason: "密卯"})
	b.Must("何雨禾", &command.IssueKit{Kit: "P7-1", From: "值班室备用", Case: id, Receiver: "罗小满", Receipt: rules.ReceiptRefused, Reason: "密卯",
		Lines: []command.IssueLine{{Item: "棉鞋", Skip: true, Reason: "密卯"}, {Item: "被条", Substitute: "棉大衣", Reason: "密卯"}}})
	b.Must("何雨禾", &command.Dispatch{Case: id, Team: "密辰", Vehicle: "密辰"})
	b.Must("何雨禾", &command.VoidPaper{Paper: b.Must("何雨禾", &command.PrintPaper{Kind: rules.PaperIntake, Case: id}).ID, Reason: "密午"})
	twin := b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "密己", Said: "密庚", Caller: rules.Caller{Name: "罗小满"},
		Person: command.Person{Looks: "密辛", Facts: rules.Facts{Mental: ptr(true)}}}}).ID
	b.Must("何雨禾", &command.AddNote{Case: twin, Text: "密丑"})
	wrong := b.Must("何雨禾", &command.OpenCase{Intake: command.Intake{Place: "密己", Said: "密庚"}}).ID
	b.Must("何雨禾", &command.SameCase{Case: wrong, As: id, Reason: "密未"})
	b.Must("何雨禾", &command.SplitCase{Case: wrong, Reason: "密未"})
	b.Must("何雨禾", &command.SameCase{Case: wrong, As: twin, Reason: "密未"})
	b.Must("何雨禾", &command.SameCase{Case: twin, As: id, Reason: "密未"})
	b.Must("许知远", &command.AdoptPlan{Plan: "P9", SeasonStartYear: 2027, From: "2026-11-01"})
	b.Must("许知远", &command.EndPlan{Operation: "P9-2027", On: "2027-02-01", Reason: "密申"})
	b.Must("何雨禾", &command.DoDuty{Item: "village_posting", Evidence: rules.Evidence{Words: "密酉", Number: "密酉"}})
	b.Must("沈岚", &command.WaiveDuty{Item: "town_posting", Reason: "密酉"})
	own := b.Must("沈岚", &command.PutDuty{Title: "密戌", Owner: "密戌", Due: rules.DateOf(b.Clock.Now()).Add(1)}).ID
	b.Must("何雨禾", &command.DoDuty{Item: own, Evidence: rules.Evidence{Words: "密酉"}})
	b.Must("何雨禾", &command.UndoDuty{Duty: own, Reason: "密酉"})
	notice := b.Must("何雨禾", &command.NewNotice{Text: "密亥", To: []string{"供水站"}, Others: []command.Contact{{Name: "罗小满", Phones: []string{"19900001234"}}}}).ID
	b.Must("何雨禾", &command.NoteResult{Notice: notice, Receiver: "1", Result: rules.ResultThrough, Said: "密亥"})
	b.Must("何雨禾", &command.ExplainReceiver{Notice: notice, Receiver: "2", Reason: "密亥"})
	b.Must("何雨禾", &command.CorrectResult{Notice: notice, Receiver: "2", Reason: "密亥"})
	mistaken := b.Must("何雨禾", &command.NewNotice{Text: "密亥", To: []string{"供水站"}}).ID
	b.Must("何雨禾", &command.WithdrawNotice{Notice: mistaken, Reason: "密亥"})
	return id, call
}

// tells says that a model holds a secret. When a plan asks for something is of nobody.
func tells(model, said, secret string) bool {
	condition := model == "plans today" && (secret == "confused" || secret == "神志")
	return !condition && strings.Contains(said, secret)
}

// readAll is every model of a desk as JSON, by name.
func readAll(t *testing.T, d *store.Desk, id, call string) map[string]string {
	t.Helper()
	out := map[string]string{}
	keep := func(name string, v any, err error) {
		if rules.KindOf(err) == rules.Denied {
			return // a village contact reads nothing of it
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = string(raw)
	}
	read := func(name string, v any) func(error) { return func(err error) { keep(name, v, err) } }
	board, err := d.Board()
	read("board", board)(err)
	lists, err := d.Lists()
	read("lists", lists)(err)
	stock, err := d.Stock()
	read("stock", stock)(err)
	page, err := d.Case(id)
	read("case", page)(err)
	one, err := d.Call(call)
	read("call", one)(err)
	plans, err := d.Plans()
	read("plans", plans)(err)
	season, err := d.Plan("P1")
	read("plan", season)(err)
	today, err := d.PlansToday()
	read("plans today", today)(err)
	nine, err := d.Plan("P9")
	read("plan P9", nine)(err)
	for _, operation := range []string{"", "P9-2027"} {
		dates, err := d.Calendar("", "", operation)
		read("calendar "+operation, dates)(err)
	}
	told, err := d.Notices(0)
	read("notices", told)(err)
	duty, err := d.Duty()
	read("duty", duty)(err)
	for _, all := range []bool{false, true} {
		rows, err := d.Cases(all, 0)
		read("cases", rows)(err)
		calls, err := d.Calls(all, 0)
		read("calls", calls)(err)
		warnings, err := d.Warnings(all)
		read("warnings", warnings)(err)
	}
	sheets, err := d.Handovers(0)
	read("handovers", sheets)(err)
	sheet, err := d.Handover("")
	read("handover", sheet)(err)
	village, err := d.Village()
	read("village", village)(err)
	since, err := d.Since()
	read("since", since)(err)
	table, err := d.Roster("")
	read("roster", table)(err)
	return out
}

// TestNothingOfPersonsShows looks for the secrets in every model that somebody who has not
// signed in, and a village contact, can read: at each state of a handover, Can included.
func TestNothingOfPersonsShows(t *testing.T) {
	b := storetest.New(t)
	id, call := plant(b)
	hidden := func(state string) {
		t.Helper()
		for who, d := range map[string]*store.Desk{"nobody": b.Public(), "a village contact": b.As("柳村")} {
			for model, said := range readAll(t, d, id, call) {
				for _, s := range secrets {
					if tells(model, said, s) {
						t.Errorf("%s: %s reads %s in the model %s", state, who, s, model)
					}
				}
			}
		}
	}
	seen := readAll(t, b.As("何雨禾"), id, call)
	for _, s := range []string{"密甲", "密辰", "密庚", "19900001234", "密申", "密酉"} {
		if !slices.ContainsFunc([]string{seen["board"], seen["case"], seen["handover"], seen["calendar P9-2027"], seen["plans today"]}, func(m string) bool { return strings.Contains(m, s) }) {
			t.Errorf("%s is not even shown to the officer on duty", s)
		}
	}
	hidden("no handover")
	b.Must("何雨禾", &command.DraftHandover{})
	hidden("draft")
	sheet, err := b.As("何雨禾").Handover("")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range sheet.Live {
		if !l.Quiet {
			b.Must("何雨禾", &command.WriteWord{Key: l.Key, Word: "密甲"})
		}
	}
	present := &command.PresentHandover{Incoming: "周立冬", Leader: "宋长宁", PIN: storetest.PIN}
	b.Must("何雨禾", present)
	hidden("presented")
	b.Must("周立冬", &command.ReturnHandover{Reason: "密乙"})
	hidden("returned")
	b.Must("何雨禾", &command.DraftHandover{})
	b.Must("何雨禾", present)
	if sheet, err = b.As("周立冬").Handover(""); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, l := range sheet.Live {
		keys = append(keys, l.Key)
	}
	b.Must("周立冬", &command.AcceptLine{Keys: keys, Query: "密丙"})
	b.Clock.Add(time.Minute)
	b.Must("周立冬", &command.AcceptHandover{Mark: sheet.Mark, ReadBack: "密丁", PIN: storetest.PIN})
	hidden("accepted")
	b.Must("何雨禾", &command.Arrive{Case: id})
	b.Must("何雨禾", &command.Settle{Case: id, Outcome: rules.OutcomeHelped, Note: "密甲"})
	b.Must("何雨禾", &command.FinishCall{Call: call, Result: "密乙"})
	hidden("settled")
}
