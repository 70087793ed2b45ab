package store

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable"
	"daybook/backend/vault"
)

// method is one call of an exported method of Store.
type method struct {
	first, do call   // what has to be there; the call itself
	writes    string // the files it writes to, in turn; "" = a read
	audited   string // the files whose audit gets a line for it, where that differs
	everybody bool   // volunteers may: it needs the venue book alone
}

// everyMethod has them all: one that is not here fails TestEveryMethodIsListed.
var everyMethod = map[string]method{
	"AddWalkIn":         {do: acts["add a walk-in"], writes: "college"},
	"Book":              {do: acts["book"], writes: "college"},
	"CancelBooking":     {do: acts["cancel"], writes: "college"},
	"IssueCertificates": {do: acts["issue certificates"], writes: "college"},
	"CertificatesPrinted": {first: acts["issue certificates"], writes: "college", do: func(ctx context.Context, c *testCollege) error {
		sheet, err := c.Certificates(ctx, "run-five")
		return firstError(err, c.CertificatesPrinted(ctx, sheet))
	}},
	"JoinWaitingList": {do: acts["wait"], writes: "college"},
	"MarkAttendance":  {do: acts["mark"], writes: "college"},
	"Register":        {do: acts["print a register"], writes: "college"},
	"CourseRegister":  {do: acts["print a course"], writes: "college"},
	"DayRegisters":    {do: acts["print a day"], writes: "college"},
	"NotePaper":       {do: acts["note a paper"], writes: "college"},
	"NoteDrill":       {do: func(ctx context.Context, c *testCollege) error { return c.NoteDrill(ctx) }, writes: "college"},
	"TakeImport":      {do: acts["take a term plan"], writes: "venues college"},
	"UndoImport": {first: acts["take a term plan"], writes: "college venues", do: func(ctx context.Context, c *testCollege) error {
		batch, err := first[college.ImportBatch](ctx, c.db, "")
		return firstError(err, c.UndoImport(ctx, batch.ID))
	}},
	"UndoLast": {first: correct("yes"), do: acts["undo"], writes: "venues", everybody: true},
	"Undo": {first: correct("no"), writes: "venues", everybody: true, do: func(ctx context.Context, c *testCollege) error {
		id, err := lastAct(ctx, c.db, venuesFile)
		return firstError(err, c.Undo(ctx, id))
	}},
	// An erasure writes both files anew at its end, when all of it is done.
	"Erase": {do: func(ctx context.Context, c *testCollege) error { return given(c.Erase(ctx, "di")) }, writes: "venues college venues college", audited: "venues college"},

	"CorrectFact":     {do: correct("no"), writes: "venues", everybody: true},
	"SavePreferences": {do: acts["save preferences"], writes: "venues", everybody: true},
	"SetIdle":         {do: func(ctx context.Context, c *testCollege) error { return c.SetIdle(ctx, 7) }, writes: "venues", everybody: true},
	"Note": {do: func(ctx context.Context, c *testCollege) error {
		return c.Note(ctx, "read.student", "student", "st-ann")
	}, writes: "own", everybody: true},
	"KeepDraft": {do: func(ctx context.Context, c *testCollege) error { return c.KeepDraft(ctx, "venue", "hm") }, writes: "own", audited: "–", everybody: true},

	"Backup":  {do: func(ctx context.Context, c *testCollege) error { return given(c.Backup(ctx, BackupHand)) }, everybody: true},
	"Changed": {do: func(ctx context.Context, c *testCollege) error { return given(c.Changed(ctx)) }, everybody: true},
	"Counts":  {do: func(ctx context.Context, c *testCollege) error { return given(c.Counts(ctx)) }, everybody: true},
	"Heads":   {do: func(ctx context.Context, c *testCollege) error { return given(c.Heads(ctx)) }, everybody: true},
	"VerifyAudit": {do: func(ctx context.Context, c *testCollege) error {
		_, _, err := c.VerifyAudit(ctx, nil)
		return err
	}, everybody: true},
	"AuditLines": {do: func(ctx context.Context, c *testCollege) error {
		return given(c.AuditLines(ctx, college.AuditFilter{}))
	}, everybody: true},
	"LastDrill":   {do: func(ctx context.Context, c *testCollege) error { return given(c.LastDrill(ctx)) }, everybody: true},
	"Drafts":      {do: func(ctx context.Context, c *testCollege) error { return given(c.Drafts(ctx)) }, everybody: true},
	"Venues":      {do: func(ctx context.Context, c *testCollege) error { return given(c.Venues(ctx, "")) }, everybody: true},
	"Venue":       {do: func(ctx context.Context, c *testCollege) error { return given(c.Venue(ctx, "v")) }, everybody: true},
	"Search":      {do: reads["search"], everybody: true},
	"Card":        {do: reads["card"], everybody: true},
	"Preferences": {do: reads["preferences"], everybody: true},
	"History":     {do: func(ctx context.Context, c *testCollege) error { return given(c.History(ctx, "access_fact", "fact")) }, everybody: true},

	"EraseLook": {do: func(ctx context.Context, c *testCollege) error { return given(c.EraseLook(ctx, "di")) }},
	"PersonByNumber": {do: func(ctx context.Context, c *testCollege) error {
		_, _, err := c.PersonByNumber(ctx, "1")
		return err
	}},
	"TodayView": {do: reads["today"]}, "SessionView": {do: reads["session"]}, "Students": {do: reads["students"]},
	"Certificates": {do: reads["certificates"]}, "TermTimetable": {do: reads["timetable"]}, "Terms": {do: reads["terms"]},
	"Term": {do: func(ctx context.Context, c *testCollege) error { return given(c.Term(ctx, "")) }},
	"Runs": {do: reads["runs"]}, "RunByReference": {do: reads["run"]}, "SessionOf": {do: reads["session of"]},
	"NextDayWithSessions": {do: reads["next day"]}, "Settings": {do: reads["settings"]}, "Imports": {do: reads["imports"]},
	"UnusedPlaces": {do: reads["unused"]}, "PreviewImport": {do: reads["preview"]}, "Mapping": {do: reads["mapping"]},

	"KeepPlan": {do: keepPlan, writes: "college"},
	"PinPlacement": {do: func(ctx context.Context, c *testCollege) error {
		return c.PinPlacement(ctx, []string{"sleep-3"}, true, false, false)
	}, writes: "college"},
	"PlaceInDraft": {do: func(ctx context.Context, c *testCollege) error {
		return given(c.PlaceInDraft(ctx, standsAt("sleep-3", "2026-11-26", "10:00", "12:00", "hall")))
	}, writes: "college"},
	"DropDraft": {first: keepPlan, do: func(ctx context.Context, c *testCollege) error { return c.DropDraft(ctx, "t1") }, writes: "college"},
	"PublishDraft": {first: keepPlan, do: func(ctx context.Context, c *testCollege) error {
		return given(c.PublishDraft(ctx, "t1", allowed))
	}, writes: "college"},
	"Brief": {do: func(ctx context.Context, c *testCollege) error {
		_, _, err := c.Brief(ctx, "t1")
		return err
	}},
	"CheckDraft":       {do: func(ctx context.Context, c *testCollege) error { return given(c.CheckDraft(ctx, "t1")) }},
	"TermDraft":        {do: func(ctx context.Context, c *testCollege) error { return given(c.TermDraft(ctx, "t1")) }},
	"LookAtPublishing": {do: func(ctx context.Context, c *testCollege) error { return given(c.LookAtPublishing(ctx, "t1")) }},
	"LeftOut":          {do: func(ctx context.Context, c *testCollege) error { return given(c.LeftOut(ctx, "t1")) }},
	"ToTell":           {do: func(ctx context.Context, c *testCollege) error { return given(c.ToTell(ctx, "t1")) }},
	"TellDone":         {first: moved, do: func(ctx context.Context, c *testCollege) error { return given(c.TellDone(ctx, "t1")) }, writes: "college"},
	"EndLeave": {first: plans["a leave"], do: func(ctx context.Context, c *testCollege) error {
		return given(c.EndLeave(ctx, "t1", "pat", "", ""))
	}, writes: "college"},
	"SessionsNamed": {do: func(ctx context.Context, c *testCollege) error {
		return given(c.SessionsNamed(ctx, []string{"UMH01-AUT26-1"}))
	}},
	"WorkerNamed": {do: func(ctx context.Context, c *testCollege) error { return given(c.WorkerNamed(ctx, "t1", "Pat Tutor")) }},

	"Face":       {do: papersDo["face"], everybody: true},
	"VenueSheet": {do: papersDo["venue sheet"], everybody: true},

	"IssueSessionCertificates": {do: papersDo["issue of a session"], writes: "college"},
	"IssuePersonCertificate":   {do: papersDo["issue to a tutor"], writes: "college"},
	"CertificatePrinted":       {first: acts["issue certificates"], do: papersDo["certificate printed"], writes: "college"},
	"VoidCertificate":          {first: acts["issue certificates"], do: papersDo["void"], writes: "college"},
	"SaveVenueSecret":          {do: papersDo["save a secret"], writes: "college"},
	"SaveFace":                 {do: papersDo["save the face"], writes: "venues college"},
	"SetOwnWords":              {do: papersDo["own words"], writes: "venues"},
	"DayPack":                  {do: papersDo["day pack"], writes: "college"},
	"Rehearse":                 {do: papersDo["rehearse"]},

	"AddressLabels": {do: papersDo["labels"]}, "Badges": {do: papersDo["badges"]}, "CheckCertificate": {do: papersDo["check"]},
	"ChoicesFor": {do: papersDo["choices"]}, "ContactSheet": {do: papersDo["contacts"]}, "Letter": {do: papersDo["letter"]},
	"PapersMade": {do: papersDo["papers made"]}, "PersonCertificate": {do: papersDo["person certificate"]}, "PlanCopy": {do: papersDo["plan"]},
	"Prospectus": {do: papersDo["prospectus"]}, "RunPoster": {do: papersDo["poster"]}, "SessionCertificates": {do: papersDo["session certificates"]},
	"TimetableView": {do: papersDo["timetable view"]}, "VenueSecrets": {do: papersDo["secrets"]},

	"SaveAvailability": {do: plans["a week"], writes: "college"},
	"SaveLeave":        {do: plans["a leave"], writes: "college"},
	"SaveLimit":        {do: plans["a limit"], writes: "college"},
	"SaveKitItem":      {do: plans["kit"], writes: "college"},
	"SaveCourseKit":    {first: plans["kit"], do: plans["kit of a course"], writes: "college"},
	"SavePromise":      {first: plans["partner"], do: plans["a promise"], writes: "college"},
	"ArchivePlanned":   {first: plans["kit"], do: plans["put away"], writes: "college"},
	"AvailabilityOf":   {do: plans["week of"]}, "Kit": {do: plans["all kit"]}, "Promises": {do: plans["promises"]},

	"Today":   {do: func(_ context.Context, c *testCollege) error { c.Today(); return nil }, everybody: true},
	"Notices": {do: func(_ context.Context, c *testCollege) error { c.Notices(); return nil }, everybody: true},
	"Close":   {do: func(context.Context, *testCollege) error { return nil }, everybody: true}, // every test closes
}

