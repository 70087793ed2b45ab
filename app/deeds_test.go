package app

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
)

// deed is a call that succeeds, and how many lines the audit has more after it.
type deed struct {
	method string
	lines  int64
	do     func(*scene) error
}

// scene is an open college in which deeds are done.
type scene struct {
	*Door
	t       *testing.T
	session college.SessionHead
	place   string // on its register
	venue   string
	fact    string
	paper   string  // path of one
	zoe     string  // id of somebody added
	job     Job     // that made a paper
	plan    PlanJob // that planned a term
	printed Paper   // into the folder that was chosen
	backup  string  // name of one
	stick   string  // folder of a second place
}

func setScene(t *testing.T, folder string) *scene {
	t.Helper()
	h := sessionsOf(t, folder, "2026-11-20")[0]
	s := &scene{t: t, session: h, place: registerOf(t, folder, h.SessionID)[0].PlaceID, stick: t.TempDir(), paper: filepath.Join(t.TempDir(), "a.pdf")}
	put(t, s.paper, "%PDF-1.7\n")
	return s
}

func (s *scene) papers() *Papers { return &Papers{s.Door, folderDialogs{s.t.TempDir()}} }
func (s *scene) guard() *Guard   { return &Guard{s.Door} }
func (s *scene) access() *Access { return &Access{door: s.Door} }
func (s *scene) backups() *Backups {
	return &Backups{s.Door, folderDialogs{s.stick}}
}

// just keeps the error of a call.
func just[T any](_ T, err error) error { return err }

// forEveryone are the deeds of a volunteer too.
var forEveryone = []deed{
	{"Guard.State", 0, func(s *scene) error { return just(s.guard().State()) }},
	{"Guard.Suggest", 0, func(s *scene) error { return just(s.guard().Suggest()) }},
	{"Guard.Touch", 0, func(s *scene) error { return s.guard().Touch() }},
	{"Program.About", 0, func(s *scene) error {
		about, err := (&Program{s.Door, ""}).About()
		if about.Problem != "" {
			err = errors.New(about.Problem)
		}
		return err
	}},
	{"Preferences.Load", 0, func(s *scene) error { return just((&Preferences{s.Door}).Load()) }},
	{"Preferences.Save", 1, func(s *scene) error {
		return just((&Preferences{s.Door}).Save(Look{TextSize: "large", Font: "system", Colours: "dark"}))
	}},
	{"Drafts.Keep", 0, func(s *scene) error { return (&Drafts{s.Door}).Keep("a", "text") }},
	{"Drafts.Mine", 0, func(s *scene) error { return just((&Drafts{s.Door}).Mine()) }},
	{"Search.Everything", 0, func(s *scene) error { return just((&Search{s.Door}).Everything("an")) }},
	{"Venues.List", 0, func(s *scene) error {
		lines, err := (&Venues{s.Door}).List("")
		if err == nil {
			s.venue = lines[0].ID
		}
		return err
	}},
	{"Venues.View", 0, func(s *scene) error {
		view, err := (&Venues{s.Door}).View(s.venue)
		if err == nil {
			s.fact = view.Facts[0].ID
		}
		return err
	}},
	{"Venues.CorrectFact", 1, func(s *scene) error {
		return just((&Venues{s.Door}).CorrectFact(FactCorrection{ID: s.fact, Answer: "no", Note: "the ramp is away " + s.userName()}))
	}},
	{"Acts.UndoLast", 1, func(s *scene) error { return just((&Acts{s.Door}).UndoLast()) }},
	{"PrintCentre.Kinds", 0, func(s *scene) error { return just(centre(s.Door).Kinds()) }},
	{"PrintCentre.Find", 0, func(s *scene) error { return just(centre(s.Door).Find("venue", "")) }},
	{"PrintCentre.Preview", 1, func(s *scene) error {
		return just(centre(s.Door).Preview(Order{Kind: "venueSheet", Venue: s.venue}))
	}},
	{"PrintCentre.Make", 1, func(s *scene) error {
		job, err := centre(s.Door).Make(Order{Kind: "venueSheet", Venue: s.venue})
		if err == nil {
			s.job = made(s.t, centre(s.Door), job)
		}
		return err
	}},
	{"PrintCentre.Progress", 0, func(s *scene) error { return just(centre(s.Door).Progress(s.job.ID)) }},
	{"PrintCentre.Cancel", 0, func(s *scene) error { return centre(s.Door).Cancel(s.job.ID) }},
	{"Papers.Folder", 0, func(s *scene) error { return just(s.papers().Folder()) }},
	{"Papers.ChooseFolder", 1, func(s *scene) error { return just(s.papers().ChooseFolder()) }},
	{"Papers.Open", 0, func(s *scene) error { return s.papers().Open(s.paper) }},
	{"Papers.ShowInFolder", 0, func(s *scene) error { return s.papers().ShowInFolder(s.paper) }},
	{"Papers.SaveElsewhere", 0, func(s *scene) error { return just(s.papers().SaveElsewhere(s.paper)) }},
}

