package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"daybook/backend/college"
)

// namePool is names.txt by "origin kind", such as "celtic last".
type namePool map[string][]string

func readNames() (namePool, error) {
	text, err := files.ReadFile("names.txt")
	if err != nil {
		return nil, err
	}
	pool := namePool{}
	for line := range strings.Lines(string(text)) {
		key, list, found := strings.Cut(strings.TrimSpace(line), ": ")
		if found && !strings.HasPrefix(key, "#") {
			pool[key] = strings.Split(list, ", ")
		}
	}
	if len(pool["british last"]) == 0 {
		return nil, fmt.Errorf("names.txt holds no names")
	}
	return pool, nil
}

// name is one person's name: whole, as they write it, what they are called, and
// the last name for those who put the two together on certificates.
type name struct{ full, called, last string }

// name draws a name. first and last may come from different origins, as in
// families; the two are joined and never split again (decisions D1).
func (p namePool) name(r *rand.Rand, origin, gender string) name {
	if origin == "mononym" || origin == "script" {
		full := pick(r, p[origin+" any"])
		called, _, _ := strings.Cut(full, " ")
		return name{full, called, ""}
	}
	if gender != "female" && gender != "male" {
		gender = pick(r, []string{"female", "male"})
	}
	first, called, short := strings.Cut(pick(r, p[origin+" "+gender]), "/")
	if !short {
		called = first
	}
	last := pick(r, p[origin+" last"])
	return name{first + " " + last, called, last}
}

// origins is where the names of each ethnic group of the 2001 codes mostly
// come from.
var origins = map[string][]option{
	"A": {{"british", 88}, {"celtic", 12}}, "B": {{"celtic", 1}}, "C": {{"polish", 85}, {"british", 15}},
	"D": {{"british", 2}, {"african", 1}}, "E": {{"british", 1}, {"african", 1}}, "F": {{"british", 1}, {"southAsian", 1}}, "G": {{"british", 1}, {"arabic", 1}},
	"H": {{"southAsian", 1}}, "J": {{"southAsian", 1}}, "K": {{"southAsian", 1}}, "L": {{"southAsian", 2}, {"chinese", 1}},
	"M": {{"british", 1}}, "N": {{"african", 1}}, "P": {{"african", 1}}, "R": {{"chinese", 1}}, "S": {{"arabic", 1}},
	"Z": {{"british", 3}, {"polish", 1}, {"southAsian", 1}}, "99": {{"british", 1}},
}

// mostly is how names fall among tutors, volunteers and staff.
var mostly = []option{{"british", 72}, {"celtic", 9}, {"southAsian", 8}, {"polish", 5}, {"african", 4}, {"arabic", 2}}

// phoneBook hands out numbers of the ranges kept for drama (6.1), a thousand in
// each. Mobiles leave out those of the sample files, so that a file tried out
// on this college meets nobody else's number; the few that are left over are
// shared, from the top down, as families do.
type phoneBook struct{ mobiles, shared, landlines int }

// ownMobiles is how many mobile numbers are not those of the sample files:
// 07700 900100–499 and 900530–999.
const ownMobiles = 870

func (b *phoneBook) mobile(safe bool) college.Phone {
	n := b.mobiles
	if safe && n < ownMobiles {
		b.mobiles++
	} else {
		n = ownMobiles - 1 - b.shared%ownMobiles
		b.shared++
	}
	n += 100
	if n >= 500 {
		n += 30
	}
	return college.Phone{Number: fmt.Sprintf("+447700900%03d", n), Kind: "mobile", SafeToText: safe, SafeToVoicemail: safe}
}

func (b *phoneBook) landline() college.Phone {
	b.landlines++
	return college.Phone{Number: fmt.Sprintf("+441632960%03d", (b.landlines-1)%1000), Kind: "landline", SafeToVoicemail: true}
}

// work is a number of someone who works with the college.
func workPhone(n int) college.Phone {
	return college.Phone{Number: fmt.Sprintf("+443069990%03d", n%1000), Kind: "landline", SafeToVoicemail: true}
}

// email is an address made from a name; taken numbers those that repeat.
func email(full string, taken map[string]int) string {
	var b strings.Builder
	for _, r := range college.Fold(full) {
		switch {
		case r >= 'a' && r <= 'z':
			b.WriteRune(r)
		case r == ' ' && b.Len() > 0:
			b.WriteByte('.')
		}
	}
	local := strings.Trim(b.String(), ".")
	if local == "" || strings.Contains(local, "..") {
		local = "student"
	}
	taken[local]++
	if taken[local] > 1 {
		local = fmt.Sprintf("%s%d", local, taken[local])
	}
	return local + "@example.org"
}
