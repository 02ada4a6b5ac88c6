package correct

import (
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
)

// way is how a saved entry is corrected: by a form with a reason, on the page where it was
// written (to), or not at all (not says why, and what to do instead).
type way struct {
	key  string // names the draft of the form
	what text.Text
	make func(reason string) command.Command
	to   route.To
	not  *rules.Error
}

// by is a form that asks for a reason alone.
func by(key string, what text.Text, make func(reason string) command.Command) []way {
	return []way{{key: key, what: what, make: make}}
}

func on(what text.Text, to route.To) []way {
	return []way{{key: string(to.Page) + to.ID, what: what, to: to}}
}

func never(key string, why text.Text) []way { return []way{{key: key, not: rules.Refuse(why, "")}} }

// ways are the counter-entries to what was saved; more than one where it wrote more than
// one record.
func ways(s screen.Saved) []way {
	id := s.Result.ID
	switch c := s.Command.(type) {
	case *command.LogCall:
		return call(s, c)
	case *command.AmendCall:
		return onCall(c.Call)
	case *command.PassCall, *command.FinishCall:
		return by(id, text.Text{ZH: "恢复为待办", EN: "open again"}, func(r string) command.Command { return &command.ReopenCall{Call: id, Reason: r} })
	case *command.StrikeCall:
		return by(id, text.Text{ZH: "恢复这一条", EN: "bring it back"}, func(r string) command.Command { return &command.ReopenCall{Call: id, Reason: r} })
	case *command.PlanCall:
		return by(id, text.Text{ZH: "不用打了", EN: "it need not be made"}, func(r string) command.Command { return &command.FinishCall{Call: id, Result: r} })
	case *command.OpenCase:
		return inCase(id)
	case *command.EditCase:
		return inCase(c.Case)
	case *command.DoAct:
		return revoke(c.Case, c.Act)
	case *command.Waive:
		return revoke(c.Case, c.Act)
	case *command.Dispatch:
		return back(c.Case, c)
	case *command.Depart:
		return back(c.Case, c)
	case *command.Arrive:
		return back(c.Case, c)
	case *command.Return:
		return back(c.Case, c)
	case *command.Settle:
		return back(c.Case, c)
	case *command.CloseCase:
		return back(c.Case, c)
	case *command.SameCase:
		return by("split"+id, text.Text{ZH: "撤销并案 %[1]s", EN: "take %[1]s out again"}.With(id), func(r string) command.Command { return &command.SplitCase{Case: id, Reason: r} })
	case *command.AddNote:
		return by(id, text.Text{ZH: "划去这条记事", EN: "strike the note out"}, func(r string) command.Command { return &command.StrikeNote{Note: id, Reason: r} })
	case *command.GiveOrder:
		return by(id, text.Text{ZH: "撤回这条指示", EN: "take the order back"}, func(r string) command.Command { return &command.StrikeOrder{Order: id, Reason: r} })
	case *command.IssueGoods, *command.ReceiveGoods, *command.IssueKit:
		return moves(s)
	case *command.RecordFollowUp:
		return by(id, text.Text{ZH: "撤回这次回访", EN: "take the visit back"}, func(r string) command.Command { return &command.StrikeFollowUp{FollowUp: id, Reason: r} })
	case *command.AddRecord:
		return by(id, text.Text{ZH: "撤回这条登记", EN: "take the entry back"}, func(r string) command.Command {
			return &command.BackRecord{Record: id, Entry: c.Result == "", Version: s.Result.Version, Reason: r}
		})
	case *command.FinishRecord:
		return by("result"+id, text.Text{ZH: "撤回这个结果", EN: "take the result back"}, func(r string) command.Command {
			return &command.BackRecord{Record: id, Version: s.Result.Version, Reason: r}
		})
	case *command.ReopenCase:
		return on(text.Text{ZH: "到救助事项页再办结", EN: "close it again on the page of the case"}, route.To{Page: route.Case, ID: id})
	case *command.SendReferral:
		id, _, _ = strings.Cut(id, "/") // the story names the step behind its referral
		return by(id, text.Text{ZH: "撤回这次移送", EN: "revoke the referral"}, func(r string) command.Command { return &command.RevokeReferral{Referral: id, Reason: r} })
	case *command.ReceiveReferral:
		return backReferral(id, rules.ReferralReceived)
	case *command.AcceptReferral:
		return backReferral(id, rules.ReferralAccepted)
	case *command.RefuseReferral:
		return backReferral(id, rules.ReferralRefused)
	case *command.FinishReferral:
		return backReferral(id, rules.ReferralDone)
	case *command.RevokeReferral:
		return backReferral(id, rules.ReferralRevoked)
	}
	return desk(s)
}

