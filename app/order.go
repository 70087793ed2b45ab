package app

import (
	"slices"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/typeset"
)

// Order is one wish for a paper: which one, about what, and how it shall look.
// The page and the command line fill in the same Order, and one press makes it.
type Order struct {
	Kind string `json:"kind"` // a papers.Kind

	// What it is about; which are needed is told by PaperKind.Needs.
	Date    string   `json:"date"` // a day; "" = today
	Term    string   `json:"term"` // a term's code; "" = the term that holds today
	Run     string   `json:"run"`  // a run's id
	Session string   `json:"session"`
	Person  string   `json:"person"` // a student's, tutor's or volunteer's id, as Find gives it
	People  []string `json:"people"` // of certificates: only these students; empty = all who qualify
	Venue   string   `json:"venue"`
	Room    string   `json:"room"`
	For     string   `json:"for"` // of a timetable: student, tutor, volunteer, venue, room, day; of badges and labels: run, session, term

	// How it looks.
	Body      float64 `json:"body"`  // pt; 0 = the standard, or the student's own format where it is one student's paper
	Sheet     string  `json:"sheet"` // A4, A3, A5; "" = the paper's own
	BothSides bool    `json:"bothSides"`
	Format    string  `json:"format"` // pdf (also ""), html

	// What some kinds may be told besides.
	Facilitators bool    `json:"facilitators"` // registers: the confidential copies
	Emergency    bool    `json:"emergency"`    // facilitator's copy: emergency contacts too
	OfAll        bool    `json:"ofAll"`        // certificates: "4 of 6 sessions"
	Outcomes     bool    `json:"outcomes"`     // certificates: a second page of what was learned
	EachOwnFile  bool    `json:"eachOwnFile"`  // certificates: one file per student too
	Certificate  string  `json:"certificate"`  // course (also ""), session, graduation, volunteer, tutor
	Stock        string  `json:"stock"`        // badges and labels: a stock sheet's name
	StartAt      int     `json:"startAt"`      // first label to use, from 1; 0 = the first
	NudgeX       float64 `json:"nudgeX"`       // mm to the right, −5 to 5
	NudgeY       float64 `json:"nudgeY"`       // mm down, −5 to 5
	TestPage     bool    `json:"testPage"`     // outlines only
	FullNames    bool    `json:"fullNames"`    // badges: the full name too
	Letter       string  `json:"letter"`       // a college.LetterKind
	Heading      string  `json:"heading"`      // of an own letter
	Text         string  `json:"text"`         // of an own letter: paragraphs parted by an empty line
	Link         string  `json:"link"`         // poster: the address behind the QR code
}

// formatHTML is the Format of a page for reading by ear.
const formatHTML = "html"

// The body sizes an order may ask for, in pt: less is not clear print.
const (
	smallestBody = 12
	largestBody  = 24
)

// sheetSizes are the sheets an order may name.
var sheetSizes = map[string]typeset.Paper{"A3": typeset.A3, "A4": typeset.A4, "A5": typeset.A5}

// edition is how the papers of an order are set.
func (o Order) edition() typeset.Edition {
	return typeset.Edition{Body: o.Body, Paper: sheetSizes[o.Sheet], Duplex: o.BothSides}
}

// placement is where on a stock sheet an order begins, and how far it is moved.
func (o Order) placement() papers.Placement {
	return papers.Placement{Start: o.StartAt, NudgeX: o.NudgeX, NudgeY: o.NudgeY, TestPage: o.TestPage, FullNames: o.FullNames}
}

// validate refuses what no paper of a kind can be, naming the fields.
func (o Order) validate(k kind) error {
	wrong := college.Refuse(college.Invalid, "form.invalid")
	field := func(is bool, name, key string) {
		if is {
			wrong.Fields = append(wrong.Fields, college.FieldError{Field: name, Key: key})
		}
	}
	refused := func(name string, err error) {
		if refusal := college.AsRefusal(err); refusal != nil {
			wrong.Fields = append(wrong.Fields, college.FieldError{Field: name, Key: refusal.Key, Values: refusal.Values})
		}
	}
	field(o.Body != 0 && (o.Body < smallestBody || o.Body > largestBody || o.Body != o.Body), "body", "print.wrong.body")
	field(o.Sheet != "" && !slices.Contains(k.sheets, o.Sheet), "sheet", "print.wrong.sheet")
	field(o.Format != "" && o.Format != "pdf" && (o.Format != formatHTML || !k.html), "format", "print.wrong.format")
	field(o.Date != "" && !college.Date(o.Date).Valid(), "date", "field.date")
	field(!(o.NudgeX >= -5 && o.NudgeX <= 5), "nudgeX", "print.wrong.nudge")
	field(!(o.NudgeY >= -5 && o.NudgeY <= 5), "nudgeY", "print.wrong.nudge")
	if slices.Contains(k.options, "startAt") && o.StartAt != 0 {
		refused("startAt", o.startsOnSheet(k))
	}
	if slices.Contains(k.options, "link") {
		_, err := papers.ReadLink(o.Link)
		refused("link", err)
	}
	chosen := o.chosen(k)
	field(k.field != "" && k.choice(chosen) == nil, k.field, "field.notAnOption")
	for _, need := range k.needing(chosen) {
		value, name := o.about(need)
		known := need == "date" || need == "term" || need == "run" && o.Session != "" // today, this term, the session's own
		field(value == "" && !known, name, "print.wrong.need")
	}
	if len(wrong.Fields) > 0 {
		return wrong
	}
	return nil
}

