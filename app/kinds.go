package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/typeset"
	"daybook/backend/vault"
)

// kind is one row of the table of papers: what an order has to say for it, who
// may have it, and how it is read.
type kind struct {
	name    papers.Kind
	group   string
	needs   []string
	field   string // of Order, that chooses among choices
	choices []choice
	sheets  []string
	options []string
	roles   roles
	html    bool
	secret  bool
	issues  bool // gives numbers that are never given again
	read    func(p press, ctx context.Context, o Order) ([]sheet, error)
}

// choice is one variant of a kind and what it needs besides.
type choice struct {
	value string
	needs []string
}

// sheet is one file of an order: what its name and its note say, and how it is
// set.
type sheet struct {
	kind    papers.Kind
	record  string // the id of what it is about
	date    college.Date
	ref     string                          // a run, term, student number or venue code
	file    string                          // below the folder, where it has a name of its own
	format  string                          // the format of the student whose paper it is
	notes   []string                        // what to know about it besides how it is set, in sentences
	printed func(ctx context.Context) error // once it lies in the folder; nil = nothing to do
	set     func(papers.Printing) *typeset.Document
}

var (
	plain       = []string{"A4"}
	onStock     = []string{"stock", "startAt", "nudgeX", "nudgeY", "testPage"}
	ofRunOrTerm = []choice{{"run", []string{"run"}}, {"session", []string{"session"}}, {"term", []string{"term"}}}
)

// allKinds is the one table of papers, in the order the print centre shows them.
// The window and the command line make every paper through it.
var allKinds []kind

func init() { // the rows read the table themselves
	allKinds = []kind{
		{name: papers.KindDayRegisters, group: "registers", needs: []string{"date"}, options: []string{"bothSides"}, roles: office, html: true, read: readDay},
		{name: papers.KindRegister, group: "registers", needs: []string{"session"}, roles: office, html: true, read: readSession},
		{name: papers.KindCourseRegister, group: "registers", needs: []string{"run"}, options: []string{"bothSides"}, roles: office, html: true, read: readCourseRegister},
		{name: papers.KindCertificates, group: "certificates", field: "certificate", roles: office, html: true, issues: true, read: readCertificates,
			options: []string{"people", "ofAll", "outcomes", "eachOwnFile"},
			choices: []choice{{"course", []string{"run"}}, {"session", []string{"session"}}, {"graduation", []string{"student"}},
				{"volunteer", []string{"volunteer"}}, {"tutor", []string{"tutor"}}}},
		{name: papers.KindCertificateList, group: "certificates", needs: []string{"run"}, roles: office, html: true, secret: true, read: readCertificateList},
		{name: papers.KindTimetable, group: "timetables", needs: []string{"term"}, roles: office, html: true, read: readTimetable},
		{name: papers.KindTimetableGrid, group: "timetables", needs: []string{"term"}, sheets: []string{"A3", "A4"}, roles: office, html: true, read: readTimetable},
		{name: papers.KindTimetableView, group: "timetables", field: "for", roles: office, html: true, read: readTimetableView,
			choices: []choice{{"student", []string{"student", "term"}}, {"tutor", []string{"tutor", "term"}}, {"volunteer", []string{"volunteer", "term"}},
				{"venue", []string{"venue", "term"}}, {"room", []string{"room", "term"}}, {"day", []string{"date"}}}},
		{name: papers.KindProspectus, group: "timetables", needs: []string{"term"}, sheets: []string{"A5", "A4"}, options: []string{"bothSides"}, roles: office, html: true, read: readProspectus},
		{name: papers.KindDoorSign, group: "doors", field: "for", sheets: []string{"A4", "A3"}, roles: office, html: true, read: readDoorSigns,
			choices: []choice{{"day", []string{"date"}}, {"session", []string{"session"}}, {"run", []string{"run"}}}},
		{name: papers.KindPoster, group: "doors", needs: []string{"run"}, sheets: []string{"A4", "A3"}, options: []string{"link"}, roles: office, html: true, read: readPoster},
		{name: papers.KindBadges, group: "doors", field: "for", choices: ofRunOrTerm, options: append([]string{"fullNames"}, onStock...), roles: office, read: readBadges},
		{name: papers.KindLetter, group: "letters", field: "letter", options: []string{"heading", "text"}, roles: office, html: true, secret: true, read: readLetter,
			choices: []choice{{string(college.LetterPlaces), []string{"student"}}, {string(college.LetterWelcome), []string{"student"}},
				{string(college.LetterCertificate), []string{"student", "run"}}, {string(college.LetterThanks), []string{"student"}}, {string(college.LetterOwn), []string{"student"}}}},
		{name: papers.KindLabels, group: "letters", field: "for", choices: ofRunOrTerm, options: onStock, roles: office, secret: true, read: readLabels},
		{name: papers.KindPlanCopy, group: "letters", needs: []string{"student"}, roles: office, html: true, secret: true, read: readPlanCopy},
		{name: papers.KindDayPack, group: "staff", needs: []string{"date"}, options: []string{"bothSides"}, roles: office, html: true, secret: true, read: readDayPack},
		{name: papers.KindDayFacilitatorCopies, group: "staff", needs: []string{"date"}, options: []string{"bothSides", "emergency"}, roles: office, html: true, secret: true, read: readDay},
		{name: papers.KindFacilitatorCopy, group: "staff", needs: []string{"session"}, options: []string{"emergency"}, roles: office, html: true, secret: true, read: readSession},
		{name: papers.KindContactSheet, group: "staff", field: "for", choices: []choice{{"day", []string{"date"}}, {"term", []string{"term"}}}, roles: office, html: true, secret: true, read: readContactSheet},
		{name: papers.KindVenueSheet, group: "staff", needs: []string{"venue"}, roles: everyone, html: true, read: readVenueSheet},
	}
	for i := range allKinds {
		if allKinds[i].sheets == nil {
			allKinds[i].sheets = plain
		}
	}
}

