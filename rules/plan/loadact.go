package plan

import (
	"slices"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/text"
)

var (
	goals = []string{string(rules.GoalMedical), string(rules.GoalTold), string(rules.GoalSafe),
		string(rules.GoalGoods), string(rules.GoalFamily), string(rules.GoalPaper)}
	outcomes = []string{string(rules.OutcomeHelped), string(rules.OutcomeShelter), string(rules.OutcomeStation),
		string(rules.OutcomeHosp), string(rules.OutcomeMental), string(rules.OutcomeHome), string(rules.OutcomeRefused),
		string(rules.OutcomeLeft), string(rules.OutcomeDied), string(rules.OutcomeOther)}
	everyCase = text.Text{ZH: "每件救助事项", EN: "every case"}
	settledSo = text.Text{ZH: "已处置", EN: "settled"}
)

func (ld *loader) act(m *mapping) {
	a := &act{code: m.str("code"), goal: rules.Goal(m.word("goal", goals...)), rank: m.integer("rank", 0, 1000),
		words: m.text(), action: m.boolean("action"), given: m.optStr("given"), good: m.optStr("good"),
		sets: m.optStr("sets"), outcomes: outcomeList(m, "outcomes")}
	a.done, _ = m.cond(&ld.comp, "done")
	if s, ok := rules.FactSpecOf(a.sets); a.sets != "" && (!ok || s.Kind != rules.FactTri) {
		m.r.fail(m.value("sets"), "%q; expected one of %s", a.sets, caseFacts.names(rules.FactTri))
	}
	if g, _ := rules.FactSpecOf("given"); a.given != "" && !slices.ContainsFunc(g.Options, func(o rules.Named) bool { return o.Code == a.given }) {
		m.r.fail(m.value("given"), "%q; expected %s", a.given, expected(g))
	}
	if ld.lib.byCode[a.code] != nil {
		m.r.fail(m.value("code"), "act %q stands twice; expected one", a.code)
	}
	m.value("or") // read by alternatives, when all acts are known
	ld.lib.acts = append(ld.lib.acts, a)
	ld.lib.byCode[a.code] = a
}

// alternatives reads which acts fulfil another one too.
func (ld *loader) alternatives(m *mapping) {
	if code := m.vals["code"]; code != nil {
		if a := ld.lib.byCode[code.GetToken().Value]; a != nil {
			a.or = ld.actList(m, "or")
		}
	}
	m.read = nil
	for k := range m.vals {
		m.read = append(m.read, k) // act has reported unknown keys
	}
}

// lapse reads which acts nobody asks for any more once a case is settled so.
func (ld *loader) lapse(m *mapping) {
	for _, a := range ld.actList(m, "acts") {
		a.lapses = append(a.lapses, outcomeList(m, "outcomes")...)
	}
}

func (ld *loader) actList(m *mapping, key string) []*act {
	var out []*act
	for _, n := range m.list(key) {
		code := m.r.str(n)
		if a := ld.lib.byCode[code]; a != nil {
			out = append(out, a)
		} else {
			m.r.fail(n, "unknown act %q; expected the code of an act in base.yaml", code)
		}
	}
	return out
}

func outcomeList(m *mapping, key string) []rules.Outcome {
	var out []rules.Outcome
	for _, n := range m.list(key) {
		s := m.r.str(n)
		if !slices.Contains(outcomes, s) {
			m.r.fail(n, "unknown outcome %q; expected one of %v", s, outcomes)
		}
		out = append(out, rules.Outcome(s))
	}
	return out
}

// line reads an obligation. Without a condition it stands for every case.
func (ld *loader) line(p *Plan, m *mapping) {
	ln := &line{plan: p, act: ld.lib.byCode[m.str("code")], clauses: ld.clauses(m, "clauses"),
		must: m.word("force", "must", "may", "should") == "must", repeat: m.boolean("repeat"),
		documents: m.strs("documents"), epidemic: m.boolean("epidemic"), firm: m.boolean("firm"), refusal: m.boolean("refusal"),
		after: outcomeList(m, "after"), taken: ld.option(m), words: m.text(), source: m.r.text(m.value("source"))}
	if ln.act == nil {
		m.r.fail(m.value("code"), "unknown act; expected the code of an act in base.yaml")
		return
	}
	ln.clause = strings.Join(ln.clauses, " ")
	when, ok := m.cond(&ld.comp, "when")
	switch {
	case ok:
	case ln.after != nil:
		when = always(settledSo)
	default:
		when = always(everyCase)
	}
	ln.when = when
	ln.unless, _ = m.cond(&ld.comp, "unless")
	if name := m.optStr("limit"); name != "" {
		if ln.limit = ld.lib.settings[name]; ln.limit == nil {
			m.r.fail(m.value("limit"), "limit %q; expected the name of a setting", name)
		}
	}
	for i, n := range m.list("documents") {
		if _, ok := ld.lib.Document(ln.documents[i]); !ok {
			m.r.fail(n, "unknown document %q; expected the code of a document in base.yaml", ln.documents[i])
		}
	}
	if p.ID == "R" && ln.source.IsZero() {
		m.r.fail(m.at, "key \"source\" is missing; expected the regulation, or that it is ours")
	}
	if !p.dropped("obligations/" + ln.act.code) {
		ld.lines = append(ld.lines, ln)
	}
}

func (ld *loader) reading(m *mapping) *reading {
	rd := &reading{id: m.str("id"), words: m.text(), acts: ld.actList(m, "acts")}
	if rd.id != "" && !registerID.MatchString(rd.id) {
		m.r.fail(m.value("id"), "reading %q; expected an id of the register as A-32", rd.id)
	}
	if !rd.words.IsZero() {
		prefix := text.Text{ZH: rd.id + " ", EN: rd.id + " "}
		rd.words = text.Text{ZH: prefix.ZH + rd.words.ZH, EN: prefix.EN + rd.words.EN}
	}
	m.must("when")
	rd.when, _ = m.cond(&ld.comp, "when")
	rd.unless, _ = m.cond(&ld.comp, "unless")
	return rd
}
