package command

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// MaxImportRows is how many rows of a register one import may bring: what a command may
// write. Ours.
const MaxImportRows = 200

// maxRegisterFields bounds what a command may carry; no register has as many. Ours.
const maxRegisterFields = 80

// PutRow enters a row of a register, or changes the fields of one (ID): all of them, as
// people write them. Note explains what a rule of a plan finds.
type PutRow struct {
	ID       string            `json:"id,omitempty"`
	Register string            `json:"register"` // by id or name
	Fields   map[string]string `json:"fields"`
	Note     string            `json:"note,omitempty"`
	Version  int64             `json:"version,omitempty"`
}

// StepRow brings a row into a state. On is its day, "" today.
type StepRow struct {
	Row     string     `json:"row"`
	State   string     `json:"state"` // by code or words
	On      rules.Date `json:"on,omitempty"`
	Note    string     `json:"note,omitempty"`
	Version int64      `json:"version,omitempty"`
}

// BackRow takes the last step of a row back.
type BackRow struct {
	Row     string `json:"row"`
	Reason  string `json:"reason"`
	Version int64  `json:"version,omitempty"`
}

// StrikeRow takes a row off its list, or with Back brings it back.
type StrikeRow struct {
	Row     string `json:"row"`
	Back    bool   `json:"back,omitempty"`
	Reason  string `json:"reason"`
	Version int64  `json:"version,omitempty"`
}

// ImportRows enters many rows of a register at once, or none of them.
type ImportRows struct {
	Register string              `json:"register"`
	Rows     []map[string]string `json:"rows"`
}

func (*PutRow) Code() string  { return "row.put" }
func (*StepRow) Code() string { return "row.step" }
func (*BackRow) Code() string { return "row.back" }
func (c *StrikeRow) Code() string {
	if c.Back {
		return "row.restore"
	}
	return "row.strike"
}
func (*ImportRows) Code() string { return "row.import" }

func (*PutRow) Area() rules.Area     { return rules.AreaCase }
func (*StepRow) Area() rules.Area    { return rules.AreaCase }
func (*BackRow) Area() rules.Area    { return rules.AreaCase }
func (*StrikeRow) Area() rules.Area  { return rules.AreaCase }
func (*ImportRows) Area() rules.Area { return rules.AreaCase }

var (
	labelRegister = text.Text{ZH: "台账", EN: "register"}
	labelRow      = text.Text{ZH: "台账登记编号", EN: "number of the row"}
	labelState    = text.Text{ZH: "下一步", EN: "next step"}
)

// Check cleans what was typed; what a field may be is read when it runs (ReadField).
func (c *PutRow) Check(now time.Time) error {
	k := &fields{now: now}
	c.ID = strings.ToUpper(text.Digits(c.ID))
	k.line("id", labelRow, &c.ID, maxName)
	if c.ID == "" {
		k.id("register", labelRegister, &c.Register)
	} else if c.Version == 0 {
		k.bad("version", text.Text{ZH: "要写根据哪一版修改。", EN: "Say which version the change is based on."})
	}
	k.cells("fields.", c.Fields)
	k.text("note", labelNote, &c.Note, text.Note, maxReason)
	return k.result()
}

func (k *fields) cells(at string, cells map[string]string) {
	if len(cells) > maxRegisterFields {
		k.bad(strings.TrimSuffix(at, "."), text.Text{ZH: "最多 %[1]d 栏。", EN: "%[1]d fields at most."}.With(maxRegisterFields))
		return
	}
	for code, said := range cells {
		k.text(at+code, text.Text{ZH: "内容", EN: "words"}, &said, text.Note, maxNote)
		cells[code] = said
	}
}

// Check needs the row and the state.
func (c *StepRow) Check(now time.Time) error {
	k := &fields{now: now}
	c.Row = strings.ToUpper(c.Row)
	k.id("row", labelRow, &c.Row)
	k.line("state", labelState, &c.State, maxName)
	k.need("state", labelState, c.State)
	if k.err == nil {
		if err := date("on", &c.On); err != nil {
			return err
		}
	}
	k.text("note", labelNote, &c.Note, text.Note, maxReason)
	return k.result()
}

// Check needs the row and the reason.
func (c *BackRow) Check(now time.Time) error {
	c.Row = strings.ToUpper(c.Row)
	return counter(now, "row", labelRow, &c.Row, &c.Reason).result()
}

// Check needs the row and the reason.
func (c *StrikeRow) Check(now time.Time) error {
	c.Row = strings.ToUpper(c.Row)
	return counter(now, "row", labelRow, &c.Row, &c.Reason).result()
}

// Check needs the register and a row.
func (c *ImportRows) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("register", labelRegister, &c.Register)
	switch n := len(c.Rows); {
	case n == 0:
		k.bad("rows", text.Text{ZH: "没有要导入的行。", EN: "There is no row to import."})
	case n > MaxImportRows:
		k.bad("rows", text.Text{ZH: "一次最多 %[1]d 行, 这里有 %[2]d 行, 请分开导入。", EN: "%[1]d rows at a time, here are %[2]d: import them in parts."}.With(MaxImportRows, n))
	default:
		for i := range c.Rows {
			k.cells("rows["+strconv.Itoa(i)+"].", c.Rows[i])
		}
	}
	return k.result()
}

