package townfiles

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
)

// references checks what rows refer to, in the files and on the desk, and writes the
// names as they stand there: the village's code, the item's and the place's name.
func (t *town) references() {
	villages := map[string]string{}
	for _, list := range [][]rules.Village{t.have.Villages, t.imp.Villages} {
		for _, v := range list {
			villages[v.ID] = v.ID
			if v.Name != "" {
				villages[text.Fold(v.Name)] = v.ID
			}
		}
	}
	village := func(o origin, said *string) {
		if *said == "" {
			return
		}
		code, ok := villages[text.Fold(text.Digits(*said))]
		if !ok {
			t.absent(o, "village", *said, text.Text{ZH: "应为村(社区)表里的名称或代码", EN: "name one of the villages, or its code"})
		}
		*said = code
	}
	for i := range t.imp.Officers {
		village(t.at["officers"][i], &t.imp.Officers[i].Village)
	}
	for i := range t.imp.Places {
		village(t.at["places"][i], &t.imp.Places[i].Village)
	}
	t.stocked()
}

func (t *town) stocked() {
	items := map[string]rules.Item{}
	for _, i := range t.have.Items {
		items[text.Fold(i.ID)], items[text.Fold(i.Name)] = i, i
	}
	for _, i := range t.imp.Items {
		if old := items[text.Fold(i.Name)]; i.Months == 0 {
			i.Months = old.Months
		}
		items[text.Fold(i.Name)] = i
	}
	places := map[string]rules.Place{}
	for _, p := range t.have.Places {
		places[text.Fold(p.ID)], places[text.Fold(p.Name)] = p, p
	}
	for _, p := range t.imp.Places {
		if old := places[text.Fold(p.Name)]; p.Kind == "" {
			p.Kind = old.Kind
		}
		places[text.Fold(p.Name)] = p
	}
	for i := range t.imp.Opening {
		o, row := t.at["stock"][i], &t.imp.Opening[i]
		item, ok := items[text.Fold(row.Item)]
		switch {
		case !ok:
			t.absent(o, "item", row.Item, text.Text{ZH: "应为物资表里的品名", EN: "name one of the items"})
		case item.Months > 0 && row.Expires == "":
			t.bad(o, "expires", said(""), text.Text{ZH: "%[1]s 有保质期, 要写到期日, 如 2027-04-01", EN: "%[1]s has a shelf life: give the date, such as 2027-04-01"}.With(item.Name))
		}
		place, ok := places[text.Fold(row.Place)]
		switch {
		case !ok:
			t.absent(o, "place", row.Place, text.Text{ZH: "应为地点表里的名称", EN: "name one of the places"})
		case place.Kind == rules.PlaceHotspot:
			t.bad(o, "place", said(row.Place), text.Text{ZH: "重点部位不存放物资", EN: "a hotspot keeps no goods"})
		}
		row.Item, row.Place = item.Name, place.Name
	}
}

func (t *town) absent(o origin, column, name string, want text.Text) {
	t.bad(o, column, text.Text{ZH: "没有%[1]s", EN: "there is no %[1]s"}.With(said(name)), want)
}
