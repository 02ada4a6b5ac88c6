package rules

import (
	"strconv"
	"time"

	"dutydesk/rules/text"
)

// ReportForm says whether a report is the one of its hour, or follows one that was sent
// (docs/domain.md §2.3: 续报一, 续报二, without repeating).
type ReportForm string

const (
	ReportFirst   ReportForm = ""
	ReportMore    ReportForm = "more"    // 续报: what came since, alone
	ReportCorrect ReportForm = "correct" // 更正: what was wrong, and the figures anew
)

// ReportFormWords names those that follow another.
var ReportFormWords = []Named{
	{string(ReportMore), text.Text{ZH: "续报", EN: "addition"}},
	{string(ReportCorrect), text.Text{ZH: "更正", EN: "correction"}},
}

// ReportHow is by what a report was sent.
type ReportHow string

const (
	ByPhone  ReportHow = "phone"
	ByWechat ReportHow = "wechat"
	ByFax    ReportHow = "fax"
	ByPaper  ReportHow = "paper"
	BySystem ReportHow = "system"
)

// ReportHowWords names them.
var ReportHowWords = []Named{
	{string(ByPhone), text.Text{ZH: "电话", EN: "telephone"}},
	{string(ByWechat), text.Text{ZH: "微信", EN: "WeChat"}},
	{string(ByFax), text.Text{ZH: "传真", EN: "fax"}},
	{string(ByPaper), text.Text{ZH: "书面", EN: "on paper"}},
	{string(BySystem), text.Text{ZH: "政务系统", EN: "office system"}},
}

// Called is what the report is called: its kind, and which addition or correction it is.
func (r *Report) Called() text.Text {
	kind := WordOf(ReportWords, string(r.Kind))
	if r.Form == ReportFirst {
		return kind
	}
	no := text.Text{ZH: strconv.Itoa(r.No), EN: strconv.Itoa(r.No)}
	if r.No >= 1 && r.No <= 10 {
		no.ZH = string([]rune("一二三四五六七八九十")[r.No-1])
	}
	return text.Text{ZH: "%[1]s %[2]s%[3]s", EN: "%[1]s, %[2]s %[3]s"}.With(kind, WordOf(ReportFormWords, string(r.Form)), no)
}

// MayReportAs decides whether a report of a form may follow; sent is the newest that stands for the
// hour, nil for none. Refused: as MayReport for a first one; a further one of nothing.
func MayReportAs(form ReportForm, sent *Report) *Error {
	switch {
	case form == ReportFirst:
		return MayReport(sent)
	case sent == nil:
		return &Error{Kind: Precondition, Field: "form", Text: text.Text{ZH: "这一次还没有报, 先报了才有续报和更正。", EN: "It was not sent yet: only then can it be added to or corrected."}}
	}
	return nil
}

// MayFollow refuses a further report from before the one that it follows (Invalid, at).
func (r *Report) MayFollow(at time.Time) *Error {
	if at.Before(r.At.Truncate(time.Minute)) { // people tell minutes
		return Bad("at", text.Text{ZH: "%[1]s 早于所续的 %[2]s (%[3]s)。", EN: "%[1]s is before %[2]s, which it follows (%[3]s)."}.With(Stamp(at), r.ID, Stamp(r.At)))
	}
	return nil
}

// MayNil refuses to say that nothing happened where somebody was helped or found
// (docs/domain.md §2.3: 不迟报谎报瞒报漏报).
func (f ReportFigures) MayNil() *Error {
	if f.Nothing() {
		return nil
	}
	return &Error{Kind: Precondition, Field: "nothing", Text: text.Text{ZH: "不能报无情况: 这段时间新立 %[1]d 件, 处置 %[2]d 件, 巡查发现 %[3]d 人。照单子如实报 (不瞒报漏报)。",
		EN: "It is not nil: %[1]d opened, %[2]d settled, %[3]d found on patrols in these hours. Report it as it is drawn up."}.With(f.Opened, f.Settled, f.Found)}
}
