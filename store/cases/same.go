package cases

import (
	"cmp"
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Main is the case that stands for an id: itself, or the one at the end of those that it was
// merged into.
func Main(r tx.Reader, id string) (*rules.Case, error) {
	k, err := table.Cases.Get(r, id)
	if err != nil {
		return nil, err
	}
	return main(r, k)
}

func main(r tx.Reader, k *rules.Case) (_ *rules.Case, err error) {
	seen := map[string]bool{}
	for k.Same != "" {
		if seen[k.ID] {
			return nil, rules.Fault("case %s was merged into itself, by way of %s", k.ID, k.Same)
		}
		seen[k.ID] = true
		if k, err = table.Cases.Get(r, k.Same); err != nil {
			return nil, err
		}
	}
	return k, nil
}

// merged are the cases that were merged into a case, and those that were merged into them,
// in the order of merging. One that does not say so itself is passed over: verify tells of it.
func merged(r tx.Reader, k *rules.Case) (out []rules.Case, err error) {
	for _, j := range k.Joined {
		if j.Back != nil {
			continue
		}
		o, err := table.Cases.Get(r, j.Case)
		if err != nil {
			return nil, err
		}
		if o.Same != k.ID {
			continue
		}
		more, err := merged(r, o)
		if err != nil {
			return nil, err
		}
		out = append(append(out, *o), more...)
	}
	return out, nil
}

// By reads the records of a table that stand on a case, and on those merged into it, in
// order of id, which is that of time.
func By[T any](r tx.Reader, t *tx.Table[T], k *rules.Case) ([]T, error) {
	out, err := t.By(r, "case/"+k.ID)
	if err != nil || len(k.Joined) == 0 {
		return out, err
	}
	parts, err := merged(r, k)
	if err != nil {
		return nil, err
	}
	for i := range parts {
		more, err := t.By(r, "case/"+parts[i].ID)
		if err != nil {
			return nil, err
		}
		out = append(out, more...)
	}
	slices.SortStableFunc(out, func(a, b T) int {
		x, _ := t.Meta(&a)
		y, _ := t.Meta(&b)
		return cmp.Compare(x, y)
	})
	return out, nil
}

// Put writes a case, and into those merged into it which of their acts were revoked on it.
func Put(x *tx.Tx, k *rules.Case) error {
	parts, err := merged(x, k)
	if err != nil {
		return err
	}
	for i := range parts {
		if !k.Mirror(&parts[i]) {
			continue
		}
		if err := table.Cases.Put(x, &parts[i]); err != nil {
			return err
		}
	}
	return table.Cases.Put(x, k)
}

// Same merges a case into another one of the same person. A case that was merged itself is no
// longer there to be merged; a main case that was merged stands for the one at its end.
// Refused: as rules.Case.MayMerge and Merge; a version that is stale (Conflict). The id of
// the result is the case that ended, the main case is in More.
func Same(x *tx.Tx, c *command.SameCase) (command.Result, error) {
	k, err := look(x, x.Now, c.Case)
	if err != nil {
		return command.Result{}, err
	}
	if err := table.Cases.Stale(x, k, c.Version); err != nil {
		return command.Result{}, err
	}
	as, err := Find(x, x.Now, c.As)
	if err != nil {
		if e := rules.AsError(err); e.Field == "case" {
			e.Field = "as"
		}
		return command.Result{}, err
	}
	refs, err := By(x, table.Referrals, k)
	if err != nil {
		return command.Result{}, err
	}
	if e := k.MayMerge(as, refs, leads(x.Actor.Roles)); e != nil {
		return command.Result{}, e
	}
	if e := as.Merge(k, c.Keep, c.Take, rules.Joined{At: x.Now, By: x.Actor.Officer, Reason: c.Reason, Seq: x.Seq}); e != nil {
		return command.Result{}, e
	}
	if err := table.Cases.Put(x, k); err != nil {
		return command.Result{}, err
	}
	if err := table.Cases.Put(x, as); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: k.ID, More: []string{as.ID}}, Credit(x, as.ID)
}

// Split takes a case that was merged wrongly out of its main case again. Refused: a case that
// was merged into none, a main case that is closed.
func Split(x *tx.Tx, c *command.SplitCase) (command.Result, error) {
	k, err := look(x, x.Now, c.Case)
	if err != nil {
		return command.Result{}, err
	}
	if k.Same == "" {
		return command.Result{}, new(rules.Case).MaySplit(k.ID)
	}
	as, err := table.Cases.Get(x, k.Same)
	if err != nil {
		return command.Result{}, err
	}
	if e := as.Split(k, rules.TakenBack{At: x.Now, By: x.Actor.Officer, Reason: c.Reason, Seq: x.Seq}); e != nil {
		return command.Result{}, e
	}
	if err := table.Cases.Put(x, k); err != nil {
		return command.Result{}, err
	}
	if err := table.Cases.Put(x, as); err != nil {
		return command.Result{}, err
	}
	if err := Credit(x, k.ID); err != nil {
		return command.Result{}, err
	}
	return command.Result{ID: k.ID, More: []string{as.ID}}, Credit(x, as.ID)
}

// maxAlike is how many cases are offered to be merged. Ours.
const maxAlike = 40

