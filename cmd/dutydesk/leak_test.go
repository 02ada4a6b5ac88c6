package main

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"dutydesk/cmd/internal/demo"
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/store"
)

// leaks is a demo whose village contact 罗望川 of 河湾村 is looked at.
type leaks struct {
	t       *testing.T
	st      *store.Store
	secrets map[string]string   // word → of what
	ids     map[string][]string // by first letter: records that are no business of 河湾村's
	own     []string            // cases that lie in it
}

func openLeaks(t *testing.T) *leaks {
	t.Helper()
	dir := t.TempDir()
	if err := demo.Seed(dir, demo.Start, machineClock); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(dir, store.Options{Clock: machineClock})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := &leaks{t: t, st: st, secrets: map[string]string{}, ids: map[string][]string{}}
	l.collect()
	return l
}

func (l *leaks) as(who string) *store.Desk {
	l.t.Helper()
	d, err := l.st.SignIn(who, "246810", "cli")
	if err != nil {
		l.t.Fatal(err)
	}
	return d
}

func (l *leaks) secret(of string, words ...string) {
	for _, w := range words {
		if n := utf8.RuneCountInString(w); n > 1 && (n > 6 || strings.Trim(w, "0123456789") != "") { // 120 is everybody's
			l.secrets[w] = of
		}
	}
}

