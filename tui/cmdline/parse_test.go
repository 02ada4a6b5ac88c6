package cmdline_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/cmdline"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/route"
)

const four = fakedesk.CaseID

// snapshot is the fake night with five open cases, the page of one of them read.
func snapshot(t testing.TB, here string) *cmdline.Snapshot {
	t.Helper()
	desk, err := fakedesk.New().SignIn(fakedesk.HeYuhe, fakedesk.PIN)
	if err != nil {
		t.Fatal(err)
	}
	lists, _ := desk.Lists()
	c, err := desk.Case(four)
	if err != nil {
		t.Fatal(err)
	}
	s := &cmdline.Snapshot{Now: fakedesk.Start, Here: here, Lists: lists, Pages: map[string]cmdline.Page{four: {Case: c}}}
	for _, id := range []string{four, "C20261123-0007", "C20261123-0012", "C20261124-0012", "C20261124-0013"} {
		s.Cases = append(s.Cases, view.CaseRow{ID: id})
	}
	s.Cases[0].Merged = []string{"C20261122-0031"}
	return s
}

// told is a line as it is understood: code and JSON of each command, "go" and where, "! "
// and why not, "read" and the page that must be read first.
func told(entries []cmdline.Entry) string {
	var out []string
	for _, e := range entries {
		switch {
		case e.Err != nil:
			out = append(out, "! "+e.Err.Text.In(text.ZH))
		case e.Needs != "":
			out = append(out, "read "+e.Needs)
		case e.Go != nil:
			if to, ok := e.Go.(route.To); ok {
				out = append(out, "go "+string(to.Page)+to.ID)
			} else {
				out = append(out, fmt.Sprintf("go %T", e.Go))
			}
		default:
			b, _ := json.Marshal(e.Command)
			out = append(out, e.Command.Code()+" "+strings.ReplaceAll(string(b), `"`, ""))
		}
	}
	return strings.Join(out, " | ")
}