// forTheOffice are those of an admin and a leader.
var forTheOffice = []deed{
	{"Today.View", 0, func(s *scene) error { return just((&Today{s.Door}).View("")) }},
	{"Students.Page", 1, func(s *scene) error { return just((&Students{s.Door}).Page(college.StudentFilter{})) }},
	{"Students.Page", 0, func(s *scene) error { return just((&Students{s.Door}).Page(college.StudentFilter{})) }},
	{"Sessions.View", 1, func(s *scene) error { return just((&Sessions{s.Door}).View(s.session.SessionID)) }},
	{"Sessions.Mark", 1, func(s *scene) error {
		return just((&Sessions{s.Door}).Mark(s.session.SessionID, []PlaceMark{{PlaceID: s.place, Attendance: "absentNotified"}}))
	}},
	{"Sessions.AddWalkIn", 1, func(s *scene) error {
		return just((&Sessions{s.Door}).AddWalkIn(s.session.SessionID, "Kim of "+s.userName()))
	}},
	{"Papers.PrintDay", 1, func(s *scene) (err error) {
		s.printed, err = s.papers().PrintDay("")
		return err
	}},
	{"Papers.PrintRegister", 1, func(s *scene) error { return just(s.papers().PrintRegister(s.session.SessionID)) }},
	{"Papers.PrintFacilitatorCopy", 1, func(s *scene) error { return just(s.papers().PrintFacilitatorCopy(s.session.SessionID)) }},
	{"Papers.PrintCourseRegister", 1, func(s *scene) error { return just(s.papers().PrintCourseRegister(s.session.RunID)) }},
	{"Papers.PrintTimetable", 1, func(s *scene) error { return just(s.papers().PrintTimetable("")) }},
	{"Papers.Certificates", 1, func(s *scene) error { return just(s.papers().Certificates(s.session.RunID)) }},
	{"PrintCentre.Made", 0, func(s *scene) error { return just(centre(s.Door).Made(1)) }},
	{"PrintCentre.Delete", 0, func(s *scene) error { return centre(s.Door).Delete(s.printed.Path) }},
	{"PrintCentre.DeleteOld", 0, func(s *scene) error { return just(centre(s.Door).DeleteOld()) }},
	{"PrintCentre.CheckCertificate", 1, func(s *scene) error { return just(centre(s.Door).CheckCertificate("ABCDEFGHJK", "")) }},
	{"Backups.Make", 0, func(s *scene) error {
		view, err := s.backups().Make()
		if err == nil {
			s.backup = view.Backups[0].Name
		}
		return err
	}},
	{"Backups.View", 0, func(s *scene) error { return just(s.backups().View()) }},
	{"Backups.Check", 0, func(s *scene) error { return just(s.backups().Check(s.backup)) }},
	{"Backups.ChooseSecond", 0, func(s *scene) error { return just(s.backups().ChooseSecond()) }},
	{"Backups.CopySecond", 0, func(s *scene) error { return just(s.backups().CopySecond()) }},
}

