package main

import (
	"slices"
	"testing"

	"dutydesk/rules"
	"dutydesk/rules/command"
)

func TestIssueLines(t *testing.T) {
	for _, c := range []struct {
		kit                    bool
		line, instead, without string
		want                   command.IssueLine
		no                     bool
	}{
		{kit: true, line: "棉大衣=2@仓库", want: command.IssueLine{Item: "棉大衣", Qty: 2, From: "仓库"}},
		{kit: true, line: "棉大衣", want: command.IssueLine{Item: "棉大衣"}},
		{line: "棉大衣", want: command.IssueLine{Item: "棉大衣", Qty: 1}},
		{kit: true, line: "棉大衣=0", no: true},
		{kit: true, line: "棉大衣=-1", no: true},
		{kit: true, instead: "棉鞋=袜子=0:没有", no: true},
		{kit: true, instead: "棉鞋＝袜子＝2@仓库：问过: 38码，说：不要", want: command.IssueLine{Item: "棉鞋", Substitute: "袜子", Qty: 2, From: "仓库", Reason: "问过: 38码，说：不要"}},
		{kit: true, without: "棉鞋:他说：自己有", want: command.IssueLine{Item: "棉鞋", Skip: true, Reason: "他说：自己有"}},
		{kit: true, without: "棉鞋", want: command.IssueLine{Item: "棉鞋", Skip: true}},
	} {
		some := func(s string) []string { return slices.DeleteFunc([]string{s}, func(s string) bool { return s == "" }) }
		got, err := issueLines(c.kit, some(c.line), some(c.instead), some(c.without))
		switch e := rules.AsError(err); {
		case c.no:
			if e == nil || e.Field != "qty" {
				t.Errorf("%+v: %v %v", c, got, err)
			}
		case err != nil || len(got) != 1 || got[0] != c.want:
			t.Errorf("%+v: %+v %v", c, got, err)
		}
	}
	if _, err := kitLines([]string{"毛毯=0"}); err == nil {
		t.Error("a kit of none")
	}
}
