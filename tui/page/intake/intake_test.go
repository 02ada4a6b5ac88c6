package intake_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/internal/fakedesk"
	"dutydesk/tui/tuitest"
)

// night is a session at the fake town. keys counts what was pressed, a text as one.
type night struct {
	*tuitest.Driver
	t    *testing.T
	town *fakedesk.Town
	w, h int
	keys int
}

func open(t *testing.T, w, h int, lang text.Lang) *night {
	t.Helper()
	n := &night{t: t, town: fakedesk.New(), w: w, h: h}
	n.Driver = tuitest.NewDriver(t, tui.New(n.town, tui.Options{Lang: lang, Width: w, Height: h}))
	n.Skip = []string{"nextChange"}
	n.Start(w, h)
	return n
}

func (n *night) press(steps ...string) *night {
	n.t.Helper()
	for _, s := range steps {
		if n.keys++; strings.Contains(s, ":") {
			n.keys--
		}
		n.Send(tuitest.Keys(s)...)
	}
	return n
}

func (n *night) signIn() *night {
	n.t.Helper()
	n.press("text:hyh", "Enter", "text:"+fakedesk.PIN, "Enter")
	n.keys = 0
	return n
}

func (n *night) text() string { return strings.Join(n.Screen(n.w, n.h), "\n") }

func (n *night) sees(words ...string) *night {
	n.t.Helper()
	for _, w := range words {
		if s := n.text(); !strings.Contains(s, w) {
			n.t.Errorf("%q is not seen:\n%s", w, s)
		}
	}
	return n
}

func (n *night) misses(words ...string) *night {
	n.t.Helper()
	for _, w := range words {
		if s := n.text(); strings.Contains(s, w) {
			n.t.Errorf("%q is seen:\n%s", w, s)
		}
	}
	return n
}

func (n *night) logged() *command.LogCall {
	n.t.Helper()
	for _, c := range slices.Backward(n.town.Log) {
		if c, ok := c.(*command.LogCall); ok {
			return c
		}
	}
	n.t.Fatalf("no call was written:\n%s", n.text())
	return nil
}

const message = "火车站广场有个老汉, 约70岁, 叫不醒, 没有受伤, 我电话19900000021"

// Ensure a pasted message fills the words as they are and proposes the rest, and that two
// keys beside it open the case.
func TestPaste(t *testing.T) {
	n := open(t, 80, 24, "").signIn().press("F2", "paste:"+message).sees("?地点*    火车站广场", "原话如此", "「叫不醒」", "「老汉」").press("F9")
	c := n.logged()
	if c.Said != message || c.Caller.Phone != "19900000021" || c.Open == nil || c.Open.Place != "火车站广场" {
		t.Fatalf("the call: %+v", c)
	}
	p := c.Open.Person
	if p.Sex != "M" || p.Age == nil || *p.Age != 70 || p.Tri("confused") != rules.Yes || p.Tri("sudden_illness") != rules.Unasked || !slices.Equal(p.Groups, []string{"elderly"}) {
		t.Errorf("the person: %+v", p)
	}
	if n.keys != 2 {
		t.Errorf("%d keys", n.keys)
	}
}

// Ensure a case is opened by hand in at most twelve keys beside its text.
func TestKeysOfACase(t *testing.T) {
	n := open(t, 80, 24, "").signIn().press("F2", "text:有个人躺着", "Tab", "text:hczgc", "Down", "Enter", "1", "Tab", "1", "Tab", "Tab", "Tab", "F9")
	if c := n.logged(); c.Open == nil || c.Open.Place != "火车站广场" || c.Open.Person.Tri("sudden_illness") != rules.Yes {
		t.Errorf("the call: %+v %+v", c, c.Open)
	}
	if n.keys > 12 {
		t.Errorf("%d keys", n.keys)
	}
}

// Ensure the words typed by hand are read when the field is left, a save in it shows the
// guesses first, and what the person typed is never replaced.
func TestTypedWords(t *testing.T) {
	n := open(t, 80, 24, "").signIn().press("F2", "text:三号涵洞有个女的，四十岁", "F9").sees("再按 F9", "?地点*    三号涵洞")
	if len(n.town.Log) > 0 {
		t.Fatal("saved before anybody saw the guesses")
	}
	n.press("F9")
	if c := n.logged(); c.Open.Place != "三号涵洞" || c.Open.Person.Sex != "F" {
		t.Errorf("the call: %+v", c.Open)
	}
	n = open(t, 80, 24, "").signIn().press("F2", "Tab", "text:老砖厂", "Esc", "Shift+Tab", "paste:"+message, "F9")
	if c := n.logged(); c.Open.Place != "老砖厂" {
		t.Errorf("the place typed became %q", c.Open.Place)
	}
}

// Ensure a guess follows the words while nobody has gone through it.
func TestGuessFollowsTheWords(t *testing.T) {
	n := open(t, 80, 24, "").signIn().press("F2", "paste:三号涵洞有个老汉").sees("?地点*    三号涵洞", "「老汉」").
		press("Ctrl+U", "paste:火车站广场有个女的").sees("?地点*    火车站广场").misses("    三号涵洞", "「老汉」").press("F9")
	if c := n.logged(); c.Open.Place != "火车站广场" || c.Open.Person.Sex != "F" || c.Open.Person.Groups != nil {
		t.Errorf("the call: %+v", c.Open)
	}
}

