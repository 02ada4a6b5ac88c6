package command

import (
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
)

var night = time.Date(2026, 11, 24, 2, 10, 0, 0, rules.Zone)

func ptr[T any](v T) *T { return &v }

// intake is the least that is enough, for a test to spoil.
func intake(spoil func(*Intake)) *OpenCase {
	c := &OpenCase{Intake: Intake{Place: "桥洞", Said: "一位老人躺着"}}
	if spoil != nil {
		spoil(&c.Intake)
	}
	return c
}

// Ensure that every field that cannot be right is refused by name, in both languages.
func TestCheckRefuses(t *testing.T) {
	later, old := night.Add(11*time.Minute), night.Add(-7*24*time.Hour-time.Minute)
	for _, c := range []struct {
		name  string
		cmd   Command
		field string
		says  string // part of the Chinese
	}{
		{"empty form", &OpenCase{}, "place", ""},
		{"place of blanks", intake(func(in *Intake) { in.Place = " \u3000\t " }), "place", ""},
		{"place alone", intake(func(in *Intake) { in.Said = "" }), "said", ""},
		{"no such kind", intake(func(in *Intake) { in.Kind = "lost" }), "kind", "走失"},
		{"place too long", intake(func(in *Intake) { in.Place = strings.Repeat("桥", 121) }), "place", "121 字, 最多 120 字"},
		{"said too long", intake(func(in *Intake) { in.Said = strings.Repeat("说", 4001) }), "said", "4000"},
		{"a megabyte", intake(func(in *Intake) { in.Said = strings.Repeat("x", 1<<20) }), "said", "4000"},
		{"name too long", intake(func(in *Intake) { in.Person.Name = strings.Repeat("买", 61) }), "person.name", "60"},
		{"caller too long", intake(func(in *Intake) { in.Caller.Name = strings.Repeat("买", 61) }), "caller.name", "60"},
		{"telephone of letters", intake(func(in *Intake) { in.Caller.Phone = "abcdefg" }), "caller.phone", ""},
		{"local number", intake(func(in *Intake) { in.Caller.Phone = "8220015" }), "caller.phone", "区号"},
		{"sex", intake(func(in *Intake) { in.Person.Sex = "X" }), "person.sex", ""},
		{"identity", intake(func(in *Intake) { in.Person.Identity = "maybe" }), "person.identity", ""},
		{"identity against fact", intake(func(in *Intake) { in.Person.Identity = "known"; in.Person.Identified = ptr(false) }), "person.identity", ""},
		{"ID checksum", intake(func(in *Intake) { in.Person.IDNumber = "419901195203140016" }), "person.id", "校验"},
		{"ID date", intake(func(in *Intake) { in.Person.IDNumber = "419901195202300015" }), "person.id", ""},
		{"ID in the future", intake(func(in *Intake) { in.Person.IDNumber = "419901202701010019" }), "person.id", "晚于今天"},
		{"sex against ID", intake(func(in *Intake) { in.Person.IDNumber = "419901195203140015"; in.Person.Sex = "F" }), "person.sex", ""},
		{"age against ID", intake(func(in *Intake) { in.Person.IDNumber = "419901195203140015"; in.Person.Age = ptr(60) }), "person.age", "74"},
		{"age", intake(func(in *Intake) { in.Person.Age = ptr(131) }), "person.age", "130"},
		{"age below", intake(func(in *Intake) { in.Person.Age = ptr(-1) }), "person.age", ""},
		{"group", intake(func(in *Intake) { in.Person.Groups = []string{"elderly", "rich"} }), "person.groups", "老年人"},
		{"weather", intake(func(in *Intake) { in.Person.Weather = "fine" }), "person.weather", "冻雨"},
		{"found by", intake(func(in *Intake) { in.Person.FoundBy = "cat" }), "person.found_by", ""},
		{"stock", intake(func(in *Intake) { in.Person.Stock = map[string]int64{"被条": -1} }), "person.stock", ""},
		{"told later than now", intake(func(in *Intake) { in.At = &later }), "at", ""},
		{"told last week", intake(func(in *Intake) { in.At = &old }), "at", "7 天"},

		{"empty call", &LogCall{}, "said", ""},
		{"empty call out", &LogCall{Out: true}, "agency", ""},
		{"call kind", &LogCall{Kind: "fax", Said: "x"}, "kind", ""},
		{"two ways", &LogCall{Said: "x", Case: "7", Nothing: true}, "open", ""},
		{"three ways", &LogCall{Said: "x", Open: &Intake{Place: "桥洞"}, Case: "7", PassTo: "供水站"}, "open", ""},
		{"reached, in", &LogCall{Said: "x", Reached: ptr(true)}, "reached", ""},
		{"call in the future", &LogCall{Said: "x", At: &later}, "at", ""},
		{"open without place", &LogCall{Said: "x", Open: &Intake{}}, "place", ""},
		{"open without a word", &LogCall{Caller: rules.Caller{Name: "村民"}, Open: &Intake{Place: "桥洞"}}, "said", ""},
		{"pass to nobody", &PassCall{Call: "1"}, "to", ""},
		{"pass nothing", &PassCall{To: "供水站"}, "call", ""},
		{"done without result", &FinishCall{Call: "1"}, "result", ""},

		{"note without a word", &AddNote{Case: "7", Text: " \n "}, "text", ""},
		{"note too long", &AddNote{Text: strings.Repeat("字", 8001)}, "text", "8000"},
		{"edit of nothing", &EditCase{Case: "7"}, "case", ""},
		{"edit of an empty person", &EditCase{Case: "7", Person: &Person{}}, "case", ""},
		{"edit to no place", &EditCase{Case: "7", Place: ptr("  ")}, "place", ""},
		{"edit of a telephone", &EditCase{Case: "7", Caller: &rules.Caller{Phone: "ABC"}}, "caller.phone", ""},
		{"forget what is none", &EditCase{Case: "7", Forget: []string{"shoe_size"}}, "forget", "shoe_size"},
		{"given and forgotten", &EditCase{Case: "7", Person: &Person{Facts: rules.Facts{Confused: ptr(true)}}, Forget: []string{"confused"}}, "forget", ""},
		{"act without a code", &DoAct{Case: "7"}, "act", ""},
		{"act in the future", &DoAct{Case: "7", Act: "warmth", At: &later}, "at", ""},
		{"waive without a reason", &Waive{Case: "7", Act: "warmth", Reason: " "}, "reason", ""},
		{"a long reason", &Waive{Case: "7", Act: "warmth", Reason: strings.Repeat("因", 501)}, "reason", "500"},
		{"revoke without a reason", &RevokeAct{Case: "7", Act: "warmth"}, "reason", ""},
		{"nobody goes", &Dispatch{Case: "7"}, "team", ""},
		{"no case", &Arrive{}, "case", ""},
		{"no outcome", &Settle{Case: "7"}, "outcome", "街面救助"},
		{"no such outcome", &Settle{Case: "7", Outcome: "vanished"}, "outcome", ""},
		{"no such way to sign", &Settle{Case: "7", Outcome: "refused", Sign: "maybe"}, "sign", "拒签"},
		{"a witness without a name", &Settle{Case: "7", Outcome: "refused", Witnesses: []rules.Witness{{Unit: "邻居"}}}, "witnesses.1.name", ""},
		{"one witness twice", &Settle{Case: "7", Outcome: "refused", Witnesses: []rules.Witness{{Name: "周立冬"}, {Name: "周立冬"}}}, "witnesses.2.name", ""},
		{"a witness's wrong number", &Settle{Case: "7", Outcome: "refused", Witnesses: []rules.Witness{{Name: "周立冬", Phone: "喂"}}}, "witnesses.1.phone", ""},
		{"seven witnesses", &Settle{Case: "7", Outcome: "refused", Witnesses: make([]rules.Witness, 7)}, "witnesses", "6"},
		{"a receiver's wrong number", &Settle{Case: "7", Outcome: "home", Receiver: rules.Receiver{Phone: "喂"}}, "receiver.phone", ""},
		{"by an order without a reason", &CloseCase{Case: "7", Order: "O1"}, "over", ""},
		{"reopen without a reason", &ReopenCase{Case: "7"}, "reason", ""},
		{"a visit without a result", &RecordFollowUp{Case: "7"}, "result", "没有找到"},
		{"a visit to come", &RecordFollowUp{Case: "7", Result: rules.VisitFine, At: &later}, "at", ""},
		{"no visit is struck", &StrikeFollowUp{Reason: "x"}, "followup", ""},
		{"close nothing", &CloseCase{}, "case", ""},
		{"order of nobody", &GiveOrder{Text: "送医"}, "leader", ""},
		{"order of no words", &GiveOrder{Leader: "沈岚"}, "text", ""},
		{"sign without PIN", &SignOrder{Order: "O1"}, "pin", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := c.cmd.Check(night)
			if err == nil {
				t.Fatal("not refused")
			}
			e := rules.AsError(err)
			if e.Kind != rules.Invalid || e.Field != c.field || !strings.Contains(e.Text.ZH, c.says) || e.Text.EN == "" {
				t.Fatalf("field %q, %v; want field %q saying %q", e.Field, err, c.field, c.says)
			}
			if strings.Contains(e.Text.ZH+e.Text.EN, "%!") {
				t.Fatalf("bad verbs: %v", e.Text)
			}
		})
	}
}

