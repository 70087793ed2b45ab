package sample

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strconv"
)

// The three tables of the domain folder, row for row, and two of our own: what
// else the prospectus says of each course, and names.
//
//go:embed courses.csv venues.csv partners.csv prospectus.csv names.txt
var files embed.FS

// row is one line of a table by its headings.
type row map[string]string

func table(name string) ([]row, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	rows := make([]row, 0, len(lines))
	for _, line := range lines[1:] {
		r := row{}
		for i, heading := range lines[0] {
			r[heading] = line[i]
		}
		rows = append(rows, r)
	}
	return rows, nil
}

// number is a whole number of a table that this package carries: the tests
// have read every one.
func (r row) number(heading string) int {
	n, _ := strconv.Atoi(r[heading])
	return n
}

// pence is an amount of pounds, "7.5", in pence.
func (r row) pence(heading string) int {
	pounds, _ := strconv.ParseFloat(r[heading], 64)
	return int(pounds*100 + 0.5)
}

func (r row) yes(heading string) bool { return r[heading] == "1" }
