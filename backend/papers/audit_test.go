package papers

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

func anAudit(lines int) Audit {
	a := Audit{
		College: "Wexmoor Recovery and Wellbeing College", Sample: true, From: "2026-11-01", To: "2026-11-20", Total: lines + 2500,
		Verdict:     "Every line of both books is there and unchanged.",
		VenueHead:   AuditHead{Sequence: 812, Mark: "9F3A 22C1 77D0 4B1E"},
		CollegeHead: AuditHead{Sequence: int64(lines) + 1688, Mark: "03BD E9A4 5C70 118F"},
	}
	acts := []string{"Booked a place", "Changed a student", "Opened a student’s record", "Printed a sign-in sheet", "Signed in", "Put right an access fact of a venue"}
	for i := range lines {
		l := AuditLine{
			Book: CollegeAudit, Sequence: int64(1689 + i), By: nameOf(i % 4), Did: acts[i%len(acts)],
			At:      college.InstantOf(printedAt.AddDate(0, 0, -19).Add(time.Duration(i) * 437 * time.Second)),
			Subject: fmt.Sprintf("Student S-%05d", i*7%4000+1),
		}
		switch i % len(acts) {
		case 1:
			l.Fields = []string{"mobile", "e-mail", "emergency contacts"}
		case 4:
			l.Subject = ""
		case 5:
			l.Book, l.Sequence = VenueAudit, int64(400+i/len(acts))
			l.Subject, l.Fields = "Wexmoor Central Library, Learning Room", []string{"step-free"}
		}
		a.Lines = append(a.Lines, l)
	}
	return a
}

// hostileAudit has the worst texts there are in every column.
func hostileAudit() Audit {
	a := anAudit(len(hostileNames))
	a.Who = longTitle(300)
	a.College, a.Verdict = longTitle(300), strings.Repeat(longTitle(300), 4)
	a.VenueHead.Mark = strings.Repeat("9F3A", 16)
	for i, text := range hostileNames {
		l := &a.Lines[i]
		l.By, l.Subject, l.Did, l.Fields = text, text, text, []string{text, "", text}
		l.Sequence = 1e15
	}
	a.Lines[0].Book, a.Lines[0].At = "no such book", "no moment"
	a.Lines[1].Subject = "0193e2f0-7c1a-7b2e-9d3f-4a5b6c7d8e9f"
	a.Lines[2].Fields = strings.Split(strings.Repeat("emergency contacts,", 200), ",")
	return a
}

// TestAuditSays: each line is named by its book and number, and says when by
// London's clocks, in summer too, who, what and which fields.
func TestAuditSays(t *testing.T) {
	a := anAudit(0)
	a.Lines = []AuditLine{
		{Book: VenueAudit, Sequence: 7, At: "2026-06-30T23:05:09Z", By: "Ruth Pryce", Did: "Changed a venue", Subject: "Wexmoor Library", Fields: []string{"town", "phone"}},
		{Book: CollegeAudit, Sequence: 8, At: "2026-11-20T08:05:09Z", By: "Bea Kaur", Did: "Signed in"},
		{Book: "cellar", Sequence: 9, At: "yesterday"},
	}
	d := AuditReport(standard(), a)
	for _, text := range []string{
		"Venues 7", "1\u00a0Jul\u00a02026, 00:05:09", "Ruth Pryce", "Changed a venue · town and phone", "Wexmoor Library",
		"College 8", "20\u00a0Nov\u00a02026, 08:05:09", "Signed in", "cellar 9", "yesterday",
		"Wexmoor Recovery and Wellbeing College", "1 to 20 November 2026",
		"Printed Friday 20 November 2026, 08:45, by Nadia Rahman",
	} {
		find(t, d, text)
	}
}

// TestAuditOfOnePerson: a list that leaves others out says so, on every page.
func TestAuditOfOnePerson(t *testing.T) {
	a := anAudit(40)
	a.Who = "Ruth Pryce"
	for n, page := range pagesOf(AuditReport(standard(), a)) {
		if !strings.Contains(page, "1 to 20 November 2026 · only what Ruth Pryce did") {
			t.Errorf("page %d does not say whom it is about", n+1)
		}
	}
}

