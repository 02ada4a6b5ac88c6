package sheet

import (
	"fmt"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// who is the person's name, or that it is not known.
func (d drawing) who() text.Text {
	if n := d.p.Case.Case.Person.Name; n != "" {
		return same(n)
	}
	return text.Text{ZH: "无名氏 (身份不明)", EN: "unnamed (identity unknown)"}
}

func (d drawing) sex() text.Text {
	switch d.p.Case.Case.Person.Sex {
	case "M":
		return text.Text{ZH: "男", EN: "M"}
	case "F":
		return text.Text{ZH: "女", EN: "F"}
	}
	return boxes(text.Text{ZH: "男", EN: "M"}, text.Text{ZH: "女", EN: "F"})
}

// age is the birth date where it is known, else the age as it was told.
func (d drawing) age() text.Text {
	k := &d.p.Case.Case
	switch {
	case k.Person.Birth != "" && k.Facts.Age != nil:
		return text.Text{ZH: "%[1]s (%[2]d岁)", EN: "%[1]s (%[2]d)"}.With(string(k.Person.Birth), *k.Facts.Age)
	case k.Person.Birth != "":
		return same(string(k.Person.Birth))
	case k.Facts.Age != nil:
		return text.Text{ZH: "约%[1]d岁", EN: "about %[1]d"}.With(*k.Facts.Age)
	}
	return text.Text{}
}

func (d drawing) identity() text.Text {
	if n := d.p.Case.Case.Person.IDNumber; n != "" {
		return text.Text{ZH: "居民身份证 %[1]s", EN: "resident ID %[1]s"}.With(n)
	}
	return text.Text{}
}

// known tells the facts that were asked, yes and no; what nobody asked stays blank.
func (d drawing) known(facts ...string) text.Text {
	f := &d.p.Case.Case.Facts
	var all []text.Text
	for _, name := range facts {
		s, ok := rules.FactSpecOf(name)
		if !ok || !f.Known(name) {
			continue
		}
		switch s.Kind {
		case rules.FactTri:
			yes := text.Text{ZH: "否", EN: "no"}
			if f.Tri(name) == rules.Yes {
				yes = text.Text{ZH: "是", EN: "yes"}
			}
			all = append(all, text.Text{ZH: "%[1]s: %[2]s", EN: "%[1]s: %[2]s"}.With(s.Label, yes))
		case rules.FactMulti:
			for _, v := range f.List(name) {
				all = append(all, rules.WordOf(s.Options, v))
			}
		}
	}
	return parts(all...)
}

func (d drawing) body() text.Text { return d.known("sudden_illness", "gravely_ill", "groups") }
func (d drawing) mind() text.Text {
	return d.known("confused", "mental_illness", "intellectual_disability", "danger")
}
func (d drawing) health() text.Text { return parts(d.body(), d.mind()) }

// told is who reported it.
func (d drawing) told() text.Text {
	c := d.p.Case.Case.Caller
	return same(strings.Join(strings.Fields(c.Unit+" "+c.Name+" "+c.Phone), " "))
}

// Most of what was said that a paper has room for; the intake form has all of it. Ours.
const (
	mostSaid  = 110
	mostNote  = 40
	mostLooks = 60
)

// clipped is somebody's words, cut where a paper has no room for them.
func clipped(s string, most int) text.Text {
	short, cut := text.Clipped(s, most)
	if !cut {
		return same(s)
	}
	return text.Text{ZH: "%[1]s… (详见登记表)", EN: "%[1]s… (more on the intake form)"}.With(short)
}

// found is how the person was found, and what became of it so far.
func (d drawing) found() text.Text {
	k := &d.p.Case.Case
	out := text.Text{ZH: "%[1]s 接报", EN: "told on %[1]s"}.With(moment(k.OpenedAt))
	if t := d.told(); !t.IsZero() {
		out = text.Text{ZH: "%[1]s (%[2]s)", EN: "%[1]s (%[2]s)"}.With(out, t)
	}
	out = parts(out, clipped(k.Said, mostSaid))
	if k.ArriveAt != nil {
		out = parts(out, text.Text{ZH: "%[1]s 到场", EN: "on the scene %[1]s"}.With(rules.Stamp(*k.ArriveAt)))
	}
	if k.Outcome != "" {
		out = parts(out, rules.WordOf(rules.OutcomeWords, string(k.Outcome)), clipped(k.OutcomeNote, mostNote))
	}
	return out
}

// given is the goods in one line.
func (d drawing) given() text.Text {
	var all []text.Text
	for _, g := range d.p.Goods {
		all = append(all, same(fmt.Sprintf("%s %d%s", g.Item, g.Move.Qty, g.Unit)))
	}
	return parts(all...)
}

// ways are how somebody comes to the desk (docs/domain.md §4.4).
var ways = []rules.Named{
	{Code: "self", Text: text.Text{ZH: "自行求助", EN: "came alone"}},
	{Code: "police", Text: text.Text{ZH: "公安护送", EN: "brought by the police"}},
	{Code: "public", Text: text.Text{ZH: "群众报告", EN: "told by the public"}},
	{Code: "village", Text: text.Text{ZH: "村(社区)报告", EN: "told by a village"}},
	{Code: "patrol", Text: text.Text{ZH: "巡查发现", EN: "met on patrol"}},
}

// villageCode is how long the statistical code is that a village has as its id.
const villageCode = 12

// way is how the person came to the desk: as it was asked, or else by the call that opened the
// case, "" where neither tells.
func (d drawing) way() string {
	k := &d.p.Case.Case
	if k.Facts.FoundBy != "" {
		return k.Facts.FoundBy
	}
	var first *rules.Call
	for i := range d.p.Case.Calls {
		c := &d.p.Case.Calls[i]
		if !c.Out && !c.At.After(k.OpenedAt) && (first == nil || c.At.Before(first.At)) {
			first = c
		}
	}
	if first == nil {
		return ""
	}
	for i := range d.p.Case.Numbers {
		if a := &d.p.Case.Numbers[i]; a.ID == first.Agency && a.Role == rules.AgencyPolice {
			return "police"
		}
	}
	switch {
	case first.Kind == rules.CallPatrol:
		return "patrol"
	case len(first.Agency) == villageCode:
		return "village"
	case k.Person.Name != "" && first.Caller.Name == k.Person.Name:
		return "self"
	case first.Kind == rules.CallPhone:
		return "public"
	}
	return ""
}

// intake is the 求助登记表.
func (d drawing) intake() []Part {
	k := &d.p.Case.Case
	yesNo := boxes(text.Text{ZH: "低保", EN: "allowance"}, text.Text{ZH: "特困", EN: "destitute"}, text.Text{ZH: "均否", EN: "neither"}, text.Text{ZH: "不清楚", EN: "not known"})
	checks := boxes(text.Text{ZH: "已检查", EN: "done"}, text.Text{ZH: "未检查", EN: "not done"})
	outcome := text.Text{}
	if k.Outcome != "" {
		outcome = parts(rules.WordOf(rules.OutcomeWords, string(k.Outcome)), same(k.OutcomeNote))
	}
	return []Part{
		{Title: text.Text{ZH: "求助情况", EN: "How help was asked for"}, Cells: []Cell{
			{Label: text.Text{ZH: "编号", EN: "Case"}, Value: same(k.ID)},
			{Label: text.Text{ZH: "求助时间", EN: "Time"}, Value: moment(k.OpenedAt)},
			{Label: text.Text{ZH: "求助方式", EN: "Way"}, Value: ticked(ways, d.way()), Wide: true},
			{Label: text.Text{ZH: "发现地点", EN: "Place"}, Value: same(k.Place.Text)},
			{Label: text.Text{ZH: "报告人", EN: "Told by"}, Value: d.told()},
		}},
		{Title: text.Text{ZH: "本人情况", EN: "The person"}, Cells: append([]Cell{
			{Label: nameText, Value: d.who()}, {Label: sexText, Value: d.sex()},
			{Label: text.Text{ZH: "民族", EN: "Ethnic group"}}, {Label: text.Text{ZH: "出生日期", EN: "Born"}, Value: d.age()},
			{Label: idText, Value: d.identity(), Wide: true},
			{Label: text.Text{ZH: "户籍地", EN: "Registered at"}}, {Label: addressText, Value: same(k.Person.Address)},
			{Label: phoneText}, {Label: text.Text{ZH: "亲属联系人", EN: "Family contact"}},
			{Label: text.Text{ZH: "求助原因", EN: "Reason"}, Value: reason(k), Wide: true, Lines: 2},
			{Label: text.Text{ZH: "流浪时间", EN: "Without home since"}}, {Label: text.Text{ZH: "低保特困", EN: "Allowance"}, Value: yesNo},
			{Label: looksText, Value: same(k.Person.Looks), Wide: true},
			{Label: text.Text{ZH: "身体状况", EN: "Body"}, Value: d.body(), Wide: true, Lines: 2},
			{Label: text.Text{ZH: "精神状况", EN: "Mind"}, Value: d.mind(), Wide: true, Lines: 2},
			{Label: text.Text{ZH: "安全检查", EN: "Safety check"}, Value: checks},
			{Label: text.Text{ZH: "照片指纹", EN: "Photo, prints"}, Value: boxes(text.Text{ZH: "照片", EN: "photo"}, text.Text{ZH: "指纹", EN: "fingerprints"})},
			{Label: thingsText, Wide: true, Lines: 2},
			{Label: text.Text{ZH: "已发物资", EN: "Goods given"}, Value: d.given(), Wide: true},
			{Label: text.Text{ZH: "意见", EN: "Decision"}, Value: outcome, Wide: true, Lines: 3},
		}, d.entries()...)},
		{Signs: []Sign{
			{Who: text.Text{ZH: "求助人签字", EN: "Person seeking help"}, Lines: []text.Text{printText}},
			{Who: text.Text{ZH: "接待人", EN: "Received by"}, Name: d.name(k.Receiver)},
			{Who: leaderText, Name: d.p.Duty.Leader},
		}},
	}
}

// referral is the newest one of the person that is live, nil for none.
func (d drawing) referral() (r *rules.Referral) {
	for i := range d.p.Case.Referrals {
		n := &d.p.Case.Referrals[i].Referral
		if n.Matter == "" && n.Live() && (r == nil || !n.Steps[0].At.Before(r.Steps[0].At)) {
			r = n
		}
	}
	return r
}

// transfer is the 交接单 of a person to a unit.
func (d drawing) transfer() []Part {
	k := &d.p.Case.Case
	to, escorts, vehicle := text.Text{}, text.Text{ZH: "1.________  2.________", EN: "1.________  2.________"}, k.Vehicle
	if r := d.referral(); r != nil { // what is not said of the way is written by hand
		to, vehicle = same(r.To), r.Vehicle
		if len(r.Escort) > 0 {
			escorts = same(strings.Join(r.Escort, "、"))
		}
	}
	sides := []text.Text{{ZH: "经办人签字 __________", EN: "signed by __________"}, {ZH: "联系电话 __________", EN: "telephone __________"}, dateByHand}
	return []Part{
		{Cells: []Cell{
			{Label: text.Text{ZH: "交接时间", EN: "Time"}, Value: byHand}, {Label: text.Text{ZH: "交接地点", EN: "Place"}},
			{Label: text.Text{ZH: "移交单位", EN: "Handed over by"}, Value: text.Text{ZH: "%[1]s值班室", EN: "duty room of %[1]s"}.With(d.p.County + d.p.Town)},
			{Label: text.Text{ZH: "移交人", EN: "Person"}},
			{Label: text.Text{ZH: "接收单位", EN: "Received by"}, Value: to}, {Label: text.Text{ZH: "接收人", EN: "Person"}},
			{Label: text.Text{ZH: "护送人", EN: "Escorts"}, Value: escorts}, {Label: text.Text{ZH: "车辆", EN: "Vehicle"}, Value: same(vehicle)},
		}},
		{Title: text.Text{ZH: "被交接人", EN: "The person handed over"}, Cells: []Cell{
			{Label: nameText, Value: d.who()}, {Label: sexText, Value: d.sex()},
			{Label: ageText, Value: d.age()}, {Label: idText, Value: d.identity()},
			{Label: text.Text{ZH: "发现地点", EN: "Found at"}, Value: same(k.Place.Text)}, {Label: addressText, Value: same(k.Person.Address)},
			{Label: text.Text{ZH: "发现经过", EN: "How found"}, Value: d.found(), Wide: true, Lines: 3},
			{Label: looksText, Value: clipped(k.Person.Looks, mostLooks), Wide: true},
			{Label: healthText, Value: d.health(), Wide: true, Lines: 2},
			{Label: text.Text{ZH: "已发物资", EN: "Goods given"}, Value: d.given(), Wide: true},
			{Label: text.Text{ZH: "药品医嘱", EN: "Medicine"}, Wide: true, Lines: 2},
			{Label: text.Text{ZH: "附件", EN: "Enclosed"}, Wide: true, Value: boxes(rules.WordOf(rules.PaperWords, string(rules.PaperIntake)),
				text.Text{ZH: "证件", EN: "identity paper"}, text.Text{ZH: "照片", EN: "photo"}, text.Text{ZH: "病历", EN: "medical record"}, text.Text{ZH: "其他 ________", EN: "other ________"})},
		}},
		{Title: text.Text{ZH: "随身物品清单", EN: "Belongings"}, Table: &Table{Head: []Column{{noText, 8}, {text.Text{ZH: "名称", EN: "What"}, 42}, {amountText, 15}, {remarkText, 35}}, Blank: 4}},
		{Signs: []Sign{
			{Who: text.Text{ZH: "移交方 (盖章)", EN: "Handing over (seal)"}, Seal: true, Lines: sides},
			{Who: text.Text{ZH: "接收方 (盖章)", EN: "Receiving (seal)"}, Seal: true, Lines: sides},
		}},
	}
}

// refusal is the record of somebody who declines, with 拒签 and two witnesses.
func (d drawing) refusal() []Part {
	k := &d.p.Case.Case
	spec, _ := rules.FactSpecOf("given")
	e, box, refused := &k.Ending, "□", byHand
	if k.Outcome == rules.OutcomeRefused && k.SettledAt != nil {
		refused = moment(*k.SettledAt)
	}
	if e.Sign == rules.WouldNotSign {
		box = "■"
	}
	return []Part{
		{Cells: []Cell{
			{Label: text.Text{ZH: "编号", EN: "Case"}, Value: same(k.ID)}, {Label: atText, Value: refused},
			{Label: placeText, Value: same(k.Place.Text), Wide: true},
			{Label: nameText, Value: d.who()}, {Label: sexText, Value: d.sex()},
			{Label: ageText, Value: d.age()}, {Label: idText, Value: d.identity()},
			{Label: looksText, Value: clipped(k.Person.Looks, mostLooks), Wide: true},
			{Label: text.Text{ZH: "现场情况", EN: "Situation"}, Value: d.found(), Wide: true, Lines: 3},
			{Label: healthText, Value: d.health(), Wide: true, Lines: 2},
			{Label: text.Text{ZH: "行为能力", EN: "Capacity"}, Value: d.known("full_capacity"), Wide: true},
		}},
		{Title: text.Text{ZH: "告知与提供", EN: "What was told and given"}, Cells: []Cell{
			{Label: text.Text{ZH: "已告知", EN: "Told"}, Wide: true, Value: boxes(text.Text{ZH: "救助政策", EN: "what help there is"}, text.Text{ZH: "救助机构地址电话", EN: "address and number of the station"},
				text.Text{ZH: "可随时求助", EN: "that help can be asked for at any time"})},
			{Label: text.Text{ZH: "已提供", EN: "Given"}, Wide: true, Value: ticked(spec.Options, provided(k, spec.Options)...)},
			{Label: text.Text{ZH: "物资", EN: "Goods"}, Wide: true, Value: d.given()},
			{Label: text.Text{ZH: "本人表示", EN: "In their words"}, Wide: true, Lines: 3},
			{Label: text.Text{ZH: "下次回访", EN: "Next visit"}, Value: d.visit()}, {Label: text.Text{ZH: "回访人", EN: "Visited by"}},
		}},
		{Signs: []Sign{
			{Who: text.Text{ZH: "本人签字", EN: "The person"}, Lines: []text.Text{printText, dateByHand}},
			witness(e, 0, text.Text{ZH: "%[1]s 本人拒签  见证人一", EN: "%[1]s will not sign: witness 1"}.With(box)),
			witness(e, 1, text.Text{ZH: "见证人二", EN: "Witness 2"}),
		}},
		{Signs: []Sign{{Who: text.Text{ZH: "经办人", EN: "Handled by"}, Name: d.name(k.Receiver)}, {Who: leaderText, Name: d.p.Duty.Leader}}},
	}
}

// visit is when the person is to be visited again, by hand where nothing says so.
func (d drawing) visit() text.Text {
	for _, o := range d.p.Case.Obligations {
		if o.Code == rules.FollowUpCode && o.Due != nil {
			return text.Text{ZH: "%[1]s 前", EN: "by %[1]s"}.With(rules.Stamp(*o.Due))
		}
	}
	return byHand
}

// witness is room for the hand of a witness of a refusal, with who it is where that is known.
func witness(e *rules.Ending, n int, who text.Text) Sign {
	s := Sign{Who: who, Lines: []text.Text{unitText, phoneText, dateByHand}}
	if n < len(e.Witnesses) {
		w := &e.Witnesses[n]
		s.Name = w.Name
		for i, told := range []string{w.Unit, w.Phone} {
			if told != "" {
				s.Lines[i] = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(s.Lines[i], told)
			}
		}
	}
	return s
}

// card is the 求助卡: it says nothing of the person who carries it.
func (d drawing) card() []Part {
	desk := text.Text{ZH: "________________", EN: "________________"}
	if d.p.Phone != "" {
		desk = same(d.p.Phone)
	}
	ring := []Cell{
		{Label: text.Text{ZH: "值班室 24 小时", EN: "Duty room, 24 hours"}, Value: desk, Wide: true},
		{Label: text.Text{ZH: "报警", EN: "Police"}, Value: same("110")}, {Label: text.Text{ZH: "急救", EN: "Ambulance"}, Value: same("120")},
	}
	for _, a := range d.p.Agencies {
		ring = append(ring, Cell{Label: same(a.Name), Value: same(strings.Join(append(a.Phones[:len(a.Phones):len(a.Phones)], a.Hours), "  ")), Wide: true})
	}
	near := []Cell{}
	for i, x := range d.p.Points {
		near = append(near, Cell{Label: text.Text{ZH: "第 %[1]d 处", EN: "Place %[1]d"}.With(i + 1), Value: same(strings.Join(strings.Fields(x.Name+" "+x.Village), " ")), Wide: true})
	}
	if len(near) == 0 {
		near = append(near, Cell{Label: placeText, Wide: true, Lines: 2})
	}
	return []Part{
		{Title: text.Text{ZH: "要帮助就打", EN: "For help ring"}, Cells: ring},
		{Title: text.Text{ZH: "就近避寒和求助的地方", EN: "Warm places nearby"}, Cells: near},
		{Title: text.Text{ZH: "可以得到", EN: "What there is"}, Cells: []Cell{{Label: text.Text{ZH: "免费", EN: "Free"}, Wide: true,
			Value: text.Text{ZH: "吃的、住处、治病、联系家人、回家的车票", EN: "food, a bed, a doctor, word to the family, a ticket home"}}}},
	}
}

// collect is the 领回单 of a child.
func (d drawing) collect() []Part {
	k := &d.p.Case.Case
	r := &k.Ending.Receiver
	whom := text.Text{ZH: "未成年人", EN: "The child"}
	if !k.Facts.Minor() {
		whom = text.Text{ZH: "被领回人", EN: "The person"}
	}
	return []Part{
		{Title: whom, Cells: []Cell{
			{Label: text.Text{ZH: "编号", EN: "Case"}, Value: same(k.ID)}, {Label: text.Text{ZH: "接报时间", EN: "Told"}, Value: moment(k.OpenedAt)},
			{Label: nameText, Value: d.who()}, {Label: sexText, Value: d.sex()},
			{Label: text.Text{ZH: "出生日期", EN: "Born"}, Value: d.age()}, {Label: text.Text{ZH: "发现地点", EN: "Found at"}, Value: same(k.Place.Text)},
			{Label: idText, Value: d.identity(), Wide: true},
			{Label: looksText, Value: clipped(k.Person.Looks, mostLooks), Wide: true},
			{Label: text.Text{ZH: "发现经过", EN: "How found"}, Value: d.found(), Wide: true, Lines: 3},
			{Label: healthText, Value: d.health(), Wide: true, Lines: 2},
			{Label: thingsText, Wide: true, Lines: 2},
		}},
		{Title: text.Text{ZH: "领回人", EN: "Who collects"}, Cells: []Cell{
			{Label: nameText, Value: same(r.Name)}, {Label: text.Text{ZH: "与本人关系", EN: "Relation"}, Value: same(r.Relation)},
			{Label: idText, Wide: true},
			{Label: addressText}, {Label: phoneText, Value: same(r.Phone)},
			{Label: text.Text{ZH: "监护证明", EN: "Proof of guardian"}, Value: same(r.Proof), Wide: true},
			{Label: text.Text{ZH: "证件核对", EN: "Paper compared"}, Wide: true, Value: ticked(compared, looked(r)...)},
			{Label: text.Text{ZH: "核实人", EN: "Verified by"}}, {Label: text.Text{ZH: "领回时间", EN: "Collected"}, Value: byHand},
			{Label: text.Text{ZH: "领回时状况", EN: "State then"}, Wide: true, Lines: 2},
		}},
		{Signs: []Sign{
			{Who: text.Text{ZH: "领回人", EN: "Collector"}, Lines: []text.Text{printText, dateByHand}},
			{Who: text.Text{ZH: "移交方 (盖章)", EN: "Handing over (seal)"}, Seal: true, Lines: []text.Text{dateByHand}},
			{Who: text.Text{ZH: "见证 (公安或村居)", EN: "Witness (police or village)"}, Seal: true, Lines: []text.Text{dateByHand}},
		}},
	}
}
