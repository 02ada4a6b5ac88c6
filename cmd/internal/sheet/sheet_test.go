package sheet_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dutydesk/cmd/internal/sheet"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/style"
)

var update = flag.Bool("update", false, "write the goldens anew")

func ptr[T any](v T) *T { return &v }

func at(h, m int) time.Time { return time.Date(2026, 11, 24, h, m, 0, 0, rules.Zone) }

// printing is what a paper of the fictional town is drawn from (docs/domain.md §6).
func printing(kind rules.PaperKind) *view.Printing {
	p := &view.Printing{Stamp: view.Stamp{Now: at(2, 40)}, Kind: kind, Town: "北渡镇", County: "岚川县", Demo: true, By: "何雨禾",
		Duty:  view.Duty{Main: "何雨禾", Leader: "沈岚"},
		Names: map[string]string{"U001": "何雨禾", "U002": "沈岚", "U003": "周立冬", "U006": "许知远"},
		Paper: &rules.Paper{ID: "D20261124-0003", Kind: kind}}
	if kind == rules.PaperHandover {
		p.Handover = handover()
		return p
	}
	k := rules.Case{ID: "C20261124-0004", Kind: rules.CaseFound, State: rules.CaseSettled, Place: rules.PlaceRef{ID: "P001", Text: "汽车站桥洞"},
		Said:   "桥洞下躺着一个老人, 叫不醒, 穿得很少, 身边有一个编织袋。",
		Caller: rules.Caller{Name: "田望舒", Unit: "河湾村", Phone: "19900000021"},
		Person: rules.Person{Name: "石望归", Sex: "M", Birth: "1952-03-14", IDNumber: "419901195203140015", Looks: "灰棉袄, 一只鞋, 左手缠纱布", Address: "岚川县北渡镇大槐树村"},
		Facts: rules.Facts{Age: ptr(74), Groups: []string{"elderly", "mobility_impaired"}, Confused: ptr(false), SuddenIllness: ptr(true), Declines: ptr(true),
			FullCapacity: ptr(true), FoundBy: "village", Given: []string{"food", "winter_items", "help_info"}},
		OpenedAt: at(2, 1), OpenedBy: "U001", Receiver: "U001", Vehicle: "值班车 1 号", ArriveAt: ptr(at(2, 22)), SettledAt: ptr(at(2, 38)),
		Outcome: rules.OutcomeStation, OutcomeNote: "由派出所和值班员护送"}
	if kind == rules.PaperCollect {
		k.Person = rules.Person{Name: "马小禾", Sex: "M", Birth: "2012-06-05", IDNumber: "41990120120605003X", Looks: "蓝校服, 黑书包"}
		k.Facts = rules.Facts{Age: ptr(14), Groups: []string{"minor"}, SuddenIllness: ptr(false), FoundBy: "police"}
		k.Said, k.Caller, k.Place = "派出所送来一名走失的孩子, 说家在大槐树村, 手机没电。", rules.Caller{Unit: "北渡派出所", Phone: "110"}, rules.PlaceRef{Text: "火车站广场"}
		k.Outcome, k.OutcomeNote = rules.OutcomeHome, "等母亲来接"
	}
	if kind == rules.PaperCard {
		p.Phone, p.Points = "19900000001", []rules.Place{{Name: "车站社区避寒点", Village: "车站社区"}, {Name: "镇避寒点"}}
		p.Agencies = []rules.Agency{{Name: "县救助管理站", Phones: []string{"19900000060"}, Hours: "24 小时"}, {Name: "社会事务办", Phones: []string{"19900000030"}}}
	}
	p.Case = &view.Case{Case: k}
	p.Goods = []view.GoodsRow{
		{Move: rules.Move{ID: "M20261124-0001", Qty: 2, Receiver: "石望归", At: at(2, 25), By: "U001"}, Item: "棉被", Unit: "床", From: "值班室备用柜", Lot: "县拨"},
		{Move: rules.Move{ID: "M20261124-0002", Qty: 1, At: at(2, 25), By: "U003"}, Item: "方便面", Unit: "箱", From: "值班室备用柜", Lot: "B20261001-02"}}
	if kind == rules.PaperIssue { // of a kit: one in the place of another, one left out
		p.Goods = append(p.Goods, view.GoodsRow{Move: rules.Move{ID: "M20261124-0003", Qty: 1, Receiver: "石望归", Receipt: rules.ReceiptThumbprint, Kit: "P7-1", For: "棉衣", At: at(2, 25), By: "U001"}, Item: "棉大衣", Unit: "件", From: "值班室备用柜",
			Kit: text.Text{ZH: "御寒四样", EN: "four against the cold"}, For: text.Text{ZH: "棉衣", EN: "cotton coat"},
			Left: []view.LeftRow{{What: text.Text{ZH: "棉鞋 1双", EN: "1 pair of cotton shoes"}, Reason: "没有合脚的"}}})
	}
	return p
}

