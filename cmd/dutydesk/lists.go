package main

import (
	"strings"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

func (a *app) villageVerbs() *cobra.Command {
	return a.group("village", text.Text{ZH: "村和社区", EN: "villages and communities"},
		listVerb(a, func(l *view.Lists) []rules.Village { return l.Villages },
			func(v rules.Village) []string { return []string{v.ID, v.Name, v.Contact, v.Phone} }))
}

func (a *app) agencyVerbs() *cobra.Command {
	return a.group("agency", text.Text{ZH: "联系单位", EN: "partner units"},
		listVerb(a, func(l *view.Lists) []rules.Agency { return l.Agencies }, func(v rules.Agency) []string {
			return []string{v.ID, v.Name, a.t(rules.WordOf(command.AgencyRoles, string(v.Role))), strings.Join(v.Phones, " "), v.Hours}
		}))
}

func (a *app) placeVerbs() *cobra.Command {
	return a.group("place", text.Text{ZH: "地点", EN: "places"},
		listVerb(a, func(l *view.Lists) []rules.Place { return l.Places }, func(v rules.Place) []string {
			return []string{v.ID, v.Name, a.t(rules.WordOf(command.PlaceKinds, string(v.Kind))), v.Area, v.Village}
		}))
}

func (a *app) itemVerbs() *cobra.Command {
	return a.group("item", text.Text{ZH: "物资种类", EN: "kinds of goods"},
		listVerb(a, func(l *view.Lists) []rules.Item { return l.Items }, func(v rules.Item) []string { return []string{v.ID, v.Name, v.Unit} }))
}

// listVerb shows one of the lists that forms choose from.
func listVerb[T any](a *app, pick func(*view.Lists) []T, row func(T) []string) *cobra.Command {
	return a.verb(reads, "list", text.Text{ZH: "列出", EN: "list them"}, 0, 0, func(b *book, _ []string) error {
		l, err := b.desk.Lists()
		if err != nil {
			return err
		}
		return show(b, pick(l), row)
	})
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
