package main

import (
	"bufio"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"dutydesk/rules"
	"dutydesk/rules/text"
	"dutydesk/store"
)

func (a *app) initVerb() *cobra.Command {
	var set store.Setup
	var hostKey bool
	v := a.onlyHere("init --town TOWN --admin NAME", text.Text{ZH: "建值班簿; 首位人员有全部角色", EN: "set a book up; the first officer has every role"}, 0, func([]string) error {
		dir, err := a.folder()
		if err != nil {
			return err
		}
		if hostKey {
			return a.initHostKey(dir)
		}
		st, err := a.create(dir, set)
		if err != nil {
			return err
		}
		if err := st.Close(); err != nil {
			return err
		}
		if err := a.firstHostKey(dir); err != nil {
			return err
		}
		for _, w := range store.StartWarnings(dir) {
			a.note(w)
		}
		if a.json {
			return a.object(struct {
				ID   string `json:"id"`
				Data string `json:"data"`
			}{firstOfficer, dir})
		}
		a.printf("%s\n", firstOfficer)
		a.note(text.Text{ZH: "值班簿建在 %[1]s。下一步: dutydesk import 导入名册, 或直接 dutydesk 打开。", EN: "The book is in %[1]s. Next: dutydesk import the lists, or open it with dutydesk."}.With(dir))
		return nil
	})
	f := v.Flags()
	f.BoolVar(&hostKey, "host-key", false, a.t(text.Text{ZH: "值班簿已有: 只做 SSH 服务的主机密钥", EN: "there is a book: make the host key of the SSH service alone"}))
	f.StringVar(&set.Town, "town", "", a.t(text.Text{ZH: "乡镇名 `TOWN`", EN: "name of the `TOWN`ship"}))
	f.StringVar(&set.County, "county", "", a.t(text.Text{ZH: "县 `COUNTY`", EN: "`COUNTY`"}))
	f.StringVar(&set.Code, "code", "", a.t(text.Text{ZH: "区划代码 `CODE`", EN: "division `CODE`"}))
	f.StringVar(&set.Admin, "admin", "", a.t(text.Text{ZH: "首位人员姓名 `NAME`", EN: "`NAME` of the first officer"}))
	return v
}

// firstOfficer is the id that every book gives its first officer.
const firstOfficer = "U001"

// create sets a book up, asking on a terminal for what the flags did not say.
func (a *app) create(dir string, set store.Setup) (*store.Store, error) {
	if _, err := os.Lstat(filepath.Join(dir, store.BookFile)); err == nil {
		return nil, rules.Refuse(text.Text{ZH: "%[1]s 里已经有值班簿。", EN: "There is a book in %[1]s already."}.With(dir), "")
	}
	if a.person {
		in := bufio.NewReader(a.in)
		for _, q := range []struct {
			to     *string
			prompt text.Text
			need   bool
		}{
			{&set.Town, text.Text{ZH: "乡镇名 (例: 北渡镇): ", EN: "Township: "}, true},
			{&set.County, text.Text{ZH: "县 (可空): ", EN: "County (may be empty): "}, false},
			{&set.Admin, text.Text{ZH: "您的姓名: ", EN: "Your name: "}, true},
		} {
			for *q.to == "" {
				said, err := askLine(a, in, q.prompt)
				if err != nil {
					return nil, noAnswer
				}
				if *q.to = said; !q.need {
					break
				}
			}
		}
	}
	if set.Town == "" || set.Admin == "" {
		return nil, usage(text.Text{ZH: "要写 --town 和 --admin。", EN: "--town and --admin are needed."})
	}
	var err error
	if set.PIN = a.env("DUTYDESK_PIN"); set.PIN == "" {
		if set.PIN, err = a.newPIN(set.Admin); err != nil {
			return nil, err
		}
	}
	if set.PIN == "" {
		return nil, noPIN
	}
	return store.Create(dir, set, store.Options{Clock: machineClock})
}

var noAnswer = usage(text.Text{ZH: "没有填完, 值班簿没有建。", EN: "Not finished: no book was made."})

// bookIn says whether the folder holds a book.
func bookIn(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, store.BookFile))
	return !errors.Is(err, fs.ErrNotExist)
}
