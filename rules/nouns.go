package rules

import (
	"time"

	"dutydesk/rules/text"
)

// Zone is the desk's civil time. Records keep UTC; dates, ids and screens use Zone.
var Zone = time.FixedZone("CST", 8*3600)

// Date is a civil date, "2006-01-02"; it compares as a string. "" is no date.
type Date string

// DateOf is t's civil date in Zone.
func DateOf(t time.Time) Date { return Date(t.In(Zone).Format(time.DateOnly)) }

// ParseDate reads a civil date; the bool is false for anything else.
func ParseDate(s string) (Date, bool) {
	t, err := time.Parse(time.DateOnly, s)
	return Date(s), err == nil && t.Format(time.DateOnly) == s
}

// Time is the first moment of the day in Zone; the zero time for "".
func (d Date) Time() time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), Zone)
	if err != nil {
		return time.Time{}
	}
	return t
}

// Add is the date n days later.
func (d Date) Add(n int) Date { return DateOf(d.Time().AddDate(0, 0, n)) }

// Meta stands in every record: Version counts its writes from 1, Seq is the journal
// entry of the last one. A command carrying another Version than the stored one is stale.
type Meta struct {
	Version int64  `json:"version"`
	Seq     uint64 `json:"seq"`
}

// Role is what an officer may do; see May.
type Role string

const (
	RoleOfficer     Role = "officer"     // 值班员
	RoleLeader      Role = "leader"      // 带班领导
	RoleStorekeeper Role = "storekeeper" // 保管员
	RoleClerk       Role = "clerk"       // 民政办
	RoleVillage     Role = "village"     // 村级联络员, own village only
	RoleAuditor     Role = "auditor"     // reads everything, changes nothing
	RoleAdmin       Role = "admin"       // 管理员
)

// Officer is a person who signs at this desk. The PIN's hash is kept apart from it.
type Officer struct {
	ID      string `json:"id"` // U001
	Name    string `json:"name"`
	Roles   []Role `json:"roles"`
	Village string `json:"village,omitempty"` // for RoleVillage: village id
	Phone   string `json:"phone,omitempty"`
	Post    string `json:"post,omitempty"` // 职务
	Retired bool   `json:"retired,omitempty"`
	Demo    bool   `json:"demo,omitempty"`
	Prefs   Prefs  `json:"prefs,omitzero"`
	StandIn string `json:"stand_in,omitempty"` // who vouched for a stand-in: officer id
	Meta
}

// Village is a village (村) or community (社区) of the township.
type Village struct {
	ID      string `json:"id"` // 12-digit division code
	Name    string `json:"name"`
	Contact string `json:"contact,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Retired bool   `json:"retired,omitempty"`
	Meta
}

// AgencyRole says what reaching an agency fulfils (Fulfils).
type AgencyRole string

const (
	AgencyEmergency     AgencyRole = "emergency"      // 120
	AgencyPolice        AgencyRole = "police"         // 110, 派出所
	AgencyLeader        AgencyRole = "leader"         // 带班领导
	AgencySocialAffairs AgencyRole = "social_affairs" // 社会事务办
	AgencyReliefStation AgencyRole = "relief_station" // 县救助管理站
	AgencyHospital      AgencyRole = "hospital"       // 卫生院
	AgencyMental        AgencyRole = "mental_hospital"
	AgencyChild         AgencyRole = "child_protection"
	AgencyOther         AgencyRole = "other"
)

// Agency is a partner unit with its telephones in the order to try them.
type Agency struct {
	ID      string     `json:"id"` // A01
	Name    string     `json:"name"`
	Role    AgencyRole `json:"role"`
	Phones  []string   `json:"phones"`
	Hours   string     `json:"hours,omitempty"`
	Retired bool       `json:"retired,omitempty"`
	Meta
}

// PlaceKind is what a place is for.
type PlaceKind string

const (
	PlaceHotspot PlaceKind = "hotspot" // 重点部位
	PlaceHelp    PlaceKind = "help"    // 救助点
	PlaceShelter PlaceKind = "shelter" // 避寒点
	PlaceDepot   PlaceKind = "depot"   // 仓库
	PlaceReserve PlaceKind = "reserve" // 值班室备用
	PlaceVehicle PlaceKind = "vehicle"
)

// Place is somewhere people are found, helped, or goods are kept.
type Place struct {
	ID       string    `json:"id"` // P001
	Name     string    `json:"name"`
	Kind     PlaceKind `json:"kind"`
	Area     string    `json:"area,omitempty"` // area type of P1.3.6, P3.4.10: 车站 广场 桥梁涵洞 …
	Village  string    `json:"village,omitempty"`
	Capacity int       `json:"capacity,omitempty"` // persons, shelters only
	Retired  bool      `json:"retired,omitempty"`
	Meta
}

// Keeps says whether goods are kept at the place: not at a hotspot.
func (p *Place) Keeps() bool { return p.Kind != PlaceHotspot }

// PlaceRef points to a place, or keeps what was said where no place matched.
type PlaceRef struct {
	ID   string `json:"id,omitempty"`
	Text string `json:"text"`
}

// Note is a line of the duty log, on a case or on the shift.
type Note struct {
	ID     string    `json:"id"` // N20261123-0001
	Case   string    `json:"case,omitempty"`
	Shift  string    `json:"shift,omitempty"`
	Text   string    `json:"text"`
	At     time.Time `json:"at"`
	By     string    `json:"by"`
	Struck string    `json:"struck,omitempty"` // why the note was struck out
	Meta
}

// Named pairs a code of a closed list with its words.
type Named struct {
	Code string    `json:"code"`
	Text text.Text `json:"text"`
}
