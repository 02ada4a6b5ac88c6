package main

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

func (a *app) officerVerbs() *cobra.Command {
	return a.group("officer", text.Text{ZH: "人员", EN: "officers"},
		officers.list(a), a.officerAdd(), a.officerEdit(), a.officerStandIn(), a.officerPIN(), a.officerRole(), a.officerRoles(), a.keyVerbs(),
		officers.retire(a), officers.restore(a))
}

func (a *app) officerAdd() *cobra.Command {
	var c command.AddOfficer
	var roles []string
	var pin bool
	v := a.verb(writes, "add NAME --role ROLE,...", text.Text{ZH: "登记人员", EN: "register an officer"}, 1, 1, func(b *book, args []string) (err error) {
		c.Name = args[0]
		if c.Roles, err = rolesOf(roles); err != nil {
			return err
		}
		if pin || b.env("DUTYDESK_NEW_PIN") != "" {
			if c.PIN, err = b.newPIN(c.Name); err != nil {
				return err
			}
		}
		return b.do(&c)
	})
	f := v.Flags()
	f.StringSliceVar(&roles, "role", []string{string(rules.RoleOfficer)}, a.t(text.Text{ZH: "角色 `ROLE,...`: officer leader storekeeper clerk village auditor admin", EN: "roles `ROLE,...`: officer leader storekeeper clerk village auditor admin"}))
	f.StringVar(&c.Village, "village", "", a.t(text.Text{ZH: "村级联络员所在的 `VILLAGE`", EN: "`VILLAGE` of a village contact"}))
	f.StringVar(&c.Phone, "phone", "", a.t(text.Text{ZH: "电话 `NUMBER`", EN: "telephone `NUMBER`"}))
	f.StringVar(&c.Post, "post", "", a.t(text.Text{ZH: "职务 `TEXT`", EN: "post `TEXT`"}))
	f.BoolVar(&pin, "pin", false, a.t(text.Text{ZH: "现在就设 PIN (在终端上输入, 或 DUTYDESK_NEW_PIN)", EN: "set a PIN now (on a terminal, or DUTYDESK_NEW_PIN)"}))
	return v
}

func (a *app) officerEdit() *cobra.Command {
	var in command.PutOfficer
	var roles []string
	return officers.edit(a, func(f *pflag.FlagSet) {
		f.StringVar(&in.Name, "name", "", a.t(text.Text{ZH: "姓名 `NAME`", EN: "`NAME`"}))
		f.StringSliceVar(&roles, "role", nil, a.t(text.Text{ZH: "角色 `ROLE,...`: officer leader storekeeper clerk village auditor admin", EN: "roles `ROLE,...`: officer leader storekeeper clerk village auditor admin"}))
		f.StringVar(&in.Village, "village", "", a.t(text.Text{ZH: "村级联络员所在的 `VILLAGE`", EN: "`VILLAGE` of a village contact"}))
		f.StringVar(&in.Phone, "phone", "", a.t(text.Text{ZH: "电话 `NUMBER`", EN: "telephone `NUMBER`"}))
		f.StringVar(&in.Post, "post", "", a.t(text.Text{ZH: "职务 `TEXT`", EN: "post `TEXT`"}))
	}, func(o *rules.Officer, given func(string) bool) (command.Command, error) {
		c := &command.PutOfficer{ID: o.ID, Name: o.Name, Roles: o.Roles, Village: o.Village, Phone: o.Phone, Post: o.Post, Version: o.Version}
		over(given("name"), &c.Name, in.Name)
		over(given("village"), &c.Village, in.Village)
		over(given("phone"), &c.Phone, in.Phone)
		over(given("post"), &c.Post, in.Post)
		var err error
		if given("role") {
			c.Roles, err = rolesOf(roles)
		}
		return c, err
	})
}

