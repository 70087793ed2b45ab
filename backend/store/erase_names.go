package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"daybook/backend/college"
)

// identity is what a text names somebody by.
type identity struct {
	names  []string // folded
	emails []string // in small letters
	phones []string // digits after the country's
}

// identify gathers what people, and their student numbers, are known by. What
// somebody is called by a single word is left out: too many others are.
func identify(people []college.Person, students []college.Student) (who identity) {
	for _, p := range people {
		who.names = append(who.names, college.Fold(p.FullName))
		for _, name := range []string{p.KnownAs, p.SortAs, p.CertificateName, p.GivenName + " " + p.FamilyName} {
			if folded := college.Fold(name); strings.Contains(folded, " ") {
				who.names = append(who.names, folded)
			}
		}
		for _, email := range p.Emails {
			who.emails = append(who.emails, strings.ToLower(email))
		}
		for _, phone := range p.Phones {
			who.phones = append(who.phones, digitsOf(strings.TrimPrefix(phone.Number, "+44")))
		}
	}
	for _, s := range students {
		who.names = append(who.names, college.Fold(s.Number))
	}
	erased := college.Fold(erasedName)
	who.names = slices.DeleteFunc(who.names, func(name string) bool { return name == "" || name == erased })
	who.phones = slices.DeleteFunc(who.phones, func(phone string) bool { return len(phone) < 9 })
	return who
}

// is tells whether a contact is one of them, by the name, the phone or the e-mail.
func (who identity) is(name, phone, email string) bool {
	number, _, ok := college.ReadPhone(phone)
	return slices.Contains(who.names, college.Fold(name)) || slices.Contains(who.emails, strings.ToLower(strings.TrimSpace(email))) ||
		ok && slices.Contains(who.phones, digitsOf(strings.TrimPrefix(number, "+44")))
}

// What folding drops inside a word, and what stands in JSON between words.
var (
	apostrophes = strings.NewReplacer("'", "", "`", "")
	spaces      = strings.NewReplacer(`\n`, " ", `\t`, " ", `\r`, " ")
)

// in tells whether a text, or JSON, names one of them: a name of several words,
// an e-mail or a phone stands in it.
func (who identity) in(text string) bool {
	lower := strings.ToLower(text)
	if slices.ContainsFunc(who.emails, func(email string) bool { return strings.Contains(lower, email) }) {
		return true
	}
	if digits := digitsOf(text); slices.ContainsFunc(who.phones, func(phone string) bool { return strings.Contains(digits, phone) }) {
		return true
	}
	plain := apostrophes.Replace(lower)
	isPlain := !strings.ContainsFunc(plain, func(r rune) bool { return r > unicode.MaxASCII })
	folded := ""
	return slices.ContainsFunc(who.names, func(name string) bool {
		words := strings.Fields(name)
		if len(words) < 2 || isPlain && !strings.Contains(plain, words[len(words)-1]) {
			return false // folding is what takes the time: most texts need none
		}
		if folded == "" {
			folded = " " + college.Fold(spaces.Replace(text)) + " "
		}
		return strings.Contains(folded, " "+name+" ")
	})
}

func digitsOf(text string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, text)
}

// placeName is a row of the venue book that names somebody.
type placeName struct{ id, venue, name, phone, email, changed, day string }

// placeNames read the rows of the venue book that name people.
var placeNames = []string{
	`SELECT c.id, v.name, c.name, coalesce(c.phone, ''), coalesce(c.email, ''), c.updated_at FROM venues.venue_contact c JOIN venues.venue v ON v.id = c.venue_id`,
	`SELECT f.id, v.name, f.checked_by, '', '', f.updated_at FROM venues.access_fact f JOIN venues.venue v ON v.id = f.venue_id WHERE f.checked_by IS NOT NULL`,
	`SELECT a.id, v.name, a."by", '', '', a.updated_at FROM venues.risk_assessment a JOIN venues.venue v ON v.id = a.venue_id WHERE a."by" IS NOT NULL`,
	`SELECT id, name, owner_name, '', '', updated_at FROM venues.venue WHERE owner_name IS NOT NULL`,
}

// venueNames are the rows of the venue book that name somebody, and those that
// stand in a ledger: as they were before the day they were erased.
func venueNames(ctx context.Context, q querier, who identity, ledger map[string]string) (found []placeName, err error) {
	for _, query := range placeNames {
		all, err := list(ctx, q, func(r *sql.Rows) (p placeName, err error) {
			return p, r.Scan(&p.id, &p.venue, &p.name, &p.phone, &p.email, &p.changed)
		}, query)
		if err != nil {
			return nil, err
		}
		for _, p := range all {
			p.day = ledger[hashOf(p.id)]
			erased := p.day != "" && p.changed[:min(len(p.changed), len(p.day))] <= p.day
			if erased || who.is(p.name, p.phone, p.email) {
				found = append(found, p)
			}
		}
	}
	return found, nil
}

// purge takes out of a file's journal the changes of rows whose ids are given,
// and those that name one of these ids or the person. A row that is not there any
// more, such as one that was taken back, and what it led to, go as well.
func (e *erasing) purge(ctx context.Context, file string, ids map[string]bool) error {
	type line struct {
		act, table, row string
		sequence        int
		hit             bool
	}
	for {
		lines, err := list(ctx, e.Tx, func(r *sql.Rows) (l line, err error) {
			var before, after sql.NullString
			err = r.Scan(&l.act, &l.sequence, &l.table, &l.row, &before, &after)
			l.hit = ids[l.row] || e.named(file, ids, before.String) || e.named(file, ids, after.String)
			return l, err
		}, fmt.Sprintf(`SELECT act_id, sequence, "table", row_id, before, after FROM %s.%schange`, file, journalPrefix(file)))
		if err != nil {
			return err
		}
		lines = slices.DeleteFunc(lines, func(l line) bool { return !l.hit })
		more := false
		for _, l := range lines {
			if ids[l.row] {
				continue
			}
			there, err := one[int](ctx, e.Tx, fmt.Sprintf("SELECT count(*) FROM %s.%s WHERE id = ?", file, l.table), l.row)
			if err != nil {
				return err
			}
			if there == 0 {
				ids[l.row], more = true, true
			}
		}
		if more {
			continue
		}
		for _, l := range lines {
			if _, err := e.ExecContext(ctx, fmt.Sprintf("DELETE FROM %s.%schange WHERE act_id = ? AND sequence = ?", file, journalPrefix(file)), l.act, l.sequence); err != nil {
				return err
			}
		}
		e.done.History += len(lines)
		return nil
	}
}

// named tells whether one side of a change names the person or, in the college's
// file, a row of theirs: in the venue book a row is only itself. Ids stand in
// JSON as they are, between quotes.
func (e *erasing) named(file string, ids map[string]bool, side string) bool {
	if e.who.in(side) {
		return true
	}
	if file == venuesFile {
		return false
	}
	for part := range strings.SplitSeq(side, `"`) {
		if ids[part] {
			return true
		}
	}
	return false
}
