package command

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Limits of what a desk command carries, all ours [own]: lengths in characters, MaxQty in
// the item's unit.
const (
	MaxName   = 40
	MaxLine   = 120
	MaxNote   = 1000
	MaxPhones = 6
	MaxQty    = 1_000_000
)

// warningBack and warningAhead bound when a warning may begin, warningLength how long it
// may hold: a typing error, not a rule.
const (
	warningBack   = 7 * 24 * time.Hour
	warningAhead  = 7 * 24 * time.Hour
	warningLength = 60 * 24 * time.Hour
)

// tidy cleans a typed line in place, without blanks around it, and refuses it when it is
// too long. need is what the field is called where it may not be empty.
func tidy(field string, s *string, max int, need text.Text) error {
	return tidied(field, s, text.Line, max, need)
}

func tidied(field string, s *string, shape text.Shape, max int, need text.Text) error {
	*s = strings.TrimSpace(text.Clean(*s, shape))
	switch {
	case *s == "" && !need.IsZero():
		return rules.Bad(field, text.Text{ZH: "要写%[1]s。", EN: "Give the %[1]s."}.With(need))
	case utf8.RuneCountInString(*s) > max:
		return rules.Bad(field, text.Text{ZH: "太长 (最多 %[1]d 个字)。", EN: "Too long (%[1]d characters at most)."}.With(max))
	}
	return nil
}

// closed turns a code, or its word in either language, into the code of a closed list.
// "" stays "" unless needed.
func closed[S ~string](field string, s *S, list []rules.Named, need bool) error {
	if *s == "" && !need {
		return nil
	}
	code, ok := Coded(list, string(*s))
	if !ok {
		return rules.Bad(field, text.Text{ZH: "只能是: %[1]s。", EN: "One of: %[1]s."}.With(Words(list)))
	}
	*s = S(code)
	return nil
}

func date(field string, d *rules.Date) error {
	if strings.TrimSpace(string(*d)) == "" {
		*d = ""
		return nil
	}
	v, ok := ParseDate(string(*d))
	if !ok {
		return rules.Bad(field, text.Text{ZH: "日期要写成 2026-12-01。", EN: "Write the date as 2026-12-01."})
	}
	*d = v
	return nil
}

func quantity(field string, n int64) error {
	if n < 1 || n > MaxQty {
		return rules.Bad(field, text.Text{ZH: "数量要在 1 到 %[1]d 之间。", EN: "The quantity is 1 to %[1]d."}.With(int64(MaxQty)))
	}
	return nil
}

func phone(field string, s *string) error {
	if strings.TrimSpace(text.Clean(*s, text.Line)) == "" {
		*s = ""
		return nil
	}
	n, p := text.ParsePhone(*s)
	if p != nil {
		return rules.Bad(field, p.Text)
	}
	*s = n
	return nil
}

