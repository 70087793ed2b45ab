package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/vault"
)

// audited is a college with seven lines in its audit, the first for its making,
// and four in the venue book's.
func audited(t testing.TB) *testCollege {
	t.Helper()
	c := small(t, "Ann Lee", "Bo Lin")
	c.put(venuesFile, college.AccessFact{ID: "fact", VenueID: "v", Item: college.FactStepFree, Answer: "unknown"})
	booking := c.bookEarly("sleep", "Ann Lee", "Bo Lin")[0]
	fine(t, c.mark("sleep-2", "Ann Lee", college.Attended))
	fine(t, c.CancelBooking(c.ctx(), booking, false, "ill"))
	fine(t, given(c.CorrectFact(c.ctx(), "fact", "no", "", "Nadia")))
	fine(t, given(c.UndoLast(c.ctx())))
	fine(t, c.Note(c.ctx(), "read.student", "student", "st-ann"))
	fine(t, c.NotePaper(c.ctx(), "register", "sleep-2", "x.pdf"))
	return c
}

func TestTheAuditSaysWhoDidWhatToWhich(t *testing.T) {
	c := audited(t)
	lines := []string{}
	for _, l := range must(c.AuditLines(c.ctx(), college.AuditFilter{})).Lines {
		lines = append(lines, fmt.Sprintf("%s %d %s %s %s %s %s", l.File, l.Sequence, l.By, l.Verb, l.Kind, l.Reference, strings.Join(l.Fields, " ")))
	}
	slices.Sort(lines)
	places := "session_place.attendance session_place.booking_id session_place.minutes_online session_place.session_id"
	is(t, "the audit", lines, []string{
		"college 1 daybook act.create   ",
		"college 2 nadia act.book run_booking UMH01-AUT26-1, S-00001 run_booking.booked_on run_booking.companion run_booking.requested_on run_booking.row_no run_booking.run_id run_booking.source run_booking.status run_booking.student_id " + places,
		"college 3 nadia act.book run_booking UMH01-AUT26-1, S-00002 run_booking.booked_on run_booking.companion run_booking.requested_on run_booking.row_no run_booking.run_id run_booking.source run_booking.status run_booking.student_id " + places,
		"college 4 nadia act.mark session_place UMH01-AUT26-1/2, S-00001 session_place.attendance session_place.marked_at session_place.marked_by",
		"college 5 nadia act.cancelBooking session_place UMH01-AUT26-1/3, S-00001 run_booking.cancelled_on run_booking.cancelled_reason run_booking.status session_place.attendance",
		"college 6 nadia read.student student S-00001 ",
		"college 7 nadia act.paper paper_issued  paper_issued.at paper_issued.by paper_issued.file paper_issued.kind paper_issued.record_id",
		"venues 1 daybook act.create   ",
		"venues 2 nadia act.test access_fact Castleby Community Centre access_fact.answer access_fact.item access_fact.venue_id",
		"venues 3 nadia act.correctFact access_fact Castleby Community Centre access_fact.answer access_fact.checked_by access_fact.checked_on",
		"venues 4 nadia act.undo access_fact Castleby Community Centre access_fact.answer access_fact.checked_by access_fact.checked_on",
	})
}