// startsOnSheet refuses a first label that the order's sheet of stock has not.
// Whether there is such a sheet is asked when the paper is read.
func (o Order) startsOnSheet(k kind) error {
	stock, err := papers.StockNamed(o.Stock, k.name == papers.KindBadges)
	if err != nil {
		return nil
	}
	return stock.CheckStart(o.StartAt)
}

// chosen is the value of the field that chooses among a kind's own variants; the
// first when none is named.
func (o Order) chosen(k kind) string {
	value := map[string]string{"for": o.For, "certificate": o.Certificate, "letter": o.Letter}[k.field]
	if value == "" && len(k.choices) > 0 {
		return k.choices[0].value
	}
	return value
}

// about is what an order says of a need, and the field it says it in.
func (o Order) about(need string) (value, field string) {
	switch need {
	case "date":
		return o.Date, "date"
	case "term":
		return o.Term, "term"
	case "run":
		return o.Run, "run"
	case "session":
		return o.Session, "session"
	case "venue":
		return o.Venue, "venue"
	case "room":
		return o.Room, "room"
	}
	return o.Person, "person"
}

// PaperKind is one kind of paper the print centre offers.
type PaperKind struct {
	Kind    string        `json:"kind"`
	Name    string        `json:"name"`    // in words
	What    string        `json:"what"`    // one sentence
	Group   string        `json:"group"`   // registers, certificates, timetables, doors, letters, staff
	Needs   []string      `json:"needs"`   // date, term, run, session, student, tutor, volunteer, venue, room; empty = nothing
	For     []string      `json:"for"`     // the choices of Order.For
	Field   string        `json:"field"`   // the field of Order that Choices are values of: for, certificate, letter; "" = none
	Choices []PaperChoice `json:"choices"` // the first is what "" means
	Sheets  []string      `json:"sheets"`  // the first is the paper's own
	Options []string      `json:"options"` // names of further fields of Order
	HTML    bool          `json:"html"`    // may be had as a page for reading by ear
	Stocks  []string      `json:"stocks"`  // of badges and labels: the sheets there are
	Secret  bool          `json:"secret"`  // confidential: not to be left lying
}

// PaperChoice is one variant of a kind, and what it needs besides.
type PaperChoice struct {
	Value string   `json:"value"`
	Name  string   `json:"name"`  // in words
	Needs []string `json:"needs"` // as those of PaperKind
}

// Choice is one thing an Order may be about.
type Choice struct {
	ID   string `json:"id"`
	Text string `json:"text"`
	Fact string `json:"fact"`
}

// Preview is a paper as it would be printed: nothing is numbered, issued or
// noted by looking at it.
type Preview struct {
	URL      string   `json:"url"` // "/pdf/…" of the window's own pages
	Pages    int      `json:"pages"`
	Headline string   `json:"headline"` // what to know before printing, in a sentence; "" = nothing
	Issues   []string `json:"issues"`   // each of it, students by number
}

// Job is a paper being made, or how it ended.
type Job struct {
	ID    string  `json:"id"`
	Kind  string  `json:"kind"`
	State string  `json:"state"` // making, done, cancelled, failed
	Done  int     `json:"done"`  // pages of the paper being made
	Total int     `json:"total"` // 0 while not known
	Made  []Paper `json:"made"`
	Why   string  `json:"why"` // a sentence, when it failed
}

// MadePaper is one line of the list of papers that were made.
type MadePaper struct {
	Kind string          `json:"kind"`
	Name string          `json:"name"` // of the kind, in words
	File string          `json:"file"`
	Path string          `json:"path"` // "" when the file is no longer in the papers folder
	By   string          `json:"by"`
	At   college.Instant `json:"at"`
	Old  bool            `json:"old"` // older than 7 days: it may be deleted
}

// MadePapers is a page of them, newest first.
type MadePapers struct {
	Papers []MadePaper `json:"papers"`
	Page   int         `json:"page"`
	Pages  int         `json:"pages"`
	Old    int         `json:"old"` // how many files in the folder are older than 7 days
}
