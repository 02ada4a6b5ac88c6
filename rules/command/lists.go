package command

import "dutydesk/rules"

// PutVillage, PutAgency, PutPlace, PutItem and PutOfficer write one record of a list as a
// form shows it: all its fields, what is empty becomes empty. Version 0 adds a record;
// another one changes it, and is a Conflict when somebody changed it meanwhile.

// PutVillage adds or changes a village. ID is its 12-digit division code.
type PutVillage struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Contact string `json:"contact,omitempty"`
	Phone   string `json:"phone,omitempty"`
	Version int64  `json:"version,omitempty"`
}

// PutAgency adds (ID "") or changes a partner unit.
type PutAgency struct {
	ID      string           `json:"id,omitempty"`
	Name    string           `json:"name"`
	Role    rules.AgencyRole `json:"role"`
	Phones  []string         `json:"phones"` // in the order to try them
	Hours   string           `json:"hours,omitempty"`
	Version int64            `json:"version,omitempty"`
}

// PutPlace adds (ID "") or changes a place.
type PutPlace struct {
	ID       string          `json:"id,omitempty"`
	Name     string          `json:"name"`
	Kind     rules.PlaceKind `json:"kind"`
	Ground   string          `json:"area,omitempty"`    // area type (P1.3.6)
	Village  string          `json:"village,omitempty"` // id or name
	Capacity int             `json:"capacity,omitempty"`
	Version  int64           `json:"version,omitempty"`
}

// PutItem adds (ID "") or changes an item. The unit of an item that has moves stays.
type PutItem struct {
	ID      string `json:"id,omitempty"`
	Name    string `json:"name"`
	Unit    string `json:"unit"`
	Good    string `json:"good,omitempty"`
	Given   string `json:"given,omitempty"`
	Min     int64  `json:"min,omitempty"`
	Months  int    `json:"months,omitempty"`
	Version int64  `json:"version,omitempty"`
}

// PutOfficer changes an officer (AddOfficer adds one).
type PutOfficer struct {
	ID      string       `json:"id"`
	Name    string       `json:"name"`
	Roles   []rules.Role `json:"roles"`
	Village string       `json:"village,omitempty"` // id or name
	Phone   string       `json:"phone,omitempty"`
	Post    string       `json:"post,omitempty"`
	Version int64        `json:"version"`
}

// Retire takes a record of a list out of use, or back into use: its history stays.
type Retire struct {
	List   string `json:"list"` // village, agency, place, item, kit, officer
	ID     string `json:"id"`   // or its name
	Back   bool   `json:"back,omitempty"`
	Reason string `json:"reason,omitempty"`
}

// AddStandIn registers somebody whom nobody registered and who takes a turn now: a duty
// officer with a PIN of their own. The actor vouches for them.
type AddStandIn struct {
	Name  string `json:"name"`
	Phone string `json:"phone"`
	Post  string `json:"post,omitempty"`
	PIN   string `json:"-"`
}

// SetPrefs sets how the desk looks to the actor. "" is the terminal's own.
type SetPrefs struct{ rules.Prefs }

// SetSetting sets a setting of the desk, or with Operation a figure that the plan leaves
// to the township. Value "" goes back to the default.
type SetSetting struct {
	Operation string `json:"operation,omitempty"`
	Name      string `json:"name"`
	Value     string `json:"value"`
	Reason    string `json:"reason,omitempty"`
}

func (*PutVillage) Code() string { return "village.put" }
func (*PutAgency) Code() string  { return "agency.put" }
func (*PutPlace) Code() string   { return "place.put" }
func (*PutItem) Code() string    { return "item.put" }
func (*PutOfficer) Code() string { return "officer.put" }
func (*AddStandIn) Code() string { return "officer.standin" }
func (*SetPrefs) Code() string   { return "officer.prefs" }
func (*SetSetting) Code() string { return "setting.set" }

// Code tells bringing back from taking out of use.
func (c *Retire) Code() string {
	if c.Back {
		return "list.restore"
	}
	return "list.retire"
}

func (*PutVillage) Area() rules.Area { return rules.AreaOfficer }
func (*PutAgency) Area() rules.Area  { return rules.AreaOfficer }
func (*PutPlace) Area() rules.Area   { return rules.AreaOfficer }
func (*PutItem) Area() rules.Area    { return rules.AreaStock }
func (*PutOfficer) Area() rules.Area { return rules.AreaOfficer }
func (*AddStandIn) Area() rules.Area { return rules.AreaShift }
func (*SetPrefs) Area() rules.Area   { return rules.AreaSelf }

// Area: whoever may add an item may take one out of use; the other lists are the leader's.
func (c *Retire) Area() rules.Area {
	if c.List == "item" {
		return rules.AreaStock
	}
	return rules.AreaOfficer
}

// Area: what a plan leaves open is set by those who may adopt it, what the desk itself does
// by those who answer for its officers.
func (c *SetSetting) Area() rules.Area {
	if c.Operation == "" {
		return rules.AreaOfficer
	}
	return rules.AreaPlan
}
