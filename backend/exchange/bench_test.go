package exchange

import (
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// benchRows are as many enrolments as the sample college has students.
const benchRows = 1877

var benchHead = []any{"ID", "Start time", "Completion time", "Email", "Name", "What is your full name?", "Date of birth", "Mobile number",
	"E-mail address", "Postcode", "Which of these best describes you?", "How did you hear about us?", "Which services are you in touch with?",
	"Is there anything that would help you take part?", "Emergency contact (name, relationship, number)", "Ethnic group", "I have read the privacy notice"}

func benchRow(i int) []any {
	return []any{i, 46288.455, 46288.468, "anonymous", "", fmt.Sprintf("Siân O’Brien %d", i), "17/05/1978", fmt.Sprintf("07700 90%04d", i%1000),
		fmt.Sprintf("student%d@example.org", i), "kd13 5DH", "Carer, family or friend", "Google;GP surgery leaflet;", "Prefer not to say",
		"Large print;Step-free access;", "Sam, partner, 01632 960000", "White – British", "Yes"}
}

func BenchmarkEnrolments(b *testing.B) {
	rows := [][]any{benchHead}
	var text strings.Builder
	for i := range benchRows + 1 {
		cells := benchHead
		if i > 0 {
			cells = benchRow(i)
			rows = append(rows, cells)
		}
		for j, c := range cells {
			fmt.Fprintf(&text, "%s%q", map[bool]string{true: ",", false: ""}[j > 0], fmt.Sprint(c))
		}
		text.WriteString("\n")
	}
	stamped := func(f *excelize.File) {
		id, err := f.NewStyle(&excelize.Style{NumFmt: 22})
		if err != nil || f.SetCellStyle("Sheet1", "B2", fmt.Sprintf("C%d", benchRows+1), id) != nil {
			b.Fatal("style")
		}
	}
	for name, path := range map[string]string{
		"xlsx": keep(b, "a.xlsx", book(b, rows, stamped)),
		"csv":  keep(b, "a.csv", []byte(text.String())),
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				said, file := verdict(path, "", nil, Options{})
				if len(file.Enrolments) != benchRows || name == "xlsx" && said != "" {
					b.Fatal(len(file.Enrolments), said)
				}
			}
		})
	}
}
