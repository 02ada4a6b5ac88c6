package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"dutydesk/cmd/internal/deskd"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store/kv"
	"dutydesk/tui/style"
)

func TestExitCodes(t *testing.T) {
	kind := func(k rules.Kind) error { return &rules.Error{Kind: k} }
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0}, {finished(4), 4}, {errors.Join(finished(1), nil), 1},
		{kind(rules.Invalid), 1}, {kind(rules.NotFound), 1}, {kind(rules.Conflict), 1}, {kind(rules.Denied), 1}, {kind(rules.Precondition), 1},
		{usage(text.Text{ZH: "用", EN: "use"}), 2}, {noPIN, 2},
		{&rules.Error{Kind: rules.Precondition, Err: fmt.Errorf("x: %w", kv.ErrLocked)}, 3}, {holderFault(deskd.ErrSilent), 3}, {holderFault(deskd.ErrVersion), 3},
		{holderFault(deskd.ErrDenied), 1},
		{kind(rules.Damaged), 4}, {kind(rules.Unsaved), 5}, {kind(rules.Internal), 5}, {errors.New("foreign"), 5}, {kind(rules.Unknown), 6},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%v: %d, want %d", c.err, got, c.want)
		}
	}
}

// Ensure that a session from afar reads no file of this machine, and one at the desk does.
func TestFilesFromAfar(t *testing.T) {
	here, afar := &app{dir: "/town"}, &app{dir: "/town", afar: true}
	if path, err := here.file("a.csv"); err != nil || path != "/town/a.csv" {
		t.Errorf("%s %v", path, err)
	}
	if _, err := afar.file("a.csv"); rules.KindOf(err) != rules.Denied {
		t.Error(err)
	}
	if data, fault := afar.planFile("small_test.go"); data != nil || !strings.Contains(fault.In(text.EN), "from afar") {
		t.Errorf("%q %v", data, fault)
	}
}

