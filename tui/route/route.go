// Package route says where a page may send the person, and what an Action is: anything
// that a page or a dialog asks of the application that runs it. Pages never import one
// another; they return a To. What an action does is decided by package tui alone.
package route

// Action is something asked of the application. It is carried out at once, before the
// next key is looked at: nothing typed can reach the wrong page.
type Action interface{ Action() }

// Page names a page.
type Page string

// The pages of the desk.
const (
	Board     Page = "board"     // 值班室
	Cases     Page = "cases"     // 救助
	Handover  Page = "handover"  // 交接
	Stock     Page = "stock"     // 物资
	Case      Page = "case"      // one case, To.ID
	Call      Page = "call"      // one call, To.ID
	Lists     Page = "lists"     // 名册: villages, officers, agencies, places, items
	Settings  Page = "settings"  // 设置
	Since     Page = "since"     // 交班以来
	Plans     Page = "plans"     // 方案, To.ID the plan
	Log       Page = "log"       // 值班日志, To.ID the shift
	Calendar  Page = "calendar"  // 日历, To.ID the duty
	Notices   Page = "notices"   // 通知传达, To.ID the notice
	Patrols   Page = "patrols"   // 巡查, To.ID the patrol
	Registers Page = "registers" // 台账, To.ID the register, or register/row
	Roster    Page = "roster"    // 排班, To.ID the month or a slip
	Village   Page = "village"   // 本村: all that a village contact has
	Seats     Page = "seats"     // 在线: who is at the desk
	Intake    Page = "intake"    // 登记; To.ID names the open call that a case comes out of
)

// Known says that p is a page of this program: a place that was kept may be older.
func Known(p Page) bool {
	switch p {
	case Board, Cases, Handover, Stock, Case, Call, Lists, Settings, Since, Plans, Log, Calendar, Notices, Patrols, Registers, Roster, Seats, Intake:
		return true
	}
	return false
}

// To goes to a page and shows the record ID on it. Focus names the part that gets the
// keys, where the page has several ("" is the page's own choice).
type To struct {
	Page  Page
	ID    string
	Focus string
}

// Back goes to where the person came from.
type Back struct{}

// All asks for several actions, in order.
type All []Action

// Action marks To as one.
func (To) Action() {}

// Action marks Back as one.
func (Back) Action() {}

// Action marks All as one.
func (All) Action() {}
