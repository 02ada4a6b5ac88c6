package main

import (
	"errors"
	"io/fs"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"

	"github.com/spf13/cobra"
	"golang.org/x/crypto/ssh"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/store"
	"dutydesk/store/kv"
)

func (a *app) journalVerb() *cobra.Command {
	var from uint64
	var limit int
	v := a.verb(reads, "journal", text.Text{ZH: "流水日志, 最近的在末尾", EN: "the journal, newest last"}, 0, 0, func(b *book, _ []string) error {
		if err := b.keeps(rules.RoleLeader, rules.RoleAdmin, rules.RoleAuditor); err != nil {
			return err
		}
		entries, err := b.st.Journal(from, limit)
		if err != nil {
			return err
		}
		if b.desk.SeesPersons() != nil {
			for i := range entries {
				if e := &entries[i]; e.Code == "roster.leave" { // by its officer it tells who is on leave
					e.Code, e.Record, e.Wrote = "", "", nil
				}
			}
		}
		return show(b, entries, func(e store.Entry) []string {
			return []string{strconv.FormatUint(e.Seq, 10), moment(e.At), e.Name, e.Code, e.Record, e.Shift}
		})
	})
	v.Flags().Uint64Var(&from, "from", 0, a.t(text.Text{ZH: "从第 `N` 条起 (默认最近的)", EN: "from entry `N` on (default the newest)"}))
	v.Flags().IntVar(&limit, "limit", 50, a.t(text.Text{ZH: "最多 `N` 条", EN: "at most `N`"}))
	return v
}

func (a *app) verifyVerb() *cobra.Command {
	return a.verb(reads, "verify", text.Text{ZH: "检验整本值班簿", EN: "check the whole book"}, 0, 0, func(b *book, _ []string) error {
		if err := b.keeps(rules.RoleLeader, rules.RoleAdmin, rules.RoleAuditor); err != nil {
			return err
		}
		rep, err := b.st.Verify(nil)
		if err != nil {
			return err
		}
		for _, w := range store.StartWarnings(b.st.Dir()) {
			b.note(w)
		}
		for _, w := range rep.Warnings {
			b.note(text.Text{ZH: "留意: " + w, EN: "Note: " + w})
		}
		if b.json {
			err = b.object(struct {
				Entries  int        `json:"entries"`
				Records  int        `json:"records"`
				Problems []string   `json:"problems"`
				Warnings []string   `json:"warnings,omitempty"`
				Head     rules.Head `json:"head"`
			}{rep.Entries, rep.Records, rep.Problems, rep.Warnings, rep.Head})
		} else {
			b.printf("%s\n", b.t(text.Text{ZH: "日志 %[1]d 条, 记录 %[2]d 条, 树根 %[3]s", EN: "%[1]d entries, %[2]d records, root %[3]s"}.With(rep.Entries, rep.Records, rep.Head.Root)))
		}
		if err == nil && len(rep.Problems) > 0 {
			for _, p := range rep.Problems {
				b.note(text.Text{ZH: p, EN: p})
			}
			err = &rules.Error{Kind: rules.Damaged, Text: text.Text{
				ZH: "发现 %[1]d 处问题。请用 dutydesk restore 恢复备份。", EN: "%[1]d problems found. Bring a backup back with dutydesk restore."}.With(len(rep.Problems))}
		}
		return err
	})
}

func (a *app) backupVerb() *cobra.Command {
	return a.verb(reads, "backup [FILE]", text.Text{ZH: "备份并检验; 默认放在数据文件夹的 backups 里", EN: "take a verified backup; by default into backups in the data folder"}, 0, 1, func(b *book, args []string) (err error) {
		if err := b.keeps(rules.RoleLeader, rules.RoleAdmin); err != nil {
			return err
		}
		path := ""
		if len(args) == 1 {
			if path, err = b.outFile(args[0]); err != nil {
				return err
			}
			err = b.st.Backup(path)
		} else {
			path, err = b.st.BackupNow("manual")
		}
		if _, gone := os.Lstat(path); err != nil && (gone != nil || rules.KindOf(err) != rules.Damaged) {
			return err
		}
		if b.json { // an attachment that is lost leaves a backup without it
			return errors.Join(b.object(struct {
				File string `json:"file"`
			}{path}), err)
		}
		b.printf("%s\n", path)
		return err
	})
}

