package lists

import (
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/widget/field"
)

// sheet is the form of one record: what it begins with, its fields, and the command of
// what was typed about the version of the record that it speaks of, 0 for a new one.
type sheet struct {
	first entry.Values
	shape entry.Shape
	make  func(v entry.Values, version int64) (command.Command, *rules.Error)
	about map[string]text.Text // what a field is for, said while it has the focus
}

// find is the record of that id, the zero one for a new record.
func find[T any](all []T, id string, of func(*T) string) T {
	if i := slices.IndexFunc(all, func(x T) bool { return id != "" && of(&x) == id }); i >= 0 {
		return all[i]
	}
	return *new(T)
}

func officerSheet(reg *view.Register, id string) sheet {
	o := find(reg.Officers, id, func(o *rules.Officer) string { return o.ID })
	roles := func(v entry.Values) []rules.Role {
		var out []rules.Role
		for _, r := range strings.Split(v["roles"], ",") {
			if r != "" {
				out = append(out, rules.Role(r))
			}
		}
		return out
	}
	var held []string
	for _, n := range rules.RoleWords { // in the order of the field
		if slices.Contains(o.Roles, rules.Role(n.Code)) {
			held = append(held, n.Code)
		}
	}
	return sheet{
		first: entry.Values{"name": o.Name, "roles": strings.Join(held, ","), "village": o.Village, "phone": o.Phone, "post": o.Post},
		shape: func(v entry.Values) []field.Spec {
			specs := []field.Spec{
				{Name: "name", Label: text.Text{ZH: "姓名", EN: "Name"}, Max: 20, Required: true},
				{Name: "roles", Label: rolesLabel, Kind: field.Multi, Options: dialog.Options(rules.RoleWords), Required: true},
			}
			if o.Village != "" || slices.Contains(roles(v), rules.RoleVillage) {
				specs = append(specs, villageField(reg, o.Village))
			}
			return append(specs, field.Spec{Name: "phone", Label: phoneLabel, Kind: field.Phone, Check: dialog.Phone},
				field.Spec{Name: "post", Label: postLabel, Max: 20})
		},
		make: func(v entry.Values, version int64) (command.Command, *rules.Error) {
			village := v["village"]
			if o.Village == "" && !slices.Contains(roles(v), rules.RoleVillage) {
				village = "" // chosen for a role that was taken off again
			}
			if id == "" {
				return &command.AddOfficer{Name: v["name"], Roles: roles(v), Village: village, Phone: v["phone"], Post: v["post"]}, nil
			}
			return &command.PutOfficer{ID: id, Version: version, Name: v["name"], Roles: roles(v), Village: village, Phone: v["phone"], Post: v["post"]}, nil
		},
		about: map[string]text.Text{
			"name":    {ZH: "用它登录; 同名的加以区别, 如 王芳(小)。", EN: "They sign in by it; tell namesakes apart in it."},
			"roles":   {ZH: "空格或数字勾选, 可以几样; 角色定能做什么。", EN: "Space or a digit ticks, several may hold; they decide what the officer may do."},
			"village": {ZH: "村级联络员所属的村(社区); 打拼音首字母也行。", EN: "The village that a village contact speaks for; pinyin initials find it."},
			"phone":   {ZH: "带班领导的电话会出现在要报告的事项旁。", EN: "A leader's telephone stands beside what must be reported."},
		},
	}
}

func villageSheet(reg *view.Register, id string) sheet {
	o := find(reg.Villages, id, func(o *rules.Village) string { return o.ID })
	first := entry.Values{"name": o.Name, "contact": o.Contact, "phone": o.Phone}
	town := townCode(reg)
	return sheet{
		first: first,
		shape: func(entry.Values) []field.Spec {
			specs := []field.Spec{
				{Name: "name", Label: text.Text{ZH: "名称", EN: "Name"}, Max: 20, Required: true},
				{Name: "contact", Label: contactLabel, Max: 20},
				{Name: "phone", Label: phoneLabel, Kind: field.Phone, Check: dialog.Phone},
			}
			if id == "" { // the code is what a village is known by: it never changes
				specs = append([]field.Spec{{Name: "id", Label: codeLabel, Kind: field.Number, Max: 14, Required: true, Hint: codeHint(town),
					Check: func(s string) text.Text { return code(town, s) }}}, specs...)
			}
			return specs
		},
		make: func(v entry.Values, version int64) (command.Command, *rules.Error) {
			c := &command.PutVillage{ID: id, Version: version, Name: v["name"], Contact: v["contact"], Phone: v["phone"]}
			if id == "" {
				c.ID = fullCode(town, v["id"])
			}
			return c, nil
		},
		about: map[string]text.Text{
			"id":      {ZH: "12 位统计用区划代码; 前 9 位是本乡镇的。", EN: "The statistical division code of 12 digits; the first 9 are the township's."},
			"contact": {ZH: "村里接通知、先去看一眼的人。", EN: "Who takes notices in the village and goes to look first."},
		},
	}
}

