package plan

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
)

// relief is what a plan says of money: who gets which grant, how it is applied for and
// handed over, what may be paid, who visits whom, and out of what. Each part is nil or
// empty in a plan that does not have it.
type relief struct {
	grants   *grants
	delivery *delivery
	stages   *stages
	amounts  *amounts
	owners   *owners
	funds    *funds
}

// householdFacts is what a grant of plan 9 turns on (docs/plan-questions.md, grant), in the
// order in which one asks.
var householdFacts = vocabularyOf(nil, []string{"disease", "other_cause"},
	rules.FactSpec{Name: "types", Kind: rules.FactMulti, Label: text.Text{ZH: "家庭类别", EN: "kind of family"}, Options: []rules.Named{
		{Code: "dibao", Text: text.T("低保", "low-income")}, {Code: "jiandang", Text: text.T("建档立卡", "registered poor")},
		{Code: "difficult", Text: text.T("其他困难家庭", "other family in difficulty")}, {Code: "disabled_difficult", Text: text.T("残疾人困难家庭", "family of a disabled person")}}},
	rules.FactSpec{Name: "hardship", Kind: rules.FactChoice, Label: text.Text{ZH: "评议的困难程度", EN: "grade given by review"}, Options: []rules.Named{
		{Code: "very", Text: text.T("非常困难", "very poor")}, {Code: "fairly", Text: text.T("比较困难", "fairly poor")}, {Code: "general", Text: text.T("一般困难", "general")}}},
	rules.FactSpec{Name: "major_illness", Kind: rules.FactTri, Label: text.Text{ZH: "年度内患大病", EN: "major illness in the year"}},
	rules.FactSpec{Name: "illness", Kind: rules.FactTri, Label: text.Text{ZH: "患病", EN: "illness"}},
	rules.FactSpec{Name: "self_paid", Kind: factMoney, Label: text.Text{ZH: "年度自付医疗费(元)", EN: "self-paid medical cost of the year (yuan)"}},
	rules.FactSpec{Name: "student", Kind: rules.FactChoice, Label: text.Text{ZH: "在读学生", EN: "student"}, Options: []rules.Named{
		{Code: "college", Text: text.T("大专以上", "college")}, {Code: "secondary_vocational", Text: text.T("中专", "vocational school")},
		{Code: "senior_high", Text: text.T("高中", "senior high")}, {Code: "junior_high", Text: text.T("初中", "junior high")}}},
	rules.FactSpec{Name: "disabled_members", Kind: rules.FactNumber, Label: text.Text{ZH: "残疾人数", EN: "disabled members"}},
	rules.FactSpec{Name: "severe_disease", Kind: rules.FactChoice, Label: text.Text{ZH: "重特大疾病", EN: "grave disease"}, Options: []rules.Named{
		{Code: "listed", Text: text.T("在列", "on the list")}, {Code: "unlisted", Text: text.T("不在列", "not on the list")}}},
	rules.FactSpec{Name: "disease", Kind: rules.FactChoice, Label: text.Text{ZH: "病名", EN: "name of the disease"}},
	rules.FactSpec{Name: "chronic_outpatient", Kind: rules.FactTri, Label: text.Text{ZH: "办理特殊慢性病门诊救助", EN: "registered for chronic outpatient aid"}},
	rules.FactSpec{Name: "special_drug", Kind: rules.FactTri, Label: text.Text{ZH: "享受特药政策", EN: "on the special-drug policy"}},
	rules.FactSpec{Name: "other_cause", Kind: rules.FactChoice, Label: text.Text{ZH: "其他原因", EN: "other cause"}, Options: []rules.Named{
		{Code: "fire", Text: text.T("火灾", "fire")}, {Code: "flood", Text: text.T("水灾", "flood")}, {Code: "illness", Text: text.T("患病", "illness")}}},
)

