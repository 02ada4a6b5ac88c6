package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// roster is one list of the desk as the verbs see it.
type roster[T any] struct {
	name string // of command.Retire
	arg  string // what its verbs call a record
	pick func(*view.Register) []T
	of   func(*T) (id, name string, retired bool)
	row  func(*app, *T) []string
}

var (
	villages = roster[rules.Village]{"village", "VILLAGE", func(r *view.Register) []rules.Village { return r.Villages },
		func(v *rules.Village) (string, string, bool) { return v.ID, v.Name, v.Retired },
		func(_ *app, v *rules.Village) []string { return []string{v.ID, v.Name, v.Contact, v.Phone} }}
	agencies = roster[rules.Agency]{"agency", "AGENCY", func(r *view.Register) []rules.Agency { return r.Agencies },
		func(v *rules.Agency) (string, string, bool) { return v.ID, v.Name, v.Retired },
		func(a *app, v *rules.Agency) []string {
			return []string{v.ID, v.Name, a.t(rules.WordOf(command.AgencyRoles, string(v.Role))), strings.Join(v.Phones, " "), v.Hours}
		}}
	places = roster[rules.Place]{"place", "PLACE", func(r *view.Register) []rules.Place { return r.Places },
		func(v *rules.Place) (string, string, bool) { return v.ID, v.Name, v.Retired },
		func(a *app, v *rules.Place) []string {
			return []string{v.ID, v.Name, a.t(rules.WordOf(command.PlaceKinds, string(v.Kind))), v.Area, v.Village}
		}}
	items = roster[rules.Item]{"item", "ITEM", func(r *view.Register) []rules.Item { return r.Items },
		func(v *rules.Item) (string, string, bool) { return v.ID, v.Name, v.Retired },
		func(_ *app, v *rules.Item) []string { return []string{v.ID, v.Name, v.Unit} }}
	kits = roster[rules.Kit]{"kit", "KIT", func(r *view.Register) []rules.Kit { return r.Kits },
		func(v *rules.Kit) (string, string, bool) { return v.ID, v.Name, v.Retired },
		func(a *app, v *rules.Kit) []string {
			return append([]string{v.ID, a.t(v.Title()), a.t(text.Text{ZH: "%[1]d 样", EN: "%[1]d kind(s)"}.With(len(v.Lines)))}, v.Clauses...)
		}}
	officers = roster[rules.Officer]{"officer", "OFFICER", func(r *view.Register) []rules.Officer { return r.Officers },
		func(v *rules.Officer) (string, string, bool) { return v.ID, v.Name, v.Retired },
		func(a *app, v *rules.Officer) []string {
			var roles []string
			for _, r := range v.Roles {
				roles = append(roles, a.t(rules.WordOf(rules.RoleWords, string(r))))
			}
			return []string{v.ID, v.Name, strings.Join(roles, " "), v.Post, v.Phone}
		}}
)

func (a *app) villageVerbs() *cobra.Command {
	return a.group("village", text.Text{ZH: "村和社区", EN: "villages and communities"},
		villages.list(a), a.villageTasks(), a.villageAdd(), a.villageEdit(), villages.retire(a), villages.restore(a))
}

func (a *app) agencyVerbs() *cobra.Command {
	return a.group("agency", text.Text{ZH: "联系单位", EN: "partner units"},
		agencies.list(a), a.agencyAdd(), a.agencyEdit(), agencies.retire(a), agencies.restore(a))
}

func (a *app) placeVerbs() *cobra.Command {
	return a.group("place", text.Text{ZH: "地点", EN: "places"},
		places.list(a), a.placeBeds(), a.placeAdd(), a.placeEdit(), places.retire(a), places.restore(a))
}

func (a *app) itemVerbs() *cobra.Command {
	return a.group("item", text.Text{ZH: "物资种类", EN: "kinds of goods"},
		items.list(a), a.itemAdd(), a.itemEdit(), items.retire(a), items.restore(a))
}

