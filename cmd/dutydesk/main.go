// Command dutydesk is the duty desk of a township (值班台) in a terminal, and its verbs for
// the command line. This package only wires: what may be written is decided by package
// rules, when it is durable by package store, what a screen shows by package tui.
package main

import (
	"os"
	"os/signal"
	"syscall"
	"time"
)

// machineClock is the clock of this machine. Tests of the product put another in its place.
var machineClock = time.Now

func main() {
	signal.Ignore(syscall.SIGXFSZ) // a used-up quota is an error of the write, not the end of the desk
	os.Exit(run(local()))
}
