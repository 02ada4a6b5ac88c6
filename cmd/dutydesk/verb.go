package main

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store"
)

// book is the book in the hands of a verb.
type book struct {
	*app
	st   *store.Store
	desk *store.Desk // of who acts; the public one when nobody signed in
	pin  string      // as typed, for verbs that sign
}

// setsPIN marks the verb that replaces a one-time PIN itself.
const setsPIN = "sets-pin"

// What a verb does to the book.
const (
	reads  = false
	writes = true
)

// verb makes a command that works on the book, with least to most arguments (most < 0:
// any number). A write needs an officer and the PIN; a read without them is masked.
func (a *app) verb(write bool, use string, short text.Text, least, most int, fn func(b *book, args []string) error) *cobra.Command {
	return a.verbWhich(func() bool { return write }, use, short, least, most, fn)
}

// verbWhich is verb where a flag decides whether it writes.
func (a *app) verbWhich(writes func() bool, use string, short text.Text, least, most int, fn func(b *book, args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: a.t(short), Args: a.arity(least, most), RunE: func(c *cobra.Command, args []string) error {
		write := writes()
		if write && a.request == "" {
			a.request = store.NewRequest()
		}
		return a.withBook(write, func(st *store.Store) error {
			b := &book{app: a, st: st}
			if err := b.signIn(write, c.Flags().Changed("as")); err != nil {
				return err
			}
			if c.Annotations[setsPIN] == "" {
				if err := b.settlePIN(); err != nil {
					return err
				}
			}
			return fn(b, args)
		})
	}}
}

func (a *app) arity(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < least:
			return usage(text.Text{ZH: "参数不够: %[1]s", EN: "Too few arguments: %[1]s"}.With(c.UseLine()))
		case most >= 0 && len(args) > most:
			return usage(text.Text{ZH: "参数太多 (%[2]s): %[1]s", EN: "Too many arguments (%[2]s): %[1]s"}.With(c.UseLine(), args[most]))
		}
		return nil
	}
}

// signIn opens the desk for who acts. A read by nobody, or without a PIN, is public; a
// read asks for the PIN only where --as was typed.
func (b *book) signIn(write, named bool) error {
	who := b.as
	if who == "" {
		who = b.env("DUTYDESK_AS")
	}
	b.desk = b.st.Public()
	if b.proven != nil {
		return b.signProven(write)
	}
	if who == "" {
		if write {
			return usage(text.Text{ZH: "谁来做? 用 --as 姓名, 或设 DUTYDESK_AS。", EN: "Who acts? Use --as NAME, or DUTYDESK_AS."})
		}
		return nil
	}
	if !write && !named && b.env("DUTYDESK_PIN") == "" {
		return nil
	}
	pin, err := b.app.pin(who)
	if err != nil {
		return err
	}
	if pin == "" {
		if write {
			return noPIN
		}
		return nil
	}
	if b.desk, err = b.st.SignIn(who, pin, "cli"); err != nil {
		return err
	}
	b.pin = pin
	if b.afar {
		b.desk.FromAfar()
	}
	return nil
}

// signProven opens the desk for who came over SSH, and for nobody else. A write needs no PIN
// where the setting ssh_write says so; the journal names the key.
func (b *book) signProven(write bool) error {
	if b.data != "" {
		return rules.Refuse(text.Text{ZH: "SSH 上不能用 --data: 用的就是这个服务的值班簿。", EN: "No --data over SSH: the book is that of this service."}, "")
	}
	id, name := b.proven.Actor()
	if b.as != "" && !store.Called(rules.Officer{ID: id, Name: name}, b.as) {
		return &rules.Error{Kind: rules.Denied, Field: "as", Text: text.Text{ZH: "您是凭 %[1]s 的密钥登录的, 不能以别人的名义。", EN: "You came with the key of %[1]s and act as nobody else."}.With(name)}
	}
	if write {
		yes, err := b.st.Allows(rules.SettingSSHWrite)
		if err != nil {
			return err
		}
		if !yes {
			return rules.Refuse(text.Text{ZH: "设置 ssh_write 不许 SSH 命令写入: 请打开界面 (ssh -t)。", EN: "The setting ssh_write forbids verbs over SSH to write: open the screen (ssh -t)."}, "")
		}
	}
	b.desk = b.proven
	return nil
}

// keeps refuses a village contact what is of the whole township, and over SSH whoever has none
// of the roles: at the desk itself the owner of the data folder may look after the book.
func (b *book) keeps(roles ...rules.Role) error {
	if err := b.desk.Whole(); err != nil || b.proven == nil {
		return err
	}
	now, err := b.proven.RolesNow()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(now, func(r rules.Role) bool { return slices.Contains(roles, r) }) {
		return nil
	}
	return &rules.Error{Kind: rules.Denied, Text: text.Text{ZH: "您的角色不能在 SSH 上这样做。", EN: "Your role may not do this over SSH."}}
}

// settlePIN replaces a one-time PIN before anything else is done with it.
func (b *book) settlePIN() error {
	if !b.desk.MustSetPIN() {
		return nil
	}
	id, name := b.desk.Actor()
	pin, err := b.newPIN(name)
	if err != nil {
		return err
	}
	if pin == "" {
		return usage(text.Text{ZH: "这是一次性 PIN, 要改成自己的: 在终端上输入, 或设 DUTYDESK_NEW_PIN。",
			EN: "This PIN was for one sign-in. Set your own: on a terminal, or in DUTYDESK_NEW_PIN."})
	}
	if _, err = b.desk.Do(store.NewRequest(), &command.SetPIN{Officer: id, PIN: pin}); err == nil {
		b.pin = pin
	}
	return err
}

// do runs a command and prints the id once it is durable.
func (b *book) do(cmd command.Command) error {
	res, err := b.desk.Do(b.request, cmd)
	if err != nil {
		return err
	}
	return b.saved(res)
}

// saved prints what was written: the id, and on lines of their own the further ids.
func (b *book) saved(res command.Result) error {
	if b.json {
		return b.object(res)
	}
	b.printf("%s\n", res.ID)
	for _, id := range res.More {
		b.printf("%s\n", id)
	}
	return nil
}

// object prints one JSON object on a line.
func (a *app) object(v any) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return rules.AsError(err)
	}
	a.write(buf.String())
	return nil
}

// objects prints one JSON object a line.
func objects[T any](a *app, rows []T) error {
	for i := range rows {
		if err := a.object(rows[i]); err != nil {
			return err
		}
	}
	return nil
}