// ReadField turns what a person wrote into the form in which a field is kept
// (rules.FieldType). What stands on a list of the desk (village, place, officer, agency) is
// the caller's to find. "" stays "". Errors name the field.
func ReadField(f *rules.RegisterField, said string, now time.Time) (string, error) {
	at := "fields." + f.Code
	if said = strings.TrimSpace(said); said == "" {
		return "", nil
	}
	k := &fields{now: now}
	switch f.Type {
	case rules.FieldDate:
		d := rules.Date(said)
		err := date(at, &d)
		return string(d), err
	case rules.FieldMoment:
		if t, err := time.Parse(time.RFC3339, said); err == nil {
			return t.UTC().Format(time.RFC3339), nil
		}
		for _, form := range []string{"2006-01-02 15:04", "2006-01-02T15:04"} {
			if t, err := time.ParseInLocation(form, text.Digits(said), rules.Zone); err == nil {
				return t.UTC().Format(time.RFC3339), nil
			}
		}
		return "", rules.Bad(at, text.Text{ZH: "时间要写成 2026-12-01 09:30。", EN: "Write the time as 2026-12-01 09:30."})
	case rules.FieldMoney, rules.FieldNumber:
		return figure(f, at, said)
	case rules.FieldYesNo:
		err := closed(at, &said, YesNo, true)
		return said, err
	case rules.FieldChoice:
		err := closed(at, &said, f.Of, true)
		return said, err
	case rules.FieldChoices:
		return several(f, at, said)
	case rules.FieldPhone:
		err := phone(at, &said)
		return said, err
	case rules.FieldIDNo:
		id, p := text.ParseID(said, text.DateOf(now.In(rules.Zone)))
		k.problem(at, p)
		return id.Number, k.result()
	case rules.FieldNote:
		k.text(at, f.Text, &said, text.Note, MaxNote)
	case rules.FieldName, rules.FieldOfficer, rules.FieldVillage, rules.FieldAgency:
		k.line(at, f.Text, &said, maxName)
	default:
		k.line(at, f.Text, &said, maxReason)
	}
	return said, k.result()
}

// YesNo are the values of a field that is yes, no or unknown.
var YesNo = []rules.Named{{Code: "yes", Text: text.Text{ZH: "是", EN: "yes"}}, {Code: "no", Text: text.Text{ZH: "否", EN: "no"}}}

// maxFigure bounds numbers and sums in fen: ten thousand million yuan. Ours.
const maxFigure = 1_000_000_000_000

func figure(f *rules.RegisterField, at, said string) (string, error) {
	unit, shown := int64(1), "12"
	if f.Type == rules.FieldMoney {
		unit, shown = 100, "1200.50"
	}
	whole, part, _ := strings.Cut(strings.NewReplacer(",", "", "，", "", "元", "", "．", ".", "。", ".").Replace(text.Digits(said)), ".")
	n, err := strconv.ParseInt(whole, 10, 64)
	if err != nil || n < 0 || n > maxFigure/100 || len(part) > 2 || unit == 1 && part != "" {
		return "", rules.Bad(at, text.Text{ZH: "要写数字, 如 %[1]s。", EN: "Write a figure, as %[1]s."}.With(shown))
	}
	if n *= unit; part != "" {
		c, err := strconv.ParseInt((part + "0")[:2], 10, 64)
		if err != nil || c < 0 {
			return "", rules.Bad(at, text.Text{ZH: "要写数字, 如 %[1]s。", EN: "Write a figure, as %[1]s."}.With(shown))
		}
		n += c
	}
	if n < f.Min || f.Max > 0 && n > f.Max {
		return "", rules.Bad(at, text.Text{ZH: "要在 %[1]d 到 %[2]d 之间。", EN: "It is %[1]d to %[2]d."}.With(f.Min/unit, f.Max/unit))
	}
	return strconv.FormatInt(n, 10), nil
}

// several reads choices by code or word, and keeps them in the order of the register.
func several(f *rules.RegisterField, at, said string) (string, error) {
	var on []string
	for _, s := range rules.Names(said) {
		code, ok := Coded(f.Of, s)
		if !ok {
			return "", rules.Bad(at, text.Text{ZH: "只能是: %[1]s。", EN: "One of: %[1]s."}.With(Words(f.Of)))
		}
		on = append(on, code)
	}
	var out []string
	for _, o := range f.Of {
		if slices.Contains(on, o.Code) {
			out = append(out, o.Code)
		}
	}
	return strings.Join(out, ","), nil
}

// ShowField is a kept value as people read it; ids of the lists stay as they are.
func ShowField(f *rules.RegisterField, kept string) text.Text {
	switch f.Type {
	case rules.FieldChoice:
		return rules.WordOf(f.Of, kept)
	case rules.FieldYesNo:
		return rules.WordOf(YesNo, kept)
	case rules.FieldChoices:
		var all []text.Text
		for _, code := range strings.Split(kept, ",") {
			all = append(all, rules.WordOf(f.Of, code))
		}
		return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(all)
	case rules.FieldMoney:
		if n, err := strconv.ParseInt(kept, 10, 64); err == nil {
			s := strconv.FormatInt(n/100, 10)
			if n%100 != 0 {
				s += "." + strconv.FormatInt(100+n%100, 10)[1:]
			}
			return plainText(s)
		}
	case rules.FieldMoment:
		if t, err := time.Parse(time.RFC3339, kept); err == nil {
			s := t.In(rules.Zone).Format("2006-01-02 15:04")
			return plainText(s)
		}
	}
	return plainText(kept)
}

// plainText is what reads the same in both languages.
func plainText(s string) text.Text { return text.Text{ZH: "%[1]s", EN: "%[1]s"}.With(s) }
