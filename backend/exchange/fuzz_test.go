package exchange

import (
	"strings"
	"testing"

	"daybook/backend/college"
)

func FuzzRead(f *testing.F) {
	for _, s := range []string{goodCSV, planHead + "Yoga,1,14/09/2026,10:00,11:00,Online,,9\n", "sep=;\na;b", "\"a\"\"b\",c\r\n\"", "\xff\xfea\x00", "PK\x03\x04", "a\tb\n\x00", "<html>"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Read("a.csv", strings.NewReader(string(data)), Limits{})
		if err == nil {
			for _, r := range s.Rows {
				if len(r.Cells) != len(s.Headings) || r.Number <= s.HeadingRow {
					t.Fatalf("row %d of %d cells below row %d of %d", r.Number, len(r.Cells), s.HeadingRow, len(s.Headings))
				}
			}
			for _, kind := range kinds {
				if _, err = Apply(s, kind, nil, Options{Today: today}); err != nil && college.AsRefusal(err) == nil {
					t.Fatal(err)
				}
			}
		}
		if err != nil && college.AsRefusal(err) == nil {
			t.Fatal(err)
		}
	})
}

// FuzzSplit: what is quoted as a spreadsheet quotes is read as it was.
func FuzzSplit(f *testing.F) {
	f.Add("a", "b")
	f.Add(`say "hi", Sam`, "two\nlines")
	f.Fuzz(func(t *testing.T, a, b string) {
		a, b = strings.ToValidUTF8(a, ""), strings.ToValidUTF8(b, "")
		quote := func(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
		rows, open := splitRows(quote(a)+","+quote(b)+"\n"+quote(b), ',')
		want := func(s string) string { return strings.Trim(plainText(s), "\x1a") }
		if open != 0 || len(rows) != 2 || len(rows[0].cells) != 2 || rows[0].cells[0] != want(a) || rows[0].cells[1] != want(b) || rows[1].cells[0] != want(b) {
			t.Fatalf("%q %q: %v, open %d", a, b, rows, open)
		}
	})
}

func FuzzDate(f *testing.F) {
	for _, s := range []string{"17/05/1978", "Mon 2 Jan 2006", "2026-09-27T09:13:00Z", "46280", "7Sep26", ":", "1:", "a1b2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		w, key := readWritten(s, false)
		for _, order := range []string{DayFirst, MonthFirst} {
			if d, wrong := w.date(order, true, today); key == "" && (d == "") == (wrong == "") || d != "" && !d.Valid() {
				t.Fatalf("%q: %q %q", s, d, wrong)
			}
		}
	})
}

func FuzzClock(f *testing.F) {
	for _, s := range []string{"10:00", "10.30am", "noon", "0.4166", "2026-09-15 10:00:00", "30/12/1899 10:00"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if c, key := readClock(s); (c == "") == (key == "") || c != "" && !c.Valid() {
			t.Fatalf("%q: %q %q", s, c, key)
		}
	})
}
