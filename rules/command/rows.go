package command

import (
	"cmp"
	"regexp"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Closed lists that desk commands choose from, with their words (docs/domain.md §3, §9).
var (
	WarningKinds = []rules.Named{
		{Code: string(rules.ColdWave), Text: text.Text{ZH: "寒潮", EN: "cold wave"}},
		{Code: string(rules.Snowstorm), Text: text.Text{ZH: "暴雪", EN: "snowstorm"}},
		{Code: string(rules.RoadIce), Text: text.Text{ZH: "道路结冰", EN: "road ice"}},
		{Code: string(rules.Gale), Text: text.Text{ZH: "大风", EN: "gale"}},
		{Code: string(rules.Frost), Text: text.Text{ZH: "霜冻", EN: "frost"}},
		{Code: string(rules.Fog), Text: text.Text{ZH: "大雾", EN: "fog"}},
		{Code: string(rules.LowTemp), Text: text.Text{ZH: "低温", EN: "low temperature"}},
		{Code: string(rules.Freezing), Text: text.Text{ZH: "冰冻", EN: "freezing rain"}},
	}
	// WarningLevels in rising order.
	WarningLevels = rules.WarningLevelWords
	AgencyRoles   = []rules.Named{
		{Code: string(rules.AgencyEmergency), Text: text.Text{ZH: "急救", EN: "ambulance"}},
		{Code: string(rules.AgencyPolice), Text: text.Text{ZH: "公安", EN: "police"}},
		{Code: string(rules.AgencyLeader), Text: text.Text{ZH: "带班领导", EN: "duty leader"}},
		{Code: string(rules.AgencySocialAffairs), Text: text.Text{ZH: "社会事务", EN: "social affairs"}},
		{Code: string(rules.AgencyReliefStation), Text: text.Text{ZH: "救助管理站", EN: "relief station"}},
		{Code: string(rules.AgencyHospital), Text: text.Text{ZH: "医院", EN: "hospital"}},
		{Code: string(rules.AgencyMental), Text: text.Text{ZH: "精神卫生", EN: "mental hospital"}},
		{Code: string(rules.AgencyChild), Text: text.Text{ZH: "未成年人保护", EN: "child protection"}},
		{Code: string(rules.AgencyOther), Text: text.Text{ZH: "其他", EN: "other"}},
	}
	PlaceKinds = []rules.Named{
		{Code: string(rules.PlaceHotspot), Text: text.Text{ZH: "重点部位", EN: "hotspot"}},
		{Code: string(rules.PlaceHelp), Text: text.Text{ZH: "救助点", EN: "help point"}},
		{Code: string(rules.PlaceShelter), Text: text.Text{ZH: "避寒点", EN: "shelter"}},
		{Code: string(rules.PlaceDepot), Text: text.Text{ZH: "仓库", EN: "depot"}},
		{Code: string(rules.PlaceReserve), Text: text.Text{ZH: "值班室备用", EN: "duty room reserve"}},
		{Code: string(rules.PlaceVehicle), Text: text.Text{ZH: "车辆", EN: "vehicle"}},
	}
	// Goods are what P7.2.23 names, by the plan's own word; Givens what P1.3.17 names.
	Goods = []rules.Named{
		{Code: "被条", Text: text.Text{ZH: "被条", EN: "quilt"}},
		{Code: "棉衣", Text: text.Text{ZH: "棉衣", EN: "cotton coat"}},
		{Code: "棉鞋", Text: text.Text{ZH: "棉鞋", EN: "cotton shoes"}},
		{Code: "方便食品", Text: text.Text{ZH: "方便食品", EN: "convenience food"}},
	}
	Givens = []rules.Named{
		{Code: "food", Text: text.Text{ZH: "食品", EN: "food"}},
		{Code: "winter_items", Text: text.Text{ZH: "御寒物品", EN: "winter items"}},
		{Code: "help_info", Text: text.Text{ZH: "求助方式", EN: "help information"}},
	}
)

// Coded finds the code of a closed list by the code itself or by its word in either
// language, full-width and upper case alike.
func Coded(list []rules.Named, said string) (code string, ok bool) {
	said = text.Fold(said)
	for _, n := range list {
		if said == text.Fold(n.Code) || said == text.Fold(n.Text.ZH) || said == text.Fold(n.Text.EN) {
			return n.Code, said != ""
		}
	}
	return "", false
}

// Words are the words of a closed list.
func Words(list []rules.Named) []text.Text {
	out := make([]text.Text, len(list))
	for i, n := range list {
		out[i] = n.Text
	}
	return out
}

var dateForms = []string{"2006-1-2", "2006/1/2", "2006.1.2", "20060102", "2006年1月2日"}

// ParseDate reads a civil date as people and spreadsheets write it: 2026-12-01,
// 2026/12/1, 2026.12.1, 20261201, 2026年12月1日, full-width too. Years 1900 to 2100.
func ParseDate(s string) (rules.Date, bool) {
	s = strings.NewReplacer("－", "-", "／", "/", "．", ".").Replace(text.Digits(strings.TrimSpace(s)))
	for _, form := range dateForms {
		if t, err := time.Parse(form, s); err == nil && t.Year() >= 1900 && t.Year() <= 2100 {
			return rules.Date(t.Format(time.DateOnly)), true
		}
	}
	return "", false
}

// villageCode is a 12-digit division code (docs/domain.md §4.2).
var villageCode = regexp.MustCompile(`^[1-9]\d{11}$`)

// CheckVillage cleans one row and refuses what cannot be right; so do the others below.
// The field of the refusal is the JSON name. A field may be empty where a row that exists
// already keeps what it has; whether a new row has all it needs is decided when it runs.
func CheckVillage(v *rules.Village) error {
	v.ID, v.Meta = text.Digits(strings.TrimSpace(v.ID)), rules.Meta{}
	if !villageCode.MatchString(v.ID) {
		return rules.Bad("id", text.Text{ZH: "区划代码要 12 位数字。", EN: "A division code has 12 digits."})
	}
	return cmp.Or(
		tidy("name", &v.Name, MaxName, text.Text{}),
		tidy("contact", &v.Contact, MaxName, text.Text{}),
		phone("phone", &v.Phone),
	)
}

// CheckOfficer: retiring is a command of its own.
func CheckOfficer(o *rules.Officer) error {
	o.ID, o.Meta, o.Retired = "", rules.Meta{}, false
	return cmp.Or(
		tidy("name", &o.Name, MaxName, wordName),
		roles(&o.Roles, false),
		tidy("village", &o.Village, MaxName, text.Text{}),
		phone("phone", &o.Phone),
		tidy("post", &o.Post, MaxName, text.Text{}),
	)
}

// CheckAgency: telephones stay in the order to try them.
func CheckAgency(a *rules.Agency) error {
	a.ID, a.Meta = "", rules.Meta{}
	if err := cmp.Or(
		tidy("name", &a.Name, MaxName, wordTitle),
		closed("role", &a.Role, AgencyRoles, false),
		tidy("hours", &a.Hours, MaxName, text.Text{}),
	); err != nil {
		return err
	}
	if len(a.Phones) > MaxPhones {
		return rules.Bad("phones", text.Text{ZH: "最多 %[1]d 个电话。", EN: "%[1]d telephones at most."}.With(MaxPhones))
	}
	var phones []string
	for _, p := range a.Phones {
		if err := phone("phones", &p); err != nil {
			return err
		}
		if p != "" {
			phones = append(phones, p)
		}
	}
	a.Phones = phones
	return nil
}

// CheckPlace: only a shelter or a vehicle takes persons in.
func CheckPlace(p *rules.Place) error {
	p.ID, p.Meta = "", rules.Meta{}
	if err := cmp.Or(
		tidy("name", &p.Name, MaxName, wordTitle),
		closed("kind", &p.Kind, PlaceKinds, false),
		tidy("area", &p.Area, MaxName, text.Text{}),
		tidy("village", &p.Village, MaxName, text.Text{}),
	); err != nil {
		return err
	}
	if p.Capacity < 0 || p.Capacity > 10_000 {
		return rules.Bad("capacity", text.Text{ZH: "容量要在 0 到 10000 人之间。", EN: "The capacity is 0 to 10000 persons."})
	}
	return nil
}

// CheckItem: Min and Months 0 are none.
func CheckItem(i *rules.Item) error {
	i.ID, i.Meta = "", rules.Meta{}
	if err := cmp.Or(
		tidy("name", &i.Name, MaxName, wordTitle),
		tidy("unit", &i.Unit, 8, text.Text{}),
		closed("good", &i.Good, Goods, false),
		closed("given", &i.Given, Givens, false),
	); err != nil {
		return err
	}
	switch {
	case i.Min < 0 || i.Min > MaxQty:
		return rules.Bad("min", text.Text{ZH: "最低库存要在 0 到 %[1]d 之间。", EN: "The minimum is 0 to %[1]d."}.With(int64(MaxQty)))
	case i.Months < 0 || i.Months > 120:
		return rules.Bad("months", text.Text{ZH: "保质期要在 0 到 120 个月之间。", EN: "The shelf life is 0 to 120 months."})
	}
	return nil
}

// CheckOpening: goods on hand may have expired: they are counted, and never issued.
func CheckOpening(o *Opening) error {
	return cmp.Or(
		tidy("item", &o.Item, MaxName, wordItem),
		tidy("place", &o.Place, MaxLine, wordPlace),
		quantity("qty", o.Qty),
		tidy("label", &o.Label, MaxLine, text.Text{}),
		date("expires", &o.Expires),
	)
}
