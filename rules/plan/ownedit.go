package plan

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	yaml "github.com/goccy/go-yaml"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Copy is the file of a new own plan, made from that of another: its title, the level of a
// township, no printed year, and an empty notice where the text names a discipline that it does
// not list (clauses.md A-02). All else stands as it is, under the clauses of where it came from.
func Copy(from string, data []byte, id, title string, on rules.Date) []byte {
	p := readPaper(data)
	p.head = fmt.Sprintf("# 本镇方案 %s, %s 由 %s 复制。条号以 %s 开头的是本镇写的。\n# Own plan %s, copied from %s on %s. Clauses that begin with %s are the township's.\n", id, on, from, id, id, from, on, id)
	p.set("id", id)
	p.set("title", yaml.MapSlice{{Key: "zh", Value: title}})
	p.set("level", "town")
	p.drop("copied")
	i := slices.IndexFunc(p.parts, func(s sheetPart) bool { return s.key == "level" })
	p.parts = slices.Insert(p.parts, i+1, sheetPart{"copied", "copied: " + from + "\n"})
	if w, ok := p.section("window").(yaml.MapSlice); ok && field(w, "year") != nil {
		p.set("window", without(w, "year"))
	}
	if c := map[string]string{"P1": "P1.3.10", "P3": "P3.4.1"}[from]; c != "" {
		p.set("notices", []any{yaml.MapSlice{{Key: "notice", Value: "discipline"}, {Key: "clauses", Value: []string{c}},
			{Key: "zh", Value: "六必须六不得"}, {Key: "en", Value: "The discipline of the rescue"}}})
	}
	if IsOwn(from) {
		clause := regexp.MustCompile(`\b` + from + `\.(\d+)\b`)
		for i := range p.parts {
			p.parts[i].text = clause.ReplaceAllString(p.parts[i].text, id+".$1")
		}
	}
	return p.bytes()
}

// Edit makes changes in the file of an own plan, which has to be sound. Errors: Invalid at
// edits[i].name, value, zh or reason; Precondition for a file that is written otherwise than
// one section after the other, which its writer changes and imports. Whether the outcome is sound
// CheckOwn says.
func Edit(data []byte, edits []rules.PlanEdit) ([]byte, *rules.Error) {
	r := &reader{}
	m := r.open(data)
	p := readPaper(data)
	if m == nil || len(m.keys) != len(p.parts) {
		return nil, rules.Refuse(text.Text{ZH: "这个文件不是一节一节写的, 不能用表格改; 请在文件里改好再导入。", EN: "This file is not written section by section: change it by hand and import it."}, "")
	}
	id, _ := p.section("id").(string)
	e := &editing{paper: p, id: id}
	for i := range edits {
		e.at = fmt.Sprintf("edits[%d].", i)
		if no := e.edit(&edits[i]); no != nil {
			return nil, no
		}
	}
	return p.bytes(), nil
}

type editing struct {
	*paper
	id, at string
}

func (e *editing) bad(field string, t text.Text) *rules.Error { return rules.Bad(e.at+field, t) }

// fresh is a clause id that the plan does not have yet; the first is of its title and window.
func (e *editing) fresh() string {
	most := 1
	for _, m := range regexp.MustCompile(`\b`+e.id+`\.(\d+)\b`).FindAllStringSubmatch(string(e.bytes()), -1) {
		n, _ := strconv.Atoi(m[1])
		most = max(most, n)
	}
	return fmt.Sprintf("%s.%d", e.id, most+1)
}

func (e *editing) edit(x *rules.PlanEdit) *rules.Error {
	switch x.Do {
	case rules.EditSet:
		return e.assign(x)
	case rules.EditDeadline:
		return e.deadline(x)
	case rules.EditItem:
		return e.item(x)
	case rules.EditNotice:
		return e.notice(x)
	case rules.EditOff, rules.EditOn:
		return e.turn(x)
	}
	return e.bad("do", text.Text{ZH: "没有这种修改 %[1]s。", EN: "There is no change %[1]s."}.With(x.Do))
}

