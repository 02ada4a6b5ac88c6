package sheet_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// measure runs in the page: whatever is wider than its room, or stands outside the
// printable width of A4, is named in the title.
const measure = `<script>addEventListener("load", () => {
  const bad = [], room = document.body.getBoundingClientRect()
  for (const e of document.querySelectorAll("body *")) {
    const r = e.getBoundingClientRect()
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth || r.right > room.right + 1 || r.left < room.left - 1)
      bad.push(e.tagName + " " + e.textContent.trim().slice(0, 20))
  }
  document.title = "clipped: " + bad.join("; ")
})</script><style>@media screen { body { width: 184mm; padding: 0 !important; margin: 0 } }</style>`

// In a real browser: every paper fits A4 in the pages that it is meant to have, and no
// column is cut. It needs a Chromium; where there is none, the goldens alone hold the pages.
func TestInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here")
	}
	dir := t.TempDir()
	pages := drawn(t, dir)
	// Two copies are two pages; a handover and a form may run on to a second.
	most := map[string]int{"transfer": 2, "collect": 2, "handover": 2, "intake": 2}
	run := func(t *testing.T, args ...string) []byte {
		args = append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + filepath.Join(dir, "profile")}, args...)
		out, err := exec.Command(browser, args...).Output()
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, page := range pages {
		name := strings.TrimSuffix(filepath.Base(page), ".html")
		t.Run(name, func(t *testing.T) {
			abs, err := filepath.Abs(page)
			if err != nil {
				t.Fatal(err)
			}
			pdf := filepath.Join(dir, name+".pdf")
			run(t, "--no-pdf-header-footer", "--print-to-pdf="+pdf, "file://"+abs)
			b, err := os.ReadFile(pdf)
			if err != nil {
				t.Fatal(err)
			}
			kind, _, _ := strings.Cut(name, ".")
			want := max(most[kind], 1)
			if got := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(b, -1)); got < 1 || got > want {
				t.Errorf("%d pages, at most %d", got, want)
			}
			if !regexp.MustCompile(`/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]`).Match(b) {
				t.Error("not A4")
			}

			html, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			html = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`).ReplaceAll(html, nil)
			html = bytes.Replace(html, []byte("</head>"), []byte(measure+"</head>"), 1)
			measured := filepath.Join(dir, name+".html")
			if err := os.WriteFile(measured, html, 0o600); err != nil {
				t.Fatal(err)
			}
			m := regexp.MustCompile(`(?s)<title>clipped: (.*)</title>`).FindSubmatch(run(t, "--dump-dom", "file://"+measured))
			if m == nil {
				t.Fatal("the page was not measured")
			}
			if len(m[1]) > 0 {
				t.Errorf("wider than its room: %s", m[1])
			}
		})
	}
}

// drawn writes every paper in both languages, those of somebody of whom much was said, the
// handover of a desk in the midst of a night, and the log.
func drawn(t *testing.T, dir string) (pages []string) {
	t.Helper()
	write := func(name string, p *view.Printing) {
		for code, lang := range map[string]text.Lang{"zh": text.ZH, "en": text.EN} {
			path := filepath.Join(dir, name+"."+code+".html")
			if err := os.WriteFile(path, html(t, sheet.Of(p), lang), 0o600); err != nil {
				t.Fatal(err)
			}
			pages = append(pages, path)
		}
	}
	for _, kind := range kinds() {
		write(string(kind), printing(kind))
		if kind == rules.PaperTransfer || kind == rules.PaperIntake {
			write(string(kind)+".long", wordy(kind))
		}
	}
	night := printing(rules.PaperHandover)
	night.Handover = fullDesk()
	write("handover.full", night)
	write("log", logPrinting())
	return pages
}

// wordy is a paper of somebody of whom much was said.
func wordy(kind rules.PaperKind) *view.Printing {
	p := printing(kind)
	k := &p.Case.Case
	k.Said, k.Person.Looks = strings.Repeat("桥洞下躺着一个老人, 叫不醒, 穿得很少。", 11), strings.Repeat("灰棉袄, 一只鞋, 头发花白, ", 6)
	return p
}

// fullDesk is a handover of five cases in every state, with all else that a night leaves.
func fullDesk() *view.Handover {
	h := handover()
	say := func(s string) text.Text { return text.Text{ZH: s, EN: s} }
	add := func(l rules.Line) { h.Live = append(h.Live, l) }
	h.Live = nil
	for i, who := range []string{"1124-0001 无名氏 女 约14岁", "1124-0002 裴小暑 女 约31岁", "1124-0003 姚清明 男 约76岁", "1124-0004 无名氏 男 约70岁 神志不清", "1123-0002 康大暑 男 约55岁 拒绝救助"} {
		sec := rules.SectionSevere
		if i%2 == 1 {
			sec = rules.SectionSummary
		}
		add(rules.Line{Key: "case/" + who[:9], Section: sec, Title: say(who + " 北渡汽车站候车厅"), Due: ptr(at(1, 54)), Overdue: true, Word: "盯紧, 有变化马上报带班领导。", Accepted: ptr(at(8, 2)), Detail: []text.Text{
			say("在办, 11-24 01:39 接报"), say("报称: 父亲 76 岁, 晚饭后出门没回来, 有时糊涂"), {ZH: "先办: 11-24 01:54 前 较急: 派人 (P7.2.27)", EN: "first: by 11-24 01:54: Pressing: send a team (P7.2.27)"}}})
		due := rules.Line{Key: "due/" + who[:9], Section: rules.SectionAction, Quiet: true, Title: text.Text{ZH: "待办 " + who + " 首接 何雨禾", EN: "to do " + who + ", first receiver 何雨禾"}, Due: ptr(at(1, 54)), Overdue: true, Accepted: ptr(at(8, 2)), Detail: []text.Text{
			{ZH: "11-24 01:54 前 较急: 派人 (P7.2.27)", EN: "by 11-24 01:54: Pressing: send a team (P7.2.27)"}, {ZH: "护送至救助机构 或 护送至社会事务办 (P1.3.13)", EN: "Escort to a relief site or Escort to the social affairs office (P1.3.13)"},
			{ZH: "测体温 (P7.2.30)", EN: "Take the temperature (P7.2.30)"}, {ZH: "留文字记录和视频 (P7.2.34)", EN: "Keep written record and video (P7.2.34)"}}}
		for range 6 {
			due.Detail = append(due.Detail, text.Text{ZH: "已办 11-23 21:27 给方便食品", EN: "done 11-23 21:27 Give food that keeps"})
		}
		add(due)
		add(rules.Line{Key: "ask/" + who[:9], Section: rules.SectionWhatIf, Quiet: true, Accepted: ptr(at(8, 2)),
			Title: text.Text{ZH: "未问清 " + who + ": 突发疾病、神志不清、危重病、有伤害危险", EN: "not asked yet, " + who + ": sudden illness, confused, gravely ill, danger to self or others"}})
	}
	for _, s := range []string{"在外 1 队 1124-0001 火车站广场", "在外 1 队 1124-0002 北渡汽车站候车厅", "上级通知 11-23 18:50 县政府总值班室", "来电 11-23 22:47 前营村魏夏至", "口头指示 待 沈岚 补签"} {
		add(rules.Line{Key: "call/" + s, Section: rules.SectionAction, Title: say(s), Word: "按清单继续办。", Accepted: ptr(at(8, 2)), Detail: []text.Text{say("寒潮橙色预警, 各镇双人值守, 桥洞工地加密巡查, 07:00 前报夜间情况"), say("电话 19900000415")}})
	}
	for _, s := range []string{"手电", "方便面", "棉鞋", "火腿肠", "热水袋", "饼干"} {
		add(rules.Line{Key: "stock/" + s, Section: rules.SectionWhatIf, Quiet: true, Accepted: ptr(at(8, 2)), Title: text.Text{ZH: s + " 不足", EN: s + ": short"},
			Detail: []text.Text{{ZH: "可发 6 支, 最低 10", EN: "6 支 to give, minimum 10"}}})
	}
	for _, s := range []string{"棉被", "棉大衣", "棉鞋", "手套帽子", "方便面", "饮用水", "口罩", "体温计", "手电", "电池", "暖贴", "救助联系卡"} {
		add(rules.Line{Key: "thing/" + s, Section: rules.SectionCounts, Quiet: true, Title: say(s + " (值班室备用)"), Count: &rules.Count{Kind: rules.ThingGoods, Unit: "件", Book: 12}})
	}
	return h
}

// Ensure that lines of one kind share a row, that what one of them was asked keeps its own,
// and that a case says once what is to be done.
func TestFolded(t *testing.T) {
	p := printing(rules.PaperHandover)
	p.Handover = fullDesk()
	rows := map[string][][]text.Text{}
	for _, part := range sheet.Of(p).Parts {
		if part.Table != nil {
			rows[part.Title.In(text.ZH)] = part.Table.Rows
		}
	}
	for title, want := range map[string]int{"如遇": 2, "清点": 1, "待办": 10} {
		if len(rows[title]) != want {
			t.Errorf("%s: %d rows, want %d", title, len(rows[title]), want)
		}
	}
	said := sheet.Of(p).Text(text.ZH)
	for need, n := range map[string]int{"未问清 5": 1, "已办 6 项": 5, "先办": 0, "给方便食品": 0} {
		if got := strings.Count(said, need); got != n {
			t.Errorf("%s: %d times, want %d", need, got, n)
		}
	}
	for i := range p.Handover.Live {
		if l := &p.Handover.Live[i]; l.Key == "stock/棉鞋" {
			l.Query = "还有几双?"
		}
	}
	if said = sheet.Of(p).Text(text.ZH); !strings.Contains(said, "疑问") {
		t.Error("the query is lost")
	}
}

// Ensure that long words are cut with where the rest stands, on the transfer but not on the
// intake form.
func TestLong(t *testing.T) {
	if said := sheet.Of(wordy(rules.PaperTransfer)).Text(text.ZH); !strings.Contains(strings.Join(strings.Fields(said), ""), "详见登记表") {
		t.Error(said)
	}
	if said := sheet.Of(wordy(rules.PaperIntake)).Text(text.ZH); strings.Contains(strings.Join(strings.Fields(said), ""), "详见登记表") {
		t.Error(said)
	}
}

// Ensure that papers tell what the book knows: by which way the case came, and when help was
// refused.
func TestKnown(t *testing.T) {
	p := printing(rules.PaperIntake)
	k := &p.Case.Case
	k.Facts.FoundBy, k.OpenedAt = "", at(2, 1)
	for want, c := range map[string]rules.Call{
		"■群众报告":    {Kind: rules.CallPhone, At: at(2, 0)},
		"■巡查发现":    {Kind: rules.CallPatrol, At: at(2, 0)},
		"■公安护送":    {Kind: rules.CallPhone, At: at(2, 0), Agency: "A03"},
		"■村(社区)报告": {Kind: rules.CallPhone, At: at(2, 0), Agency: "419901101001"},
		"■自行求助":    {Kind: rules.CallVisit, At: at(2, 0), Caller: rules.Caller{Name: k.Person.Name}},
	} {
		p.Case.Calls, p.Case.Numbers = []rules.Call{c}, []rules.Agency{{ID: "A03", Role: rules.AgencyPolice}}
		if said := sheet.Of(p).Text(text.ZH); !strings.Contains(said, want) {
			t.Errorf("no %s", want)
		}
	}
	p.Case.Calls[0].Out = true
	if said := sheet.Of(p).Text(text.ZH); strings.Contains(said, "■") {
		t.Error("a call out is no way to the desk")
	}
	p = printing(rules.PaperRefusal)
	p.Case.Case.Outcome, p.Case.Case.SettledAt = rules.OutcomeRefused, ptr(at(2, 34))
	if said := sheet.Of(p).Text(text.ZH); !strings.Contains(said, "时间: 2026年11月24日 02时34分") {
		t.Error(said)
	}
}
