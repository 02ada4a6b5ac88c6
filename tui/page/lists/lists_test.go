package lists

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/screen"
	"dutydesk/tui/style"
	"dutydesk/tui/tuitest"
)

// desk is a register in the hands of a person; drafts are not kept.
type desk struct {
	reg    *view.Register
	keys   []view.Key
	nokeys error
}

func (d *desk) Register() (*view.Register, error)    { return d.reg, nil }
func (d *desk) Keys(string) ([]view.Key, error)      { return d.keys, d.nokeys }
func (d *desk) SaveDraft(string, []byte) error       { return nil }
func (d *desk) Draft(string) (raw []byte, err error) { return nil, nil }

func register() *view.Register {
	at := rules.Meta{Version: 3}
	return &view.Register{Can: view.Can{},
		Officers: []rules.Officer{{ID: "U001", Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}, Phone: "19900000001", Post: "党政办值班员", Meta: at},
			{ID: "U002", Name: "沈岚", Roles: []rules.Role{rules.RoleLeader}, Meta: at}, {ID: "U003", Name: "罗望川", Roles: []rules.Role{rules.RoleVillage}, Village: "419901101201", Retired: true, Meta: at}},
		Villages: []rules.Village{{ID: "419901101201", Name: "河湾村", Contact: "罗望川", Phone: "19900000303", Meta: at}, {ID: "419901101202", Name: "柳树湾村", Meta: at}},
		Agencies: []rules.Agency{{ID: "A02", Name: "北渡派出所", Role: rules.AgencyPolice, Phones: []string{"110", "0419-8220110"}, Meta: at}},
		Places:   []rules.Place{{ID: "P001", Name: "汽车站桥洞", Kind: rules.PlaceHotspot, Area: "桥梁涵洞", Meta: at}, {ID: "P050", Name: "河湾村避寒点", Kind: rules.PlaceShelter, Capacity: 16, Village: "419901101201", Meta: at}},
		Items:    []rules.Item{{ID: "I03", Name: "方便面", Unit: "箱", Good: "方便食品", Given: "food", Min: 10, Months: 6, Meta: at}},
	}
}

// rig is the page of lists on a desk of the test.
type rig struct {
	*tuitest.Rig
	*Page
	desk *desk
}

func newRig(t *testing.T, reg *view.Register) *rig {
	d := &desk{reg: reg}
	p := New(d).(*Page)
	return &rig{tuitest.NewRig(t, p), p, d}
}

// answer gives the form the answer to its save.
func (r *rig) answer(id string, err error) {
	r.Helper()
	if r.Save == nil {
		r.Fatalf("nothing was saved: %s", r.shown(80))
	}
	m := screen.Saved{Save: *r.Save, Result: command.Result{ID: id}, Err: err}
	r.Save = nil
	r.Do(r.Dialog.Update(m))
}

// saved is the command that was sent, as JSON.
func (r *rig) saved() string {
	r.Helper()
	if r.Save == nil {
		r.Fatalf("nothing was saved: %s", r.shown(80))
	}
	raw, err := json.Marshal(r.Save.Command)
	if err != nil {
		r.Fatal(err)
	}
	return r.Save.Command.Code() + " " + string(raw)
}

func (r *rig) shown(w int) string {
	env := screen.Env{Lang: text.ZH, Theme: style.NewTheme(nil)}
	if r.Dialog != nil {
		return strings.Join(r.Dialog.View(env, w, 22).Lines, "\n")
	}
	return strings.Join(r.Page.View(env, screen.Lay(w, 24, 0)).Lines, "\n")
}

// tab goes to a list.
func (r *rig) tab(list string) {
	for r.section().list != list {
		r.Press("Tab")
	}
}