func TestPagesOfTheAudit(t *testing.T) {
	c := audited(t)
	total := must(c.AuditLines(c.ctx(), college.AuditFilter{})).Total
	for range college.AuditPageLines {
		fine(t, c.Note(As(c.ctx(), "amir"), "read.students", "", ""))
	}
	c.now = noon.AddDate(0, 0, 3)
	fine(t, c.Note(c.ctx(), "read.student", "student", "st-bo"))
	total += college.AuditPageLines + 1
	for name, x := range map[string]struct {
		filter                    college.AuditFilter
		lines, total, page, pages int
		first                     string
	}{
		"the newest first":         {college.AuditFilter{Page: 1}, college.AuditPageLines, total, 1, 2, "read.student"},
		"the rest":                 {college.AuditFilter{Page: 2}, total - college.AuditPageLines, total, 2, 2, ""},
		"past the end is the last": {college.AuditFilter{Page: 9}, total - college.AuditPageLines, total, 2, 2, ""},
		"all, oldest first":        {college.AuditFilter{}, total, total, 1, 2, "act.book"},
		"of one user":              {college.AuditFilter{UserID: "amir", Page: 1}, 100, 100, 1, 1, "read.students"},
		"of nobody":                {college.AuditFilter{UserID: "vera", Page: 1}, 0, 0, 1, 1, ""},
		"from a day":               {college.AuditFilter{From: "2026-11-21", Page: 1}, 1, 1, 1, 1, "read.student"},
		"to a day, which counts":   {college.AuditFilter{To: "2026-11-20"}, total - 1, total - 1, 1, 2, "act.book"},
		"of days before":           {college.AuditFilter{To: "2026-10-01", Page: 1}, 0, 0, 1, 1, ""},
	} {
		page, err := c.AuditLines(c.ctx(), x.filter)
		fine(t, err)
		if len(page.Lines) != x.lines || page.Total != x.total || page.Page != x.page || page.Pages != x.pages {
			t.Errorf("%s: %d lines of %d, page %d of %d; want %+v", name, len(page.Lines), page.Total, page.Page, page.Pages, x)
		} else if x.first != "" && page.Lines[0].Verb != x.first {
			t.Errorf("%s begins with %s", name, page.Lines[0].Verb)
		}
	}
}

// TestTheAuditHoldsNoValue puts a marker into every text of every noun a person
// or a venue has, and into what acts are given, and looks for them in the audits.
func TestTheAuditHoldsNoValue(t *testing.T) {
	c := roomy(t)
	var markers []string
	marker := func() string {
		markers = append(markers, fmt.Sprintf("Marker%02dx", len(markers)))
		return markers[len(markers)-1]
	}
	for file, rows := range map[string][]any{
		collegeFile: {marked(college.Person{ID: "marked", MergedInto: "ann"}, marker), marked(college.Student{ID: "st-marked", PersonID: "marked"}, marker),
			marked(college.Partner{ID: "partner"}, marker), marked(college.Equality{ID: "equality", PersonID: "marked"}, marker)},
		venuesFile: {marked(college.Venue{ID: "marked", MergedInto: "v"}, marker), marked(college.VenueContact{ID: "contact", VenueID: "v"}, marker), marked(college.Room{ID: "room", VenueID: "v"}, marker)},
	} {
		c.put(file, rows...)
		c.undo(c.put(file, rows[0]))
	}
	ctx := c.ctx()
	fine(t, c.AddWalkIn(ctx, "sleep-2", marker()))
	fine(t, given(c.Book(ctx, BookingRequest{StudentID: "st-cy", RunID: "run-sleep", Source: marker()})))
	b := must(first[college.RunBooking](ctx, c.db, "WHERE run_id = 'run-sleep' AND student_id = 'st-cy'"))
	fine(t, c.CancelBooking(ctx, b.ID, true, marker()))
	fine(t, c.MarkAttendance(ctx, "sleep-2", []PlaceMark{{PlaceID: c.place("sleep-2", "Ann Lee").ID, Attendance: college.Attended, Reason: marker()}}))
	fine(t, given(c.CorrectFact(ctx, "fact", "no", marker(), marker())))
	fine(t, c.SavePreferences(ctx, "nadia", map[string]string{marker(): marker()}))
	fine(t, c.NotePaper(ctx, "register", "sleep-2", marker()))
	forms := enrolmentFile(somebody(marker()+" New", "new@example.org", "1980-01-01"))
	forms.FileName = marker()
	c.takes(forms, Taking{})
	if len(markers) < 40 {
		t.Fatalf("only %d markers were put in", len(markers))
	}

	changes := c.everything("college.change", "venues.venue_change")
	c.close() // taken in at the next opening
	c.open()
	audits := c.everything("college.audit", "venues.venue_audit", "college.venue_audit_copy")
	for _, m := range markers {
		if !strings.Contains(changes, m) {
			t.Errorf("%s is in no change: the look is blind", m)
		}
		if strings.Contains(audits, m) {
			t.Errorf("%s is in an audit", m)
		}
	}
	if n := strings.Count(audits, "\n"); n < 20 {
		t.Errorf("only %d lines were looked at", n)
	}
}