// desk are the counter-entries to what is not about a case or a call.
func desk(s screen.Saved) []way {
	id := s.Result.ID
	switch c := s.Command.(type) {
	case *command.SetWarning:
		return by(id, text.Text{ZH: "解除这个预警", EN: "lift the warning"}, func(r string) command.Command { return &command.LiftWarning{Warning: id, Reason: r} })
	case *command.TakeShift, *command.ChangeCrew:
		return on(text.Text{ZH: "到交接页改班组", EN: "change the crew on the handover page"}, route.To{Page: route.Handover})
	case *command.DraftHandover, *command.WriteWord, *command.AcceptLine, *command.PresentHandover, *command.ReturnHandover, *command.CountThings:
		return on(text.Text{ZH: "到交接页改", EN: "on the handover page"}, route.To{Page: route.Handover})
	case *command.Retire:
		return by(c.List+c.ID, text.Text{ZH: "改回来", EN: "undo it"}, func(r string) command.Command {
			return &command.Retire{List: c.List, ID: c.ID, Back: !c.Back, Reason: r}
		})
	case *command.AddOfficer, *command.AddStandIn:
		return by(id, text.Text{ZH: "停用此人", EN: "retire the officer"}, func(r string) command.Command {
			return &command.Retire{List: "officer", ID: id, Reason: r}
		})
	case *command.PutVillage, *command.PutAgency, *command.PutPlace, *command.PutItem, *command.PutKit, *command.PutOfficer, *command.SetRoles, *command.RetireOfficer, *command.SetPIN, *command.Import:
		return on(text.Text{ZH: "到名册页改", EN: "on the page of lists"}, route.To{Page: route.Lists})
	case *command.AddKey:
		return by(id, text.Text{ZH: "撤销这把密钥", EN: "revoke the key"}, func(r string) command.Command { return &command.RevokeKey{Key: id, Reason: r} })
	case *command.RevokeKey:
		return never(id, text.Text{ZH: "撤销的密钥不恢复: 让本人换一把新的, 重新登记。", EN: "A revoked key stays so: its owner makes a new one, which is registered anew."})
	case *command.AdoptPlan:
		return append(by("withdraw"+id, text.Text{ZH: "撤销 %[1]s", EN: "withdraw %[1]s"}.With(id), func(r string) command.Command {
			return &command.EndPlan{Operation: id, Withdraw: true, Reason: r}
		}), on(text.Text{ZH: "到方案页改日期或设置", EN: "change its dates or settings on the page of plans"}, route.To{Page: route.Plans, ID: c.Plan})...)
	case *command.CopyPlan:
		return by("strike"+id, text.Text{ZH: "撤下 %[1]s", EN: "take %[1]s off"}.With(id), func(r string) command.Command {
			return &command.StrikePlan{Plan: id, Version: s.Result.Version, Reason: r}
		})
	case *command.EditPlan, *command.ImportPlan:
		return by("revert"+id, text.Text{ZH: "撤回 %[1]s 的这次修改", EN: "take this change of %[1]s back"}.With(id), func(r string) command.Command {
			return &command.RevertPlan{Plan: id, Version: s.Result.Version, Reason: r, Confirmed: true}
		})
	case *command.AckNotice:
		return never(id, text.Text{ZH: "签收不撤回; 通知改了要重新签收。", EN: "It stays; a notice that changes is acknowledged anew."})
	case *command.EndPlan:
		plan, _, _ := strings.Cut(id, "-")
		return on(text.Text{ZH: "到方案页重新启用, 或改末日", EN: "adopt it again, or change its last day, on the page of plans"}, route.To{Page: route.Plans, ID: plan})
	case *command.SetSetting, *command.SetPrefs, *command.SetClock:
		return on(text.Text{ZH: "到设置页改", EN: "on the page of settings"}, route.To{Page: route.Settings})
	case *command.Attach:
		return struck(s.Result)
	case *command.ExportArchive:
		return never(id, text.Text{ZH: "导出去的收不回; 按 F8 另记一笔。", EN: "What left the desk cannot be taken back; F8 writes a note beside it."})
	case *command.PrintPaper:
		return voided(id)
	case *command.MarkPaper:
		return voided(c.Paper)
	case *command.TakeSeat:
		return on(text.Text{ZH: "席位不撤回: 对方登录就回到原处, 也可再接用", EN: "it stays: they sign in again where they were, or the seat is taken back"}, route.To{Page: route.Seats})
	case *command.ReadLog:
		return by(id, text.Text{ZH: "撤回阅签", EN: "take the reading back"}, func(r string) command.Command { return &command.UnreadLog{Reading: id, Reason: r} })
	case *command.PutDaysOff:
		return by("days"+id, text.Text{ZH: "撤回 %[1]s 年放假通知", EN: "take the notice of %[1]s back"}.With(id), func(r string) command.Command { return &command.StrikeDaysOff{Year: c.Year, Reason: r} })
	case *command.DoDuty, *command.WaiveDuty:
		return by("duty"+id, text.Text{ZH: "撤回这个记录", EN: "take the mark back"}, func(r string) command.Command { return &command.UndoDuty{Duty: id, Reason: r} })
	case *command.PublishRoster:
		return by("roster"+id, text.Text{ZH: "撤回发布, 回到草稿", EN: "withdraw it to a draft"}, func(r string) command.Command {
			return &command.WithdrawRoster{Month: c.Month, Reason: r, Version: s.Result.Version}
		})
	case *command.GiveLeave, *command.AskSwap, *command.AcceptSwap, *command.ApproveSwap:
		return by("slip"+id, text.Text{ZH: "撤销 %[1]s", EN: "undo %[1]s"}.With(id), func(r string) command.Command { return &command.UndoSlip{Slip: id, Reason: r} })
	case *command.SetRoster, *command.GenerateRoster, *command.SetTurn, *command.WithdrawRoster, *command.RefuseSwap, *command.UndoSlip:
		return on(text.Text{ZH: "到排班页改", EN: "change it on the roster"}, route.To{Page: route.Roster, ID: id})
	case *command.SetDutyDay:
		return by("duty"+id, text.Text{ZH: "去掉所定的日子", EN: "take the day off again"}, func(r string) command.Command { return &command.UndoDuty{Duty: id, Reason: r} })
	case *command.PutDuty:
		if c.Version != 0 {
			return on(text.Text{ZH: "到日历页改回来 (Ctrl+E)", EN: "change it back on the calendar (Ctrl+E)"}, route.To{Page: route.Calendar, ID: id})
		}
		return by("duty"+id, text.Text{ZH: "撤下这件事项", EN: "take the duty off the calendar"}, func(r string) command.Command { return &command.StrikeDuty{Duty: id, Reason: r} })
	case *command.NewNotice:
		return by("withdraw"+id, text.Text{ZH: "撤回这条通知", EN: "withdraw the notice"}, func(r string) command.Command { return &command.WithdrawNotice{Notice: id, Reason: r} })
	case *command.NoteResult:
		return uncalled(s, c.Receiver)
	case *command.ExplainReceiver:
		return uncalled(s, c.Receiver)
	case *command.ConfirmNotice:
		return on(text.Text{ZH: "请值班室在名单上更正", EN: "ask the desk to correct it on the list"}, route.To{Page: route.Notices, ID: id})
	case *command.CloseNotice:
		return on(text.Text{ZH: "到通知页逐个撤回说明 (6)", EN: "on the page of the notice, one explanation at a time (6)"}, route.To{Page: route.Notices, ID: id})
	case *command.AddReceivers:
		return on(text.Text{ZH: "到通知页说明不用传的人 (5)", EN: "on the page of the notice, by saying why they are not told (5)"}, route.To{Page: route.Notices, ID: id})
	case *command.LeaveVisit:
		return by("left"+id, text.Text{ZH: "撤回离开", EN: "the visitor has not left"}, func(r string) command.Command { return &command.StayVisit{Call: id, Reason: r} })
	case *command.StayVisit:
		return onCall(id)
	case *command.SetTerm:
		return onCall(id)
	case *command.SendReport:
		return by(id, text.Text{ZH: "撤回已报", EN: "take the mark back"}, func(r string) command.Command { return &command.StrikeReport{Report: id, Reason: r} })
	case *command.StartPatrol:
		return undoPatrol(s, rules.UndoOut)
	case *command.StopPatrol:
		return on(text.Text{ZH: "到巡查页撤回这一站", EN: "take the stop back on the page of patrols"}, route.To{Page: route.Patrols, ID: id})
	case *command.ReturnPatrol:
		return undoPatrol(s, rules.UndoBack)
	case *command.FixHazard:
		return undoPatrol(s, rules.UndoFix(c.Stop))
	case *command.PutRow:
		if c.ID != "" {
			return on(text.Text{ZH: "到台账页再改", EN: "change it again on the page of registers"}, route.To{Page: route.Registers, ID: c.Register + "/" + id})
		}
		return by("row"+id, text.Text{ZH: "划去 %[1]s", EN: "strike %[1]s out"}.With(id), func(r string) command.Command {
			return &command.StrikeRow{Row: id, Version: s.Result.Version, Reason: r}
		})
	case *command.StepRow:
		return by("step"+id, text.Text{ZH: "退回 %[1]s 的这一步", EN: "take this step of %[1]s back"}.With(id), func(r string) command.Command {
			return &command.BackRow{Row: id, Version: s.Result.Version, Reason: r}
		})
	case *command.StrikeRow:
		return by("row"+id, text.Text{ZH: "改回来", EN: "undo it"}, func(r string) command.Command {
			return &command.StrikeRow{Row: id, Back: !c.Back, Version: s.Result.Version, Reason: r}
		})
	case *command.BackRow:
		return on(text.Text{ZH: "到台账页再办这一步", EN: "take the step again on the page of registers"}, route.To{Page: route.Registers})
	case *command.ImportRows:
		return on(text.Text{ZH: "到台账页逐行划去", EN: "strike the rows out on the page of registers"}, route.To{Page: route.Registers, ID: c.Register})
	case *command.LiftWarning:
		return on(text.Text{ZH: "到值班室重新登记预警", EN: "set it again on the board"}, route.To{Page: route.Board})
	case *command.AcceptHandover:
		return never(id, text.Text{ZH: "双方签过字的不改; 按 F8 另记一笔。", EN: "Signed by both, it stays; F8 writes a note beside it."})
	case *command.RemindTaker:
		return never(id, text.Text{ZH: "催接班的记录留着; 记错了按 F8 另记一笔。", EN: "The call stays as it was noted; F8 writes a note beside it."})
	case *command.ReleaseShift:
		return never(id, text.Text{ZH: "放行已经生效; 要换人, 再办一次交接。", EN: "The shift has passed; to change who has it, hand it over again."})
	case *command.SignOrder:
		return never(id, text.Text{ZH: "签过字的不改; 按 F8 另记一笔。", EN: "Signed, it stays; F8 writes a note beside it."})
	}
	return never(id, lastText)
}