func keepPlan(ctx context.Context, c *testCollege) error {
	return c.KeepPlan(ctx, "t1", timetable.Plan{Placements: []timetable.Placement{standsAt("sleep-3", "2026-11-26", "10:00", "12:00", "hall")}})
}

// moved publishes a session elsewhere than people were told.
func moved(ctx context.Context, c *testCollege) error {
	if err := keepPlan(ctx, c); err != nil {
		return err
	}
	return given(c.PublishDraft(ctx, "t1", allowed))
}

func correct(answer string) call {
	return func(ctx context.Context, c *testCollege) error {
		return given(c.CorrectFact(ctx, "fact", answer, "a note", "Nadia"))
	}
}

func TestEveryMethodIsListed(t *testing.T) {
	store := reflect.TypeFor[*Store]()
	for i := range store.NumMethod() {
		if name := store.Method(i).Name; everyMethod[name].do == nil {
			t.Errorf("%s is neither a read nor an act here: nobody knows what it writes", name)
		}
	}
	if len(everyMethod) != store.NumMethod() {
		t.Errorf("%d methods are listed, the store has %d", len(everyMethod), store.NumMethod())
	}
}

// roomy is busy with an access fact and somebody who may be erased.
func roomy(t *testing.T) *testCollege {
	t.Helper()
	c := busy(t)
	c.put(collegeFile, college.LearningPlan{ID: "plan", StudentID: "st-ann", Date: "2026-09-10"},
		college.SessionTutor{ID: "led", SessionID: "five-1", TutorID: "tu-pat", Part: "lead"})
	c.put(venuesFile, college.AccessFact{ID: "fact", VenueID: "v", Item: college.FactStepFree, Answer: "unknown", CheckedBy: "Di May"})
	return c
}

