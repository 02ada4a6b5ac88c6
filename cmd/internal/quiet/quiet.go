// Package quiet keeps Bubble Tea from talking to the terminal before the program has
// begun: on being loaded, v1 asks it for its background colour and waits up to 5 s for a
// terminal that never answers (docs/tech.md), also under a verb that draws nothing. The
// theme needs no background colour. Go initialises packages in the order of their paths,
// dependencies first, so this one, needing Lip Gloss alone, comes before Bubble Tea.
package quiet

import "github.com/charmbracelet/lipgloss"

func init() { lipgloss.SetHasDarkBackground(true) }
