package cmdline

import "dutydesk/rules/text"

// Suggested are the words that may stand at the caret, and what they would replace.
func Suggested(line string, caret int, s *Snapshot) (words []string, from, to int) {
	all := suggest(line, caret, s)
	for _, o := range all.options {
		words = append(words, o.insert(text.ZH))
	}
	return words, all.from, all.to
}
