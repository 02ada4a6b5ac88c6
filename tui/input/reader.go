// Package input stands between a terminal and Bubble Tea v1, whose own reader
// takes 256 bytes at a time and loses what is cut by them: a Chinese character,
// or ESC parted from its "[A" (docs/tech.md, "The input reader").
//
// It decides where a rune, an escape sequence and a paste end, and passes on
// whole ones only. What a key means is decided elsewhere; full-width ？ and ：
// pass as they were typed. It never drops what a person typed: a byte that is no
// UTF-8 arrives as U+FDD0, which text.Clean shows as U+FFFD (v1 would swallow
// U+FFFD itself). The caller cleans texts, and asks TakeCut after a paste.
package input

import (
	"io"
	"sync/atomic"
	"time"
)

// Limits of one paste and the waits for what is not complete.
const (
	// PasteLimit is how many bytes of one paste are passed on: DESIGN §6. 21,845
	// Chinese characters; the longest report of the seed has under 20,000.
	PasteLimit = 64 << 10
	// EscWait is how long a lone ESC waits for the rest of a sequence.
	EscWait = 50 * time.Millisecond
	// PasteWait is how long an open paste may be silent before it is closed.
	PasteWait = 2 * time.Second
)

// full is the most that one Read hands out. v1 takes a read that fills its 256
// bytes for one that was cut, and holds the last token back.
const full = 255

// Options are the limits of a Reader; zero values mean the constants above.
type Options struct {
	PasteLimit         int
	EscWait, PasteWait time.Duration
	// OnCut, when set, is called on the reading goroutine just before the end of
	// a paste of which lost bytes were swallowed. It must not block.
	OnCut func(lost int)
}

// Reader makes the input of one terminal whole. It is used by one program.
type Reader struct {
	src   source
	file  File
	m     machine
	ready []byte // decided, not handed out yet: only when p is small
	err   error
	opts  Options
	last  time.Time // when the last byte came
	cut   atomic.Int64
}

// File is a local terminal, usually os.Stdin: what v1 needs for raw mode and its
// cancel reader for ending a blocked read.
type File interface {
	io.ReadWriteCloser
	Fd() uintptr
	Name() string
}

// source gives bytes and can be asked whether some are there.
type source interface {
	// wait waits at most d, and reports whether read would return at once.
	wait(d time.Duration) bool
	// read reads what is there, and waits for it as long as it takes.
	read(p []byte) (int, error)
	close()
}

// New makes a Reader of src: a terminal file, or any stream such as an SSH
// session. Give Input to tea.WithInput.
func New(src io.Reader, o Options) *Reader {
	if o.PasteLimit <= 0 {
		o.PasteLimit = PasteLimit
	}
	if o.EscWait <= 0 {
		o.EscWait = EscWait
	}
	if o.PasteWait <= 0 {
		o.PasteWait = PasteWait
	}
	r := &Reader{opts: o}
	r.m.limit = o.PasteLimit
	if f, ok := src.(File); ok && canPoll {
		r.file, r.src = f, fileSource{f}
	} else {
		r.src = newStream(src)
	}
	return r
}

// Input is what Bubble Tea reads. For a local terminal it has the file's Fd and
// Name, so raw mode and the cancel reader work as on the file itself.
func (r *Reader) Input() io.Reader {
	if r.file != nil {
		return fileInput{stream{r}, r.file}
	}
	return stream{r}
}

// TakeCut is how many bytes of pastes were swallowed since it was last asked. It
// is set before the paste's message arrives, so asking at a KeyMsg with Paste
// set tells about that paste.
func (r *Reader) TakeCut() int { return int(r.cut.Swap(0)) }

// Close ends the goroutine that reads a stream, after its present read. It does
// not close the source, which belongs to who opened it.
func (r *Reader) Close() error {
	r.src.close()
	return nil
}

type stream struct{ r *Reader }

func (s stream) Read(p []byte) (int, error) { return s.r.read(p) }

type fileInput struct {
	stream
	file File
}

func (f fileInput) Fd() uintptr                 { return f.file.Fd() }
func (f fileInput) Name() string                { return f.file.Name() }
func (f fileInput) Write(p []byte) (int, error) { return f.file.Write(p) }
func (f fileInput) Close() error                { return f.r.Close() }

// read hands out what is decided. On a file it may return 0 bytes and no error,
// which sends v1 back to its cancel reader; on a stream it waits for at least
// one byte, as io.Reader asks.
func (r *Reader) read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for len(r.ready) == 0 {
		if r.err != nil {
			return 0, r.err
		}
		r.fill()
		if r.file != nil && len(r.ready) == 0 && r.err == nil {
			return 0, nil
		}
	}
	if len(p) > full {
		p = p[:full]
	}
	n := copy(p, r.ready)
	r.ready = r.ready[n:]
	return n, nil
}

// fill reads until what came is decided, or waits long enough to decide it. On a
// file nothing decided may stay behind, nor anything that only a clock decides:
// v1's cancel reader waits for the terminal, not for us, before it reads again.
func (r *Reader) fill() {
	var buf [full / 3]byte
	r.m.out = r.m.out[:0]
	for first := true; ; first = false {
		if !first && !r.src.wait(0) {
			if r.m.waits() == nothing {
				break
			}
			if !r.src.wait(r.patience()) {
				r.m.expire()
				break
			}
		}
		n := r.m.room()
		if n <= 0 {
			break
		}
		got, err := r.src.read(buf[:min(n, len(buf))])
		if got > 0 {
			now := time.Now()
			if now.Sub(r.last) > r.opts.EscWait {
				r.m.quiet()
			}
			r.last = now
			r.m.feed(buf[:got])
		}
		if err != nil {
			r.err = err
			r.m.finish()
			break
		}
	}
	r.ready = r.m.out
	if lost := r.m.takeCut(); lost > 0 {
		r.cut.Add(int64(lost))
		if r.opts.OnCut != nil {
			r.opts.OnCut(lost)
		}
	}
}

func (r *Reader) patience() time.Duration {
	if r.m.waits() == restOfPaste {
		return r.opts.PasteWait
	}
	return r.opts.EscWait
}