// lastText is said of corrections.
var lastText = text.Text{ZH: "更正本身不再更正; 写错了再记一笔。", EN: "A correction is not corrected: write the entry again."}

// call corrects a call, and the case that came out of it, each on its own page: it is read
// there as it stands, with the agency that the desk knew by its name or number.
func call(s screen.Saved, c *command.LogCall) []way {
	w := onCall(s.Result.ID)
	if c.Open != nil && len(s.Result.More) > 0 {
		w = append(w, inCase(s.Result.More[0])...)
	}
	if c.PassTo != "" || c.Nothing {
		id := s.Result.ID
		w = append(w, by("reopen"+id, text.Text{ZH: "恢复为待办", EN: "open again"}, func(r string) command.Command { return &command.ReopenCall{Call: id, Reason: r} })...)
	}
	return w
}

func onCall(id string) []way {
	return on(text.Text{ZH: "到来电页更正 (Ctrl+E)", EN: "on the page of the call (Ctrl+E)"}, route.To{Page: route.Call, ID: id})
}

func inCase(id string) []way {
	return on(text.Text{ZH: "到救助事项页改 (Ctrl+E)", EN: "on the page of the case (Ctrl+E)"}, route.To{Page: route.Case, ID: id})
}

func revoke(id, act string) []way {
	return by(id+act, text.Text{ZH: "撤销已办或免办", EN: "take the act or waiver back"}, func(r string) command.Command {
		return &command.RevokeAct{Case: id, Act: act, Reason: r}
	})
}

