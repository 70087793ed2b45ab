package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"daybook/backend/college"
)

// A noun of package college is one row of one table, and its columns are its
// JSON names in snake_case. Texts, numbers and yes/no are columns as they are,
// an empty text is NULL, lists and small structs are JSON. Beside them every
// table has created_at, updated_at, created_by, archived_at and row_version,
// which only this file writes; some have columns folded for searching.

// table is how one noun is kept.
type table struct {
	file, name string
	fields     []field
	folds      func(row any) []any // values of foldColumns
	foldNames  []string
	put, get   string // SQL: upsert; the columns to read
}

type field struct {
	column string
	index  []int
	json   bool
}

// tables finds the table of a noun.
var tables = map[reflect.Type]*table{}

func keep[T any](file, name string) { keepFolded[T](file, name, nil, nil) }

func keepFolded[T any](file, name string, foldNames []string, folds func(T) []any) {
	t := &table{file: file, name: name, foldNames: foldNames}
	if folds != nil {
		t.folds = func(row any) []any { return folds(row.(T)) }
	}
	kind := reflect.TypeFor[T]()
	for i := range kind.NumField() {
		f := kind.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		t.fields = append(t.fields, field{column: snake(name), index: f.Index, json: isJSON(f.Type)})
	}
	t.prepare()
	tables[kind] = t
}

func (t *table) prepare() {
	var columns, marks, updates []string
	for _, f := range t.fields {
		columns = append(columns, quoted(f.column))
	}
	t.get = strings.Join(columns, ", ")
	columns = append(columns, t.foldNames...)
	for _, c := range columns {
		marks = append(marks, "?")
		if c != quoted("id") {
			updates = append(updates, c+" = excluded."+c)
		}
	}
	t.put = fmt.Sprintf(`INSERT INTO %s.%s (%s, created_at, updated_at, created_by) VALUES (%s, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET %s, updated_at = excluded.updated_at, row_version = row_version + 1`,
		t.file, t.name, strings.Join(columns, ", "), strings.Join(marks, ", "), strings.Join(updates, ", "))
}

// values are a row's columns, then its folded ones.
func (t *table) values(row reflect.Value) ([]any, error) {
	values := make([]any, 0, len(t.fields)+len(t.foldNames)+3)
	for _, f := range t.fields {
		v, err := column(row.FieldByIndex(f.index), f.json)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", t.name, f.column, err)
		}
		values = append(values, v)
	}
	if t.folds != nil {
		values = append(values, t.folds(row.Interface())...)
	}
	return values, nil
}

func column(v reflect.Value, asJSON bool) (any, error) {
	switch {
	case asJSON:
		if v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 {
			return nil, nil
		}
		text, err := json.Marshal(v.Interface())
		return string(text), err
	case v.Kind() == reflect.String:
		if v.Len() == 0 {
			return nil, nil
		}
		return v.String(), nil
	case v.Kind() == reflect.Bool:
		if v.Bool() {
			return int64(1), nil
		}
		return int64(0), nil
	}
	return v.Interface(), nil
}

// scan reads a row's columns into a noun.
func (t *table) scan(rows interface{ Scan(...any) error }, row reflect.Value) error {
	holders := make([]any, len(t.fields))
	for i, f := range t.fields {
		if target := row.FieldByIndex(f.index); f.json || target.Kind() == reflect.String {
			holders[i] = new(sql.NullString)
		} else {
			holders[i] = target.Addr().Interface()
		}
	}
	if err := rows.Scan(holders...); err != nil {
		return err
	}
	for i, f := range t.fields {
		text, isText := holders[i].(*sql.NullString)
		if !isText {
			continue
		}
		target := row.FieldByIndex(f.index)
		if !f.json {
			target.SetString(text.String)
			continue
		}
		if target.Kind() == reflect.Slice {
			target.Set(reflect.MakeSlice(target.Type(), 0, 0)) // never nil: screens get a list
		}
		if text.Valid {
			if err := json.Unmarshal([]byte(text.String), target.Addr().Interface()); err != nil {
				return fmt.Errorf("%s.%s: %w", t.name, f.column, err)
			}
		}
	}
	return nil
}

// find reads the nouns of one table; tail is what follows its name: an alias,
// WHERE, ORDER BY.
func find[T any](ctx context.Context, q querier, tail string, args ...any) ([]T, error) {
	t := tables[reflect.TypeFor[T]()]
	return list(ctx, q, func(rows *sql.Rows) (T, error) {
		var row T
		err := t.scan(rows, reflect.ValueOf(&row).Elem())
		return row, err
	}, "SELECT "+t.get+" FROM "+t.file+"."+t.name+" "+tail, args...)
}

// get reads one noun by its id, or refuses with not found.
func get[T any](ctx context.Context, q querier, id string) (T, error) {
	return first[T](ctx, q, "WHERE id = ?", id)
}

// first reads the first noun that find would, or refuses with not found.
func first[T any](ctx context.Context, q querier, tail string, args ...any) (T, error) {
	all, err := find[T](ctx, q, tail+" LIMIT 1", args...)
	if err != nil {
		return *new(T), err
	}
	if len(all) == 0 {
		return *new(T), college.Refuse(college.NotFound, "store.notFound", "what", tables[reflect.TypeFor[T]()].name)
	}
	return all[0], nil
}

// byID reads all nouns of a table that find would, by their ids.
func byID[T any](ctx context.Context, q querier, id func(T) string, tail string, args ...any) (map[string]T, error) {
	all, err := find[T](ctx, q, tail, args...)
	m := make(map[string]T, len(all))
	for _, row := range all {
		m[id(row)] = row
	}
	return m, err
}

func snake(name string) string {
	var b strings.Builder
	for _, r := range name {
		if unicode.IsUpper(r) {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

func quoted(column string) string { return `"` + column + `"` }

func isJSON(t reflect.Type) bool {
	return t.Kind() == reflect.Slice || t.Kind() == reflect.Map || t.Kind() == reflect.Struct
}
