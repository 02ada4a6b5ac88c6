package blob

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"dutydesk/rules/text"
)

// sniffed is how much of a file its media type is told by.
const sniffed = 512

// first keeps the beginning of what is written.
type first struct{ b []byte }

func (f *first) Write(p []byte) (int, error) {
	f.b = append(f.b, p[:min(len(p), sniffed-len(f.b))]...)
	return len(p), nil
}

// marks are the beginnings of the kinds of file that a telephone, a scanner or an office
// makes; at is where the mark stands.
var marks = []struct {
	at         int
	mark, kind string
}{
	{0, "\xff\xd8\xff", "image/jpeg"},
	{0, "\x89PNG\r\n\x1a\n", "image/png"},
	{0, "GIF8", "image/gif"},
	{8, "WEBP", "image/webp"},
	{0, "BM", "image/bmp"},
	{0, "II*\x00", "image/tiff"},
	{0, "MM\x00*", "image/tiff"},
	{4, "ftyphei", "image/heic"},
	{4, "ftyphev", "image/heic"},
	{4, "ftypmif1", "image/heif"},
	{4, "ftypavif", "image/avif"},
	{4, "ftypqt", "video/quicktime"},
	{4, "ftyp", "video/mp4"},
	{0, "%PDF-", "application/pdf"},
	{0, "%OFD", "application/ofd"},
	{0, "PK\x03\x04", "application/zip"},
	{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"},
	{8, "WAVE", "audio/wav"},
	{0, "ID3", "audio/mpeg"},
	{0, "#!AMR", "audio/amr"},
}

// Type is the media type of a file by its first bytes, application/octet-stream where it is
// not known. The name of the file says nothing.
func Type(head []byte) string {
	for _, m := range marks {
		if len(head) > m.at && bytes.HasPrefix(head[m.at:], []byte(m.mark)) {
			return m.kind
		}
	}
	if len(head) > 0 && bytes.IndexByte(head, 0) < 0 && utf8.Valid(head[:len(head)-cutOff(head)]) {
		return "text/plain"
	}
	return "application/octet-stream"
}

// cutOff is how many bytes at the end are the beginning of a character.
func cutOff(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if utf8.RuneStart(b[len(b)-n]) {
			if !utf8.FullRune(b[len(b)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

// TypeOf is the media type of a plain file, "" of any other or one that cannot be read.
func TypeOf(path string) string {
	f, _, err := open(path)
	if err != nil {
		return ""
	}
	defer f.Close()
	head := make([]byte, sniffed)
	n, _ := io.ReadFull(f, head)
	return Type(head[:n])
}

// Name is what a file is called, clean and in one line.
func Name(path string) string {
	name := strings.TrimSpace(text.Clean(filepath.Base(path), text.Line))
	for len(name) > 200 { // room for a number behind it
		_, n := utf8.DecodeRuneInString(name)
		name = name[n:]
	}
	return cmp.Or(name, "file")
}

// Size is a number of bytes as people say it.
func Size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%d KB", max(1, n>>10))
}
