package exchange

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"daybook/backend/college"
)

// Orders of day and month in a date of numbers.
const (
	OrderAuto  = "auto" // day first, unless the column proves otherwise
	DayFirst   = "dmy"
	MonthFirst = "mdy"
)

// written is a date as somebody wrote it. In a plain one the order of day and
// month is still open; ISO dates and those with a month's name have none.
type written struct {
	day, month, year int // in a plain date, day is simply what came first
	plain            bool
	shortYear        bool
	weekday          int // 0 Sunday …, or -1
}

// readWritten takes a date apart: 17/05/1978, 7.9.26, 2026-09-07, Mon 2 Jan
// 2006, 7 September 2026, September 7, 2026, with or without a time of day
// after it, and a bare Excel serial. key is "" when it could.
func readWritten(s string, date1904 bool) (w written, key string) {
	if serial, err := strconv.ParseFloat(s, 64); err == nil {
		return fromSerial(serial, date1904)
	}
	if len(s) > 60 {
		return w, "import.date.unread" // "Wednesday the 30th of September 2026, 10:30:00" is 46
	}
	w.weekday = -1
	var numbers []int
	var digits []int // how many digits each had
	month := 0
	for _, token := range dateTokens(s) {
		first := rune(token[0])
		if unicode.IsDigit(first) {
			n, err := strconv.Atoi(token)
			if err != nil || len(token) > 4 {
				return w, "import.date.unread"
			}
			numbers, digits = append(numbers, n), append(digits, len(token))
			continue
		}
		switch day, m := nameOf(token, weekdays), nameOf(token, months); {
		case day >= 0 && w.weekday < 0:
			w.weekday = day
		case m >= 0 && month == 0:
			month = m + 1
		case slices.Contains([]string{"st", "nd", "rd", "th", "of", "the"}, token):
		default:
			return w, "import.date.unread"
		}
	}
	return w.arrange(numbers, digits, month)
}

// arrange says which number is what.
func (w written) arrange(numbers, digits []int, month int) (written, string) {
	switch {
	case month > 0 && len(numbers) == 1, month == 0 && len(numbers) == 2:
		return w, "import.date.noYear"
	case month > 0 && len(numbers) == 2 && digits[0] == 4: // 2026 September 7
		w.day, w.month, w.year = numbers[1], month, numbers[0]
	case month > 0 && len(numbers) == 2:
		w.day, w.month, w.year, w.shortYear = numbers[0], month, numbers[1], digits[1] <= 2
	case month == 0 && len(numbers) == 3 && digits[0] == 4:
		w.year, w.month, w.day = numbers[0], numbers[1], numbers[2]
	case month == 0 && len(numbers) == 3:
		w.day, w.month, w.year, w.plain, w.shortYear = numbers[0], numbers[1], numbers[2], true, digits[2] <= 2
	default:
		return w, "import.date.unread"
	}
	return w, ""
}

func fromSerial(serial float64, date1904 bool) (written, string) {
	// From 1910 to 2100: other bare numbers are more likely years or mistakes.
	if math.IsNaN(serial) || serial < 3654 || serial > 73_415 {
		return written{}, "import.date.unread"
	}
	t, ok := serialTime(serial, date1904)
	if !ok {
		return written{}, "import.date.unread"
	}
	return written{day: t.Day(), month: int(t.Month()), year: t.Year(), weekday: -1}, ""
}

// dateTokens splits a date into runs of digits and of letters, and leaves a
// time of day at its end away.
func dateTokens(s string) []string {
	s = strings.ToLower(s)
	if at := strings.IndexByte(s, ':'); at > 0 {
		s = strings.TrimRightFunc(s[:at], unicode.IsDigit)
		s = strings.TrimRight(s, " ,t") // the T of 2026-09-07T10:00
	}
	var tokens []string
	var last rune
	for _, r := range s {
		kind := 'x'
		switch {
		case r >= '0' && r <= '9':
			kind = '9'
		case unicode.IsLetter(r):
			kind = 'a'
		case strings.ContainsRune(" /.-‐‑–,'’", r):
			kind = ' '
		}
		switch {
		case kind == ' ':
		case kind == last && kind != 'x':
			tokens[len(tokens)-1] += string(r)
		default:
			tokens = append(tokens, string(r))
		}
		last = kind
	}
	return tokens
}

var (
	weekdays = []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}
	months   = []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
)

// nameOf finds a name by its first three letters or more, or -1.
func nameOf(token string, names []string) int {
	if token == "weds" {
		token = "wed"
	}
	return slices.IndexFunc(names, func(n string) bool {
		return len(token) >= 3 && strings.HasPrefix(n, token)
	})
}

// ambiguous tells whether both orders give a day, and not the same one.
func (w written) ambiguous() bool {
	return w.plain && w.day <= 12 && w.month <= 12 && w.day != w.month
}

// exists tells whether a plain date is a day at all under an order.
func (w written) exists(order string) bool {
	_, key := w.date(order, false, "")
	return key == ""
}

// date is the day meant under an order. Two-digit years are this century's,
// except that nobody is born after today. A day that does not exist, or falls
// on another weekday than it says, is wrong and never put right by guessing.
func (w written) date(order string, birth bool, today college.Date) (college.Date, string) {
	if w.plain && order == MonthFirst {
		w.day, w.month = w.month, w.day
	}
	if w.shortYear {
		w.year += 2000
		if birth && college.NewDate(w.year, time.Month(w.month), w.day) > today {
			w.year -= 100
		}
	}
	if w.plain && w.month > 12 && w.day <= 12 {
		return "", map[bool]string{true: "import.date.onlyDayFirst", false: "import.date.onlyMonthFirst"}[order == MonthFirst]
	}
	d := college.Date("")
	if w.month >= 1 && w.month <= 12 {
		d = college.NewDate(w.year, time.Month(w.month), w.day)
	}
	switch {
	case d == "":
		return "", "import.date.noSuchDay"
	case w.year < 1900 || w.year > 2100:
		return "", "import.date.year"
	case w.weekday >= 0 && int(d.Weekday()) != w.weekday:
		return "", "import.date.weekday"
	}
	return d, ""
}

// order is how a column's plain dates are read, and why.
type order struct {
	order  string
	noteOn string // the sentence to add to rows that could be read either way
}

// columnOrder judges a column of two dates or more: it is American when a third
// of them only make sense month first and none says the opposite. Fewer are
// slips. hint is what the program that wrote it always does.
func columnOrder(dates []written, asked, hint string) order {
	if asked == DayFirst || asked == MonthFirst {
		return order{order: asked}
	}
	dayFirst, monthFirst, all := 0, 0, 0
	for _, w := range dates {
		if !w.plain {
			continue
		}
		american := w.exists(MonthFirst)
		if american || w.exists(DayFirst) {
			all++
		}
		if w.day > 12 && w.month <= 12 { // 31/02/2026 is no day, but is no month first either
			dayFirst++
		}
		if american && w.month > 12 {
			monthFirst++
		}
	}
	switch {
	case hint == MonthFirst && dayFirst <= monthFirst:
		return order{order: MonthFirst}
	case dayFirst > 0:
		return order{order: DayFirst}
	case all >= 2 && monthFirst > 0 && monthFirst*3 >= all:
		return order{order: MonthFirst, noteOn: "import.date.readMonthFirst"}
	}
	return order{order: DayFirst, noteOn: "import.date.readDayFirst"}
}
