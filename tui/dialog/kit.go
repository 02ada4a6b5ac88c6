package dialog

import (
	"slices"
	"strconv"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/entry"
	"dutydesk/tui/widget/field"
)

// kitPick begins the value of a kit among what can be given; leftOut is the choice of a line
// that is not given.
const (
	kitPick = "kit"
	leftOut = "none"
)

// kitOptions are the kits, with what is short of each.
func kitOptions(s *view.Stock) []field.Option {
	var out []field.Option
	for _, k := range s.Kits {
		label := wholeKitText.With(k.Kit.Title(), len(k.Offers))
		var short []text.Text
		for i := range k.Offers {
			if o := &k.Offers[i]; !o.Enough() {
				short = append(short, what(o))
			}
		}
		if len(short) > 0 {
			label = shortKitText.With(k.Kit.Title(), len(k.Offers), short)
		}
		out = append(out, field.Option{Value: kitPick + "/" + k.Kit.ID, Label: label})
	}
	return out
}

// what is what a line names: an item, or a good by the plans' word.
func what(o *rules.Offer) text.Text {
	if o.Good != "" {
		return rules.WordOf(command.Goods, o.Good)
	}
	return text.Text{ZH: o.What, EN: o.What}
}

// wanted is what a line names and how many, in its unit where an item gives one.
func wanted(o *rules.Offer) text.Text {
	if o.Unit == "" {
		return text.Text{ZH: "%[1]s %[2]d", EN: "%[1]s %[2]d"}.With(what(o), o.Qty)
	}
	return text.Text{ZH: "%[1]s %[2]d%[3]s", EN: "%[2]d %[3]s of %[1]s"}.With(what(o), o.Qty, o.Unit)
}

// kitOf is the kit that is chosen, nil for anything else.
func kitOf(s *view.Stock, picked string) *view.KitRow {
	id, ok := strings.CutPrefix(picked, kitPick+"/")
	if i := slices.IndexFunc(s.Kits, func(k view.KitRow) bool { return k.Kit.ID == id }); ok && i >= 0 {
		return &s.Kits[i]
	}
	return nil
}

// lineField names the field of a line: of its kit too, so that another kit finds its own
// lines empty.
func lineField(k *view.KitRow, i int) string { return k.Kit.ID + "." + strconv.Itoa(i) }

// kitFields ask of each line from where it is given: what the kit says where enough of it
// lies nearest, unless somebody chooses otherwise. What is given otherwise asks how many, or
// why.
func kitFields(k *view.KitRow, v entry.Values) []field.Spec {
	var out []field.Spec
	for i := range k.Offers {
		o, name := &k.Offers[i], lineField(k, i)
		f := field.Spec{Name: name, Label: wanted(o), Kind: field.Choice, Required: true}
		for _, c := range o.Choices {
			f.Options = append(f.Options, field.Option{Value: choiceID(&c), Label: choiceText(o, &c)})
		}
		f.Options = append(f.Options, field.Option{Value: leftOut, Label: leftOutText})
		if o.Enough() {
			f.Default = choiceID(&o.Choices[0])
		}
		picked, filled := v[name]
		if !filled {
			picked = f.Default
		}
		out = append(out, f)
		c := choice(o, picked)
		if c != nil && (c.Replaces || c.Qty < o.Qty) {
			out = append(out, field.Spec{Name: name + ".qty", Label: text.Text{ZH: "发几%[1]s", EN: "How many, %[1]s"}.With(c.Item.Unit), Kind: field.Number, Max: 7,
				Default: strconv.FormatInt(min(o.Qty, c.Qty), 10), Required: true})
		}
		if picked == leftOut || c != nil && c.Replaces {
			out = append(out, field.Spec{Name: name + ".reason", Label: text.Text{ZH: "为什么", EN: "Why"}, Max: 60, Required: true})
		}
	}
	return out
}

func choiceID(c *rules.Choice) string { return c.Item.ID + "/" + c.Place.ID }

// choice is what was picked for a line, nil when it is not given or nothing was picked.
func choice(o *rules.Offer, picked string) *rules.Choice {
	for i := range o.Choices {
		if choiceID(&o.Choices[i]) == picked {
			return &o.Choices[i]
		}
	}
	return nil
}

func choiceText(o *rules.Offer, c *rules.Choice) text.Text {
	t := lyingText.With(c.Item.Name, c.Place.Name, c.Qty, c.Item.Unit)
	switch {
	case c.Replaces:
		return replaceText.With(t)
	case c.Qty < o.Qty:
		return fewText.With(t)
	}
	return t
}

// issueKit is the command of a filled form. Every line says what is given, so that nothing
// is that was not in sight.
func issueKit(k *view.KitRow, v entry.Values, caseID string) (command.Command, *rules.Error) {
	c := &command.IssueKit{Kit: k.Kit.ID, Version: k.Kit.Version, Case: caseID, Receiver: v["receiver"], Receipt: rules.Receipt(v["receipt"]), Reason: v["reason"]}
	for i := range k.Offers {
		o, name := &k.Offers[i], lineField(k, i)
		l := command.IssueLine{Item: o.Item + o.Good, Reason: v[name+".reason"]}
		picked := choice(o, v[name])
		switch {
		case v[name] == leftOut:
			l.Skip = true
		case picked == nil:
			return nil, rules.Bad(name, text.Text{ZH: "%[1]s不够: 选少发、代用或不发", EN: "Not enough of %[1]s: choose fewer, another, or none"}.With(what(o)))
		case picked.Replaces:
			l.Substitute, l.From = picked.Item.ID, picked.Place.ID
		default:
			l.Item, l.From, l.Reason = picked.Item.ID, picked.Place.ID, ""
		}
		if l.Reason == "" && (l.Skip || l.Substitute != "") {
			return nil, rules.Bad(name+".reason", text.Text{ZH: "写一句为什么", EN: "Say in a few words why"})
		}
		if l.Qty = o.Qty; picked != nil && (picked.Replaces || picked.Qty < o.Qty) {
			n, err := whole(name+".qty", v[name+".qty"])
			if err != nil {
				return nil, err
			}
			if n < 1 {
				return nil, rules.Bad(name+".qty", text.Text{ZH: "至少 1, 不给就选不发", EN: "At least 1; if it is not given, choose that"})
			}
			l.Qty = n
		}
		c.Lines = append(c.Lines, l)
	}
	return c, nil
}

func saidKit(s *view.Stock, c *command.IssueKit, res command.Result) text.Text {
	title := text.Text{ZH: c.Kit, EN: c.Kit}
	if k := kitOf(s, kitPick+"/"+c.Kit); k != nil {
		title = k.Kit.Title()
	}
	given := 0
	for _, l := range c.Lines {
		if !l.Skip {
			given++
		}
	}
	return givenKitText.With(title, given, len(c.Lines), res.ID)
}

var (
	wholeKitText = text.Text{ZH: "%[1]s %[2]d样 齐", EN: "%[1]s: all %[2]d there"}
	shortKitText = text.Text{ZH: "%[1]s %[2]d样 缺 %[3]s", EN: "%[1]s: of %[2]d short of %[3]s"}
	givenKitText = text.Text{ZH: "已发 %[1]s %[2]d/%[3]d样 (%[4]s)", EN: "Given: %[1]s, %[2]d of %[3]d (%[4]s)"}
	replaceText  = text.Text{ZH: "代: %[1]s", EN: "instead: %[1]s"}
	fewText      = text.Text{ZH: "不够: %[1]s", EN: "too few: %[1]s"}
	leftOutText  = text.Text{ZH: "不发这样", EN: "not given"}
)