func (e *editing) assign(x *rules.PlanEdit) *rules.Error {
	switch name := x.Name; {
	case name == "title" || name == "title_en":
		t, _ := e.section("title").(yaml.MapSlice)
		key := map[string]string{"title": "zh", "title_en": "en"}[name]
		if x.Value == "" && key == "zh" {
			return e.bad("value", text.Text{ZH: "要写名称。", EN: "Give the title."})
		}
		e.set("title", with(t, key, x.Value))
	case name == "level":
		if !slices.Contains([]string{"city", "county", "district", "town"}, x.Value) {
			return e.bad("value", text.Text{ZH: "级别是 town county district city 之一。", EN: "The level is one of town, county, district, city."})
		}
		e.set("level", x.Value)
	case name == "window.first" || name == "window.last":
		if !dayOfYear(x.Value) {
			return e.bad("value", noDay.With(x.Value))
		}
		w, _ := e.section("window").(yaml.MapSlice)
		w = without(with(w, strings.TrimPrefix(name, "window."), x.Value), "year", "issued", "length")
		if name == "window.last" {
			w = without(w, "before") // the day itself is inside
		}
		e.set("window", with(w, "clauses", []string{e.id + ".1"}))
	case strings.HasPrefix(name, "figures."):
		key := strings.TrimPrefix(name, "figures.")
		s := Shipped().loaded().settings[key]
		if s == nil {
			return e.bad("name", text.Text{ZH: "没有数字 %[1]s。", EN: "There is no figure %[1]s."}.With(key))
		}
		f, _ := e.section("own_figures").(yaml.MapSlice)
		n, err := strconv.Atoi(text.Digits(x.Value))
		switch {
		case x.Value == "":
			if f = without(f, key); len(f) == 0 {
				e.drop("own_figures")
				return nil
			}
		case err != nil || n < 1 || n > rules.MaxFigure:
			return e.bad("value", text.Text{ZH: "要写大于 0 的整数。", EN: "Give a whole number above 0."})
		default:
			f = with(f, key, n)
		}
		e.set("own_figures", f)
	default:
		return e.bad("name", text.Text{ZH: "不能设 %[1]s; 可设 title title_en level window.first window.last figures.名称。", EN: "%[1]s cannot be set; these can: title, title_en, level, window.first, window.last, figures.NAME."}.With(name))
	}
	return nil
}

var noDay = text.Text{ZH: "%[1]s 不是每年都有的日子; 写 月-日, 如 12-10。", EN: "%[1]s is no day that every year has; write month and day, as 12-10."}

func dayOfYear(s string) bool {
	_, ok := rules.ParseDate("2001-" + s)
	return ok && len(s) == len("12-10")
}

// rows are the mappings of a list section.
func (e *editing) rows(key string) []yaml.MapSlice {
	var out []yaml.MapSlice
	list, _ := e.section(key).([]any)
	for _, v := range list {
		if m, ok := v.(yaml.MapSlice); ok {
			out = append(out, m)
		}
	}
	return out
}

// named is the row whose key says so, or that is called so; -1 for none.
func named(rows []yaml.MapSlice, key, name string) int {
	return slices.IndexFunc(rows, func(m yaml.MapSlice) bool {
		return word(m, key) == name || word(m, "zh") == name || word(m, "en") == name
	})
}

// code is a name for a new row that none of them has.
func code(rows []yaml.MapSlice, key string) string {
	for n := 1; ; n++ {
		c := fmt.Sprintf("own_%d", n)
		if !slices.ContainsFunc(rows, func(m yaml.MapSlice) bool { return word(m, key) == c }) {
			return c
		}
	}
}

// ours are the clauses of a row that the township changed.
func (e *editing) ours(m yaml.MapSlice) []string {
	if list, ok := field(m, "clauses").([]any); ok && len(list) == 1 {
		if s, _ := list[0].(string); strings.HasPrefix(s, e.id+".") {
			return []string{s}
		}
	}
	return []string{e.fresh()}
}

func (e *editing) deadline(x *rules.PlanEdit) *rules.Error {
	rows := e.rows("deadlines")
	i := named(rows, "item", x.Name)
	switch {
	case x.Name != "" && i < 0:
		return e.bad("name", text.Text{ZH: "没有到期事项 %[1]s。", EN: "There is no dated duty %[1]s."}.With(x.Name))
	case x.Name == "" && x.ZH == "":
		return e.bad("zh", text.Text{ZH: "要写到期办什么。", EN: "Say what is due."})
	case !dayOfYear(x.Value) && (x.Value != "" || x.Name == ""):
		return e.bad("value", noDay.With(x.Value))
	}
	var m yaml.MapSlice
	if i >= 0 && x.Name != "" {
		m = rows[i]
	} else {
		m, i = yaml.MapSlice{{Key: "item", Value: code(slices.Concat(rows, e.rows("series")), "item")}, {Key: "clauses", Value: []string{}}}, len(rows)
		rows = append(rows, nil)
	}
	m = with(m, "clauses", e.ours(m))
	if x.Value != "" {
		key := "by"
		if x.On {
			key = "on"
		}
		m = with(without(m, "by", "on"), key, x.Value)
	}
	rows[i] = worded(m, x)
	e.set("deadlines", rows)
	return nil
}

// worded gives a row its words; new Chinese ones without English leave none, so that the two
// never say different things.
func worded(m yaml.MapSlice, x *rules.PlanEdit) yaml.MapSlice {
	if x.ZH == "" || x.ZH == word(m, "zh") && x.EN == "" {
		return m
	}
	return with(with(m, "zh", x.ZH), "en", x.EN)
}

