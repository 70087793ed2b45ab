package app

import "daybook/backend/college"

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
	StartAt      int     `json:"startAt"`      // first label to use, from 1
	NudgeX       float64 `json:"nudgeX"`       // mm to the right, −5 to 5
	NudgeY       float64 `json:"nudgeY"`       // mm down, −5 to 5
	TestPage     bool    `json:"testPage"`     // outlines only
	Letter       string  `json:"letter"`       // a college.LetterKind
	Heading      string  `json:"heading"`      // of an own letter
	Text         string  `json:"text"`         // of an own letter: paragraphs parted by an empty line
	Link         string  `json:"link"`         // poster: the address behind the QR code
}

// PaperKind is one kind of paper the print centre offers.
type PaperKind struct {
	Kind    string   `json:"kind"`
	Name    string   `json:"name"`    // in words
	What    string   `json:"what"`    // one sentence
	Group   string   `json:"group"`   // registers, certificates, timetables, doors, letters, staff
	Needs   []string `json:"needs"`   // date, term, run, session, student, tutor, volunteer, venue, room; empty = nothing
	For     []string `json:"for"`     // the choices of Order.For
	Sheets  []string `json:"sheets"`  // the first is the paper's own
	Options []string `json:"options"` // names of further fields of Order
	HTML    bool     `json:"html"`    // may be had as a page for reading by ear
	Secret  bool     `json:"secret"`  // confidential: not to be left lying
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
	URL    string   `json:"url"` // "/pdf/…" of the window's own pages
	Pages  int      `json:"pages"`
	Issues []string `json:"issues"`
}

// Job is a paper being made, or how it ended.
type Job struct {
	ID    string  `json:"id"`
	Kind  string  `json:"kind"`
	State string  `json:"state"` // making, done, cancelled, failed
	Done  int     `json:"done"`  // pages
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
