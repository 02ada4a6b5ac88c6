package roll_test

import (
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
	"dutydesk/store/kv"
	"dutydesk/store/kv/bolt"
	"dutydesk/store/registry/roll"
)

// with runs fn on an empty book.
func with(t *testing.T, fn func(*tx.Tx)) {
	t.Helper()
	eng, err := bolt.Create(t.TempDir()+"/desk.db", tx.Buckets)
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close()
	err = eng.Update(func(w kv.Writer) error { fn(tx.New(w, 1, now, tx.Actor{})); return nil })
	if err != nil {
		t.Fatal(err)
	}
}

var now = rules.Date("2026-11-23").Time()

// Ensure an id, a name and initials find the one meant, what fits better goes first, and
// nothing is guessed.
func TestFind(t *testing.T) {
	with(t, func(x *tx.Tx) {
		for i, name := range []string{"汽车站", "汽车站桥洞", "汽车站候车厅", "三号涵洞", "旧镇仓库", "旧镇砖厂", "旧镇厂房", "旧镇码头", "旧镇戏台", "旧镇货场"} {
			p := &rules.Place{ID: "P00" + string(rune('0'+i)), Name: name, Kind: rules.PlaceHotspot, Retired: name == "旧镇仓库"}
			if err := table.Places.Put(x, p); err != nil {
				t.Fatal(err)
			}
		}
		for said, want := range map[string]string{
			"P003": "三号涵洞", "p003": "三号涵洞", "Ｐ００３": "", " 三号涵洞 ": "三号涵洞", "三号": "三号涵洞", "shhd": "三号涵洞", "sanhao": "三号涵洞",
			"汽车站": "汽车站", "qcz": "汽车站", "qczqd": "汽车站桥洞", "桥洞": "汽车站桥洞", "桥 洞": "汽车站桥洞",
		} {
			p, err := roll.Place(x, said)
			if want == "" {
				if rules.KindOf(err) != rules.NotFound {
					t.Errorf("%q: %v", said, err)
				}
			} else if err != nil || p.Name != want {
				t.Errorf("%q: %v %v, want %s", said, p, err, want)
			}
		}
		for said, want := range map[string]rules.Kind{"北山": rules.NotFound, "P004": rules.NotFound, "旧镇仓库": rules.NotFound, "旧镇": rules.Invalid, "": rules.Invalid, "qic": rules.Invalid, "旧": rules.NotFound, "洞": rules.NotFound, "s": rules.NotFound} {
			_, err := roll.Place(x, said)
			if e := rules.AsError(roll.At("place", err)); err == nil || e.Kind != want || e.Field != "place" || e.Text.In(text.EN) == "" {
				t.Errorf("%q: %v, want %v", said, err, want)
			}
		}
		_, err := roll.Place(x, "旧镇")
		if zh := rules.AsError(err).Text.In(text.ZH); strings.Count(zh, "P00") != 5 || strings.Contains(zh, "旧镇仓库") {
			t.Errorf("names more than five, or the retired one: %s", zh)
		}
	})
}

// Ensure numbers go on beyond their padding and none is given twice.
func TestSeries(t *testing.T) {
	for _, n := range []int{0, 1, 98, 99, 100, 101, 109, 110, 199, 234} {
		with(t, func(x *tx.Tx) {
			first, err := roll.NewSeries(x, table.Notes, "A", 2)
			if err != nil {
				t.Fatal(err)
			}
			for range n {
				if err := table.Notes.Put(x, &rules.Note{ID: first.Next()}); err != nil {
					t.Fatal(err)
				}
			}
			again, err := roll.NewSeries(x, table.Notes, "A", 2)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := again.Next(), first.Next(); got != want {
				t.Errorf("after %d: %s, want %s", n, got, want)
			}
		})
	}
}
