package notices

import (
	"slices"

	"dutydesk/rules"
	"dutydesk/rules/plan"
	"dutydesk/store/internal/table"
	"dutydesk/store/internal/tx"
)

// aloneIn are the registers that hold people living alone, and of which group: the elderly in
// extreme hardship (P7.2.15) and those left behind (P3.4.11). Which registers count is ours.
var aloneIn = []struct{ register, group string }{{"scattered_elderly", ""}, {"left_behind", "elder"}}

// registered are the people living alone whom the registers name, each once.
func registered(r tx.Reader) ([]rules.NoticeReceiver, error) {
	var out []rules.NoticeReceiver
	for _, in := range aloneIn {
		reg, ok := plan.RegisterOf(in.register)
		if !ok {
			continue
		}
		rows, err := table.By(r, table.Rows, "in/"+in.register)
		if err != nil {
			return nil, err
		}
		for i := range rows {
			f := rows[i].Fields
			gone := slices.ContainsFunc(reg.States, func(s rules.RegisterState) bool { return s.Out && s.Code == rows[i].State })
			if gone || in.group != "" && f["group"] != in.group {
				continue
			}
			out = join(out, rules.NoticeReceiver{Kind: rules.ReceiverPerson, Name: f["name"], Village: f["village"], Phones: each([]string{f["phone"]})})
		}
	}
	return out, nil
}

// join puts somebody on a list who is not on it, by name and village.
func join(list []rules.NoticeReceiver, r rules.NoticeReceiver) []rules.NoticeReceiver {
	if r.Name == "" || len(list) >= rules.MaxReceivers || slices.ContainsFunc(list, func(o rules.NoticeReceiver) bool { return o.Name == r.Name && o.Village == r.Village }) {
		return list
	}
	return append(list, r)
}
