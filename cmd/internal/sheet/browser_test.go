package sheet_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// measure runs in the page: whatever is wider than its room, or stands outside the
// printable width of A4, is named in the title.
const measure = `<script>addEventListener("load", () => {
  const bad = [], room = document.body.getBoundingClientRect()
  for (const e of document.querySelectorAll("body *")) {
    const r = e.getBoundingClientRect()
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth || r.right > room.right + 1 || r.left < room.left - 1)
      bad.push(e.tagName + " " + e.textContent.trim().slice(0, 20))
  }
  document.title = "clipped: " + bad.join("; ")
})</script><style>@media screen { body { width: 184mm; padding: 0 !important; margin: 0 } }</style>`

// In a real browser: every paper fits A4 in the pages that it is meant to have, and no
// column is cut. It needs a Chromium; where there is none, the goldens alone hold the pages.
func TestInBrowser(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a browser")
	}
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium here")
	}
	pages, _ := filepath.Glob("testdata/*.html")
	if len(pages) == 0 {
		t.Fatal("no papers")
	}
	// Two copies are two pages; a handover and a form may run on to a second.
	most := map[string]int{"transfer": 2, "collect": 2, "handover": 2, "intake": 2}
	dir := t.TempDir()
	run := func(t *testing.T, args ...string) []byte {
		args = append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + filepath.Join(dir, "profile")}, args...)
		out, err := exec.Command(browser, args...).Output()
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	for _, page := range pages {
		name := strings.TrimSuffix(filepath.Base(page), ".html")
		t.Run(name, func(t *testing.T) {
			abs, err := filepath.Abs(page)
			if err != nil {
				t.Fatal(err)
			}
			pdf := filepath.Join(dir, name+".pdf")
			run(t, "--no-pdf-header-footer", "--print-to-pdf="+pdf, "file://"+abs)
			b, err := os.ReadFile(pdf)
			if err != nil {
				t.Fatal(err)
			}
			want := max(most[name], 1)
			if got := len(regexp.MustCompile(`/Type\s*/Page\b`).FindAll(b, -1)); got < 1 || got > want {
				t.Errorf("%d pages, at most %d", got, want)
			}
			if !regexp.MustCompile(`/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]`).Match(b) {
				t.Error("not A4")
			}

			html, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			html = regexp.MustCompile(`<meta http-equiv="Content-Security-Policy"[^>]*>`).ReplaceAll(html, nil)
			html = bytes.Replace(html, []byte("</head>"), []byte(measure+"</head>"), 1)
			measured := filepath.Join(dir, name+".html")
			if err := os.WriteFile(measured, html, 0o600); err != nil {
				t.Fatal(err)
			}
			m := regexp.MustCompile(`(?s)<title>clipped: (.*)</title>`).FindSubmatch(run(t, "--dump-dom", "file://"+measured))
			if m == nil {
				t.Fatal("the page was not measured")
			}
			if len(m[1]) > 0 {
				t.Errorf("wider than its room: %s", m[1])
			}
		})
	}
}