// back takes that step of a case back, and no other that was taken since.
func back(id string, step command.Command) []way {
	code := step.Code()
	return by("back"+id+"/"+code, text.Text{ZH: "退回: %[1]s", EN: "take back: %[1]s"}.With(command.Told(code)), func(r string) command.Command {
		return &command.StepBack{Case: id, Step: code, Reason: r}
	})
}

// backReferral takes that step of a referral back, and no other that was taken since.
func backReferral(id string, step rules.ReferralState) []way {
	id, _, _ = strings.Cut(id, "/")
	return by("back"+id+"/"+string(step), text.Text{ZH: "移送退回一步", EN: "take that step of the referral back"}, func(r string) command.Command {
		return &command.StepBackReferral{Referral: id, Step: step, Reason: r}
	})
}

// moves reverses goods: a whole issue, or each lot on its own.
func moves(s screen.Saved) []way {
	var out []way
	if id := s.Result.ID; len(s.Result.More) > 0 && s.Command.Code() != "stock.receive" {
		out = by("whole"+id, text.Text{ZH: "整次冲销, 共 %[1]d 笔", EN: "reverse the whole issue, %[1]d moves"}.With(1+len(s.Result.More)), func(r string) command.Command {
			return &command.ReverseMove{Move: id, Whole: true, Reason: r}
		})
	}
	for _, id := range append([]string{s.Result.ID}, s.Result.More...) {
		if id == "" || id[0] != 'M' {
			continue
		}
		out = append(out, by(id, text.Text{ZH: "冲销 %[1]s", EN: "reverse %[1]s"}.With(id), func(r string) command.Command {
			return &command.ReverseMove{Move: id, Reason: r}
		})...)
	}
	return out
}

