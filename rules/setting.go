package rules

import (
	"slices"
	"strings"

	"dutydesk/rules/text"
)

// Prefs is how the desk looks to one officer, whatever terminal they sit at. "" leaves a
// choice to the terminal.
type Prefs struct {
	Lang  text.Lang `json:"lang,omitempty"`
	Width string    `json:"width,omitempty"` // narrow or wide ambiguous characters
	Theme string    `json:"theme,omitempty"` // ThemeContrast
}

// ThemeContrast is the theme of strong colours and few words, for old eyes.
const ThemeContrast = "contrast"

// WidthWords and ThemeWords name the choices of Prefs.
var (
	WidthWords = []Named{
		{"narrow", text.Text{ZH: "窄 (一格)", EN: "narrow (one cell)"}},
		{"wide", text.Text{ZH: "宽 (两格)", EN: "wide (two cells)"}},
	}
	ThemeWords = []Named{
		{ThemeContrast, text.Text{ZH: "高对比, 少字", EN: "high contrast, few words"}},
	}
)

// SettingSpec is a setting of the desk itself. All of them are this product's own: no plan
// speaks of them.
type SettingSpec struct {
	Name    string
	Label   text.Text
	Help    text.Text
	Unit    text.Text
	Default int // a figure; 0 and 1 for no and yes
	Min     int
	Max     int
	YesNo   bool
	List    string // of a list of names: its default; Default, Min and Max say nothing then
	Phone   bool   // a telephone, empty when nobody wrote one down
}

// IsList says that the setting is a list of names (Names).
func (s SettingSpec) IsList() bool { return s.List != "" }

// ListNone is the value of a list with nothing in it: an empty value is the default.
const ListNone = "-"

