package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"

	"daybook/backend/college"
)

// Taking is how a person wants a file taken in.
type Taking struct {
	// Decisions settle rows that need a look: row number → "new" for a new
	// person, or the number of the student it is.
	Decisions map[int]string
	// Reason allows, as a leader may, what the rule table allows for a reason.
	Reason string
}

// AsNew decides that a row is somebody new.
const AsNew = "new"

// importing is one file on its way in: what it finds and makes.
type importing struct {
	*act
	file   college.ImportFile
	taking Taking
	batch  college.ImportBatch
	report *college.ImportReport
	known  map[string]string // hash of a row taken before → record
	rows   []college.ImportRow
	made   map[string]*college.Made
}

// errRehearsal ends a preview: everything was done, and is rolled back.
var errRehearsal = errors.New("rehearsal")

// PreviewImport says what taking the file would do, row by row, by doing it and
// rolling back. Nothing is written.
func (s *Store) PreviewImport(ctx context.Context, file college.ImportFile, taking Taking) (college.ImportReport, error) {
	report, err := s.rehearse(ctx, file, taking, nil)
	if err == nil && file.Kind == college.ImportTermPlan && report.Created < len(file.Plan) {
		return s.rehearse(ctx, file, taking, createdIn(report))
	}
	return report, err
}

// createdIn are the numbers of the rows that make something: only these need
// their venues and rooms.
func createdIn(report college.ImportReport) map[int]bool {
	rows := map[int]bool{}
	for _, row := range report.Rows {
		if row.Outcome == college.RowCreated {
			rows[row.Number] = true
		}
	}
	return rows
}

// rehearse does it all and rolls it back; of a term plan, venues and rooms are
// made for the rows given, nil for all.
func (s *Store) rehearse(ctx context.Context, file college.ImportFile, taking Taking, placed map[int]bool) (college.ImportReport, error) {
	report := newReport(file)
	batch := s.newBatch(ctx, file)
	_, err := s.do(ctx, collegeFile, "act.import", func(a *act) error {
		in, err := a.importing(ctx, file, taking, batch, &report)
		if err != nil {
			return err
		}
		if file.Kind == college.ImportTermPlan {
			if err := in.places(ctx, placed); err != nil {
				return err
			}
		}
		if err := in.take(ctx); err != nil {
			return err
		}
		return errRehearsal
	})
	if errors.Is(err, errRehearsal) {
		err = nil
	}
	report.BatchID = ""
	return report, err
}

// TakeImport takes the file in: a term plan's missing venues and rooms in one
// act on the venue book, then everything else in one act on the college. When
// the second fails the rooms stay, unused, and the refusal says so; taking the
// file again finds them. Taking a file twice changes nothing. A proved backup is
// made first.
func (s *Store) TakeImport(ctx context.Context, file college.ImportFile, taking Taking) (college.ImportReport, error) {
	report := newReport(file)
	if _, err := s.Backup(ctx, BackupImport); err != nil {
		return report, err
	}
	batch := s.newBatch(ctx, file)
	rooms := 0
	if file.Kind == college.ImportTermPlan {
		rehearsed, err := s.rehearse(ctx, file, taking, nil)
		if err != nil {
			return rehearsed, err
		}
		placed := createdIn(rehearsed)
		_, err = s.do(ctx, venuesFile, "act.importPlaces", func(a *act) error {
			in, err := a.importing(ctx, file, taking, batch, &report)
			if err == nil {
				err = in.places(ctx, placed)
			}
			rooms = len(s.journal.changes)
			return err
		})
		if err != nil {
			return report, err
		}
	}
	_, err := s.do(ctx, collegeFile, "act.import", func(a *act) error {
		made := report.Made // the rooms of the first act
		report = newReport(file)
		report.Made = made
		in, err := a.importing(ctx, file, taking, batch, &report)
		if err == nil {
			err = in.take(ctx)
		}
		return err
	})
	if err != nil && rooms > 0 {
		return report, &college.Refusal{Code: college.Conflict, Key: "import.halfWay", Values: college.Values{"because": errorKey(err)}}
	}
	report.Taken = err == nil
	return report, err
}

func errorKey(err error) string {
	if r := college.AsRefusal(err); r != nil {
		return r.Key
	}
	return "fault"
}

