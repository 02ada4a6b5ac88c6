package gist

// said is what words plainly say of a fact.
type said struct {
	fact, value string
	words       []string
}

// plain are the words that state a fact, in no reading anything else.
var plain = []said{
	{"sudden_illness", "yes", []string{"受伤", "受了伤", "摔伤", "烫伤", "烧伤", "冻伤", "撞伤", "流血", "出血", "吐血", "骨折", "抽搐", "口吐白沫", "心梗", "中风", "晕倒", "昏倒", "突发疾病", "突发急病", "呼吸困难", "injured", "bleeding", "seizure", "collapsed"}},
	{"confused", "yes", []string{"神志不清", "神智不清", "意识不清", "意识模糊", "昏迷", "不省人事", "叫不醒", "喊不醒", "叫也叫不醒", "失去意识", "没有意识", "昏过去", "神志模糊", "说不清话", "说话不清", "话说不清", "话都说不清", "口齿不清", "语无伦次", "胡言乱语", "unconscious", "confused", "not responding"}},
	{"confused", "no", []string{"神志清楚", "神志清醒", "神智清楚", "神智清醒", "意识清楚", "意识清醒", "神志清晰"}},
	{"gravely_ill", "yes", []string{"病危", "危重", "生命垂危", "奄奄一息", "gravely ill", "critically ill"}},
	{"danger", "yes", []string{"自杀", "轻生", "自残", "持刀", "拿着刀", "要跳河", "要跳桥", "要跳楼", "打人", "砍人", "伤人", "suicidal", "suicide", "armed with"}},
	{"mental_illness", "yes", []string{"精神病", "精神障碍", "精神异常", "精神失常", "精神不正常", "精神有问题", "精神分裂", "精神疾病", "mentally ill", "mental illness"}},
	{"intellectual_disability", "yes", []string{"智力残疾", "智力障碍", "智障", "智力低下"}},
	{"suspected_lost", "yes", []string{"走失", "走丢", "迷路", "被拐", "被遗弃", "找不到家", "找不着家", "不认得回家的路"}},
	{"declines", "yes", []string{"拒绝救助", "拒绝接受救助", "拒绝帮助", "拒绝离开", "拒绝去救助站", "不接受救助", "不愿接受救助", "不愿意接受救助", "不要救助", "不肯走", "不愿走", "不愿意走", "不肯离开", "不愿离开", "不愿意离开", "不肯去", "不愿去", "不愿意去", "refuses help", "declines help", "refused help", "refuses to leave"}},
	{"declines", "no", []string{"愿意接受救助", "同意接受救助", "同意救助", "愿意去救助站", "愿意去避寒点"}},
	{"stays_on_street", "yes", []string{"露宿", "sleeping rough"}},
}

// crowd are the words that say to which groups a person belongs.
var crowd = []said{
	{"groups", "minor", []string{"小孩", "孩子", "儿童", "男孩", "女孩", "男童", "女童", "未成年", "婴儿", "幼儿", "小朋友", "小姑娘", "child", "children", "underage"}},
	{"groups", "elderly", []string{"老人", "老年", "老汉", "老大爷", "大爷", "老头", "老太", "老奶奶", "老婆婆", "婆婆", "阿婆", "老翁", "elderly", "old man", "old woman"}},
	{"groups", "disabled", []string{"残疾", "聋哑", "盲人", "disabled"}},
	{"groups", "mobility_impaired", []string{"行动不便", "走不动", "腿脚不便", "腿脚不灵", "轮椅", "瘫痪", "拄拐", "拄着拐", "wheelchair"}},
}

// sexes are the words for a man and for a woman. 男 and 女 alone are looked at apart.
var sexes = []said{
	{"", "M", []string{"老汉", "老大爷", "大爷", "老头", "大叔", "大伯", "伯伯", "爷爷", "老爷子", "老翁", "小伙", "流浪汉", "male", "old man", "a man", "a boy"}},
	{"", "F", []string{"大妈", "大娘", "老婆婆", "婆婆", "阿婆", "老奶奶", "奶奶", "老太", "大婶", "大嫂", "小姑娘", "老妇", "孕妇", "female", "old woman", "a woman", "a girl"}},
}

// second are words for a second person: whose age and sex is told, nobody knows then.
var second = []string{"儿子", "女儿", "孙女", "孙子", "外孙", "老婆", "妻子", "丈夫", "老公", "老伴", "媳妇", "女婿", "母亲", "父亲", "妈妈", "爸爸", "母子", "母女", "父女", "父子", "夫妻", "夫妇", "一家", "两人", "二人", "三人", "四人", "几个人", "两个", "三个", "几名", "两名", "三名", "两位", "三位", "男女", "子女", "一男一女", "兄弟", "姐妹", "祖孙", "多人", "多名", "一群",
	" wife", " husband", " daughter", " son ", "two people", "two men", "a couple"}

// denied are words that take a fact back when they stand before it in its clause; asked and
// feared are among them, and what is said of another time. taken stand behind it. What comes
// after one of elsewhere is about nobody.
var (
	denied = []string{"没", "无", "未", "不", "非", "否", "别", "莫", "是否", "有没有", "吗", "可能", "也许", "会不会", "要不要", "怕", "防止", "以防", "避免", "以免", "免得", "谨防", "小心", "注意", "如遇", "如果", "如有", "若", "遇到", "一旦", "凡", "曾", "以前", "去年", "前年", "小时候", "排除", "听说",
		"no ", "not ", "n't ", "without", "never", "if ", "maybe", "denies"}
	taken     = []string{":无", ":否", ":没有", ":未", "(否", "(无", " 无", "吗", "么", "与否", "没有?", "情况不明", "不明", "人员", "者请", "的请", "?"}
	elsewhere = []string{"电视", "小说", "故事", "演练", "培训", "宣传"}
)