// everything is all that stands in tables.
func (c *testCollege) everything(tables ...string) (text string) {
	for _, table := range tables {
		for _, row := range must(list(c.ctx(), c.db, func(r *sql.Rows) (string, error) {
			values := make([]any, len(must(r.Columns())))
			into := make([]any, len(values))
			for i := range values {
				into[i] = &values[i]
			}
			err := r.Scan(into...)
			return fmt.Sprintf("%s\n", values), err
		}, "SELECT * FROM "+table)) {
			text += row
		}
	}
	return text
}

// marked is a noun with a marker in every text, and in every text of its lists,
// that is empty and not an id or a date.
func marked[T any](noun T, marker func() string) T {
	mark(reflect.ValueOf(&noun).Elem(), marker)
	return noun
}

func mark(v reflect.Value, marker func() string) {
	switch {
	case v.Type() == reflect.TypeFor[string]() && v.Len() == 0:
		v.SetString(marker())
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		mark(v.Index(0), marker)
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			mark(v.Field(i), marker)
		}
	}
}

// TestATamperedAuditIsFoundAtItsLine does to a chain whatever somebody with the
// file open could do without its key.
func TestATamperedAuditIsFoundAtItsLine(t *testing.T) {
	const last = 7
	c := audited(t)
	c.close() // anchors are written, the venue book's lines taken in
	c.open()
	anchors, putBack := c.anchors(), c.remembered("college.audit", "college.audit_chain", "venues.venue_audit")
	for name, x := range map[string]struct {
		tamper []string
		key    string
		line   int64
		breaks int // 0 = any number after the first
	}{
		"who":                       {[]string{`UPDATE college.audit SET "by" = 'amir' WHERE sequence = 4`}, "audit.broken.line", 4, 1},
		"when":                      {[]string{`UPDATE college.audit SET at = '2026-11-20T12:00:01Z' WHERE sequence = 4`}, "audit.broken.line", 4, 1},
		"what":                      {[]string{`UPDATE college.audit SET verb = 'act.book' WHERE sequence = 5`}, "audit.broken.line", 5, 1},
		"to which kind":             {[]string{`UPDATE college.audit SET kind = 'person' WHERE sequence = 6`}, "audit.broken.line", 6, 1},
		"to which":                  {[]string{`UPDATE college.audit SET subject = 'st-bo' WHERE sequence = 6`}, "audit.broken.line", 6, 1},
		"which fields":              {[]string{`UPDATE college.audit SET fields = '[]' WHERE sequence = 4`}, "audit.broken.line", 4, 1},
		"fields that are no list":   {[]string{`UPDATE college.audit SET fields = 'gone' WHERE sequence = 4`}, "audit.broken.line", 4, 1},
		"the mac":                   {[]string{`UPDATE college.audit SET mac = randomblob(32) WHERE sequence = 4`}, "audit.broken.line", 4, 2},
		"the first line":            {[]string{`UPDATE college.audit SET "by" = 'amir' WHERE sequence = 1`}, "audit.broken.line", 1, 1},
		"the last line":             {[]string{`UPDATE college.audit SET "by" = 'amir' WHERE sequence = 7`}, "audit.broken.line", last, 1},
		"one taken out":             {[]string{`DELETE FROM college.audit WHERE sequence = 4`}, "audit.broken.gap", 4, 1},
		"the first taken out":       {[]string{`DELETE FROM college.audit WHERE sequence = 1`}, "audit.broken.gap", 1, 1},
		"one taken out, closed up":  {[]string{`DELETE FROM college.audit WHERE sequence = 4`, `UPDATE college.audit SET sequence = sequence - 1 WHERE sequence > 4`}, "audit.broken.line", 4, 0},
		"one put in":                {[]string{`UPDATE college.audit SET sequence = -sequence - 1 WHERE sequence >= 4`, `UPDATE college.audit SET sequence = -sequence WHERE sequence < 0`, `INSERT INTO college.audit SELECT 4, at, "by", verb, kind, subject, fields, mac FROM college.audit WHERE sequence = 3`}, "audit.broken.line", 4, 0},
		"one put in at the end":     {[]string{`INSERT INTO college.audit SELECT 8, at, "by", verb, kind, subject, fields, mac FROM college.audit WHERE sequence = 7`}, "audit.broken.line", 8, 1},
		"two swapped":               {[]string{`UPDATE college.audit SET sequence = -4 WHERE sequence = 4`, `UPDATE college.audit SET sequence = 4 WHERE sequence = 5`, `UPDATE college.audit SET sequence = 5 WHERE sequence = -4`}, "audit.broken.line", 4, 0},
		"renumbered":                {[]string{`UPDATE college.audit SET sequence = sequence + 100 WHERE sequence >= 5`}, "audit.broken.gap", 5, 0},
		"the key replaced":          {[]string{`UPDATE college.audit_chain SET key = randomblob(32)`}, "audit.broken.line", 1, 0},
		"the tail cut":              {[]string{`DELETE FROM college.audit WHERE sequence >= 6`}, "audit.broken.tail", 5, 1},
		"all of it taken out":       {[]string{`DELETE FROM college.audit`}, "audit.broken.tail", 0, 1},
		"of the other file, edited": {[]string{`UPDATE venues.venue_audit SET "by" = 'amir' WHERE sequence = 3`}, "audit.broken.line", 3, 0},
	} {
		t.Run(name, func(t *testing.T) {
			putBack()
			if breaks, lines, err := c.VerifyAudit(c.ctx(), anchors); err != nil || len(breaks) > 0 || lines != last+4 {
				t.Fatalf("before, %d lines, %v, %v", lines, breaks, err)
			}
			for _, statement := range x.tamper {
				c.exec(statement)
			}
			breaks, _, err := c.VerifyAudit(c.ctx(), anchors)
			fine(t, err)
			if len(breaks) == 0 || breaks[0].Key != x.key || breaks[0].Sequence != x.line || x.breaks > 0 && len(breaks) != x.breaks {
				t.Errorf("found were %+v, want %s at %d", breaks, x.key, x.line)
			}
			for _, b := range breaks {
				says(t, b.Key, college.Values{"line": fmt.Sprint(b.Sequence), "file": b.File})
			}
		})
	}
}

