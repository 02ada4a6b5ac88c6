package list

import (
	"slices"
	"strings"
	"sync"

	tea "github.com/charmbracelet/bubbletea"

	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// Rows are the records of a page. What they hold must not change after SetRows: long lists
// are looked through in the background.
type Rows struct {
	IDs    []string
	Texts  func(i int) []string // what record i is found by
	Orders []Order              // the first one holds until another is chosen; none keeps the page's order
}

// Order is one way to sort the records. Compare takes their places in Rows; nil is the order
// in which the page gave them.
type Order struct {
	Label   text.Text
	Compare func(a, b int) int
}

// ByName is the order of a name by its sound; what is called alike stays as given. The sounds
// of all n records are spelled once, when the order is first used.
func ByName(label text.Text, n int, name func(i int) string) Order {
	keys := sync.OnceValue(func() []string {
		out := make([]string, n)
		for i := range out {
			out[i] = text.Pinyin(name(i)) + "\x00" + name(i)
		}
		return out
	})
	return Order{Label: label, Compare: func(a, b int) int { k := keys(); return strings.Compare(k[a], k[b]) }}
}

// Find is a list that is narrowed by typing and sorted, with the field to type into. It
// decides which records are seen and in which order; the selection stays on its record
// through filter, sort and live changes, and comes back to it when a filter hid it. The
// zero Find is empty and ready. Lists longer than a screenful of work are looked through in
// commands, whose answers come back to Take.
type Find struct {
	list  List
	rows  Rows
	order int
	perm  []int  // places in the chosen order, nil: as given
	shown []int  // place in rows of each line of list; nil: all as given
	want  string // record that the person is on, also while a filter hides it
	words []string
	form  *field.Form
	open  bool
	todo  []int // places that the filter has still to look at
	runs  int   // of the filter; what an earlier one finds is late
	sorts int   // of the order
	again int   // the order that is chosen as soon as there are records (Return)
}

// SetRows says which records there are now. The filter and the order go on.
func (f *Find) SetRows(r Rows) route.Action {
	if f.want == "" {
		f.want, _ = f.list.Selected()
	}
	if find(r.IDs, f.want, f.Index()) < 0 {
		f.want = ""
	}
	f.rows, f.order = r, min(max(f.order, f.again), max(len(r.Orders)-1, 0))
	f.again = 0
	return f.turnTo()
}

// Rows is how many records there are, seen or not; Len how many are seen.
func (f *Find) Rows() int { return len(f.rows.IDs) }
func (f *Find) Len() int  { return f.list.Len() }

// Selected is the id of the selected record, and whether there is one.
func (f *Find) Selected() (id string, ok bool) { return f.list.Selected() }

// Index is the place in Rows of the selected record, or -1.
func (f *Find) Index() int {
	if f.list.Len() == 0 {
		return -1
	}
	return f.place(f.list.Index())
}

func (f *Find) place(line int) int {
	if f.shown == nil {
		return line
	}
	return f.shown[line]
}

// Select moves the selection to a record, and reports whether it is seen.
func (f *Find) Select(id string) bool {
	ok := f.list.Select(id)
	if ok {
		f.want = id
	}
	return ok
}

// Typing says that the field is open: characters narrow the list.
func (f *Find) Typing() bool { return f.open }

// Filtered says that a filter is in force.
func (f *Find) Filtered() bool { return len(f.words) > 0 }

// Key gives a key to the field, where it is open, or moves the selection.
func (f *Find) Key(msg tea.KeyMsg) route.Action {
	if f.open && msg.Type != tea.KeyUp && msg.Type != tea.KeyDown && msg.Type != tea.KeyPgUp && msg.Type != tea.KeyPgDown {
		f.form.Key(msg)
		return f.filter(f.form.Values()["find"])
	}
	if f.list.Key(msg) {
		f.settle()
	}
	return nil
}

// settle says that the person is on the selected record.
func (f *Find) settle() { f.want, _ = f.list.Selected() }

// Open opens the field, with the filter that is in force in it.
func (f *Find) Open() {
	if f.form == nil {
		f.form = field.New(field.Look{}, field.Spec{Name: "find", Label: findText, Max: 60})
	}
	f.open = true
}

// Close closes the field and keeps its filter.
func (f *Find) Close() {
	f.open = false
	if f.Filtered() && len(f.todo) == 0 {
		f.settle()
	}
}

// Clear closes the field and shows all records again.
func (f *Find) Clear() route.Action {
	f.open, f.form = false, nil
	return f.filter("")
}

// Query is what is typed into the field.
func (f *Find) Query() string {
	if f.form == nil {
		return ""
	}
	return f.form.Values()["find"]
}

// Turn goes on to the next order.
func (f *Find) Turn() route.Action {
	if len(f.rows.Orders) == 0 {
		return nil
	}
	if f.want == "" {
		f.settle()
	}
	f.order = (f.order + 1) % len(f.rows.Orders)
	return f.turnTo()
}

// View draws the records in the window; row gets their place in Rows.
func (f *Find) View(width, height int, row Row) []string {
	return f.list.View(width, height, func(i, w int, selected bool) string { return row(f.place(i), w, selected) })
}

// turnTo brings the records into the chosen order, and filters them anew.
func (f *Find) turnTo() route.Action {
	f.sorts++
	f.perm = nil
	if f.order >= len(f.rows.Orders) || f.rows.Orders[f.order].Compare == nil {
		return f.look(nil, false)
	}
	n, compare, run := len(f.rows.IDs), f.rows.Orders[f.order].Compare, f.sorts
	if n <= atOnce {
		f.perm = sorted(n, compare)
		return f.look(nil, false)
	}
	return route.All{f.look(nil, false), screen.Run{Cmd: func() tea.Msg { return Found{find: f, run: run, perm: sorted(n, compare)} }}}
}

func sorted(n int, compare func(a, b int) int) []int {
	perm := all(n)
	slices.SortStableFunc(perm, compare)
	return perm
}

func all(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}
