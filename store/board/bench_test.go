package board_test

import (
	"testing"
	"time"

	"dutydesk/rules/command"
	"dutydesk/store/storetest"
)

// BenchmarkBoard is the board of 60 open cases; its cost must not follow history, which
// package store's own benchmarks hold against 100,000 closed ones.
func BenchmarkBoard(b *testing.B) {
	book := storetest.New(b)
	book.Must(officer, &command.TakeShift{Leader: leader})
	for range 60 {
		open(book, grave)
	}
	desk := book.As(officer)
	for b.Loop() {
		book.Clock.Add(time.Minute) // a model lives for a minute
		if _, err := desk.Board(); err != nil {
			b.Fatal(err)
		}
	}
}
