package text

import (
	"testing"
	"time"
)

// Tuesday, in the zone of the desk.
var night = time.Date(2026, 11, 24, 2, 14, 20, 0, time.FixedZone("", 8*3600))

func TestParseWhen(t *testing.T) {
	for _, c := range []struct {
		sense Sense
		typed string
		want  string
	}{
		{Past, "02:14", "2026-11-24 02:14"}, {Past, "0214", "2026-11-24 02:14"}, {Past, "214", "2026-11-24 02:14"}, {Past, "2.14", "2026-11-24 02:14"},
		{Past, "０２：１４", "2026-11-24 02:14"}, {Past, "2。14", "2026-11-24 02:14"}, {Past, "02点14", "2026-11-24 02:14"}, {Past, "2时14分", "2026-11-24 02:14"},
		{Past, "2点半", "2026-11-23 02:30"}, {Past, "2点整", "2026-11-24 02:00"}, {Past, " 2:11 ", "2026-11-24 02:11"},
		{Past, "02:24", "2026-11-24 02:24"}, {Past, "02:25", "2026-11-23 02:25"}, {Past, "23:50", "2026-11-23 23:50"}, {Past, "24:00", "2026-11-24 00:00"},
		{Ahead, "06:00", "2026-11-24 06:00"}, {Ahead, "01:00", "2026-11-25 01:00"}, {Ahead, "24:00", "2026-11-25 00:00"}, {Ahead, "0600", "2026-11-24 06:00"},
		{AnyTime, "23:50", "2026-11-24 23:50"},
		{Past, "11-23 22:30", "2026-11-23 22:30"}, {Past, "11/23 2230", "2026-11-23 22:30"}, {Past, "11月23日22点30分", "2026-11-23 22:30"}, {Past, "11.23 22.30", "2026-11-23 22:30"},
		{Past, "2025-12-31 23:59", "2025-12-31 23:59"}, {Past, "2026年11月1日 9时30分", "2026-11-01 09:30"}, {Past, "１１－２３　２２：３０", "2026-11-23 22:30"},
		{Ahead, "1-2 08:00", "2027-01-02 08:00"}, {Past, "7-1 08:00", "2026-07-01 08:00"},
		{Past, "昨天 22:30", "2026-11-23 22:30"}, {Past, "昨天22:30", "2026-11-23 22:30"}, {Past, "前天 0800", "2026-11-22 08:00"}, {Past, "今天 1:05", "2026-11-24 01:05"},
		{Ahead, "明天 06:00", "2026-11-25 06:00"}, {Ahead, "后天　６点", "2026-11-26 06:00"}, {Past, "昨晚10点", "2026-11-23 22:00"}, {Ahead, "明早8点半", "2026-11-25 08:30"},
		{Past, "昨天下午3点", "2026-11-23 15:00"}, {Past, "凌晨1点", "2026-11-24 01:00"}, {Past, "昨天晚上12点", "2026-11-24 00:00"}, {Past, "昨天中午12点", "2026-11-23 12:00"},
		{Past, "Yesterday 22:30", "2026-11-23 22:30"}, {Ahead, "tomorrow 6:00", "2026-11-25 06:00"},
		{Ahead, "+30", "2026-11-24 02:44"}, {Ahead, "＋３０", "2026-11-24 02:44"}, {Ahead, "+2h", "2026-11-24 04:14"}, {Ahead, "+1天", "2026-11-25 02:14"},
		{Past, "-10分", "2026-11-24 02:04"}, {Past, "－10", "2026-11-24 02:04"}, {Past, "—10分钟", "2026-11-24 02:04"}, {Past, "2小时前", "2026-11-24 00:14"},
		{Past, "半小时前", "2026-11-24 01:44"}, {Past, "3个小时前", "2026-11-23 23:14"}, {Ahead, "20分钟后", "2026-11-24 02:34"}, {Past, "10 min ago", "2026-11-24 02:04"},
		{Past, "两点半", "2026-11-23 02:30"}, {Past, "两点十分", "2026-11-24 02:10"}, {Past, "三点一刻", "2026-11-23 03:15"}, {Past, "一点零五分", "2026-11-24 01:05"}, {Past, "两点钟", "2026-11-24 02:00"},
		{Past, "晚上八点", "2026-11-23 20:00"}, {Ahead, "晚上八点", "2026-11-24 20:00"}, {Ahead, "明早六点半", "2026-11-25 06:30"}, {Past, "昨晚十点三刻", "2026-11-23 22:45"}, {Past, "二十二时三十分", "2026-11-23 22:30"},
		{Past, "十一月二十三日二十点", "2026-11-23 20:00"}, {Past, "两小时前", "2026-11-24 00:14"}, {Ahead, "三十分钟后", "2026-11-24 02:44"}, {DayOnly, "十二月三日", "2026-12-03 00:00"},
		{Past, "现在", "2026-11-24 02:14"}, {Past, "now", "2026-11-24 02:14"},
		{AnyTime, "11-24", "2026-11-24 00:00"}, {DayOnly, "2027-04-01", "2027-04-01 00:00"}, {DayOnly, "20270401", "2027-04-01 00:00"}, {DayOnly, "2027年4月1日", "2027-04-01 00:00"},
		{DayOnly, "明天", "2026-11-25 00:00"}, {DayOnly, "2.14", "2027-02-14 00:00"}, {DayOnly, "2028-02-29", "2028-02-29 00:00"},

		{Past, "昨晚两点", ""}, {Past, "八九点", ""}, {Past, "两三小时前", ""}, {Past, "晚上十几点", ""}, {Past, "二点六十分", ""}, {Past, "十", ""}, {Past, "一点点", ""}, {Past, "一百点", ""}, {Past, "一百二十", ""}, {Past, "1二点", ""}, {Past, "十5点", ""},
		{Past, "9999-12-31 24:00", ""}, {Past, "9999-12-31 23:59", "9999-12-31 23:59"},
		{Past, "", ""}, {Past, "25:00", ""}, {Past, "24:01", ""}, {Past, "02:60", ""}, {Past, "13-40 02:00", ""}, {Past, "2", ""}, {Past, "昨天", ""}, {Past, "2-30 02:00", ""},
		{Past, "昨晚2点", ""}, {Past, "11-24", ""}, {Past, "+30 斤", ""}, {Past, "+99999", ""}, {Past, "不知道", ""}, {Past, "02:14 左右", ""}, {Past, "1:2:3", ""},
		{DayOnly, "02:14", ""}, {DayOnly, "2026-02-29", ""}, {DayOnly, "2027-4", ""}, {AnyTime, "20261301", ""},
	} {
		w, wrong := ParseWhen(c.typed, night, c.sense)
		got := ""
		if wrong == nil {
			got = w.Time.Format("2006-01-02 15:04")
		}
		if got != c.want {
			t.Errorf("%q in sense %d is %q (%v), want %q", c.typed, c.sense, got, wrong, c.want)
		}
		if wrong != nil || !w.Sure {
			continue
		}
		sense := c.sense
		if w.Whole {
			sense = DayOnly
		}
		if again, wrong := ParseWhen(w.Written(night), night, sense); wrong != nil || !again.Time.Equal(w.Time) || again.Moves {
			t.Errorf("%q is written %q, and that is read as %v", c.typed, w.Written(night), again.Time)
		}
	}
}

