package exchange

import "daybook/backend/college"

// booking reads one line of a bookings list. The order of the lines is the
// order of the waiting list where days are equal (decisions D5), so none is
// moved or left out.
func (l *line) booking() college.BookingRow {
	b := college.BookingRow{Name: l.needs("name"), Title: l.needs("title"), BookedOn: l.date("bookedOn")}
	if email := l.text("email"); !nothing(email) {
		tidy, ok := college.ReadEmail(email)
		if ok {
			b.Email = tidy
		} else {
			l.note("import.note.email", "text", email)
		}
	}
	if mobile := l.text("mobile"); !nothing(mobile) {
		phones, ok := readPhones(mobile)
		if ok {
			b.Mobile = phones[0].Number
		} else {
			l.note("import.note.phone", "text", mobile)
		}
	}
	b.Source = l.choice("source", sourceAnswers)
	if place := l.text("waiting"); place != "" {
		code, known := placeAnswers.code(place)
		if !known {
			l.bad("waiting", "import.place.unknown", "text", place)
		}
		b.Waiting = code == "waiting"
	}
	b.Notes, b.RowSource = l.notes, l.source()
	return b
}