// Ensure that what can be right is taken as it was meant.
func TestCheckTakes(t *testing.T) {
	c := intake(func(in *Intake) {
		in.Place = "　汽车站 桥洞\x1b[31m "
		in.Said = " 第一行\r\n第二行\t完 "
		in.Caller = rules.Caller{Name: "村民 ", Phone: "１９９ ００００ ０００１"}
		in.Person = Person{Name: "买买提·艾力", Sex: "男", IDNumber: "41990119650817005x"}
		in.Person.Groups = []string{"elderly", "disabled", "elderly"}
	})
	if err := c.Check(night); err != nil {
		t.Fatal(err)
	}
	if c.Place != "汽车站 桥洞\uFFFD[31m" || c.Said != "第一行\n第二行 完" || c.Kind != rules.CaseFound {
		t.Errorf("place %q said %q kind %q", c.Place, c.Said, c.Kind)
	}
	if c.Caller.Name != "村民" || c.Caller.Phone != "19900000001" {
		t.Errorf("caller %+v", c.Caller)
	}
	p := c.Person
	if p.Name != "买买提·艾力" || p.Sex != "M" || p.IDNumber != "41990119650817005X" || *p.Age != 61 || p.Birth() != "1965-08-17" {
		t.Errorf("person %+v, birth %s", p, p.Birth())
	}
	if len(p.Groups) != 2 {
		t.Errorf("groups %v", p.Groups)
	}
}