func newReport(file college.ImportFile) college.ImportReport {
	return college.ImportReport{Kind: file.Kind, FileName: file.FileName, Columns: file.Columns,
		Made: []college.Made{}, Rows: []college.RowResult{}, Concerns: []college.Finding{}}
}

func (s *Store) newBatch(ctx context.Context, file college.ImportFile) college.ImportBatch {
	return college.ImportBatch{ID: s.options.NewID(), Kind: file.Kind, FileName: file.FileName, FileHash: file.FileHash, At: s.instant(), By: actor(ctx)}
}

func (a *act) importing(ctx context.Context, file college.ImportFile, taking Taking, batch college.ImportBatch, report *college.ImportReport) (*importing, error) {
	batch.ActID = a.id
	in := &importing{act: a, file: file, taking: taking, batch: batch, report: report, known: map[string]string{}, made: map[string]*college.Made{}}
	taken, err := find[college.ImportRow](ctx, a.Tx, "WHERE outcome IN ('created', 'matched')")
	for _, row := range taken {
		in.known[row.Hash] = row.RecordID
	}
	return in, err
}

// take works through the rows, then keeps the batch with its rows and the
// mapping of columns. When nothing is new, nothing is kept.
func (in *importing) take(ctx context.Context) error {
	var err error
	switch in.file.Kind {
	case college.ImportEnrolments:
		err = in.enrolments(ctx)
	case college.ImportTermPlan:
		err = in.plan(ctx)
	case college.ImportBookings:
		err = in.bookings(ctx)
	case college.ImportTimes:
		err = in.times(ctx)
	default:
		err = college.Refuse(college.Invalid, "import.kind")
	}
	if err != nil {
		return err
	}
	for _, kind := range []string{"topic", "term", "course", "venue", "room", "tutor", "run", "session", "student", "booking", "waiting", "availability", "leave", "limit"} {
		if m := in.made[kind]; m != nil {
			in.report.Made = append(in.report.Made, *m)
		}
	}
	return in.keep(ctx)
}

func (in *importing) keep(ctx context.Context) error {
	if len(in.rows) == 0 {
		return nil
	}
	b := in.batch
	b.Created, b.Matched, b.Look, b.Refused = in.report.Created, in.report.Matched, in.report.Look, in.report.Refused
	if err := in.put(ctx, b); err != nil {
		return err
	}
	for _, row := range in.rows {
		if err := in.put(ctx, row); err != nil {
			return err
		}
	}
	in.report.BatchID = b.ID
	return in.keepMapping(ctx)
}

// keepMapping remembers which column is which, for the next file with the same
// headings.
func (in *importing) keepMapping(ctx context.Context) error {
	if in.file.Fingerprint == "" {
		return nil
	}
	mapping, err := first[college.ImportMapping](ctx, in.Tx, "WHERE fingerprint = ? AND kind = ?", in.file.Fingerprint, in.file.Kind)
	if err != nil && college.AsRefusal(err) == nil {
		return err
	}
	if mapping.ID == "" {
		mapping = college.ImportMapping{ID: in.newID(), Fingerprint: in.file.Fingerprint, Kind: in.file.Kind}
	} else if maps.Equal(mapping.Columns, in.file.Columns) {
		return nil
	}
	mapping.Columns = in.file.Columns
	return in.put(ctx, mapping)
}

// Mapping is the remembered mapping of columns for a set of headings: its kind
// and heading → field; none is an empty kind.
func (s *Store) Mapping(ctx context.Context, fingerprint string) (kind string, columns map[string]string, err error) {
	mappings, err := find[college.ImportMapping](ctx, s.db, "WHERE fingerprint = ? ORDER BY updated_at DESC LIMIT 1", fingerprint)
	if err != nil || len(mappings) == 0 {
		return "", nil, InWords(err)
	}
	return mappings[0].Kind, mappings[0].Columns, nil
}

// outcome counts a row; one that is created or newly matched is remembered, so
// that the same row of the same or another file is known next time.
func (in *importing) outcome(source college.RowSource, outcome, recordID, name string, reasons ...college.Reading) {
	if reasons == nil {
		reasons = []college.Reading{}
	}
	in.report.Count(college.RowResult{Number: source.Number, Outcome: outcome, Name: name, Reasons: reasons})
	if _, known := in.known[source.Hash]; known || outcome == college.RowLook || outcome == college.RowRefused {
		return
	}
	in.known[source.Hash] = recordID
	in.rows = append(in.rows, college.ImportRow{ID: in.newID(), BatchID: in.batch.ID, Number: source.Number, Hash: source.Hash,
		Outcome: outcome, Raw: source.Raw, RecordID: recordID})
}

