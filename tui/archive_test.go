package tui_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/internal/fakedesk"
)

// photos puts three fresh photos and an old paper into the inbox.
func photos(t *fakedesk.Town) {
	for i, name := range []string{"IMG_1.jpg", "IMG_2.jpg", "IMG_3.jpg"} {
		t.Put(name, 2<<20, "image/jpeg", time.Duration(i+1)*time.Minute)
	}
	t.Put("证明.pdf", 80<<10, "application/pdf", 3*time.Hour)
}

// Ensure that the photos of the last minutes are filed by one Enter, leave the inbox, and
// count in their slot; and that Ctrl+X strikes one out.
func TestArchiveRecent(t *testing.T) {
	n := open(t, set{town: photos}).signIn("hyh").press("Enter", "ctrl+d").
		sees("档案 1124-0004", "照片 缺", "发票单据 缺", "附最近 10 分钟的 3 张照片", "IMG_1.jpg", "2.0 MB", "1分", "证明.pdf", "/book/inbox")
	n.press("Enter").sees("归档 3 个文件", "照片 3")
	c := last[*command.Attach](n)
	if c.Slot != rules.SlotPhoto || len(c.Files) != 3 || c.Case != fakedesk.CaseID {
		t.Errorf("%+v", c)
	}
	if got := n.town.Boxed(); !slices.Equal(got, []string{"证明.pdf"}) {
		t.Errorf("left in the inbox: %q", got)
	}
	n.press("Esc").sees("照片 3").press("ctrl+x").sees("撤下附件").press("Enter", "text:认错人了", "F9")
	if c := last[*command.Detach](n); c.Reason != "认错人了" {
		t.Errorf("%+v", c)
	}
	n.press("ctrl+d").sees("照片 2")
}

// Ensure that several are marked with the arrows and filed together, under the slot that fits.
func TestArchiveMarked(t *testing.T) {
	for _, w := range []int{80, 45} {
		n := open(t, set{town: photos, w: w, h: 24}).signIn("hyh").press("Enter", "a", "Down", "Right", "Down", "Right").sees("[x] IMG_1", "[ ] IMG_2", "[x] IMG_3")
		n.press("Enter").sees("归档", "IMG_1.jpg", "IMG_3.jpg", "照片").press("F9").sees("照片 2")
		if c := last[*command.Attach](n); len(c.Files) != 2 || c.Files[1].Name != "IMG_3.jpg" {
			t.Errorf("%+v", c)
		}
	}
	n := open(t, set{town: photos}).signIn("hyh").press("Enter", "a", "Down", "Down", "Down", "Down", "Enter").sees("证明.pdf", "归到", "证明").press("F9").sees("证明 1")
	if c := last[*command.Attach](n); c.Slot != rules.SlotProof {
		t.Errorf("%+v", c)
	}
}

// Ensure that a refused copy keeps the form with what was typed and says why; and that a
// path must be whole.
func TestArchiveRefused(t *testing.T) {
	gone := &rules.Error{Kind: rules.Invalid, Field: "files", Text: text.Text{ZH: "IMG_1.jpg 不在了。", EN: "IMG_1.jpg is not there."}, Err: errors.New("x")}
	n := open(t, set{town: func(t *fakedesk.Town) { photos(t); t.NoStow = gone }}).signIn("hyh").press("Enter", "a", "Enter").sees("IMG_1.jpg 不在了", "归到")
	if n.town.Boxed()[0] != "IMG_1.jpg" || len(n.town.Log) != 0 {
		t.Errorf("%q %v", n.town.Boxed(), n.town.Log)
	}
	n.press("F9").sees("照片 3")
	n = open(t, set{}).signIn("hyh").press("Enter", "a", "Down", "Enter").sees("文件", "完整路径").press("text:a.jpg", "F9").sees("路径要从 / 写起").
		press("Home", "text:/x/", "F9").sees("照片 1")
	if c := last[*command.Attach](n); c.Files[0].Name != "a.jpg" {
		t.Errorf("%+v", c)
	}
}

