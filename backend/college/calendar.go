package college

import "time"

// AcademicYear is one year of terms, such as 2024/25.
type AcademicYear struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	Start Date   `json:"start"`
	End   Date   `json:"end"`
}

// Validate: label and both days known, end after start.
func (y AcademicYear) Validate() error {
	var c checks
	c.that(y.Label != "", "label", "field.needed")
	c.that(y.Start.Valid(), "start", "field.date")
	c.that(y.End.Valid(), "end", "field.date")
	c.that(y.End > y.Start, "end", "field.endAfterStart")
	return c.err("year.invalid")
}

// Term is a planning period of a year; a year has two to four.
type Term struct {
	ID             string `json:"id"`
	YearID         string `json:"yearId"`
	Name           string `json:"name"`
	Code           string `json:"code"` // short, part of run references: T1, AUT24
	Start          Date   `json:"start"`
	End            Date   `json:"end"`
	BookingOpens   Date   `json:"bookingOpens"`
	ProspectusDate Date   `json:"prospectusDate"`
}

// Validate checks the term alone; see TermsOverlap for I-27.
func (t Term) Validate() error {
	var c checks
	c.that(t.Name != "", "name", "field.needed")
	c.text(t.Name, "name", 80)
	c.that(t.Code != "" && len(t.Code) <= 8, "code", "term.code")
	c.that(t.Start.Valid(), "start", "field.date")
	c.that(t.End.Valid(), "end", "field.date")
	c.that(t.End > t.Start, "end", "field.endAfterStart")
	c.date(t.BookingOpens, "bookingOpens")
	c.date(t.ProspectusDate, "prospectusDate")
	return c.err("term.invalid")
}

// TermsOverlap finds I-27: terms do not overlap, and each lies inside its year.
func TermsOverlap(t Term, year AcademicYear, others []Term) []Finding {
	var found []Finding
	if t.Start < year.Start || t.End > year.End {
		found = append(found, Found("I-27", Block, "term.outsideYear", []string{t.ID}, "term", t.Name, "year", year.Label))
	}
	for _, o := range others {
		if o.ID != t.ID && t.Start <= o.End && o.Start <= t.End {
			found = append(found, Found("I-27", Block, "term.overlaps", []string{t.ID, o.ID}, "term", t.Name, "other", o.Name))
		}
	}
	return found
}

// TermBreak is a stretch of a term without teaching, such as half-term.
type TermBreak struct {
	ID     string `json:"id"`
	TermID string `json:"termId"`
	Name   string `json:"name"`
	From   Date   `json:"from"`
	To     Date   `json:"to"`
}

// Closure is a stretch of days on which the college, or a venue, is closed.
type Closure struct {
	ID             string `json:"id"`
	From           Date   `json:"from"`
	To             Date   `json:"to"`
	Reason         string `json:"reason"`
	BlocksSessions bool   `json:"blocksSessions"`
}

// Validate: both days known and in order.
func (c Closure) Validate() error {
	var k checks
	k.that(c.From.Valid(), "from", "field.date")
	k.that(c.To.Valid(), "to", "field.date")
	k.that(c.To >= c.From, "to", "field.endAfterStart")
	return k.err("closure.invalid")
}

// BankHoliday is a named public holiday.
type BankHoliday struct {
	Date Date   `json:"date"`
	Key  string `json:"key"` // its name in the catalogue of words
}

// BankHolidays computes those of England and Wales for a year by rule: Easter,
// fixed Mondays, and substitute days when one falls on a weekend. One-off
// royal days cannot be computed and are entered as closures.
func BankHolidays(year int) []BankHoliday {
	easter := easterSunday(year)
	christmas := NewDate(year, time.December, 25)
	christmasOff, boxingOff := christmas, christmas.AddDays(1)
	switch christmas.Weekday() {
	case time.Friday: // Boxing Day is a Saturday
		boxingOff = christmas.AddDays(3)
	case time.Saturday:
		christmasOff, boxingOff = christmas.AddDays(2), christmas.AddDays(3)
	case time.Sunday: // Boxing Day keeps the Monday
		christmasOff = christmas.AddDays(2)
	}
	newYear := NewDate(year, time.January, 1)
	for newYear.Weekday() == time.Saturday || newYear.Weekday() == time.Sunday {
		newYear = newYear.AddDays(1)
	}
	return []BankHoliday{
		{newYear, "holiday.newYear"},
		{easter.AddDays(-2), "holiday.goodFriday"},
		{easter.AddDays(1), "holiday.easterMonday"},
		{firstMonday(year, time.May), "holiday.earlyMay"},
		{lastMonday(year, time.May), "holiday.spring"},
		{lastMonday(year, time.August), "holiday.summer"},
		{christmasOff, "holiday.christmas"},
		{boxingOff, "holiday.boxing"},
	}
}

// IsBankHoliday tells whether day is one, and its key in the catalogue.
func IsBankHoliday(day Date) (string, bool) {
	for _, h := range BankHolidays(day.Year()) {
		if h.Date == day {
			return h.Key, true
		}
	}
	return "", false
}

func firstMonday(year int, month time.Month) Date {
	return NewDate(year, month, 7).Monday()
}

func lastMonday(year int, month time.Month) Date {
	return NewDate(year, month, 31).Monday() // May and August have 31 days
}

// easterSunday is the Gregorian computus in the anonymous form of 1876.
func easterSunday(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	f := (b + 8) / 25
	g := (b - f + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	month := (h + l - 7*m + 114) / 31
	day := (h+l-7*m+114)%31 + 1
	return NewDate(year, time.Month(month), day)
}
