package field

import (
	"regexp"

	"dutydesk/rules/text"
)

var (
	figureForm = regexp.MustCompile(`^[-+]?\d+(\.\d+)?$`)
	figureText = text.T("写数字, 如 60", "Write a figure, such as 60")
)

// forever is after every birth: the day of a desk that has not said which it is.
var forever = text.Date{Year: 9999, Month: 12, Day: 31}

// check is what is wrong with a value when the field is left, by Spec.Check or else by
// what the kind has to be.
func (f *Field) check(v string) text.Text {
	var wrong *text.Problem
	switch {
	case f.Check != nil:
		if f.Kind == DateTime {
			f.read(v)
			v = f.Value()
		}
		return f.Check(v)
	case f.Kind == Number && !figureForm.MatchString(v):
		return figureText
	case f.Kind == ID:
		today := forever
		if !f.look.Now.IsZero() {
			today = text.DateOf(f.look.Now)
		}
		_, wrong = text.ParseID(v, today)
	case f.Kind == Phone:
		_, wrong = text.ParsePhone(v)
	case f.Kind == DateTime:
		wrong = f.read(v)
	}
	if wrong != nil {
		return wrong.Text
	}
	return text.Text{}
}

// read reads a time and tells how it was understood. A time counted from now, and a day by
// its name, are written out: a draft that is read tomorrow still means the same.
func (f *Field) read(v string) *text.Problem {
	if f.look.Now.IsZero() {
		return nil
	}
	w, wrong := text.ParseWhen(v, f.look.Now, f.Sense)
	if wrong != nil {
		return wrong
	}
	if w.Moves {
		f.ed.replace(w.Written(f.look.Now))
	}
	if f.told = (text.Text{}); w.Sure {
		f.told = w.Text(f.look.Now)
	}
	return nil
}

// Guess puts a value in that the program has made out by itself, and says why, but only
// where nothing stands and nobody has typed; it reports whether it did. It is marked as
// a guess until the person goes through the field or edits it.
func (f *Field) Guess(v string, why text.Text) bool {
	if v == "" || f.touched || f.Value() != "" {
		return false
	}
	f.SetValue(v)
	if f.Value() == "" {
		return false
	}
	f.offered, f.guess = true, why
	return true
}

// Guessed reports whether the value is a guess that nobody has confirmed.
func (f *Field) Guessed() bool { return !f.guess.IsZero() }
