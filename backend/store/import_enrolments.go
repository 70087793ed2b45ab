package store

import (
	"context"

	"daybook/backend/college"
)

// enrolments takes in answered enrolment forms. A person already here stays as
// they are; someone who only looks like one here needs a look; a name that lost
// letters never makes a record.
func (in *importing) enrolments(ctx context.Context) error {
	index, err := indexPeople(ctx, in.Tx)
	if err != nil {
		return err
	}
	for _, row := range in.file.Enrolments {
		if err := in.enrolment(ctx, index, row); err != nil {
			return err
		}
	}
	return nil
}

func (in *importing) enrolment(ctx context.Context, index *peopleIndex, row college.EnrolmentRow) error {
	name := row.Person.FullName
	if len(row.Wrong) > 0 {
		in.outcome(row.RowSource, college.RowRefused, "", name, faults(row.Wrong)...)
		return nil
	}
	if record, known := in.known[row.Hash]; known {
		in.outcome(row.RowSource, college.RowMatched, record, name, reading("import.rowKnown"))
		return nil
	}
	decision := in.taking.Decisions[row.Number]
	if decision != "" && decision != AsNew {
		student, found := index.decided(decision)
		if !found { // what a person decided is done, or nothing is
			return college.Refuse(college.NotFound, "import.noSuchStudent", "number", decision)
		}
		in.outcome(row.RowSource, college.RowMatched, student.ID, name, reading("import.decided", "number", student.Number))
		return nil
	}
	same, alike := index.find(row.Person)
	switch {
	case len(same) == 1 && same[0].student.ID != "" && decision == AsNew:
		in.outcome(row.RowSource, college.RowRefused, "", name, reading(same[0].Key, "number", same[0].shown()), reading("import.notNew"))
		return nil
	case len(same) == 1 && same[0].student.ID != "":
		in.outcome(row.RowSource, college.RowMatched, same[0].student.ID, name, alreadyHere(same[0], row.Person)...)
		return nil
	case college.Damaged(name):
		in.outcome(row.RowSource, college.RowLook, "", name, append([]college.Reading{reading("import.damagedName")}, looks(alike)...)...)
		return nil
	case len(same) == 0 && len(alike) > 0 && decision != AsNew, len(same) > 1:
		in.outcome(row.RowSource, college.RowLook, "", name, looks(append(same, alike...))...)
		return nil
	case len(same) == 1:
		row.Person = same[0].person // known, but not a student yet
	}
	return in.enrol(ctx, index, row, len(same) == 1)
}

// alreadyHere says whose record a row is, and which answers of the form are not
// what the record says, for somebody to settle.
func alreadyHere(l likeness, form college.Person) []college.Reading {
	reasons := []college.Reading{reading(l.Key, "number", l.shown()), reading("import.alreadyHere", "number", l.student.Number)}
	differs := form.Postcode != "" && form.Postcode != l.person.Postcode || form.KnownAs != "" && form.KnownAs != l.person.KnownAs ||
		form.DOB != "" && form.DOB != l.person.DOB
	if differs {
		reasons = append(reasons, reading("import.differs"))
	}
	return reasons
}

// looks names everyone a row may be about and why.
func looks(alike []likeness) []college.Reading {
	var reasons []college.Reading
	for i, l := range alike {
		if i == 3 {
			reasons = append(reasons, reading("import.andOthers", "count", count(len(alike)-3)))
			break
		}
		reasons = append(reasons, reading(l.Key, "number", l.shown()))
	}
	return reasons
}

// enrol makes a student of a row: person, student, enrolment, status, and what
// they agreed to.
func (in *importing) enrol(ctx context.Context, index *peopleIndex, row college.EnrolmentRow, personKnown bool) error {
	person, today := row.Person, in.store.Today()
	if !personKnown {
		person.ID = in.newID()
	}
	if err := person.Validate(today); err != nil {
		in.outcome(row.RowSource, college.RowRefused, "", person.FullName, faults(college.AsRefusal(err).Fields)...)
		return nil
	}
	row.Student.EnrolledOn = row.SubmittedOn
	if row.Student.EnrolledOn == "" {
		row.Student.EnrolledOn = today
	}
	student, err := in.newStudent(ctx, person, row.Student, "enrolled", college.Adult)
	if err != nil {
		return err
	}
	enrolment := college.Enrolment{ID: in.newID(), StudentID: student.ID, Date: student.EnrolledOn, Kind: "new", Source: "form"}
	if err := in.put(ctx, enrolment); err != nil {
		return err
	}
	if row.Ethnicity != "" {
		answers := college.Equality{ID: in.newID(), PersonID: person.ID, Ethnicity: row.Ethnicity, EthnicitySystem: "nhs2001", CollectedOn: student.EnrolledOn}
		if err := in.put(ctx, answers); err != nil {
			return err
		}
	}
	if row.PrivacyRead {
		consent := college.Consent{ID: in.newID(), PersonID: person.ID, Kind: "privacyRead", GivenOn: student.EnrolledOn, Method: "onlineForm", GivenBy: "self"}
		if err := in.put(ctx, consent); err != nil {
			return err
		}
	}
	if !personKnown {
		index.add(person)
	}
	index.student[person.ID] = student
	in.make("student", "")
	in.outcome(row.RowSource, college.RowCreated, student.ID, person.FullName, append(row.Notes, reading("import.newStudent", "number", student.Number))...)
	return nil
}
