package main

import (
	"errors"
	"os"
	"time"

	"github.com/spf13/cobra"

	"dutydesk/cmd/internal/demo"
	"dutydesk/rules"
	"dutydesk/rules/text"
)

func (a *app) demoVerb() *cobra.Command {
	var at string
	var seedOnly bool
	v := a.onlyHere("demo", text.Text{ZH: "打开虚构乡镇的演示值班台, PIN 都是 246810", EN: "open a filled desk of a fictional town; every PIN is 246810"}, 0, func([]string) (err error) {
		start := demo.Start
		if at != "" {
			if start, err = timeOf("at", at, machineClock(), false); err != nil {
				return err
			}
		}
		if !seedOnly {
			if err := onTerminal(); err != nil {
				return err
			}
		}
		dir := a.path(a.data)
		switch {
		case dir != "":
		case seedOnly:
			return usage(text.Text{ZH: "--seed-only 要有 --data。", EN: "--seed-only needs --data."})
		default:
			if dir, err = os.MkdirTemp("", "dutydesk-demo-"); err != nil {
				return err
			}
			defer os.RemoveAll(dir)
		}
		return a.demo(dir, start, at != "", seedOnly)
	})
	f := v.Flags()
	f.StringVar(&at, "at", "", a.t(text.Text{ZH: "从 `TIME` 开始 (默认 2026-11-24 02:10)", EN: "begin at `TIME` (default 2026-11-24 02:10)"}))
	f.BoolVar(&seedOnly, "seed-only", false, a.t(text.Text{ZH: "只写 --data 文件夹, 不打开", EN: "only fill the folder of --data"}))
	return v
}

// demo fills the folder, unless a demo lies in it already, and opens it.
func (a *app) demo(dir string, start time.Time, chosen, seedOnly bool) error {
	old := bookIn(dir)
	if old && (seedOnly || chosen) {
		return rules.Refuse(text.Text{ZH: "%[1]s 里已经有值班簿。", EN: "There is a book in %[1]s already."}.With(dir), "")
	}
	if !old {
		if err := demo.Seed(dir, start, machineClock); err != nil {
			return err
		}
	}
	if seedOnly {
		a.printf("%s\n", dir)
		return nil
	}
	h, err := a.holdOrWatch(dir)
	if h == nil {
		return err
	}
	if t, err := h.Town(); err != nil || !t.Demo {
		if err == nil {
			err = rules.Refuse(text.Text{ZH: "%[1]s 里不是演示。", EN: "What lies in %[1]s is no demo."}.With(dir), "")
		}
		return errors.Join(err, h.close())
	}
	d := &door{dir: dir, place: "desk", held: h}
	d.book.Store(h.Store)
	return a.screen(d)
}
