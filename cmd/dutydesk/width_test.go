package main

import (
	"io"
	"os"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Ensure a name and a PIN typed before the program could read are not one text: the Enter
// between them is a key.
func TestTypedAhead(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	defer w.Close()
	io.WriteString(w, "\x1b[24~\x1bOPhyh\x1b[A\r2468\n\x1b[12;2R")
	_, typed := probed(console{r}, time.Now().Add(time.Second))
	var got []string
	for _, k := range strokes(typed) {
		if k.Type != tea.KeyRunes && k.Type != tea.KeyEnter {
			t.Errorf("%v", k)
		}
		got = append(got, k.String())
	}
	if want := "hyh enter 2468 enter"; strings.Join(got, " ") != want {
		t.Errorf("%q, want %s", got, want)
	}
}