func (e *editing) item(x *rules.PlanEdit) *rules.Error {
	if x.ZH == "" {
		return e.bad("zh", text.Text{ZH: "要写清单条目。", EN: "Give the line of the checklist."})
	}
	rows := e.rows("checklists")
	i := named(rows, "list", x.Name)
	switch {
	case x.Name == "":
		if i = named(rows, "list", "own"); i < 0 {
			i = len(rows)
			rows = append(rows, yaml.MapSlice{{Key: "list", Value: "own"}, {Key: "clauses", Value: []string{e.fresh()}},
				{Key: "zh", Value: "本镇清单"}, {Key: "en", Value: "List of the township"}})
		}
	case i < 0:
		return e.bad("name", text.Text{ZH: "没有清单 %[1]s。", EN: "There is no checklist %[1]s."}.With(x.Name))
	}
	var items []yaml.MapSlice
	list, _ := field(rows[i], "items").([]any)
	for _, v := range list {
		if m, ok := v.(yaml.MapSlice); ok {
			items = append(items, m)
		}
	}
	items = append(items, with(yaml.MapSlice{{Key: "code", Value: code(items, "code")}, {Key: "zh", Value: x.ZH}}, "en", x.EN))
	m := with(rows[i], "items", items)
	if list, ok := field(m, "clauses").([]any); ok {
		var all []string
		mine := false
		for _, v := range list {
			s, _ := v.(string)
			all = append(all, s)
			mine = mine || strings.HasPrefix(s, e.id+".")
		}
		if !mine {
			all = append(all, e.fresh())
		}
		m = with(m, "clauses", all)
	}
	rows[i] = m
	e.set("checklists", rows)
	return nil
}

func (e *editing) notice(x *rules.PlanEdit) *rules.Error {
	rows := e.rows("notices")
	i := named(rows, "notice", x.Name)
	switch {
	case x.Name != "" && i < 0:
		return e.bad("name", text.Text{ZH: "没有通知 %[1]s。", EN: "There is no notice %[1]s."}.With(x.Name))
	case x.Name == "" && x.Title == "":
		return e.bad("title", text.Text{ZH: "要写通知的标题。", EN: "Give the title of the notice."})
	}
	var m yaml.MapSlice
	if x.Name != "" {
		m = rows[i]
	} else {
		m, i = yaml.MapSlice{{Key: "notice", Value: code(rows, "notice")}, {Key: "clauses", Value: []string{e.fresh()}}}, len(rows)
		rows = append(rows, nil)
	}
	if x.Title != "" && x.Title != word(m, "zh") {
		m = without(with(m, "zh", x.Title), "en")
	}
	if x.ZH == "" {
		m = without(m, "words")
	} else {
		m = with(m, "words", with(yaml.MapSlice{{Key: "zh", Value: x.ZH}}, "en", x.EN))
	}
	rows[i] = m
	e.set("notices", rows)
	return nil
}

// turn takes a line out of force with its reason, or back into it. The line stays in the file.
func (e *editing) turn(x *rules.PlanEdit) *rules.Error {
	all := lines(e.paper)
	i := slices.IndexFunc(all, func(l Line) bool { return l.At == x.Name })
	off := e.rows("turned_off")
	at := slices.IndexFunc(off, func(m yaml.MapSlice) bool { return word(m, "line") == x.Name })
	switch {
	case i < 0:
		return e.bad("name", text.Text{ZH: "方案里没有 %[1]s。", EN: "The plan has no %[1]s."}.With(x.Name))
	case x.Do == rules.EditOn && at < 0:
		return e.bad("name", text.Text{ZH: "%[1]s 没有停用。", EN: "%[1]s is not off."}.With(x.Name))
	case x.Do == rules.EditOn:
		if off = slices.Delete(off, at, at+1); len(off) == 0 {
			e.drop("turned_off")
			return nil
		}
	case x.Reason == "":
		return e.bad("reason", text.Text{ZH: "停用要写原因。", EN: "Give the reason for turning it off."})
	case at >= 0:
		return e.bad("name", text.Text{ZH: "%[1]s 已停用: %[2]s", EN: "%[1]s is off already: %[2]s"}.With(x.Name, word(off[at], "reason")))
	default:
		off = append(off, yaml.MapSlice{{Key: "line", Value: x.Name}, {Key: "reason", Value: x.Reason}})
	}
	e.set("turned_off", off)
	return nil
}

// Lines are the lines of a plan file that can be turned off, in the order of the file, an
// obligation that stands for several conditions once.
func Lines(data []byte) []Line { return lines(readPaper(data)) }

func lines(p *paper) []Line {
	e := &editing{paper: p}
	off := map[string]string{}
	for _, m := range e.rows("turned_off") {
		off[word(m, "line")] = word(m, "reason")
	}
	var out []Line
	put := func(at string, m yaml.MapSlice) {
		if !slices.ContainsFunc(out, func(l Line) bool { return l.At == at }) {
			reason, is := off[at]
			out = append(out, Line{At: at, Text: text.Text{ZH: word(m, "zh"), EN: word(m, "en")}, Off: is, Reason: reason})
		}
	}
	for _, s := range []struct{ section, key string }{{"deadlines", "item"}, {"dates", "item"}, {"series", "item"}, {"obligations", "code"}} {
		for _, m := range e.rows(s.section) {
			put(s.section+"/"+word(m, s.key), m)
		}
	}
	for _, c := range e.rows("checklists") {
		items, _ := field(c, "items").([]any)
		for _, v := range items {
			if m, ok := v.(yaml.MapSlice); ok {
				put("checklists/"+word(c, "list")+"/"+word(m, "code"), m)
			}
		}
	}
	return out
}
