package store

import (
	"slices"

	"daybook/backend/college"
)

// inRuns puts the rows of a plan in the order of its runs, each run's rows one
// below the other: many plans are kept in the order of dates, with the sessions
// of several courses in turn. Runs stand in the order of their first rows.
func inRuns(rows []college.PlanRow) []college.PlanRow {
	var runs [][]college.PlanRow
	byTitle := map[string][]int{}
	for _, row := range rows {
		title := college.Fold(row.Title)
		at := -1
		if len(row.Wrong) == 0 {
			at = goesOn(row, runs, byTitle[title])
		}
		if at < 0 {
			at = len(runs)
			runs = append(runs, nil)
			if len(row.Wrong) == 0 {
				byTitle[title] = append(byTitle[title], at)
			}
		}
		runs[at] = append(runs[at], row)
	}
	return slices.Concat(runs...)
}

// goesOn finds the run of a title that a row goes on with, or -1: the one that
// waits for its number and meets on the same weekday at the same time, else one
// that waits for its number, else the last one that has not come to it yet.
func goesOn(row college.PlanRow, runs [][]college.PlanRow, open []int) int {
	waits, behind := -1, -1
	for _, at := range open {
		last := runs[at][len(runs[at])-1]
		switch {
		case last.Session == row.Session-1 && last.Date.Weekday() == row.Date.Weekday() && last.Start == row.Start:
			return at
		case last.Session == row.Session-1 && waits < 0:
			waits = at
		case last.Session < row.Session:
			behind = at
		}
	}
	if waits >= 0 {
		return waits
	}
	return behind
}
