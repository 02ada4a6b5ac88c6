package view

import (
	"fmt"
	"strconv"

	"dutydesk/rules/plan"
	"dutydesk/rules/text"
)

// Words say what a figure of a register is and what it should be.
func (f *RegisterFigure) Words() text.Text {
	said := func(n int64) string {
		if f.Money {
			return plan.Yuan(strconv.FormatInt(n, 10))
		}
		return strconv.FormatInt(n, 10)
	}
	should := ""
	switch {
	case f.Min != nil && f.Max != nil && *f.Min == *f.Max:
		should = said(*f.Min)
	case f.Min != nil && f.Max != nil:
		should = fmt.Sprintf("%s-%s", said(*f.Min), said(*f.Max))
	case f.Min != nil:
		should = ">=" + said(*f.Min)
	case f.Max != nil:
		should = "<=" + said(*f.Max)
	}
	what := f.Text
	if !f.Of.IsZero() {
		what = text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(f.Text, f.Of)
	}
	return text.Text{ZH: "%[1]s 现 %[2]s, 应 %[3]s", EN: "%[1]s: now %[2]s, expected %[3]s"}.With(what, said(f.Value), should)
}
