package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
)

// busy is a college in which every act can be done: Ann and Bo are booked on
// Sleeping well, Cy and Di on nothing, and a run is over.
func busy(t *testing.T) *testCollege {
	t.Helper()
	c := finished(t, map[string]string{"Ann Lee": "PPPPP", "Bo Lin": "NNNNN"})
	c.bookEarly("sleep", "Ann Lee", "Bo Lin")
	return c
}

// call is one call of the store.
type call func(ctx context.Context, c *testCollege) error

func takes(file college.ImportFile) call {
	return func(ctx context.Context, c *testCollege) error {
		_, err := c.TakeImport(ctx, file, Taking{})
		return err
	}
}

// given drops what a call answers.
func given[T any](_ T, err error) error { return err }

// acts are one call of every act.
var acts = map[string]call{
	"book": func(ctx context.Context, c *testCollege) error {
		return given(c.Book(ctx, BookingRequest{StudentID: "st-cy", RunID: "run-sleep", Source: "phone"}))
	},
	"cancel": func(ctx context.Context, c *testCollege) error {
		b, err := first[college.RunBooking](ctx, c.db, "WHERE run_id = 'run-sleep' AND student_id = 'st-ann'")
		return firstError(err, c.CancelBooking(ctx, b.ID, false, "ill"))
	},
	"wait": func(ctx context.Context, c *testCollege) error {
		return c.JoinWaitingList(ctx, "st-cy", "run-sleep", "sleep-3")
	},
	"print a register": func(ctx context.Context, c *testCollege) error { return given(c.Register(ctx, "sleep-2")) },
	"print a course":   func(ctx context.Context, c *testCollege) error { return given(c.CourseRegister(ctx, "run-sleep")) },
	"print a day":      func(ctx context.Context, c *testCollege) error { return given(c.DayRegisters(ctx, "2026-11-20")) },
	"mark": func(ctx context.Context, c *testCollege) error {
		rows, err := find[college.SessionPlace](ctx, c.db, "WHERE session_id = 'sleep-2'")
		marks := []PlaceMark{}
		for _, p := range rows {
			marks = append(marks, PlaceMark{PlaceID: p.ID, Attendance: college.Attended})
		}
		return firstError(err, c.MarkAttendance(ctx, "sleep-2", marks))
	},
	"add a walk-in":      func(ctx context.Context, c *testCollege) error { return c.AddWalkIn(ctx, "sleep-2", "Wanda Walker") },
	"issue certificates": func(ctx context.Context, c *testCollege) error { return given(c.IssueCertificates(ctx, "run-five")) },
	"note a paper": func(ctx context.Context, c *testCollege) error {
		return c.NotePaper(ctx, "register", "sleep-2", "x.pdf")
	},
	"save preferences": func(ctx context.Context, c *testCollege) error {
		return c.SavePreferences(ctx, "nadia", map[string]string{"font": "system"})
	},
	"take enrolments":  takes(enrolmentFile(somebody("New Face", "new@example.org", "1980-01-01"))),
	"take a term plan": takes(planFile(growing...)),
	"take bookings":    takes(bookingFile("Cy Low|cy@example.org|Making music|2026-10-01|", "Di May|di@example.org|Making music|2026-10-01|waiting")),
	"undo":             func(ctx context.Context, c *testCollege) error { return given(c.UndoLast(ctx)) },
}

// reads are one call of every read.
var reads = map[string]call{
	"today":   func(ctx context.Context, c *testCollege) error { return given(c.TodayView(ctx, "")) },
	"session": func(ctx context.Context, c *testCollege) error { return given(c.SessionView(ctx, "sleep-2")) },
	"students": func(ctx context.Context, c *testCollege) error {
		return given(c.Students(ctx, college.StudentFilter{Query: "a", Status: "enrolled"}))
	},
	"search":       func(ctx context.Context, c *testCollege) error { return given(c.Search(ctx, "a")) },
	"certificates": func(ctx context.Context, c *testCollege) error { return given(c.Certificates(ctx, "run-five")) },
	"timetable":    func(ctx context.Context, c *testCollege) error { return given(c.TermTimetable(ctx, "")) },
	"terms":        func(ctx context.Context, c *testCollege) error { return given(c.Terms(ctx)) },
	"runs":         func(ctx context.Context, c *testCollege) error { return given(c.Runs(ctx, "")) },
	"run":          func(ctx context.Context, c *testCollege) error { return given(c.RunByReference(ctx, "UMH01-AUT26-1")) },
	"session of":   func(ctx context.Context, c *testCollege) error { return given(c.SessionOf(ctx, "UMH01-AUT26-1", 1)) },
	"next day": func(ctx context.Context, c *testCollege) error {
		return given(c.NextDayWithSessions(ctx, "2026-11-21"))
	},
	"card":        func(ctx context.Context, c *testCollege) error { return given(c.Card(ctx)) },
	"settings":    func(ctx context.Context, c *testCollege) error { return given(c.Settings(ctx)) },
	"preferences": func(ctx context.Context, c *testCollege) error { return given(c.Preferences(ctx, "nadia")) },
	"history":     func(ctx context.Context, c *testCollege) error { return given(c.History(ctx, "person", "ann")) },
	"imports":     func(ctx context.Context, c *testCollege) error { return given(c.Imports(ctx)) },
	"unused":      func(ctx context.Context, c *testCollege) error { return given(c.UnusedPlaces(ctx)) },
	"preview": func(ctx context.Context, c *testCollege) error {
		return given(c.PreviewImport(ctx, planFile(growing...), Taking{}))
	},
	"mapping": func(ctx context.Context, c *testCollege) error {
		_, _, err := c.Mapping(ctx, "forms")
		return err
	},
}

