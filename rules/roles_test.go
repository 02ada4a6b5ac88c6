package rules

import "testing"

// Ensure nobody signed in and a village contact see nothing of persons.
func TestSeesPersons(t *testing.T) {
	for _, c := range []struct {
		roles []Role
		want  bool
	}{
		{nil, false}, {[]Role{RoleVillage}, false}, {[]Role{RoleVillage, RoleVillage}, false},
		{[]Role{RoleVillage, RoleClerk}, true}, {[]Role{RoleOfficer}, true}, {[]Role{RoleAuditor}, true},
	} {
		if SeesPersons(c.roles) != c.want {
			t.Errorf("%v", c.roles)
		}
	}
}
