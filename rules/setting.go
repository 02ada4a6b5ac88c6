package rules

import (
	"slices"

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
	Phone   bool // a telephone, empty when nobody wrote one down
}

// Settings of the desk.
const (
	SettingIdleLock = "idle_lock" // minutes without a key until the desk locks; 0 never
	SettingCopyOut  = "copy_out"  // whether texts may go to the terminal's clipboard (OSC 52)

	SettingDeskPhone = "desk_phone" // the duty room's own telephone, on the help card

	SettingReferralWait = "referral_wait" // minutes until an agency should have answered a referral; 0 no limit
)

// SettingSpecs are the settings of the desk.
var SettingSpecs = []SettingSpec{
	{Name: SettingIdleLock, Label: text.Text{ZH: "无人操作锁屏", EN: "Lock when idle"}, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Default: 10, Max: 720,
		Help: text.Text{ZH: "多久没有按键就锁上, 写的留作草稿; 0 不锁", EN: "Time without a key until the desk locks, what is typed kept as a draft; 0 never"}},
	{Name: SettingCopyOut, Label: text.Text{ZH: "复制到剪贴板", EN: "Copy to the clipboard"}, Default: 1, Max: 1, YesNo: true,
		Help: text.Text{ZH: "复制文本时是否送到终端的剪贴板 (OSC 52)", EN: "Whether a copied text goes to the terminal's clipboard (OSC 52)"}},
	{Name: SettingDeskPhone, Label: text.Text{ZH: "值班电话", EN: "The desk's telephone"}, Phone: true,
		Help: text.Text{ZH: "印在求助卡上的值班室电话; 空着则留一栏手写", EN: "The duty room's number on the help card; empty leaves room to write it by hand"}},
	{Name: SettingReferralWait, Label: text.Text{ZH: "移送等回音", EN: "Answer to a referral"}, Unit: text.Text{ZH: "分钟", EN: "minutes"}, Default: 30, Max: 1440,
		Help: text.Text{ZH: "送出后多久没有确认, 或收到后多久没有接收, 就提醒再问; 0 不提醒", EN: "Time until one that was sent is confirmed, or one received is accepted, before asking again; 0 no limit"}},
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
