package termfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strconv"
	"unicode/utf8"

	"daybook/backend/college"
	"daybook/backend/timetable"
)

// How large a file may be.
const (
	bytesMost    = 64 << 20
	sessionsMost = 20_000
)

// Read reads a term file. What cannot be read is refused with its line and
// column, what makes no sense with its path in the file, such as
// runs[3].course; so is a field that there is not, that is there twice, or that
// is missing.
func Read(r io.Reader) (timetable.Facts, timetable.Brief, error) {
	data, err := io.ReadAll(io.LimitReader(r, bytesMost+1))
	if err != nil {
		return timetable.Facts{}, timetable.Brief{}, err
	}
	if len(data) > bytesMost {
		return timetable.Facts{}, timetable.Brief{}, college.Refuse(college.Invalid, "termFile.tooLarge", "most", strconv.Itoa(bytesMost>>20))
	}
	f, err := parse(bytes.TrimPrefix(data, []byte("\ufeff")))
	if err != nil {
		return timetable.Facts{}, timetable.Brief{}, err
	}
	if err := f.check(); err != nil {
		return timetable.Facts{}, timetable.Brief{}, err
	}
	return f.facts(), f.asBrief(), nil
}

func parse(data []byte) (*file, error) {
	if bad := unlettered(data); bad >= 0 {
		return nil, at(data, int64(bad), "termFile.notText")
	}
	begun := bytes.TrimLeft(data, " \t\r\n")
	if len(begun) > 0 && begun[0] != '{' {
		return nil, at(data, int64(len(data)-len(begun)), "termFile.begins")
	}
	var f file
	d := json.NewDecoder(bytes.NewReader(data))
	if err := d.Decode(&f); err != nil {
		return nil, unreadable(data, err)
	}
	end := d.InputOffset()
	if rest := bytes.TrimSpace(data[end:]); len(rest) > 0 {
		return nil, at(data, int64(bytes.Index(data[end:], rest))+end, "termFile.syntax")
	}
	if f.Version != version {
		return nil, college.Refuse(college.Invalid, "termFile.version")
	}
	if err := spelt(data); err != nil {
		return nil, err
	}
	f.clean()
	return &f, nil
}

// unlettered is the offset of the first byte that is no UTF-8; -1 = none.
func unlettered(data []byte) int {
	if utf8.Valid(data) {
		return -1
	}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return -1
}

// unreadable says in words, and where, what the reader of JSON came upon.
func unreadable(data []byte, err error) error {
	if syntax, ok := errors.AsType[*json.SyntaxError](err); ok {
		return at(data, syntax.Offset-1, "termFile.syntax")
	}
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return at(data, int64(len(data)), "termFile.ends")
	}
	if kind, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		refusal := at(data, kind.Offset-1, wanted(kind.Type.Kind()))
		refusal.Values["field"] = kind.Field
		return refusal
	}
	return at(data, 0, "termFile.syntax")
}

func wanted(kind reflect.Kind) string {
	switch kind {
	case reflect.String:
		return "termFile.wantsText"
	case reflect.Bool:
		return "termFile.wantsTrueOrFalse"
	case reflect.Slice:
		return "termFile.wantsList"
	case reflect.Struct, reflect.Map:
		return "termFile.wantsObject"
	}
	return "termFile.wantsNumber"
}

// at is a refusal that names a line and a column, both counted from 1.
func at(data []byte, offset int64, key string) *college.Refusal {
	before := data[:min(max(offset, 0), int64(len(data)))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:]) + 1
	return college.Refuse(college.Invalid, key, "line", strconv.Itoa(line), "column", strconv.Itoa(column))
}
