package townfiles_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"dutydesk/cmd/internal/townfiles"
	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/store/storetest"
	"dutydesk/testdata"
)

const admin = "许知远"

func lists(t *testing.T, b *storetest.Book) *view.Lists {
	t.Helper()
	l, err := b.As(admin).Lists()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func demo(t *testing.T) *command.Import {
	t.Helper()
	names, err := fs.Glob(testdata.Demo, "demo/*.csv")
	if err != nil {
		t.Fatal(err)
	}
	imp, rep := townfiles.ReadFS(testdata.Demo, names, nil, storetest.Start)
	if !rep.OK() {
		t.Fatal(strings.Join(rep.Lines(text.ZH), "\n"))
	}
	return imp
}

// Ensure the demo's town goes in, at once or in chunks, to the same lists and stock.
func TestImportDemo(t *testing.T) {
	want := ""
	for _, size := range []int{1000, 40, 5} {
		b := storetest.Empty(t, nil)
		for _, c := range townfiles.Chunks(demo(t), size) {
			b.Must(admin, c)
		}
		s, err := b.As(admin).Stock()
		if err != nil {
			t.Fatal(err)
		}
		l := lists(t, b)
		got := fmt.Sprintln(len(l.Officers), len(l.Villages), len(l.Agencies), len(l.Places), len(l.Items))
		for _, o := range l.Officers {
			got += fmt.Sprintln(o.ID, o.Name, o.Roles, o.Village, o.Demo)
		}
		for _, r := range s.Rows {
			got += fmt.Sprintln(r.Item.ID, r.Item.Name, r.Place.ID, r.Place.Name, r.Qty, len(r.Lots))
		}
		for _, r := range s.Short {
			got += fmt.Sprintln(r.Item, r.OnHand, r.Min, r.Expires)
		}
		if want == "" {
			want = got
		}
		if got != want {
			t.Errorf("chunks of %d:\n%s\nwant\n%s", size, got, want)
		}
	}
	for _, s := range []string{"15 14 21 24 26\n", "棉鞋 8 15 \n", "饼干 5 5 2026-11-10\n", "方便面 20 10 2026-12-08\n"} {
		if !strings.Contains(want, s) {
			t.Errorf("%q is not in\n%s", s, want)
		}
	}
}

// Ensure a chunk of every kind, as large as Chunks makes one of rows as Read gives them, fits the limits of one
// command, new and written over again.
func TestImportLimits(t *testing.T) {
	const n = 100
	var imp command.Import
	for i := range n {
		imp.Villages = append(imp.Villages, rules.Village{ID: fmt.Sprintf("419901102%03d", i), Name: fmt.Sprintf("村%d", i)})
		imp.Officers = append(imp.Officers, rules.Officer{Name: fmt.Sprintf("员%d", i), Roles: []rules.Role{rules.RoleVillage}, Village: fmt.Sprintf("419901102%03d", i)})
		imp.Agencies = append(imp.Agencies, rules.Agency{Name: fmt.Sprintf("单位%d", i), Role: rules.AgencyOther, Phones: []string{"19900000001"}})
		imp.Places = append(imp.Places, rules.Place{Name: fmt.Sprintf("点%d", i), Kind: rules.PlaceDepot, Village: fmt.Sprintf("419901102%03d", i)})
		imp.Items = append(imp.Items, rules.Item{Name: fmt.Sprintf("物%d", i), Unit: "件"})
		imp.Opening = append(imp.Opening, command.Opening{Item: fmt.Sprintf("物%d", i), Place: fmt.Sprintf("点%d", i), Qty: 1})
	}
	b := storetest.Empty(t, nil)
	for i, c := range townfiles.Chunks(&imp, n) {
		if _, err := b.As(admin).Do("", c); err != nil {
			t.Fatalf("chunk %d: %v", i, err)
		}
	}
	for i := range n {
		imp.Villages[i].Phone, imp.Officers[i].Phone, imp.Agencies[i].Role, imp.Places[i].Kind, imp.Items[i].Min =
			"19900000009", "19900000009", rules.AgencyHospital, rules.PlaceShelter, 7
	}
	imp.Opening = nil
	for i, c := range townfiles.Chunks(&imp, n) {
		if _, err := b.As(admin).Do("", c); err != nil {
			t.Fatalf("again, chunk %d: %v", i, err)
		}
	}
	l := lists(t, b)
	ids := map[string]bool{}
	for _, a := range l.Agencies {
		ids[a.ID] = true
	}
	if len(l.Agencies) != n || len(ids) != n || len(l.Items) != n || len(l.Places) != n {
		t.Errorf("%d agencies under %d ids, %d items, %d places", len(l.Agencies), len(ids), len(l.Items), len(l.Places))
	}
}
