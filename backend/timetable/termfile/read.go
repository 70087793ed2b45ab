package termfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
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
// runs[3].course; a field that there is not is refused by its path too.
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
	var f file
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
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
	return &f, nil
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
	if strings.Contains(err.Error(), "unknown field") {
		var whole any
		if json.Unmarshal(data, &whole) == nil {
			if path := stranger(whole, reflect.TypeFor[file](), ""); path != "" {
				return college.Refuse(college.Invalid, "termFile.unknownField", "path", path)
			}
		}
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

// stranger is the path of the first field that the type does not know, in the
// order of the alphabet.
func stranger(v any, t reflect.Type, path string) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch v := v.(type) {
	case []any:
		for i, each := range v {
			if t.Kind() == reflect.Slice {
				if found := stranger(each, t.Elem(), path+"["+strconv.Itoa(i)+"]"); found != "" {
					return found
				}
			}
		}
	case map[string]any:
		if t.Kind() != reflect.Struct {
			return ""
		}
		known := map[string]reflect.Type{}
		for i := range t.NumField() {
			name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
			known[strings.ToLower(name)] = t.Field(i).Type
		}
		names := make([]string, 0, len(v))
		for name := range v {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			full := strings.TrimPrefix(path+"."+name, ".")
			inner, is := known[strings.ToLower(name)]
			if !is {
				return full
			}
			if found := stranger(v[name], inner, full); found != "" {
				return found
			}
		}
	}
	return ""
}
