package townfiles

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/text/encoding/simplifiedchinese"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/testdata"
)

var now = time.Date(2026, 11, 23, 20, 0, 0, 0, rules.Zone)

// read reads files given as name, content, name, content …
func read(have *view.Lists, files ...string) (*command.Import, Report) {
	fsys := fstest.MapFS{}
	var names []string
	for i := 0; i < len(files); i += 2 {
		fsys[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
		names = append(names, files[i])
	}
	return ReadFS(fsys, names, have, now)
}

func gbk(t *testing.T, s string) string {
	t.Helper()
	out, err := simplifiedchinese.GBK.NewEncoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// where lists the rows and columns of the problems.
func where(r Report) []string {
	var out []string
	for _, p := range r.Problems {
		out = append(out, fmt.Sprintf("%d %s", p.Row, p.Column))
	}
	return out
}

const placesCSV = "地点,类型,区域类型,容量\n"

// Ensure the demo reads without a word, holds what docs/domain.md §6 and the plans ask
// of it, and fits the checks that the command itself makes.
func TestDemo(t *testing.T) {
	imp, rep := ReadFS(testdata.Demo, demoFiles(t), nil, now)
	if !rep.OK() {
		t.Fatal(strings.Join(rep.Lines(text.ZH), "\n"))
	}
	if err := imp.Check(now); err != nil {
		t.Fatal(err)
	}
	if n := len(imp.Villages); n != 14 {
		t.Errorf("%d villages, want 2 communities and 12 villages", n)
	}
	roles, areas, kinds := map[rules.Role]int{}, map[string]int{}, map[rules.PlaceKind]int{}
	for _, o := range imp.Officers {
		if !o.Demo || imp.PINs[o.Name] != "246810" {
			t.Errorf("%s: demo %v, PIN %q", o.Name, o.Demo, imp.PINs[o.Name])
		}
		for _, r := range o.Roles {
			roles[r]++
		}
	}
	for _, r := range rules.RoleWords {
		if roles[rules.Role(r.Code)] == 0 {
			t.Errorf("nobody is %s", r.Code)
		}
	}
	for _, p := range imp.Places {
		kinds[p.Kind]++
		areas[p.Area]++
	}
	if kinds[rules.PlaceHotspot] < 15 || kinds[rules.PlaceShelter] < 2 || kinds[rules.PlaceDepot] != 1 || kinds[rules.PlaceReserve] != 1 ||
		kinds[rules.PlaceHelp] == 0 || kinds[rules.PlaceVehicle] == 0 {
		t.Errorf("places: %v", kinds)
	}
	for _, a := range strings.Fields("车站 码头 主次干道 广场 桥梁涵洞 建筑工地 地下通道 繁华地段") { // P1.3.6, P3.4.10
		if areas[a] == 0 {
			t.Errorf("no hotspot of type %s", a)
		}
	}
	goods := map[string]bool{}
	for _, i := range imp.Items {
		goods[i.Good], goods[i.Given] = true, true
	}
	for _, n := range slices.Concat(command.Goods, command.Givens) {
		if !goods[n.Code] {
			t.Errorf("no item is %s", n.Code)
		}
	}
	var past, soon int
	for _, o := range imp.Opening {
		switch today := rules.DateOf(now); {
		case o.Expires == "":
		case o.Expires < today:
			past++
		case o.Expires <= today.Add(20):
			soon++
		}
	}
	if past != 1 || soon != 1 {
		t.Errorf("%d lots expired, %d about to: want one each", past, soon)
	}
}

func demoFiles(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(testdata.Demo, "demo/*.csv")
	if err != nil || len(names) != 6 {
		t.Fatal(names, err)
	}
	return names
}

// Ensure a GBK file behind a UTF-8 mark reads, its three bad rows are named and no other,
// in both languages, and nothing is imported.
func TestThreeBadRows(t *testing.T) {
	const csv = "地点,类型,容量\r\n" +
		"汽车站桥洞,重点部位,\r\n" +
		"三号涵洞,桥洞,\r\n" + // 3: no such kind
		"镇避寒点,避寒点,２０\r\n" +
		"\r\n" +
		"河湾避寒点,避寒点,二十\r\n" + // 6: no number
		"汽车站桥洞,重点部位,\r\n" // 7: twice
	imp, rep := read(nil, "places.csv", bom+gbk(t, csv))
	if imp != nil || rep.OK() || rep.Count != 3 {
		t.Fatalf("import %v, %d problems", imp, rep.Count)
	}
	want := []string{"3 类型", "6 容量", "7 地点"}
	if got := where(rep); !slices.Equal(got, want) {
		t.Errorf("problems at %v, want %v", got, want)
	}
	zh, en := strings.Join(rep.Lines(text.ZH), "\n"), strings.Join(rep.Lines(text.EN), "\n")
	for _, s := range []string{"places.csv 第 3 行 [类型] 「桥洞」: 只能是: 重点部位、", "第 6 行 [容量] 「二十」: 应为整数", "「汽车站桥洞」在 places.csv 第 2 行已有", "没有导入任何内容"} {
		if !strings.Contains(zh, s) {
			t.Errorf("%q is not in\n%s", s, zh)
		}
	}
	for _, s := range []string{"places.csv row 3 [类型] \"桥洞\": One of: hotspot, ", "nothing was imported"} {
		if !strings.Contains(en, s) {
			t.Errorf("%q is not in\n%s", s, en)
		}
	}
}

// Ensure the same rows come out of every encoding, with any line end, mark, title row and
// order of columns.
func TestEncodings(t *testing.T) {
	const csv = "姓名,角色,电话\n何雨禾,值班员,１９９００００００１０\n买买提·艾力,带班领导,\n"
	english := "phone,name,roles\n19900000010,何雨禾,officer\n,买买提·艾力,leader\n"
	first, rep := read(nil, "a.csv", csv)
	if !rep.OK() {
		t.Fatal(rep.Lines(text.ZH))
	}
	if o := first.Officers[0]; o.Phone != "19900000010" || !slices.Equal(o.Roles, []rules.Role{rules.RoleOfficer}) || first.Officers[1].Name != "买买提·艾力" {
		t.Fatalf("%+v", first.Officers)
	}
	for name, body := range map[string]string{
		"UTF-8 BOM": bom + csv,
		"CRLF":      strings.ReplaceAll(csv, "\n", "\r\n"),
		"CR":        strings.ReplaceAll(csv, "\n", "\r"),
		"GBK":       gbk(t, csv),
		"GBK BOM":   bom + gbk(t, csv),
		"English":   english,
		"title":     "北渡镇人员名单,,\n,,\n" + csv,
		"quoted":    "\"姓名\",\"角色\",\"电话\"\n\"何雨禾\",\"值班员\",\"19900000010\"\n\"买买提·艾力\",\"带班领导\",\"\"\n",
		"blanks":    "\n姓名 , 角色*,电话\n\n 何雨禾 ,值班员,19900000010\n,,\n买买提·艾力,带班领导\n\n",
	} {
		imp, rep := read(nil, "a.csv", body)
		if !rep.OK() || fmt.Sprintf("%+v", imp.Officers) != fmt.Sprintf("%+v", first.Officers) {
			t.Errorf("%s: %v\n%v", name, imp, rep.Lines(text.ZH))
		}
	}
	gb, err := simplifiedchinese.GB18030.NewEncoder().String("姓名,角色\n𮯰望舒,值班员\n\ue864小满,值班员\n")
	if err != nil {
		t.Fatal(err)
	}
	imp, rep := read(nil, "a.csv", gb)
	if !rep.OK() || imp.Officers[0].Name != "𮯰望舒" {
		t.Errorf("a rare name in GB18030: %v %v", imp, rep.Lines(text.ZH))
	}
}

// Ensure broken bytes are reported where they stand and never read as other characters.
func TestBrokenBytes(t *testing.T) {
	good := placesCSV + strings.Repeat("汽车站桥洞%d,重点部位,桥梁涵洞,\n", 4)
	csv := fmt.Sprintf(good, 1, 2, 3, 4) + "三号涵\xe6\xb4,重点部位,,\n"
	imp, rep := read(nil, "places.csv", csv)
	if imp != nil || !slices.Equal(where(rep), []string{"6 地点"}) {
		t.Errorf("UTF-8: %v", rep.Lines(text.ZH))
	}
	imp, rep = read(nil, "places.csv", gbk(t, "地点,类型\n三号涵洞,重点部位\n")+gbk(t, "汽车站")+"\xff,"+gbk(t, "重点部位\n"))
	if imp != nil || !slices.Equal(where(rep), []string{"3 地点"}) {
		t.Errorf("GBK: %v", rep.Lines(text.ZH))
	}
}

// Ensure a file that is none of ours is told apart and says what to do.
func TestNotACSV(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"xlsx":    {"PK\x03\x04rest", "xlsx"},
		"utf-16":  {"\xff\xfe\x0d\x59", "UTF-16"},
		"empty":   {"", "是空的"},
		"other":   {"温度,湿度\n1,2\n", "认不出"},
		"lacking": {"品名,存放地点,到期日\n棉被,仓库,\n", "缺列: 数量"},
	} {
		imp, rep := read(nil, "x.csv", c.body)
		if zh := strings.Join(rep.Lines(text.ZH), "\n"); imp != nil || rep.Count != 1 || !strings.Contains(zh, c.want) {
			t.Errorf("%s: %s", name, zh)
		}
	}
	imp, rep := Read([]string{filepath.Join(t.TempDir(), "none.csv"), t.TempDir()}, nil, now)
	if imp != nil || rep.Count != 2 {
		t.Errorf("%v %v", imp, rep.Lines(text.ZH))
	}
	if imp, rep = Read(nil, nil, now); imp != nil || rep.Count != 1 {
		t.Errorf("no files: %v %v", imp, rep.Lines(text.ZH))
	}
}

// Ensure each sort of fault is found at its cell.
func TestFaults(t *testing.T) {
	for name, c := range map[string]struct {
		csv  string
		want []string
	}{
		"code":          {"代码,名称\n4199011,河湾村\n4.19901E+11,石桥村\n", []string{"2 代码", "3 代码"}},
		"same code":     {"代码,名称\n419901101201,河湾村\n419901101201,石桥村\n", []string{"3 代码"}},
		"same village":  {"代码,名称\n419901101201,河湾村\n419901101202,河湾村\n", []string{"3 名称"}},
		"role":          {"姓名,角色\n何雨禾,值班\n沈岚,\n", []string{"2 角色", "3 角色"}},
		"contact":       {"姓名,角色,村\n顾小满,村级联络员,\n", []string{"2 村"}},
		"phone":         {"姓名,角色,电话\n何雨禾,值班员,yi990\n", []string{"2 电话"}},
		"PIN":           {"姓名,角色,PIN\n何雨禾,值班员,12ab\n沈岚,带班领导,１２３４\n", []string{"2 PIN"}},
		"no name":       {"姓名,角色\n,值班员\n", []string{"2 姓名"}},
		"long name":     {"姓名,角色\n" + strings.Repeat("长", 41) + ",值班员\n", []string{"2 姓名"}},
		"village":       {"姓名,角色,村\n顾小满,村级联络员,南山村\n", []string{"2 村"}},
		"agency":        {"单位,类别,电话\n供水站,水务,199\n供电所,其他,\n", []string{"2 类别", "3 电话"}},
		"unit":          {"品名,单位\n棉被,\n", []string{"2 单位"}},
		"good":          {"品名,单位,方案物资,给付类别\n棉被,床,被子,\n棉鞋,双,棉鞋,御寒\n", []string{"2 方案物资", "3 给付类别"}},
		"minimum":       {"品名,单位,最低库存\n棉被,床,20床\n棉鞋,双,-1\n", []string{"2 最低库存", "3 最低库存"}},
		"date":          {"品名,存放地点,数量,到期日\n棉被,仓,1,2026-13-01\n", []string{"2 到期日"}},
		"year":          {"品名,存放地点,数量,到期日\n棉被,仓,1,2062-01-01\n", []string{"2 到期日"}},
		"quantity":      {"品名,存放地点,数量\n棉被,仓,0\n棉鞋,仓,\n棉衣,仓,1000001\n", []string{"2 数量", "3 数量", "4 数量"}},
		"stock names":   {"品名,存放地点,数量\n棉被,仓,1\n", []string{"2 品名", "2 存放地点"}},
		"a comma more":  {"品名,单位,最低库存\n棉被,床,1,000\n", []string{"2 "}},
		"a lone quote":  {"品名,单位\n棉\"被,床\n毛毯,床\n棉鞋,\n", []string{"2 ", "4 单位"}},
		"quote to end":  {"品名,单位\n毛毯,床\n\"棉被,床\n棉鞋,双\n", []string{"3 "}},
		"row after \\n": {"品名,单位\n\"棉\n被\",床\n棉鞋,\n", []string{"3 单位"}},
	} {
		imp, rep := read(nil, "x.csv", c.csv)
		if got := where(rep); imp != nil || !slices.Equal(got, c.want) {
			t.Errorf("%s: problems at %q, want %q\n%s", name, got, c.want, strings.Join(rep.Lines(text.ZH), "\n"))
		}
		for _, p := range rep.Problems {
			if p.Wrong.ZH == "" || p.Wrong.EN == "" || p.Want.ZH == "" || p.Want.EN == "" {
				t.Errorf("%s: one language only: %+v", name, p)
			}
		}
	}
}

// Ensure references are found across the files and on the desk, and carry the names that
// stand there.
func TestReferences(t *testing.T) {
	have := &view.Lists{
		Villages: []rules.Village{{ID: "419901101201", Name: "河湾村"}},
		Places:   []rules.Place{{ID: "P001", Name: "镇仓库", Kind: rules.PlaceDepot}, {ID: "P002", Name: "三号涵洞", Kind: rules.PlaceHotspot}},
		Items:    []rules.Item{{ID: "I01", Name: "方便面", Unit: "箱", Months: 6}},
		Officers: []rules.Officer{{ID: "U002", Name: "何雨禾", Roles: []rules.Role{rules.RoleOfficer}}},
	}
	imp, rep := read(have,
		"stock.csv", "品名,存放地点,数量,到期日\n方便面,镇仓库,5,2027/4/1\n棉被,p001,3,\ni01,值班室备用,1,2027年4月1日\n",
		"items.csv", "品名,单位\n棉被,床\n方便面,\n",
		"places.csv", "地点,类型,村\n值班室备用,reserve,\n桥洞,重点部位,河湾村\n",
		"officers.csv", "姓名,角色,村\n何雨禾,,４１９９０１１０１２０１\n")
	if !rep.OK() {
		t.Fatal(strings.Join(rep.Lines(text.ZH), "\n"))
	}
	want := []command.Opening{{Item: "方便面", Place: "镇仓库", Qty: 5, Expires: "2027-04-01"}, {Item: "棉被", Place: "镇仓库", Qty: 3},
		{Item: "方便面", Place: "值班室备用", Qty: 1, Expires: "2027-04-01"}}
	if !slices.Equal(imp.Opening, want) || imp.Places[1].Village != "419901101201" || imp.Officers[0].Village != "419901101201" {
		t.Errorf("%+v", imp)
	}
	_, rep = read(have, "stock.csv", "品名,存放地点,数量,到期日\n方便面,镇仓库,5,\n方便面,三号涵洞,1,2027-04-01\n方便面,镇仓库,7,\n")
	if got := where(rep); !slices.Equal(got, []string{"2 到期日", "3 存放地点", "4 品名"}) {
		t.Errorf("%v\n%s", got, strings.Join(rep.Lines(text.ZH), "\n"))
	}
	_, rep = read(have, "items.csv", "品名,单位\n方便面,袋\n")
	if got := where(rep); !slices.Equal(got, []string{"2 单位"}) {
		t.Errorf("the unit of an item in the ledger: %v", got)
	}
}

// Ensure cells that look like formulas, escapes or tricks are text and nothing else.
func TestPlainText(t *testing.T) {
	imp, rep := read(nil, "places.csv", "地点,类型,备注\n=1+1,重点部位,x\n\"=HYPERLINK(\"\"http://e\"\",\"\"点\"\")\",重点部位,\n@SUM(A1),重点部位,\n张\x1b]52;c;eA==\x07三,重点部位,\n")
	if !rep.OK() {
		t.Fatal(rep.Lines(text.ZH))
	}
	names := make([]string, len(imp.Places))
	for i, p := range imp.Places {
		names[i] = p.Name
	}
	if names[0] != "=1+1" || names[1] != `=HYPERLINK("http://e","点")` || names[2] != "@SUM(A1)" || strings.ContainsAny(names[3], "\x1b\x07") {
		t.Errorf("%q", names)
	}
	if notes := strings.Join(rep.Lines(text.ZH), "\n"); !strings.Contains(notes, "这些列没有用: 备注") || !strings.Contains(notes, "地点 4 行") {
		t.Errorf("notes: %s", notes)
	}
	_, rep = read(nil, "places.csv", "地点,类型\n桥洞,\"\x1b[2J\u202e重点\"\n")
	for _, l := range append(rep.Lines(text.ZH), rep.Lines(text.EN)...) {
		if strings.ContainsAny(l, "\x1b\u202e") {
			t.Errorf("a control in the report: %q", l)
		}
	}
	_, rep = read(nil, "x.csv", "姓名,角色,PIN\n何雨禾,值班员,24681a\n")
	if s := strings.Join(rep.Lines(text.ZH), ""); strings.Contains(s, "24681a") {
		t.Errorf("the report tells a PIN: %s", s)
	}
}

// Ensure 100,000 rows are read, that as many faults make a short report, and that chunks
// hold all of them in order.
func TestLarge(t *testing.T) {
	const n = 100_000
	var good, bad strings.Builder
	good.WriteString(placesCSV)
	bad.WriteString(placesCSV)
	for i := range n {
		fmt.Fprintf(&good, "点位%d,重点部位,广场,\n", i)
		fmt.Fprintf(&bad, "点位%d,没有,广场,\n", i)
	}
	imp, rep := read(nil, "places.csv", good.String())
	if !rep.OK() || len(imp.Places) != n {
		t.Fatalf("%d rows, %d problems", len(imp.Places), rep.Count)
	}
	chunks := Chunks(imp, 200)
	if len(chunks) != n/200 || chunks[len(chunks)-1].Places[199].Name != "点位99999" {
		t.Errorf("%d chunks", len(chunks))
	}
	imp, rep = read(nil, "places.csv", bad.String())
	if lines := rep.Lines(text.ZH); imp != nil || rep.Count != n || len(rep.Problems) != maxProblems || len(lines) > maxProblems+4 ||
		!slices.Contains(lines, fmt.Sprintf("还有 %d 处没有列出。", n-maxProblems)) {
		t.Errorf("%d problems, %d kept, %d lines", rep.Count, len(rep.Problems), len(lines))
	}
}

// Ensure every row and PIN of an import is in exactly one chunk, what is referred to in an
// earlier one or the same, and stock last.
func TestChunks(t *testing.T) {
	imp, rep := ReadFS(testdata.Demo, demoFiles(t), nil, now)
	if !rep.OK() {
		t.Fatal(rep.Lines(text.ZH))
	}
	for _, size := range []int{1, 2, 3, 7, 50, 200, 10_000} {
		var all command.Import
		all.PINs = map[string]string{}
		for _, c := range Chunks(imp, size) {
			lists := len(c.Villages) + len(c.Officers) + len(c.Agencies) + len(c.Places) + len(c.Items)
			if rows := lists + 2*len(c.Opening); rows > max(size, 2) || rows == 0 {
				t.Errorf("size %d: a chunk of %d", size, rows)
			}
			if lists > 0 && len(all.Opening) > 0 {
				t.Errorf("size %d: lists after stock", size)
			}
			all.Villages, all.Officers, all.Agencies = append(all.Villages, c.Villages...), append(all.Officers, c.Officers...), append(all.Agencies, c.Agencies...)
			all.Places, all.Items, all.Opening = append(all.Places, c.Places...), append(all.Items, c.Items...), append(all.Opening, c.Opening...)
			maps.Copy(all.PINs, c.PINs)
		}
		if fmt.Sprintf("%+v", all) != fmt.Sprintf("%+v", *imp) {
			t.Errorf("size %d: the chunks are not the import", size)
		}
	}
}

// Ensure files on disk read as embedded ones do.
func TestRead(t *testing.T) {
	dir := t.TempDir()
	var paths []string
	for _, name := range demoFiles(t) {
		raw, err := testdata.Demo.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p := filepath.Join(dir, filepath.Base(name))
		if err := os.WriteFile(p, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, p)
	}
	a, rep := Read(paths, nil, now)
	b, _ := ReadFS(testdata.Demo, demoFiles(t), nil, now)
	if !rep.OK() || fmt.Sprintf("%+v", a) != fmt.Sprintf("%+v", b) {
		t.Error(rep.Lines(text.ZH))
	}
}
