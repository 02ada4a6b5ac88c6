package townfiles

import "dutydesk/rules/text"

// kind is a sort of list with its columns. A column's key is the JSON name of the field.
type kind struct {
	code    string
	noun    text.Text
	columns []column
	read    func(*town, origin, cells)
}

// column is known by any of its heads; the first is what a report calls it. need: without
// it the file is not of this kind.
type column struct {
	key   string
	need  bool
	heads []string
}

var (
	phoneHeads   = []string{"电话", "联系电话", "手机", "手机号", "phone", "telephone", "mobile"}
	villageHeads = []string{"所属村", "村", "村(社区)", "所属村(社区)", "village"}
)

// kinds in the order of an import; the order decides nothing.
var kinds = []*kind{
	{"villages", text.Text{ZH: "村(社区)", EN: "villages"}, []column{
		{"id", true, []string{"区划代码", "代码", "村代码", "编码", "code", "id", "division_code"}},
		{"name", true, []string{"名称", "村名", "村", "村(社区)", "name", "village"}},
		{"contact", false, []string{"联系人", "联络员", "负责人", "contact"}},
		{"phone", false, phoneHeads},
	}, (*town).village},
	{"officers", text.Text{ZH: "人员", EN: "officers"}, []column{
		{"name", true, []string{"姓名", "name"}},
		{"roles", true, []string{"角色", "roles", "role"}},
		{"village", false, villageHeads},
		{"phone", false, phoneHeads},
		{"post", false, []string{"职务", "岗位", "post", "title"}},
		{"pin", false, []string{"初始PIN", "PIN"}},
		{"demo", false, []string{"演示", "demo"}},
	}, (*town).officer},
	{"agencies", text.Text{ZH: "单位", EN: "agencies"}, []column{
		{"name", true, []string{"单位", "单位名称", "名称", "name", "agency"}},
		{"role", false, []string{"类别", "类型", "用途", "role"}},
		{"phones", true, append([]string{"电话1", "电话2", "电话3", "备用电话", "phones", "phone1", "phone2", "phone3"}, phoneHeads...)},
		{"hours", false, []string{"服务时间", "值守时间", "时间", "hours"}},
	}, (*town).agency},
	{"places", text.Text{ZH: "地点", EN: "places"}, []column{
		{"name", true, []string{"地点", "地点名称", "名称", "name", "place"}},
		{"kind", true, []string{"类型", "类别", "用途", "kind", "type"}},
		{"area", false, []string{"区域类型", "部位类型", "area"}},
		{"village", false, villageHeads},
		{"capacity", false, []string{"容量", "可容纳人数", "capacity"}},
	}, (*town).place},
	{"items", text.Text{ZH: "物资", EN: "items"}, []column{
		{"name", true, []string{"品名", "物资", "物资名称", "名称", "name", "item"}},
		{"unit", true, []string{"单位", "计量单位", "unit"}},
		{"good", false, []string{"方案物资", "good"}},
		{"given", false, []string{"给付类别", "发放类别", "given"}},
		{"min", false, []string{"最低库存", "min", "minimum"}},
		{"months", false, []string{"保质期(月)", "保质月数", "months", "shelf_months"}},
	}, (*town).item},
	{"stock", text.Text{ZH: "库存", EN: "stock"}, []column{
		{"item", true, []string{"品名", "物资", "物资名称", "item"}},
		{"place", true, []string{"存放地点", "地点", "仓库", "place"}},
		{"qty", true, []string{"数量", "库存数量", "qty", "quantity"}},
		{"label", false, []string{"批次", "批号", "label", "lot"}},
		{"expires", false, []string{"到期日", "有效期至", "保质期至", "expires", "expiry"}},
	}, (*town).stock},
}
