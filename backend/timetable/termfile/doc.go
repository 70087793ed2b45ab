// Package termfile reads and writes a term as one file: what there is and what
// is to be planned as JSON (Read, Describe), the plan with its reasons as JSON
// (Write), and both as the program FET has them (WriteFET, ReadFET). The JSON is
// described field by field in docs/handbook/term-file.md.
//
// A term file says who may teach what and when, and where; it holds no student.
// Paperwork that it does not speak of, DBS checks, training, risk assessments,
// partners' agreements and the approval of courses, is taken as in order.
package termfile
