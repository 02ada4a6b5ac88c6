package main

import (
	"time"

	"dutydesk/cmd/internal/sshd"
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
)

// farPatience is how long a terminal over SSH may take to say where its cursor is: a bad
// mobile line.
const farPatience = 800 * time.Millisecond

// Serve is one session of an officer: the screen on a terminal, else a verb.
func (g *gate) Serve(s *sshd.Session) int {
	begun := time.Now()
	a := &app{args: s.Args, in: s.In, out: s.Out, err: s.Err, env: func(k string) string { return s.Env[k] }, holder: g.st, afar: true}
	a.lang = language(a.args, a.env)
	d, o, how, err := g.seat(s)
	if err != nil {
		return a.report(err)
	}
	a.proven = d
	d.FromAfar()
	if s.Line == nil {
		if key, ok := g.news(s); ok {
			if err := d.CameIn(s.Address, how+" verb"); err != nil {
				g.told(err)
			} else {
				g.seen.Store(key, time.Now())
			}
		}
		return run(a)
	}
	a.far = far(s.Line, a.env, d.Terminal(), farPatience)
	a.far.signed, a.far.only, a.far.why = d, &o, s.Why
	g.told(d.CameIn(s.Address, how))
	code := run(a)
	why := s.Why()
	g.told(d.WentOut(s.Address, why, time.Since(begun)))
	if t, ok := whyText[why]; ok {
		a.note(t)
	}
	return code
}

// seat is the desk of the person, who they are, and how they proved it.
func (g *gate) seat(s *sshd.Session) (d *store.Desk, o rules.Officer, how string, err error) {
	if d, ok := s.Seat.(*store.Desk); ok {
		o, err = g.st.OfficerCalled(s.ID)
		return d, o, "pin", err
	}
	k, o, err := g.st.KeyOf(s.Key)
	if err == nil {
		d, err = g.st.SignKey(s.Key, "ssh "+s.Address+" "+k.ID)
	}
	return d, o, "key " + k.ID, err
}

func (g *gate) told(err error) {
	if err != nil {
		g.warn(err)
	}
}

// whyText tells the far end why its session ended by itself.
var whyText = map[string]text.Text{
	sshd.Idle:    {ZH: "很久没有按键, 会话已结束。写的留作草稿。", EN: "No key was pressed for long: the session has ended. What was typed is kept as a draft."},
	sshd.Revoked: {ZH: "密钥已撤销或此人已停用, 会话已结束。", EN: "The key was revoked or the officer retired: the session has ended."},
	sshd.Closed:  {ZH: "值班台服务已停。写的留作草稿, 稍后再登录接着做。", EN: "The service has stopped. What was typed is kept as a draft: sign in again later to go on."},
}

// verbEach is how often an entry says that somebody runs verbs over SSH: a script that asks
// every minute does not fill the book. What a verb writes has its own entry each time.
const verbEach = time.Hour

// news says whether an entry is due for who runs a verb, and under which key it is noted.
func (g *gate) news(s *sshd.Session) (key string, yes bool) {
	key = s.ID + " " + s.Address + " " + s.Key
	was, ok := g.seen.Load(key)
	return key, !ok || time.Since(was.(time.Time)) >= verbEach
}