// uncalled takes the last result or explanation of a receiver back.
func uncalled(s screen.Saved, receiver string) []way {
	id := s.Result.ID
	return by(id+"/"+receiver, text.Text{ZH: "撤回这个结果", EN: "take the result back"}, func(r string) command.Command {
		return &command.CorrectResult{Notice: id, Receiver: receiver, Version: s.Result.Version, Reason: r}
	})
}

// undoPatrol takes a step of a round back.
func undoPatrol(s screen.Saved, step string) []way {
	id := s.Result.ID
	return by("patrol"+id+"/"+step, text.Text{ZH: "撤回巡查的这一步", EN: "take that step of the patrol back"}, func(r string) command.Command {
		return &command.UndoPatrol{Patrol: id, Step: step, Version: s.Result.Version, Reason: r}
	})
}

// struck takes each attachment that was filed together back on its own.
func struck(r command.Result) (out []way) {
	for _, id := range append([]string{r.ID}, r.More...) {
		out = append(out, by("file"+id, text.Text{ZH: "撤下附件 %[1]s", EN: "strike out attachment %[1]s"}.With(id), func(reason string) command.Command {
			return &command.Detach{Attachment: id, Reason: reason}
		})...)
	}
	return out
}

// voided makes a paper void: it answers its print and every mark on it.
func voided(id string) []way {
	return by("void"+id, text.Text{ZH: "作废单据 %[1]s", EN: "void paper %[1]s"}.With(id), func(r string) command.Command {
		return &command.VoidPaper{Paper: id, Reason: r}
	})
}
