package plan

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// TestTaken asks each question by the register's reading and by the other one: the answer
// turns with it, and keeps the review mark.
func TestTaken(t *testing.T) {
	for _, c := range []struct{ id, other, ask, key, first, second string }{
		{"A-14", "breach", `"plan":"P5","op":"amount","level":"town","paid_yuan":300`, "ok", `true`, `false`},
		{"A-17", "wider", `"plan":"P6","op":"owner","group":"因病致困职工"`, "owner", `"市人社局"`, `"市总工会"`},
		{"A-24", "lower", `"plan":"P9","op":"grant","types":["dibao"],"major_illness":true,"self_paid":20000`, "matched", `["P9.2.3","P9.2.10"]`, `["P9.2.10"]`},
		{"A-24", "lower", `"plan":"P9","op":"grant","types":["difficult"],"major_illness":true,"self_paid":80000`, "amount_yuan", `5000`, `3000`},
		{"A-24", "lower", `"plan":"P9","op":"grant","types":["disabled_difficult"],"illness":true,"self_paid":20000,"student":"college"`, "amount_yuan", `5000`, `3000`},
		{"A-28", "open", `"plan":"P9","op":"grant","types":["difficult"],"severe_disease":"unlisted","chronic_outpatient":true,"hardship":"very"`, "matched", `["P9.2.8"]`, `["P9.2.7"]`},
		{"A-29", "grade", `"plan":"P9","op":"grant","types":["dibao"],"major_illness":true,"self_paid":30000,"hardship":"fairly"`, "amount_yuan", `5000`, `3000`},
		{"A-29", "grade", `"plan":"P9","op":"grant","types":["dibao"],"hardship":"very"`, "matched", `["P9.2.15"]`, `["P9.2.8"]`},
		{"A-30", "strict", `"plan":"P9","op":"delivery","tier":"severe","paid":[5000],"receiver":"guardian","recipient_capacity":false,"signed":["visitor"]`, "breaches", `[]`, `["collected_by_other"]`},
		{"A-41", "town", `"plan":"P9","op":"funds","severe":183,"middle":0,"general":1`, "town_self_raised_yuan", `null`, `5800`},
		{"A-49", "household", `"plan":"P9","op":"delivery","tier":"severe","paid":[5000],"receiver":"spouse","same_household":true,"signed":["spouse","visitor"]`, "breaches", `["collected_by_other","recipient_signature_missing"]`, `[]`},
		{"A-50", "careful", `"plan":"P9","op":"grant","types":["difficult"],"disabled_members":1,"hardship":"very"`, "amount_yuan", `5000`, `800`},
	} {
		choice, ok := Shipped().Choice(c.id)
		if !ok || !choice.Offers(c.other) {
			t.Errorf("%s %s is no choice", c.id, c.other)
			continue
		}
		var plan struct{ Plan string }
		if err := json.Unmarshal([]byte("{"+c.ask+"}"), &plan); err != nil {
			t.Fatal(err)
		}
		if len(Shipped().Resting(c.id, plan.Plan)) == 0 {
			t.Errorf("%s: nothing of %s rests on it", c.id, plan.Plan)
		}
		for _, taken := range []struct{ set, want string }{{"", c.first}, {`,"taken":{"` + c.id + `":"` + choice.Options[0].Code + `"}`, c.first},
			{`,"taken":{"` + c.id + `":"` + c.other + `"}`, c.second}} {
			got := ask(t, "{"+c.ask+taken.set+"}")
			var want any
			if err := json.NewDecoder(strings.NewReader(taken.want)).Decode(&want); err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got[c.key], want) || got["review"] != true {
				t.Errorf("%s%s: %s %v, review %v, expected %s", c.ask, taken.set, c.key, got[c.key], got["review"], taken.want)
			}
		}
	}
}