func handover() *view.Handover {
	line := func(key string, sec rules.Section, title string, due *time.Time, detail ...string) rules.Line {
		l := rules.Line{Key: key, Section: sec, Title: text.Text{ZH: title, EN: title}, Due: due}
		for _, d := range detail {
			l.Detail = append(l.Detail, text.Text{ZH: d, EN: d})
		}
		return l
	}
	lines := []rules.Line{
		line("case/C20261124-0004", rules.SectionSevere, "1124-0004 石望归 男 74岁 突发疾病 汽车站桥洞", ptr(at(8, 30)), "已处置 11-24 02:38: 护送救助站", "先办: 11-24 08:30 前 办书面交接 (P1.3.13)"),
		line("case/C20261124-0001", rules.SectionSevere, "1124-0001 无名氏 女 约14岁 火车站广场", ptr(at(2, 10)), "在办, 11-24 00:50 接报", "报称: 女孩独自在候车室, 不说话"),
		line("counts/S20261123-0800", rules.SectionSummary, "本班 来电来访 9, 新立 4, 处置 2, 办结 1, 发放 5 件", nil, "在办 5"),
		line("order/O20261124-01", rules.SectionAction, "口头指示 待 沈岚 补签", nil, "马上送县医院, 家属到后再议", "11-24 02:20, 何雨禾 记录"),
		line("paper/open", rules.SectionAction, "单据待签章 2 张", ptr(at(9, 0)), "1124-0001 人员交接单 1124-0004: 待盖章", "1124-0002 物资发放单 1124-0004: 待签字"),
		line("call/T20261124-0002", rules.SectionAction, "来电 11-24 01:40 白露生", nil, "兴隆社区三栋水管爆了, 路面结冰", "已转办 北渡供水站, 11-24 01:45, 未回结果"),
		line("warning/W20261123-01", rules.SectionWhatIf, "寒潮橙色预警", nil, "11-23 18:00 至 11-24 06:00"),
		line("stock/I01", rules.SectionWhatIf, "棉被 不足", nil, "可发 12 床, 最低 20"),
	}
	for i := range lines {
		lines[i].Accepted = ptr(at(8, 2))
	}
	lines[0].Word, lines[1].Word, lines[1].Query, lines[1].Overdue = "救助站 08:30 来人接, 单子要补盖章", "未保中心 9 点回话", "监护人电话打了没有?", true
	return &view.Handover{Live: lines, Names: map[string]string{},
		Shift: rules.Shift{ID: "S20261123-0800", Start: at(8, 0).AddDate(0, 0, -1), End: at(8, 0), Leader: "U002", Main: "U001", Deputies: []string{"U006"}},
		Handover: rules.Handover{ID: "H20261124-01", Shift: "S20261123-0800", State: rules.HandoverAccepted, Incoming: "U003", Leader: "U002",
			Counts: rules.Counts{Calls: 9, Opened: 4, Settled: 2, Closed: 1, Open: 5, Issued: 5}, ReadBack: "一老人已送站, 单子要盖章; 一女孩等未保中心回话; 指示待补签。",
			Given: &rules.Signature{Officer: "U001", Name: "何雨禾", At: at(7, 58)}, Taken: &rules.Signature{Officer: "U003", Name: "周立冬", At: at(8, 4)},
			Head: &rules.Head{Size: 214, Root: "q1Zr5m8Yd0fW3oTn9vKxH2bLcE7uJsGa6iPzRtQwXyU="}}}
}

