package signin

import "dutydesk/rules/text"

var (
	deskText   = text.Text{ZH: "%[1]s%[2]s值班室", EN: "%[2]s duty desk, %[1]s"}
	dateText   = text.Text{ZH: "%[1]s %[2]s %[3]s", EN: "%[1]s %[2]s %[3]s"}
	nameText   = text.Text{ZH: "姓名", EN: "Name"}
	hintText   = text.Text{ZH: "拼音首字母或编号, ↑↓ 选", EN: "initials or number"}
	nobodyText = text.Text{ZH: "没有这个人", EN: "Nobody of that name"}
	retypeText = text.Text{ZH: "没有这个人: 改姓名, 或按 Esc 重来", EN: "Nobody of that name: change it, or Esc"}
	emptyText  = text.Text{ZH: "请输入 PIN", EN: "Type your PIN"}
	demoText   = text.Text{ZH: "演示: 人和事都是虚构的。所有人的 PIN 都是 246810。", EN: "Demonstration: people and events are made up. Every PIN is 246810."}
	lockedText = text.Text{ZH: "已锁屏, 上次是 %[1]s。%[2]s", EN: "Locked, last used by %[1]s. %[2]s"}
	keysText   = text.Text{ZH: "来电照样可记: F2 登记, F8 记事; 换人按 Esc。", EN: "A call can be taken: F2, a note: F8. Esc for another name."}
	backText   = text.Text{ZH: "来电照样可记: Esc 换人, 再按 0 菜单", EN: "To take a call: Esc, then 0 Menu"}
	menuText   = text.Text{ZH: "0 菜单: 登记, 记事, 忘了 PIN, 顶班", EN: "0 Menu: call, note, PIN lost, stand-in"}
	doubtText  = text.Text{ZH: "本机时间与记录对不上, 登录后先核对时间。", EN: "This machine's time does not fit the records: it is asked for after you sign in."}
)

var weekdays = [7]text.Text{
	{ZH: "星期日", EN: "Sunday"}, {ZH: "星期一", EN: "Monday"}, {ZH: "星期二", EN: "Tuesday"}, {ZH: "星期三", EN: "Wednesday"},
	{ZH: "星期四", EN: "Thursday"}, {ZH: "星期五", EN: "Friday"}, {ZH: "星期六", EN: "Saturday"},
}