// kindNamed is a row of the table; a name that is none gives the zero row.
func kindNamed(name string) kind {
	if i := slices.IndexFunc(allKinds, func(k kind) bool { return string(k.name) == name }); i >= 0 {
		return allKinds[i]
	}
	return kind{}
}

// choice is a variant by its value, or nil.
func (k kind) choice(value string) *choice {
	if i := slices.IndexFunc(k.choices, func(c choice) bool { return c.value == value }); i >= 0 {
		return &k.choices[i]
	}
	return nil
}

// needing is all that an order of a kind has to name for one variant.
func (k kind) needing(chosen string) []string {
	if c := k.choice(chosen); c != nil {
		return append(slices.Clone(k.needs), c.needs...)
	}
	return k.needs
}

// kindOf finds the row of an order and puts the order in shape. It refuses, in
// words, what is no kind, what this role may not have, and what is missing.
func (p press) kindOf(o Order) (kind, Order, error) {
	k := kindNamed(o.Kind)
	if k.read == nil {
		return k, o, college.Refuse(college.Invalid, "print.noKind")
	}
	if err := p.door.mayPrint(k); err != nil {
		return k, o, err
	}
	if err := o.validate(k); err != nil {
		return k, o, err
	}
	if slices.Contains(k.options, "link") {
		o.Link, _ = papers.ReadLink(o.Link) // a good one, or none
	}
	if chosen := o.chosen(k); chosen != "" {
		field := map[string]*string{"for": &o.For, "certificate": &o.Certificate, "letter": &o.Letter}[k.field]
		*field = chosen
	}
	if o.Date == "" {
		o.Date = string(p.records.Today())
	}
	if o.Facilitators { // the sign-in sheets' confidential twins are kinds of their own
		k, o = facilitators(k, o)
	}
	if o.Sheet == "" {
		o.Sheet = k.sheets[0]
	}
	if k.name == papers.KindTimetableGrid && o.Body >= papers.LargePrint {
		o.Sheet = "A3" // on A4 its columns would break words
	}
	return k, o, nil
}

// facilitators turns an order for sign-in sheets into one for the confidential
// copies.
func facilitators(k kind, o Order) (kind, Order) {
	twin := map[papers.Kind]papers.Kind{papers.KindRegister: papers.KindFacilitatorCopy, papers.KindDayRegisters: papers.KindDayFacilitatorCopies}[k.name]
	if twin == "" {
		return k, o
	}
	o.Kind = string(twin)
	return kindNamed(o.Kind), o
}

// mayPrint refuses a paper that this role may not have.
func (d *Door) mayPrint(k kind) error {
	if d.access == nil || !k.roles.has(d.access.User.Role) {
		return college.Refuse(college.Forbidden, "print.forbidden", "kind", d.say("paperKind."+string(k.name), nil))
	}
	return nil
}

// opensCollege tells whether the college file is open, not the venue book alone.
func (d *Door) opensCollege() bool { return d.access != nil && d.access.May(vault.College) }

// paperKind is a row as the page reads it.
func (d *Door) paperKind(k kind) PaperKind {
	told := PaperKind{Kind: string(k.name), Name: d.say("paperKind."+string(k.name), nil), What: d.say("paperWhat."+string(k.name), nil), Group: k.group,
		Needs: orNone(k.needs), For: []string{}, Field: k.field, Choices: []PaperChoice{}, Sheets: k.sheets, Options: orNone(k.options), HTML: k.html, Stocks: []string{}, Secret: k.secret}
	for _, c := range k.choices {
		if k.field == "for" {
			told.For = append(told.For, c.value)
		}
		told.Choices = append(told.Choices, PaperChoice{Value: c.value, Name: d.say("paperChoice."+k.field+"."+c.value, nil), Needs: c.needs})
	}
	if slices.Contains(k.options, "stock") {
		for _, stock := range papers.Stocks() {
			told.Stocks = append(told.Stocks, stock.Name)
		}
	}
	return told
}

func orNone(all []string) []string {
	if all == nil {
		return []string{}
	}
	return all
}

// name is a sheet's file name: date, kind and reference (D11). An edition that
// is not the usual one says so, so that the two can lie side by side.
func (s sheet) name(o Order) string {
	ending, name := ".pdf", s.file
	if o.Format == formatHTML {
		ending = ".html"
	}
	if name == "" {
		name = strings.TrimSuffix(papers.FileName(s.kind, s.date, s.ref), ".pdf")
	}
	large := o.Body >= papers.LargePrint || o.Body == 0 && strings.HasPrefix(s.format, "large")
	if large && s.file == "" {
		name += " large print"
	}
	if o.Body > papers.LargePrint && s.file == "" {
		name += " " + strconv.FormatFloat(o.Body, 'f', -1, 64)
	}
	if own := kindNamed(string(s.kind)).sheets; o.Sheet != "" && len(own) > 0 && o.Sheet != own[0] {
		name += " " + o.Sheet
	}
	return name + ending
}
