package papers

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"daybook/backend/college"
)

// mostInitials is how many letters stand for a place.
const mostInitials = 4

// placeKey is the place a session's initials stand for, "" while unknown.
func placeKey(s college.SessionHead) string { return joined(s.Place.Venue, s.Place.Town) }

// initialsOf gives every place that sessions meet in initials of its own:
// "WCL" for Wexmoor Central Library. The same term gives the same initials,
// whatever the order of its sessions.
func initialsOf(sessions []college.SessionHead) map[string]string {
	venues := map[string]string{}
	for _, s := range sessions {
		if s.Date.Valid() && !isOnline(s) {
			venues[placeKey(s)] = s.Place.Venue
		}
	}
	var keys []string
	for key := range venues {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	taken, initials := map[string]bool{}, map[string]string{}
	for _, key := range keys {
		short := firstLetters(venues[key])
		own := short
		for n := 2; taken[own]; n++ {
			own = fmt.Sprintf("%s%d", short, n)
		}
		taken[own] = true
		initials[key] = own
	}
	return initials
}

// firstLetters takes the first letter of each word, and two of a single word;
// "?" of a name without letters.
func firstLetters(name string) string {
	var short []rune
	fields := strings.FieldsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsMark(r) && !unicode.IsDigit(r) && r != '\'' && r != '’'
	})
	for _, word := range fields {
		if first := []rune(word)[0]; unicode.IsLetter(first) || unicode.IsDigit(first) {
			short = append(short, unicode.ToUpper(first))
		}
	}
	if len(fields) == 1 && len(short) == 1 && len([]rune(fields[0])) > 1 {
		short = append(short, []rune(fields[0])[1])
	}
	if len(short) == 0 {
		return "?"
	}
	return string(short[:min(len(short), mostInitials)])
}
