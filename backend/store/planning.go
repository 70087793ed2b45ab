package store

import (
	"cmp"
	"context"
	"database/sql"
	"reflect"
	"strings"

	"daybook/backend/college"
)

// named looks up what a row of planning names, and may put right who or what it
// is by now.
type named func(ctx context.Context, q querier) error

// SaveAvailability keeps a part of the week of somebody who works in sessions,
// and gives it back with its id. One with an id takes the place of what was said
// before.
func (s *Store) SaveAvailability(ctx context.Context, part college.Availability) (college.Availability, error) {
	err := savePlanned(ctx, s, "act.availability", &part, &part.ID, part.Validate(), nil, worker(&part.PersonID))
	return part, err
}

// SaveLeave keeps when somebody is away, and gives it back with its id.
func (s *Store) SaveLeave(ctx context.Context, leave college.Leave) (college.Leave, error) {
	err := savePlanned(ctx, s, "act.leave", &leave, &leave.ID, leave.Validate(), nil, worker(&leave.PersonID))
	return leave, err
}

// SaveLimit keeps what was agreed with somebody who works in sessions: one for
// each person, so that what is said now takes the place of what was said before.
// All zeros is no limit.
func (s *Store) SaveLimit(ctx context.Context, limit college.WorkLimit) (college.WorkLimit, error) {
	same := func(ctx context.Context, q querier) (string, error) {
		return idWhere[college.WorkLimit](ctx, q, "person_id = ?", limit.PersonID)
	}
	err := savePlanned(ctx, s, "act.limit", &limit, &limit.ID, limit.Validate(), same, worker(&limit.PersonID), onRecord[college.Venue](limit.BaseVenueID))
	return limit, err
}

// SaveKitItem keeps a kind of kit and how many there are. A new one of a name
// that is there already, or was put away, takes its place.
func (s *Store) SaveKitItem(ctx context.Context, item college.KitItem) (college.KitItem, error) {
	item.Name = strings.TrimSpace(item.Name)
	same := func(ctx context.Context, q querier) (string, error) {
		return idWhere[college.KitItem](ctx, q, "name = ?", item.Name)
	}
	err := savePlanned(ctx, s, "act.kit", &item, &item.ID, item.Validate(), same)
	return item, err
}

// SaveCourseKit keeps how many of a kit item the sessions of a course take
// along; it takes the place of what was said of the two before.
func (s *Store) SaveCourseKit(ctx context.Context, kit college.CourseKit) (college.CourseKit, error) {
	same := func(ctx context.Context, q querier) (string, error) {
		return idWhere[college.CourseKit](ctx, q, "course_id = ? AND kit_item_id = ?", kit.CourseID, kit.KitItemID)
	}
	err := savePlanned(ctx, s, "act.courseKit", &kit, &kit.ID, kit.Validate(), same, onRecord[college.Course](kit.CourseID), onRecord[college.KitItem](kit.KitItemID))
	return kit, err
}

// SavePromise keeps what was agreed with a partner about when, where and how
// often, and gives it back with its id.
func (s *Store) SavePromise(ctx context.Context, promise college.Promise) (college.Promise, error) {
	err := savePlanned(ctx, s, "act.promise", &promise, &promise.ID, promise.Validate(), nil,
		onRecord[college.Partner](promise.PartnerID), onRecord[college.Venue](promise.VenueID), onRecord[college.Course](promise.CourseID))
	return promise, err
}

// savePlanned keeps a row, if it is valid and what it names is there, in one act.
// same finds the row in whose place it is, where there may be only one: it is
// taken into use again if it was put away.
func savePlanned[T any](ctx context.Context, s *Store, verb string, row *T, id *string, invalid error,
	same func(context.Context, querier) (string, error), names ...named) error {
	if invalid != nil {
		return invalid
	}
	_, err := s.do(ctx, collegeFile, verb, func(a *act) error {
		for _, name := range names {
			if err := name(ctx, a.Tx); err != nil {
				return err
			}
		}
		if *id != "" {
			if _, err := first[T](ctx, a.Tx, standing+" AND id = ?", *id); err != nil {
				return err
			}
		}
		if same != nil {
			was, err := same(ctx, a.Tx)
			if err == nil && was != "" && *id != "" && was != *id {
				err = college.Refuse(college.Conflict, "planning.twice")
			}
			if err != nil {
				return err
			}
			*id = cmp.Or(was, *id)
		}
		*id = cmp.Or(*id, a.newID())
		return firstError(a.put(ctx, *row), archive[T](ctx, a, *id, nil))
	})
	return err
}

