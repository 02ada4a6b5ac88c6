package store

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// Ensure what is typed while nobody is signed in survives a restart, costs no journal entry,
// is nobody's draft, and is as long as a draft may be.
func TestLeft(t *testing.T) {
	d := newDesk(t)
	before := d.s.Seq()
	if err := d.s.Left().SaveDraft("intake", []byte(`{"said":"桥洞"}`)); err != nil {
		t.Fatal(err)
	}
	if err := d.SaveDraft("intake", []byte("mine")); err != nil {
		t.Fatal(err)
	}
	d.reopen(t)
	if got, err := d.s.Left().Draft("intake"); err != nil || string(got) != `{"said":"桥洞"}` {
		t.Fatalf("left %q %v", got, err)
	}
	if got, err := d.Draft("intake"); err != nil || string(got) != "mine" {
		t.Errorf("an officer's draft is %q %v", got, err)
	}
	if got, _ := d.s.Public().Draft("intake"); got != nil {
		t.Errorf("who did not sign in has %q", got)
	}
	if d.s.Seq() != before {
		t.Error("a draft was journaled")
	}
	for name, form := range map[string]string{"no form": "", "long": string(make([]byte, 65))} {
		if err := d.s.Left().SaveDraft(form, []byte("x")); rules.KindOf(err) != rules.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := d.s.Left().SaveDraft("intake", make([]byte, MaxDraft+1)); rules.KindOf(err) != rules.Invalid {
		t.Errorf("a huge draft: %v", err)
	}
	if _, err := d.DoDraft("", "intake", putNote("存")); err != nil {
		t.Fatal(err)
	}
	if got, _ := d.s.Left().Draft("intake"); got == nil {
		t.Error("the save of an officer's own form took it")
	}
	if err := d.s.Left().SaveDraft("intake", nil); err != nil {
		t.Fatal(err)
	}
	if got, _ := d.s.Left().Draft("intake"); got != nil {
		t.Errorf("still there: %q", got)
	}
	err := d.s.view(func(v tx.View) error {
		all, err := table.Officers.All(v)
		for _, o := range all {
			if o.ID[0] != 'U' || atDesk[0] == 'U' {
				t.Errorf("the id %s could own what was left", o.ID)
			}
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