// Ensure that every way of writing means what it says, and that nothing is guessed.
func TestParse(t *testing.T) {
	at := "{case:" + four
	for _, c := range []struct{ here, line, want string }{
		// which case
		{"", "4 记 好", "note.add " + at + ",text:好}"},
		{"", "0004 记 好", "note.add " + at + ",text:好}"},
		{"", "#4 记 好", "note.add " + at + ",text:好}"},
		{"", "＃４　记　好", "note.add " + at + ",text:好}"},
		{"", "1124-0004 记 好", "note.add " + at + ",text:好}"},
		{"", "c20261124-4 记 好", "note.add " + at + ",text:好}"},
		{"", "4记好", "note.add " + at + ",text:好}"},
		{four, "记 好", "note.add " + at + ",text:好}"},
		{four, "0 记 好", "note.add {text:好}"},
		{"", "记 好", "note.add {text:好}"},
		{"", "办 120", "! 哪一件? 编号写在前面: 4 办 …"},
		{"", "31 记 好", "note.add " + at + ",text:好}"},
		{"", "1122-31 记 好", "note.add " + at + ",text:好}"},
		{"", "12 记 好", "! 「12」可以是: 1123-0012、1124-0012。请多写几个字"},
		{"", "1124-12 记 好", "read C20261124-0012"},
		{"", "7 到", "read C20261123-0007"},
		{"", "99 记 好", "! 没有这个在办的救助事项: 99"},
		{"", "99999 记 好", "! 没有这个救助事项: 99999"},
		{"", "4", "go case" + four},
		{"", "20261122-0001", "go caseC20261122-0001"},
		{"", "0", "! 本班做什么? 如: 0 记 一句话"},
		// which verb
		{"", "4 note he is awake", "note.add " + at + ",text:he is awake}"},
		{"", "4 n he", "note.add " + at + ",text:he}"},
		{"", "4 记事 好", "note.add " + at + ",text:好}"},
		{"", "4 d 120", "! 「d」可以是: 办、答、到、出、登记。请多写几个字"},
		{"", "4 do 120", "case.act " + at + ",act:notify_emergency_now}"},
		{"", "4 ban 120", "case.act " + at + ",act:notify_emergency_now}"},
		{"", "4 结办 120", "case.close " + at + ",note:办 120}"},
		{"", "4 办结案", "! 「办结案」可以是: 办、结。请多写几个字"},
		{"", "s", "! 「s」可以是: 派、置、上级、物资、设置、锁。请多写几个字"},
		{"", "唱歌", "! 没有这个动词: 唱歌"},
		// duties
		{"", "4 办 120", "case.act " + at + ",act:notify_emergency_now}"},
		{"", "4办急救 02:11 到", "case.act " + at + ",act:notify_emergency_now,note:02:11 到}"},
		{"", "4 办 呼叫 120 急救 到了", "case.act " + at + ",act:notify_emergency_now,note:到了}"},
		{"", "4 办 hj120jj", "case.act " + at + ",act:notify_emergency_now}"},
		{"", "4 办 report_leader", "case.act " + at + ",act:report_leader}"},
		{"", "4 done report", "case.act " + at + ",act:report_leader}"},
		{"", "4 办 登记立案", "! 没有这个待办事项: 登记立案"},
		{"", "4 办", "! 要写待办事项"},
		{"", "4 免 棉被", "! 要写原因"},
		{"", "4 免 棉被 已有", "case.waive " + at + ",act:give_quilt,reason:已有}"},
		{"", "4 撤 立案 误记", "case.revoke " + at + ",act:open_case,reason:误记}"},
		{"", "4 撤 立案", "! 要写原因"},
		// facts
		{"", "4 答 受伤 是", "case.edit " + at + ",person:{sudden_illness:true}}"},
		{"", "4 fact confused no", "case.edit " + at + ",person:{confused:false}}"},
		{"", "4 答 神志 不知道", "case.edit " + at + ",forget:[confused]}"},
		{"", "4 答 年龄 ７０岁", "case.edit " + at + ",person:{age:70}}"},
		{"", "4 答 年龄 老", "! 数量写整数: 老"},
		{"", "4 答 人群 老年 行动", "case.edit " + at + ",person:{groups:[elderly,mobility_impaired]}}"},
		{"", "4 答 人群 老年 都不是", "! 「都不是」只能单独写"},
		{"", "4 答 天气 雪", "case.edit " + at + ",person:{weather:snow}}"},
		{"", "4 答 疑似 是", "! 「疑似」可以是: 疑似走失被拐、疑似精神障碍。请多写几个字"},
		{"", "4 答 受伤 也许", "! 没有这个突发疾病: 也许"},
		{"", "4 答 受伤 是 腿", "! 「答」后面多了: 腿"},
		// steps
		{"", "4 派 沈岚", "case.dispatch " + at + ",team:沈岚}"},
		{"", "4 派 sl 皮卡", "case.dispatch " + at + ",team:沈岚,vehicle:皮卡}"},
		{"", "4 派 村里两人", "case.dispatch " + at + ",team:村里两人}"},
		{"", "4 派", "! 要写派谁去"},
		{"", "4 到", "case.arrive " + at + "}"},
		{"", "4 到 现在", "! 「到」后面多了: 现在"},
		{"", "4 置 送医院 卫生院", "case.settle " + at + ",outcome:hospital,note:卫生院}"},
		{"", "4 置 医院", "case.settle " + at + ",outcome:hospital}"},
		{"", "4 settle left-alone", "case.settle " + at + ",outcome:left}"},
		{"", "4 置 送", "! 「送」可以是: 送医院、送精神卫生中心。请多写几个字"},
		{"", "4 结", "case.close " + at + "}"},
		{"", "4 退", "! 要写原因"},
		{"", "4 退 误记", "case.back " + at + ",reason:误记}"},
		// calls
		{"", "4 拨 120 通 已派车", "call.log {kind:phone,out:true,caller:{phone:120},agency:A01,reached:true,said:已派车,case:" + four + "}"},
		{"", "拨 救助管理站 未接", "call.log {kind:phone,out:true,caller:{phone:0419-8220015},agency:A03,reached:false}"},
		{"", "ring 04198220110 no", "call.log {kind:phone,out:true,caller:{phone:0419-8220110},agency:A02,reached:false}"},
		{"", "4 拨 沈岚 通", "call.log {kind:phone,out:true,caller:{phone:19900000002},agency:U002,reached:true,case:" + four + "}"},
		{"", "拨 19900000099 通", "call.log {kind:phone,out:true,caller:{phone:19900000099},reached:true}"},
		{"", "拨 120", "! 要写「通」还是「未接」"},
		{"", "拨 站 通", "! 「站」可以是: 县救助管理站、北渡镇供水站。请多写几个字"},
		{four, "来 19900000031 老人在桥洞", "call.log {kind:phone,caller:{phone:19900000031},said:老人在桥洞}"},
		{"", "4 来 19900000031 又见到", "call.log {kind:phone,caller:{phone:19900000031},said:又见到,case:" + four + "}"},
		{"", "来 1990000003 老人", "! 手机号应为 11 位、以 13 至 19 开头，现为 10 位"},
		{"", "来 19900000031", "! 要写说了什么"},
		// goods, orders, warnings
		{"", "4 发 棉被 2 值班室备用", "stock.issue {item:I01,from:P101,qty:2,case:" + four + "}"},
		{"", "4 发 棉被 ２床 备用 白露生", "stock.issue {item:I01,from:P101,qty:2,case:" + four + ",receiver:白露生}"},
		{four, "0 发 棉被 2 备用", "! 要写用途"},
		{four, "0 发 棉被 2 备用 巡查", "stock.issue {item:I01,from:P101,qty:2,reason:巡查}"},
		{"", "4 发 棉 2 备用", "! 「棉」可以是: 棉被、棉大衣。请多写几个字"},
		{"", "4 发 棉被 两 备用", "! 数量写整数: 两"},
		{"", "4 发 棉被 0 备用", "! 数量写整数: 0"},
		{"", "4 发 棉被 2 桥洞", "! 没有这个地点: 桥洞"},
		{four, "令 沈岚 送卫生院", "order.give {leader:U002,text:送卫生院,case:" + four + "}"},
		{"", "令 何雨禾 送", "! 没有这个领导: 何雨禾"},
		{"", "预警 寒潮 橙色 06：00", "warning.set {kind:cold_wave,level:orange,until:2026-11-24T06:00:00+08:00}"},
		{"", "warn snow red", "warning.set {kind:snowstorm,level:red}"},
		{"", "预警 寒潮 橙色 明天", "! 时间写成 02:11 或 11-24 02:11"},
		{"", "4 预警 寒潮 橙色", "! 「预警」前面不写编号"},
		// going somewhere
		{"", "值班室", "go board"},
		{"", "wz", "go stock"},
		{"", "lists", "go lists"},
		{"", "登记", "go intake"},
		{"", "锁", "go screen.Lock"},
		{"", "语言", "go screen.Turn"},
		{"", "救助 4", "! 「救助」后面多了: 4"},
		// several
		{"", "4 办 120; 4 记 好；救助", "case.act " + at + ",act:notify_emergency_now} | note.add " + at + ",text:好} | go cases"},
		{"", ";； 4 记 好;", "note.add " + at + ",text:好}"},
		{"", "4 记 他说“冷;饿”", "note.add " + at + ",text:他说“冷;饿”}"},
		{"", "4 记 他说“冷; 4 到", "note.add " + at + ",text:他说“冷} | case.arrive " + at + "}"},
		{"", "", ""},
	} {
		if got := told(cmdline.Parse(c.line, snapshot(t, c.here))); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.line, got, c.want)
		}
	}
}

