package cases

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// VillageOf is the village whose contact acts, nil for everybody else. A contact whose village
// nobody wrote down, or which is out of use, is refused (Precondition): nothing is theirs.
func VillageOf(r tx.Reader, a tx.Actor) (*rules.Village, error) {
	if !rules.VillageOnly(a.Roles) {
		return nil, nil
	}
	o, ok, err := table.Officers.Find(r, a.Officer)
	if err != nil {
		return nil, err
	}
	if ok && o.Village != "" {
		v, ok, err := table.Villages.Find(r, o.Village)
		if err != nil || ok && !v.Retired {
			return v, err
		}
	}
	return nil, rules.Refuse(text.Text{ZH: "您名下没有写是哪个村(社区)。请管理员在名册里补上。", EN: "No village stands beside your name. Have an administrator write it on the list."}, "")
}

// InVillage says that a case lies in a village: its contact reported it, the place lies there,
// or the person's address names it. here is false where the address alone does.
func InVillage(r tx.Reader, k *rules.Case, v *rules.Village) (in, here bool, err error) {
	if k.Village == v.ID {
		return true, true, nil
	}
	if k.Place.ID != "" {
		p, ok, err := table.Places.Find(r, k.Place.ID)
		if err != nil {
			return false, false, err
		}
		if ok && p.Village == v.ID {
			return true, true, nil
		}
	}
	return strings.Contains(k.Person.Address, v.Name), false, nil
}

// fromVillage marks a case with the village whose contact reports it, and says who can be
// rung. Only the own village's places are known to a contact: any other stays as it was said.
func fromVillage(x *tx.Tx, k *rules.Case, said string) error {
	v, err := VillageOf(x, x.Actor)
	if err != nil || v == nil {
		return err
	}
	k.Village = v.ID
	if k.Place.ID != "" {
		p, err := table.Places.Get(x, k.Place.ID)
		if err != nil {
			return err
		}
		if p.Village != v.ID {
			k.Place = rules.PlaceRef{Text: said}
		}
	}
	if k.Caller == (rules.Caller{}) {
		o, err := table.Officers.Get(x, x.Actor.Officer)
		if err != nil {
			return err
		}
		k.Caller = rules.Caller{Name: o.Name, Unit: v.Name, Phone: o.Phone}
	}
	return nil
}

// byVillage says who found the person (P7.2.27), where nobody said otherwise.
func byVillage(f *rules.Facts) {
	if f.Tri("found") == rules.Unasked {
		f.SetTri("found", rules.Yes)
	}
	if f.FoundBy == "" {
		f.FoundBy = "village"
	}
}
