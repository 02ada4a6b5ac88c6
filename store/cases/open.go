package cases

import (
	"cmp"
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// Open opens a case, alone or out of a call that still asks for something; that call is
// then done. Refused (Precondition): a call that is done or already has a case.
func Open(x *tx.Tx, c *command.OpenCase) (command.Result, error) {
	var call *rules.Call
	if c.Call != "" {
		var err error
		if call, err = Lookup(x, x.Now, table.Calls, "T", 4, "call", c.Call); err != nil {
			return command.Result{}, err
		}
		if e := call.Working(); e != nil {
			return command.Result{}, e
		}
	}
	k, err := Begin(x, &c.Intake, call)
	if err != nil {
		return command.Result{}, err
	}
	if call == nil {
		return command.Result{ID: k.ID}, nil
	}
	if e := call.Join(k); e != nil {
		return command.Result{}, e
	}
	if err := table.Calls.Put(x, call); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: k.ID, More: []string{call.ID}}, Credit(x, k.ID)
}

// Begin writes a new case from an intake, out of a call or of none. Its first receiver is
// the actor (P7.2.27); it stands under the shift on duty. Who comes to the desk or is
// found on patrol has been met.
func Begin(x *tx.Tx, in *command.Intake, call *rules.Call) (*rules.Case, error) {
	ids, err := roll.NewSeries(x, table.Cases, roll.Dated(x, "C"), 4)
	if err != nil {
		return nil, err
	}
	k := &rules.Case{ID: ids.Next(), Kind: in.Kind, State: rules.CaseOpen, Said: in.Said, Caller: in.Caller,
		Person: rules.Person{Name: in.Person.Name, Identity: in.Person.Identity, Sex: in.Person.Sex, Birth: in.Person.Birth(),
			IDNumber: in.Person.IDNumber, Looks: in.Person.Looks, Address: in.Person.Address},
		OpenedAt: x.Now, OpenedBy: x.Actor.Officer, Receiver: x.Actor.Officer}
	if in.At != nil {
		k.OpenedAt = in.At.UTC()
	}
	if k.Place, err = placeOf(x, in.Place); err != nil {
		return nil, err
	}
	if err := fromVillage(x, k, in.Place); err != nil {
		return nil, err
	}
	if k.Shift, err = tx.OnDuty(x); err != nil {
		return nil, err
	}
	f := in.Person.Facts
	if k.Village != "" && k.Kind == rules.CaseFound {
		byVillage(&f)
	}
	if f.Tri("case_opened") == rules.Unasked {
		f.SetTri("case_opened", rules.Yes)
	}
	if call != nil {
		k.Call = call.ID
		k.Caller = cmp.Or(k.Caller, call.Caller)
		k.Said = cmp.Or(k.Said, call.Said)
		met(&f, k.Kind, call.Kind)
	}
	if e := k.SetFacts(f, k.OpenedAt); e != nil {
		return nil, e
	}
	return k, table.Cases.Put(x, k)
}

func met(f *rules.Facts, kind rules.CaseKind, call rules.CallKind) {
	if kind != rules.CaseFound || (call != rules.CallVisit && call != rules.CallPatrol) {
		return
	}
	if f.Tri("found") == rules.Unasked {
		f.SetTri("found", rules.Yes)
	}
	if call == rules.CallPatrol && f.FoundBy == "" {
		f.FoundBy = "patrol"
	}
}

// Edit changes what is known; only the parts given change, and only the facts that changed
// get a new time. Refused: a closed case; a version that is stale (Conflict); an ID number
// that contradicts what stands (Invalid).
func Edit(x *tx.Tx, c *command.EditCase) (command.Result, error) {
	k, err := load(x, c.Case, c.Version)
	if err != nil {
		return command.Result{}, err
	}
	if c.Place != nil {
		if k.Place, err = placeOf(x, *c.Place); err != nil {
			return command.Result{}, err
		}
	}
	if c.Said != nil {
		k.Said = *c.Said
	}
	if c.Caller != nil {
		k.Caller = *c.Caller
	}
	if c.Distress != nil {
		k.Distress = *c.Distress
	}
	if c.Mode != nil {
		k.Mode = *c.Mode
	}
	p := personOf(k)
	for _, name := range c.Forget {
		forget(&p, name)
	}
	if c.Person != nil {
		merge(&p, c.Person)
		if err := agree(x.Now, &p, c.Person); err != nil {
			return command.Result{}, err
		}
	}
	k.Person = rules.Person{Name: p.Name, Identity: p.Identity, Sex: p.Sex, Birth: p.Birth(), IDNumber: p.IDNumber, Looks: p.Looks, Address: p.Address}
	if e := k.SetFacts(p.Facts, x.Now); e != nil {
		return command.Result{}, e
	}
	if err := credit(x, k, ""); err != nil {
		return command.Result{}, err
	}
	return save(x, k)
}

func personOf(k *rules.Case) command.Person {
	p := k.Person
	return command.Person{Name: p.Name, Identity: p.Identity, Sex: p.Sex, IDNumber: p.IDNumber, Looks: p.Looks, Address: p.Address, Facts: k.Facts}
}

// merge writes the parts that were given into p. An answer to "is the identity known"
// moves the identity status with it.
func merge(p, given *command.Person) {
	p.Name = cmp.Or(given.Name, p.Name)
	p.Sex = cmp.Or(given.Sex, p.Sex)
	p.IDNumber = cmp.Or(given.IDNumber, p.IDNumber)
	p.Looks = cmp.Or(given.Looks, p.Looks)
	p.Address = cmp.Or(given.Address, p.Address)
	p.Facts.Merge(&given.Facts)
	switch says := given.Facts.Tri("identified"); {
	case given.Identity != "":
		p.Identity = given.Identity
	case says == rules.Yes && p.Identity == "unknown":
		p.Identity = "known"
	case says == rules.No && p.Identity == "known":
		p.Identity = "unknown"
	}
}

// agree holds sex, age and ID number against each other when one of them was given. An age
// that was not given is read from the number anew: birthdays pass.
func agree(now time.Time, p, given *command.Person) error {
	if given.Sex == "" && given.IDNumber == "" && given.Age == nil {
		return nil
	}
	if p.IDNumber != "" && given.Age == nil {
		p.Age = nil
	}
	return p.Check(now)
}

// forget makes a field of the person or a fact unknown again.
func forget(p *command.Person, name string) {
	switch name {
	case "name":
		p.Name = ""
	case "identity":
		p.Identity = ""
	case "sex":
		p.Sex = ""
	case "id":
		p.IDNumber = ""
	case "looks":
		p.Looks = ""
	case "address":
		p.Address = ""
	case "age":
		p.Age = nil
	default:
		_ = p.Facts.SetTri(name, rules.Unasked) || p.Facts.SetWord(name, "") || p.Facts.SetList(name, nil)
	}
	if name == "identified" && slices.Contains([]string{"known", "unknown"}, p.Identity) {
		p.Identity = ""
	}
}
