package townfiles

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"dutydesk/rules/text"
)

const bom = "\xef\xbb\xbf"

// foreign are the beginnings of files that are no CSV, with what to do about it.
var foreign = []struct {
	magic string
	what  text.Text
}{
	{"PK\x03\x04", text.Text{ZH: "这是 Excel 工作簿 (xlsx)", EN: "an Excel workbook (xlsx)"}},
	{"\xd0\xcf\x11\xe0", text.Text{ZH: "这是旧版 Excel 工作簿 (xls)", EN: "an old Excel workbook (xls)"}},
	{"\xff\xfe", text.Text{ZH: "编码是 UTF-16", EN: "encoded in UTF-16"}},
	{"\xfe\xff", text.Text{ZH: "编码是 UTF-16", EN: "encoded in UTF-16"}},
}

// Decode gives a file's text and the name of its encoding. A byte order mark proves
// nothing: spreadsheets put it before GBK too. Valid UTF-8 is UTF-8; else it is GB18030,
// which GBK is a part of, unless nearly all of it reads as UTF-8 and a few bytes are
// broken. What does not decode is U+FFFD, and is reported where it stands.
func Decode(raw []byte) (s, encoding string, not text.Text) {
	for _, f := range foreign {
		if bytes.HasPrefix(raw, []byte(f.magic)) {
			return "", "", f.what
		}
	}
	raw = bytes.TrimPrefix(raw, []byte(bom))
	if utf8.Valid(raw) {
		return string(raw), "UTF-8", text.Text{}
	}
	if brokenUTF8(raw) {
		return strings.ToValidUTF8(string(raw), string(utf8.RuneError)), "UTF-8", text.Text{}
	}
	dec, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil {
		return "", "", text.Text{ZH: "编码认不出", EN: "of unknown encoding"}
	}
	return string(dec), "GB18030", text.Text{}
}

// brokenUTF8 says that at least ten characters beyond ASCII read for each byte that does
// not. Chinese in GBK is nearly all bytes that do not.
func brokenUTF8(raw []byte) bool {
	read, broken := 0, 0
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			read++
		}
		raw = raw[n:]
	}
	return read >= 10*broken
}