// restoreVerb does not go through the holder: it refuses while a book is open.
func (a *app) restoreVerb() *cobra.Command {
	var files bool
	v := a.onlyHere("restore FILE", text.Text{ZH: "从备份恢复; 好的值班簿不覆盖, 坏的移到旁边", EN: "bring a backup back; a sound book is never overwritten, a damaged one is moved aside"}, 1, func(args []string) error {
		dir, err := a.folder()
		if err != nil {
			return err
		}
		from := a.path(args[0])
		if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
			return &rules.Error{Kind: rules.NotFound, Err: err, Text: text.Text{ZH: "没有这个文件: %[1]s", EN: "No such file: %[1]s"}.With(from)}
		}
		aside := ""
		if !files {
			aside, err = store.Restore(from, dir, machineClock())
		}
		if err == nil {
			err = a.restoreFiles(from, dir)
		}
		if errors.Is(err, kv.ErrLocked) {
			return rules.Refuse(text.Text{ZH: "值班簿正开着, 不能恢复。请先退出值班台。", EN: "The book is open: leave the desk first, then restore."}, "")
		}
		if err != nil {
			return err
		}
		if aside != "" {
			a.note(text.Text{ZH: "损坏的文件移到 %[1]s", EN: "The damaged file was moved to %[1]s"}.With(aside))
		}
		if a.json {
			return a.object(struct {
				Data  string `json:"data"`
				Aside string `json:"aside,omitempty"`
			}{dir, aside})
		}
		a.printf("%s\n", dir)
		return nil
	})
	v.Flags().BoolVar(&files, "archive", false, a.t(text.Text{ZH: "只取回缺失或损坏的附件, 值班簿不动", EN: "bring back attachments alone that are missing or damaged; the book stays as it is"}))
	return v
}

// restoreFiles brings attachments back and names those that the backup does not have.
func (a *app) restoreFiles(from, dir string) error {
	lost, err := store.RestoreArchive(from, dir)
	for _, l := range lost {
		a.note(l.Text())
	}
	return err
}

// onlyHere makes a verb that no holder runs for others.
func (a *app) onlyHere(use string, short text.Text, args int, fn func(args []string) error) *cobra.Command {
	return &cobra.Command{Use: use, Short: a.t(short), Args: a.arity(args, args), RunE: func(_ *cobra.Command, args []string) error {
		if a.holder != nil {
			return rules.Refuse(text.Text{ZH: "值班簿开着的时候不能这样做。", EN: "Not while the book is open."}, "")
		}
		return fn(args)
	}}
}

func (a *app) clockVerb() *cobra.Command {
	return a.verb(writes, "clock TIME", text.Text{ZH: "本机时间不对时, 告诉值班台现在几点", EN: "tell the desk the time when this machine's is wrong"}, 1, 2, func(b *book, args []string) error {
		said := args[0]
		if len(args) == 2 {
			said += " " + args[1]
		}
		now, err := timeOf("now", said, b.st.Now(), false)
		if err != nil {
			return err
		}
		return b.do(&command.SetClock{Now: now})
	})
}

func (a *app) versionVerb() *cobra.Command {
	return &cobra.Command{Use: "version", Short: a.t(text.Text{ZH: "版本", EN: "the version"}), Args: a.arity(0, 0), RunE: func(*cobra.Command, []string) error {
		v := struct {
			Version  string `json:"version"`
			Revision string `json:"revision,omitempty"`
			Go       string `json:"go"`
			HostKey  string `json:"host_key,omitempty"` // fingerprint, where the folder has one
		}{"(devel)", "", runtime.Version(), ""}
		if dir, err := a.folder(); err == nil && a.holder == nil {
			if key, err := hostKey(dir); err == nil {
				v.HostKey = ssh.FingerprintSHA256(key.PublicKey())
			}
		}
		if info, ok := debug.ReadBuildInfo(); ok {
			if info.Main.Version != "" {
				v.Version = info.Main.Version
			}
			for _, s := range info.Settings {
				if s.Key == "vcs.revision" {
					v.Revision = s.Value
				}
			}
		}
		if a.json {
			return a.object(v)
		}
		a.printf("dutydesk %s %s %s\n", v.Version, v.Revision, v.Go)
		if v.HostKey != "" {
			a.printf("SSH %s\n", v.HostKey)
		}
		return nil
	}}
}