// Names splits the value of a list, by commas or semicolons of either width, each name once.
func Names(value string) []string {
	var out []string
	for _, n := range strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune("、,，;；", r) }) {
		if n = strings.TrimSpace(n); n != "" && n != ListNone && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// Settings of the desk.
const (
	SettingPatrolSilence   = "patrol_silence"    // minutes without a word until a patrol is asked after; 0 never
	SettingPatrolEvery     = "patrol_every"      // hours between patrols; with the level of a cold warning behind it (PatrolEvery) while that is in force; 0 none
	SettingPatrolNightFrom = "patrol_night_from" // hours that count as night
	SettingPatrolNightTo   = "patrol_night_to"

	SettingReportNil   = "report_nil"   // the hour of the nil report; 24 none
	SettingReportNight = "report_night" // the hour of last night's situation; 24 none

	SettingIdleLock = "idle_lock" // minutes without a key until the desk locks; 0 never
	SettingSeatIdle = "seat_idle" // minutes without a key until the seat on duty may be taken over; 0 never
	SettingCopyOut  = "copy_out"  // whether texts may go to the terminal's clipboard (OSC 52)

	SettingDeskPhone = "desk_phone" // the duty room's own telephone, on the help card

	SettingReferralWait = "referral_wait" // minutes until an agency should have answered a referral; 0 no limit

	SettingHandoverCount  = "handover_count"  // whether everything is counted before a shift is presented
	SettingHandoverThings = "handover_things" // keys and telephones that are gone through then, a list
	SettingAttachLimit    = "attach_limit"    // megabytes that one attachment may have
	SettingResponseWarn   = "response_warn"   // per cent of a response limit (ResponseSetting) after which it warns; 0 never

	SettingNoticeDue  = "notice_due"  // minutes in which a notice should have reached all; 0 no limit
	SettingNoticeWait = "notice_wait" // minutes until somebody who did not answer comes round again
	SettingSSHPIN     = "ssh_pin"     // whether a PIN opens the desk over SSH where there is no key
	SettingSSHWrite   = "ssh_write"   // whether a verb over SSH writes on the strength of the key alone

	SettingNoticeAlone = "notice_alone" // from which colour on people living alone are rung at night, 1 blue to 4 red; 0 never
)

// SettingSpecs are the settings of the desk.
var SettingSpecs = []SettingSpec{
	{Name: SettingIdleLock, Label: text.Text{ZH: "无人操作锁屏", EN: "Lock when idle"}, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Default: 10, Max: 720,
		Help: text.Text{ZH: "多久没有按键就锁上, 写的留作草稿; 0 不锁", EN: "Time without a key until the desk locks, what is typed kept as a draft; 0 never"}},
	{Name: SettingSeatIdle, Label: text.Text{ZH: "席位可接用", EN: "Seat free to take"}, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Default: 15, Max: 720,
		Help: text.Text{ZH: "主班多久没有按键, 别的值班员可接用席位; 0 只凭同意", EN: "Time without a key until another officer may take the seat on duty; 0 by consent alone"}},
	{Name: SettingCopyOut, Label: text.Text{ZH: "复制到剪贴板", EN: "Copy to the clipboard"}, Default: 1, Max: 1, YesNo: true,
		Help: text.Text{ZH: "复制文本时是否送到终端的剪贴板 (OSC 52)", EN: "Whether a copied text goes to the terminal's clipboard (OSC 52)"}},
	{Name: SettingDeskPhone, Label: text.Text{ZH: "值班电话", EN: "The desk's telephone"}, Phone: true,
		Help: text.Text{ZH: "印在求助卡上的值班室电话; 空着则留一栏手写", EN: "The duty room's number on the help card; empty leaves room to write it by hand"}},
	{Name: SettingReferralWait, Label: text.Text{ZH: "移送等回音", EN: "Answer to a referral"}, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Default: 30, Max: 1440,
		Help: text.Text{ZH: "送出后多久没有确认, 或收到后多久没有接收, 就提醒再问; 0 不提醒", EN: "Time until one that was sent is confirmed, or one received is accepted, before asking again; 0 no limit"}},
	{Name: SettingHandoverCount, Label: text.Text{ZH: "清点完才能交班", EN: "Count before handing over"}, Max: 1, YesNo: true,
		Help: text.Text{ZH: "否: 未清点的照样交, 单上写明未清点", EN: "No: what is not counted is handed over all the same, and the sheet says so"}},
	{Name: SettingHandoverThings, Label: text.Text{ZH: "交接清点的东西", EN: "Things handed over"}, List: "值班室钥匙、仓库钥匙、值班座机、值班手机",
		Help: text.Text{ZH: "钥匙、电话等, 名称用、隔开; 写 - 是没有; 备用物资和车辆自动列出", EN: "Keys, telephones and the like, divided by commas; - for none; the reserve and vehicles are listed by themselves"}},
	{Name: SettingAttachLimit, Label: text.Text{ZH: "附件大小上限", EN: "Largest attachment"}, Unit: text.Text{ZH: "MB", EN: "MB"}, Default: 50, Min: 1, Max: 1024,
		Help: text.Text{ZH: "一个附件最多多大, 更大的不收", EN: "A file that is larger is not taken into the archive"}},
	responseSpec(AcuityUrgent, stepSent, 5, text.Text{ZH: "紧急: 派人", EN: "Urgent: send a team"}),
	responseSpec(AcuityUrgent, "case.arrive", 20, text.Text{ZH: "紧急: 到场", EN: "Urgent: on the scene"}),
	responseSpec(AcuitySoon, stepSent, 15, text.Text{ZH: "较急: 派人", EN: "Pressing: send a team"}),
	responseSpec(AcuitySoon, "case.arrive", 40, text.Text{ZH: "较急: 到场", EN: "Pressing: on the scene"}),
	responseSpec(AcuityOrdinary, stepSent, 30, text.Text{ZH: "一般: 派人", EN: "Ordinary: send a team"}),
	responseSpec(AcuityOrdinary, "case.arrive", 90, text.Text{ZH: "一般: 到场", EN: "Ordinary: on the scene"}),
	{Name: SettingResponseWarn, Label: text.Text{ZH: "派人时限提前提醒", EN: "Warn of a team's clock"}, Unit: text.Text{ZH: "%", EN: "%"}, Default: 70, Max: 99,
		Help: text.Text{ZH: "时限过了几成就提醒; 0 不提醒", EN: "Share of the limit that has passed when it warns; 0 never"}},
	{Name: SettingNoticeDue, Label: text.Text{ZH: "通知传达时限", EN: "Passing a notice on"}, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Default: 60, Max: 1440,
		Help: text.Text{ZH: "下发后多久应全部传到, 逾期标红; 0 不限", EN: "Time in which all should be reached, red when it is over; 0 no limit"}},
	{Name: SettingNoticeWait, Label: text.Text{ZH: "未接再打", EN: "Ring again"}, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Default: 15, Min: 1, Max: 720,
		Help: text.Text{ZH: "各个号码都未接, 隔多久再轮到", EN: "Time until somebody whom no number reached comes round again"}},
	{Name: SettingNoticeAlone, Label: text.Text{ZH: "独居问候起点", EN: "Ring those alone"}, Default: 3, Max: 4,
		Help: text.Text{ZH: "预警到哪一色起提醒夜间问候独居的人: 1 蓝 2 黄 3 橙 4 红; 0 不提醒", EN: "From which warning on people living alone are to be rung: 1 blue, 2 yellow, 3 orange, 4 red; 0 never"}},
	patrolSpec("", 24, text.Text{ZH: "巡查间隔: 平时", EN: "Patrols: without a warning"}),
	patrolSpec(Blue, 12, text.Text{ZH: "巡查间隔: 蓝色预警", EN: "Patrols: blue warning"}),
	patrolSpec(Yellow, 8, text.Text{ZH: "巡查间隔: 黄色预警", EN: "Patrols: yellow warning"}),
	patrolSpec(Orange, 4, text.Text{ZH: "巡查间隔: 橙色预警", EN: "Patrols: orange warning"}),
	patrolSpec(Red, 2, text.Text{ZH: "巡查间隔: 红色预警", EN: "Patrols: red warning"}),
	{Name: SettingPatrolSilence, Label: text.Text{ZH: "巡查静默", EN: "Silence of a patrol"}, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Default: 60, Max: 720,
		Help: text.Text{ZH: "在外多久没有消息就提醒去问; 0 不提醒", EN: "Time without a word from one that is out until it is asked after; 0 never"}},
	{Name: SettingPatrolNightFrom, Label: text.Text{ZH: "夜间巡查从几点", EN: "Night patrols from"}, Unit: text.Text{ZH: "时", EN: "hour"}, Default: 20, Max: 23,
		Help: text.Text{ZH: "几点起算夜间 (P3.4.4, 方案没写)", EN: "The hour at which night begins (P3.4.4; no plan says)"}},
	{Name: SettingPatrolNightTo, Label: text.Text{ZH: "夜间巡查到几点", EN: "Night patrols until"}, Unit: text.Text{ZH: "时", EN: "hour"}, Default: 6, Max: 23,
		Help: text.Text{ZH: "几点起不算夜间", EN: "The hour at which night ends"}},
	{Name: SettingReportNil, Label: text.Text{ZH: "零报告几点报", EN: "Nil report at"}, Unit: text.Text{ZH: "时", EN: "hour"}, Default: 17, Max: 24,
		Help: text.Text{ZH: "每天几点报零报告, 提前一小时上值班室; 24 不报", EN: "The hour of the daily nil report, on the board from an hour before; 24 for none"}},
	{Name: SettingReportNight, Label: text.Text{ZH: "昨夜情况几点报", EN: "Last night's situation at"}, Unit: text.Text{ZH: "时", EN: "hour"}, Default: 8, Max: 24,
		Help: text.Text{ZH: "每天几点向县里报昨夜情况; 24 不报", EN: "The hour at which the county gets last night's situation; 24 for none"}},
	{Name: SettingSSHPIN, Label: text.Text{ZH: "SSH 可用 PIN", EN: "PIN over SSH"}, Max: 1, YesNo: true,
		Help: text.Text{ZH: "没有密钥的人可否用 PIN 从 SSH 登录; 错了等的时间越来越长", EN: "Whether a PIN signs in over SSH where there is no key; wrong ones wait longer and longer"}},
	{Name: SettingSSHWrite, Label: text.Text{ZH: "SSH 命令凭密钥写入", EN: "Write by key over SSH"}, Default: 1, Max: 1, YesNo: true,
		Help: text.Text{ZH: "ssh 命令是否凭密钥就能写入; 要 PIN 签字的仍要 PIN", EN: "Whether a verb over SSH writes by the key alone; what is signed by PIN still is"}},
}

// PatrolEvery is the setting that holds under a warning of a level, "" under none.
func PatrolEvery(l WarningLevel) string {
	if l == "" {
		return SettingPatrolEvery
	}
	return SettingPatrolEvery + "_" + string(l)
}

// patrolSpec is the interval of patrols in hours. The figures are ours: the texts say often, and
// harder in the cold (P1.3.6, P3.4.3).
func patrolSpec(l WarningLevel, hours int, label text.Text) SettingSpec {
	return SettingSpec{Name: PatrolEvery(l), Label: label, Unit: text.Text{ZH: "小时", EN: "hours"}, Default: hours, Max: 168,
		Help: text.Text{ZH: "上一趟之后多久要再巡查; 0 不提醒", EN: "Time after the last patrol until the next is due; 0 never"}}
}

// responseSpec is the limit of a response clock (Responses) in minutes. The figures are ours:
// the text says quickly (P7.2.29).
func responseSpec(a Acuity, step string, minutes int, label text.Text) SettingSpec {
	return SettingSpec{Name: ResponseSetting(a, step), Label: label, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Default: minutes, Max: 1440, Help: acuityHelp[a]}
}

// acuityHelp says who belongs to a class (AcuityOf).
var acuityHelp = map[Acuity]text.Text{
	AcuityUrgent: {ZH: "立案后多久算逾期, 0 不限: 突发疾病、危重、神志不清、会伤人、未成年人, 恶劣天气里的精神或智力障碍者",
		EN: "Time after the opening until late, 0 none: sudden or grave illness, confused, dangerous, a minor, mentally ill or disabled in severe weather"},
	AcuitySoon: {ZH: "立案后多久算逾期, 0 不限: 老年、残疾、行动不便、疑似精神障碍、走失, 或恶劣天气",
		EN: "Time after the opening until late, 0 none: old, disabled, hard to move, signs of mental illness, lost, or severe weather"},
	AcuityOrdinary: {ZH: "立案后多久算逾期, 0 不限: 其他人", EN: "Time after the opening until late, 0 none: anybody else"},
}

// YesNoWords name the values of a setting that is yes or no.
var YesNoWords = []Named{
	{"1", text.Text{ZH: "是", EN: "yes"}},
	{"0", text.Text{ZH: "否", EN: "no"}},
}

// SettingSpecOf finds a setting of the desk by its name.
func SettingSpecOf(name string) (SettingSpec, bool) {
	i := slices.IndexFunc(SettingSpecs, func(s SettingSpec) bool { return s.Name == name })
	if i < 0 {
		return SettingSpec{}, false
	}
	return SettingSpecs[i], true
}

// Setting is what somebody set a setting of the desk to. Value "" is back at the default.
type Setting struct {
	Name  string `json:"name"`
	Value string `json:"value,omitempty"`
	Meta
}