func TestWhenText(t *testing.T) {
	for typed, want := range map[string]Text{
		"02:14": {"= 11-24 02:14 周二", "= 11-24 02:14 Tue"}, "+1天": {"= 11-25 02:14 周三", "= 11-25 02:14 Wed"},
		"2026-1-1 0:00":   {"= 2026-01-01 00:00 周四", "= 2026-01-01 00:00 Thu"},
		"2025-12-28 1:00": {"= 2025-12-28 01:00 周日", "= 2025-12-28 01:00 Sun"},
	} {
		if w, _ := ParseWhen(typed, night, Past); w.Text(night) != want {
			t.Errorf("%q: %v", typed, w.Text(night))
		}
	}
	if w, _ := ParseWhen("23:50", night, AnyTime); w.Sure {
		t.Error("whether 23:50 was or will be is not known")
	}
	year := time.Date(2027, 1, 1, 0, 5, 0, 0, night.Location())
	if w, _ := ParseWhen("12-31 23:50", year, Past); w.Time.Year() != 2026 || w.Written(year) != "12-31 23:50" {
		t.Errorf("before midnight of the new year: %v", w.Time)
	}
}

func FuzzParseWhen(f *testing.F) {
	for _, s := range []string{"02:14", "昨晚10点", "+30", "2小时前", "2026-11-24 02:14", "\u202e1-1 1:1", "9999-12-31 24:00", "昨晚十点三刻"} {
		f.Add(s, uint8(1))
	}
	f.Fuzz(func(t *testing.T, s string, sense uint8) {
		w, wrong := ParseWhen(s, night, Sense(sense%4))
		if wrong != nil {
			return
		}
		sense %= 4
		if w.Whole {
			sense = uint8(DayOnly)
		}
		if again, wrong := ParseWhen(w.Written(night), night, Sense(sense)); wrong != nil || !again.Time.Equal(w.Time) {
			t.Errorf("%q is %v, and written %q is %v, %v", s, w.Time, w.Written(night), again.Time, wrong)
		}
	})
}