func TestMomentsAsPeopleWriteThem(t *testing.T) {
	now := time.Date(2026, 11, 24, 2, 10, 0, 0, rules.Zone)
	for _, c := range []struct {
		s     string
		ahead bool
		want  string
	}{
		{"2026-11-24T02:10:00+08:00", false, "2026-11-24 02:10"}, {"2026-11-23T18:10:00Z", false, "2026-11-24 02:10"},
		{"2026-11-24 02:08", false, "2026-11-24 02:08"}, {"02:08", false, "2026-11-24 02:08"}, {"22：30", false, "2026-11-23 22:30"},
		{"０６:００", true, "2026-11-24 06:00"}, {"01:00", true, "2026-11-25 01:00"}, {"2026-12-01T06:00", true, "2026-12-01 06:00"},
		{"6点", true, ""}, {"", false, ""}, {"2026-02-30 01:00", false, ""}, {"24:00", true, ""},
	} {
		got, err := timeOf("at", c.s, now, c.ahead)
		if (err != nil) != (c.want == "") || err == nil && moment(got) != c.want {
			t.Errorf("%q: %v %v, want %q", c.s, got, err, c.want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, c := range []struct {
		args []string
		env  map[string]string
		want text.Lang
	}{
		{nil, nil, text.ZH}, {nil, map[string]string{"LANG": "en_US.UTF-8"}, text.EN}, {nil, map[string]string{"LANG": "C.UTF-8"}, text.ZH},
		{nil, map[string]string{"LANG": "en_US.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, text.ZH},
		{[]string{"--lang", "en", "case"}, nil, text.EN}, {[]string{"case", "--lang=zh"}, map[string]string{"LANG": "en"}, text.ZH},
		{[]string{"case", "--", "--lang=en"}, nil, text.ZH}, {[]string{"--lang"}, nil, text.ZH},
	} {
		if got := language(c.args, func(k string) string { return c.env[k] }); got != c.want {
			t.Errorf("%v %v: %s", c.args, c.env, got)
		}
	}
}

// A question is answered before the next one is waited for.
func TestPlanAskAnswersAtOnce(t *testing.T) {
	in, ask := io.Pipe()
	answers, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := answerAll(in, out, bytes.ToUpper)
		out.Close()
		done <- err
	}()
	buf := make([]byte, 64)
	for _, q := range []string{"one\n", "\n", "two\r\n", "three"} {
		if _, err := io.WriteString(ask, q); err != nil {
			t.Fatal(err)
		}
		if q == "three" {
			ask.Close()
		}
		n, err := answers.Read(buf)
		if want := strings.ToUpper(strings.TrimSpace(q)) + "\n"; err != nil || string(buf[:n]) != want {
			t.Errorf("%q: %q %v", q, buf[:n], err)
		}
	}
	if _, err := answers.Read(buf); err != io.EOF {
		t.Error(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
	if err := answerAll(strings.NewReader("x\n"), failing{}, bytes.ToUpper); exitCode(err) != exitFault {
		t.Error(err)
	}
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("full") }

func TestEachLine(t *testing.T) {
	var got []string
	long := strings.Repeat("x", maxLine+2)
	err := eachLine(strings.NewReader("\ufeffone\r\n\n  \nfour\n"+long+"\n"+long[:maxLine]+"\nlast"), func(n int, line []byte, long bool) {
		if len(line) > 10 {
			line = line[:3]
		}
		got = append(got, fmt.Sprint(n, string(line), long))
	})
	want := []string{"1onefalse", "4fourfalse", "5true", "6xxxfalse", "7lastfalse"}
	if got[2] != want[2] && strings.HasSuffix(got[2], "true") {
		got[2] = want[2] // of a line that is too long any part may be kept
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%q %v", got, err)
	}
}

func TestTheWidthProbe(t *testing.T) {
	for _, c := range []struct {
		sent  string
		mode  style.Mode
		typed string
		rest  string
	}{
		{"\x1b[1;2R", style.Narrow, "", ""}, {"\x1b[24;3R", style.Wide, "", ""}, {"何\x1b[1;3R雨\r", style.Wide, "何", "雨\r"}, {"abc", style.Narrow, "abc", ""},
	} {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, c.sent)
		w.Close()
		mode, typed := probed(r, time.Now().Add(time.Second))
		rest, _ := io.ReadAll(r)
		r.Close()
		if mode != c.mode || typed != c.typed || string(rest) != c.rest {
			t.Errorf("%q: %v %q %q", c.sent, mode, typed, rest)
		}
	}
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if mode, _ := probed(r, time.Now().Add(time.Millisecond)); mode != style.Narrow {
		t.Error("a terminal that says nothing is not wide")
	}
}

func TestColumnsByWidth(t *testing.T) {
	var out bytes.Buffer
	a := &app{out: &out}
	a.columns([][]string{{"P001", "汽车站桥洞", "x"}, {"P2", "ab", "\x1b[31my\nz"}, {"P3", "", ""}})
	want := "P001  汽车站桥洞  x\nP2    ab          \ufffd[31my z\nP3\n"
	if out.String() != want {
		t.Errorf("%q", out.String())
	}
}

func TestFactsByName(t *testing.T) {
	var f rules.Facts
	for _, s := range []string{"confused=yes", "danger=否", "age=７０", "weather=雪", "found_by=village", "groups=elderly,残疾人", "given="} {
		name, value, _ := strings.Cut(s, "=")
		if err := setFact(&f, name, value); err != nil {
			t.Errorf("%s: %v", s, err)
		}
	}
	if f.Tri("confused") != rules.Yes || f.Tri("danger") != rules.No || *f.Age != 70 || f.Weather != "snow" || f.FoundBy != "village" ||
		!slices.Equal(f.Groups, []string{"elderly", "disabled"}) || f.Given == nil {
		t.Errorf("%+v", f)
	}
	for _, s := range []string{"confused=maybe", "nothing=yes", "age=old", "weather=hot", "groups=tall", "confused"} {
		name, value, _ := strings.Cut(s, "=")
		if err := setFact(&f, name, value); rules.KindOf(err) != rules.Invalid {
			t.Errorf("%s: %v", s, err)
		}
	}
}

// Every flag and verb is told in both languages, in words of its own language.
func TestHelpOfEveryVerb(t *testing.T) {
	zh, en := (&app{lang: text.ZH}).root(), (&app{lang: text.EN}).root()
	var each func(path string)
	seen := 0
	each = func(path string) {
		a, _, err1 := zh.Find(strings.Fields(path))
		b, _, err2 := en.Find(strings.Fields(path))
		if err1 != nil || err2 != nil {
			t.Fatal(path, err1, err2)
		}
		seen++
		if a.Short == "" || b.Short == "" || a.Use != b.Use {
			t.Errorf("%s: %q %q", path, a.Short, b.Short)
		}
		if u := b.UsageString() + b.Short; strings.ContainsFunc(u, func(r rune) bool { return r >= 0x4E00 && r <= 0x9FFF }) {
			t.Errorf("%s: Chinese in the English help\n%s", path, u)
		}
		if u := a.UsageString(); strings.Contains(u, "Usage") || strings.Contains(u, "(default") || strings.Contains(u, "help for") {
			t.Errorf("%s: English in the Chinese help\n%s", path, u)
		}
		for _, c := range a.Commands() {
			each(strings.TrimSpace(path + " " + c.Name()))
		}
	}
	each("")
	if seen < 50 {
		t.Errorf("only %d verbs", seen)
	}
}

// Many clients at once work on the book of one holder.
func TestManyClients(t *testing.T) {
	p := newProduct(t, true)
	k := &keeper{}
	if _, err := k.start(t.TempDir(), p.env); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.kill)
	var wg sync.WaitGroup
	var mu sync.Mutex
	ids := map[string]bool{}
	for i := range 24 {
		wg.Go(func() {
			code, out, warn := p.run(nil, "case", "open", "桥洞", fmt.Sprint("第", i))
			if code != 0 {
				t.Errorf("exit %d: %s", code, warn)
			}
			mu.Lock()
			ids[strings.TrimSpace(out)] = true
			mu.Unlock()
		})
	}
	wg.Wait()
	if len(ids) != 24 {
		t.Errorf("%d ids", len(ids))
	}
	p.must("verify")
}
