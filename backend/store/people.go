package store

import (
	"context"
	"fmt"

	"daybook/backend/college"
)

// newStudent saves a person and their student record with the next number, and
// opens the role span of their first status.
func (a *act) newStudent(ctx context.Context, person college.Person, student college.Student, status string, arm college.Arm) (college.Student, error) {
	number, err := a.nextStudentNumber(ctx)
	if err != nil {
		return student, err
	}
	student.ID, student.PersonID, student.Number = a.newID(), person.ID, number
	student.District = college.District(person.Postcode)
	span := college.RoleSpan{ID: a.newID(), PersonID: person.ID, Role: college.RoleStudent, Status: status, From: student.EnrolledOn, Arm: arm}
	return student, firstError(a.put(ctx, person), a.put(ctx, student), a.put(ctx, span))
}

// nextStudentNumber follows the highest number on record, which an act looks up
// once.
func (a *act) nextStudentNumber(ctx context.Context) (string, error) {
	if a.highest == 0 {
		highest, err := one[int](ctx, a.Tx, `SELECT max(coalesce((SELECT max(CAST(substr(number, 3) AS INTEGER)) FROM college.student WHERE number LIKE 'S-%'), 0),
			coalesce((SELECT max(numbers_to) FROM college.settings), 0))`)
		if err != nil {
			return "", err
		}
		a.highest = highest
	}
	a.highest++
	return fmt.Sprintf("S-%05d", a.highest), nil
}