func kinds() (out []rules.PaperKind) {
	for _, n := range rules.PaperWords {
		out = append(out, rules.PaperKind(n.Code))
	}
	return out
}

func html(t *testing.T, s sheet.Sheet, lang text.Lang) []byte {
	t.Helper()
	raw, err := s.HTML(lang)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Ensure that every paper looks as it did, as a page and as text, in both languages.
func TestGoldens(t *testing.T) {
	for _, kind := range kinds() {
		s := sheet.Of(printing(kind))
		for name, got := range map[string][]byte{
			string(kind) + ".html": html(t, s, text.ZH), string(kind) + ".txt": []byte(s.Text(text.ZH)), string(kind) + ".en.txt": []byte(s.Text(text.EN)),
		} {
			path := filepath.Join("testdata", name)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(got, want) {
				t.Errorf("%s differs; look, then run with -update", name)
			}
		}
	}
}

// Ensure that a page needs nothing from elsewhere, that it is as many copies as it says, and
// that no line of the text is too wide.
func TestForm(t *testing.T) {
	for _, kind := range kinds() {
		s := sheet.Of(printing(kind))
		for _, lang := range []text.Lang{text.ZH, text.EN} {
			page := string(html(t, s, lang))
			for _, bad := range []string{"<script", "<img", "<link", "src=", "href=", "url(", "@import"} {
				if strings.Contains(page, bad) {
					t.Errorf("%s: %s on the page", kind, bad)
				}
			}
			for _, need := range []string{`<meta charset="utf-8">`, "@page { size: A4", "D20261124-0003"} {
				if !strings.Contains(page, need) {
					t.Errorf("%s: no %s", kind, need)
				}
			}
			if n := strings.Count(page, `<section class="copy">`); n != kind.Copies() {
				t.Errorf("%s: %d copies, want %d", kind, n, kind.Copies())
			}
			for l := range strings.Lines(s.Text(lang)) {
				if w := style.Width(style.Narrow, strings.TrimRight(l, "\n")); w > 78 {
					t.Errorf("%s: %d cells: %q", kind, w, l)
				}
			}
		}
	}
}

// Ensure that the form of a transfer says the same as the newest live referral of the person.
func TestReferred(t *testing.T) {
	p := printing(rules.PaperTransfer)
	ref := func(h int, state rules.ReferralState, to, matter, car string, escort ...string) view.Referral {
		return view.Referral{Referral: rules.Referral{To: to, Matter: matter, Vehicle: car, Escort: escort, State: state, Steps: []rules.ReferralStep{{At: at(h, 0)}}}}
	}
	p.Case.Referrals = []view.Referral{
		ref(3, rules.ReferralAccepted, "县救助管理站", "", "救助车", "周立冬", "罗小满"),
		ref(2, rules.ReferralSent, "先问的医院", "", "旧车"),
		ref(4, rules.ReferralRefused, "拒收的医院", "", "不去的车"),
		ref(5, rules.ReferralSent, "社会事务办", "低保", "材料车"),
	}
	said := sheet.Of(p).Text(text.ZH)
	for _, need := range []string{"县救助管理站", "救助车", "周立冬、罗小满"} {
		if !strings.Contains(said, need) {
			t.Errorf("no %s in %s", need, said)
		}
	}
	for _, bad := range []string{"值班车", "医院", "社会事务办", "材料车", "旧车", "1.____"} {
		if strings.Contains(said, bad) {
			t.Errorf("%s in %s", bad, said)
		}
	}
	p.Case.Referrals[0].Referral.Vehicle = ""
	if said = sheet.Of(p).Text(text.ZH); strings.Contains(said, "值班车") {
		t.Error("the vehicle that was dispatched is not the one of the referral")
	}
	p.Case.Referrals = nil
	if said = sheet.Of(p).Text(text.ZH); !strings.Contains(said, "值班车") {
		t.Error("no vehicle")
	}
}

// Ensure that a draft says so, and that a number that comes later changes no length.
func TestDraft(t *testing.T) {
	p := printing(rules.PaperTransfer)
	p.Paper.ID = sheet.Placeholder
	before := len(html(t, sheet.Of(p), text.ZH))
	p.Paper.ID = "D20261124-0003"
	if after := len(html(t, sheet.Of(p), text.ZH)); after != before {
		t.Errorf("%d bytes, then %d", before, after)
	}
	p.Paper = nil
	s := sheet.Of(p)
	if page := string(html(t, s, text.ZH)); !strings.Contains(page, "草稿, 不作签字用") || !strings.Contains(s.Text(text.EN), "Draft, not for signature") {
		t.Error("a draft does not say so")
	}
}

// Ensure that nothing that a person wrote becomes markup, leaves its cell, or moves a
// terminal's cursor.
func TestHostile(t *testing.T) {
	const evil = "</td></tr></table><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{.Unit}}\u202e\x1b[2J\u0000}</style><style>*{display:none}"
	for _, kind := range kinds() {
		p := printing(kind)
		p.Town, p.By, p.Duty.Leader = evil, evil, evil
		for id := range p.Names {
			p.Names[id] = evil
		}
		if p.Case != nil {
			k := &p.Case.Case
			k.Said, k.Place.Text, k.OutcomeNote, k.Vehicle = evil, evil, evil, evil
			k.Caller = rules.Caller{Name: evil, Unit: evil, Phone: evil}
			k.Person = rules.Person{Name: evil, Looks: evil, Address: evil, IDNumber: evil}
			for i := range p.Goods {
				g := &p.Goods[i]
				g.Item, g.Unit, g.From, g.Lot, g.Move.Receiver = evil, evil, evil, evil, evil
				g.Kit, g.For, g.Left = text.Text{ZH: evil, EN: evil}, text.Text{ZH: evil, EN: evil}, []view.LeftRow{{What: text.Text{ZH: evil, EN: evil}, Reason: evil}}
			}
		} else {
			h := p.Handover
			h.Handover.ReadBack = evil
			for i := range h.Live {
				l := &h.Live[i]
				l.Word, l.Query, l.Title, l.Detail = evil, evil, text.Text{ZH: evil, EN: evil}, []text.Text{{ZH: evil, EN: evil}}
			}
		}
		s := sheet.Of(p)
		page := html(t, s, text.ZH)
		for _, bad := range []string{"<script", "<img", "\u202e", "\x1b", "\x00"} {
			if bytes.Contains(page, []byte(bad)) {
				t.Errorf("%s: %q on the page", kind, bad)
			}
		}
		if n := bytes.Count(page, []byte("<style>")); n != 1 {
			t.Errorf("%s: %d styles", kind, n)
		}
		balanced(t, kind, page)
		if said := s.Text(text.ZH); strings.ContainsAny(said, "\x1b\x00\u202e") {
			t.Errorf("%s: a control in the text", kind)
		}
	}
}

// balanced reads the body as XML: every element that opens closes.
func balanced(t *testing.T, kind rules.PaperKind, page []byte) {
	t.Helper()
	_, body, _ := strings.Cut(string(page), "</head>")
	body = strings.TrimSuffix(strings.TrimSpace(body), "</html>")
	body = strings.ReplaceAll(body, "%\">", "%\"/>") // the columns are void elements
	d := xml.NewDecoder(strings.NewReader(body))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", kind, err)
			return
		}
	}
}