// Ensure each form sends exactly what was typed, in the words that the command takes: the
// pinyin of a village, several telephones in their order, the fields that a kind asks for.
func TestAdd(t *testing.T) {
	for _, c := range []struct {
		list  string
		steps []string
		want  string
	}{
		{"officer", []string{"text:唐秋实", "Tab", "1", "5", "Tab", "text:hwc", "Enter", "text:19900000206", "Tab", "text:队员", "Enter"},
			`officer.add {"name":"唐秋实","roles":["officer","village"],"village":"419901101201","phone":"19900000206","post":"队员"}`},
		{"village", []string{"text:２０３", "Tab", "text:北沟村", "Tab", "text:宋长宁", "Tab", "text:19900000305", "Enter"},
			`village.put {"id":"419901101203","name":"北沟村","contact":"宋长宁","phone":"19900000305"}`},
		{"village", []string{"text:419901101205", "Tab", "text:南沟村", "F9"}, `village.put {"id":"419901101205","name":"南沟村"}`},
		{"agency", []string{"text:县救助管理站", "Tab", "text:jzgl", "Enter", "text:0419-8220015、19900000015", "Tab", "text:24 小时", "F9"},
			`agency.put {"name":"县救助管理站","role":"relief_station","phones":["0419-8220015","19900000015"],"hours":"24 小时"}`},
		{"place", []string{"text:兴隆避寒点", "Tab", "text:bhd", "Enter", "Tab", "text:30人", "F9"},
			``}, // refused: not a number
		{"place", []string{"text:兴隆避寒点", "Tab", "text:bhd", "Enter", "text:lswc", "Enter", "text:30", "Enter"},
			`place.put {"name":"兴隆避寒点","kind":"shelter","village":"419901101202","capacity":30}`},
		{"place", []string{"text:三号涵洞", "Tab", "text:zdbw", "Enter", "Tab", "text:qlhd", "Enter", "F9"},
			`place.put {"name":"三号涵洞","kind":"hotspot","area":"桥梁涵洞"}`},
		{"item", []string{"text:棉被", "Tab", "text:床", "Tab", "text:20", "Tab", "Tab", "text:bt", "Enter", "text:yhwp", "Enter", "F9"},
			`item.put {"name":"棉被","unit":"床","good":"被条","given":"winter_items","min":20}`},
	} {
		r := newRig(t, register())
		r.tab(c.list)
		r.Press("F6")
		r.Press(c.steps...)
		if c.want == "" {
			if r.Save != nil || !strings.Contains(r.shown(80), "写整数") {
				t.Errorf("%s: %s", c.list, r.shown(80))
			}
			continue
		}
		if got := r.saved(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// Ensure a form on a record sends all its fields and the version it speaks of, also those
// that were not touched.
func TestEdit(t *testing.T) {
	for _, c := range []struct {
		list, move, want string
		steps            []string
	}{
		{"officer", "", `officer.put {"id":"U001","name":"何雨禾","roles":["officer"],"phone":"19900000001","post":"主任","version":3}`, []string{"Tab", "Tab", "Tab", "Ctrl+U", "text:主任", "Enter"}},
		{"village", "", `village.put {"id":"419901101201","name":"河湾村","contact":"罗望川","version":3}`, []string{"Up", "Tab", "Tab", "Ctrl+U", "Enter"}},
		{"agency", "", `agency.put {"id":"A02","name":"北渡派出所","role":"police","phones":["110","0419-8220110"],"version":3}`, []string{"F9"}},
		{"place", "", `place.put {"id":"P001","name":"汽车站桥洞","kind":"hotspot","area":"桥梁涵洞","version":3}`, []string{"F9"}},
		{"place", "Down", `place.put {"id":"P050","name":"河湾村避寒点","kind":"shelter","village":"419901101201","capacity":16,"version":3}`, []string{"F9"}},
		{"item", "", `item.put {"id":"I03","name":"方便面","unit":"箱","good":"方便食品","given":"food","min":10,"months":6,"version":3}`, []string{"F9"}},
	} {
		r := newRig(t, register())
		r.tab(c.list)
		if c.move != "" {
			r.Press(c.move)
		}
		r.Press("Enter")
		r.Press(c.steps...)
		if got := r.saved(); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

// Ensure a list is filled in one go: what is saved opens the next empty form, which begins
// with the township's part of the code, and the new record is the selected one.
func TestAddAnother(t *testing.T) {
	r := newRig(t, register())
	r.tab("village")
	r.Press("Ctrl+N", "text:203", "Tab", "text:北沟村", "F9")
	first := r.Dialog
	r.answer("419901101203", nil)
	if r.Dialog == nil || r.Dialog == first {
		t.Fatal("no next form")
	}
	if !strings.Contains(r.Said.Text.ZH, "北沟村") {
		t.Errorf("said %q", r.Said.Text)
	}
	if s := r.shown(80); !strings.Contains(s, "末 3 位") || strings.Contains(s, "北沟村") {
		t.Errorf("the next form:\n%s", s)
	}
	r.desk.reg = register()
	r.desk.reg.Villages = append(r.desk.reg.Villages, rules.Village{ID: "419901101203", Name: "北沟村"})
	r.Rig.Load()
	r.Press("text:204", "Tab", "text:石桥村", "Tab", "Tab", "Enter")
	if got := r.saved(); got != `village.put {"id":"419901101204","name":"石桥村"}` {
		t.Error(got)
	}
	r.Press("Esc")
	if id, _ := r.tabs[r.at].find.Selected(); r.Dialog != nil || id != "419901101203" {
		t.Errorf("selected %s", id)
	}
}

// Ensure a Conflict takes nothing away: what was typed stays, fields nobody touched become
// what the other one wrote, and the next save speaks of the newer version.
func TestConflict(t *testing.T) {
	r := newRig(t, register())
	r.Press("Enter", "Tab", "Tab", "Tab", "Ctrl+U", "text:主任", "F9")
	r.answer("", &rules.Error{Kind: rules.Conflict, Text: text.Text{ZH: "周立冬 02:13 改过", EN: "changed"}})
	if s := r.shown(80); !strings.Contains(s, "周立冬 02:13 改过") || !strings.Contains(s, "主任") {
		t.Errorf("after the conflict:\n%s", s)
	}
	r.desk.reg = register()
	r.desk.reg.Officers[0].Phone, r.desk.reg.Officers[0].Post, r.desk.reg.Officers[0].Version = "19900000099", "副主任", 4
	r.Rig.Load()
	r.Press("F9")
	if got := r.saved(); got != `officer.put {"id":"U001","name":"何雨禾","roles":["officer"],"phone":"19900000099","post":"主任","version":4}` {
		t.Error(got)
	}
}

// Ensure news of the lists takes no word and no error out of a form.
func TestNewsLeaveFormAlone(t *testing.T) {
	r := newRig(t, register())
	r.tab("village")
	r.Press("F6", "text:2", "F9")
	r.answer("", rules.Bad("name", text.Text{ZH: "要写名称。", EN: "Give the name."}))
	r.Rig.Load()
	if s := r.shown(80); !strings.Contains(s, "2 ") || !strings.Contains(s, "要写名称") {
		t.Errorf("after news:\n%s", s)
	}
}

// Ensure what is retired stands behind its fold, and Del says what it does before it does it.
func TestRetire(t *testing.T) {
	r := newRig(t, register())
	if s := r.shown(80); strings.Contains(s, "罗望川") || !strings.Contains(s, "+ 已停用 1") {
		t.Errorf("folded:\n%s", s)
	}
	r.Press("Delete")
	if s := r.shown(80); !strings.Contains(s, "停用人员 何雨禾") || !strings.Contains(s, "停用后不能登录") {
		t.Errorf("asked:\n%s", s)
	}
	r.Press("F9")
	if r.Save != nil || !strings.Contains(r.shown(80), "写一句为什么") {
		t.Errorf("no reason:\n%s", r.shown(80))
	}
	r.Press("text:调走了", "Enter")
	if got := r.saved(); got != `list.retire {"list":"officer","id":"U001","reason":"调走了"}` {
		t.Error(got)
	}
	r.answer("", rules.Refuse(text.Text{ZH: "何雨禾 正在班上, 先交班。", EN: "on duty"}, ""))
	if s := r.shown(80); !strings.Contains(s, "先交班") || !strings.Contains(s, "调走了") {
		t.Errorf("refused:\n%s", s)
	}
	r.Press("Esc", "Down", "Down", "Enter")
	if s := r.shown(80); !strings.Contains(s, "- 已停用 1") || !strings.Contains(s, "罗望川") {
		t.Errorf("unfolded:\n%s", s)
	}
	r.Press("Down")
	if why := r.Keys().Find("enter").Refusal(); why == nil || !strings.Contains(why.Text.ZH, "恢复") {
		t.Errorf("a retired record: %v", why)
	}
	r.Press("Delete", "Enter")
	if got := r.saved(); got != `list.restore {"list":"officer","id":"U003","back":true}` {
		t.Error(got)
	}
}

// Ensure a one-time PIN is sent only when it was typed the same twice, and for those alone
// who can sign in.
func TestPIN(t *testing.T) {
	r := newRig(t, register())
	r.Press("Down", "F7", "text:135790", "Tab", "text:135791", "Enter")
	if r.Save != nil || !strings.Contains(r.shown(80), "两次输入不一样") {
		t.Fatalf("%s", r.shown(80))
	}
	r.Press("text:135790", "Enter")
	if c, ok := r.Save.Command.(*command.SetPIN); !ok || *c != (command.SetPIN{Officer: "U002", PIN: "135790", Once: true}) || r.Save.Form != "" {
		t.Errorf("%+v", r.Save)
	}
	r.Press("Esc", "Down", "Enter", "Down")
	if why := r.Keys().Find("f7").Refusal(); why == nil || !strings.Contains(why.Text.ZH, "恢复") {
		t.Errorf("a retired officer: %v", why)
	}
}

// Ensure keys are added with the PIN of who adds them, kept in no draft, and revoked with a
// reason; what is revoked is not offered again.
func TestKeys(t *testing.T) {
	r := newRig(t, register())
	gone := time.Date(2026, 11, 24, 1, 0, 0, 0, rules.Zone)
	r.desk.keys = []view.Key{{Key: rules.Key{ID: "SK001", Officer: "U002", Comment: "shen@laptop", Print: "SHA256:abc"}, Name: "沈岚"},
		{Key: rules.Key{ID: "SK002", Officer: "U002", RevokedAt: &gone}, Name: "沈岚"}}
	r.Press("Down", "Ctrl+Y")
	if got := r.shown(80); !strings.Contains(got, "沈岚 的 SSH 密钥: 1 把") || strings.Contains(got, "SK002") {
		t.Fatal(got)
	}
	r.Press("Enter", "text:ssh-ed25519 AAAA shen@home", "Tab", "text:246810", "Enter")
	if r.Save == nil {
		t.Fatal(r.shown(80))
	}
	if c, ok := r.Save.Command.(*command.AddKey); !ok || *c != (command.AddKey{Officer: "U002", Line: "ssh-ed25519 AAAA shen@home", PIN: "246810"}) || r.Save.Form != "" {
		t.Fatalf("%+v", r.Save)
	}
	r.answer("", rules.Bad("line", text.Text{ZH: "读不出公钥。", EN: "No public key."}))
	if got := r.shown(80); !strings.Contains(got, "读不出公钥") || !strings.Contains(got, "shen@home") {
		t.Errorf("the refusal keeps what was typed:\n%s", got)
	}
	r.Press("Esc", "Ctrl+Y", "Down", "Enter", "text:电脑丢了", "Enter")
	if c, ok := r.Save.Command.(*command.RevokeKey); !ok || *c != (command.RevokeKey{Key: "SK001", Reason: "电脑丢了"}) {
		t.Errorf("%+v", r.Save)
	}
	r.answer("SK001", nil)
	r.desk.nokeys = rules.Unsigned()
	r.Press("Esc", "Esc", "Ctrl+Y")
	if got := r.shown(80); strings.Contains(got, "把有效") {
		t.Error(got)
	}
}

// Ensure every key that the person may not use says so, from what the read model says.
func TestRefusals(t *testing.T) {
	no := rules.Refuse(text.Text{ZH: "只看不写。", EN: "Read only."}, "")
	reg := register()
	for _, code := range []string{"officer.add", "officer.put", "officer.pin", "village.put", "agency.put", "place.put", "item.put", "kit.put",
		"list.retire/officer", "list.retire/village", "list.retire/agency", "list.retire/place", "list.retire/item", "list.retire/kit"} {
		reg.Can[code] = no
	}
	r := newRig(t, reg)
	for i := range sections {
		r.at = i
		for _, key := range []string{"enter", "f6", "ctrl+n", "delete", "f7"} {
			b := r.Keys().Find(key)
			if key == "f7" && sections[i].list != officers {
				continue // it sorts
			}
			if b == nil || b.Refusal() != no {
				t.Errorf("%s %s is not refused", sections[i].list, key)
			}
		}
	}
	empty := newRig(t, &view.Register{Can: view.Can{}})
	for i := range sections {
		empty.at = i
		if why := empty.Keys().Find("enter").Refusal(); why == nil {
			t.Errorf("%s: nothing can be changed", sections[i].list)
		}
		if s := empty.shown(80); !strings.Contains(s, "F6") || !strings.Contains(s, "dutydesk import") {
			t.Errorf("%s does not say how to fill it:\n%s", sections[i].list, s)
		}
	}
	unread := New(&desk{}).(*Page)
	for _, b := range unread.Keys() {
		if b.Do != nil && b.Keys[0] != "tab" && b.Keys[0] != "shift+tab" && b.Refusal() == nil {
			t.Errorf("%s works before anything was read", b.Keys[0])
		}
	}
}

// Ensure the finder narrows the list in sight, and Esc brings all of it back.
func TestFind(t *testing.T) {
	r := newRig(t, register())
	r.Press("F3", "text:sl", "Enter")
	if s := r.shown(80); strings.Contains(s, "何雨禾") || !strings.Contains(s, "沈岚") {
		t.Errorf("found:\n%s", s)
	}
	r.Press("F3", "text:xyz")
	if s := r.shown(80); !strings.Contains(s, "没有符合") {
		t.Errorf("nothing found:\n%s", s)
	}
	r.Press("Esc")
	if s := r.shown(80); !strings.Contains(s, "何雨禾") {
		t.Errorf("all:\n%s", s)
	}
}

// Ensure no list and no form is wider than its window, whatever stands in it.
func TestFits(t *testing.T) {
	long := register()
	for i := range long.Officers {
		long.Officers[i].Name = strings.Repeat("何“雨”禾…", 6)
		long.Officers[i].Post = strings.Repeat("党政办值班员 ", 9)
	}
	for name, reg := range map[string]*view.Register{"demo": register(), "long": long, "empty": {Can: view.Can{}}} {
		for _, size := range [][2]int{{45, 10}, {45, 24}, {80, 24}, {100, 30}, {120, 40}} {
			for _, lang := range []text.Lang{text.ZH, text.EN} {
				for _, mode := range []style.Mode{style.Narrow, style.Wide} {
					t.Run(fmt.Sprint(name, size, lang, mode), func(t *testing.T) {
						r := newRig(t, reg)
						env := screen.Env{Lang: lang, Mode: mode, Theme: style.NewTheme(nil)}
						l := screen.Lay(size[0], size[1], int(mode))
						for i := range sections {
							r.at = i
							for _, open := range []bool{false, true} {
								if r.tabs[i].open = open; open && len(r.tabs[i].rows) > 0 {
									r.Do(r.fill(i))
								}
								tuitest.Fits(t, mode, strings.Join(r.Page.View(env, l).Lines, "\n"), size[0], l.H)
							}
							r.Do(r.add())
							tuitest.Fits(t, mode, strings.Join(r.Dialog.View(env, l.W-1, l.H).Lines, "\n"), size[0], l.H+3)
						}
					})
				}
			}
		}
	}
}
