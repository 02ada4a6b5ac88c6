package main

import (
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store"
	"dutydesk/tui"
)

// Sit begins the place of whoever signed in here among those at the desk.
func (d *door) Sit(desk tui.Desk) tui.Seat {
	s, ok := desk.(*store.Desk)
	if !ok {
		return nil
	}
	id, name := s.Actor()
	return d.st().Seats().Sit(id, name, s.Terminal(), s.Roles())
}

// seatVerbs tell who is at the screens of the process that has the book open, say something
// to them, and take the seat on duty over.
func (a *app) seatVerbs() []*cobra.Command {
	who := a.verb(reads, "who", text.Text{ZH: "谁在线, 在哪里, 多久没有操作", EN: "who is at the desk, where, and since when without a key"}, 0, 0, func(b *book, _ []string) error {
		if err := b.desk.SeesPersons(); err != nil {
			return err
		}
		return show(b, b.st.Seats().Seats(), func(s rules.Seat) []string {
			idle := text.Text{ZH: "%[1]d分", EN: "%[1]dm"}.With(int(s.Idle(b.st.Now()) / time.Minute))
			return []string{s.ID, s.Name, s.Terminal, moment(s.Since), b.t(idle), strings.TrimSpace(s.Page + " " + s.Record)}
		})
	})
	say := a.verb(writes, "say WHO|all WORDS", text.Text{ZH: "给在线的人留一句话 (不进日志)", EN: "a word to somebody at the desk (not in the log)"}, 2, -1, func(b *book, args []string) error {
		to := text.Clean(args[0], text.Line)
		if to == "all" || to == "大家" {
			to = ""
		}
		id, name := b.desk.Actor()
		names, err := b.st.Seats().Say(rules.Seat{Officer: id, Name: name, Terminal: b.desk.Terminal(), Roles: b.desk.Roles()}, to, strings.Join(args[1:], " "))
		if err != nil {
			return err
		}
		if b.json {
			return b.object(struct {
				To []string `json:"to"`
			}{names})
		}
		b.printf("%s\n", strings.Join(names, " "))
		return nil
	})
	seat := a.group("seat", text.Text{ZH: "席位", EN: "seats"}, a.verb(writes, "take WHO", text.Text{ZH: "接用主班离开多时的席位, 不是交接班", EN: "take over the abandoned seat on duty; no handover"}, 1, 1, func(b *book, args []string) error {
		return b.do(&command.TakeSeat{Seat: args[0], PIN: b.pin})
	}))
	return []*cobra.Command{who, say, seat}
}