// Alike is the open cases that may be about the same person as a case, the likest first, each
// with why it may be and on what the two contradict each other. Nothing for readers from whom
// persons are Hidden.
func Alike(v tx.View, e tx.Env, id string) ([]view.Alike, error) {
	k, err := Find(v, e.Now, id)
	if err != nil || e.Hidden() {
		return []view.Alike{}, err
	}
	calls, err := By(v, table.Calls, k)
	if err != nil {
		return nil, err
	}
	var phones []string
	for i := range calls {
		if c := &calls[i]; !c.Out && c.Caller.Phone != "" {
			phones = append(phones, c.Caller.Phone)
		}
	}
	open, err := table.By(v, table.Cases, "open")
	if err != nil {
		return nil, err
	}
	out := []view.Alike{}
	for i := range open {
		o := &open[i]
		if o.ID == k.ID {
			continue
		}
		a := view.Alike{ID: o.ID, State: o.State, Subject: Subject(o, false), Place: o.Place.Text, OpenedAt: o.OpenedAt, Version: o.Version,
			Differs: rules.Differences(k, o)}
		a.Score, a.Why = rules.Alike(k, o, phones)
		out = append(out, a)
	}
	slices.SortStableFunc(out, func(a, b view.Alike) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(b.ID, a.ID)) })
	return out[:min(len(out), maxAlike)], nil
}

// together adds to a page what the cases merged into its own tell: what each report said, and
// on the timeline their steps, acts and waivers. Their calls, notes, goods, papers and
// referrals are there already; what stands on another number than the page's is marked with
// it.
func together(r tx.Reader, p *view.Case, notes []rules.Note, moved []view.GoodsRow, name func(string) string, words func(string) (text.Text, bool)) error {
	parts, err := merged(r, &p.Case)
	if err != nil {
		return err
	}
	on := records(p, notes, moved)
	for i := range p.Timeline {
		e := &p.Timeline[i]
		ref, _, _ := strings.Cut(e.Ref, "/")
		e.What = numbered(e.What, on[ref], p.Case.ID)
	}
	for i := range parts {
		o := &parts[i]
		p.Merged = append(p.Merged, view.Merged{ID: o.ID, Caller: o.Caller, Said: o.Said, Looks: o.Person.Looks, Place: o.Place.Text,
			Team: strings.TrimSpace(o.Team + " " + o.Vehicle)})
		own := *o
		own.Acts = slices.DeleteFunc(slices.Clone(o.Acts), func(a rules.Act) bool { return p.Case.Counts(&a, o.ID) })
		q := &view.Case{Case: own, Obligations: p.Obligations}
		told, err := timeline(r, q, nil, nil, name, words)
		if err != nil {
			return err
		}
		for _, e := range append(told, joins(o, name)...) {
			e.What = numbered(e.What, o.ID, p.Case.ID)
			p.Timeline = append(p.Timeline, e)
		}
	}
	p.Timeline = append(p.Timeline, joins(&p.Case, name)...)
	if len(p.Case.Joined) > 0 {
		slices.SortStableFunc(p.Timeline, func(a, b view.Event) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Seq, b.Seq)) })
	}
	return nil
}

// joins is what was merged into a case, and taken out again.
func joins(k *rules.Case, name func(string) string) (out []view.Event) {
	for i := range k.Joined {
		j := &k.Joined[i]
		what := text.Text{ZH: "并案: %[1]s 并入 %[2]s", EN: "%[1]s was merged into %[2]s"}.With(short(j.Case), short(k.ID))
		if b := j.Back; b != nil {
			what = back(what)
			out = append(out, view.Event{Seq: b.Seq, At: b.At, By: name(b.By), Code: "case.split", Text: b.Reason, Ref: j.Case,
				What: text.Text{ZH: "撤销并案: %[1]s", EN: "%[1]s was taken out again"}.With(short(j.Case))})
		}
		out = append(out, view.Event{Seq: j.Seq, At: j.At, By: name(j.By), Code: "case.same", Text: j.Reason, Ref: j.Case, What: what})
	}
	return out
}

// records say on which case each record of a page stands.
func records(p *view.Case, notes []rules.Note, moved []view.GoodsRow) map[string]string {
	if len(p.Case.Joined) == 0 {
		return nil
	}
	on := map[string]string{}
	for i := range notes {
		on[notes[i].ID] = notes[i].Case
	}
	for i := range moved {
		on[moved[i].Move.ID] = moved[i].Move.Case
	}
	for i := range p.Calls {
		on[p.Calls[i].ID] = p.Calls[i].Case
	}
	for i := range p.Orders {
		on[p.Orders[i].ID] = p.Orders[i].Case
	}
	for i := range p.Papers {
		on[p.Papers[i].ID] = p.Papers[i].Case
	}
	for i := range p.Referrals {
		on[p.Referrals[i].Referral.ID] = p.Referrals[i].Referral.Case
	}
	return on
}

// numbered marks what stands on another case than main.
func numbered(what text.Text, on, main string) text.Text {
	if on == "" || on == main {
		return what
	}
	return text.Text{ZH: "%[1]s 〔%[2]s〕", EN: "%[1]s [%[2]s]"}.With(what, short(on))
}

// short is how people say the number of a case: 1124-0005.
func short(id string) string { return id[min(len("C2026"), len(id)):] }

// mergeCan says of a page whether its case may be merged into another one, and what was merged
// into it taken out again.
func mergeCan(e tx.Env, p *view.Case) {
	same, split := &command.SameCase{}, &command.SplitCase{}
	if p.Can[same.Code()] = May(e, same.Area()); p.Can[same.Code()] == nil {
		refs := make([]rules.Referral, len(p.Referrals))
		for i := range p.Referrals {
			refs[i] = p.Referrals[i].Referral
		}
		p.Can[same.Code()] = p.Case.MayMergeAny(refs)
	}
	for i := range p.Case.Joined {
		j := &p.Case.Joined[i]
		allow(p.Can, e, split, j.Case, p.Case.MaySplit(j.Case))
	}
}
