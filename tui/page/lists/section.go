package lists

import (
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// section is one list: its words, the codes of its commands, its rows and its form.
type section struct {
	list     string    // as command.Retire names it
	title    text.Text // on the tab
	noun     text.Text // one record
	empty    text.Text // what it is for, where there is none
	off      text.Text // what retiring means
	heads    [3]text.Text
	add, put string // commands, as Register.Can names them
	rows     func(*view.Register) []row
	sheet    func(*view.Register, string) sheet // "" for a new record
}

// officers is the list that has PINs.
const officers = "officer"

var sections = [...]section{
	{list: officers, title: text.Text{ZH: "人员", EN: "Officers"}, noun: text.Text{ZH: "人员", EN: "officer"},
		empty: text.Text{ZH: "还没有人员。登录、接班和签字的人都在这里, 角色定各人能做什么。", EN: "No officers yet. Whoever signs in, takes a shift or signs stands here; roles decide what each may do."},
		off:   text.Text{ZH: "停用后不能登录, 也选不到; 经手的记录都在, 随时可以恢复。", EN: "A retired officer cannot sign in and is no longer offered; what they wrote stays, and they can be brought back."},
		heads: [3]text.Text{{ZH: "姓名", EN: "Name"}, {ZH: "角色", EN: "Roles"}, {ZH: "电话", EN: "Telephone"}}, add: "officer.add", put: "officer.put", rows: officerRows, sheet: officerSheet},
	{list: "village", title: text.Text{ZH: "村社", EN: "Villages"}, noun: text.Text{ZH: "村(社区)", EN: "village"},
		empty: text.Text{ZH: "还没有村(社区)。登记时选地点, 通知时找联系人, 都从这里来。", EN: "No villages yet. Places of a call and the contacts to be told are chosen from here."},
		off:   text.Text{ZH: "停用后不再供选择; 写过它的记录都在, 随时可以恢复。", EN: "A retired village is no longer offered; records that name it stay, and it can be brought back."},
		heads: [3]text.Text{{ZH: "名称", EN: "Name"}, {ZH: "联系人", EN: "Contact"}, {ZH: "电话", EN: "Telephone"}}, add: "village.put", put: "village.put", rows: villageRows, sheet: villageSheet},
	{list: "agency", title: text.Text{ZH: "单位", EN: "Agencies"}, noun: text.Text{ZH: "联系单位", EN: "agency"},
		empty: text.Text{ZH: "还没有联系单位。120、派出所、救助管理站等写在这里, 待办会提示打哪个电话。", EN: "No agencies yet. Ambulance, police and relief station stand here, so that an obligation can say whom to ring."},
		off:   text.Text{ZH: "停用后待办不再提示它的电话; 打过的电话都在, 随时可以恢复。", EN: "The telephones of a retired agency are no longer offered; calls made stay, and it can be brought back."},
		heads: [3]text.Text{{ZH: "名称", EN: "Name"}, {ZH: "类别", EN: "Kind"}, {ZH: "电话", EN: "Telephone"}}, add: "agency.put", put: "agency.put", rows: agencyRows, sheet: agencySheet},
	{list: "place", title: text.Text{ZH: "地点", EN: "Places"}, noun: text.Text{ZH: "地点", EN: "place"},
		empty: text.Text{ZH: "还没有地点。巡查重点部位、避寒点、仓库和车辆写在这里, 物资要有仓库才能入库。", EN: "No places yet. Hotspots, shelters, depots and vehicles stand here; goods need a depot to come into."},
		off:   text.Text{ZH: "停用后不再供选择; 在那里的记录都在, 随时可以恢复。", EN: "A retired place is no longer offered; what happened there stays, and it can be brought back."},
		heads: [3]text.Text{{ZH: "地点", EN: "Name"}, {ZH: "类型", EN: "Kind"}, {ZH: "所属村社", EN: "Village"}}, add: "place.put", put: "place.put", rows: placeRows, sheet: placeSheet},
	{list: "item", title: text.Text{ZH: "物资", EN: "Items"}, noun: text.Text{ZH: "物资品种", EN: "item"},
		empty: text.Text{ZH: "还没有物资品种。先写品名和单位, 再到 4 物资 入库。", EN: "No items yet. Write name and unit here, then receive goods on page 4, Stock."},
		off:   text.Text{ZH: "停用后不再入库和发放; 出入库记录都在, 随时可以恢复。", EN: "A retired item is no longer received or given out; its moves stay, and it can be brought back."},
		heads: [3]text.Text{{ZH: "品名", EN: "Name"}, {ZH: "方案物资", EN: "Plan's good"}, {ZH: "最低库存", EN: "Minimum"}}, add: "item.put", put: "item.put", rows: itemRows, sheet: itemSheet},
	{list: "kit", title: text.Text{ZH: "物资包", EN: "Kits"}, noun: text.Text{ZH: "物资包", EN: "kit"},
		empty: text.Text{ZH: "还没有物资包。几样物资常一起发的, 写成一包, 在事项上按 Ctrl+G 一次发齐。", EN: "No kits yet. Goods that are often given together make one: Ctrl+G on a case gives all of it at once."},
		off:   text.Text{ZH: "停用后不再供选择; 发过的记录都在, 随时可以恢复。", EN: "A retired kit is no longer offered; what was given stays, and it can be brought back."},
		heads: [3]text.Text{{ZH: "名称", EN: "Name"}, {ZH: "物资", EN: "Goods"}, {ZH: "条款", EN: "Clause"}}, add: "kit.put", put: "kit.put", rows: kitRows, sheet: kitSheet},
}

// row is a record as the list and the pane beside it show it, or the fold.
type row struct {
	id, name string
	cells    [2]text.Text // behind the name
	facts    []fact
	retired  bool
	fixed    *rules.Error // why nobody changes it
	version  int64
	folded   int // of the fold: how many records are behind it
}

// texts are what a row is found by; the fold by nothing.
func (r *row) texts() []string {
	if r.id == foldID {
		return nil
	}
	out := []string{r.id, r.name}
	for _, f := range r.facts {
		out = append(out, f.value.ZH, f.value.EN)
	}
	return out
}

// foldID is the id of the fold, which no record has.
const foldID = "/"

// fact is a field of a record with its value.
type fact struct{ label, value text.Text }

// said is what people wrote, the same in both languages.
func said(s string) text.Text { return text.Text{ZH: s, EN: s} }

// wordsOf are the words of codes.
func wordsOf[C ~string](list []rules.Named, codes ...C) text.Text {
	var all []text.Text
	for _, c := range codes {
		if c != "" {
			all = append(all, rules.WordOf(list, string(c)))
		}
	}
	return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(all)
}

func officerRows(reg *view.Register) []row {
	names := map[string]string{}
	for _, o := range reg.Officers {
		names[o.ID] = o.Name
	}
	var out []row
	for _, o := range reg.Officers {
		roles := wordsOf(rules.RoleWords, o.Roles...)
		out = append(out, row{id: o.ID, name: o.Name, cells: [2]text.Text{roles, said(o.Phone)}, retired: o.Retired, version: o.Version, facts: []fact{
			{rolesLabel, roles}, {postLabel, said(o.Post)}, {villageLabel, said(villageName(reg, o.Village))}, {phoneLabel, said(o.Phone)},
			{text.Text{ZH: "顶班, 担保人", EN: "Stand-in, vouched for by"}, said(names[o.StandIn])},
		}})
	}
	return out
}

func villageRows(reg *view.Register) []row {
	var out []row
	for _, v := range reg.Villages {
		out = append(out, row{id: v.ID, name: v.Name, cells: [2]text.Text{said(v.Contact), said(v.Phone)}, retired: v.Retired, version: v.Version, facts: []fact{
			{codeLabel, said(v.ID)}, {contactLabel, said(v.Contact)}, {phoneLabel, said(v.Phone)},
		}})
	}
	return out
}

func agencyRows(reg *view.Register) []row {
	var out []row
	for _, a := range reg.Agencies {
		role, phones := wordsOf(command.AgencyRoles, a.Role), said(strings.Join(a.Phones, ", "))
		out = append(out, row{id: a.ID, name: a.Name, cells: [2]text.Text{role, phones}, retired: a.Retired, version: a.Version, facts: []fact{
			{kindLabel, role}, {phonesLabel, phones}, {hoursLabel, said(a.Hours)},
		}})
	}
	return out
}

func placeRows(reg *view.Register) []row {
	var out []row
	for _, p := range reg.Places {
		kind, village := wordsOf(command.PlaceKinds, p.Kind), said(villageName(reg, p.Village))
		out = append(out, row{id: p.ID, name: p.Name, cells: [2]text.Text{kind, village}, retired: p.Retired, version: p.Version, facts: []fact{
			{kindLabel, kind}, {areaLabel, said(p.Area)}, {villageLabel, village}, {capacityLabel, said(figure(int64(p.Capacity)))},
		}})
	}
	return out
}

func itemRows(reg *view.Register) []row {
	var out []row
	for _, i := range reg.Items {
		good, least := wordsOf(command.Goods, i.Good), text.Text{}
		if i.Min > 0 {
			least = said(figure(i.Min) + " " + i.Unit)
		}
		out = append(out, row{id: i.ID, name: i.Name, cells: [2]text.Text{good, least}, retired: i.Retired, version: i.Version, facts: []fact{
			{unitLabel, said(i.Unit)}, {goodLabel, good}, {givenLabel, wordsOf(command.Givens, i.Given)}, {minLabel, least}, {monthsLabel, said(figure(int64(i.Months)))},
		}})
	}
	return out
}

// figure is a count as a field has it: nothing for 0.
func figure(n int64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatInt(n, 10)
}

// villageName is the name of a village, its id where the list does not have it.
func villageName(reg *view.Register, id string) string {
	for _, v := range reg.Villages {
		if v.ID == id {
			return v.Name
		}
	}
	return id
}

var (
	rolesLabel    = text.Text{ZH: "角色", EN: "Roles"}
	postLabel     = text.Text{ZH: "职务", EN: "Post"}
	villageLabel  = text.Text{ZH: "所属村社", EN: "Village"}
	phoneLabel    = text.Text{ZH: "电话", EN: "Telephone"}
	phonesLabel   = text.Text{ZH: "电话 (按先后)", EN: "Telephones"}
	codeLabel     = text.Text{ZH: "区划代码", EN: "Division code"}
	contactLabel  = text.Text{ZH: "联系人", EN: "Contact"}
	kindLabel     = text.Text{ZH: "类型", EN: "Kind"}
	hoursLabel    = text.Text{ZH: "时间", EN: "Hours"}
	areaLabel     = text.Text{ZH: "区域类型", EN: "Area type"}
	capacityLabel = text.Text{ZH: "容量 (人)", EN: "Capacity"}
	unitLabel     = text.Text{ZH: "单位", EN: "Unit"}
	goodLabel     = text.Text{ZH: "方案物资", EN: "Plan's good"}
	givenLabel    = text.Text{ZH: "给付类别", EN: "Counts as"}
	minLabel      = text.Text{ZH: "最低库存", EN: "Minimum"}
	monthsLabel   = text.Text{ZH: "保质期 (月)", EN: "Shelf life, months"}
)
