// Package testdata holds what several packages share in tests, and the demo: the
// fictional 岚川县北渡镇 as the CSV files that a real township would import
// (docs/domain.md §6). Nobody in them is real.
package testdata

import "embed"

// Demo is the demo's files, under demo/.
//
//go:embed demo/*.csv
var Demo embed.FS