// TestEveryActIsWholeOrNothing lets each act fail at each table it writes to,
// and at its very end, when it writes itself down. It leaves nothing behind –
// of a term plan, unused rooms – and then goes through as if nothing had been.
func TestEveryActIsWholeOrNothing(t *testing.T) {
	for name, act := range acts {
		t.Run(name, func(t *testing.T) {
			for i, stage := range append(stagesOf(t, act), "BEFORE INSERT ON college.act", "BEFORE INSERT ON venues.venue_act") {
				c := busy(t)
				dump := func() []string {
					if name == "take a term plan" {
						return slices.DeleteFunc(c.dump(), retiredPlace)
					}
					return c.dump()
				}
				before := dump()
				when, at, _ := strings.Cut(stage, " ON ")
				file, table, _ := strings.Cut(at, ".")
				c.exec(fmt.Sprintf("CREATE TRIGGER %s.boom %s ON %s BEGIN SELECT RAISE(ABORT, 'boom'); END", file, when, table))
				err := act(c.ctx(), c)
				passesBy := err == nil && i > 0 // an act writes itself down in one of the two files
				if err == nil && !passesBy || err != nil && college.AsRefusal(err) != nil && college.AsRefusal(err).Key != "import.halfWay" {
					t.Errorf("%s: %v; a fault was to be seen", stage, err)
				}
				if err != nil {
					unchanged(t, before, dump())
					c.exec(fmt.Sprintf("DROP TRIGGER %s.boom", file))
					fine(t, act(c.ctx(), c))
				}
				c.close()
			}
		})
	}
}

// stagesOf are the writes of an act, as its journal tells them.
func stagesOf(t *testing.T, act call) []string {
	t.Helper()
	c := busy(t)
	before := c.count("SELECT max(rowid) FROM college.act")
	fine(t, act(c.ctx(), c))
	stages := must(list(c.ctx(), c.db, func(r *sql.Rows) (s string, err error) { return s, r.Scan(&s) }, `
		SELECT DISTINCT 'BEFORE ' || CASE WHEN before IS NULL THEN 'INSERT' WHEN after IS NULL THEN 'DELETE' ELSE 'UPDATE' END || ' ON college.' || "table"
			FROM college.change WHERE act_id IN (SELECT id FROM college.act WHERE rowid > ?)
		UNION SELECT DISTINCT 'BEFORE INSERT ON venues.' || "table" FROM venues.venue_change`, before))
	c.close()
	if len(stages) == 0 {
		t.Fatal("the act writes nothing")
	}
	return stages
}

// TestGivenUpBeforeItBegan: every call of a person who has gone ends at once and
// leaves the store free.
func TestGivenUpBeforeItBegan(t *testing.T) {
	c := busy(t)
	before := c.dump()
	gone, giveUp := context.WithCancel(c.ctx())
	giveUp()
	for _, calls := range []map[string]call{acts, reads} {
		for name, one := range calls {
			if err := one(gone, c); err == nil {
				t.Errorf("%s went on", name)
			}
		}
	}
	unchanged(t, before, c.dump())
}

// TestDamageIsAFaultAndNoMore: with any one table gone, every call either does
// not need it or says so; none panics, hangs, or keeps the connection.
func TestDamageIsAFaultAndNoMore(t *testing.T) {
	if testing.Short() {
		t.Skip("a college for every table")
	}
	failed := 0
	for _, noun := range tables {
		c := busy(t)
		c.exec("PRAGMA foreign_keys = 0")
		c.exec("DROP TABLE " + noun.file + "." + noun.name)
		for _, calls := range []map[string]call{reads, acts} {
			for name, one := range calls {
				err := one(c.ctx(), c)
				if err == nil {
					continue
				}
				failed++
				if r := college.AsRefusal(err); r != nil && !slices.Contains([]string{"import.halfWay", "undo.movedOn", "booking.cannotCancel", "certificate.nobody", "waiting.already", "rule.bookedAlready", "mark.notOnRegister"}, r.Key) {
					t.Errorf("without %s, %s says %s, which is not what is wrong", noun.name, name, r.Key)
				}
			}
		}
		if got := c.count("SELECT 1"); got != 1 {
			t.Errorf("without %s the connection is lost", noun.name)
		}
		c.close()
	}
	if failed < 150 {
		t.Errorf("only %d calls met the damage", failed)
	}
}