// Ensure a guess is one again when it comes back from a draft, and a field that the person
// emptied stays empty.
func TestGuessOfADraft(t *testing.T) {
	n := open(t, 80, 24, "").signIn().press("F2", "paste:三号涵洞有个老汉", "Tab", "Ctrl+U", "text:老砖厂", "Esc", "Esc", "F2", "1").
		sees("?性别", "「老汉」", "地点*    老砖厂")
	n.press("Ctrl+N", "Enter").misses("老汉", "老砖厂").press("paste:三号涵洞有个老汉", "Tab", "Ctrl+U", "Esc", "Shift+Tab", "End", "text:。", "Tab")
	n.misses("?地点").sees("?性别")
}

// Ensure what is told beside the questions of the form has a field too.
func TestFurtherFacts(t *testing.T) {
	n := open(t, 120, 40, "").signIn().press("F2", "paste:火车站广场有个女的, 精神不正常, 走丢了").sees("疑似走失被拐", "疑似精神障碍").press("F9")
	if p := n.logged().Open.Person; p.Tri("mental_illness") != rules.Yes || p.Tri("suspected_lost") != rules.Yes {
		t.Errorf("the person: %+v", p)
	}
}

// Ensure the same place and the same number are seen before a second case is opened, and
// that one key joins.
func TestTwin(t *testing.T) {
	n := open(t, 80, 24, "").signIn().press("F2", "paste:汽车站桥洞还有那个老人").sees("同一地点有在办 1124-0004", "F7 并入").press("F7", "F9")
	if c := n.logged(); c.Case != fakedesk.CaseID || c.Open != nil {
		t.Errorf("not joined: %+v", c)
	}
	n.sees("1124-0004 在办")
	n = open(t, 80, 24, "").signIn().press("F2", "paste:还是刚才说的, 电话19900000031").sees("这个电话 01:40 来过", "F6 去看").misses("F7 并入").press("F6").sees("水管爆了")
	n.press("Esc").sees("还是刚才说的")
	open(t, 80, 24, "").signIn().press("F2", "paste:汽车站桥洞附近有人").sees("相近地点有在办 1124-0004")
	open(t, 45, 24, "").signIn().press("F2", "paste:汽车站桥洞还有那个老人").sees("同一地点有在办").misses("F7")
}

// Ensure what was typed for a case is not lost when none is opened: it stands behind the
// words, without what was only guessed from them.
func TestNothingTypedIsLost(t *testing.T) {
	n := open(t, 80, 24, "").signIn().press("F2", "paste:汽车站桥洞有个老汉", "Tab", "Tab", "2", "Tab", "1", "F7", "F9")
	if c := n.logged(); c.Case != fakedesk.CaseID || c.Said != "汽车站桥洞有个老汉\n突发疾病 否; 神志不清 是" {
		t.Errorf("the call: %q", c.Said)
	}
}

// Ensure the words come first on every window.
func TestWordsFirst(t *testing.T) {
	for _, w := range []int{45, 80, 120} {
		n := open(t, w, 24, "").signIn().press("F2")
		s := n.text()
		if i, j := strings.Index(s, "所述情况"), strings.Index(s, "地点"); i < 0 || j < i {
			t.Errorf("%d columns:\n%s", w, s)
		}
	}
	open(t, 80, 24, text.EN).signIn().press("F2", "paste:"+message).sees("guess: \"约70岁\"")
}

// Ensure the form at a locked desk shows nothing of the desk or of what somebody left there,
// keeps both, and after a signed save is empty and leaves the older words alone.
func TestBlank(t *testing.T) {
	n := open(t, 80, 24, "")
	left := n.town.Left()
	if err := left.SaveDraft("intake", []byte(`{"said":"别人的话","place":"石桥"}`)); err != nil {
		t.Fatal(err)
	}
	n.press("F2").sees("未登录", "所述情况").misses("别人的话", "石桥", "并入").
		press("text:桥下有人", "Tab").misses("汽车站桥洞", "河湾村").press("text:老砖厂旁", "Esc", "Esc")
	var v map[string]string
	raw, _ := left.Draft("intake")
	if err := json.Unmarshal(raw, &v); err != nil || !strings.Contains(v["said"], "桥下有人") || !strings.Contains(v["said"], "别人的话") || !strings.Contains(v["said"], "石桥") || v["place"] == "石桥" {
		t.Errorf("kept %s", raw)
	}
	n = open(t, 80, 24, "")
	left = n.town.Left()
	_ = left.SaveDraft("intake", []byte(`{"said":"别人的话"}`))
	n.press("F2", "text:有人冻着", "Tab", "text:老砖厂", "Esc", "F9").sees("PIN").press("text:hyh", "Enter", "text:"+fakedesk.PIN, "Enter")
	if c := n.logged(); c.Said != "有人冻着" || c.Open == nil || c.Open.Place != "老砖厂" {
		t.Errorf("the call: %+v", c)
	}
	n.sees("已保存", "未登录").misses("有人冻着", "老砖厂")
	if raw, _ := left.Draft("intake"); string(raw) != `{"said":"别人的话"}` {
		t.Errorf("left %s", raw)
	}
}
