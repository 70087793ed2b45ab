package typeset

import (
	"bufio"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// hostileNames are names that have broken name badges, mail merges and PDF
// libraries elsewhere.
func hostileNames() []string {
	return []string{
		"", " ", "A", "O", "NULL", "(none)", "=1+1", `\(`, `)(\`, "ANN SMITH",
		strings.Repeat("a", 58), strings.Repeat("Ann ", 20), strings.Repeat("é", 400),
		"Smith-Jones-Brown-Green", "O'Brien", "O’Brien", "Siobha\u0301n", "Siobh\u00e1n",
		"\u0301\u0302\u0303", "\u0301", " leading", "trailing ", "zero\u200bwidth", "\u202eevil\u202c",
		"nul\x00byte", "tab\tand\nnewline", "Jos\xe9", "cut\xc3", "\xff\xfe", "\xed\xa0\x80",
		"Rose 🌻", "👨\u200d👩\u200d👧\u200d👦", "🇬🇧", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f", "𠮷野", "محمد Ahmed 42",
		"Z" + strings.Repeat("\u0335", 60), "\ufffe\uffff", "\U0010ffff", "\ue000", "-", "--", "…", "a\u00adb",
		"क्षितिज", "ශ්\u200dරී", "กิตติศักดิ์", "\u200d", "\u200d\u200c", "é\u200dé", "—\u200d—", "\u1ab0x\u20dd",
	}
}

// randomNames are strings of random runes and, in every third, random bytes.
func randomNames(n int) []string {
	random := rand.New(rand.NewPCG(7, 9))
	names := make([]string, n)
	for i := range names {
		var s strings.Builder
		for range random.IntN(60) {
			switch {
			case i%3 == 0 && random.IntN(3) == 0:
				s.WriteByte(byte(random.IntN(256)))
			case random.IntN(4) == 0:
				s.WriteRune(rune(random.IntN(0x110000)))
			case random.IntN(3) == 0:
				s.WriteRune(rune(0x300 + random.IntN(0x70)))
			default:
				s.WriteRune(rune(random.IntN(0x600)))
			}
		}
		names[i] = s.String()
	}
	return names
}

// sampleNames are the 32 names every paper must stand up to, with their
// scripts.
func sampleNames(t testing.TB) (names, scripts []string) {
	t.Helper()
	folder := os.Getenv("DAYBOOK_SHARED")
	if folder == "" {
		folder = filepath.Join("..", "..", "..", "shared")
	}
	file, err := os.Open(filepath.Join(folder, "samples", "names.txt"))
	if err != nil {
		t.Skip("the sample names are not here:", err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if name, script, found := strings.Cut(lines.Text(), "\t"); found && !strings.HasPrefix(name, "#") {
			names, scripts = append(names, name), append(scripts, script)
		}
	}
	return names, scripts
}
