package main

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"dutydesk/cmd/internal/demo"
	"dutydesk/rules/text"
	"dutydesk/tui"
	"dutydesk/tui/tuitest"
)

// night is the screen on the demo's own book.
type night struct {
	*tuitest.Driver
	t *testing.T
}

func openNight(t *testing.T) *night {
	t.Helper()
	dir := t.TempDir()
	if err := demo.Seed(dir, demo.Start, machineClock); err != nil {
		t.Fatal(err)
	}
	h, err := (&app{}).hold(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.close() })
	d := &door{dir: dir}
	d.book.Store(h.Store)
	n := &night{tuitest.NewDriver(t, tui.New(d, tui.Options{Lang: text.ZH, Width: 120, Height: 60})), t}
	n.Skip = []string{"nextChange"}
	n.Start(120, 60)
	return n
}

func (n *night) press(steps ...string) string {
	n.t.Helper()
	n.Send(tuitest.Keys(steps...)...)
	return ansi.Strip(n.Model.View())
}

// whyOfEveryGreyKey asks F1 of the page why each key that is refused now is refused.
func (n *night) whyOfEveryGreyKey(page string) (asked int) {
	n.t.Helper()
	before := n.press("F1")
	for range 80 {
		after := n.press("Enter")
		if strings.Contains(after, "为什么不行") {
			asked++
			if !strings.Contains(after, "性质") || !strings.Contains(after, "依据") && !strings.Contains(after, "要求") {
				n.t.Errorf("%s: a refusal without its reason:\n%s", page, after)
			}
			n.press("Esc")
		} else if !strings.Contains(after, "现在能用") {
			n.t.Fatalf("%s: neither refused nor usable:\n%s", page, after)
		}
		was := before
		if before = n.press("Down"); before == was {
			break
		}
	}
	n.press("Esc")
	return asked
}

// TestWhyEverywhere opens "why?" on every obligation of every case of the demo, and on
// every grey key of every page, as an officer, a leader and an auditor.
func TestWhyEverywhere(t *testing.T) {
	n := openNight(t)
	obligations, refusals := 0, 0
	for _, who := range []string{"hyh", "sl", "bls"} {
		if s := n.press("text:"+who, "Enter", "text:246810", "Enter"); !strings.Contains(s, "已登录") {
			t.Fatalf("%s does not come in:\n%s", who, s)
		}
		for _, page := range []string{"1", "2", "3", "4", "5", "6", "F2"} {
			n.press(page)
			refusals += n.whyOfEveryGreyKey(who + " " + page)
			n.press("Esc")
		}
		n.press("2", "Tab") // all cases, the closed ones too
		list := ""
		for at := 0; ; at++ {
			s := n.press("2")
			if s == list {
				break
			}
			list = s
			page := n.press("Enter")
			title := strings.Split(page, "\n")[1]
			if strings.Contains(page, "开 待办") || !strings.Contains(page, "待办") {
				t.Fatalf("no case opened:\n%s", page)
			}
			if s := n.press("End"); strings.Contains(s, "Enter 展开") {
				n.press("Enter") // the finished ones too
			}
			n.press("Home")
			refusals += n.whyOfEveryGreyKey(who + " " + title)
			was := n.press()
			for range 60 {
				why := n.press("?")
				if strings.Contains(why, "缘由:") {
					obligations++
					if !strings.Contains(why, "要求") || !strings.Contains(why, "P") && !strings.Contains(why, "R") {
						t.Errorf("%s: a duty without its clause:\n%s", title, why)
					}
					n.press("Esc")
				}
				now := n.press("Down")
				if now == was {
					break
				}
				was = now
			}
			n.press("2", "Down")
		}
		n.press("Ctrl+L", "Esc")
	}
	if obligations < 30 || refusals < 30 {
		t.Errorf("only %d obligations and %d refusals were asked", obligations, refusals)
	}
	t.Logf("%d obligations, %d refusals", obligations, refusals)
}

// TestAuditorIsToldWhy ensures that somebody who may only read is refused with the roles
// that may.
func TestAuditorIsToldWhy(t *testing.T) {
	n := openNight(t)
	n.press("text:bls", "Enter", pin, "Enter", "2", "Enter")
	for _, key := range []string{"Ctrl+O", "Ctrl+E", "Ctrl+G", "F6"} {
		if s := n.press(key); !strings.Contains(s, "您的角色不能这样做") {
			t.Errorf("%s is not refused:\n%s", key, s)
		}
	}
}

// TestCrewOfTheShiftOnDuty ensures the crew can be corrected while only sheets of the past
// are there to be shown.
func TestCrewOfTheShiftOnDuty(t *testing.T) {
	n := openNight(t)
	if s := n.press("text:hyh", "Enter", pin, "Enter", "F5", "Ctrl+O"); !strings.Contains(s, "改本班班组") {
		t.Errorf("no form:\n%s", s)
	}
}
