// Package exchange reads and writes the files colleges already have.
//
// Reading has three steps, each of which can be shown to a person: Open (or
// Read) makes a Sheet of text from a workbook or a text file, whatever its
// name says; Guess says which column is which from the headings; Apply turns
// the rows into a college.ImportFile. Nothing here knows a record: who a row
// is about, and what becomes of it, is the store's to say.
//
// A file that cannot be used is refused as a whole, in one sentence that says
// what to do. A cell that cannot be read is a FieldError of its row. A doubtful
// cell that was read all the same leaves a Reading in the row's notes.
package exchange