func TestAuditPeriod(t *testing.T) {
	for want, a := range map[string]Audit{
		"From the first line on":  {},
		"From 1 November 2026 on": {From: "2026-11-01"},
		"Up to 20 November 2026":  {To: "2026-11-20"},
		"1 to 20 November 2026":   {From: "2026-11-01", To: "2026-11-20"},
		"20 November 2026":        {From: "2026-11-20", To: "2026-11-20"},
	} {
		if got := standard().auditPeriod(a); got != want {
			t.Errorf("the period is %q, want %q", got, want)
		}
	}
}

// TestAuditMoments: at 12 pt each stands on one line, whatever the month.
func TestAuditMoments(t *testing.T) {
	a := anAudit(12)
	for i := range a.Lines {
		a.Lines[i].At = college.InstantOf(time.Date(2026, time.Month(i+1), 28, 20, 28, 48, 0, time.UTC))
	}
	d := AuditReport(standard(), a)
	for _, l := range a.Lines {
		find(t, d, standard().moment(l.At))
	}
}

// TestAuditIsAnAnchor: the verdict and the heads of both books stand together
// on the last page, however many lines there are; every line is printed, and
// every page has its number.
func TestAuditIsAnAnchor(t *testing.T) {
	for edition, p := range map[string]Printing{"standard": standard(), "large print": largePrint(18)} {
		for _, lines := range []int{0, 1, 2, 9, 10, 11, 12, 13, 14, 15, 40, 2000} {
			a := anAudit(lines)
			d := AuditReport(p, a)
			pages := pagesOf(d)
			last := strings.ReplaceAll(pages[len(pages)-1], "\u00a0", " ")
			for _, text := range []string{"Is the audit whole?", a.Verdict, "812", a.VenueHead.Mark, fmt.Sprint(a.CollegeHead.Sequence), a.CollegeHead.Mark} {
				if !strings.Contains(last, text) {
					t.Fatalf("%s, %d lines: the last page does not say %q", edition, lines, text)
				}
			}
			for n, page := range pages {
				if want := fmt.Sprintf("Page %d of %d", n+1, len(pages)); !strings.Contains(page, want) {
					t.Fatalf("%s, %d lines: a page does not say %q", edition, lines, want)
				}
			}
			if printed := linesOf(d); printed != lines {
				t.Errorf("%s: %d of %d lines are printed", edition, printed, lines)
			}
		}
	}
}

// linesOf counts the lines printed, by the cells that name them.
func linesOf(d *typeset.Document) int {
	_, each := textsOf(d)
	named := map[typeset.ElementID]bool{}
	for _, text := range each {
		if d.Elements[text.Element].Scope == typeset.ScopeRow {
			named[text.Element] = true
		}
	}
	return len(named)
}

// TestAuditWithoutLines says so, and still is an anchor; a book without lines
// has no head.
func TestAuditWithoutLines(t *testing.T) {
	a := anAudit(0)
	a.VenueHead = AuditHead{}
	d := AuditReport(standard(), a)
	said, _ := textsOf(d)
	for text, want := range map[string]bool{
		"0 lines are listed here, of 2500 in all.": true, "Venues: no line yet.": true,
		"College: the last line is 1688, with the mark 03BD E9A4 5C70 118F.": true, "What was done": false,
	} {
		if strings.Contains(strings.ReplaceAll(said, "\u00a0", " "), text) != want {
			t.Errorf("an audit without lines: %q said is %v, want %v", text, !want, want)
		}
	}
}

// TestAuditIssuesNameALine: a text that cannot be set is told by its line.
func TestAuditIssuesNameALine(t *testing.T) {
	a := anAudit(3)
	a.Lines[1].By = "Ann \ue000"
	issues := AuditReport(standard(), a).Issues()
	if len(issues) != 1 || issues[0].Kind != typeset.MissingGlyph || issues[0].Subject != "College 1690" {
		t.Errorf("issues are %+v", issues)
	}
}