// collect gathers the words of persons everywhere else, and the numbers of what they stand on.
func (l *leaks) collect() {
	t, d := l.t, l.as("何雨禾")
	// Somebody in every village, with what a form takes.
	for _, v := range []struct{ place, name, phone string }{{"柳树湾村", "石望归", "19900000781"}, {"火车站广场", "石望川", "19900000782"}} {
		id := l.do(d, &command.OpenCase{Intake: command.Intake{Place: v.place, Said: "密言" + v.name, Caller: rules.Caller{Name: "密报" + v.name, Phone: v.phone},
			Person: command.Person{Name: v.name, Address: "密址" + v.name, Looks: "密貌" + v.name}}})
		l.do(d, &command.AddNote{Case: id, Text: "密记" + v.name})
	}
	mine := l.do(d, &command.OpenCase{Intake: command.Intake{Place: "老渡口", Said: "密言自家", Person: command.Person{Name: "石望村", Address: "河湾村三组"}}})
	cases, err := d.Cases(true, 0)
	if err != nil {
		t.Fatal(err)
	}
	village, err := l.as("罗望川").Village()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range village.Cases {
		l.own = append(l.own, c.ID)
	}
	if !slices.Contains(l.own, mine) {
		t.Errorf("the case of a household of the village is not among %v", l.own)
	}
	for _, c := range cases {
		if slices.Contains(l.own, c.ID) {
			continue
		}
		p, err := d.Case(c.ID)
		if err != nil {
			t.Fatal(err)
		}
		k := &p.Case
		if k.State == rules.CaseClosed && k.Place.ID != "" && k.Place.Text == "北渡大桥桥下" {
			continue
		}
		l.ids["C"] = append(l.ids["C"], k.ID)
		l.secret("case "+k.ID, k.Person.Name, k.Person.IDNumber, k.Person.Looks, k.Person.Address, k.Said, k.Caller.Phone, k.Caller.Name)
	}
	calls, err := d.Calls(true, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range calls {
		l.ids["T"] = append(l.ids["T"], c.ID)
		l.secret("call "+c.ID, c.Said, c.Caller.Phone)
	}
	registers, err := d.Registers()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range registers.Kinds {
		page, err := d.RegisterPage(r.ID, true)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range page.Rows {
			l.ids["G"] = append(l.ids["G"], x.Row.ID)
			l.secret("row "+x.Row.ID, x.Row.Fields["name"], x.Row.Fields["phone"], x.Row.Fields["id"])
		}
	}
	for _, who := range []string{"罗望川", "何雨禾", "沈岚", "周立冬", "宋长宁", "河湾村"} { // who works here is no secret
		delete(l.secrets, who)
	}
	if len(l.secrets) < 40 || len(l.ids["C"]) < 5 {
		t.Fatalf("only %d words on %d cases", len(l.secrets), len(l.ids["C"]))
	}
}

func (l *leaks) do(d *store.Desk, c command.Command) string {
	l.t.Helper()
	res, err := d.Do("", c)
	if err != nil {
		l.t.Fatal(err)
	}
	return res.ID
}

// look finds words of others in what the contact was told. Typed are the words the contact sent.
func (l *leaks) look(what, told string, typed ...string) {
	l.t.Helper()
	for w, of := range l.secrets {
		if strings.Contains(told, w) && !slices.Contains(typed, w) {
			l.t.Errorf("%s tells %s of %s: %s", what, w, of, told[:min(len(told), 300)])
		}
	}
	for _, ids := range l.ids {
		for _, id := range ids {
			if strings.Contains(told, id) && !slices.Contains(typed, id) {
				l.t.Errorf("%s tells of %s: %s", what, id, told[:min(len(told), 300)])
			}
		}
	}
}

// TestVillageReadsItsOwnAlone walks every read of the desk as a village contact.
func TestVillageReadsItsOwnAlone(t *testing.T) {
	l := openLeaks(t)
	d := l.as("罗望川")
	v, open := reflect.ValueOf(d), 0
	for i := range v.NumMethod() {
		name, m := v.Type().Method(i).Name, v.Method(i)
		mt := m.Type()
		if mt.NumOut() != 2 || slices.Contains([]string{"Do", "DoDraft", "Actor", "Stow", "Export", "ImportAll", "PlanChange"}, name) {
			continue
		}
		for _, ids := range append(slices.Collect(func(yield func([]string) bool) {
			_ = yield(l.ids["C"]) && yield(l.ids["T"]) && yield(l.ids["G"]) && yield(l.own)
		}), []string{"", "7", "P7", "quilts"}) {
			for _, id := range ids {
				var in []reflect.Value
				for j := range mt.NumIn() {
					a := reflect.New(mt.In(j)).Elem()
					switch a.Kind() {
					case reflect.String:
						a.SetString(id)
					case reflect.Bool:
						a.SetBool(true)
					}
					in = append(in, a)
				}
				res := m.Call(in)
				if err, failed := res[1].Interface().(error); failed {
					e := rules.AsError(err)
					l.look(name+" "+id, e.Text.ZH+e.Text.EN+e.Error(), id)
					continue
				}
				raw, err := json.Marshal(res[0].Interface())
				if err != nil {
					t.Fatal(err)
				}
				open++
				l.look(name+" "+id, string(raw))
			}
		}
	}
	if open < 5 {
		t.Errorf("only %d reads were answered", open)
	}
}

// TestVillageWritesOfItsOwnAlone runs every command of the desk on the records of others.
func TestVillageWritesOfItsOwnAlone(t *testing.T) {
	l := openLeaks(t)
	d := l.as("罗望川")
	before := l.st.Seq()
	for _, c := range command.All() {
		switch c.(type) {
		case *command.SetPIN, *command.SetPrefs:
			continue
		}
		for _, id := range []string{l.ids["C"][0], l.ids["C"][len(l.ids["C"])-1], "1", l.ids["T"][0]} {
			fresh := reflect.New(reflect.TypeOf(c).Elem())
			fill(fresh.Elem(), id)
			cmd := fresh.Interface().(command.Command)
			if in, ok := cmd.(*command.OpenCase); ok && in.Call == "" {
				continue
			}
			_, err := d.Do("", cmd)
			if err == nil {
				t.Errorf("%s on %s was done", c.Code(), id)
				continue
			}
			e := rules.AsError(err)
			l.look(c.Code()+" "+id, e.Text.ZH+e.Text.EN, id)
			if own := c.Code() == "notice.confirm" && id == "1"; !own && e.Kind != rules.Denied && e.Kind != rules.NotFound && e.Kind != rules.Invalid {
				t.Errorf("%s on %s: %v", c.Code(), id, err)
			}
		}
	}
	if l.st.Seq() != before {
		t.Errorf("%d entries were written", l.st.Seq()-before)
	}
}

// fill gives each field of a command what may pass its check.
func fill(v reflect.Value, id string) {
	for i := range v.NumField() {
		f, name := v.Field(i), v.Type().Field(i).Name
		switch {
		case !f.CanSet():
		case f.Kind() == reflect.Struct && f.Type().NumField() > 0 && f.Type().PkgPath() != "time":
			fill(f, id)
		case f.Kind() != reflect.String:
		case name == "Result":
			f.SetString("received")
			if v.Type().Name() == "RecordFollowUp" {
				f.SetString("found")
			}
		case name == "Receiver":
			f.SetString("1")
		case name == "Kind", name == "IDNumber", name == "Phone", name == "Sex", name == "Identity":
		default:
			f.SetString(id)
		}
	}
}

// TestVerbsTellAVillageItsOwnAlone runs every verb of the command line as a village contact, on
// the records of others.
func TestVerbsTellAVillageItsOwnAlone(t *testing.T) {
	l := openLeaks(t)
	var leaves func(c *cobra.Command, path []string)
	n := 0
	leaves = func(c *cobra.Command, path []string) {
		for _, sub := range c.Commands() {
			leaves(sub, append(slices.Clone(path), sub.Name()))
		}
		if c.HasSubCommands() || len(path) == 0 || slices.Contains([]string{"demo", "init", "restore", "help", "version", "serve", "wall"}, path[0]) {
			return
		}
		if strings.Join(path, " ") == "case open" { // what a contact reports stands on the own page from then on
			return
		}
		for _, args := range [][]string{{}, {l.ids["C"][0]}, {l.ids["T"][0]}, {"1"}, {"石"}, {l.ids["C"][0], "1"}, {l.ids["G"][0], "看看"}} {
			for _, more := range [][]string{{"--json"}, {"--all"}} {
				n++
				var out, err bytes.Buffer
				all := slices.Concat(path, args, more)
				env := map[string]string{"DUTYDESK_PIN": "246810", "DUTYDESK_AS": "罗望川"}
				run(&app{args: all, in: strings.NewReader(""), out: &out, err: &err, dir: t.TempDir(), holder: l.st, env: func(k string) string { return env[k] }})
				l.look(strings.Join(all, " "), out.String()+err.String(), args...)
			}
		}
	}
	leaves((&app{env: func(string) string { return "" }}).root(), nil)
	if n < 500 {
		t.Errorf("only %d runs", n)
	}
}
