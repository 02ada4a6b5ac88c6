// Package sheet draws the papers that the desk prints: which columns a paper has, which of
// them are filled from the book and which are left blank for a hand or a seal, and how it
// looks as an A4 page and on a terminal. The columns are those of docs/domain.md §4.4. It is
// pure: it reads one view.Printing and writes nothing; who may see it, whether the print is
// recorded and where the file goes stay with the caller.
package sheet

import (
	"strconv"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Sheet is a paper before it is drawn: its parts in order, once for each copy.
type Sheet struct {
	Kind   rules.PaperKind
	Title  text.Text
	Unit   string      // 岚川县北渡镇
	Number string      // of the paper; "" on a draft
	Of     string      // the case or handover it was drawn from
	Copies []text.Text // what each copy is called; one nameless copy where there is only one
	At     time.Time   // when it was drawn
	By     string
	Parts  []Part
	Notes  []text.Text // under the signatures
}

// Part is a block of a sheet: pairs of label and value, a table, or signatures.
type Part struct {
	Title text.Text
	Cells []Cell
	Table *Table
	Signs []Sign
}

// Cell is a label and its value. An empty value is room for a hand: Lines lines of it.
type Cell struct {
	Label text.Text
	Value text.Text
	Wide  bool // takes the whole row
	Lines int
}

// Table is columns under a head, with Blank empty rows for a hand at its end. Tight rows
// leave no room for a hand.
type Table struct {
	Head  []Column
	Rows  [][]text.Text
	Blank int
	Tight bool
}

// Column is a heading and its share of the width in percent.
type Column struct {
	Title text.Text
	W     int
}

// Sign is room for somebody's hand, and with Seal for the seal of the unit. Name is printed
// where the person is known, Lines are further things to fill in.
type Sign struct {
	Who   text.Text
	Name  string
	Seal  bool
	Lines []text.Text
}

// Placeholder stands on a sheet whose number is not known yet; it is as long as one.
const Placeholder = "D00000000-0000"

// Of is the sheet of a printing. Without a recorded paper it is a draft, and says so.
func Of(p *view.Printing) Sheet {
	if p.Kind == rules.PaperNotice {
		return Notice(p.Notice, p.Now, p.County+p.Town, p.By, p.Demo)
	}
	s := Sheet{Kind: p.Kind, Title: rules.WordOf(rules.PaperWords, string(p.Kind)), Unit: p.County + p.Town, At: p.Now, By: p.By}
	if p.Paper != nil {
		s.Number = p.Paper.ID
	}
	d := drawing{p: p}
	switch p.Kind {
	case rules.PaperLog:
		s.Title, s.Number, s.Of, s.Parts = logTitle, LogNumber(p.Log), "", d.log()
	case rules.PaperReport:
		s.Title, s.Number, s.Of, s.Parts = d.reportTitle(), rules.Stamp(p.Report.For), "", d.report()
	case rules.PaperHandover:
		s.Of, s.Parts = p.Handover.Handover.ID, d.handover()
	case rules.PaperTransfer:
		s.Parts = d.transfer()
	case rules.PaperRefusal:
		s.Parts = d.refusal()
	case rules.PaperCollect:
		s.Parts = d.collect()
	case rules.PaperIssue:
		s.Parts = d.issue()
	case rules.PaperCard:
		s.Parts = d.card()
	default:
		s.Parts = d.intake()
	}
	if p.Case != nil {
		s.Of = p.Case.Case.ID
	}
	s.Copies = copies[p.Kind]
	if s.Copies == nil {
		s.Copies = []text.Text{{}}
	}
	s.Notes = notes[p.Kind]
	if p.Demo {
		s.Notes = append(s.Notes[:len(s.Notes):len(s.Notes)], text.Text{ZH: "演示数据, 人物和地名均为虚构。", EN: "Demonstration: persons and places are made up."})
	}
	return s
}

var copies = map[rules.PaperKind][]text.Text{
	rules.PaperTransfer: {{ZH: "第一联 移交方留存", EN: "Copy 1: kept by the side that hands over"}, {ZH: "第二联 接收方留存", EN: "Copy 2: kept by the receiving side"}},
	rules.PaperCollect:  {{ZH: "第一联 值班室留存", EN: "Copy 1: kept by the duty room"}, {ZH: "第二联 领回人留存", EN: "Copy 2: kept by the collector"}},
}

// notes say what the paper is for and which clause asks for it.
var notes = map[rules.PaperKind][]text.Text{
	rules.PaperTransfer: {{ZH: "一式两份, 双方签字盖章后各存一份 (P1.3.13)。夜间无法盖章的, 先签字, 下一工作日补盖。",
		EN: "Two copies, one for each side once both have signed and sealed (P1.3.13). Where no seal is at hand at night: sign now, seal on the next workday."}},
	rules.PaperRefusal: {{ZH: "拒绝救助的, 提供食品、御寒物品和求助方式, 资料留存 (P1.3.17, P3.4.7)。本人拒签的, 由两名见证人签字。",
		EN: "Who declines is given food, winter goods and help information, and the record is kept (P1.3.17, P3.4.7). Who will not sign: two witnesses do."}},
	rules.PaperCollect: {{ZH: "核对领回人证件原件并留复印件; 一式两份。", EN: "Compare the collector's identity paper and keep a copy of it. Two copies."}},
	rules.PaperCard: {{ZH: "救助不收费, 来去自愿。天冷、生病、没有吃住, 随时打电话, 或请身边的人代打。",
		EN: "Help costs nothing and nobody is forced. Cold, ill, without food or a bed: ring at any time, or ask somebody near to ring."}},
	rules.PaperIssue: {{ZH: "物资无偿发放, 不得收费。领取人签字或按手印。", EN: "Given free of charge. The receiver signs or gives a thumbprint."}},
}

// drawing fills one sheet in.
type drawing struct{ p *view.Printing }

func same(s string) text.Text { return text.Text{ZH: s, EN: s} }

// name is an officer by id, "" for nobody.
func (d drawing) name(id string) string {
	if n := d.p.Names[id]; n != "" {
		return n
	}
	return id
}

// moment is a time in full, as papers have it.
func moment(t time.Time) text.Text {
	t = t.In(rules.Zone)
	return text.Text{ZH: t.Format("2006年1月2日 15时04分"), EN: t.Format("2006-01-02 15:04")}
}

// byHand is a moment to be written by hand.
var byHand = text.Text{ZH: "____年__月__日__时__分", EN: "____-__-__ __:__"}

// dateByHand is a date to be written by hand.
var dateByHand = text.Text{ZH: "____年__月__日", EN: "____-__-__"}

// ticked are boxes, the chosen ones filled.
func ticked(options []rules.Named, chosen ...string) text.Text {
	var zh, en []string
	for _, o := range options {
		box := "□"
		for _, c := range chosen {
			if c == o.Code {
				box = "■"
			}
		}
		zh, en = append(zh, box+o.Text.ZH), append(en, box+o.Text.EN)
	}
	return text.Text{ZH: strings.Join(zh, "  "), EN: strings.Join(en, "  ")}
}

// boxes are options to be ticked by hand.
func boxes(options ...text.Text) text.Text {
	var named []rules.Named
	for i, o := range options {
		named = append(named, rules.Named{Code: strconv.Itoa(i), Text: o})
	}
	return ticked(named)
}

// parts joins what is not empty.
func parts(all ...text.Text) text.Text {
	var zh, en []string
	for _, t := range all {
		if !t.IsZero() {
			zh, en = append(zh, strings.TrimRight(t.In(text.ZH), "。;")), append(en, strings.TrimRight(t.In(text.EN), "。;"))
		}
	}
	return text.Text{ZH: strings.Join(zh, "; "), EN: strings.Join(en, "; ")}
}

// Labels that several papers have.
var (
	nameText    = text.Text{ZH: "姓名", EN: "Name"}
	sexText     = text.Text{ZH: "性别", EN: "Sex"}
	ageText     = text.Text{ZH: "年龄", EN: "Age"}
	idText      = text.Text{ZH: "证件类型号码", EN: "Identity paper"}
	phoneText   = text.Text{ZH: "联系电话", EN: "Telephone"}
	addressText = text.Text{ZH: "住所地", EN: "Address"}
	looksText   = text.Text{ZH: "体貌特征", EN: "Looks"}
	healthText  = text.Text{ZH: "健康状况", EN: "Health"}
	thingsText  = text.Text{ZH: "随身物品", EN: "Belongings"}
	atText      = text.Text{ZH: "时间", EN: "Time"}
	placeText   = text.Text{ZH: "地点", EN: "Place"}
	unitText    = text.Text{ZH: "单位", EN: "Unit"}
	leaderText  = text.Text{ZH: "值班领导", EN: "Duty leader"}
	noText      = text.Text{ZH: "序号", EN: "No."}
	amountText  = text.Text{ZH: "数量", EN: "Quantity"}
	remarkText  = text.Text{ZH: "备注", EN: "Remark"}
	printText   = text.Text{ZH: "按手印", EN: "thumbprint"}
)
