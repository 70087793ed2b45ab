package app

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"

	"daybook/backend/college"
	"daybook/backend/store"
)

// Today is the first screen.
type Today struct{ door *Door }

// View is a day's sessions and what needs somebody; "" is today.
func (t *Today) View(date string) (college.Today, error) {
	return ask(t.door, "Today.View", func(ctx context.Context) (college.Today, error) {
		view, err := t.door.store.TodayView(ctx, college.Date(date))
		t.door.sayFindings(view.Concerns)
		return view, err
	})
}

// Students is the list of students.
type Students struct{ door *Door }

// Page is one page of the students a filter finds.
func (s *Students) Page(filter college.StudentFilter) (college.StudentPage, error) {
	return ask(s.door, "Students.Page", func(ctx context.Context) (college.StudentPage, error) {
		return s.door.store.Students(ctx, filter)
	})
}

// Sessions is one session and its register.
type Sessions struct{ door *Door }

// PlaceMark is a mark for one place on a register.
type PlaceMark struct {
	PlaceID    string `json:"placeId"`
	Attendance string `json:"attendance"`
	Reason     string `json:"reason"`
}

// View is a session with its roster.
func (s *Sessions) View(id string) (college.SessionView, error) {
	return askAbout(s.door, "Sessions.View", id, func(ctx context.Context) (college.SessionView, error) {
		return s.view(ctx, id)
	})
}

func (s *Sessions) view(ctx context.Context, id string) (college.SessionView, error) {
	view, err := s.door.store.SessionView(ctx, id)
	s.door.sayFindings(view.Concerns)
	return view, err
}

// Mark writes marks on a session's register and gives it back as it is then.
func (s *Sessions) Mark(id string, marks []PlaceMark) (college.SessionView, error) {
	return ask(s.door, "Sessions.Mark", func(ctx context.Context) (college.SessionView, error) {
		var all []store.PlaceMark
		for _, m := range marks {
			all = append(all, store.PlaceMark{PlaceID: m.PlaceID, Attendance: college.Attendance(m.Attendance), Reason: m.Reason})
		}
		if err := s.door.store.MarkAttendance(ctx, id, all); err != nil {
			return college.SessionView{}, err
		}
		return s.view(ctx, id)
	})
}

// AddWalkIn puts somebody who came without a booking on the register.
func (s *Sessions) AddWalkIn(id, name string) (college.SessionView, error) {
	return ask(s.door, "Sessions.AddWalkIn", func(ctx context.Context) (college.SessionView, error) {
		name := strings.Map(func(r rune) rune { // what no person writes and no paper prints
			if unicode.IsControl(r) {
				return -1
			}
			return r
		}, name)
		if err := s.door.store.AddWalkIn(ctx, id, name); err != nil {
			return college.SessionView{}, err
		}
		return s.view(ctx, id)
	})
}

// Search is the box that finds anything.
type Search struct{ door *Door }

// Everything finds students, tutors, courses and venues by part of a name.
func (s *Search) Everything(query string) ([]college.Hit, error) {
	return ask(s.door, "Search.Everything", func(ctx context.Context) ([]college.Hit, error) {
		return s.door.store.Search(ctx, query)
	})
}

// Acts is what was done lately.
type Acts struct{ door *Door }

// Undone says in words what was taken back.
type Undone struct {
	Verb string `json:"verb"`
}

// UndoLast takes back the last thing this user did.
func (a *Acts) UndoLast() (Undone, error) {
	return ask(a.door, "Acts.UndoLast", func(ctx context.Context) (Undone, error) {
		undone, err := a.door.store.UndoLast(ctx)
		return Undone{a.door.say(undone.Verb, nil)}, err
	})
}

// Program is Daybook itself.
type Program struct {
	door    *Door
	version string
}

// About is what the window has to know before anything else.
type About struct {
	College string `json:"college"`
	Sample  bool   `json:"sample"`
	Folder  string `json:"folder"`
	Version string `json:"version"`
	Today   string `json:"today"`
	User    string `json:"user"` // the name of whoever signed in
	UserID  string `json:"userId"`
	Role    string `json:"role"`    // leader, admin, volunteer
	Problem string `json:"problem"` // why the college could not be opened, as JSON text; "" when it is
}

// About never fails: why the college could not be opened is part of the answer.
func (p *Program) About() (About, error) {
	about, err := ask(p.door, "Program.About", func(ctx context.Context) (About, error) {
		card, err := p.door.store.Card(ctx)
		return About{College: card.Name, Sample: card.Sample, Today: string(p.door.store.Today()),
			User: p.door.userName(), UserID: p.door.user(), Role: string(p.door.access.User.Role)}, err
	})
	if err != nil {
		about = About{Today: string(college.DateOf(college.London(p.door.clock.now()))), Problem: err.Error()}
	}
	about.Folder, about.Version = p.door.folder, p.version
	return about, nil
}

// Preferences are what a user chose for themselves.
type Preferences struct{ door *Door }

// Look is how Daybook looks and answers for one user.
type Look struct {
	TextSize   string `json:"textSize"` // normal, large, veryLarge
	Font       string `json:"font"`     // atkinson, system, openDyslexic
	Colours    string `json:"colours"`  // light, dark, auto, high
	SingleKeys bool   `json:"singleKeys"`
}

// looks are what each choice may be.
var looks = map[string][]string{
	"textSize": {"normal", "large", "veryLarge"},
	"font":     {"atkinson", "system", "openDyslexic"},
	"colours":  {"light", "dark", "auto", "high"},
}

// Load is what the user chose; what was never chosen is as it comes.
func (p *Preferences) Load() (Look, error) {
	return ask(p.door, "Preferences.Load", func(ctx context.Context) (Look, error) { return p.load(ctx) })
}

func (p *Preferences) load(ctx context.Context) (Look, error) {
	chosen, err := p.door.store.Preferences(ctx, p.door.user())
	or := func(name, otherwise string) string {
		if chosen[name] != "" {
			return chosen[name]
		}
		return otherwise
	}
	return Look{TextSize: or("textSize", "normal"), Font: or("font", "atkinson"), Colours: or("colours", "auto"),
		SingleKeys: or("singleKeys", "on") == "on"}, err
}

// Save keeps what the user chose.
func (p *Preferences) Save(look Look) (Look, error) {
	return ask(p.door, "Preferences.Save", func(ctx context.Context) (Look, error) {
		keys := "off"
		if look.SingleKeys {
			keys = "on"
		}
		chosen := map[string]string{"textSize": look.TextSize, "font": look.Font, "colours": look.Colours, "singleKeys": keys}
		wrong := &college.Refusal{Code: college.Invalid, Key: "preferences.invalid"}
		for _, name := range slices.Sorted(maps.Keys(looks)) {
			if !slices.Contains(looks[name], chosen[name]) {
				wrong.Fields = append(wrong.Fields, college.FieldError{Field: name, Key: "field.notAnOption"})
			}
		}
		if len(wrong.Fields) > 0 {
			return Look{}, wrong
		}
		if err := p.door.store.SavePreferences(ctx, p.door.user(), chosen); err != nil {
			return Look{}, err
		}
		return p.load(ctx)
	})
}
