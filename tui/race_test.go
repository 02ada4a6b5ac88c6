//go:build race

package tui_test

const raceFactor = 10