// deliveryFacts is what the discipline of a delivery turns on (docs/plan-questions.md,
// delivery). below, above and split are worked out from the tier and the payments.
var deliveryFacts = vocabularyOf([]string{"receiver", "signed", "visitors"}, nil,
	rules.FactSpec{Name: "receiver", Kind: rules.FactChoice, Label: text.Text{ZH: "领取人", EN: "collected by"}, Options: []rules.Named{
		{Code: "self", Text: text.T("慰问对象本人", "the person")}, {Code: "spouse", Text: text.T("配偶", "spouse")}, {Code: "son", Text: text.T("儿子", "son")}, {Code: "guardian", Text: text.T("监护人", "guardian")},
		{Code: "neighbour", Text: text.T("邻居", "neighbour")}, {Code: "village_cadre", Text: text.T("村干部", "village cadre")}}},
	rules.FactSpec{Name: "signed", Kind: rules.FactMulti, Label: text.Text{ZH: "签字", EN: "signed by"}, Options: []rules.Named{
		{Code: "recipient", Text: text.T("慰问对象", "the recipient")}, {Code: "visitor", Text: text.T("上户干部", "the visitor")}, {Code: "spouse", Text: text.T("配偶", "spouse")},
		{Code: "guardian", Text: text.T("监护人", "guardian")}}},
	rules.FactSpec{Name: "visitors", Kind: rules.FactMulti, Label: text.Text{ZH: "上户", EN: "visitors"}, Options: []rules.Named{
		{Code: "linked_cadre", Text: text.T("联村干部", "linked cadre")}, {Code: "village_cadre", Text: text.T("村干部", "village cadre")}}},
	rules.FactSpec{Name: "recipient_capacity", Kind: rules.FactTri, Label: text.Text{ZH: "慰问对象有行为能力", EN: "recipient has capacity"}},
	rules.FactSpec{Name: "same_household", Kind: rules.FactTri, Label: text.Text{ZH: "同户", EN: "same household"}},
	rules.FactSpec{Name: "below", Kind: rules.FactTri, Label: text.Text{ZH: "低于标准", EN: "below the standard"}},
	rules.FactSpec{Name: "above", Kind: rules.FactTri, Label: text.Text{ZH: "高于标准", EN: "above the standard"}},
	rules.FactSpec{Name: "split", Kind: rules.FactTri, Label: text.Text{ZH: "拆分", EN: "split"}},
)

// stepFacts is what a step of an application turns on (docs/plan-questions.md, stage).
var stepFacts = vocabularyOf(nil, nil,
	rules.FactSpec{Name: "recipient", Kind: rules.FactChoice, Label: text.Text{ZH: "对象", EN: "recipient"}, Options: []rules.Named{
		{Code: "difficult_family", Text: text.T("困难家庭", "family in difficulty")}, {Code: "veteran_aid_only", Text: text.T("只享受优抚慰问", "veteran aid only")}}},
	rules.FactSpec{Name: "capacity", Kind: rules.FactTri, Label: text.Text{ZH: "有行为能力", EN: "has capacity"}},
	rules.FactSpec{Name: "application", Kind: rules.FactTri, Label: text.Text{ZH: "书面申请", EN: "written application"}},
	rules.FactSpec{Name: "application_reason", Kind: rules.FactTri, Label: text.Text{ZH: "申请写明困难原因", EN: "application states the reason"}},
	rules.FactSpec{Name: "application_degree", Kind: rules.FactTri, Label: text.Text{ZH: "申请写明困难程度", EN: "application states the degree"}},
	rules.FactSpec{Name: "application_tier_asked", Kind: rules.FactTri, Label: text.Text{ZH: "申请写明慰问标准", EN: "application states the tier asked for"}},
	rules.FactSpec{Name: "papers", Kind: rules.FactTri, Label: text.Text{ZH: "证明材料", EN: "supporting papers"}},
	rules.FactSpec{Name: "village", Kind: rules.FactChoice, Label: text.Text{ZH: "向哪个村申请", EN: "village applied to"}, Options: []rules.Named{
		{Code: "registration", Text: text.T("户籍地", "of registration")}, {Code: "residence_only", Text: text.T("只是居住地", "of residence only")}}},
	rules.FactSpec{Name: "deliberation", Kind: rules.FactTri, Label: text.Text{ZH: "村里已评议", EN: "village has deliberated"}},
	rules.FactSpec{Name: "rechecked_by", Kind: rules.FactMulti, Label: text.Text{ZH: "复核", EN: "re-checked by"}, Options: []rules.Named{
		{Code: "committees", Text: text.T("支村(居)两委", "the two committees")}, {Code: "villagers_council", Text: text.T("村(居)民议事会", "the villagers' council")}}},
	rules.FactSpec{Name: "village_posted", Kind: rules.FactTri, Label: text.Text{ZH: "村级已公示", EN: "posted by the village"}},
	rules.FactSpec{Name: "town_audited", Kind: rules.FactTri, Label: text.Text{ZH: "镇级已审核", EN: "audited by the town"}},
	rules.FactSpec{Name: "town_posted", Kind: rules.FactTri, Label: text.Text{ZH: "镇级已公示", EN: "posted by the town"}},
	rules.FactSpec{Name: "open_objections", Kind: rules.FactNumber, Label: text.Text{ZH: "未处理的异议", EN: "objections not settled"}},
	rules.FactSpec{Name: "county_published", Kind: rules.FactTri, Label: text.Text{ZH: "县级已公布", EN: "published by the county"}},
)
