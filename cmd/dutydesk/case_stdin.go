package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"dutydesk/rules"
	"dutydesk/rules/command"
	"dutydesk/rules/text"
)

// inFlight is how many intakes are on their way to the disk at once; they share syncs.
const inFlight = 256

// maxLine is the longest line of JSON in bytes, as long as a command may be.
const maxLine = 1 << 20

// openFrom opens a case for each line of JSON. Each id is printed when it is durable, in
// the order of the lines; a bad line is reported with its number and the others go on.
func (b *book) openFrom(in io.Reader) error {
	type flight struct {
		line int
		wait func() (command.Result, error)
	}
	flights := make(chan flight, inFlight)
	var broken error
	go func() {
		defer close(flights)
		defer func() {
			if p := recover(); p != nil {
				broken = rules.Fault("panic in a line: %v", p)
			}
		}()
		broken = eachLine(in, func(n int, line []byte, long bool) {
			flights <- flight{n, b.begin(n, line, long)}
		})
	}()
	worst := exitDone
	for f := range flights {
		res, err := f.wait()
		if err == nil {
			err = b.opened(res)
		}
		if err != nil {
			p := b.problemOf(err)
			p.Line = f.line
			if p.Kind == rules.Unknown.String() {
				p.Request = b.lineRequest(f.line)
			}
			b.problem(p)
			worst = max(worst, exitCode(err))
		}
	}
	if broken != nil {
		return &rules.Error{Kind: rules.Unsaved, Err: broken, Text: text.Text{
			ZH: "标准输入中断: %[1]s。已打印编号的都已存好。", EN: "Standard input broke off: %[1]s. Every id printed is saved."}.With(cause(broken))}
	}
	if worst != exitDone {
		return finished(worst)
	}
	return nil
}

func (b *book) lineRequest(n int) string { return fmt.Sprintf("%s-%d", b.request, n) }

// begin reads a line and puts it on its way.
func (b *book) begin(n int, line []byte, long bool) func() (command.Result, error) {
	var c command.OpenCase
	err := error(rules.Bad("", text.Text{ZH: "这一行太长 (最多 %[1]d 字节)。", EN: "The line is too long (%[1]d bytes at most)."}.With(maxLine)))
	if !long {
		err = intake(line, &c.Intake)
	}
	if err != nil {
		return func() (command.Result, error) { return command.Result{}, err }
	}
	return b.desk.Begin(b.lineRequest(n), &c)
}

func (b *book) opened(res command.Result) error {
	if err := b.saved(command.Result{ID: res.ID, Seq: res.Seq}); err != nil {
		return err
	}
	return b.wroteTo
}

// intake reads one JSON object and nothing after it; a field that is none is refused.
func intake(line []byte, in *command.Intake) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	err := d.Decode(in)
	if err == nil {
		if _, more := d.Token(); more != io.EOF {
			err = errors.New("more than one value")
		}
	}
	if err == nil {
		return nil
	}
	e := rules.Bad("", text.Text{ZH: "不是登记的 JSON: %[1]s", EN: "Not an intake in JSON: %[1]s"}.With(text.Clean(strings.TrimPrefix(err.Error(), "json: "), text.Line)))
	e.Err = err
	if t, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		e.Field = t.Field
	} else if name, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		e.Field = text.Clean(strings.Trim(name, `"`), text.Line)
		e.Text = text.Text{ZH: "没有字段 %[1]s。", EN: "There is no field %[1]s."}.With(e.Field)
	}
	return e
}

// eachLine calls fn for every line that is not blank, numbered from 1. A line over maxLine
// is passed over, and told as long.
func eachLine(in io.Reader, fn func(n int, line []byte, long bool)) error {
	r := bufio.NewReaderSize(in, 64<<10)
	for n := 1; ; n++ {
		var line []byte
		long := false
		for {
			part, err := r.ReadSlice('\n')
			if long = long || len(line)+len(part) > maxLine+1; !long {
				line = append(line, part...)
			}
			if err == bufio.ErrBufferFull {
				continue
			}
			if n == 1 {
				line = bytes.TrimPrefix(line, []byte("\ufeff"))
			}
			if line = bytes.TrimSpace(line); len(line) > 0 || long {
				fn(n, line, long)
			}
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			break
		}
	}
}