// writesOf are the files of the records that fn writes to, in turn, and what
// else beside them it opens or makes.
func (c *testCollege) writesOf(fn func() error) (order []string, err error) {
	stop := vault.Watch(func(op vault.Op) error {
		name := strings.TrimSuffix(filepath.Base(op.File), "-wal")
		known := name == "venues.daybook" || name == "college.daybook"
		switch file := strings.TrimSuffix(name, ".daybook"); {
		case op.Kind == vault.Read || op.Kind == vault.Sync || op.Kind == vault.Create && known:
		case strings.HasPrefix(op.File, c.home.Backups()):
		case len(order) == 0 || order[len(order)-1] != file:
			order = append(order, file)
		}
		return nil
	})
	defer stop()
	return order, fn()
}

// TestEachActWritesOneFileAndOneLine counts, below SQLite, which files every
// method of the store writes to, and in the audits the lines it leaves there.
func TestEachActWritesOneFileAndOneLine(t *testing.T) {
	for name, m := range everyMethod {
		t.Run(name, func(t *testing.T) {
			c := roomy(t)
			if m.first != nil {
				fine(t, m.first(c.ctx(), c))
			}
			before := must(c.Heads(c.ctx()))
			order, err := c.writesOf(func() error { return m.do(c.ctx(), c) })
			fine(t, err)
			want := strings.ReplaceAll(m.writes, "own", "college")
			if got := strings.Join(order, " "); got != want {
				t.Errorf("it wrote to %q, want %q", got, want)
			}
			if m.audited != "" {
				want = m.audited
			}
			for file, head := range must(c.Heads(c.ctx())) {
				lines := strings.Count(want, string(file))
				if got := int(head.Sequence - before[file].Sequence); got != lines {
					t.Errorf("it left %d lines in the audit of %s, want %d", got, file, lines)
				}
			}
			for _, e := range must(os.ReadDir(c.home.Data())) {
				if !slices.Contains([]string{"", ".bak", ".daybook", ".daybook-wal", ".json"}, filepath.Ext(e.Name())) {
					t.Errorf("%s appeared", e.Name())
				}
			}
			if breaks, _, err := c.VerifyAudit(c.ctx(), nil); err != nil || len(breaks) > 0 {
				t.Errorf("the audit is broken: %v %v", breaks, err)
			}
		})
	}
}

