// Package storetest opens a desk on a real file for a test, lets several officers act in
// turn on a clock that the test moves, and verifies the book when the test ends.
package storetest

import (
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store"
	"dutydesk/store/kv"
)

// PIN of every officer of a test desk.
const PIN = "246810"

// Start is when a test desk's clock stands at first.
var Start = time.Date(2026, 11, 24, 2, 10, 0, 0, rules.Zone)

// Book is a test desk.
type Book struct {
	*store.Store
	T     testing.TB
	Dir   string
	Clock *Clock
	desks map[string]*store.Desk
	opt   store.Options
}

// Clock is moved by the test.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is the machine's time.
func (c *Clock) Now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.now }

// Set puts the clock to t; Add moves it on.
func (c *Clock) Set(t time.Time)     { c.mu.Lock(); c.now = t; c.mu.Unlock() }
func (c *Clock) Add(d time.Duration) { c.mu.Lock(); c.now = c.now.Add(d); c.mu.Unlock() }

// People of a test desk, all with PIN.
var People = []rules.Officer{
	{Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}},
	{Name: "周立冬", Roles: []rules.Role{rules.RoleOfficer}},
	{Name: "沈岚", Roles: []rules.Role{rules.RoleLeader}},
	{Name: "宋长宁", Roles: []rules.Role{rules.RoleLeader}},
	{Name: "苗谷雨", Roles: []rules.Role{rules.RoleStorekeeper}},
	{Name: "田望舒", Roles: []rules.Role{rules.RoleClerk}},
	{Name: "白露生", Roles: []rules.Role{rules.RoleAuditor}},
}

// New makes a desk with People, two villages, the agencies a night needs, places and
// some stock. The administrator is 许知远. The book is verified in Cleanup.
func New(t testing.TB) *Book { return NewWith(t, nil) }

// NewWith is New with the engine wrapped, for faults.
func NewWith(t testing.TB, wrap func(kv.Engine) kv.Engine) *Book {
	t.Helper()
	b := Empty(t, wrap)
	pins := map[string]string{}
	for _, p := range People {
		pins[p.Name] = PIN
	}
	b.Must("许知远", &command.Import{
		Officers: People, PINs: pins,
		Villages: []rules.Village{{ID: "419901101201", Name: "河湾村"}, {ID: "419901101001", Name: "车站社区"}},
		Agencies: []rules.Agency{
			{Name: "急救 120", Role: rules.AgencyEmergency, Phones: []string{"120"}},
			{Name: "北渡派出所", Role: rules.AgencyPolice, Phones: []string{"110", "19900000010"}},
			{Name: "带班领导", Role: rules.AgencyLeader, Phones: []string{"19900000020"}},
			{Name: "社会事务办", Role: rules.AgencySocialAffairs, Phones: []string{"19900000030"}},
			{Name: "县未保中心", Role: rules.AgencyChild, Phones: []string{"19900000040"}},
			{Name: "供水站", Role: rules.AgencyOther, Phones: []string{"19900000050"}},
		},
		Places: []rules.Place{
			{Name: "汽车站桥洞", Kind: rules.PlaceHotspot, Area: "桥梁涵洞", Village: "车站社区"},
			{Name: "三号涵洞", Kind: rules.PlaceHotspot, Area: "桥梁涵洞", Village: "河湾村"},
			{Name: "镇避寒点", Kind: rules.PlaceShelter, Capacity: 20},
			{Name: "镇仓库", Kind: rules.PlaceDepot},
			{Name: "值班室备用", Kind: rules.PlaceReserve},
		},
		Items: []rules.Item{
			{Name: "棉被", Unit: "床", Good: "被条", Given: "winter_items", Min: 20},
			{Name: "棉大衣", Unit: "件", Good: "棉衣", Given: "winter_items", Min: 5},
			{Name: "方便面", Unit: "箱", Good: "方便食品", Given: "food", Min: 2, Months: 6},
			{Name: "救助联系卡", Unit: "张", Given: "help_info"},
		},
		Opening: []command.Opening{
			{Item: "棉被", Place: "值班室备用", Qty: 3}, {Item: "棉被", Place: "镇仓库", Qty: 40},
			{Item: "棉大衣", Place: "值班室备用", Qty: 4},
			{Item: "方便面", Place: "值班室备用", Qty: 5, Label: "旧批", Expires: "2026-12-10"},
			{Item: "方便面", Place: "值班室备用", Qty: 5, Label: "新批", Expires: "2027-04-01"},
			{Item: "救助联系卡", Place: "值班室备用", Qty: 50},
		},
	})
	for _, p := range []string{"P1", "P3", "P7"} {
		b.Must("许知远", &command.AdoptPlan{Plan: p, From: "2026-11-01", To: "2027-03-31"})
	}
	return b
}

// Empty makes a desk that holds nothing but its administrator 许知远.
func Empty(t testing.TB, wrap func(kv.Engine) kv.Engine) *Book {
	t.Helper()
	b := &Book{T: t, Dir: filepath.Join(t.TempDir(), "desk"), Clock: &Clock{now: Start}, desks: map[string]*store.Desk{}}
	b.opt = store.Options{Clock: b.Clock.Now, Wrap: wrap, Cheap: true}
	s, err := store.Create(b.Dir, store.Setup{Town: "北渡镇", County: "岚川县", Code: "419901101", Admin: "许知远", PIN: PIN, Demo: true}, b.opt)
	if err != nil {
		t.Fatal(err)
	}
	b.Store = s
	t.Cleanup(b.end)
	return b
}

func (b *Book) end() {
	if !b.T.Failed() {
		rep, err := b.Store.Verify(nil)
		if err != nil || len(rep.Problems) > 0 {
			b.T.Errorf("verify at the end: %v\n%s", err, strings.Join(rep.Problems, "\n"))
		}
	}
	b.Store.Close()
}

// Reopen closes the book and opens it again, as after a restart. Desks are signed in anew.
func (b *Book) Reopen() {
	b.T.Helper()
	if err := b.Store.Close(); err != nil {
		b.T.Fatal(err)
	}
	s, err := store.Open(b.Dir, b.opt)
	if err != nil {
		b.T.Fatal(err)
	}
	b.Store, b.desks = s, map[string]*store.Desk{}
}

// As is the desk in the hands of an officer.
func (b *Book) As(name string) *store.Desk {
	b.T.Helper()
	if d := b.desks[name]; d != nil {
		return d
	}
	d, err := b.SignIn(name, PIN, "test")
	if err != nil {
		b.T.Fatalf("sign in %s: %v", name, err)
	}
	b.desks[name] = d
	return d
}

// Must runs a command as an officer and fails the test when it is refused.
func (b *Book) Must(name string, cmd command.Command) command.Result {
	b.T.Helper()
	res, err := b.As(name).Do("", cmd)
	if err != nil {
		b.T.Fatalf("%s %s: %v", name, cmd.Code(), err)
	}
	return res
}

// Refuse runs a command that must be refused, and gives the refusal. want is its kind.
func (b *Book) Refuse(name string, want rules.Kind, cmd command.Command) *rules.Error {
	b.T.Helper()
	res, err := b.As(name).Do("", cmd)
	if err == nil {
		b.T.Fatalf("%s %s was not refused: %v", name, cmd.Code(), res)
	}
	e := rules.AsError(err)
	if e.Kind != want || e.Text.In(text.ZH) == "" || e.Text.In(text.EN) == "" {
		b.T.Fatalf("%s %s: kind %v, want %v with words in both languages: %v", name, cmd.Code(), e.Kind, want, err)
	}
	return e
}
