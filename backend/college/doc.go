// Package college says what a student, session, venue, partner… is, and which
// of them are acceptable.
//
// A noun is a plain struct whose JSON names are also the names of its form
// fields, of its error fields and, in snake_case, of its columns. Rules that
// need one value only are its Validate method, which reports every wrong field
// at once; rules across sessions live in package timetable.
//
// Names come from docs/glossary.md. Dates and times of day are civil and are
// kept as text; "" always means "not known".
package college