// remembered puts tables back as they are now.
func (c *testCollege) remembered(tables ...string) (putBack func()) {
	for _, table := range tables {
		c.exec("CREATE TABLE main." + keptAs(table) + " AS SELECT * FROM " + table)
	}
	return func() {
		for _, table := range tables {
			c.exec("DELETE FROM " + table)
			c.exec("INSERT INTO " + table + " SELECT * FROM main." + keptAs(table))
		}
	}
}

func keptAs(table string) string { return "kept_" + strings.ReplaceAll(table, ".", "_") }

// anchors are those of anchors.json.
func (c *testCollege) anchors() map[vault.Compartment][]vault.Head {
	anchors := map[vault.Compartment][]vault.Head{}
	for file, head := range must(c.access.Anchors(c.home.Data())) {
		anchors[file] = []vault.Head{head}
	}
	return anchors
}

// rechain writes a file's whole chain anew under a key of its own, as somebody
// may who has the file's key and knows how it is done.
func rechain(c *testCollege, file string) {
	c.t.Helper()
	key := make([]byte, 32)
	rand.Read(key)
	c.exec("UPDATE "+auditTable(file)+"_chain SET key = ?", key)
	var before []byte
	for _, line := range must(list(c.ctx(), c.db, scanLine, `SELECT sequence, at, "by", verb, kind, subject, fields, mac FROM `+auditTable(file)+" ORDER BY sequence")) {
		before = line.seal(key, before)
		c.exec("UPDATE "+auditTable(file)+" SET mac = ? WHERE sequence = ?", before, line.Sequence)
	}
}