// townCode is what the codes of the villages begin with: county and township, 9 digits.
func townCode(reg *view.Register) string {
	prefix := ""
	for _, v := range reg.Villages {
		switch {
		case len(v.ID) < 9 || prefix != "" && v.ID[:9] != prefix:
			return ""
		default:
			prefix = v.ID[:9]
		}
	}
	return prefix
}

// fullCode is a division code as it is kept: its last three digits are enough where the
// township's are known.
func fullCode(town, s string) string {
	if s = strings.TrimSpace(s); town != "" && len(s) == 3 {
		return town + s
	}
	return s
}

func codeHint(town string) text.Text {
	if town == "" {
		return text.Text{}
	}
	return text.Text{ZH: "末 3 位, 或 12 位全码", EN: "last 3, or all 12"}
}

// code says what is wrong with a division code while it is typed.
func code(town, s string) text.Text {
	switch s = fullCode(town, s); {
	case strings.Trim(s, "0123456789") != "":
		return text.Text{ZH: "只能是数字", EN: "digits only"}
	case len(s) != 12:
		return text.Text{ZH: "要 12 位数字, 现为 %[1]d 位", EN: "12 digits, this has %[1]d"}.With(len(s))
	}
	return text.Text{}
}

func agencySheet(reg *view.Register, id string) sheet {
	o := find(reg.Agencies, id, func(o *rules.Agency) string { return o.ID })
	return sheet{
		first: entry.Values{"name": o.Name, "role": string(o.Role), "phones": strings.Join(o.Phones, ", "), "hours": o.Hours},
		shape: entry.Fields(
			field.Spec{Name: "name", Label: text.Text{ZH: "名称", EN: "Name"}, Max: 30, Required: true},
			field.Spec{Name: "role", Label: kindLabel, Kind: field.Choice, Options: dialog.Options(command.AgencyRoles), Required: true},
			field.Spec{Name: "phones", Label: text.Text{ZH: "电话", EN: "Telephones"}, Max: 120, Check: phones},
			field.Spec{Name: "hours", Label: hoursLabel, Max: 30, Hint: text.Text{ZH: "24 小时", EN: "24 hours"}}),
		make: func(v entry.Values, version int64) (command.Command, *rules.Error) {
			return &command.PutAgency{ID: id, Version: version, Name: v["name"], Role: rules.AgencyRole(v["role"]), Phones: numbers(v["phones"]), Hours: v["hours"]}, nil
		},
		about: map[string]text.Text{
			"role":   {ZH: "定打通它的电话算办了哪一项待办。", EN: "Decides which obligation is met by reaching it."},
			"phones": {ZH: "按拨打的先后写, 用逗号隔开。", EN: "In the order to try them, with commas between."},
			"hours":  {ZH: "什么时候有人接。", EN: "When somebody answers."},
		},
	}
}

