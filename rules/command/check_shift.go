package command

import (
	"cmp"
	"slices"
	"strings"
	"time"
	"unicode"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// Longest texts of a handover, in characters, and most lines answered at a time. Ours: a
// word is read at 08:00 by somebody who is about to begin.
const (
	maxWord     = 500
	maxReadBack = 2000
	maxKeys     = 500
)

var (
	wordLine   = text.Text{ZH: "哪一项", EN: "line"}
	wordLeader = text.Text{ZH: "带班领导", EN: "duty leader"}
)

// Check: a leader is named. Who that is, and whether they may lead, the book decides.
func (c *TakeShift) Check(time.Time) error {
	return cmp.Or(
		crew(&c.Deputies, &c.Driver),
		tidy("leader", &c.Leader, MaxName, wordLeader),
	)
}

func crew(deputies *[]string, driver *string) error {
	*deputies = slices.Clone(*deputies) // they may stand in a read model
	for i := range *deputies {
		if err := tidy("deputies", &(*deputies)[i], MaxName, wordName); err != nil {
			return err
		}
	}
	return tidy("driver", driver, MaxName, text.Text{})
}

// Check has nothing to refuse.
func (c *DraftHandover) Check(time.Time) error { return nil }

// Check: a line is named and something said of it. No handover means the open one.
func (c *WriteWord) Check(time.Time) error {
	return cmp.Or(
		handoverID(&c.Handover),
		tidy("key", &c.Key, MaxLine, wordLine),
		tidied("word", &c.Word, text.Note, maxWord, text.Text{ZH: "一句交代 (怎么办, 谁在办, 注意什么)", EN: "word on it (what to do, who is on it, what to mind)"}),
	)
}

// Check: taker and next leader are named, and it is signed.
func (c *PresentHandover) Check(time.Time) error {
	return cmp.Or(
		handoverID(&c.Handover),
		tidy("incoming", &c.Incoming, MaxName, text.Text{ZH: "接班人", EN: "officer who takes over"}),
		tidy("leader", &c.Leader, MaxName, text.Text{ZH: "下一班的带班领导", EN: "leader of the next shift"}),
		crew(&c.Deputies, &c.Driver),
		signature(&c.PIN),
	)
}

// Check: no keys mean every quiet line; a remark, and an answer that is taken back, is on
// lines that are named.
func (c *AcceptLine) Check(time.Time) error {
	if len(c.Keys) > maxKeys {
		return rules.Bad("keys", text.Text{ZH: "一次最多接收 %[1]d 项。", EN: "At most %[1]d lines at a time."}.With(maxKeys))
	}
	c.Keys = slices.Clone(c.Keys)
	for i := range c.Keys {
		if err := tidy("keys", &c.Keys[i], MaxLine, wordLine); err != nil {
			return err
		}
	}
	if err := cmp.Or(handoverID(&c.Handover), tidied("query", &c.Query, text.Note, maxWord, text.Text{})); err != nil {
		return err
	}
	switch {
	case c.Open && c.Query != "":
		return rules.Bad("query", text.Text{ZH: "撤回接收和提疑问只能选一个。", EN: "Either take the answer back or ask: not both."})
	case c.Open && len(c.Keys) == 0:
		return rules.Bad("keys", text.Text{ZH: "要写撤回的是哪一项。", EN: "Say which line is opened again."})
	case c.Query != "" && len(c.Keys) == 0:
		return rules.Bad("keys", text.Text{ZH: "要写问的是哪一项。", EN: "Say which line the remark is on."})
	}
	return nil
}

// Check: the mark of the list that was seen is there, and it is signed.
func (c *AcceptHandover) Check(time.Time) error {
	if strings.TrimSpace(c.Mark) == "" {
		return rules.Bad("mark", text.Text{ZH: "先看过清单再签字 (缺清单校验码)。", EN: "Look at the list first, then sign (its mark is missing)."})
	}
	return cmp.Or(
		handoverID(&c.Handover),
		tidy("mark", &c.Mark, MaxName, text.Text{}),
		tidied("read_back", &c.ReadBack, text.Note, maxReadBack, text.Text{}),
		signature(&c.PIN),
		inWords("read_back", c.ReadBack),
	)
}

// inWords refuses figures alone where words are wanted: a PIN typed into the wrong field
// would stand in the book for all to read.
func inWords(name, s string) error {
	if s == "" || strings.ContainsFunc(s, unicode.IsLetter) {
		return nil
	}
	return rules.Bad(name, text.Text{ZH: "这里用话写, 不能只有数字。", EN: "Write words here, not figures alone."})
}

// Check: it says why.
func (c *ReturnHandover) Check(time.Time) error {
	return cmp.Or(
		handoverID(&c.Handover),
		tidied("reason", &c.Reason, text.Note, maxWord, text.Text{ZH: "退回的原因", EN: "reason why it is returned"}),
	)
}

// handoverID tidies the id of a handover; "" is the open one.
func handoverID(id *string) error {
	*id = strings.ToUpper(text.Digits(*id))
	return tidy("handover", id, MaxName, text.Text{})
}

// signature folds full-width digits; whether it is the PIN of the actor, the store checks.
func signature(pin *string) error {
	if *pin = strings.TrimSpace(text.Digits(*pin)); *pin == "" {
		return rules.Bad("pin", text.Text{ZH: "签字要输入本人 PIN。", EN: "Signing needs your own PIN."})
	}
	return nil
}
