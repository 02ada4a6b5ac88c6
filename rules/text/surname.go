package text

// CommonSurnames are the hundred that most people bear: few of them are as often the begin
// of another word, so that one before a title (赵大爷) tells a name.
const CommonSurnames = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤苗乔康柳岳"

// Surnames are those that a name is known by where a word announces one (名叫). Those that
// are more often another word (车, 来, 应, 都) are not among them.
const Surnames = CommonSurnames + "褚卫尤戚喻葛郎鲁俞费倪滕殷毕安傅卞齐伍穆萧祁狄贝计庞纪舒屈项祝阮蓝闵季童颜梅刁骆樊凌霍虞柯管洪包左邢裴翁宁仇甘鄂池劳姬申冉桂牛尚温庄晏柴瞿阎连习艾古易耿匡文欧师聂沙关查曲"
