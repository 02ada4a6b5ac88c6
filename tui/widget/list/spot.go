package list

import "encoding/json"

// spot is what is chosen in a Find.
type spot struct {
	Want  string `json:"want,omitempty"`
	Query string `json:"query,omitempty"`
	Order int    `json:"order,omitempty"`
}

// Spot is what is chosen: the record that the person is on, the filter and the order; "" where
// nothing is.
func (f *Find) Spot() string {
	s := spot{Want: f.want, Query: f.Query(), Order: f.order}
	if len(f.words) == 0 {
		s.Query = ""
	}
	if s == (spot{}) {
		return ""
	}
	b, _ := json.Marshal(s)
	return string(b)
}

// Return chooses it again. It is for a Find that has no records yet.
func (f *Find) Return(chosen string) {
	var s spot
	if json.Unmarshal([]byte(chosen), &s) != nil {
		return
	}
	if s.Query != "" { // nothing is found in no records, at once
		f.Open()
		f.form.Load(map[string]string{"find": s.Query})
		f.filter(s.Query)
		f.open = false
	}
	f.want, f.again = s.Want, s.Order
}
