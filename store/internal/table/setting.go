package table

import (
	"strconv"

	"dutydesk/rules"
	"dutydesk/store/internal/tx"
)

// Phone is the telephone that a setting of the desk names, "" when nobody set it.
func Phone(r tx.Reader, name string) (string, error) {
	set, ok, err := Settings.Find(r, name)
	if err != nil || !ok {
		return "", err
	}
	return set.Value, nil
}

// Setting is the figure that a setting of the desk has now, its default when nobody set it.
func Setting(r tx.Reader, name string) (int, error) {
	spec, ok := rules.SettingSpecOf(name)
	if !ok {
		return 0, rules.Fault("no setting %q", name)
	}
	set, ok, err := Settings.Find(r, name)
	if err != nil || !ok {
		return spec.Default, err
	}
	if n, err := strconv.Atoi(set.Value); err == nil {
		return n, nil
	}
	return spec.Default, nil
}

// ListSetting is a setting of the desk that is a list of names.
func ListSetting(r tx.Reader, name string) ([]string, error) {
	spec, ok := rules.SettingSpecOf(name)
	if !ok {
		return nil, rules.Fault("no setting %q", name)
	}
	set, ok, err := Settings.Find(r, name)
	if err != nil || !ok || set.Value == "" {
		return rules.Names(spec.List), err
	}
	return rules.Names(set.Value), nil
}
