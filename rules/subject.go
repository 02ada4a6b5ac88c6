package rules

import (
	"fmt"
	"strings"

	"dutydesk/rules/text"
)

// Subject says in a few words who a case is about: the name, or else sex, age and looks;
// then what is most dangerous. masked shortens the name and leaves health facts out.
func Subject(c *Case, masked bool) text.Text {
	var zh, en []string
	add := func(z, e string) { zh, en = append(zh, z), append(en, e) }
	switch name := c.Person.Name; {
	case name != "" && masked:
		add(text.MaskName(name), text.MaskName(name))
	case name != "":
		add(name, name)
	default:
		add("无名氏", "unnamed")
	}
	switch c.Person.Sex {
	case "M":
		add("男", "M")
	case "F":
		add("女", "F")
	}
	if a := c.Facts.Age; a != nil {
		if c.Person.Birth == "" {
			add(fmt.Sprintf("约%d岁", *a), fmt.Sprintf("about %d", *a))
		} else {
			add(fmt.Sprintf("%d岁", *a), fmt.Sprint(*a))
		}
	}
	if !masked {
		for _, f := range []string{"sudden_illness", "confused", "gravely_ill", "danger", "mental_illness", "declines"} {
			if c.Facts.Tri(f) == Yes {
				l := specByName[f].Label
				add(l.ZH, l.EN)
			}
		}
	}
	if c.Person.Name == "" && len(zh) <= 2 && c.Person.Looks != "" {
		add(c.Person.Looks, c.Person.Looks)
	}
	return text.Text{ZH: strings.Join(zh, " "), EN: strings.Join(en, ", ")}
}