// TestAVolunteerHasTheVenueBookAlone: every method that needs the college's file
// ends in an error and writes nothing; the others work as for anybody.
func TestAVolunteerHasTheVenueBookAlone(t *testing.T) {
	c := roomy(t)
	before := c.dump()
	c.signedIn("Vera", volunteerPass)
	vera := As(context.Background(), c.access.User.ID)
	for name, m := range everyMethod {
		if m.everybody {
			continue
		}
		order, err := c.writesOf(func() error { return m.do(vera, c) })
		if err == nil {
			t.Errorf("%s answered a volunteer", name)
		}
		if len(order) > 0 {
			t.Errorf("%s wrote to %v although it was refused", name, order)
		}
	}
	for name, m := range everyMethod {
		if !m.everybody {
			continue
		}
		if m.first != nil {
			fine(t, m.first(vera, c))
		}
		order, err := c.writesOf(func() error { return m.do(vera, c) })
		if want := strings.ReplaceAll(m.writes, "own", "venues"); err != nil || strings.Join(order, " ") != want {
			t.Errorf("%s of a volunteer wrote to %q, want %q: %v", name, order, want, err)
		}
	}
	for _, hit := range must(c.Search(vera, "a")) {
		if hit.Kind != "venue" {
			t.Errorf("the search gave a volunteer the %s %s", hit.Kind, hit.Text)
		}
	}
	c.signedIn("Nadia", leaderPass)
	after := slices.DeleteFunc(c.dump(), func(l string) bool {
		return strings.HasPrefix(l, "access_fact") || strings.HasPrefix(l, "card") || strings.HasPrefix(l, "preference")
	})
	unchanged(t, slices.DeleteFunc(before, func(l string) bool { return strings.HasPrefix(l, "access_fact") || strings.HasPrefix(l, "card") }), after)
}

