package rules

import "dutydesk/rules/text"

// MayClose decides whether those who are left may be explained with one reason.
func (n *Notice) MayClose() *Error {
	if e := n.MayPass(); e != nil {
		return e
	}
	if n.State == NoticeClosed {
		return Refuse(text.Text{ZH: "%[1]s 已传达完。", EN: "%[1]s was passed on to all."}.With(n.ID), "")
	}
	return nil
}

// Close explains everybody who is left with one reason, by which the notice closes; each can be
// taken back on its own. It returns whom that was about. Refused: as MayClose.
func (n *Notice) Close(by Hand, reason string) ([]*NoticeReceiver, *Error) {
	if e := n.MayClose(); e != nil {
		return nil, e
	}
	var left []*NoticeReceiver
	for i := range n.Receivers {
		if r := &n.Receivers[i]; !r.Settled() {
			r.Explained = by.mark(reason)
			left = append(left, r)
		}
	}
	n.settle(by.At)
	return left, nil
}

// Missing names those who are neither reached nor explained, in order.
func (n *Notice) Missing() []string {
	var out []string
	for i := range n.Receivers {
		if r := &n.Receivers[i]; !r.Settled() {
			out = append(out, r.Name)
		}
	}
	return out
}

// Own is the line that the contact of a village confirms by itself, and no other. Denied for
// officers of no village; NotFound where the village is not on the list; refused once it was
// told, or the notice is withdrawn.
func (n *Notice) Own(village string) (*NoticeReceiver, *Error) {
	if village == "" {
		return nil, &Error{Kind: Denied, Text: text.Text{ZH: "只有村级联络员自己回收到。值班室在名单上记结果。", EN: "Only the contact of a village confirms by itself. The desk notes results on the list."}}
	}
	for i := range n.Receivers {
		r := &n.Receivers[i]
		if r.Kind != ReceiverVillage || r.ID != village {
			continue
		}
		if n.Withdrawn != nil {
			return nil, Refuse(text.Text{ZH: "%[1]s 已撤回, 不用回。", EN: "%[1]s was withdrawn: there is nothing to confirm."}.With(n.ID), "")
		}
		if t := r.Last(); t != nil && t.Result != ResultMissed {
			return nil, Refuse(text.Text{ZH: "%[1]s 已记 %[2]s %[3]s, 不用再回。", EN: "%[1]s is noted as %[2]s, %[3]s: no more is needed."}.
				With(r.Name, WordOf(NoticeResultWords, string(t.Result)), Stamp(t.At)), "")
		}
		return r, nil
	}
	return nil, &Error{Kind: NotFound, Field: "notice", Text: text.Text{ZH: "%[1]s 没有传给您的村。", EN: "%[1]s does not go to your village."}.With(n.ID)}
}
