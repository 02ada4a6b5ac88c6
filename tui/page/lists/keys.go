package lists

import (
	"strconv"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
	"dutydesk/rules/view"
	"dutydesk/tui/binding"
	"dutydesk/tui/dialog"
	"dutydesk/tui/entry"
	"dutydesk/tui/route"
	"dutydesk/tui/screen"
	"dutydesk/tui/widget/field"
)

// keys reads the SSH keys of the selected officer; keysRead shows what can be done with them.
func (p *Page) keys() route.Action {
	r := p.row()
	return screen.Do(screen.Read(keysOf+r.id, func() ([]view.Key, error) { return p.desk.Keys(r.id) }))
}

// keysOf begins the name of that reading.
const keysOf = "keys/"

func (p *Page) keysRead(m screen.Got[[]view.Key]) route.Action {
	r := p.row()
	if r == nil || m.ID != keysOf+r.id {
		return nil // somebody else is selected by now
	}
	if m.Err != nil {
		return screen.Say{Text: rules.AsError(m.Err).Text, Bad: true, Err: rules.AsError(m.Err)}
	}
	t := binding.Table{{Keys: []string{"1"}, Label: text.Text{ZH: "添加密钥", EN: "Add a key"}, Help: text.Text{ZH: "贴 .pub 文件里的一行; 要本人 PIN", EN: "Paste the line of the .pub file; your PIN is asked for"},
		Do: func() route.Action { return p.addKey(*r) }}}
	for i := range m.Value {
		if k := &m.Value[i]; k.Good() {
			t = append(t, binding.Binding{Keys: []string{strconv.Itoa(len(t) + 1)}, Label: text.Text{ZH: "撤销 %[1]s", EN: "Revoke %[1]s"}.With(k.ID),
				Help: text.Text{ZH: "%[1]s %[2]s", EN: "%[1]s %[2]s"}.With(k.Comment, k.Print),
				Do:   func() route.Action { return revokeKey(*k) }, Refuse: func() *rules.Error { return k.Can[(&command.RevokeKey{}).Code()] }})
		}
	}
	return screen.Show(dialog.NewMenu(t).Titled(text.Text{ZH: "%[1]s 的 SSH 密钥: %[2]d 把有效", EN: "SSH keys of %[1]s: %[2]d good"}.With(r.name, len(t)-1)))
}

// addKey asks for the line of a key and the PIN of who adds it; the PIN is kept in no draft.
func (p *Page) addKey(r row) route.Action {
	return screen.Show(dialog.NewForm(dialog.FormOptions{
		Title: text.Text{ZH: "添加密钥: %[1]s", EN: "Add a key: %[1]s"}.With(r.name), Intro: dialog.Lead(keyText),
		Shape: entry.Fields(
			field.Spec{Name: "line", Label: text.Text{ZH: "公钥", EN: "Public key"}, Max: 2000, Required: true},
			field.Spec{Name: "pin", Label: text.Text{ZH: "您的 PIN", EN: "Your PIN"}, Kind: field.Secret, Max: 12, Required: true}),
		Make: func(v entry.Values) (command.Command, *rules.Error) {
			return &command.AddKey{Officer: r.id, Line: v["line"], PIN: v["pin"]}, nil
		},
		Said: func(m screen.Saved) text.Text {
			return text.Text{ZH: "已添加 %[1]s: %[2]s 可用它从 SSH 登录", EN: "Added %[1]s: %[2]s can sign in over SSH with it"}.With(m.Result.ID, r.name)
		},
	}))
}

func revokeKey(k view.Key) route.Action {
	return screen.Show(dialog.NewReason(dialog.ReasonOptions{
		Title: text.Text{ZH: "撤销密钥 %[1]s", EN: "Revoke the key %[1]s"}.With(k.ID),
		Intro: dialog.Lead(text.Text{ZH: "%[1]s %[2]s。马上不能再用, 用它打开的会话随即结束; 不能恢复。", EN: "%[1]s %[2]s. It opens nothing more, and sessions that it opened end at once. It cannot be taken back."}.With(k.Name, k.Comment)),
		Make: func(reason string) (command.Command, *rules.Error) {
			return &command.RevokeKey{Key: k.ID, Reason: reason}, nil
		},
		Said: func(screen.Saved) text.Text { return text.Text{ZH: "已撤销 %[1]s", EN: "Revoked: %[1]s"}.With(k.ID) },
	}))
}

// keyless is why the selected officer has no keys to see to.
func (p *Page) keyless() *rules.Error {
	if why := p.onRow("")(); why != nil {
		return why
	}
	if p.row().retired {
		return rules.Refuse(text.Text{ZH: "已停用的人不能登录。先按 Del 恢复。", EN: "A retired officer cannot sign in. Bring them back with Del first."}, "")
	}
	return nil
}

var keyText = text.Text{ZH: "在本人电脑上 ssh-keygen -t ed25519, 把 .pub 文件里的一行贴在这里。没有后缀的那个是私钥, 不给任何人。",
	EN: "On the person's machine: ssh-keygen -t ed25519; paste the line of the .pub file here. The file without an ending is the private key: give it to nobody."}
