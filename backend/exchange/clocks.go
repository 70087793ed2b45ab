package exchange

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"daybook/backend/college"
)

// clockShape: hours, then minutes and seconds after a colon, a dot or an h,
// then am or pm in any of their spellings.
var clockShape = regexp.MustCompile(`^(\d{1,2})(?:([:.h])(\d{1,2})(?::(\d{2})(?:\.\d+)?)?)? ?(a\.?m?\.?|p\.?m?\.?)?$`)

var clockWords = map[string]college.Clock{"noon": "12:00", "midday": "12:00", "12 noon": "12:00", "12noon": "12:00", "12 midday": "12:00"}

// readClock reads a time of day: 10:00, 10.30am, 1pm, 2.30 p.m., 18:30:00,
// 1830, noon, a workbook's fraction of a day, and 10.3, which is what a
// spreadsheet makes of 10.30. An hour from 1 to 6 without am or pm, and not
// written with a nought, may be either: it is wrong rather than guessed.
func readClock(s string) (college.Clock, string) {
	s = strings.ToLower(clean(s))
	if c, ok := clockWords[s]; ok {
		return c, ""
	}
	if c, ok := clockFraction(s); ok {
		return c, ""
	}
	if len(s) > 11 && (s[4] == '-' || s[2] == '/') { // a day before the time
		s = strings.TrimSpace(s[strings.LastIndexByte(s[:11], s[10])+1:])
	}
	if len(s) == 4 && strings.Trim(s, "0123456789") == "" {
		s = s[:2] + ":" + s[2:]
	}
	m := clockShape.FindStringSubmatch(s)
	if m == nil {
		return "", "import.time.unread"
	}
	hour, _ := strconv.Atoi(m[1])
	minute, _ := strconv.Atoi(m[3])
	if len(m[3]) == 1 {
		if m[2] != "." {
			return "", "import.time.unread"
		}
		minute *= 10
	}
	half := ""
	if m[5] != "" {
		half = m[5][:1]
	}
	switch {
	case half != "" && (hour < 1 || hour > 12):
		return "", "import.time.noSuchTime"
	case half == "p" && hour < 12:
		hour += 12
	case half == "a" && hour == 12:
		hour = 0
	case half == "" && hour >= 1 && hour <= 6 && m[1][0] != '0':
		return "", "import.time.half"
	}
	c := college.NewClock(hour, minute)
	if c == "" {
		return "", "import.time.noSuchTime"
	}
	return c, ""
}

// clockFraction reads the part of a day a workbook keeps, 0.4166666 for 10:00.
func clockFraction(s string) (college.Clock, bool) {
	if !strings.HasPrefix(s, "0.") && !strings.HasPrefix(s, ".") || len(s) < 4 && s != "0.5" {
		return "", false
	}
	part, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return "", false
	}
	minutes := int(math.Round(part * 24 * 60))
	if math.Abs(part*24*60-float64(minutes)) > 0.02 { // no whole minute, so no time of day
		return "", false
	}
	c := college.NewClock(minutes/60, minutes%60)
	return c, c != ""
}
