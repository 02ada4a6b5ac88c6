package cmdline_test

import (
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/cmdline"
	"dutydesk/tui/internal/fakedesk"
)

// withKits is the snapshot with the stock and two kits: one that is all there, one that is not.
func withKits(t testing.TB) *cmdline.Snapshot {
	t.Helper()
	town := fakedesk.New()
	town.Kit(rules.Kit{ID: "K01", Name: "御寒两样", Lines: []rules.KitLine{{Item: "I01", Qty: 2}, {Item: "I02", Qty: 1}}, Meta: rules.Meta{Version: 3}})
	town.Kit(rules.Kit{ID: "K02", Name: "车载包", Lines: []rules.KitLine{{Item: "I01", Qty: 900}}})
	desk, err := town.SignIn(fakedesk.HeYuhe, fakedesk.PIN)
	if err != nil {
		t.Fatal(err)
	}
	s := snapshot(t, "")
	if s.Stock, err = desk.Stock(); err != nil {
		t.Fatal(err)
	}
	return s
}

// Ensure that a kit is given in one line with where each of it lies, and that what is short is
// said and not guessed.
func TestKits(t *testing.T) {
	s := withKits(t)
	for _, c := range []struct{ line, want string }{
		{"4 发 御寒两样", "stock.kit {kit:K01,version:3,lines:[{item:I01,qty:2,from:P101},{item:I02,qty:1,from:P100}],case:" + four + "}"},
		{"4 发 yhly 按指印 白露生", ",case:" + four + ",receiver:白露生,receipt:thumbprint}"},
		{"4 发 御寒两样 白露生", "receiver:白露生}"},
		{"0 发 御寒两样", "! 要写用途"},
		{"0 发 御寒两样 巡查车备用", "reason:巡查车备用}"},
		{"4 发 车载包", "! 车载包 不齐, 缺 棉被。用 Ctrl+G 选代用或不发"},
		{"4 发 棉被 2 备用", "stock.issue {item:I01,from:P101,qty:2,case:" + four + "}"},
	} {
		got := told(cmdline.Parse(c.line, s))
		if len(got) < len(c.want) || got[len(got)-len(c.want):] != c.want {
			t.Errorf("%s: %s, want %s", c.line, got, c.want)
		}
	}
	e := cmdline.Parse("4 发 御寒两样 按指印", s)[0]
	if w := e.What.In(text.ZH); w != "1124-0004  发放: 御寒两样 (棉被 2床 自 值班室备用柜、棉大衣 1件 自 镇物资库), 按指印" {
		t.Errorf("said: %s", w)
	}
}

// Ensure that a person is referred with escort and vehicle, and that the steps find the
// referral that is on its way, in both languages, and ask where there are several.
func TestRefer(t *testing.T) {
	s := withKits(t)
	at := "{case:" + four
	for _, c := range []struct{ line, want string }{
		{"4 移送 县救助管理站", "referral.send " + at + ",agency:A03}"},
		{"4移送 jzglz 周立冬 罗小满 带了证明", "referral.send " + at + ",agency:A03,escort:[周立冬,罗小满],note:带了证明}"},
		{"4 移 救助 周立冬、罗小满", "referral.send " + at + ",agency:A03,escort:[周立冬,罗小满]}"},
		{"4 refer 派出所 他们来接", "referral.send " + at + ",agency:A02,note:他们来接}"},
		{"4 移送 没有的", "! 没有这个接收单位: 没有的"},
		{"4 移送", "! 要写接收单位"},
		{"移送 派出所", "! 哪一件? 编号写在前面: 4 移 …"},
		{"4 移送 收到", "! 1124-0004  没有在途的移送"},
	} {
		if got := told(cmdline.Parse(c.line, s)); got != c.want {
			t.Errorf("%s: %s, want %s", c.line, got, c.want)
		}
	}
	page := *s.Pages[four].Case
	sent := func(id, to string) view.Referral {
		return view.Referral{Referral: rules.Referral{ID: id, To: to, State: rules.ReferralSent, Steps: []rules.ReferralStep{{}}},
			Can: view.Can{"referral.finish": rules.Refuse(text.Text{ZH: "还没有接收。", EN: "Not accepted yet."}, "")}}
	}
	page.Referrals = []view.Referral{sent("R1", "县救助管理站")}
	s.Pages[four] = cmdline.Page{Case: &page}
	for _, c := range []struct{ line, want string }{
		{"4 移送 收到 马春分", "referral.receive {referral:R1,who:马春分}"},
		{"4 移送 接收 已签字 马春分", "referral.accept {referral:R1,who:马春分,signed:true}"},
		{"4 refer accepted", "referral.accept {referral:R1}"},
		{"4 移送 拒收", "! 要写原因"},
		{"4 移送 拒收 没有证明", "referral.refuse {referral:R1,reason:没有证明}"},
		{"4 移送 撤回 家属来了", "referral.revoke {referral:R1,reason:家属来了}"},
	} {
		if got := told(cmdline.Parse(c.line, s)); got != c.want {
			t.Errorf("%s: %s, want %s", c.line, got, c.want)
		}
	}
	if e := cmdline.Parse("4 移送 办结 次日返乡", s)[0]; e.Refused == nil || e.Command == nil {
		t.Errorf("a step that is refused now does not say so: %+v", e)
	}
	page.Referrals = append(page.Referrals, sent("R2", "北渡派出所"))
	for _, c := range []struct{ line, want string }{
		{"4 移送 收到", "! 要写接收单位"},
		{"4 移送 收到 派出所 老唐", "referral.receive {referral:R2,who:老唐}"},
	} {
		if got := told(cmdline.Parse(c.line, s)); got != c.want {
			t.Errorf("%s: %s, want %s", c.line, got, c.want)
		}
	}
}
