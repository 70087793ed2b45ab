package store

import (
	"cmp"
	"context"
	"slices"

	"daybook/backend/college"
)

// timesList is a list of when people can work on its way in.
type timesList struct {
	*importing
	workers []college.Person
	index   *peopleIndex
	weeks   []college.Availability
	leaves  []college.Leave
	limits  map[string]college.WorkLimit // by person
}

// times takes in when tutors, volunteers and staff can work, are away, and what
// was agreed with them. What stands already stays; nobody is made by it.
func (in *importing) times(ctx context.Context) error {
	l := &timesList{importing: in}
	if err := l.read(ctx); err != nil {
		return err
	}
	for _, row := range in.file.Times {
		if err := l.row(ctx, row); err != nil {
			return err
		}
	}
	return nil
}

func (l *timesList) read(ctx context.Context) (err error) {
	l.workers, err = find[college.Person](ctx, l.Tx, `WHERE merged_into IS NULL AND id IN (SELECT person_id FROM college.tutor
		UNION SELECT person_id FROM college.volunteer UNION SELECT person_id FROM college.staff) ORDER BY id`)
	if err != nil {
		return err
	}
	l.index = newPeopleIndex(nil)
	for _, p := range l.workers {
		l.index.add(p)
	}
	if err := firstError(fillStanding(ctx, l.Tx, &l.weeks), fillStanding(ctx, l.Tx, &l.leaves)); err != nil {
		return err
	}
	l.limits, err = byID(ctx, l.Tx, func(w college.WorkLimit) string { return w.PersonID }, standing)
	return err
}

func (l *timesList) row(ctx context.Context, row college.TimesRow) error {
	if len(row.Wrong) > 0 {
		l.outcome(row.RowSource, college.RowRefused, "", row.Name, faults(row.Wrong)...)
		return nil
	}
	if record, known := l.known[row.Hash]; known {
		l.outcome(row.RowSource, college.RowMatched, record, row.Name, reading("import.rowKnown"))
		return nil
	}
	found := l.worker(row)
	switch {
	case len(found) == 0:
		l.outcome(row.RowSource, college.RowRefused, "", row.Name, reading("import.unknownWorker", "name", row.Name))
		return nil
	case len(found) > 1:
		l.outcome(row.RowSource, college.RowLook, "", row.Name, reading("import.whichWorker", "name", row.Name, "count", count(len(found))))
		return nil
	}
	made := []string{}
	for _, save := range []func(context.Context, college.TimesRow, string) (string, error){l.week, l.leave, l.limit} {
		id, err := save(ctx, row, found[0].ID)
		if err != nil {
			return err
		}
		if id != "" {
			made = append(made, id)
		}
	}
	if len(made) == 0 {
		l.outcome(row.RowSource, college.RowMatched, found[0].ID, row.Name, reading("import.timesHere", "name", found[0].Called()))
		return nil
	}
	l.outcome(row.RowSource, college.RowCreated, made[0], row.Name, append(row.Notes, reading("import.newTimes", "name", found[0].Called()))...)
	return nil
}

// worker finds who a row is about: by the e-mail with the name, else whoever
// works here under that name and has not another e-mail.
func (l *timesList) worker(row college.TimesRow) []college.Person {
	asked := college.Person{FullName: row.Name}
	if row.Email != "" {
		asked.Emails = []string{row.Email}
	}
	same, _ := l.index.find(asked)
	if len(same) == 1 {
		return []college.Person{same[0].person}
	}
	key := college.NameKey(row.Name)
	return kept(l.workers, func(p college.Person) bool {
		named := college.NameKey(p.FullName) == key || p.KnownAs != "" && college.NameKey(p.KnownAs) == key
		return key != "" && named && (row.Email == "" || len(p.Emails) == 0)
	})
}

func kept[T any](rows []T, keep func(T) bool) []T {
	return slices.DeleteFunc(slices.Clone(rows), func(row T) bool { return !keep(row) })
}

// week keeps the part of the week that a row has, if it is new.
func (l *timesList) week(ctx context.Context, row college.TimesRow, personID string) (string, error) {
	part := college.Availability{PersonID: personID, Weekday: row.Weekday, Start: row.Start, End: row.End, Kind: row.Kind}
	here := slices.ContainsFunc(l.weeks, func(a college.Availability) bool {
		a.ID = ""
		return a == part
	})
	if row.Weekday == 0 || here {
		return "", nil
	}
	part.ID = l.newID()
	l.weeks = append(l.weeks, part)
	l.make("availability", "")
	return part.ID, firstError(part.Validate(), l.put(ctx, part))
}

// leave keeps the time away that a row has, if it is new.
func (l *timesList) leave(ctx context.Context, row college.TimesRow, personID string) (string, error) {
	away := college.Leave{PersonID: personID, From: row.AwayFrom, To: row.AwayTo}
	here := slices.ContainsFunc(l.leaves, func(x college.Leave) bool {
		x.ID = ""
		return x == away
	})
	if row.AwayFrom == "" || here {
		return "", nil
	}
	away.ID = l.newID()
	l.leaves = append(l.leaves, away)
	l.make("leave", "")
	return away.ID, firstError(away.Validate(), l.put(ctx, away))
}

// limit keeps what a row says was agreed, over what was agreed before.
func (l *timesList) limit(ctx context.Context, row college.TimesRow, personID string) (string, error) {
	before := l.limits[personID]
	now := before
	now.ID, now.PersonID = cmp.Or(before.ID, l.newID()), personID
	now.SessionsWeek, now.HoursADay = cmp.Or(row.SessionsWeek, before.SessionsWeek), cmp.Or(row.HoursADay, before.HoursADay)
	if row.SessionsWeek+row.HoursADay == 0 || now == before {
		return "", nil
	}
	l.limits[personID] = now
	l.make("limit", "")
	return now.ID, firstError(now.Validate(), l.put(ctx, now))
}
