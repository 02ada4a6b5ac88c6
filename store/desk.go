package store

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync/atomic"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store/internal/tx"
)

// system acts before there is any officer: at init alone.
const system = "system"

// Desk is the book in the hands of one person at one terminal. The zero actor reads
// masked and writes nothing.
type Desk struct {
	s     *Store
	actor tx.Actor
	afar  atomic.Bool // the session does not sit at the desk's machine
	once  atomic.Bool // signed in with a one-time PIN: a new one must be set first
}

// NewRequest is a fresh request id. A repeated Enter must carry the same one.
func NewRequest() string {
	var b [12]byte
	rand.Read(b[:])
	return hex.EncodeToString(b[:])
}

// Do runs a command and returns when it is durable. The same request id gives the same
// answer and never a second effect. Errors are *rules.Error.
func (d *Desk) Do(id string, cmd command.Command) (command.Result, error) {
	return d.do(&request{id: id, cmd: cmd})
}

// DoDraft is Do, and drops the person's draft of the form with the save.
func (d *Desk) DoDraft(id, form string, cmd command.Command) (command.Result, error) {
	return d.do(&request{id: id, cmd: cmd, draft: form})
}

// Begin is Do in two steps: when it returns, the command is queued, so that commands begun
// one after another run in that order; wait answers when it is durable.
func (d *Desk) Begin(id string, cmd command.Command) (wait func() (command.Result, error)) {
	r := &request{id: id, cmd: cmd}
	if err := d.queue(r); err != nil {
		return func() (command.Result, error) { return command.Result{}, err }
	}
	return func() (command.Result, error) { return d.await(r) }
}

func (d *Desk) do(r *request) (command.Result, error) {
	if err := d.queue(r); err != nil {
		return command.Result{}, err
	}
	return d.await(r)
}

// SeesPersons refuses a reader from whom persons are hidden what would be empty for them.
func (d *Desk) SeesPersons() error {
	a, err := d.reader()
	switch {
	case err != nil:
		return err
	case a.Officer == "":
		return rules.Unsigned()
	case !rules.SeesPersons(a.Roles):
		return &rules.Error{Kind: rules.Denied, Text: text.Text{ZH: "这里有个人情况, 您的角色不能看。", EN: "This tells of persons: your role may not see it."}}
	}
	return nil
}

// queue checks a command and puts it in the writer's queue.
func (d *Desk) queue(r *request) error {
	if d.actor.Officer == "" {
		return rules.Unsigned()
	}
	if d.once.Load() && !d.ownPIN(r.cmd) {
		return rules.Refuse(text.Text{ZH: "这是一次性 PIN, 请先改成自己的。", EN: "This PIN was for one sign-in: set your own first."}, "")
	}
	if r.id == "" {
		r.id = NewRequest()
	}
	if len(r.id) > 64 {
		return rules.Bad("request", text.Text{ZH: "请求号太长 (最多 64 个字符)。", EN: "The request id is too long (64 characters at most)."})
	}
	err := r.cmd.Check(d.s.Now())
	if err == nil {
		err = d.s.stowed(r.cmd)
	}
	if err == nil {
		r.digest, err = d.s.digest(d.actor.Officer, r.cmd)
	}
	if err != nil {
		return rules.AsError(err)
	}
	if r.secrets, err = d.s.secrets(d.actor, r.cmd); err != nil {
		return err
	}
	r.actor = d.actor
	d.s.seated(r.cmd, d.actor.Officer)
	return d.s.queued(r)
}

// await answers a queued command once it is durable.
func (d *Desk) await(r *request) (command.Result, error) {
	if err := r.wait(); err != nil {
		return command.Result{}, err
	}
	d.s.exported(r.cmd, r.res.ID)
	switch c := r.cmd.(type) {
	case *command.TakeSeat:
		if r.merged {
			d.s.seats.Take(c.Seat, d.actor.Officer, d.actor.Name)
		}
	case *command.SetPIN:
		if d.ownPIN(r.cmd) {
			d.once.Store(false)
		}
	case *command.AcceptHandover, *command.ReleaseShift:
		if r.merged { // not for a repeated Enter
			d.s.backupLater(r.res.ID)
		}
	}
	return r.res, nil
}

// ownPIN says whether a command replaces the PIN of the person at this desk for good.
func (d *Desk) ownPIN(cmd command.Command) bool {
	c, ok := cmd.(*command.SetPIN)
	return ok && !c.Once && (c.Officer == "" || c.Officer == d.actor.Officer || c.Officer == d.actor.Name)
}

// digest says who asks for what, so that a request id answers nothing else. It is keyed:
// nothing of the command can be guessed from it.
func (s *Store) digest(officer string, cmd command.Command) (string, error) {
	enc, err := json.Marshal(cmd)
	if err != nil {
		return "", err
	}
	h := hmac.New(sha256.New, s.key.Seed())
	fmt.Fprintf(h, "%s\x00%s\x00", officer, cmd.Code())
	h.Write(enc)
	return hex.EncodeToString(h.Sum(nil)[:16]), nil
}

// submit queues a request and waits for its answer.
func (s *Store) submit(r *request) error {
	if err := s.queued(r); err != nil {
		return err
	}
	return r.wait()
}

// queued prepares the body outside the writer and queues the request.
func (s *Store) queued(r *request) (err error) {
	if r.plain == nil {
		var salt [16]byte
		rand.Read(salt[:])
		if r.body, err = tx.SealBody(salt, r.cmd); err != nil {
			return rules.AsError(err)
		}
		if len(r.body.Raw) > tx.MaxBytes {
			return rules.Bad("", text.Text{ZH: "内容太长, 没有保存。", EN: "Too long; nothing was saved."})
		}
	}
	r.reply = make(chan struct{})
	if !s.enqueue(r) {
		return unsaved(errClosed)
	}
	return nil
}

func (r *request) wait() error {
	<-r.reply
	if r.err != nil {
		return rules.AsError(r.err)
	}
	return nil
}

// Now is the desk's time: the machine's, plus the offset that an officer answered.
func (s *Store) Now() time.Time { return s.clock().Add(time.Duration(s.offset.Load())) }

// Actor is who holds this desk: officer id and name, "" when nobody signed in.
func (d *Desk) Actor() (id, name string) { return d.actor.Officer, d.actor.Name }

// Terminal is where the person sits, as the journal calls it.
func (d *Desk) Terminal() string { return d.actor.Terminal }

// Roles are the actor's, as of sign-in.
func (d *Desk) Roles() []rules.Role { return d.actor.Roles }

// RolesNow are the actor's by the book as it is: a role that was taken away is gone in open
// sessions too. Errors: those of a person, or a key, that is good no more.
func (d *Desk) RolesNow() ([]rules.Role, error) {
	a, err := d.reader()
	return a.Roles, err
}

// MustSetPIN says that the person signed in with a one-time PIN.
func (d *Desk) MustSetPIN() bool { return d.once.Load() }

// enqueue hands a request to the writer; false once the book is closing.
func (s *Store) enqueue(r *request) bool {
	s.gate.RLock()
	defer s.gate.RUnlock()
	if s.closed {
		return false
	}
	s.queue <- r
	return true
}