// roles folds a list of roles into codes, each once.
func roles(list *[]rules.Role, need bool) error {
	var out []rules.Role
	for _, r := range *list {
		if err := closed("roles", &r, rules.RoleWords, true); err != nil {
			return err
		}
		if !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	*list = out
	if need && len(out) == 0 {
		return rules.Bad("roles", text.Text{ZH: "至少要有一个角色: %[1]s。", EN: "Give at least one role: %[1]s."}.With(Words(rules.RoleWords)))
	}
	return nil
}

var (
	wordName    = text.Text{ZH: "姓名", EN: "name"}
	wordTitle   = text.Text{ZH: "名称", EN: "name"}
	wordOfficer = text.Text{ZH: "人员", EN: "officer"}
	wordItem    = text.Text{ZH: "物资", EN: "item"}
	wordPlace   = text.Text{ZH: "地点", EN: "place"}
	wordReason  = text.Text{ZH: "原因", EN: "reason"}
)

// Check: kind and level of the closed lists, the end after the beginning and not over yet.
func (c *SetWarning) Check(now time.Time) error {
	err := cmp.Or(
		closed("kind", &c.Kind, WarningKinds, true),
		closed("level", &c.Level, WarningLevels, true),
		tidied("text", &c.Text, text.Note, MaxNote, text.Text{}),
	)
	if err != nil {
		return err
	}
	from := now
	if c.From != nil {
		if from = *c.From; from.Before(now.Add(-warningBack)) || from.After(now.Add(warningAhead)) {
			return rules.Bad("from", text.Text{ZH: "生效时间要在前后 7 天之内。", EN: "It begins within 7 days of now."})
		}
	}
	switch u := c.Until; {
	case u == nil:
	case !u.After(from):
		return rules.Bad("until", text.Text{ZH: "结束时间要晚于生效时间。", EN: "The end comes after the beginning."})
	case !u.After(now):
		return rules.Bad("until", text.Text{ZH: "结束时间已过。", EN: "The end is past already."})
	case u.After(from.Add(warningLength)):
		return rules.Bad("until", text.Text{ZH: "预警最长 60 天。", EN: "A warning holds 60 days at most."})
	}
	return nil
}

// Check: the warning is named.
func (c *LiftWarning) Check(time.Time) error {
	return cmp.Or(
		tidy("warning", &c.Warning, MaxName, text.Text{ZH: "预警编号", EN: "warning's id"}),
		tidy("reason", &c.Reason, MaxLine, text.Text{}),
	)
}

// Check: the plan is named, dates are dates and in order. Whether the desk knows the plan
// is decided when it runs.
func (c *AdoptPlan) Check(time.Time) error {
	c.Plan = strings.ToUpper(text.Fold(c.Plan))
	if err := cmp.Or(
		tidy("plan", &c.Plan, MaxName, text.Text{ZH: "方案", EN: "plan"}),
		date("from", &c.From),
		date("to", &c.To),
	); err != nil {
		return err
	}
	switch {
	case c.From != "" && c.To != "" && c.To < c.From:
		return rules.Bad("to", text.Text{ZH: "结束日期早于开始日期。", EN: "The last day is before the first."})
	case c.SeasonStartYear != 0 && (c.SeasonStartYear < 2000 || c.SeasonStartYear > 2100):
		return rules.Bad("season_start_year", text.Text{ZH: "年份不对。", EN: "That year cannot be right."})
	case len(c.Settings) > 100:
		return rules.Bad("settings", text.Text{ZH: "设置太多 (最多 100 项)。", EN: "Too many settings (100 at most)."})
	}
	set := make(map[string]string, len(c.Settings))
	for _, k := range slices.Sorted(maps.Keys(c.Settings)) {
		name, v := k, c.Settings[k]
		if err := cmp.Or(tidy("settings", &name, MaxLine, wordTitle), tidy("settings."+name, &v, MaxLine, text.Text{})); err != nil {
			return err
		}
		set[name] = v
	}
	if c.Settings = set; len(set) == 0 {
		c.Settings = nil
	}
	return nil
}

// Check: which operation, and why. A withdrawal has no day.
func (c *EndPlan) Check(time.Time) error {
	c.Operation = strings.ToUpper(text.Fold(c.Operation))
	if err := cmp.Or(
		tidy("operation", &c.Operation, MaxName, text.Text{ZH: "行动", EN: "operation"}),
		date("on", &c.On),
		tidy("reason", &c.Reason, MaxLine, text.Text{ZH: "原因", EN: "reason"}),
	); err != nil {
		return err
	}
	if c.Withdraw && c.On != "" {
		return rules.Bad("on", text.Text{ZH: "撤销立即生效, 不写日期。", EN: "A withdrawal holds at once: give no day."})
	}
	return nil
}

// Check: goods are named and counted; what has expired is not taken in.
func (c *ReceiveGoods) Check(now time.Time) error {
	err := cmp.Or(
		tidy("item", &c.Item, MaxName, wordItem),
		tidy("place", &c.Place, MaxLine, wordPlace),
		quantity("qty", c.Qty),
		tidy("label", &c.Label, MaxLine, text.Text{}),
		date("expires", &c.Expires),
		tidy("supplier", &c.Supplier, MaxLine, text.Text{}),
		tidy("ref", &c.Ref, MaxName, text.Text{}),
	)
	if err == nil && c.Expires != "" && c.Expires < rules.DateOf(now) {
		return rules.Bad("expires", text.Text{ZH: "已于 %[1]s 过期, 不能入库。", EN: "Expired on %[1]s: it cannot be taken in."}.With(string(c.Expires)))
	}
	return err
}

// Check: goods are named and counted, and every issue says why (DESIGN §1, promise 4).
func (c *IssueGoods) Check(time.Time) error {
	why := wordReason
	if strings.TrimSpace(c.Case) != "" {
		why = text.Text{}
	}
	return cmp.Or(
		tidy("item", &c.Item, MaxName, wordItem),
		tidy("from", &c.From, MaxLine, wordPlace),
		quantity("qty", c.Qty),
		tidy("lot", &c.Lot, MaxName, text.Text{}),
		tidy("case", &c.Case, MaxName, text.Text{}),
		tidy("receiver", &c.Receiver, MaxName, text.Text{}),
		closed("receipt", &c.Receipt, rules.ReceiptWords, false),
		tidy("reason", &c.Reason, MaxLine, why),
	)
}

// Check: a person has a name, at least one role, and a village where that is the role.
func (c *AddOfficer) Check(time.Time) error {
	c.PIN = pin(c.PIN)
	if err := cmp.Or(
		tidy("name", &c.Name, MaxName, wordName),
		roles(&c.Roles, true),
		tidy("village", &c.Village, MaxName, text.Text{}),
		phone("phone", &c.Phone),
		tidy("post", &c.Post, MaxName, text.Text{}),
	); err != nil {
		return err
	}
	return needVillage(c.Roles, c.Village)
}

func needVillage(roles []rules.Role, village string) error {
	if slices.Contains(roles, rules.RoleVillage) && village == "" {
		return rules.Bad("village", text.Text{ZH: "村级联络员要写所属村(社区)。", EN: "A village contact needs a village."})
	}
	return nil
}

// pin folds what an input method made of a PIN. Its form is the store's to check.
func pin(s string) string { return strings.TrimSpace(text.Digits(s)) }

// Check folds the PIN. An empty Officer is oneself.
func (c *SetPIN) Check(time.Time) error {
	c.PIN = pin(c.PIN)
	return tidy("officer", &c.Officer, MaxName, text.Text{})
}

// Check: somebody is named and keeps at least one role.
func (c *SetRoles) Check(time.Time) error {
	return cmp.Or(tidy("officer", &c.Officer, MaxName, wordOfficer), roles(&c.Roles, true))
}

// Check: somebody is named.
func (c *RetireOfficer) Check(time.Time) error {
	return cmp.Or(tidy("officer", &c.Officer, MaxName, wordOfficer), tidy("reason", &c.Reason, MaxLine, text.Text{}))
}

// Check: a time that a clock of our days can show.
func (c *SetClock) Check(time.Time) error {
	if y := c.Now.In(rules.Zone).Year(); y < 2020 || y > 2100 {
		return rules.Bad("now", text.Text{ZH: "时间不对, 要写成 2026-11-24 02:10。", EN: "That time cannot be right; write 2026-11-24 02:10."})
	}
	return nil
}

// Check looks at every row alone; the field of a refusal names it (places[3].kind). What
// rows refer to is decided when it runs. Ids other than a village's code are not taken.
func (c *Import) Check(now time.Time) error {
	pins := make(map[string]string, len(c.PINs))
	for name, p := range c.PINs {
		pins[strings.TrimSpace(text.Clean(name, text.Line))] = pin(p)
	}
	c.PINs = pins
	named := make(map[string]bool, len(c.Officers))
	err := cmp.Or(
		each("villages", c.Villages, CheckVillage),
		each("officers", c.Officers, func(o *rules.Officer) error { defer func() { named[o.Name] = true }(); return CheckOfficer(o) }),
		each("agencies", c.Agencies, CheckAgency),
		each("places", c.Places, CheckPlace),
		each("items", c.Items, CheckItem),
		each("opening", c.Opening, CheckOpening),
	)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(c.PINs)) {
		if !named[name] {
			return rules.Bad("pins", text.Text{ZH: "PIN 的人员 %[1]s 不在名单里。", EN: "The PIN of %[1]s belongs to nobody on the list."}.With(name))
		}
	}
	return nil
}

func each[T any](list string, rows []T, check func(*T) error) error {
	for i := range rows {
		if err := check(&rows[i]); err != nil {
			e := rules.AsError(err)
			e.Field = fmt.Sprintf("%s[%d].%s", list, i, e.Field)
			return e
		}
	}
	return nil
}

// Check needs the leader and the words.
func (c *GiveOrder) Check(now time.Time) error {
	k := &fields{now: now}
	k.line("leader", labelLeader, &c.Leader, maxName)
	k.need("leader", labelLeader, c.Leader)
	k.text("text", labelWords, &c.Text, text.Note, maxSaid)
	k.need("text", labelWords, c.Text)
	if c.Case != "" {
		k.id("case", labelCase, &c.Case)
	}
	return k.result()
}

// Check needs the order and a PIN; whether the PIN is right the store decides.
func (c *SignOrder) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("order", labelOrder, &c.Order)
	return cmp.Or(k.result(), signature(&c.PIN))
}