// numbers are the telephones in a line, in its order.
func numbers(s string) []string {
	var out []string
	for _, n := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、;；", r) }) {
		if n = strings.TrimSpace(n); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// phones says which of several telephones is wrong, and why.
func phones(s string) text.Text {
	all := numbers(s)
	for i, n := range all {
		if wrong := dialog.Phone(n); !wrong.IsZero() {
			if len(all) == 1 {
				return wrong
			}
			return text.Text{ZH: "第%[1]d个: %[2]s", EN: "Number %[1]d: %[2]s"}.With(i+1, wrong)
		}
	}
	return text.Text{}
}

func placeSheet(reg *view.Register, id string) sheet {
	o := find(reg.Places, id, func(o *rules.Place) string { return o.ID })
	takes := func(v entry.Values) bool { return v["kind"] == string(rules.PlaceShelter) }
	grounded := func(v entry.Values) bool { return v["kind"] == string(rules.PlaceHotspot) }
	return sheet{
		first: entry.Values{"name": o.Name, "kind": string(o.Kind), "area": o.Area, "village": o.Village, "capacity": figure(int64(o.Capacity))},
		shape: func(v entry.Values) []field.Spec {
			specs := []field.Spec{
				{Name: "name", Label: text.Text{ZH: "名称", EN: "Name"}, Max: 30, Required: true},
				{Name: "kind", Label: kindLabel, Kind: field.Choice, Options: dialog.Options(command.PlaceKinds), Required: true},
				villageField(reg, o.Village), // before what the kind brings: Enter goes on to it
			}
			if o.Area != "" || grounded(v) {
				specs = append(specs, field.Spec{Name: "area", Label: areaLabel, Kind: field.Choice, Options: areas(reg), Free: true, Max: 20})
			}
			if o.Capacity > 0 || takes(v) {
				specs = append(specs, field.Spec{Name: "capacity", Label: capacityLabel, Kind: field.Number, Max: 5})
			}
			return specs
		},
		make: func(v entry.Values, version int64) (command.Command, *rules.Error) {
			c := &command.PutPlace{ID: id, Version: version, Name: v["name"], Kind: rules.PlaceKind(v["kind"]), Village: v["village"]}
			if o.Area != "" || grounded(v) {
				c.Ground = v["area"]
			}
			var err *rules.Error
			if o.Capacity > 0 || takes(v) {
				var n int64
				n, err = whole("capacity", v["capacity"])
				c.Capacity = int(n)
			}
			return c, err
		},
		about: map[string]text.Text{
			"kind":     {ZH: "仓库、值班室备用和车辆放得了物资; 避寒点收得了人。", EN: "A depot, the reserve and a vehicle hold goods; a shelter takes persons in."},
			"area":     {ZH: "巡查要覆盖的区域类型 (P1.3.6, P3.4.10)。", EN: "The kind of area that patrols must cover (P1.3.6, P3.4.10)."},
			"capacity": {ZH: "最多收几人; 空着是不限。", EN: "How many persons at most; empty for no limit."},
			"village":  {ZH: "在哪个村(社区), 可以空着; 打拼音首字母也行。", EN: "In which village, may stay empty; pinyin initials find it."},
		},
	}
}

// areas are the types that the plans name (P1.3.6, P3.4.10), and those in use here.
func areas(reg *view.Register) []field.Option {
	words := []string{"车站", "广场", "繁华地段", "桥梁涵洞", "码头", "主次干道", "建筑工地", "地下通道"}
	for _, p := range reg.Places {
		if p.Area != "" && !slices.Contains(words, p.Area) {
			words = append(words, p.Area)
		}
	}
	out := make([]field.Option, len(words))
	for i, w := range words {
		out[i] = field.Option{Value: w, Label: said(w)}
	}
	return out
}

// villageField chooses a village in use, or the one that the record has already.
func villageField(reg *view.Register, now string) field.Spec {
	var options []field.Option
	for _, v := range reg.Villages {
		if !v.Retired || v.ID == now {
			options = append(options, field.Option{Value: v.ID, Label: said(v.Name)})
		}
	}
	return field.Spec{Name: "village", Label: villageLabel, Kind: field.Choice, Options: options}
}

func itemSheet(reg *view.Register, id string) sheet {
	o := find(reg.Items, id, func(o *rules.Item) string { return o.ID })
	return sheet{
		first: entry.Values{"name": o.Name, "unit": o.Unit, "good": o.Good, "given": o.Given, "min": figure(o.Min), "months": figure(int64(o.Months))},
		shape: entry.Fields(
			field.Spec{Name: "name", Label: text.Text{ZH: "品名", EN: "Name"}, Max: 30, Required: true},
			field.Spec{Name: "unit", Label: unitLabel, Max: 8, Required: true, Hint: text.Text{ZH: "床, 件, 箱", EN: "piece, box"}},
			field.Spec{Name: "min", Label: minLabel, Kind: field.Number, Max: 7},
			field.Spec{Name: "months", Label: monthsLabel, Kind: field.Number, Max: 3},
			field.Spec{Name: "good", Label: goodLabel, Kind: field.Choice, Options: dialog.Options(command.Goods)},
			field.Spec{Name: "given", Label: givenLabel, Kind: field.Choice, Options: dialog.Options(command.Givens)}),
		make: func(v entry.Values, version int64) (command.Command, *rules.Error) {
			least, err := whole("min", v["min"])
			if err != nil {
				return nil, err
			}
			months, err := whole("months", v["months"])
			return &command.PutItem{ID: id, Version: version, Name: v["name"], Unit: v["unit"], Good: v["good"], Given: v["given"], Min: least, Months: int(months)}, err
		},
		about: map[string]text.Text{
			"unit":   {ZH: "按什么数; 出入过库的品种不能再改单位。", EN: "What it is counted in; it stays once goods have moved."},
			"min":    {ZH: "各处合计低于它, 值班室就提示不足; 空着不提示。", EN: "The board says that it is short when less is left; empty never says so."},
			"months": {ZH: "入库没写到期日时, 按它算出到期日; 空着是不会过期。", EN: "Gives the day of expiry where none is written; empty never expires."},
			"good":   {ZH: "发放时算作方案写明的哪一样 (P7.2.23); 都不是就空着。", EN: "Which good of the plan it is when given (P7.2.23); empty for none."},
			"given":  {ZH: "发放时记为给过哪一类 (P1.3.17); 都不是就空着。", EN: "What counts as given when it is (P1.3.17); empty for none."},
		},
	}
}

// whole reads a whole number; nothing is 0.
func whole(name, s string) (int64, *rules.Error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil {
		return 0, rules.Bad(name, text.Text{ZH: "写整数, 如 20, 或空着", EN: "A whole number, such as 20, or nothing"})
	}
	return n, nil
}