func (a *app) officerStandIn() *cobra.Command {
	var c command.AddStandIn
	v := a.verb(writes, "standin NAME --phone NUMBER", text.Text{ZH: "登记顶班人员: 值班员, 自己的 PIN, 由登记人担保", EN: "register a stand-in: a duty officer with a PIN of their own, vouched for by who registers"}, 1, 1, func(b *book, args []string) (err error) {
		c.Name = args[0]
		if c.PIN, err = b.newPIN(c.Name); err != nil {
			return err
		}
		if c.PIN == "" {
			return noNewPIN
		}
		return b.do(&c)
	})
	v.Flags().StringVar(&c.Phone, "phone", "", a.t(text.Text{ZH: "电话 `NUMBER`", EN: "telephone `NUMBER`"}))
	v.Flags().StringVar(&c.Post, "post", "", a.t(text.Text{ZH: "职务 `TEXT`", EN: "post `TEXT`"}))
	return v
}

var noNewPIN = usage(text.Text{ZH: "新 PIN 在终端上输入, 或设 DUTYDESK_NEW_PIN。", EN: "The new PIN is asked for on a terminal, or taken from DUTYDESK_NEW_PIN."})

func (a *app) officerPIN() *cobra.Command {
	var c command.SetPIN
	v := a.verb(writes, "pin [OFFICER]", text.Text{ZH: "设 PIN: 自己的, 或由带班领导、管理员设别人的", EN: "set a PIN: one's own, or anybody's by a leader or administrator"}, 0, 1, func(b *book, args []string) (err error) {
		name := ""
		c.Officer, name = b.desk.Actor()
		if len(args) == 1 {
			c.Officer, name = args[0], args[0]
		}
		if c.PIN, err = b.newPIN(name); err != nil {
			return err
		}
		if c.PIN == "" {
			return noNewPIN
		}
		return b.do(&c)
	})
	v.Annotations = map[string]string{setsPIN: "yes"}
	v.Flags().BoolVar(&c.Once, "once", false, a.t(text.Text{ZH: "一次性: 登录后要改", EN: "good for one sign-in, after which a new one is set"}))
	return v
}

func (a *app) officerRole() *cobra.Command {
	return a.verb(writes, "role OFFICER ROLE[,ROLE...]", text.Text{ZH: "改角色", EN: "change the roles"}, 2, -1, func(b *book, args []string) error {
		roles, err := rolesOf(strings.Split(strings.Join(args[1:], ","), ","))
		if err != nil {
			return err
		}
		return b.do(&command.SetRoles{Officer: args[0], Roles: roles})
	})
}

// rolesOf reads roles by code or word.
func rolesOf(words []string) (roles []rules.Role, err error) {
	for _, w := range words {
		code, ok := command.Coded(rules.RoleWords, w)
		if !ok {
			return nil, rules.Bad("roles", text.Text{ZH: "没有角色 %[1]s。可以是: %[2]s", EN: "No role %[1]s. There are: %[2]s"}.
				With(text.Clean(w, text.Line), command.Words(rules.RoleWords)))
		}
		roles = append(roles, rules.Role(code))
	}
	return roles, nil
}

// officerRoles tells what each role does; it needs no book.
func (a *app) officerRoles() *cobra.Command {
	return &cobra.Command{Use: "roles", Short: a.t(text.Text{ZH: "每个角色能做什么, 不能做什么", EN: "what each role does, and what not"}), Args: a.arity(0, 0), RunE: func(*cobra.Command, []string) error {
		var rows [][]string
		for _, r := range rules.RoleWords {
			may := command.May([]rules.Role{rules.Role(r.Code)})
			if !a.json {
				rows = append(rows, []string{r.Code, a.t(r.Text), a.t(rules.WordOf(rules.Duties, r.Code))})
				continue
			}
			if err := a.object(struct {
				Role     string   `json:"role"`
				Commands []string `json:"commands"`
			}{r.Code, may}); err != nil {
				return err
			}
		}
		a.columns(rows)
		return nil
	}}
}
