package assets_test

import (
	"maps"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// tokens reads the colours that a rule of app.css sets, over those before it.
func tokens(t *testing.T, css, rule string, over map[string]string) map[string]string {
	t.Helper()
	_, rest, ok := strings.Cut(css, rule)
	if !ok {
		t.Fatalf("app.css has no rule %s", rule)
	}
	body, _, _ := strings.Cut(rest, "}")
	all := maps.Clone(over)
	if all == nil {
		all = map[string]string{}
	}
	for _, m := range regexp.MustCompile(`--([a-z-]+): (#[0-9a-f]+)`).FindAllStringSubmatch(body, -1) {
		all[m[1]] = m[2]
	}
	return all
}

// luminance is the relative luminance of WCAG 2.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	hex := strings.TrimPrefix(colour, "#")
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	n, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		t.Fatalf("%q is no colour", colour)
	}
	light := func(shift uint, weight float64) float64 {
		c := float64(n>>shift&0xff) / 255
		if c <= 0.04045 {
			return weight * c / 12.92
		}
		return weight * math.Pow((c+0.055)/1.055, 2.4)
	}
	return light(16, 0.2126) + light(8, 0.7152) + light(0, 0.0722)
}

// TestColoursAreToldApart holds the tokens of each theme to the contrast of
// WCAG 2.2 AA: 4.5 for text, 3 for lines of controls and for the focus.
func TestColoursAreToldApart(t *testing.T) {
	data, err := os.ReadFile("static/app.css")
	if err != nil {
		t.Fatal(err)
	}
	css := string(data)
	usual := tokens(t, css, ":root {", nil)
	themes := map[string]map[string]string{
		"usual":            usual,
		"more contrast":    tokens(t, css, "prefers-contrast: more) {\n  :root {", usual),
		"highest contrast": tokens(t, css, `html[data-theme="contrast"] {`, usual),
	}
	grounds := []string{"paper", "ground", "accent-wash", "error-wash", "warning-wash", "good-wash"}
	for name, theme := range themes {
		hold := func(front, back string, least float64) {
			t.Helper()
			a, b := luminance(t, theme[front]), luminance(t, theme[back])
			if ratio := (max(a, b) + 0.05) / (min(a, b) + 0.05); ratio < least {
				t.Errorf("%s: %s on %s is %.2f : 1, less than %.1f", name, front, back, ratio, least)
			}
		}
		for _, back := range grounds {
			hold("ink", back, 7)
			for _, text := range []string{"soft", "accent", "error", "warning", "note", "good"} {
				hold(text, back, 4.5)
			}
			hold("focus", back, 3)
		}
		hold("accent-ink", "accent", 4.5)
		for _, back := range grounds[:2] {
			hold("line", back, 3)
		}
	}
}
