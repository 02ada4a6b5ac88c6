package rules

import (
	"strings"

	"dutydesk/rules/text"
)

// FeastWords name the feasts that have days off, as a yearly notice orders them.
var FeastWords = []Named{
	{"new_year", text.Text{ZH: "元旦", EN: "New Year"}},
	{"spring", text.Text{ZH: "春节", EN: "Spring Festival"}},
	{"qingming", text.Text{ZH: "清明节", EN: "Qingming"}},
	{"labour", text.Text{ZH: "劳动节", EN: "Labour Day"}},
	{"dragon_boat", text.Text{ZH: "端午节", EN: "Dragon Boat Festival"}},
	{"mid_autumn", text.Text{ZH: "中秋节", EN: "Mid-Autumn Festival"}},
	{"national", text.Text{ZH: "国庆节", EN: "National Day"}},
}

func feastName(code string) text.Text { return WordOf(FeastWords, code) }

// lunar holds the feasts that no rule of the civil calendar gives, MM-DD: 春节, 清明, 端午,
// 中秋. 春节 is the table of docs/domain.md §7 (calculators near midnight are wrong for 2027 and
// 2030); the others follow GB/T 33661-2017.
var lunar = map[string][4]string{
	"2024": {"02-10", "04-04", "06-10", "09-17"},
	"2025": {"01-29", "04-04", "05-31", "10-06"},
	"2026": {"02-17", "04-05", "06-19", "09-25"},
	"2027": {"02-06", "04-05", "06-09", "09-15"},
	"2028": {"01-26", "04-04", "05-28", "10-03"},
	"2029": {"02-13", "04-04", "06-16", "09-22"},
	"2030": {"02-03", "04-05", "06-05", "09-12"},
}

// fixed are the feasts of the civil calendar, MM-DD (全国年节及纪念日放假办法, 2024 revision, in
// force from 2025-01-01).
var fixed = map[string]string{
	"01-01": "new_year", "05-01": "labour", "05-02": "labour",
	"10-01": "national", "10-02": "national", "10-03": "national",
}

// feastOn is the feast whose own day d is; "" for none, or for a year without a table.
func feastOn(d Date) string {
	year, day, _ := strings.Cut(string(d), "-")
	if f := fixed[day]; f != "" {
		return f
	}
	l, ok := lunar[year]
	if !ok {
		return ""
	}
	switch day {
	case l[1]:
		return "qingming"
	case l[2]:
		return "dragon_boat"
	case l[3]:
		return "mid_autumn"
	}
	// New Year's Eve to the third day.
	if first := Date(year + "-" + l[0]); first.Add(-1) <= d && d <= first.Add(2) {
		return "spring"
	}
	return ""
}

// SpringFestival is the first day of the lunar year that begins in that civil year; "" for a
// year outside the table.
func SpringFestival(year string) Date {
	if l, ok := lunar[year]; ok {
		return Date(year + "-" + l[0])
	}
	return ""
}
