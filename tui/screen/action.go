package screen

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/route"
)

// Open puts a dialog on top of what is shown.
type Open struct{ Dialog Dialog }

// Close takes a dialog away, the top one where none is named.
type Close struct{ Dialog Dialog }

// Run runs a command in the background; its message comes back to the pages and dialogs of
// the person who asked for it, also behind the lock.
type Run struct{ Cmd tea.Cmd }

// Say shows a sentence in the status line until the next key that does something.
type Say struct {
	Text text.Text
	Bad  bool         // a refusal or a fault
	Err  *rules.Error // the refusal, so that "why?" can be asked of it; nil where there is none
}

// Refused is Say of a refusal.
func Refused(err *rules.Error) Say { return Say{Text: err.Sentence(), Bad: true, Err: err} }

// Save writes a command into the book. Request "" is a new one: the application gives it
// an id. The answer comes back as Saved with the same From.
type Save struct {
	From    any
	Request string
	Form    string // draft that goes with the save, "" for none
	Command command.Command
	Done    text.Text // what the status line says after "saved"; "" says nothing more
}

// Saved answers a Save. With rules.Unknown in Err the outcome could not be learnt, and
// the same Request may be sent again without a second effect.
type Saved struct {
	Save
	Result command.Result
	Err    error
}

// Help opens the keys of the page, or why what was asked last was refused; Menu lists the
// keys to choose from; Turn changes the language; Quit ends the program.
type (
	Help struct{}
	Menu struct{}
	Turn struct{}
	Quit struct{}
)

// Clip hands a text to the terminal's clipboard, where the desk's settings and the
// terminal allow it (OSC 52).
type Clip struct{ Text string }

// Lock hides the desk behind the sign-in page; what is open and typed stays for whoever
// signs in again (Ctrl+L).
type Lock struct{}

// Offer puts a dialog that nobody asked for beside what is shown: it opens when the person
// presses the key for it, so that it swallows no key meant for what lies beneath.
type Offer struct{ Dialog Dialog }

// Later brings a message after a time, to whoever asked for it.
type Later struct {
	After time.Duration
	Msg   tea.Msg
}

// Action marks the types above as route.Action.
func (Open) Action()  {}
func (Close) Action() {}
func (Run) Action()   {}
func (Say) Action()   {}
func (Save) Action()  {}
func (Help) Action()  {}
func (Menu) Action()  {}
func (Turn) Action()  {}
func (Quit) Action()  {}
func (Clip) Action()  {}
func (Lock) Action()  {}
func (Offer) Action() {}
func (Later) Action() {}

// Show is the action of opening a dialog.
func Show(d Dialog) route.Action { return Open{d} }

// Do is the action of a background read; nil for none.
func Do(cmd tea.Cmd) route.Action {
	if cmd == nil {
		return nil
	}
	return Run{cmd}
}

// Print asks for a paper of a case or a handover as a file, recorded unless it is a draft.
// It is written in the background by whoever opened the screen; the answer comes back as
// Printed.
type Print struct {
	From  any
	Kind  rules.PaperKind
	ID    string // of the case or the handover
	Draft bool
}

// Printed answers a Print: the paper ("" of a draft) and its file.
type Printed struct {
	Print
	Paper string
	Path  string
	Err   error
}

// Action marks Print as one.
func (Print) Action() {}