// make counts a new record of a kind, with a name for those worth showing.
func (in *importing) make(kind, name string) {
	m := in.made[kind]
	if m == nil {
		m = &college.Made{Kind: kind, Names: []string{}}
		in.made[kind] = m
	}
	m.Count++
	if name != "" {
		m.Names = append(m.Names, name)
	}
}

// faults are a row's wrong fields as reasons.
func faults(wrong []college.FieldError) []college.Reading {
	var reasons []college.Reading
	for _, w := range wrong {
		reasons = append(reasons, college.Reading{Key: w.Key, Values: w.Values})
	}
	return reasons
}

func reading(key string, pairs ...string) college.Reading {
	f := college.Found("", college.ConcernLevel, key, nil, pairs...)
	return college.Reading{Key: f.Key, Values: f.Values}
}

// stopped parts findings into the reasons that keep a row out, and with which
// outcome: a block refuses it; what a leader may allow needs a look, unless a
// reason was given.
func (in *importing) stopped(findings []college.Finding) (outcome string, reasons []college.Reading) {
	for _, f := range college.Worst(findings) {
		switch {
		case f.Severity == college.Block:
			outcome = college.RowRefused
		case f.Severity == college.Reason && in.taking.Reason == "":
			if outcome == "" {
				outcome = college.RowLook
			}
		default:
			continue
		}
		reasons = append(reasons, college.Reading{Key: f.Key, Values: f.Values})
	}
	return outcome, reasons
}

// Imports are the files taken in, the latest first.
func (s *Store) Imports(ctx context.Context) ([]college.ImportBatch, error) {
	batches, err := find[college.ImportBatch](ctx, s.db, "ORDER BY at DESC, id DESC")
	return batches, InWords(err)
}

// UndoImport takes a file back out: the college's records first, then the
// venues and rooms it made that nothing refers to are retired. It is refused in
// words when something made from the file has changed or is in use.
func (s *Store) UndoImport(ctx context.Context, batchID string) error {
	batch, err := get[college.ImportBatch](ctx, s.db, batchID)
	if college.AsRefusal(err) != nil {
		return college.Refuse(college.NotFound, "import.notFound")
	}
	if err != nil {
		return InWords(err)
	}
	return s.Undo(ctx, batch.ActID)
}

// retireUnused retires the rooms an import made that no session meets in, and
// the venues it made that have no active room left. It undoes the act that made
// them, as far as that can be undone.
func (a *act) retireUnused(ctx context.Context, batchID string) error {
	made, err := list(ctx, a.Tx, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) },
		`SELECT c.act_id FROM venues.venue_change c JOIN venues.venue_act a ON a.id = c.act_id
		WHERE a.undone_by IS NULL AND json_extract(c.after, '$.made_by_import') = ? LIMIT 1`, batchID)
	if err != nil {
		return err
	}
	if len(made) == 1 {
		a.undoes = made[0]
	}
	rooms, err := find[college.Room](ctx, a.Tx, `WHERE made_by_import = ? AND active = 1
		AND NOT EXISTS (SELECT 1 FROM college.session s WHERE s.room_id = room.id)`, batchID)
	if err != nil {
		return err
	}
	for _, room := range rooms {
		room.Active = false
		if err := a.put(ctx, room); err != nil {
			return err
		}
	}
	venues, err := find[college.Venue](ctx, a.Tx, `WHERE made_by_import = ? AND active = 1
		AND NOT EXISTS (SELECT 1 FROM venues.room r WHERE r.venue_id = venue.id AND r.active = 1)`, batchID)
	if err != nil {
		return err
	}
	for _, venue := range venues {
		venue.Active = false
		if err := a.put(ctx, venue); err != nil {
			return err
		}
	}
	return nil
}

// UnusedPlaces are the rooms that an import made and no session meets in.
func (s *Store) UnusedPlaces(ctx context.Context) ([]college.Room, error) {
	rooms, err := find[college.Room](ctx, s.db, `WHERE made_by_import IS NOT NULL AND active = 1
		AND NOT EXISTS (SELECT 1 FROM college.session s WHERE s.room_id = room.id)`)
	return rooms, InWords(err)
}

func count(n int) string { return fmt.Sprint(n) }
