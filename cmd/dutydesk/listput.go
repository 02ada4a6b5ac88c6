package main

import (
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

// add makes a verb that adds a record: fill takes the arguments, the flags the rest.
func (a *app) add(use string, args int, flags func(*pflag.FlagSet), fill func(args []string) command.Command) *cobra.Command {
	v := a.verb(writes, use, text.Text{ZH: "登记", EN: "add one"}, args, args, func(b *book, args []string) error { return b.do(fill(args)) })
	flags(v.Flags())
	return v
}

// nameFlag renames a record; it keeps its id.
func (a *app) nameFlag(f *pflag.FlagSet, to *string) {
	f.StringVar(to, "name", "", a.t(text.Text{ZH: "改名为 `NAME`, 编号不变", EN: "call it `NAME`; the id stays"}))
}

func (a *app) villageFlags(f *pflag.FlagSet, c *command.PutVillage) {
	f.StringVar(&c.Contact, "contact", "", a.t(text.Text{ZH: "联络员 `NAME`", EN: "contact `NAME`"}))
	f.StringVar(&c.Phone, "phone", "", a.t(text.Text{ZH: "电话 `NUMBER`", EN: "telephone `NUMBER`"}))
}

func (a *app) villageAdd() *cobra.Command {
	var c command.PutVillage
	return a.add("add CODE NAME", 2, func(f *pflag.FlagSet) { a.villageFlags(f, &c) }, func(args []string) command.Command {
		c.ID, c.Name = args[0], args[1]
		return &c
	})
}

func (a *app) villageEdit() *cobra.Command {
	var in command.PutVillage
	return villages.edit(a, func(f *pflag.FlagSet) { a.nameFlag(f, &in.Name); a.villageFlags(f, &in) },
		func(v *rules.Village, given func(string) bool) (command.Command, error) {
			c := &command.PutVillage{ID: v.ID, Name: v.Name, Contact: v.Contact, Phone: v.Phone, Version: v.Version}
			over(given("name"), &c.Name, in.Name)
			over(given("contact"), &c.Contact, in.Contact)
			over(given("phone"), &c.Phone, in.Phone)
			return c, nil
		})
}

func (a *app) agencyFlags(f *pflag.FlagSet, c *command.PutAgency) {
	f.StringVar((*string)(&c.Role), "role", "", a.t(text.Text{ZH: "职能 `ROLE`: emergency police leader social_affairs relief_station hospital mental_hospital child_protection other",
		EN: "`ROLE`: emergency police leader social_affairs relief_station hospital mental_hospital child_protection other"}))
	f.StringSliceVar(&c.Phones, "phone", nil, a.t(text.Text{ZH: "电话 `NUMBER,...`, 先打的在前", EN: "telephones `NUMBER,...` in the order to try them"}))
	f.StringVar(&c.Hours, "hours", "", a.t(text.Text{ZH: "办公时间 `TEXT`", EN: "hours `TEXT`"}))
}

func (a *app) agencyAdd() *cobra.Command {
	var c command.PutAgency
	return a.add("add NAME --role ROLE", 1, func(f *pflag.FlagSet) { a.agencyFlags(f, &c) }, func(args []string) command.Command {
		c.Name = args[0]
		return &c
	})
}

func (a *app) agencyEdit() *cobra.Command {
	var in command.PutAgency
	return agencies.edit(a, func(f *pflag.FlagSet) { a.nameFlag(f, &in.Name); a.agencyFlags(f, &in) },
		func(v *rules.Agency, given func(string) bool) (command.Command, error) {
			c := &command.PutAgency{ID: v.ID, Name: v.Name, Role: v.Role, Phones: v.Phones, Hours: v.Hours, Version: v.Version}
			over(given("name"), &c.Name, in.Name)
			over(given("role"), &c.Role, in.Role)
			over(given("hours"), &c.Hours, in.Hours)
			if given("phone") {
				c.Phones = in.Phones
			}
			return c, nil
		})
}

func (a *app) placeFlags(f *pflag.FlagSet, c *command.PutPlace) {
	f.StringVar((*string)(&c.Kind), "kind", "", a.t(text.Text{ZH: "`KIND`: hotspot help shelter depot reserve vehicle", EN: "`KIND`: hotspot help shelter depot reserve vehicle"}))
	f.StringVar(&c.Ground, "area", "", a.t(text.Text{ZH: "部位类型 `TEXT`, 如 桥梁涵洞", EN: "type of area, `TEXT`"}))
	f.StringVar(&c.Village, "village", "", a.t(text.Text{ZH: "所在 `VILLAGE`", EN: "`VILLAGE` that it lies in"}))
	f.IntVar(&c.Capacity, "capacity", 0, a.t(text.Text{ZH: "可容 `N` 人", EN: "room for `N` persons"}))
}

func (a *app) placeAdd() *cobra.Command {
	var c command.PutPlace
	return a.add("add NAME --kind KIND", 1, func(f *pflag.FlagSet) { a.placeFlags(f, &c) }, func(args []string) command.Command {
		c.Name = args[0]
		return &c
	})
}

func (a *app) placeEdit() *cobra.Command {
	var in command.PutPlace
	return places.edit(a, func(f *pflag.FlagSet) { a.nameFlag(f, &in.Name); a.placeFlags(f, &in) },
		func(v *rules.Place, given func(string) bool) (command.Command, error) {
			c := &command.PutPlace{ID: v.ID, Name: v.Name, Kind: v.Kind, Ground: v.Area, Village: v.Village, Capacity: v.Capacity, Version: v.Version}
			over(given("name"), &c.Name, in.Name)
			over(given("kind"), &c.Kind, in.Kind)
			over(given("area"), &c.Ground, in.Ground)
			over(given("village"), &c.Village, in.Village)
			over(given("capacity"), &c.Capacity, in.Capacity)
			return c, nil
		})
}

func (a *app) itemFlags(f *pflag.FlagSet, c *command.PutItem) {
	f.StringVar(&c.Unit, "unit", "", a.t(text.Text{ZH: "计量单位 `UNIT`, 如 床", EN: "`UNIT` in which it is counted"}))
	f.StringVar(&c.Good, "good", "", a.t(text.Text{ZH: "方案里的物品 `GOOD`: 被条 棉衣 棉鞋 方便食品", EN: "what the plans call it, `GOOD`: quilt, cotton coat, cotton shoes, convenience food"}))
	f.StringVar(&c.Given, "given", "", a.t(text.Text{ZH: "给拒助人员的 `KIND`: food winter_items help_info", EN: "what it is to one who declines, `KIND`: food winter_items help_info"}))
	f.Int64Var(&c.Min, "min", 0, a.t(text.Text{ZH: "最低库存 `N` (0: 不限)", EN: "minimum `N` (0: none)"}))
	f.IntVar(&c.Months, "months", 0, a.t(text.Text{ZH: "保质期 `N` 个月 (0: 不限)", EN: "shelf life of `N` months (0: none)"}))
}

func (a *app) itemAdd() *cobra.Command {
	var c command.PutItem
	return a.add("add NAME --unit UNIT", 1, func(f *pflag.FlagSet) { a.itemFlags(f, &c) }, func(args []string) command.Command {
		c.Name = args[0]
		return &c
	})
}

func (a *app) itemEdit() *cobra.Command {
	var in command.PutItem
	return items.edit(a, func(f *pflag.FlagSet) { a.nameFlag(f, &in.Name); a.itemFlags(f, &in) },
		func(v *rules.Item, given func(string) bool) (command.Command, error) {
			c := &command.PutItem{ID: v.ID, Name: v.Name, Unit: v.Unit, Good: v.Good, Given: v.Given, Min: v.Min, Months: v.Months, Version: v.Version}
			over(given("name"), &c.Name, in.Name)
			over(given("unit"), &c.Unit, in.Unit)
			over(given("good"), &c.Good, in.Good)
			over(given("given"), &c.Given, in.Given)
			over(given("min"), &c.Min, in.Min)
			over(given("months"), &c.Months, in.Months)
			return c, nil
		})
}
