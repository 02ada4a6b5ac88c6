package plan

import (
	"fmt"

	"dutydesk/rules/text"
)

// chinese is what a fault says in Chinese, by its English form; both take the same
// arguments in the same places.
var chinese = map[string]string{
	// the file and its values
	"expected one YAML document":                                        "应为一份 YAML 文档",
	"expected a mapping of keys and values":                             "应为键和值",
	"unknown key %q; expected one of %s":                                "没有键 %[1]q; 可用 %[2]s",
	"key %q is missing; expected it here":                               "缺键 %[1]q, 应写在这里",
	"%q begins a YAML tag; expected text, in quotes where it begins so": "%[1]q 是 YAML 标记; 文字这样开头要加引号",
	"expected text on one line":                                         "应为一行文字",
	"%s %q; expected one of %s":                                         "%[1]s %[2]q 不对; 可用 %[3]s",
	"expected a whole number, %d to %d":                                 "应为 %[1]d 到 %[2]d 的整数",
	"%q; expected a day as MM-DD that every year has":                   "%[1]q 不是日期; 应为每年都有的 月-日",
	"expected true or false":                                            "应为 true 或 false",
	"expected a list":                                                   "应为列表",
	"%s: %s":                                                            "%[1]s: %[2]s",
	"nested more than %d deep; expected a plan":                         "套得比 %[1]d 层还深, 不是方案",
	"%s; expected YAML":                                                 "不是 YAML: %[1]s",

	// the plan
	"id %q; expected P1 to P9, X1 to X99 for an own plan, or R for base.yaml":                        "编号 %[1]q 不对; 应为 P1 到 P9, 本镇方案 X1 到 X99, base.yaml 为 R",
	"clause %q of another own plan; expected one of this, as X1.2":                                   "条号 %[1]q 是另一个本镇方案的; 应为本方案的, 如 X1.2",
	"%q is no line of this plan; expected one as obligations/CODE, deadlines/ITEM":                   "%[1]q 不是本方案的一项; 应如 obligations/代码, deadlines/事项",
	"unknown setting %q; expected one of %s":                                                         "没有设置 %[1]q; 可用 %[2]s",
	"notice %q stands twice; expected one":                                                           "通知 %[1]q 写了两次, 只能一次",
	"plan %s stands twice; expected one":                                                             "方案 %[1]s 写了两份, 只能一份",
	"the setting elderly_age is missing; expected it under settings":                                 "缺设置 elderly_age, 应写在 settings 下",
	"the last day %s comes before the first, %s, unless the window has %d days; expected at most %d": "末日 %[1]s 早于首日 %[2]s, 否则期限有 %[3]d 天; 最多 %[4]d 天",
	"no clause; expected at least one id as P1.3.13":                                                 "没有条号; 至少写一个, 如 P1.3.13",
	"clause %q; expected an id as P1.3.13 or R.4":                                                    "条号 %[1]q 不对; 应如 P1.3.13 或 R.4",
	"unknown clause %q; expected one of the %d of the plans, or one of base.yaml":                    "没有条号 %[1]q; 应为方案的 %[2]d 条之一, 或 base.yaml 的",
	"setting %q stands twice; expected one":                                                          "设置 %[1]q 写了两次, 只能一次",
	"limit %q; expected the name of a setting":                                                       "时限 %[1]q 不对; 应为设置的名称",
	"limit %q; expected the name of a setting in days":                                               "时限 %[1]q 不对; 应为以天计的设置的名称",
	"reading %q; expected an id of the register as A-32":                                             "读法 %[1]q 不对; 应如 A-32",

	// cases
	"%q; expected one of %s":                                                 "%[1]q 不对; 可用 %[2]s",
	"%q; expected %s":                                                        "%[1]q 不对; 应为 %[2]s",
	"act %q stands twice; expected one":                                      "行动 %[1]q 写了两次, 只能一次",
	"unknown act %q; expected the code of an act in base.yaml":               "没有行动 %[1]q; 应为 base.yaml 里行动的代码",
	"unknown act; expected the code of an act in base.yaml":                  "没有这个行动; 应为 base.yaml 里行动的代码",
	"unknown outcome %q; expected one of %v":                                 "没有去向 %[1]q; 可用 %[2]v",
	"unknown document %q; expected the code of a document in base.yaml":      "没有材料 %[1]q; 应为 base.yaml 里材料的代码",
	"key \"source\" is missing; expected the regulation, or that it is ours": "缺键 \"source\"; 应写明法规, 或本所归纳",
	"good %q; expected one that an act gives":                                "物资 %[1]q 不对; 应为某个行动要给的",

	// dates and lists
	"item %q stands twice; expected one":                                                               "事项 %[1]q 写了两次, 只能一次",
	"a goal without the key watch; expected the figures that it is held against":                       "目标缺键 watch; 应写明对照的数",
	"a standing duty without one of the keys kept, list, watch; expected what this desk does about it": "常做的事缺键 kept、list 或 watch; 应写明本台为它做什么",
	"list %q stands twice; expected one":                                                               "清单 %[1]q 写了两次, 只能一次",
	"the list is empty; expected an item":                                                              "清单是空的, 至少写一项",
	"unknown checklist %q of %s; expected one of this plan":                                            "%[2]s 的清单 %[1]q 本方案里没有",
	"the key due stands with the type date alone":                                                      "键 due 只用于类型 date",
	"expected one of the keys all, only, least":                                                        "应有键 all、only 或 least 之一",
	"%q; expected a day as MM-DD, or spring_festival as spring_festival-1":                             "%[1]q 不是日期; 应为 月-日, 或春节, 如 spring_festival-1",
	"expected one of the keys by, on: a day as MM-DD":                                                  "应有键 by 或 on 之一, 写 月-日",
	"taken %q; expected a choice of base.yaml and one of its options, as A-01 strict":                  "taken %[1]q 不对; 应为 base.yaml 的选项, 如 A-01 strict",
	"choice %q; expected an id of the register as A-01":                                                "选项 %[1]q 不对; 应如 A-01",
	"option %q stands twice; expected one":                                                             "选法 %[1]q 写了两次, 只能一次",
	"%d options; expected two or more, the register's first":                                           "有 %[1]d 种选法; 至少两种, 登记的读法在前",
	"choice %s stands twice; expected one":                                                             "选项 %[1]s 写了两次, 只能一次",

	// money and owners
	"delivery without grants; expected the tiers that it is held against": "有 delivery 没有 grants; 要有所对照的标准",
	"%s %q stands twice; expected one":                                    "%[1]s %[2]q 写了两次, 只能一次",
	"unknown tier; expected one of %s":                                    "没有这一档; 可用 %[1]s",
	"%d clauses; expected the one of the criterion":                       "有 %[1]d 个条号; 一个条件一个",
	"%q is none of this section; expected one of %v":                      "%[1]q 不在本节; 可用 %[2]v",
	"unknown owner %q; expected one of the list":                          "没有单位 %[1]q; 应为本表之一",
	"key \"reading\" is missing; expected why %s holds the group too":     "缺键 \"reading\"; 应写明 %[1]s 为什么也管",
	"unknown tier %q; expected a tier of grants":                          "没有档次 %[1]q; 应为 grants 的一档",

	// registers
	"no register %q; expected the list of one": "没有台账 %[1]q; 应为一份台账的 list",
	// figures
	"key \"per\" is missing; expected whom the figure is for: person, household, community": "缺键 \"per\"; 应写明按什么计: person, household, community",
	"key \"each\" is missing; expected it, or open: each":                                   "缺键 \"each\"; 写上, 或写 open: each",
	"no %ss are counted; expected their number, or open: count":                             "没有写 %[1]s 的数目; 写上, 或写 open: count",
	"total %d; expected %d, what the counts come to":                                        "合计 %[1]d 不对; 按数目算应为 %[2]d",
	"%d a village; expected a number that goes into %d":                                     "每村 %[1]d 不对; 应能整除 %[2]d",
	"unknown item %q; expected a figure above with its total":                               "没有 %[1]q 这一项; 应为上面有合计的一项",
	"the parts come to %d; expected the total":                                              "各项相加为 %[1]d, 与合计不符",
	"the villages come to %d households, %d persons; expected %d and %d":                    "各村相加为 %[1]d 户 %[2]d 人; 应为 %[3]d 和 %[4]d",

	// conditions
	"%q is not allowed on facts, an unknown fact would read as a value; expected %s":     "%[1]q 不能用, 不知道的会被当成已知; 可用 %[2]s",
	"the condition unfolds to more than %d cases; expected a simpler one":                "条件展开超过 %[1]d 种情形; 要写得简单些",
	"unknown function; expected %s":                                                      "没有这个函数; 可用 %[1]s",
	"unknown function %q; expected %s":                                                   "没有函数 %[1]q; 可用 %[2]s",
	"%q is not allowed on facts, unknown is neither yes nor no; expected no(fact) or %s": "%[1]q 不能用, 不知道既不是是也不是否; 用 no(…), 或 %[2]s",
	"a choice is not allowed on facts; expected %s":                                      "不能用二选一; 可用 %[1]s",
	"a bare %q is neither yes nor no; expected %s":                                       "单写 %[1]q 说不出是或否; 可用 %[2]s",
	"expected %s":                                                "可用 %[1]s",
	"%s; expected %s":                                            "写法不对: %[1]s; 可用 %[2]s",
	"%s() names no fact; expected one of %s":                     "%[1]s() 没有写情况; 可用 %[2]s",
	"%s() begins with a fact; expected one of %s":                "%[1]s() 先写情况; 可用 %[2]s",
	"unknown fact %q; expected one of %s":                        "没有情况 %[1]q; 可用 %[2]s",
	"%s() cannot read %q, a fact of kind %s; expected one of %s": "%[1]s() 读不了 %[2]q (%[3]s); 可用 %[4]s",
	"%s(%s) has %d further arguments; expected %d to %d":         "%[1]s(%[2]s) 还写了 %[3]d 个; 应为 %[4]d 到 %[5]d 个",
	"%d does not fit %s; expected %s":                            "%[1]d 不合 %[2]s; 应为 %[3]s",
	"%q is no option of %s; expected %s":                         "%[2]s 没有 %[1]q; 应为 %[3]s",
	"not an option of %s; expected %s":                           "不是 %[1]s 的值; 应为 %[2]s",
}

// fault puts a fault into both languages. A text.Text among the arguments is said in each.
func fault(format string, args ...any) text.Text {
	zh, en := make([]any, len(args)), make([]any, len(args))
	for i, a := range args {
		zh[i], en[i] = a, a
		if t, ok := a.(text.Text); ok {
			zh[i], en[i] = t.In(text.ZH), t.In(text.EN)
		}
	}
	out := text.Text{EN: fmt.Sprintf(format, en...)}
	if form, ok := chinese[format]; ok {
		out.ZH = fmt.Sprintf(form, zh...)
	}
	return out
}
