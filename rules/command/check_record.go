package command

import (
	"slices"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

var (
	labelRecord = text.Text{ZH: "登记编号", EN: "number of the entry"}
	labelFound  = text.Text{ZH: "发现的情况", EN: "what was found"}
	labelReport = text.Text{ZH: "报告给谁", EN: "whom it was reported to"}
	labelWithin = text.Text{ZH: "查询编号", EN: "reference"}
	labelBackTo = text.Text{ZH: "返回地", EN: "where to"}
	labelChecks = text.Text{ZH: "查了什么", EN: "the checks made"}
	labelTold   = text.Text{ZH: "线索内容", EN: "what was told"}
)

// Check needs what the kind of entry rests on: a lead its source and words, a screening its
// checks and what they came to, a tracing its channel, a finding its words and whom it was
// reported to, a return the place and the means.
func (c *AddRecord) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("case", labelCase, &c.Case)
	pick(k, "kind", &c.Kind, rules.RecordWords, "")
	k.line("who", labelWho, &c.Who, maxName)
	k.line("place", labelBackTo, &c.Place, maxPlace)
	k.line("ref", labelWithin, &c.Ref, maxName)
	k.text("words", labelNote, &c.Words, text.Note, maxReason)
	k.text("result", labelResult, &c.Result, text.Note, maxReason)
	k.at("at", c.At)
	k.at("told_at", c.ToldAt)
	switch c.Kind {
	case rules.RecordLead:
		pick(k, "source", &c.Source, rules.LeadWords, "")
		k.need("words", labelTold, c.Words)
	case rules.RecordScreen:
		k.checks(&c.Checks)
		pick(k, "identity", &c.Identity, rules.IdentityWords, "")
		if c.Result != "" {
			k.bad("result", text.Text{ZH: "身份甄别的结果写在身份里。", EN: "A screening has its result in the identity."})
		}
	case rules.RecordTrace:
		pick(k, "source", &c.Source, rules.TraceWords, "")
		if c.Source == "other" {
			k.need("words", labelNote, c.Words)
		}
	case rules.RecordFinding:
		k.need("words", labelFound, c.Words)
		k.need("who", labelReport, c.Who)
	case rules.RecordHome:
		k.need("place", labelBackTo, c.Place)
		pick(k, "source", &c.Source, rules.MeansWords, "")
	}
	return k.result()
}

// checks reads codes or words, each once.
func (k *fields) checks(all *[]string) {
	var out []string
	for _, s := range *all {
		if pick(k, "checks", &s, rules.CheckWords, ""); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	if *all = out; len(out) == 0 {
		k.need("checks", labelChecks, "")
	}
}

// Check needs the entry and the result.
func (c *FinishRecord) Check(now time.Time) error {
	k := &fields{now: now}
	k.id("record", labelRecord, &c.Record)
	k.text("result", labelResult, &c.Result, text.Note, maxReason)
	k.need("result", labelResult, c.Result)
	k.at("at", c.At)
	return k.result()
}

// Check needs the entry and the reason.
func (c *BackRecord) Check(now time.Time) error {
	return counter(now, "record", labelRecord, &c.Record, &c.Reason).result()
}