// Ensure that words typed beside chosen files come back, and that an unknown outcome is asked
// for again under the same request, for the same files alone.
func TestArchiveAgain(t *testing.T) {
	unknown := &rules.Error{Kind: rules.Unknown, Text: text.Text{ZH: "结果不明。", EN: "Outcome unknown."}}
	n := open(t, set{town: func(t *fakedesk.Town) { photos(t); t.FailAfter = unknown }}).signIn("hyh").press("Enter", "a", "Down", "Enter", "Tab", "text:到场时", "Esc", "Enter").sees("到场时")
	n.press("F9").sees("结果不明")
	n.press("F9").sees("照片 1")
	if r := n.town.Requests; len(r) != 2 || r[0] != r[1] {
		t.Errorf("%q", r)
	}
	n = open(t, set{town: func(t *fakedesk.Town) { photos(t); t.Put("a.jpg", 1, "image/jpeg", 0); t.FailAfter = unknown }}).signIn("hyh").press("Enter", "a", "Down", "Enter", "F9").sees("结果不明").press("Esc")
	n.press("Down", "Enter", "F9").sees("照片 2")
	if r := n.town.Requests; len(r) != 2 || r[0] == r[1] {
		t.Errorf("%q", r)
	}
}

// Ensure that a long copy shows how far it is and is stopped by Esc, with nothing filed.
func TestArchiveStopped(t *testing.T) {
	n := open(t, set{town: func(t *fakedesk.Town) { photos(t); t.Slow = true }}).signIn("hyh").press("Enter", "a")
	n.Patience = 50 * time.Millisecond
	n.press("Enter").minute().sees("正在拷贝 1/3  50%  Esc 停止").press("x").misses("xIMG").press("Esc")
	for n.town.Stopped() == 0 { // it looks at that in its own time
		n.minute()
	}
	for strings.Contains(n.text(), "正在拷贝") {
		n.minute()
	}
	n.sees("已取消, 没有归档", "归到").misses("正在拷贝")
	if len(n.town.Log) != 0 {
		t.Errorf("%v", n.town.Log)
	}
	n.press("Esc").sees("照片 缺")
}

// Ensure that a number fills the system entry, details show the hash, and export tells where.
func TestArchiveDetails(t *testing.T) {
	n := open(t, set{town: photos}).signIn("hyh").press("Enter", "a", "Enter", "End").sees("IMG_3.jpg").press("Enter").
		sees("附件 E20261124-0003", "SHA-256", "2.0 MB", "image/jpeg", "何雨禾").press("Enter").sees("已导出 1 个: /book/out/" + fakedesk.CaseID).press("Esc")
	if c := last[*command.ExportArchive](n); !slices.Equal(c.Only, []string{"E20261124-0003"}) || c.Minor {
		t.Errorf("%+v", c)
	}
	n.press("F6").sees("导出到")
	n.press("Home", "Down", "Enter").sees("写编号", "A-38").press("text:4199-0001", "F9").sees("系统录入 1", "4199-0001")
	if c := last[*command.Attach](n); c.Slot != rules.SlotSystem || c.Words != "4199-0001" {
		t.Errorf("%+v", c)
	}
	n.press("F12").sees("Archive 1124-0004", "photo 3", "system entry 1")
}

// Ensure that what is on file of a minor is exported only with a reason, by who may.
func TestArchiveMinor(t *testing.T) {
	child := func(t *fakedesk.Town) {
		photos(t)
		age := 9
		t.Facts(rules.Facts{Age: &age})
	}
	n := open(t, set{town: child}).signIn("hyh").press("Enter", "a", "Enter", "F6").sees("当事人是未成年人", "默认不导出")
	n.misses("已导出", "原因")
	open(t, set{town: child}).signIn("zld").press("Enter", "a", "Enter", "F6").sees("R.30", "原因").press("text:公安调取", "F9").sees("已导出")
}

// Ensure that the duty to file the archive leads there.
func TestArchiveDuty(t *testing.T) {
	owed := func(t *fakedesk.Town) {
		t.Owe(rules.Obligation{Code: rules.ArchiveAct, Goal: rules.GoalPaper, Text: text.Text{ZH: "归档, 缺 照片", EN: "File the archive, lacking photo"}, Clauses: []string{rules.ArchiveClause}, Must: true, State: rules.Pending})
	}
	open(t, set{town: owed}).signIn("hyh").press("Enter").sees("归档, 缺 照片", "照片 缺").press("Enter").sees("档案 1124-0004", "写系统录入编号")
	open(t, set{town: owed}).signIn("hyh").press("Enter", "F9").sees("归档, 缺 照片", "说明")
}