// Ensure that two duties which a word finds are both named, and neither is taken.
func TestParseAmbiguousDuty(t *testing.T) {
	s := snapshot(t, "")
	p := s.Pages[four].Case
	s.Fresh()
	p.Obligations = append(p.Obligations, rules.Obligation{Code: "emergency_again", Text: text.Text{ZH: "再拨 120", EN: "Ring 120 again"}, State: rules.Due})
	want := "! 「120」可以是: 呼叫 120 急救、再拨 120。请多写几个字"
	if got := told(cmdline.Parse("4 办 120", s)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// Ensure that what the page refuses is told before Enter, with its clause.
func TestParseRefused(t *testing.T) {
	e := cmdline.Parse("4 结", snapshot(t, ""))[0]
	if e.Refused == nil || e.Refused.Clause != "P1.3.20" || e.Command == nil {
		t.Errorf("%+v", e)
	}
}

// Ensure that a case whose page cannot be read says so.
func TestParseUnreadPage(t *testing.T) {
	s := snapshot(t, "")
	s.Pages["C20261123-0007"] = cmdline.Page{Err: &rules.Error{Kind: rules.Denied, Text: text.Text{ZH: "不能看", EN: "Not yours"}}}
	if got := told(cmdline.Parse("7 记 好", s)); got != "! 不能看" {
		t.Error(got)
	}
}

// Ensure that nothing which is typed makes the parser fail, that what is not understood or
// still needs something runs nothing, and that it means the same read again.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"4 办 120; 记 好", "#4办120；4", "c1-4 发 棉被 2 备用", "4 答 人群 老年", "“;", "4 拨 0419-8220110 通", "预警 寒潮 橙 06:00"} {
		f.Add(s, s)
	}
	s := snapshot(f, four)
	f.Fuzz(func(t *testing.T, line, more string) {
		entries := cmdline.Parse(line, s)
		for _, e := range entries {
			if (e.Err != nil || e.Needs != "") && (e.Command != nil || e.Go != nil) {
				t.Fatalf("%q would run %+v", line, e)
			}
		}
		if again := told(cmdline.Parse(line, s)); again != told(entries) {
			t.Fatalf("%q: %s, then %s", line, told(entries), again)
		}
		// What stands behind an entry never changes what it means.
		if !strings.ContainsAny(line+more, "\"“「『") {
			longer := cmdline.Parse(line+";"+more, s)
			if len(longer) < len(entries) || told(longer[:len(entries)]) != told(entries) {
				t.Fatalf("%q and %q", line, more)
			}
		}
		for caret := range []rune(line) {
			options, from, to := cmdline.Suggested(line, caret, s)
			if from > to || to > len([]rune(line)) || slices.Contains(options, "") {
				t.Fatalf("%q at %d: %q %d-%d", line, caret, options, from, to)
			}
		}
	})
}