// TestAVolunteerCannotReadTheCollegeBySQL: whatever a slip of ours asked for, the
// tables are not there.
func TestAVolunteerCannotReadTheCollegeBySQL(t *testing.T) {
	c := roomy(t)
	c.signedIn("Vera", volunteerPass)
	asked := 0
	for _, noun := range tables {
		if noun.file != collegeFile {
			continue
		}
		asked++
		for _, from := range []string{noun.name, "college." + noun.name} {
			if _, err := one[int](c.ctx(), c.db, "SELECT count(*) FROM "+from); err == nil || !strings.Contains(err.Error(), "no such table") {
				t.Errorf("%s gave %v", from, err)
			}
		}
	}
	if asked < 30 {
		t.Errorf("only %d tables were asked for", asked)
	}
	path := file(c.home.Data(), collegeFile)
	if _, err := c.db.Exec("ATTACH ? AS college", fileDSN(path)); err == nil {
		t.Error("the college's file was attached")
	}
	if _, err := openAlone(c.ctx(), path); err == nil {
		t.Error("the college's file was opened without its key being held")
	}
}

// TestAVolunteersUndo: taking back one's own correction works, and the rooms of
// others, of which a volunteer cannot tell who uses them, stay.
func TestAVolunteersUndo(t *testing.T) {
	c := roomy(t)
	room := c.put(venuesFile, college.Room{ID: "new", VenueID: "v", Name: "New", Active: true})
	c.signedIn("Vera", volunteerPass)
	vera := As(context.Background(), c.access.User.ID)
	fine(t, correct("no")(vera, c))
	undone, err := c.UndoLast(vera)
	if err != nil || undone.Verb != "act.correctFact" {
		t.Errorf("undone was %+v, %v", undone, err)
	}
	if fact := must(get[college.AccessFact](vera, c.db, "fact")); fact.Answer != "unknown" || fact.Note != "" {
		t.Errorf("the fact says %+v", fact)
	}
	refused(t, c.Undo(vera, room), "undo.movedOn")
	_, err = c.UndoLast(vera)
	refused(t, err, "undo.nothing")
}
