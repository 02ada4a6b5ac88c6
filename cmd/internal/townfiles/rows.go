package townfiles

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

func (t *town) village(o origin, c cells) {
	v := rules.Village{ID: c.get("id"), Name: c.get("name"), Contact: c.get("contact"), Phone: c.get("phone")}
	if err := command.CheckVillage(&v); err != nil {
		t.refused(o, c, err)
		return
	}
	old := has(t.have.Villages, func(h rules.Village) bool { return h.ID == v.ID })
	if !t.filled(o, c, "name", old, nil) || !t.first(o, "id", v.ID, shown(v.ID)) {
		return
	}
	if v.Name == "" || t.first(o, "name", text.Fold(v.Name), shown(v.Name)) {
		keep(t, o, &t.imp.Villages, v)
	}
}

// pinForm is what store.CheckPIN takes.
var pinForm = regexp.MustCompile(`^\d{4,12}$`)

func (t *town) officer(o origin, c cells) {
	v := rules.Officer{Name: c.get("name"), Village: c.get("village"), Phone: c.get("phone"), Post: c.get("post")}
	for _, r := range split(c.get("roles"), "、,，;；/ ") {
		v.Roles = append(v.Roles, rules.Role(r))
	}
	if d := c.get("demo"); d != "" {
		if v.Demo = yes[text.Fold(d)]; !v.Demo && !no[text.Fold(d)] {
			t.bad(o, "demo", said(d), text.Text{ZH: "是 或 否", EN: "yes or no"})
			return
		}
	}
	if err := command.CheckOfficer(&v); err != nil {
		t.refused(o, c, err)
		return
	}
	pin := text.Digits(c.get("pin"))
	if pin != "" && !pinForm.MatchString(pin) {
		t.bad(o, "pin", text.Text{ZH: "不合规则", EN: "cannot be"}, text.Text{ZH: "4 到 12 位数字", EN: "4 to 12 digits"})
		return
	}
	old := has(t.have.Officers, func(h rules.Officer) bool { return h.Name == v.Name })
	if !old && len(v.Roles) == 0 {
		t.bad(o, "roles", said(""), text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(command.Words(rules.RoleWords)))
		return
	}
	if !old && slices.Contains(v.Roles, rules.RoleVillage) && v.Village == "" {
		t.bad(o, "village", said(""), text.Text{ZH: "村级联络员要写所属村(社区)", EN: "a village contact needs a village"})
		return
	}
	if t.first(o, "name", text.Fold(v.Name), shown(v.Name)) {
		keep(t, o, &t.imp.Officers, v)
		if pin != "" {
			t.imp.PINs[v.Name] = pin
		}
	}
}

var (
	yes = map[string]bool{"是": true, "yes": true, "y": true, "true": true, "1": true}
	no  = map[string]bool{"否": true, "no": true, "n": true, "false": true, "0": true}
)

func (t *town) agency(o origin, c cells) {
	v := rules.Agency{Name: c.get("name"), Role: rules.AgencyRole(c.get("role")), Phones: split(c.get("phones"), "、,，;；/"), Hours: c.get("hours")}
	if err := command.CheckAgency(&v); err != nil {
		t.refused(o, c, err)
		return
	}
	old := has(t.have.Agencies, func(h rules.Agency) bool { return h.Name == v.Name })
	if !old && len(v.Phones) == 0 {
		t.bad(o, "phones", said(""), text.Text{ZH: "至少一个电话", EN: "at least one telephone"})
		return
	}
	if t.first(o, "name", text.Fold(v.Name), shown(v.Name)) {
		keep(t, o, &t.imp.Agencies, v)
	}
}

func (t *town) place(o origin, c cells) {
	n, ok := t.number(o, c, "capacity")
	if !ok {
		return
	}
	v := rules.Place{Name: c.get("name"), Kind: rules.PlaceKind(c.get("kind")), Area: c.get("area"), Village: c.get("village"), Capacity: int(n)}
	if err := command.CheckPlace(&v); err != nil {
		t.refused(o, c, err)
		return
	}
	old := has(t.have.Places, func(h rules.Place) bool { return h.Name == v.Name })
	if t.first(o, "name", text.Fold(v.Name), shown(v.Name)) && t.filled(o, c, "kind", old, command.PlaceKinds) {
		keep(t, o, &t.imp.Places, v)
	}
}

func (t *town) item(o origin, c cells) {
	least, ok1 := t.number(o, c, "min")
	months, ok2 := t.number(o, c, "months")
	if !ok1 || !ok2 {
		return
	}
	v := rules.Item{Name: c.get("name"), Unit: c.get("unit"), Good: c.get("good"), Given: c.get("given"), Min: least, Months: int(months)}
	if err := command.CheckItem(&v); err != nil {
		t.refused(o, c, err)
		return
	}
	i := slices.IndexFunc(t.have.Items, func(h rules.Item) bool { return h.Name == v.Name })
	if i >= 0 && v.Unit != "" && v.Unit != t.have.Items[i].Unit {
		t.bad(o, "unit", said(v.Unit), text.Text{ZH: "已按%[1]s记账, 单位不能改", EN: "kept by %[1]s: its unit cannot change"}.With(t.have.Items[i].Unit))
		return
	}
	if t.first(o, "name", text.Fold(v.Name), shown(v.Name)) && t.filled(o, c, "unit", i >= 0, nil) {
		keep(t, o, &t.imp.Items, v)
	}
}

func (t *town) stock(o origin, c cells) {
	n, ok := t.number(o, c, "qty")
	if !ok {
		return
	}
	v := command.Opening{Item: c.get("item"), Place: c.get("place"), Qty: n, Label: c.get("label"), Expires: rules.Date(c.get("expires"))}
	if err := command.CheckOpening(&v); err != nil {
		t.refused(o, c, err)
		return
	}
	if y := t.now.In(rules.Zone).Year(); v.Expires != "" && (v.Expires.Time().Year() < y-5 || v.Expires.Time().Year() > y+20) {
		t.bad(o, "expires", said(c.get("expires")), text.Text{ZH: "年份不对", EN: "that year cannot be right"})
		return
	}
	lot := strings.Join([]string{text.Fold(v.Item), text.Fold(v.Place), text.Fold(v.Label), string(v.Expires)}, "/")
	if t.first(o, "item", lot, shown(v.Item+" "+v.Label)) {
		keep(t, o, &t.imp.Opening, v)
	}
}

// filled refuses an empty cell that a new row needs.
func (t *town) filled(o origin, c cells, key string, old bool, list []rules.Named) bool {
	if old || c.get(key) != "" {
		return true
	}
	want := text.Text{ZH: "新的一行不能缺这一项", EN: "a new row needs this"}
	if list != nil {
		want = text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(command.Words(list))
	}
	t.bad(o, key, said(""), want)
	return false
}

// number reads a whole number; an empty cell is 0.
func (t *town) number(o origin, c cells, key string) (int64, bool) {
	s := text.Digits(c.get(key))
	if s == "" {
		return 0, true
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || n > 1<<31-1 {
		t.bad(o, key, said(c.get(key)), text.Text{ZH: "应为整数, 不带单位", EN: "give a whole number, without its unit"})
		return 0, false
	}
	return n, true
}

func keep[T any](t *town, o origin, list *[]T, v T) {
	*list = append(*list, v)
	t.at[o.s.kind.code] = append(t.at[o.s.kind.code], o)
}

func has[T any](list []T, is func(T) bool) bool { return slices.ContainsFunc(list, is) }

func shown(s string) text.Text { return text.Text{ZH: s, EN: s} }

func split(s, at string) (out []string) {
	for _, p := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(at, r) }) {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}
