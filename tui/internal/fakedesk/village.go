package fakedesk

import (
	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
)

// Contact makes the last officer of the list the contact of 河湾村.
func (t *Town) Contact() {
	t.lists.Officers = append(t.lists.Officers, rules.Officer{ID: "U009", Name: "罗望川", Roles: []rules.Role{rules.RoleVillage}, Village: "419901101201", Demo: true})
}

// Village is a village on a cold night.
func (d *Desk) Village() (*view.Village, error) {
	defer d.lock()()
	due := at(6, 0)
	v := &view.Village{Stamp: d.stamp(), ID: "419901101201", Name: "河湾村", Town: "北渡镇", Main: "何雨禾", Leader: "沈岚", Warnings: []rules.Warning{warning()}, Can: view.Can{},
		Places: []rules.Place{{ID: "P003", Name: "三号涵洞", Village: "419901101201"}, {ID: "P004", Name: "老渡口", Village: "419901101201"}},
		Asks: []view.VillageAsk{
			{Key: "arrive/" + CaseID, Kind: view.AskArrive, Case: CaseID, What: text.Text{ZH: "镇里派的人到了没有: 三号涵洞", EN: "has the team come: 三号涵洞"}},
			{Key: "person/J20261123-0002/3", Kind: view.AskPerson, Notice: "J20261123-0002", No: 3, What: text.Text{ZH: "没接电话, 请上门看: 秦大爷", EN: "did not answer: look in on 秦大爷"}},
			{Key: "notice/J20261123-0001/3", Kind: view.AskNotice, Notice: "J20261123-0001", No: 3, Due: &due, What: text.Text{ZH: "收到请回: 预警传达", EN: "answer: weather warning"}, Words: "寒潮橙色预警。请看望独居老人; 收到请回复。"},
			{Key: "visit/C20261123-0002", Kind: view.AskVisit, Case: "C20261123-0002", Due: &due, Late: true, What: text.Text{ZH: "去看一次, 再劝劝: 康大暑", EN: "visit, and persuade again: 康大暑"}},
			{Key: "duty/P7/patrol", Kind: view.AskDuty, Due: &due, What: text.Text{ZH: "全村走访", EN: "visits in the whole village"}, Refused: rules.Refuse(text.Text{ZH: "办好了告诉镇里, 由镇里记。", EN: "Tell the township."}, "")},
		},
		Cases: []view.VillageCase{{ID: "C20261124-0001", State: rules.CaseDispatched, Kind: rules.CaseFound, Place: "三号涵洞", Said: "有个老人发抖", OpenedAt: at(1, 40), Out: 1, Subject: text.Text{ZH: "无名氏 男", EN: "unnamed, man"}}},
	}
	return v, nil
}
