// Package cases keeps the rescue cases: it finds a case by what people call it, opens and
// edits it, records what was done for it, and shows its page. What a step needs is decided
// by the verbs of rules.Case, and what is owed by package live; this package loads, names
// and writes. Calls that open or join a case are package calls'.
package cases

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/live"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/registry/roll"
)

// tailDays is how far back a short number is looked for; a full id has no limit. Ours.
const tailDays = 400

// listed is how many of several candidates a refusal names.
const listed = 5

// Find finds a case by its id or a tail of it that is unique ("7", "1123-0007"): among
// open cases first, then among those of the last 400 days. The number of a case that was
// merged into another one leads to that one. Errors: NotFound, or Invalid naming up to five
// when several fit.
func Find(r tx.Reader, now time.Time, said string) (*rules.Case, error) {
	k, err := look(r, now, said)
	if err != nil {
		return nil, err
	}
	return main(r, k)
}

// look is Find for what is about the number itself.
func look(r tx.Reader, now time.Time, said string) (*rules.Case, error) {
	return Lookup(r, now, table.Cases, "C", 4, "case", said)
}

// Lookup is Find for any table whose ids are prefix, day, "-" and a number padded to digits.
func Lookup[T any](r tx.Reader, now time.Time, t *tx.Table[T], prefix string, digits int, field, said string) (*T, error) {
	said = strings.ToUpper(text.Fold(said))
	if v, ok, err := t.Find(r, said); err != nil || ok {
		return v, err
	}
	fits, err := tails(r, now, t, prefix, digits, strings.TrimPrefix(said, prefix))
	switch {
	case err != nil:
		return nil, err
	case len(fits) == 1:
		return t.Get(r, fits[0])
	case len(fits) == 0:
		e := rules.Missing(t.Noun, text.Clean(said, text.Line))
		e.Field = field
		return nil, e
	}
	var ids []text.Text
	for _, id := range fits[:min(len(fits), listed)] {
		ids = append(ids, text.Text{ZH: id, EN: id})
	}
	return nil, rules.Bad(field, text.Text{ZH: "%[1]s 对得上几件%[2]s: %[3]s。请写全编号。", EN: "%[1]s fits several records of %[2]s: %[3]s. Give the whole number."}.With(said, t.Noun, ids))
}

// tails lists the ids that end in said, newest first: the open ones, or else the others.
func tails[T any](r tx.Reader, now time.Time, t *tx.Table[T], prefix string, digits int, said string) ([]string, error) {
	day, number, dated := strings.Cut(said, "-")
	if !dated {
		day, number = "", said
	}
	if number == "" || len(number) > 9 || len(day) > 8 || strings.Trim(day+number, "0123456789") != "" {
		return nil, nil
	}
	number = fmt.Sprintf("%0*s", digits, strings.TrimLeft(number, "0"))
	open, err := t.IDs(r, "open")
	if err != nil {
		return nil, err
	}
	fits := slices.DeleteFunc(open, func(id string) bool { return !strings.HasSuffix(id, day+"-"+number) })
	if len(fits) > 0 {
		slices.Reverse(fits)
		return fits, nil
	}
	for i := range tailDays {
		d := now.In(rules.Zone).AddDate(0, 0, -i).Format("20060102")
		if !strings.HasSuffix(d, day) {
			continue
		}
		id := prefix + d + "-" + number
		_, ok, err := t.Find(r, id)
		if err != nil {
			return nil, err
		}
		if ok {
			if fits = append(fits, id); len(fits) > listed {
				break
			}
		}
	}
	return fits, nil
}

// load finds the case of a command and refuses a version that is no longer the newest.
func load(x *tx.Tx, id string, version int64) (*rules.Case, error) {
	c, err := Find(x, x.Now, id)
	if err != nil {
		return nil, err
	}
	return c, table.Cases.Stale(x, c, version)
}

func save(x *tx.Tx, c *rules.Case) (command.Result, error) {
	return command.Result{ID: c.ID}, Put(x, c)
}

// demands is what the case asks for at the command's moment.
func demands(x *tx.Tx, c *rules.Case) (live.Scene, []rules.Obligation, error) {
	s, err := live.SceneAt(x, x.Plans, x.Now)
	if err != nil {
		return s, nil, err
	}
	return s, s.Of(c).Obligations, nil
}

// names gives officers' names by id, the id itself for one who is not on the list.
func names(r tx.Reader) func(string) string {
	known := map[string]string{}
	return func(id string) string {
		if n, ok := known[id]; ok {
			return n
		}
		known[id] = id
		if o, ok, err := table.Officers.Find(r, id); err == nil && ok {
			known[id] = o.Name
		}
		return known[id]
	}
}

// placeOf resolves what was said to a place on the list when it fits one alone, and keeps
// it as free text otherwise.
func placeOf(r tx.Reader, said string) (rules.PlaceRef, error) {
	free := rules.PlaceRef{Text: said}
	p, err := roll.Place(r, said)
	switch rules.KindOf(err) {
	case rules.NotFound, rules.Invalid:
		return free, nil
	}
	if err != nil {
		return free, err
	}
	// A part of a name may mean somewhere else: what was said is kept then, and no team is
	// sent to the wrong bridge.
	if key := text.Fold(said); key != text.Fold(p.ID) && key != text.Fold(p.Name) && key != text.Initials(p.Name) {
		return free, nil
	}
	return rules.PlaceRef{ID: p.ID, Text: p.Name}, nil
}
