package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/term"

	"dutydesk/cmd/internal/deskd"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
)

// app is one run of the command line: its words, its streams, and in the holder the book.
type app struct {
	args   []string
	in     io.Reader
	out    io.Writer
	err    io.Writer
	dir    string                              // relative paths start here
	env    func(string) string                 // of the person who typed, also in the holder
	ask    func(prompt string) (string, error) // without echo; nil when nobody can be asked
	person bool                                // somebody types the standard input

	afar   bool         // the person does not sit at this machine: no file of it is read by its path
	holder *store.Store // the book, when this process holds it already

	lang    text.Lang
	data    string
	as      string
	request string
	json    bool  // answers as JSON
	jsonErr bool  // faults as JSON
	wroteTo error // first fault of the standard output
}

// carried is the part of a client's environment that a verb looks at.
var carried = []string{"DUTYDESK_PIN", "DUTYDESK_NEW_PIN", "DUTYDESK_AS", "LC_ALL", "LC_MESSAGES", "LANG"}

// local is the run of this process.
func local() *app {
	a := &app{args: os.Args[1:], in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv}
	a.dir, _ = os.Getwd()
	a.person = term.IsTerminal(int(os.Stdin.Fd()))
	if a.person || term.IsTerminal(int(os.Stderr.Fd())) {
		a.ask = a.askTerminal
	}
	return a
}

// remote is the run of a verb that came over the socket.
func remote(st *store.Store, s *deskd.Session) *app {
	a := &app{args: s.Args, in: s.In, out: s.Out, err: s.Err, dir: s.Dir, holder: st, request: s.Request,
		env: func(k string) string { return s.Env[k] }}
	if s.Terminal {
		a.ask = s.Ask
	}
	return a
}

// run runs one command line and returns its exit code (DESIGN §8).
func run(a *app) (code int) {
	a.lang = language(a.args, a.env)
	a.jsonErr = slices.ContainsFunc(beforeDashes(a.args), func(s string) bool { return s == "--json" || s == "--stdin" })
	defer func() {
		if p := recover(); p != nil {
			code = a.report(rules.Fault("panic: %v\n%s", p, debug.Stack()))
		}
	}()
	root := a.root()
	root.SetArgs(a.args)
	err := root.Execute()
	if err == nil && a.wroteTo != nil {
		err = a.wroteTo
	}
	return a.report(err)
}

// language is that of --lang, else of the environment, else Chinese.
func language(args []string, env func(string) string) text.Lang {
	args = beforeDashes(args)
	for i, s := range args {
		if v, ok := strings.CutPrefix(s, "--lang="); ok {
			return text.Lang(v)
		}
		if s == "--lang" && i+1 < len(args) {
			return text.Lang(args[i+1])
		}
	}
	for _, k := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(k); v != "" {
			if strings.HasPrefix(v, "en") {
				return text.EN
			}
			break
		}
	}
	return text.ZH
}

func beforeDashes(args []string) []string {
	if i := slices.Index(args, "--"); i >= 0 {
		return args[:i]
	}
	return args
}

// t is a text in the language of this run.
func (a *app) t(t text.Text) string { return t.In(a.lang) }

// path is a file argument, from where the person stands.
func (a *app) path(name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(a.dir, name)
}

// file is a file argument that this session may read; every verb that reads one asks here.
// Errors: Denied from afar.
func (a *app) file(name string) (string, error) {
	if e := rules.LocalFile(a.afar); e != nil {
		return "", e
	}
	return a.path(name), nil
}

// folder is the data folder: --data, DUTYDESK_DATA, or the XDG data folder.
func (a *app) folder() (string, error) {
	switch home, err := os.UserHomeDir(); {
	case a.data != "":
		return a.path(a.data), nil
	case a.env("DUTYDESK_DATA") != "":
		return a.path(a.env("DUTYDESK_DATA")), nil
	case filepath.IsAbs(a.env("XDG_DATA_HOME")):
		return filepath.Join(a.env("XDG_DATA_HOME"), "dutydesk"), nil
	case err == nil:
		return filepath.Join(home, ".local", "share", "dutydesk"), nil
	}
	return "", usage(text.Text{ZH: "不知道数据放在哪里: 请用 --data。", EN: "Where is the data? Use --data."})
}

// printf writes to standard output and remembers the first fault, so that a verb whose
// answer could not be told does not end with 0.
func (a *app) printf(format string, args ...any) { a.write(fmt.Sprintf(format, args...)) }

func (a *app) write(s string) {
	if _, err := io.WriteString(a.out, s); err != nil && a.wroteTo == nil {
		a.wroteTo = &rules.Error{Kind: rules.Unsaved, Err: err, Text: text.Text{
			ZH: "答复写不出去: %[1]s", EN: "The answer could not be written: %[1]s"}.With(cause(err))}
	}
}

func cause(err error) string {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err.Error()
		}
		err = next
	}
}

// note tells the person something beside the answer.
func (a *app) note(t text.Text) { fmt.Fprintln(a.err, a.t(t)) }