// Ensure that rare and private characters of names are kept (DESIGN §7).
func TestNamesAreKept(t *testing.T) {
	for _, name := range []string{"𮯰", "买买提·艾力", "欧阳\U0000E864", "Ma Xiaohe"} {
		c := intake(func(in *Intake) { in.Person.Name = name })
		if err := c.Check(night); err != nil || c.Person.Name != name {
			t.Errorf("%q became %q: %v", name, c.Person.Name, err)
		}
	}
}

// Ensure that the ID number fills in what was not given, tolerates an age by guess, and
// stands aside where there is none.
func TestIDNumberFillsIn(t *testing.T) {
	for _, c := range []struct {
		id       string
		sex      string
		age      *int
		wantSex  string
		wantAge  int
		wantDate rules.Date
	}{
		{"419901198709220120", "", nil, "F", 39, "1987-09-22"},
		{"419901198709220120", "女", ptr(40), "F", 40, "1987-09-22"},
		{"４１９９０１１９５２０３１４００１５", "m", ptr(73), "M", 73, "1952-03-14"},
		{"419901194802290248", "f", nil, "F", 78, "1948-02-29"},
	} {
		p := Person{IDNumber: c.id, Sex: c.sex, Facts: rules.Facts{Age: c.age}}
		if err := p.Check(night); err != nil {
			t.Errorf("%s: %v", c.id, err)
			continue
		}
		if p.Sex != c.wantSex || *p.Age != c.wantAge || p.Birth() != c.wantDate {
			t.Errorf("%s: %s %d %s", c.id, p.Sex, *p.Age, p.Birth())
		}
	}
	p := Person{}
	if err := p.Check(night); err != nil || p.Sex != "" || p.Age != nil || p.Birth() != "" || p.Told() {
		t.Errorf("an unnamed person: %+v %v", p, err)
	}
}

