package command

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// ListWords name the lists of the desk (Retire.List).
var ListWords = []rules.Named{
	{Code: "village", Text: text.Text{ZH: "村(社区)", EN: "village"}},
	{Code: "officer", Text: text.Text{ZH: "人员", EN: "officer"}},
	{Code: "agency", Text: text.Text{ZH: "单位", EN: "agency"}},
	{Code: "place", Text: text.Text{ZH: "地点", EN: "place"}},
	{Code: "item", Text: text.Text{ZH: "物资", EN: "item"}},
	{Code: "kit", Text: text.Text{ZH: "物资包", EN: "kit"}},
}

// based checks what a form says of the record it began with: a new one has neither id nor
// version, another has both.
func based(id *string, version int64) error {
	err := tidy("id", id, MaxName, text.Text{})
	switch {
	case err != nil:
		return err
	case *id == "" && version != 0:
		return rules.Bad("id", text.Text{ZH: "要写改的是哪一条。", EN: "Name the record to change."})
	case *id != "" && version == 0:
		return unseen()
	}
	return nil
}

func unseen() error {
	return rules.Bad("version", text.Text{ZH: "要写改的是哪一版 (version)。", EN: "Give the version that the change is based on."})
}

// Check: a 12-digit code and a name.
func (c *PutVillage) Check(time.Time) error {
	v := rules.Village{ID: c.ID, Name: c.Name, Contact: c.Contact, Phone: c.Phone}
	err := cmp.Or(CheckVillage(&v), tidy("name", &v.Name, MaxName, wordTitle))
	c.ID, c.Name, c.Contact, c.Phone = v.ID, v.Name, v.Contact, v.Phone
	return err
}

// Check: a name and a role; telephones stay in the order to try them.
func (c *PutAgency) Check(time.Time) error {
	a := rules.Agency{Name: c.Name, Role: c.Role, Phones: c.Phones, Hours: c.Hours}
	err := cmp.Or(based(&c.ID, c.Version), CheckAgency(&a))
	if err == nil {
		err = closed("role", &a.Role, AgencyRoles, true)
	}
	c.Name, c.Role, c.Phones, c.Hours = a.Name, a.Role, a.Phones, a.Hours
	return err
}

// Check: a name and a kind.
func (c *PutPlace) Check(time.Time) error {
	p := rules.Place{Name: c.Name, Kind: c.Kind, Area: c.Ground, Village: c.Village, Capacity: c.Capacity}
	err := cmp.Or(based(&c.ID, c.Version), CheckPlace(&p))
	if err == nil {
		err = closed("kind", &p.Kind, PlaceKinds, true)
	}
	c.Name, c.Kind, c.Ground, c.Village = p.Name, p.Kind, p.Area, p.Village
	return err
}

// Check: a name and the unit in which it is counted.
func (c *PutItem) Check(time.Time) error {
	i := rules.Item{Name: c.Name, Unit: c.Unit, Good: c.Good, Given: c.Given, Min: c.Min, Months: c.Months}
	err := cmp.Or(based(&c.ID, c.Version), CheckItem(&i))
	if err == nil {
		err = tidy("unit", &i.Unit, MaxName, text.Text{ZH: "单位", EN: "unit"})
	}
	c.Name, c.Unit, c.Good, c.Given = i.Name, i.Unit, i.Good, i.Given
	return err
}

// Check: a person has a name, at least one role, and a village where that is the role.
func (c *PutOfficer) Check(time.Time) error {
	if err := cmp.Or(
		tidy("id", &c.ID, MaxName, wordOfficer),
		tidy("name", &c.Name, MaxName, wordName),
		roles(&c.Roles, true),
		tidy("village", &c.Village, MaxName, text.Text{}),
		phone("phone", &c.Phone),
		tidy("post", &c.Post, MaxName, text.Text{}),
	); err != nil {
		return err
	}
	if c.Version == 0 {
		return unseen()
	}
	return needVillage(c.Roles, c.Village)
}

// Check: a list, and a record of it by id or name.
func (c *Retire) Check(time.Time) error {
	return cmp.Or(
		closed("list", &c.List, ListWords, true),
		tidy("id", &c.ID, MaxLine, text.Text{ZH: "编号或名称", EN: "id or name"}),
		tidy("reason", &c.Reason, MaxLine, text.Text{}),
	)
}

// Check: a name, and a telephone by which the stand-in can be called. The PIN is the
// store's to check.
func (c *AddStandIn) Check(time.Time) error {
	c.PIN = pin(c.PIN)
	err := cmp.Or(
		tidy("name", &c.Name, MaxName, wordName),
		phone("phone", &c.Phone),
		tidy("post", &c.Post, MaxName, text.Text{}),
	)
	if err == nil && c.Phone == "" {
		err = rules.Bad("phone", text.Text{ZH: "要写电话。", EN: "Give the telephone."})
	}
	return err
}

// Check: choices of the closed lists, or none.
func (c *SetPrefs) Check(time.Time) error {
	if c.Lang != "" && c.Lang != text.ZH && c.Lang != text.EN {
		return rules.Bad("lang", text.Text{ZH: "语言只能是 zh 或 en。", EN: "The language is zh or en."})
	}
	return cmp.Or(closed("width", &c.Width, rules.WidthWords, false), closed("theme", &c.Theme, rules.ThemeWords, false))
}

// Check: a setting of the desk itself has its name and bounds in rules.SettingSpecs; what
// an operation takes is decided when it runs.
func (c *SetSetting) Check(time.Time) error {
	c.Operation, c.Value = strings.ToUpper(text.Digits(c.Operation)), text.Digits(c.Value)
	if err := cmp.Or(
		tidy("operation", &c.Operation, MaxName, text.Text{}),
		tidy("name", &c.Name, MaxName, wordTitle),
		tidy("value", &c.Value, MaxLine, text.Text{}),
		tidy("reason", &c.Reason, MaxLine, text.Text{}),
	); err != nil || c.Operation != "" {
		return err
	}
	spec, ok := rules.SettingSpecOf(c.Name)
	if !ok {
		return rules.Bad("name", text.Text{ZH: "没有设置 %[1]s。有的是: %[2]s。", EN: "There is no setting %[1]s. These are: %[2]s."}.With(c.Name, settingNames()))
	}
	if spec.YesNo {
		return closed("value", &c.Value, rules.YesNoWords, false)
	}
	if spec.Phone {
		return phone("value", &c.Value)
	}
	if c.Value == "" {
		return nil
	}
	if spec.IsList() {
		if names := rules.Names(c.Value); len(names) > maxNames {
			return rules.Bad("value", text.Text{ZH: "最多 %[1]d 个名称。", EN: "At most %[1]d names."}.With(maxNames))
		}
		return nil
	}
	n, err := strconv.Atoi(c.Value)
	if err != nil || n < spec.Min || n > spec.Max {
		return rules.Bad("value", text.Text{ZH: "要写 %[1]d 到 %[2]d 的整数。", EN: "Give a whole number from %[1]d to %[2]d."}.With(spec.Min, spec.Max))
	}
	c.Value = strconv.Itoa(n)
	return nil
}

// maxNames is how long a list of names may be: it is gone through at every change of shifts.
const maxNames = 30

func settingNames() []text.Text {
	out := make([]text.Text, len(rules.SettingSpecs))
	for i, s := range rules.SettingSpecs {
		out[i] = text.Text{ZH: s.Name + " " + s.Label.ZH, EN: s.Name + " " + s.Label.EN}
	}
	return out
}
