package line

import (
	"errors"
	"io"
	"math"
	"testing"
	"time"
)

func TestBound(t *testing.T) {
	for _, c := range []struct {
		w, h uint32
		want Size
	}{{0, 0, Size{80, 24}}, {0, 24, Size{80, 24}}, {80, 0, Size{80, 24}}, {45, 30, Size{45, 30}}, {500, 200, Size{500, 200}},
		{5000, 5000, Size{500, 200}}, {65535, 1, Size{500, 1}}, {math.MaxUint32, math.MaxUint32, Size{500, 200}}} {
		if got := Bound(c.w, c.h); got != c.want {
			t.Errorf("%d × %d is %v, want %v", c.w, c.h, got, c.want)
		}
	}
}

// Ensure what was typed is read whole and in order, and that the end of it is the end of the line.
func TestTyped(t *testing.T) {
	in, typing := io.Pipe()
	l := New(in, io.Discard, Size{80, 24}, func() {})
	if l.Readable(time.Now().Add(time.Millisecond)) {
		t.Error("there is something to read")
	}
	go func() { io.WriteString(typing, "值班"); io.WriteString(typing, "台"); typing.Close() }()
	if !l.Readable(time.Now().Add(time.Minute)) {
		t.Error("there is nothing to read")
	}
	got, err := io.ReadAll(l)
	if string(got) != "值班台" || err != nil {
		t.Errorf("%s %v", got, err)
	}
	select {
	case <-l.Gone():
	default:
		t.Error("the line goes on")
	}
}

// Ensure only the newest of many sizes waits.
func TestSizes(t *testing.T) {
	in, typing := io.Pipe()
	defer typing.Close()
	l := New(in, io.Discard, Size{80, 24}, func() {})
	defer l.Close()
	for i := range 1000 {
		l.Resize(Size{i + 1, 24})
	}
	if got := <-l.Sizes(); got.W != 1000 || l.Size().W != 1000 {
		t.Errorf("%v, %v", got, l.Size())
	}
}

// Ensure a far end that takes nothing is dropped, and that the write returns then.
func TestTakesNothing(t *testing.T) {
	in, typing := io.Pipe()
	defer typing.Close()
	gone, out := io.Pipe()
	l := New(in, out, Size{80, 24}, func() { gone.CloseWithError(errDropped) })
	l.GiveUp(time.Millisecond)
	if _, err := l.Write([]byte("x")); !errors.Is(err, errDropped) {
		t.Error(err)
	}
	<-l.Gone()
}

var errDropped = errors.New("dropped")
