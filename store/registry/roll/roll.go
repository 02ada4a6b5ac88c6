// Package roll finds the one record on the desk's lists that a person means by what was
// typed, and hands out the ids of new ones. It decides what counts as meant: an id, a
// name, or initials that fit one alone. What may then be done with it, and who may, it
// leaves to the caller. Retired records are not on the lists.
package roll

import (
	"errors"
	"strings"
	"unicode/utf8"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// listed is how many of several candidates a refusal names.
const listed = 5

// part is how many characters of a name stand for it; fewer would fit too much ("急" the
// emergency line). Ours.
const part = 2

// card is what a search needs to know of a record.
type card struct {
	id, name string
	retired  bool
}

// Officer finds an officer by id, name or initials. Errors: NotFound, also for a retired
// one; Invalid when several are meant, naming up to five. So do the others.
func Officer(r tx.Reader, who string) (*rules.Officer, error) {
	return find(r, table.Officers, who, func(o *rules.Officer) card { return card{o.ID, o.Name, o.Retired} })
}

// Village finds a village or community by code, name or initials.
func Village(r tx.Reader, which string) (*rules.Village, error) {
	return find(r, table.Villages, which, func(v *rules.Village) card { return card{v.ID, v.Name, v.Retired} })
}

// Agency finds a partner unit.
func Agency(r tx.Reader, which string) (*rules.Agency, error) {
	return find(r, table.Agencies, which, func(a *rules.Agency) card { return card{a.ID, a.Name, a.Retired} })
}

// Place finds a place on the list; free text is the caller's.
func Place(r tx.Reader, which string) (*rules.Place, error) {
	return find(r, table.Places, which, func(p *rules.Place) card { return card{p.ID, p.Name, p.Retired} })
}

// Item finds a kind of goods.
func Item(r tx.Reader, which string) (*rules.Item, error) {
	return find(r, table.Items, which, func(i *rules.Item) card { return card{i.ID, i.Name, i.Retired} })
}

// Kit finds a kit of the township's own.
func Kit(r tx.Reader, which string) (*rules.Kit, error) {
	return find(r, table.Kits, which, func(k *rules.Kit) card { return card{k.ID, k.Name, k.Retired} })
}

func find[T any](r tx.Reader, t *tx.Table[T], said string, of func(*T) card) (*T, error) {
	said = strings.TrimSpace(text.Clean(said, text.Line))
	if said == "" {
		return nil, rules.Bad("", text.Text{ZH: "要写%[1]s。", EN: "Give the %[1]s."}.With(t.Noun))
	}
	if v, ok, err := t.Find(r, strings.ToUpper(text.Digits(said))); err != nil {
		return nil, err
	} else if ok && of(v).retired {
		return nil, gone(r, t, v, of)
	} else if ok {
		return v, nil
	}
	named, err := Named(r, t, said, func(v *T) bool { return of(v).retired })
	if err != nil || len(named) == 1 {
		return one(named), err
	}
	if len(named) == 0 {
		was, err := Named(r, t, said, func(v *T) bool { return !of(v).retired })
		if err != nil {
			return nil, err
		}
		if len(was) > 0 {
			return nil, gone(r, t, was[len(was)-1], of)
		}
	}
	all, err := t.All(r)
	if err != nil {
		return nil, err
	}
	key := text.Fold(said)
	for _, fits := range []func(name string) bool{
		func(name string) bool { return text.Fold(name) == key },
		func(name string) bool { return text.Initials(name) == key },
		func(name string) bool { return utf8.RuneCountInString(key) >= part && text.Match(said, name) },
	} {
		var meant []*T
		for i := range all {
			if c := of(&all[i]); !c.retired && fits(c.name) {
				meant = append(meant, &all[i])
			}
		}
		switch len(meant) {
		case 0:
		case 1:
			return meant[0], nil
		default:
			return nil, several(t.Noun, said, meant, of)
		}
	}
	return nil, rules.Missing(t.Noun, said)
}

// errRetired marks the refusal of a record that is out of use (Retired).
var errRetired = errors.New("retired")

// Retired says that an error of this package is about a record that was taken out of use: it
// was meant, and must not be taken for words of somebody's own.
func Retired(err error) bool { return errors.Is(err, errRetired) }

// gone says who took a record out of use, and when.
func gone[T any](r tx.Reader, t *tx.Table[T], v *T, of func(*T) card) *rules.Error {
	e := &rules.Error{Kind: rules.NotFound, Err: errRetired,
		Text: text.Text{ZH: "%[1]s %[2]s 已停用。请另选, 或先恢复。", EN: "The %[1]s %[2]s is retired. Choose another, or bring it back first."}.With(t.Noun, of(v).name)}
	_, m := t.Meta(v)
	if by, ok, err := tx.EntryAt(r, m.Seq); err == nil && ok && by.Name != "" {
		e.Text = text.Text{ZH: "%[1]s %[2]s 已由 %[3]s 停用 (%[4]s)。请另选, 或先恢复。", EN: "The %[1]s %[2]s was retired by %[3]s on %[4]s. Choose another, or bring it back first."}.
			With(t.Noun, of(v).name, by.Name, rules.Stamp(by.At))
	}
	return e
}

// Named reads the records that bear exactly this name and are not retired.
func Named[T any](r tx.Reader, t *tx.Table[T], name string, retired func(*T) bool) ([]*T, error) {
	same, err := t.By(r, "name/"+name)
	var out []*T
	for i := range same {
		if !retired(&same[i]) {
			out = append(out, &same[i])
		}
	}
	return out, err
}

func one[T any](list []*T) *T {
	if len(list) == 1 {
		return list[0]
	}
	return nil
}

func several[T any](noun text.Text, said string, meant []*T, of func(*T) card) *rules.Error {
	var names []text.Text
	for _, v := range meant[:min(len(meant), listed)] {
		c := of(v)
		names = append(names, text.Text{ZH: c.name + " " + c.id, EN: c.name + " " + c.id})
	}
	return rules.Bad("", text.Text{ZH: "「%[1]s」对得上 %[2]d 个%[3]s: %[4]s。", EN: "\"%[1]s\" fits %[2]d records of %[3]s: %[4]s."}.With(said, len(meant), noun, names))
}

// At names the field of a command that an error of this package is about.
func At(field string, err error) error {
	if e, ok := errors.AsType[*rules.Error](err); ok && e.Field == "" && (e.Kind == rules.NotFound || e.Kind == rules.Invalid) {
		e.Field = field
	}
	return err
}