// TestAChainWrittenAnew holds by itself; anchors, backups and what was taken in
// tell it from the one there was.
func TestAChainWrittenAnew(t *testing.T) {
	for name, x := range map[string]struct {
		file, tamper string
		anchors      func(c *testCollege, backup vault.Backup) map[vault.Compartment][]vault.Head
		key          string
		line         int64
	}{
		"edited, against anchors.json":   {collegeFile, `UPDATE college.audit SET "by" = 'amir' WHERE sequence = 4`, func(c *testCollege, _ vault.Backup) map[vault.Compartment][]vault.Head { return c.anchors() }, "audit.broken.anchor", 7},
		"edited, against a backup":       {collegeFile, `UPDATE college.audit SET "by" = 'amir' WHERE sequence = 4`, headsIn, "audit.broken.anchor", 7},
		"tail cut, against a backup":     {collegeFile, `DELETE FROM college.audit WHERE sequence > 5`, headsIn, "audit.broken.tail", 5},
		"tail cut, against anchors.json": {venuesFile, `DELETE FROM venues.venue_audit WHERE sequence > 2`, func(c *testCollege, _ vault.Backup) map[vault.Compartment][]vault.Head { return c.anchors() }, "audit.broken.tail", 2},
		"edited, against those taken in": {venuesFile, `UPDATE venues.venue_audit SET "by" = 'amir' WHERE sequence = 3`, func(*testCollege, vault.Backup) map[vault.Compartment][]vault.Head { return nil }, "audit.broken.copy", 1},
		"cut, against those taken in":    {venuesFile, `DELETE FROM venues.venue_audit WHERE sequence > 2`, func(*testCollege, vault.Backup) map[vault.Compartment][]vault.Head { return nil }, "audit.broken.copy", 1},
	} {
		t.Run(name, func(t *testing.T) {
			c := audited(t)
			backup := must(c.Backup(c.ctx(), BackupHand))
			c.close()
			c.open()
			anchors := x.anchors(c, backup)
			c.exec(x.tamper)
			rechain(c, x.file)
			breaks, _, err := c.VerifyAudit(c.ctx(), anchors)
			fine(t, err)
			if len(breaks) == 0 || breaks[0] != (ChainBreak{x.file, x.line, x.key}) {
				t.Errorf("found were %+v, want %s at %d of %s", breaks, x.key, x.line, x.file)
			}
		})
	}
}

// headsIn are the heads that stand in a backup.
func headsIn(_ *testCollege, backup vault.Backup) map[vault.Compartment][]vault.Head {
	heads := map[vault.Compartment][]vault.Head{}
	for _, p := range backup.Parts {
		heads[p.Compartment] = []vault.Head{p.Details.Head}
	}
	return heads
}

// TestARefusalLeavesNoLine: what was not done is not in the audit.
func TestARefusalLeavesNoLine(t *testing.T) {
	c := audited(t)
	before := must(c.Heads(c.ctx()))
	_, err := c.Book(c.ctx(), BookingRequest{StudentID: "st-bo", RunID: "run-sleep"})
	refused(t, err, "rule.bookedAlready")
	fine(t, c.SavePreferences(c.ctx(), "nadia", nil))
	fine(t, given(c.EraseLook(c.ctx(), "ann")))
	if after := must(c.Heads(c.ctx())); !reflect.DeepEqual(before, after) {
		t.Errorf("the heads were %v, are %v", before, after)
	}
}

// BenchmarkVerifyAudit100k verifies a chain of 100,000 lines.
func BenchmarkVerifyAudit100k(b *testing.B) {
	c := small(b)
	tx := must(c.db.Begin())
	key := must(chainKey(c.ctx(), tx, collegeFile))
	before := must(headOf(c.ctx(), tx, collegeFile))
	fields := []string{"session_place.attendance", "session_place.marked_at", "session_place.marked_by"}
	for mac := before.MAC; before.Sequence < 100_000; {
		before.Sequence++
		row := auditRow{AuditLine: college.AuditLine{Sequence: before.Sequence, At: college.InstantOf(noon.Add(time.Duration(before.Sequence) * time.Second)),
			By: "nadia", Verb: "act.mark", Kind: "session_place", Subject: c.options.withDefaults().NewID(), Fields: fields}}
		mac = row.seal(key, mac)
		fine(b, insertLine(context.Background(), tx, auditTable(collegeFile), row, mac))
	}
	fine(b, tx.Commit())
	for b.Loop() {
		if breaks, lines, err := c.VerifyAudit(c.ctx(), nil); err != nil || len(breaks) > 0 || lines < 100_000 {
			b.Fatal(breaks, lines, err)
		}
	}
}
