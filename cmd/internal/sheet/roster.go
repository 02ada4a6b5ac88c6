package sheet

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/roster"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Roster is a month to be put up on the wall: who is on duty each day, then name, post and
// telephone of each, who issued it, and the hand of the office head. A month that is no more than a draft
// says so.
func Roster(r *view.Roster, unit string) Sheet {
	s := Sheet{Title: text.Text{ZH: "%[1]s 值班安排表", EN: "Duty roster %[1]s"}.With(r.Month), Unit: unit, Copies: []text.Text{{}}, At: r.Now}
	if r.State == roster.Published {
		s.Number = roster.MonthID(rules.Date(r.Month + "-01"))
	}
	days := &Table{Tight: true, Head: []Column{{text.Text{ZH: "日期", EN: "Day"}, 16}, {text.Text{ZH: "班次", EN: "Turn"}, 20}, {text.Text{ZH: "带班领导", EN: "Leader"}, 14},
		{text.Text{ZH: "主班", EN: "Main"}, 14}, {text.Text{ZH: "副班", EN: "Deputies"}, 14}, {text.Text{ZH: "驾驶员", EN: "Driver"}, 10}, {text.Text{ZH: "备班", EN: "Standby"}, 12}}}
	serves := map[string]bool{}
	for i := range r.Turns {
		t := &r.Turns[i]
		for _, p := range roster.Posts {
			for _, id := range t.In(p) {
				serves[id] = true
			}
		}
		kind := rules.WordOf(rules.DayKindWords, string(t.Day.Kind))
		if !t.Day.Name.IsZero() {
			kind = text.Text{ZH: t.Day.Name.ZH + " " + kind.ZH, EN: t.Day.Name.EN + " " + kind.EN}
		}
		days.Rows = append(days.Rows, []text.Text{{ZH: string(t.Day.Date[5:]) + " " + kind.ZH, EN: string(t.Day.Date[5:]) + " " + kind.EN},
			same(rules.Stamp(t.Start) + " - " + rules.Stamp(t.End)), same(t.Names.Leader), same(t.Names.Main), same(strings.Join(t.Names.Deputies, "、")),
			same(t.Names.Driver), same(strings.Join(t.Names.Standby, "、"))})
	}
	people := &Table{Tight: true, Head: []Column{{text.Text{ZH: "姓名", EN: "Name"}, 30}, {text.Text{ZH: "职务", EN: "Post"}, 40}, {text.Text{ZH: "电话", EN: "Telephone"}, 30}}}
	for _, p := range r.People {
		if serves[p.ID] {
			people.Rows = append(people.Rows, []text.Text{same(p.Name), same(p.Post), same(p.Phone)})
		}
	}
	s.Parts = []Part{{Table: days}, {Table: people}, {Signs: issued(r)}}
	if r.SignedBy != nil {
		s.By = r.SignedBy.Name
	}
	return s
}

// issued is who published the month, with their own post, and room for the hand of the office
// head where that is somebody else.
func issued(r *view.Roster) []Sign {
	head := Sign{Who: text.Text{ZH: officeHead, EN: "Head of the office"}, Lines: []text.Text{dateByHand}}
	if r.SignedBy == nil {
		return []Sign{head}
	}
	post := ""
	for _, p := range r.People {
		if p.ID == r.SignedBy.Officer {
			post = p.Post
		}
	}
	by := signed(text.Text{ZH: "签发", EN: "Issued by"}, "", r.SignedBy)
	by.Name = strings.TrimSpace(r.SignedBy.Name + " " + post)
	if strings.Contains(post, officeHead) || strings.Contains(post, "党政办主任") {
		return []Sign{by}
	}
	return []Sign{by, head}
}

const officeHead = "党政办负责人"