// list shows the records in use, or with --all those retired too.
func (l roster[T]) list(a *app) *cobra.Command {
	var all bool
	v := a.verb(reads, "list", text.Text{ZH: "列出", EN: "list them"}, 0, 0, func(b *book, _ []string) error {
		r, err := b.desk.Register()
		if err != nil {
			return err
		}
		rows := []T{}
		for _, v := range l.pick(r) {
			if _, _, retired := l.of(&v); all || !retired {
				rows = append(rows, v)
			}
		}
		return show(b, rows, func(v T) []string {
			cells := l.row(a, &v)
			if _, _, retired := l.of(&v); retired {
				cells = append(cells, a.t(text.Text{ZH: "停用", EN: "retired"}))
			}
			return cells
		})
	})
	v.Flags().BoolVar(&all, "all", false, a.t(text.Text{ZH: "停用的也列", EN: "those retired too"}))
	return v
}

func (l roster[T]) retire(a *app) *cobra.Command {
	c := command.Retire{List: l.name}
	v := a.verb(writes, "retire "+l.arg, text.Text{ZH: "停用, 记录保留", EN: "take one out of use; its history stays"}, 1, 1, func(b *book, args []string) error {
		c.ID = args[0]
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Reason, "reason", "", a.t(text.Text{ZH: "原因 `TEXT`", EN: "reason `TEXT`"}))
	return v
}

func (l roster[T]) restore(a *app) *cobra.Command {
	return a.verb(writes, "restore "+l.arg, text.Text{ZH: "恢复停用的 (list --all 可查)", EN: "bring a retired one back (list --all shows them)"}, 1, 1, func(b *book, args []string) error {
		return b.do(&command.Retire{List: l.name, ID: args[0], Back: true})
	})
}

// one is the record in use that is meant: by id, name, or initials that fit one alone.
func (l roster[T]) one(b *book, said string) (*T, error) {
	r, err := b.desk.Register()
	if err != nil {
		return nil, err
	}
	said = strings.TrimSpace(text.Clean(said, text.Line))
	key := text.Fold(said)
	rows := l.pick(r)
	for _, fits := range []func(id, name string) bool{
		func(id, name string) bool { return text.Fold(id) == key || name == said },
		func(_, name string) bool { return text.Fold(name) == key },
		func(_, name string) bool { return text.Initials(name) == key },
	} {
		var meant []*T
		var names []text.Text
		for i := range rows {
			if id, name, retired := l.of(&rows[i]); !retired && fits(id, name) {
				meant, names = append(meant, &rows[i]), append(names, text.Text{ZH: name + " " + id, EN: name + " " + id})
			}
		}
		switch len(meant) {
		case 0:
		case 1:
			return meant[0], nil
		default:
			return nil, rules.Bad("id", text.Text{ZH: "「%[1]s」对得上几个: %[2]s。", EN: "\"%[1]s\" fits several: %[2]s."}.With(said, names))
		}
	}
	e := rules.Missing(rules.WordOf(command.ListWords, l.name), said)
	e.Field = "id"
	return nil, e
}

// edit makes a verb that changes of a record what its flags say: form is the record as a
// command, with the flags that were given laid over it.
func (l roster[T]) edit(a *app, flags func(*pflag.FlagSet), form func(old *T, given func(flag string) bool) (command.Command, error)) *cobra.Command {
	var v *cobra.Command
	v = a.verb(writes, "edit "+l.arg, text.Text{ZH: "改写明的几项, 其余不动", EN: "change what the flags name; the rest stays"}, 1, 1, func(b *book, args []string) error {
		if !anyChanged(v.LocalNonPersistentFlags()) {
			return usage(text.Text{ZH: "没有写要改什么。", EN: "Nothing to change was named."})
		}
		old, err := l.one(b, args[0])
		if err != nil {
			return err
		}
		c, err := form(old, v.Flags().Changed)
		if err != nil {
			return err
		}
		return b.do(c)
	})
	flags(v.Flags())
	return v
}

func anyChanged(f *pflag.FlagSet) (any bool) {
	f.VisitAll(func(f *pflag.Flag) { any = any || f.Changed })
	return any
}

// over lays what a flag said over the field of a record.
func over[V any](given bool, at *V, said V) {
	if given {
		*at = said
	}
}

// show prints rows, as columns or as JSON.
func show[T any](b *book, rows []T, row func(T) []string) error {
	if b.json {
		return objects(b.app, rows)
	}
	lines := make([][]string, len(rows))
	for i, r := range rows {
		lines[i] = row(r)
	}
	b.columns(lines)
	return nil
}