// worker looks up a person who works in sessions: a tutor, a volunteer or staff,
// under whatever record they are now. Of others nothing of the kind is kept.
func worker(personID *string) named {
	return func(ctx context.Context, q querier) error {
		people, err := together(ctx, q, *personID)
		if err != nil {
			return err
		}
		*personID = people[0].ID
		condition, args := inList("person_id", idsOf(people))
		n, err := one[int](ctx, q, "SELECT count(*) FROM (SELECT person_id FROM college.tutor UNION SELECT person_id FROM college.volunteer UNION SELECT person_id FROM college.staff) WHERE "+condition, args...)
		if err == nil && n == 0 {
			err = college.Refuse(college.Conflict, "planning.noWorker", "name", people[0].Called())
		}
		return err
	}
}

// onRecord looks up a record by its id; "" needs none.
func onRecord[T any](id string) named {
	return func(ctx context.Context, q querier) error {
		if id == "" {
			return nil
		}
		_, err := get[T](ctx, q, id)
		return err
	}
}

// idWhere is the id of the first row for which a condition holds, put away or
// not; "" where there is none.
func idWhere[T any](ctx context.Context, q querier, condition string, args ...any) (string, error) {
	ids, err := list(ctx, q, func(rows *sql.Rows) (id string, err error) { return id, rows.Scan(&id) },
		"SELECT id FROM college."+tables[reflect.TypeFor[T]()].name+" WHERE "+condition+" LIMIT 1", args...)
	return strings.Join(ids, ""), err
}

// archive puts a row away at a moment, or with nil takes it into use again.
func archive[T any](ctx context.Context, a *act, id string, at any) error {
	_, err := a.ExecContext(ctx, "UPDATE college."+tables[reflect.TypeFor[T]()].name+` SET archived_at = ?1, row_version = row_version + 1
		WHERE id = ?2 AND archived_at IS NOT ?1`, at, id)
	return err
}

// archiving are the nouns of planning that can be put away, by what they are
// called there. A limit is put away by saying that there is none.
var archiving = map[string]func(context.Context, *act, string) error{
	"availability": putAway[college.Availability], "leave": putAway[college.Leave], "kitItem": putAway[college.KitItem],
	"courseKit": putAway[college.CourseKit], "promise": putAway[college.Promise],
}

func putAway[T any](ctx context.Context, a *act, id string) error {
	if _, err := first[T](ctx, a.Tx, standing+" AND id = ?", id); err != nil {
		return err
	}
	return archive[T](ctx, a, id, string(a.at))
}

// ArchivePlanned puts away an availability, a leave, a kitItem, a courseKit or a
// promise: from now on nothing is planned by it. Undo brings it back.
func (s *Store) ArchivePlanned(ctx context.Context, what, id string) error {
	away, known := archiving[what]
	if !known {
		return college.Refuse(college.Invalid, "planning.what")
	}
	_, err := s.do(ctx, collegeFile, "act.archivePlanned", func(a *act) error { return away(ctx, a, id) })
	return err
}

// AvailabilityOf is when somebody can work, is away, and what was agreed, on
// whichever of their records it stands.
func (s *Store) AvailabilityOf(ctx context.Context, personID string) (times college.WorkTimes, err error) {
	defer func() { err = InWords(err) }()
	people, err := together(ctx, s.db, personID)
	if err != nil {
		return times, err
	}
	times.PersonID, times.Name = people[0].ID, people[0].Called()
	its, args := inList("person_id", idsOf(people))
	limits, err1 := find[college.WorkLimit](ctx, s.db, standing+" AND "+its+" ORDER BY id", args...)
	if len(limits) > 0 {
		times.Limit = limits[0]
	}
	var err2, err3 error
	times.Week, err2 = find[college.Availability](ctx, s.db, standing+" AND "+its+` ORDER BY weekday, start, "from", id`, args...)
	times.Leaves, err3 = find[college.Leave](ctx, s.db, standing+" AND "+its+` ORDER BY "from", start, id`, args...)
	return times, firstError(err1, err2, err3)
}

// Kit is all countable kit by its name, and which courses take it along.
func (s *Store) Kit(ctx context.Context) (kit college.KitList, err error) {
	var err1, err2 error
	kit.Items, err1 = find[college.KitItem](ctx, s.db, standing+" ORDER BY name, id")
	kit.Courses, err2 = find[college.CourseKit](ctx, s.db, standing+" ORDER BY course_id, id")
	return kit, InWords(firstError(err1, err2))
}

// Promises are what was agreed with a partner, or with all when it is "".
func (s *Store) Promises(ctx context.Context, partnerID string) ([]college.Promise, error) {
	promises, err := find[college.Promise](ctx, s.db, standing+" AND (?1 = '' OR partner_id = ?1) ORDER BY partner_id, kind, id", partnerID)
	return promises, InWords(err)
}
