package store

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"daybook/backend/college"
)

// writes finds what a statement changes and in which file: an unprefixed one
// would land in the memory main and be gone at close.
var (
	writes  = regexp.MustCompile(`\b(INSERT INTO|INSERT OR \w+ INTO|REPLACE INTO|DELETE FROM|UPDATE|CREATE (?:UNIQUE )?(?:TABLE|INDEX|TRIGGER|VIEW)|DROP \w+|ALTER TABLE)\s+(?:IF (?:NOT )?EXISTS\s+)?([^\s(]+)`)
	inAFile = regexp.MustCompile(`^(college|venues|main|%s|%\[\d\]s)\.`)
	pragmas = regexp.MustCompile(`PRAGMA (\S+)`)
)

// wholeConnection are the pragmas that belong to no file.
var wholeConnection = []string{"locking_mode", "temp_store", "foreign_keys", "trusted_schema", "cell_size_check", "wal_autocheckpoint"}

func TestEveryWriteNamesItsFile(t *testing.T) {
	statements := 0
	check := func(where, text string) {
		for _, found := range writes.FindAllStringSubmatch(text, -1) {
			if found[1] == "UPDATE" && found[2] == "SET" {
				continue // of ON CONFLICT DO UPDATE SET
			}
			statements++
			if !inAFile.MatchString(found[2]) {
				t.Errorf("%s: %s names no file", where, found[0])
			}
		}
		for _, found := range pragmas.FindAllStringSubmatch(text, -1) {
			if !inAFile.MatchString(found[1]) && !slices.Contains(wholeConnection, found[1]) {
				t.Errorf("%s: %s names no file", where, found[0])
			}
		}
	}
	for _, path := range must(filepath.Glob("*.go")) {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		source := must(parser.ParseFile(token.NewFileSet(), path, nil, 0))
		ast.Inspect(source, func(n ast.Node) bool {
			if literal, is := n.(*ast.BasicLit); is && literal.Kind == token.STRING {
				check(path, must(strconv.Unquote(literal.Value)))
			}
			return true
		})
	}
	for _, path := range must(filepath.Glob("migrations/*/*.sql")) {
		check(path, string(must(os.ReadFile(path))))
	}
	if statements < 80 {
		t.Errorf("only %d statements were looked at", statements)
	}
}

// TestTablesAreTheirNouns holds every table to having a noun with the same
// columns, and every noun to having its table.
func TestTablesAreTheirNouns(t *testing.T) {
	c := empty(t)
	nouns := map[string]*table{}
	for kind, noun := range tables {
		nouns[noun.file+"."+noun.name] = noun
		want := []string{"created_at TEXT", "updated_at TEXT", "created_by TEXT", "archived_at TEXT", "row_version INTEGER"}
		for _, f := range noun.fields {
			want = append(want, f.column+" "+sqlKind(kind.FieldByIndex(f.index).Type))
		}
		for _, f := range noun.foldNames {
			want = append(want, f+" TEXT")
		}
		got := must(list(c.ctx(), c.db, scanText, "SELECT name || ' ' || type FROM pragma_table_info(?, ?)", noun.name, noun.file))
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s.%s has the columns\n%q, its noun\n%q", noun.file, noun.name, got, want)
		}
	}
	for _, file := range files {
		for _, name := range must(list(c.ctx(), c.db, scanText, "SELECT name FROM pragma_table_list WHERE schema = ? AND type = 'table' AND name NOT LIKE 'sqlite_%'", file)) {
			its := strings.TrimSuffix(strings.TrimPrefix(name, "venue_"), "_copy")
			isOwn := slices.Contains([]string{"act", "change", "audit", "audit_chain", "typing_draft", "erasure", "keyring_seen"}, strings.TrimPrefix(its, "venue_"))
			if nouns[file+"."+name] == nil && !isOwn {
				t.Errorf("table %s.%s has no noun", file, name)
			}
		}
	}
}

func sqlKind(kind reflect.Type) string {
	switch kind.Kind() {
	case reflect.Int, reflect.Bool:
		return "INTEGER"
	case reflect.Float64:
		return "REAL"
	}
	return "TEXT"
}

// TestRecordsHoldEveryNoun: what Create takes has a place for every noun but
// those that only imports make, each in its own file.
func TestRecordsHoldEveryNoun(t *testing.T) {
	held := map[reflect.Type]string{}
	for file, all := range map[string]reflect.Type{venuesFile: reflect.TypeFor[college.VenueBook](), collegeFile: reflect.TypeFor[college.Records]()} {
		for i := range all.NumField() {
			held[all.Field(i).Type.Elem()] = file
		}
	}
	for kind, noun := range tables {
		if held[kind] != noun.file && !strings.HasPrefix(noun.name, "import_") {
			t.Errorf("%s is kept in %s and made in %q", noun.name, noun.file, held[kind])
		}
		delete(held, kind)
	}
	if len(held) > 0 {
		t.Errorf("no table for %v", held)
	}
}

