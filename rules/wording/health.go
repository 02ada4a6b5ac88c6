package wording

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

// childWords tell of a minor; the first days of a lunar month (正月初二) are no class of a
// school. ages are ages as they are told, of which a range (十六七, 17-20) may be one; the
// figure that counts is the first.
var (
	childWords = regexp.MustCompile(`(?i)未成年|(?:未满|不满|不到|不足) ?(?:18|十八)|孩|儿童|婴|幼|少年|少女|学生|小学|初中|高中|中学|校服|男童|女童|弃儿|娃|小朋友|女生|男生|(?:^|[^月年])初[一二三]|[读上念]高[一二三]|高[一二三](?:的|学|班|年级|在读|毕业|[ ,，。;；、!！?？)）]|$)|\b(child(ren)?|kids?|baby|infant|toddler|bo(y|ys)|girls?|minors?|teen(ager)?s?|pupils?|schools?|sons?|daughters?)\b`)
	ages       = regexp.MustCompile(`(\d{1,3}|几?[零〇一二两三四五六七八九十百]{1,6}) ?[几多来]?(?: ?(?:[-–—~～到至]|或者?) ?(?:\d{1,3}|[零〇一二两三四五六七八九十百]{1,6}) ?[几多来]?|、 ?[\d一二三四五六七八九])? ?(?:周岁|岁|个月大|月龄)` +
		`|(?i)\b(\d{1,3})(?: ?(?:-|to) ?\d{1,3})?[- ]?(?:years?[- ]old|y/?o)\b|\b(?:aged?|about) (\d{1,2})\b`)
)

// illWords tell of somebody's health.
var illWords = regexp.MustCompile(`(?i)病|血|摔|跌|磕|断了|化疗|放疗|胰岛素|例假|症|疾|残|瘫|瘸|聋|哑|盲|失明|痴|呆傻|智力|智障|精神|神志|意识|昏|晕|不醒|抽搐|癫|休克|呼吸|心跳|脉搏|体温|发烧|发热|高烧|低烧|咳|呕|吐血|便血|流血|出血|伤|骨折|冻僵|冻坏|烧|烫|肿|痛|疼|感染|传染|艾滋|肝炎|结核|新冠|阳性|癌|瘤|糖尿|血压|中风|偏瘫|怀孕|孕妇|流产|临产|醉|酗酒|吸毒|戒毒|药|自杀|自残|轻生|割腕|抑郁|医|救护|急救|120|住院|手术|死|亡|行动不便|腿脚|口齿不清|说话不清|糊涂|轮椅|拐杖|走不动|不能动|动不了|说胡话|` +
	`\b(ill(ness)?|sick|disease|hurt|injur\w*|wound\w*|bleed\w*|blood|fever|cough\w*|vomit\w*|pain|unconscious|confus\w*|mental\w*|disab\w*|deaf|blind|mute|lame|pregnan\w*|drunk|drug\w*|hospital|doctor|ambulance|medic\w*|epilep\w*|stroke|cancer|hiv|aids|hepatitis|tuberculosis|diabet\w*|suicid\w*|frostbit\w*|dead|died|dying|death|faint\w*|breath\w*)\b`)

// young says that words speak of a minor.
func young(s string) bool {
	return childWords.MatchString(s) || slices.ContainsFunc(ages.FindAllStringSubmatch(s, -1), func(m []string) bool {
		n, width, _ := text.Numeral(m[1] + m[2] + m[3])
		return strings.Contains(m[0], "月") || width > 0 && n < rules.Adult
	})
}

// minor says that a case may be about somebody under age.
func minor(k *rules.Case, now time.Time) bool {
	today := text.DateOf(now.In(rules.Zone))
	if k.Facts.Minor() {
		return true
	}
	if d, ok := rules.ParseDate(string(k.Person.Birth)); ok && text.Age(text.DateOf(d.Time()), today) < rules.Adult {
		return true
	}
	if id, p := text.ParseID(k.Person.IDNumber, today); p == nil && text.Age(id.Birth, today) < rules.Adult {
		return true
	}
	return slices.ContainsFunc([]string{k.Said, k.Person.Name, k.Person.Looks, k.OutcomeNote}, func(s string) bool { return young(flat(text.Display(s))) })
}