// forLeaders are those of a leader.
var forLeaders = []deed{
	{"Audit.Page", 1, func(s *scene) error { return just((&Audit{door: s.Door}).Page(AuditFilter{})) }},
	{"Audit.Page", 0, func(s *scene) error { return just((&Audit{door: s.Door}).Page(AuditFilter{})) }},
	{"Audit.Check", 0, func(s *scene) error { return just((&Audit{door: s.Door}).Check()) }},
	{"Audit.Print", 1, func(s *scene) error { return just((&Audit{door: s.Door}).Print(AuditFilter{})) }},
	{"Access.People", 0, func(s *scene) error { return just(s.access().People()) }},
	{"Access.SetIdle", 1, func(s *scene) error { return just(s.access().SetIdle(7)) }},
	{"Access.Add", 1, func(s *scene) error {
		given, err := s.access().Add("Zoe", "admin")
		for _, p := range given.View.People {
			if p.Name == "Zoe" {
				s.zoe = p.ID
			}
		}
		return err
	}},
	{"Access.Reset", 1, func(s *scene) error { return just(s.access().Reset(s.zoe)) }},
	{"Access.SetRole", 1, func(s *scene) error { return just(s.access().SetRole(s.zoe, "leader")) }},
	{"Access.NewSheet", 0, func(s *scene) error { return just(s.access().NewSheet()) }},
	{"Access.ConfirmSheet", 1, func(s *scene) error { return just(s.access().ConfirmSheet(asked(s.Door))) }},
	{"Backups.Look", 0, func(s *scene) error { return just(s.backups().Look(s.backup)) }},
	{"Backups.Drill", 1, func(s *scene) error { return just(s.backups().Drill(s.backup)) }},
	{"Access.Leave", 1, func(s *scene) error { return just(s.access().Leave(s.zoe)) }},
	{"Access.Rotate", 1, func(s *scene) error { return just(s.access().Rotate()) }},
	{"Guard.ChangePassphrase", 1, func(s *scene) error {
		return just(s.guard().ChangePassphrase(people[0].Passphrase, "crayon-walnut-thistle-mitten"))
	}},
	{"Backups.Restore", 2, func(s *scene) error { // a line in each file
		view, err := s.backups().Make()
		if err != nil {
			return err
		}
		return just(s.backups().Restore(view.Backups[0].Name))
	}},
}

// elsewhere are the methods that other tests succeed with.
var elsewhere = []string{"Guard.SignIn", "Guard.Recover", "Guard.Lock", "Papers.PrintCertificates", "PrintCentre.Void", "Start.Begin", "Start.Finish", "Start.OpenSheet",
	"Start.Sample", "Start.ChooseBackup", "Start.Restore"}

// asked are the groups of the sheet just printed that are to be typed back.
func asked(door *Door) (groups []string) {
	for _, n := range door.asked {
		groups = append(groups, strings.ToLower(door.sheet.Groups()[n]))
	}
	return groups
}

// TestDeeds lets a leader, an admin and a volunteer each do all they may: every
// method succeeds, every act and every reading of a full record leaves one line,
// and all else none.
func TestDeeds(t *testing.T) {
	done := map[string]bool{}
	for i, deeds := range [][]deed{
		slices.Concat(forEveryone, forTheOffice, inTheTimetable, forLeaders, leadersPublish),
		slices.Concat(forEveryone, forTheOffice, inTheTimetable),
		forEveryone,
	} {
		t.Run(people[i].Name, func(t *testing.T) {
			if testing.Short() && i < 2 {
				t.Skip("it is long under the race detector")
			}
			programs(t, "")
			folder := wexmoor(t)
			s := setScene(t, folder)
			s.Door = openAs(t, folder, people[i], at(friday.Add(10*time.Hour)))
			for _, d := range deeds {
				done[d.method] = true
				before := auditLines(t, s.Door)
				if err := d.do(s); err != nil {
					t.Fatalf("%s: %v", d.method, err)
				}
				if got := auditLines(t, s.Door) - before; got != d.lines {
					t.Errorf("%s left %d lines, want %d", d.method, got, d.lines)
				}
			}
			if check, err := checkAs(s); err != nil || len(check) > 0 {
				t.Errorf("the audit: %v, %v", check, err)
			}
			noLeftovers(t, folder)
		})
	}
	if testing.Short() {
		return
	}
	for name := range maps.Keys(methods(&Door{}, folderDialogs{})) {
		if !done[name] && !slices.Contains(elsewhere, name) {
			t.Errorf("%s is nobody’s deed", name)
		}
	}
}

// checkAs goes through the audits of whatever files are open.
func checkAs(s *scene) (findings []string, err error) {
	anchors, err := s.anchors()
	if err != nil {
		return nil, err
	}
	breaks, lines, err := s.store.VerifyAudit(s.t.Context(), anchors)
	if lines == 0 {
		err = errors.Join(err, os.ErrNotExist)
	}
	for _, b := range breaks {
		findings = append(findings, b.Key)
	}
	return findings, err
}
