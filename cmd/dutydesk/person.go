package main

import (
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

// personFlags describe who a case is about.
type personFlags struct {
	kind  string
	p     command.Person
	age   string
	facts []string
}

// personFlags adds them; name is the flag of the person's name, which a call has for the
// caller.
func (a *app) personFlags(f *pflag.FlagSet, w *personFlags, name string) {
	f.StringVar(&w.kind, "case-kind", "", a.t(text.Text{ZH: "事项 `KIND`: found missing watched (默认 found)", EN: "`KIND` of case: found missing watched (default found)"}))
	f.StringVar(&w.p.Name, name, "", a.t(text.Text{ZH: "当事人姓名 `NAME`", EN: "`NAME` of the person"}))
	f.StringVar(&w.p.Identity, "identity", "", a.t(text.Text{ZH: "身份 `STATUS`: known claimed unknown", EN: "identity `STATUS`: known claimed unknown"}))
	f.StringVar(&w.p.Sex, "sex", "", a.t(text.Text{ZH: "性别 `M|F`", EN: "sex `M|F`"}))
	f.StringVar(&w.age, "age", "", a.t(text.Text{ZH: "大约 `N` 岁", EN: "about `N` years old"}))
	f.StringVar(&w.p.IDNumber, "id", "", a.t(text.Text{ZH: "身份证号 `NUMBER`", EN: "resident ID `NUMBER`"}))
	f.StringVar(&w.p.Looks, "looks", "", a.t(text.Text{ZH: "体貌特征 `TEXT`", EN: "looks, `TEXT`"}))
	f.StringVar(&w.p.Address, "address", "", a.t(text.Text{ZH: "住址 `TEXT`", EN: "home address `TEXT`"}))
	f.StringArrayVar(&w.facts, "fact", nil, a.t(text.Text{ZH: "情况 `NAME=VALUE`: yes no, 选项, 或逗号分开的几项; 可重复", EN: "fact `NAME=VALUE`: yes, no, a choice, or several with commas; repeatable"}))
}

// person is what the flags say; facts are set by their names.
func (w *personFlags) person() (command.Person, error) {
	p := w.p
	if w.age != "" {
		n, err := strconv.Atoi(text.Digits(w.age))
		if err != nil {
			return p, rules.Bad("person.age", text.Text{ZH: "年龄要写数字。", EN: "An age is a number."})
		}
		p.Age = &n
	}
	for _, f := range w.facts {
		name, value, _ := strings.Cut(f, "=")
		if err := setFact(&p.Facts, strings.TrimSpace(name), strings.TrimSpace(value)); err != nil {
			return p, err
		}
	}
	return p, nil
}

var truths = map[string]rules.Tri{"yes": rules.Yes, "true": rules.Yes, "是": rules.Yes, "no": rules.No, "false": rules.No, "否": rules.No}

func setFact(f *rules.Facts, name, value string) error {
	spec, ok := rules.FactSpecOf(name)
	if !ok {
		return rules.Bad("person."+name, text.Text{ZH: "没有 %[1]s 这一项情况。", EN: "There is no fact %[1]s."}.With(text.Clean(name, text.Line)))
	}
	switch spec.Kind {
	case rules.FactTri:
		if v, ok := truths[strings.ToLower(value)]; ok {
			f.SetTri(name, v)
			return nil
		}
		return rules.Bad("person."+name, text.Text{ZH: "%[1]s 写 yes 或 no (是, 否)。", EN: "%[1]s is yes or no."}.With(spec.Label))
	case rules.FactNumber:
		n, err := strconv.Atoi(text.Digits(value))
		if err != nil {
			return rules.Bad("person."+name, text.Text{ZH: "%[1]s 要写数字。", EN: "%[1]s is a number."}.With(spec.Label))
		}
		f.Age = &n
		return nil
	case rules.FactChoice:
		if code, ok := command.Coded(spec.Options, value); ok && f.SetWord(name, code) {
			return nil
		}
	case rules.FactMulti:
		list := []string{}
		for _, w := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == '，' || r == '、' }) {
			code, ok := command.Coded(spec.Options, w)
			if !ok {
				code = w
			}
			list = append(list, code)
		}
		if f.SetList(name, list) {
			return nil
		}
	}
	return rules.Bad("person."+name, text.Text{ZH: "%[1]s 只能是: %[2]s。", EN: "%[1]s is one of: %[2]s."}.With(spec.Label, command.Words(spec.Options)))
}
