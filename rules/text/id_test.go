package text

import (
	"testing"
	"time"
)

var today = Date{2026, 11, 23}

func TestParseID(t *testing.T) {
	for _, c := range []struct {
		in, number string
		birth      Date
		sex        string
	}{
		{"11010519491231002X", "11010519491231002X", Date{1949, 12, 31}, "F"}, // worked example of GB 11643
		{"440524188001010014", "", Date{}, ""},
		{"419901195203140015", "419901195203140015", Date{1952, 3, 14}, "M"},
		{"419901198709220120", "419901198709220120", Date{1987, 9, 22}, "F"},
		{"41990120120605003x", "41990120120605003X", Date{2012, 6, 5}, "M"},
		{"419901194802290248", "419901194802290248", Date{1948, 2, 29}, "F"},
		{"41990119650817005X", "41990119650817005X", Date{1965, 8, 17}, "M"},
		{"419901199912310054", "419901199912310054", Date{1999, 12, 31}, "M"},
		{"４１９９０１　１９６５０８１７　００５ｘ", "41990119650817005X", Date{1965, 8, 17}, "M"},
		{" 419901-19650817-005X ", "41990119650817005X", Date{1965, 8, 17}, "M"},
		{"\u202d419901195203140015\u202c", "419901195203140015", Date{1952, 3, 14}, "M"}, // copied on a telephone
		{"419901520314001", "419901195203140015", Date{1952, 3, 14}, "M"},
	} {
		id, p := ParseID(c.in, today)
		if c.number == "" {
			if p == nil {
				t.Errorf("%q is taken", c.in)
			}
			continue
		}
		if p != nil || id != (ID{c.number, c.birth, c.sex}) {
			t.Errorf("ParseID(%q) = %v, %v", c.in, id, p)
		}
	}
}

func TestParseIDProblems(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Text
	}{
		{"", idEmpty},
		{"  ", idEmpty},
		{"41990119520314001", idLen.With(17)},
		{"4199011952031400155", idLen.With(19)},
		{"4199O1195203140015", idDigit.With(5, "O")},
		{"4199011952031400X5", idDigit.With(17, "X")},
		{"4199015203140X1", idDigit.With(14, "X")},
		{"41990119520314001五", idLast.With("五")},
		{"419901\u200b95203140015", idDigit.With(7, bad)},
		{"419901195302290010", idDate.With("1953-02-29")},
		{"419901195213140010", idDate.With("1952-13-14")},
		{"419901189903140010", idDate.With("1899-03-14")},
		{"419901530229001", idDate.With("1953-02-29")},
		{"419901202611240010", idFuture.With("2026-11-24")},
		{"419901195203140014", idCheck.With("5", "4")},
		{"419901196508170050", idCheck.With("X", "0")},
		{"41990119520314001X", idCheck.With("5", "X")},
	} {
		if id, p := ParseID(c.in, today); p == nil || p.Text != c.want || id != (ID{}) {
			t.Errorf("ParseID(%q) = %v, %v, want %v", c.in, id, p, c.want)
		}
	}
	if _, p := ParseID("419901202611230015", today); p != nil && p.Text == idFuture.With("2026-11-23") {
		t.Error("born today is not the future")
	}
}

// Any single wrong digit and any two neighbours changed places are noticed: that
// is what the check character is for.
func TestCheckCharacter(t *testing.T) {
	const number = "419901195203140015"
	for i := range number {
		for d := '0'; d <= '9'; d++ {
			wrong := number[:i] + string(d) + number[i+1:]
			if _, p := ParseID(wrong, today); (p == nil) != (wrong == number) {
				t.Errorf("%s: %v", wrong, p)
			}
		}
		if i > 0 && number[i] != number[i-1] {
			wrong := number[:i-1] + number[i:i+1] + number[i-1:i] + number[i+1:]
			if _, p := ParseID(wrong, today); p == nil {
				t.Errorf("%s is taken", wrong)
			}
		}
	}
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		birth, on Date
		want      int
	}{
		{Date{2008, 11, 24}, today, 17},
		{Date{2008, 11, 23}, today, 18},
		{Date{2008, 11, 22}, today, 18},
		{Date{2008, 12, 1}, today, 17},
		{today, today, 0},
		{Date{2026, 11, 24}, today, -1},
		{Date{}, today, -1},
		{Date{1952, 3, 14}, Date{}, -1},
		{Date{2008, 2, 29}, Date{2026, 2, 28}, 17},
		{Date{2008, 2, 29}, Date{2026, 3, 1}, 18},
		{Date{2008, 2, 29}, Date{2028, 2, 29}, 20},
		{Date{2008, 2, 29}, Date{2028, 2, 28}, 19},
	} {
		if got := Age(c.birth, c.on); got != c.want {
			t.Errorf("Age(%v, %v) = %d, want %d", c.birth, c.on, got, c.want)
		}
	}
	if d := DateOf(time.Date(2026, 11, 23, 23, 59, 0, 0, time.FixedZone("", 8*3600))); d != today || d.String() != "2026-11-23" {
		t.Error(d)
	}
	for d, want := range map[Date]bool{{2024, 2, 29}: true, {2023, 2, 29}: false, {1900, 2, 29}: false, {2026, 0, 1}: false, {0, 1, 1}: false} {
		if d.Valid() != want {
			t.Errorf("%v.Valid() = %v", d, !want)
		}
	}
}
