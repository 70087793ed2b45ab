package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"

	"daybook/backend/college"
)

// Limits bound what a file may hold. All are counted on what is read, never
// taken from what the file says of itself; a zero means the ordinary limit.
type Limits struct {
	FileBytes     int64
	InflatedBytes int64 // of a workbook, all its parts together
	Rows          int   // filled rows below the headings
	Columns       int
	Letters       int // in one cell
	Cells         int // in one sheet of a workbook, empty but formatted ones too
	Merged        int // merged areas in one sheet
}

// Ordinary limits: far more than the largest college's list, far less than
// would trouble an old laptop. The letters are Excel's own limit.
var Ordinary = Limits{
	FileBytes: 50 << 20, InflatedBytes: 200 << 20,
	Rows: 50_000, Columns: 300, Letters: 32_767, Cells: 2_000_000, Merged: 5_000,
}

func (l Limits) orOrdinary() Limits {
	l.FileBytes = orElse(l.FileBytes, Ordinary.FileBytes)
	l.InflatedBytes = orElse(l.InflatedBytes, Ordinary.InflatedBytes)
	l.Rows = orElse(l.Rows, Ordinary.Rows)
	l.Columns = orElse(l.Columns, Ordinary.Columns)
	l.Letters = orElse(l.Letters, Ordinary.Letters)
	l.Cells = orElse(l.Cells, Ordinary.Cells)
	l.Merged = orElse(l.Merged, Ordinary.Merged)
	return l
}

func orElse[N int | int64](n, otherwise N) N {
	if n == 0 {
		return otherwise
	}
	return n
}

// Sheet is the one table of a file that is read, as text. Dates and times of
// day that a workbook keeps as numbers are written "2026-09-14",
// "2026-09-14 10:05:00" and "10:00"; everything else is as it was typed.
type Sheet struct {
	FileName    string
	FileHash    string // of the file's bytes
	Name        string // of the sheet; "" for a text file
	OtherSheets []string
	HeadingRow  int
	Headings    []string // as written; made unique, and named where empty
	Rows        []Row    // filled rows only
	Date1904    bool     // bare numbers in date columns count from 1904
}

// Row is one filled row below the headings, as long as the headings.
type Row struct {
	Number  int // as the spreadsheet shows it
	Cells   []string
	NoValue []int // columns that hold a formula but not its result
}

// Open reads the file at path. Everything wrong with it is a refusal that says
// what to do.
func Open(path string, limits Limits) (*Sheet, error) {
	name := filepath.Base(path)
	// Asked before opening: opening a named pipe would wait for ever.
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, cannotOpen(name, err, runtime.GOOS == "windows")
	case info.IsDir():
		return nil, refuse("import.file.folder", "file", name)
	case !info.Mode().IsRegular():
		return nil, refuse("import.file.cannotRead", "file", name)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, cannotOpen(name, err, runtime.GOOS == "windows")
	}
	defer f.Close()
	return Read(name, f, limits)
}

// Read is Open for bytes that come from elsewhere; name is shown to people and
// is not trusted to say what the file is.
func Read(name string, r io.Reader, limits Limits) (*Sheet, error) {
	limits = limits.orOrdinary()
	data, err := io.ReadAll(io.LimitReader(r, limits.FileBytes+1))
	if err != nil {
		return nil, cannotOpen(name, err, runtime.GOOS == "windows")
	}
	if int64(len(data)) > limits.FileBytes {
		return nil, refuse("import.file.tooBig", "file", name, "most", grouped(int(limits.FileBytes>>20)))
	}
	format, err := sniff(name, data)
	if err != nil {
		return nil, err
	}
	var g *grid
	if format == workbook {
		g, err = readWorkbook(name, data, limits)
	} else {
		g, err = readText(name, data)
	}
	if err != nil {
		return nil, err
	}
	sheet, err := g.sheet(name, limits)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	sheet.FileHash = hex.EncodeToString(sum[:])
	return sheet, nil
}

// Windows says with these two that another program holds the file; the same
// numbers mean other things elsewhere.
const (
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
)

func cannotOpen(name string, err error, windows bool) error {
	switch {
	case windows && (errors.Is(err, sharingViolation) || errors.Is(err, lockViolation)):
		return refuse("import.file.locked", "file", name)
	case errors.Is(err, fs.ErrNotExist):
		return refuse("import.file.missing", "file", name)
	default:
		return refuse("import.file.cannotRead", "file", name)
	}
}

func refuse(key string, pairs ...string) error {
	return college.Refuse(college.Invalid, key, pairs...)
}

func itoa(n int) string { return strconv.Itoa(n) }

// grouped writes a large number as people read it, 50,000.
func grouped(n int) string {
	s := itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