// Ensure that any one thing of the person is enough beside the place.
func TestAnyFactIsEnough(t *testing.T) {
	for name, p := range map[string]Person{
		"name":        {Name: "田有福"},
		"looks":       {Looks: "蓝棉袄"},
		"age":         {Facts: rules.Facts{Age: ptr(70)}},
		"no":          {Facts: rules.Facts{Confused: ptr(false)}},
		"word":        {Facts: rules.Facts{Weather: "snow"}},
		"none at all": {Facts: rules.Facts{Groups: []string{}}},
	} {
		if err := (&OpenCase{Intake: Intake{Place: "桥洞", Person: p}}).Check(night); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Ensure that the words of a call, its caller and minute flow into the case it opens, and
// that the intake handed in stays as it was.
func TestCallFlowsIntoItsCase(t *testing.T) {
	at := night.Add(-5 * time.Minute)
	in := &Intake{Place: "三号涵洞"}
	c := &LogCall{Caller: rules.Caller{Name: "村民", Phone: "19900000001"}, Said: "有人昏迷", At: &at, Open: in}
	if err := c.Check(night); err != nil {
		t.Fatal(err)
	}
	if c.Kind != rules.CallPhone || c.Open.Said != "有人昏迷" || c.Open.Caller.Name != "村民" || !c.Open.At.Equal(at) {
		t.Errorf("%+v", c.Open)
	}
	if in.Said != "" {
		t.Error("the caller's own value changed")
	}
	c = &LogCall{Said: "电话里说的", Open: &Intake{Place: "三号涵洞", Said: "另外说的"}}
	if err := c.Check(night); err != nil || c.Open.Said != "另外说的" {
		t.Errorf("%+v %v", c.Open, err)
	}
}

// Ensure that the identity status answers the fact that goes with it.
func TestIdentityAnswersTheFact(t *testing.T) {
	for status, want := range map[string]rules.Tri{"known": rules.Yes, "unknown": rules.No, "claimed": rules.Unasked, "": rules.Unasked} {
		p := Person{Identity: status}
		if err := p.Check(night); err != nil || p.Facts.Tri("identified") != want {
			t.Errorf("%s: %v %v", status, p.Facts.Tri("identified"), err)
		}
	}
}

// Ensure that the edges of times and lengths are inside.
func TestEdgesAreInside(t *testing.T) {
	for _, at := range []time.Time{night.Add(10 * time.Minute), night.Add(-7 * 24 * time.Hour)} {
		c := intake(func(in *Intake) {
			in.At = &at
			in.Place, in.Said = strings.Repeat("桥", 120), strings.Repeat("说", 4000)
		})
		if err := c.Check(night); err != nil {
			t.Errorf("%v: %v", at, err)
		}
	}
}

// Ensure that a visitor may leave in the minute of coming, and that of a visit that is over the
// leaving stands for a beginning that nobody wrote.
func TestVisitLeft(t *testing.T) {
	now := time.Date(2026, 11, 24, 2, 10, 40, 0, rules.Zone)
	minute, early := now.Truncate(time.Minute), now.Add(-time.Hour)
	c := &LogCall{Kind: rules.CallVisit, Caller: rules.Caller{Name: "白桂枝"}, Said: "问路", At: &now, Left: &minute}
	if err := c.Check(now); err != nil {
		t.Error(err)
	}
	c.At, c.Left = nil, &early
	if err := c.Check(now); err != nil || c.At == nil || !c.At.Equal(early) {
		t.Errorf("%v, at %v", err, c.At)
	}
	c.At, c.Left = &now, &early
	if err := c.Check(now); rules.AsError(err) == nil || rules.AsError(err).Field != "left" {
		t.Error(err)
	}
}
