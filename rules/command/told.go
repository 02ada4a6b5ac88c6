package command

import "dutydesk/rules/text"

// told is what each command does, said of it afterwards.
var told = map[string]text.Text{
	"desk.init":        {ZH: "建立值班簿", EN: "set the desk up"},
	"import":           {ZH: "导入名册", EN: "imported lists"},
	"import.live":      {ZH: "导入名册", EN: "imported lists"},
	"clock.set":        {ZH: "校时", EN: "set the clock"},
	"officer.add":      {ZH: "登记人员", EN: "registered an officer"},
	"officer.pin":      {ZH: "设 PIN", EN: "set a PIN"},
	"officer.role":     {ZH: "改角色", EN: "changed roles"},
	"officer.retire":   {ZH: "停用人员", EN: "retired an officer"},
	"plan.adopt":       {ZH: "启用方案", EN: "adopted a plan"},
	"warning.set":      {ZH: "发预警", EN: "set a warning"},
	"warning.lift":     {ZH: "解除预警", EN: "lifted a warning"},
	"shift.take":       {ZH: "接班", EN: "took the shift"},
	"handover.draft":   {ZH: "拟交接", EN: "drew the handover up"},
	"handover.word":    {ZH: "写交接话", EN: "wrote a word on a line"},
	"handover.present": {ZH: "交班", EN: "presented the handover"},
	"handover.line":    {ZH: "逐项接收", EN: "accepted lines"},
	"handover.accept":  {ZH: "接班签字", EN: "accepted the handover"},
	"handover.return":  {ZH: "退回交接", EN: "returned the handover"},
	"call.log":         {ZH: "登记来电来访", EN: "logged a call"},
	"call.pass":        {ZH: "转办", EN: "passed a call on"},
	"call.finish":      {ZH: "办结来电", EN: "finished a call"},
	"note.add":         {ZH: "记事", EN: "wrote a note"},
	"order.give":       {ZH: "记口头指示", EN: "took down an order"},
	"order.sign":       {ZH: "补签", EN: "signed an order"},
	"case.open":        {ZH: "立案", EN: "opened the case"},
	"case.edit":        {ZH: "改情况", EN: "changed what is known"},
	"case.act":         {ZH: "记已办", EN: "recorded an act"},
	"case.waive":       {ZH: "免办", EN: "waived a duty"},
	"case.revoke":      {ZH: "撤回", EN: "took an act back"},
	"case.dispatch":    {ZH: "派人", EN: "sent a team"},
	"case.arrive":      {ZH: "到场", EN: "marked arrival"},
	"case.depart":      {ZH: "出发", EN: "marked a team as on its way"},
	"case.return":      {ZH: "返回", EN: "marked a team back"},
	"case.settle":      {ZH: "处置", EN: "settled the case"},
	"case.close":       {ZH: "办结", EN: "closed the case"},
	"stock.receive":    {ZH: "入库", EN: "received goods"},
	"stock.issue":      {ZH: "发放", EN: "gave goods out"},
	"stock.kit":        {ZH: "发放物资包", EN: "gave a kit out"},
	"kit.put":          {ZH: "改物资包", EN: "changed a kit"},
	"village.put":      {ZH: "改村(社区)", EN: "changed a village"},
	"agency.put":       {ZH: "改单位", EN: "changed a partner unit"},
	"place.put":        {ZH: "改地点", EN: "changed a place"},
	"item.put":         {ZH: "改物资品种", EN: "changed an item"},
	"officer.put":      {ZH: "改人员", EN: "changed an officer"},
	"list.retire":      {ZH: "停用", EN: "took out of use"},
	"list.restore":     {ZH: "恢复", EN: "brought back into use"},
	"officer.standin":  {ZH: "登记顶班人员", EN: "registered a stand-in"},
	"officer.prefs":    {ZH: "改显示", EN: "changed their display"},
	"setting.set":      {ZH: "改设置", EN: "changed a setting"},
	"call.amend":       {ZH: "更正来电", EN: "corrected a call"},
	"call.reopen":      {ZH: "恢复来电", EN: "reopened a call"},
	"note.strike":      {ZH: "划去记事", EN: "struck a note out"},
	"order.strike":     {ZH: "撤回指示", EN: "took an order back"},
	"case.back":        {ZH: "退回一步", EN: "took a step back"},
	"stock.reverse":    {ZH: "冲销", EN: "reversed a move of goods"},
	"shift.crew":       {ZH: "改班组", EN: "changed the crew"},
	"referral.send":    {ZH: "移送", EN: "sent a referral"},
	"referral.receive": {ZH: "移送已收到", EN: "marked a referral received"},
	"referral.accept":  {ZH: "移送已接收", EN: "marked a referral accepted"},
	"referral.refuse":  {ZH: "移送被拒收", EN: "wrote a refusal of a referral"},
	"referral.finish":  {ZH: "移送办结", EN: "finished a referral"},
	"referral.revoke":  {ZH: "撤回移送", EN: "revoked a referral"},
	"referral.back":    {ZH: "移送退回一步", EN: "took a step of a referral back"},
	"paper.print":      {ZH: "打印单据", EN: "printed a paper"},
	"paper.mark":       {ZH: "记单据签章", EN: "noted a signature or seal"},
	"paper.void":       {ZH: "作废单据", EN: "voided a paper"},
}

// Told says in the past tense what a command of this code did; the code itself when it
// is none of ours.
func Told(code string) text.Text {
	if w, ok := told[code]; ok {
		return w
	}
	return text.Text{ZH: code, EN: code}
}
