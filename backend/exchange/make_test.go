package exchange

import (
	"archive/zip"
	"bytes"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"daybook/backend/college"
)

const today = college.Date("2026-11-20")

// keep writes a file and gives its path.
func keep(t testing.TB, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// sample finds a file of the shared samples, or skips.
func sample(t testing.TB, name string) string {
	t.Helper()
	shared := os.Getenv("DAYBOOK_SHARED")
	if shared == "" {
		shared = filepath.Join("..", "..", "..", "shared")
	}
	path := filepath.Join(shared, "samples", name)
	if _, err := os.Stat(path); err != nil {
		t.Skip("the shared samples are not here")
	}
	return path
}

// book makes a workbook; change may add styles, formulas and merged cells.
func book(t testing.TB, rows [][]any, change func(f *excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, r := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
	if change != nil {
		change(f)
	}
	return saved(t, f)
}

func saved(t testing.TB, f *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// archive makes a ZIP of parts, name by name.
func archive(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i+1 < len(parts); i += 2 {
		part, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(part, parts[i+1])
	}
	w.Close()
	return b.Bytes()
}

// bomb is a workbook with a part of so many zero bytes.
func bomb(t testing.TB, size int64) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	part, err := w.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(part, zeros{}, size); err != nil {
		t.Fatal(err)
	}
	w.Close()
	return b.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// liar is a ZIP whose part says it is smaller than it is.
func liar(t testing.TB) []byte {
	t.Helper()
	body := []byte(strings.Repeat("<c/>", 1000))
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	part, err := w.CreateRaw(&zip.FileHeader{Name: "xl/workbook.xml", Method: zip.Store,
		CRC32: crc32.ChecksumIEEE(body), CompressedSize64: uint64(len(body)), UncompressedSize64: 10})
	if err != nil {
		t.Fatal(err)
	}
	part.Write(body)
	w.Close()
	return b.Bytes()
}

func wide(s string, little, mark bool) []byte {
	if mark {
		s = "\ufeff" + s
	}
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if little {
			out = append(out, byte(u), byte(u>>8))
		} else {
			out = append(out, byte(u>>8), byte(u))
		}
	}
	return out
}

// ole is as much of Microsoft's old container as is looked at.
func ole(stream string) []byte {
	return append(append(bytes.Clone(oleHeader), make([]byte, 504)...), wide(stream, true, false)...)
}

// verdict is what a person would be told about a file: the key it is refused
// with, or of each row what is wrong or noted, "3 bookedOn=key" or "3 key".
func verdict(path string, kind string, columns map[string]string, opts Options) (said string, file college.ImportFile) {
	s, err := Open(path, Limits{})
	if err == nil {
		opts.Today = today
		file, err = Apply(s, kind, columns, opts)
	}
	if err != nil {
		if r := college.AsRefusal(err); r != nil {
			return r.Key, file
		}
		return "fault: " + err.Error(), file
	}
	var out []string
	tell := func(r college.RowSource, notes []college.Reading) {
		for _, w := range r.Wrong {
			out = append(out, fmt.Sprintf("%d %s=%s", r.Number, w.Field, w.Key))
		}
		for _, n := range notes {
			out = append(out, fmt.Sprintf("%d %s", r.Number, n.Key))
		}
	}
	for _, r := range file.Enrolments {
		tell(r.RowSource, r.Notes)
	}
	for _, r := range file.Plan {
		tell(r.RowSource, r.Notes)
	}
	for _, r := range file.Bookings {
		tell(r.RowSource, r.Notes)
	}
	return strings.Join(out, ", "), file
}