// TestNounsRoundTrip saves each noun with every field filled, then with as few
// as its table takes, and reads it back.
func TestNounsRoundTrip(t *testing.T) {
	c := empty(t)
	c.exec("PRAGMA foreign_keys = 0")
	c.exec("PRAGMA ignore_check_constraints = 1") // kinds are filled with any text
	n := 0
	for kind, noun := range tables {
		needed := must(list(c.ctx(), c.db, scanText, `SELECT name FROM pragma_table_info(?, ?) WHERE "notnull" = 1 AND dflt_value IS NULL`, noun.name, noun.file))
		for _, full := range []bool{true, false} {
			row := reflect.New(kind).Elem()
			for _, f := range noun.fields {
				if full || slices.Contains(needed, f.column) {
					filled(row.FieldByIndex(f.index), noun.name, f.column, &n)
				}
			}
			id := fmt.Sprintf("round-trip-%t", full)
			row.FieldByName("ID").SetString(id)
			c.put(noun.file, row.Interface())
			got := reflect.New(kind).Elem()
			rows := must(c.db.QueryContext(c.ctx(), "SELECT "+noun.get+" FROM "+noun.file+"."+noun.name+" WHERE id = ?", id))
			if !rows.Next() {
				t.Fatalf("%s is not there", noun.name)
			}
			fine(t, noun.scan(rows, got))
			fine(t, rows.Close())
			for i := range kind.NumField() { // an empty list comes back as one, never as nil
				if f := row.Field(i); f.Kind() == reflect.Slice && f.IsNil() {
					f.Set(reflect.MakeSlice(f.Type(), 0, 0))
				}
			}
			if !reflect.DeepEqual(got.Interface(), row.Interface()) {
				t.Errorf("%s came back as\n%+v, saved was\n%+v", noun.name, got, row)
			}
		}
	}
}

// filled puts something of its own into a field, later ones greater.
func filled(v reflect.Value, table, column string, n *int) {
	*n++
	switch v.Interface().(type) {
	case college.Date:
		v.SetString(string(college.Date("2026-01-01").AddDays(*n)))
		return
	case college.Clock:
		v.SetString(string(college.Clock("00:00").Add(*n % (24 * 60))))
		return
	case college.Attendance:
		v.SetString(string(college.LeftEarly))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(map[string]string{"session.status": "delivered", "course_run.status": "running", "run_booking.status": "withdrawn", "access_fact.answer": "yes",
			"certificate.kind": "session", "venue_secret.kind": "alarm"}[table+"."+column])
		if v.Len() == 0 {
			v.SetString(fmt.Sprintf("O’Brien %% '%04d' 学\n", *n))
		}
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(*n))
	case reflect.Float64:
		v.SetFloat(0.35)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range v.Len() {
			filled(v.Index(i), "", "", n)
		}
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{"Full name": "fullName", "Ł": "?"}))
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), "", "", n)
		}
	default:
		panic("a noun holds a " + v.Kind().String())
	}
}

// TestAnActWritesOneFile: one that writes both is refused whole, and one that
// writes one leaves the other's log as it was.
func TestAnActWritesOneFile(t *testing.T) {
	c := small(t, "Ann Lee")
	before := c.dump()
	person, venue := college.Person{ID: "new", FullName: "New"}, college.Venue{ID: "new", Name: "New"}
	for _, file := range files {
		_, err := c.do(c.ctx(), file, "act.test", func(a *act) error {
			return firstError(a.put(c.ctx(), person), a.put(c.ctx(), venue))
		})
		if err == nil || !strings.Contains(err.Error(), "wrote") {
			t.Errorf("an act of %s that wrote both gave %v", file, err)
		}
		unchanged(t, before, c.dump())
	}
	log := func(file string) int64 {
		info, err := os.Stat(filepath.Join(c.options.Folder, "data", file+".daybook-wal"))
		if err != nil {
			return 0
		}
		return info.Size()
	}
	venues, records := log(venuesFile), log(collegeFile)
	c.put(collegeFile, person)
	if log(venuesFile) != venues || log(collegeFile) == records {
		t.Error("an act of the college wrote to the venue book")
	}
	records = log(collegeFile)
	c.put(venuesFile, venue)
	if log(collegeFile) != records || log(venuesFile) == venues {
		t.Error("an act of the venue book wrote to the college")
	}
}
