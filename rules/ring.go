package rules

import (
	"slices"

	"dutydesk/rules/text"
)

// Missed says how a telephone of a party was last rung in vain: the last of the calls that
// went there, nil when it was never rung, or reached.
func Missed(calls []Call, phone string) *Call {
	var last *Call
	for i := range calls {
		c := &calls[i]
		if c.Out && c.Caller.Phone == phone && TriOf(c.Reached) != Unasked && (last == nil || !c.At.Before(last.At)) {
			last = c
		}
	}
	if last == nil || TriOf(last.Reached) == Yes {
		return nil
	}
	return last
}

// Next is the number of the party to try now: the first that was not rung in vain, else the
// one rung longest ago; "" without any. fresh says that it is one of the first sort.
func (a *Agency) Next(calls []Call) (phone string, fresh bool) {
	var longest *Call
	for _, n := range a.Phones {
		c := Missed(calls, n)
		if c == nil {
			return n, true
		}
		if longest == nil || c.At.Before(longest.At) {
			longest, phone = c, n
		}
	}
	return phone, false
}

// NextParty is whom to ring after somebody was not reached: another number of the same
// party, else the next one of the same role, else the leader: who finds nobody reports it.
// Parties come in the order in which they are to be rung. nil when all were rung in vain.
func NextParty(parties []Agency, id string, calls []Call) (*Agency, string) {
	at := slices.IndexFunc(parties, func(a Agency) bool { return a.ID == id })
	var first []*Agency
	if at >= 0 {
		first = append(first, &parties[at])
		for i := range parties {
			if i != at && parties[i].Role == parties[at].Role && parties[i].Role != "" {
				first = append(first, &parties[i])
			}
		}
	}
	for i := range parties {
		if parties[i].Role == AgencyLeader {
			first = append(first, &parties[i])
		}
	}
	for _, a := range first {
		if n, fresh := a.Next(calls); fresh {
			return a, n
		}
	}
	return nil, ""
}

// Dialled is the number that a call out by telephone went to: the one written, else the
// first of the party. Refused (Invalid, with what to do instead): a party of which none is
// known.
func (a *Agency) Dialled(phone string) (string, *Error) {
	switch {
	case phone != "":
		return phone, nil
	case len(a.Phones) == 0:
		return "", Bad("caller.phone", text.Text{ZH: "%[1]s 没有登记电话。写上打的号码, 或到名册补上; 用微信找到的请改方式。",
			EN: "No telephone of %[1]s is on the lists. Write the number that was rung, or add it to the lists; if it was WeChat, say so."}.With(a.Name))
	}
	return a.Phones[0], nil
}
