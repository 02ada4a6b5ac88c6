package main

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// counted presses steps and counts the keys that are not text: letters and figures are
// what a person has to say anyway.
func (n *night) counted(keys *int, steps ...string) string {
	n.t.Helper()
	for _, s := range steps {
		if !strings.HasPrefix(s, "text:") {
			*keys++
		}
	}
	return n.press(steps...)
}

// sees fails the test unless want is on the screen.
func (n *night) sees(want string) {
	n.t.Helper()
	if s := n.press(); !strings.Contains(s, want) {
		n.t.Fatalf("%q is not on the screen:\n%s", want, s)
	}
}

// pages are the keys that open a page from any other, each with how its title begins.
var pages = []struct {
	key   string
	title *regexp.Regexp
}{
	{"1", regexp.MustCompile(`^待办 \d+  逾期 \d+`)}, {"2", regexp.MustCompile(`^救助事项 `)}, {"3", regexp.MustCompile(`^交接班`)}, {"4", regexp.MustCompile(`^物资 `)},
	{"5", regexp.MustCompile(`^名册`)}, {"6", regexp.MustCompile(`^设置`)}, {"F2", regexp.MustCompile(`^登记 `)},
}

// on fails the test unless the steps lead to the page of that title, which stands in the
// second line of the screen.
func (n *night) on(title *regexp.Regexp, steps ...string) {
	n.t.Helper()
	s := n.press(steps...)
	if line := strings.Split(s, "\n")[1]; !title.MatchString(strings.TrimSpace(line)) {
		n.t.Errorf("%v lead to %q and not to %s:\n%s", steps, line, title, s)
	}
}

const pin = "text:246810"

// TestKeysOfTheNight counts the keys of what is done every night, beside what is typed.
func TestKeysOfTheNight(t *testing.T) {
	n := openNight(t)
	within := func(what string, keys, most int) {
		t.Helper()
		t.Logf("%s: %d keys", what, keys)
		if keys > most {
			t.Errorf("%s takes %d keys, more than %d", what, keys, most)
		}
	}
	n.press("text:hyh", "Enter", pin, "Enter")

	keys := 0
	n.counted(&keys, "F2", "text:有个大爷躺在三号涵洞, 约70岁, 叫不醒", "Tab", "F9")
	n.sees("立案")
	n.sees("三号涵洞")
	within("opening a case", keys, 12)

	keys = 0
	n.counted(&keys, "Ctrl+G", "text:mb", "Enter", "text:1", "F9")
	if s := n.press(); !strings.Contains(s, "已保存") && !strings.Contains(s, "发放") {
		t.Errorf("nothing was given:\n%s", s)
	}
	within("giving a quilt", keys, 5)

	for _, from := range pages {
		for _, to := range pages {
			steps := []string{to.key}
			if from.key == "F2" { // in a field a digit is text
				steps = []string{"Esc", to.key}
			}
			n.on(from.title, "Esc", "Esc", from.key)
			n.on(to.title, steps...)
		}
	}

	n.press("Esc", "Esc")
	keys = 0
	n.counted(&keys, "F5", "F6")
	open := 0
	for range 60 {
		s := n.press()
		_, rest, ok := strings.Cut(s, "待写 ")
		if !ok {
			break
		}
		left := 0
		fmt.Sscan(rest, &left)
		n.counted(&keys, "Enter", "text:照看", "Enter")
		if open++; left == 1 {
			break
		}
	}
	words := keys
	n.counted(&keys, "F7", "text:zld", "Enter", "text:sl", "Enter", "Tab", "Tab", pin, "Enter")
	n.sees("待接")
	within("a handover without its words", keys-words+2, 8)
	within(fmt.Sprintf("a handover with %d open lines", open), keys, 8+4*open)
	if nine := keys - words + 2 + 9*(words-2)/max(open, 1); open == 0 || nine > 40 {
		t.Errorf("nine open lines would take %d keys (%d lines here)", nine, open)
	}

	n.press("Ctrl+L", "Esc", "text:zld", "Enter", pin, "Enter")
	keys = 0
	n.counted(&keys, "F5", "F6")
	lines := 0
	for range 60 {
		before := n.press()
		if after := n.counted(&keys, "Enter"); after == before {
			keys--
			break
		}
		lines++
	}
	n.counted(&keys, "F7", "text:都清楚", "Tab", pin, "F9")
	n.sees("已存档")
	within(fmt.Sprintf("taking over %d open lines", lines), keys, 8+4*max(lines, 8))
}
