package papers

import (
	"fmt"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// textsOn gives the texts of a role on each page, lines of one element joined.
func textsOn(d *typeset.Document, role typeset.Role) map[string]int {
	found := map[string]int{}
	for n, page := range d.Pages {
		last, line := typeset.Artifact, ""
		for _, op := range page.Ops {
			if text, is := op.(typeset.Text); is && d.Elements[text.Element].Role == role {
				if text.Element != last {
					line = ""
				}
				last, line = text.Element, strings.TrimSpace(line+" "+text.String)
				found[line] = n + 1
			}
		}
	}
	return found
}

// TestProspectusPages: contents and index name the page on which each course
// stands, in every edition.
func TestProspectusPages(t *testing.T) {
	for _, body := range []float64{0, 18, 24} {
		p := plainFace(largePrint(body))
		p.Edition.Paper, p.Edition.Duplex = typeset.A5, true
		o := aProspectus(31)
		for i := range o.Courses {
			o.Courses[i].Title = fmt.Sprintf("Course %d of many", i+1)
		}
		d := Prospectus(p, o)
		if want := map[bool]float64{false: 148, true: 210}[body > 0]; d.Pages[0].Size.W != want {
			t.Errorf("%g pt: the booklet is %g mm wide", body, d.Pages[0].Size.W)
		}
		headings := textsOn(d, typeset.RoleH2)
		rows := tableRows(d)
		for _, c := range o.Courses {
			page := headings[c.Title]
			if named := rows[c.Title]; page == 0 || len(named) != 2 || named[0] != fmt.Sprint(page) || named[1] != named[0] {
				t.Errorf("%g pt: %s is on page %d; contents and index say %q", body, c.Title, page, named)
			}
		}
		if len(d.Pages)%4 != 0 {
			t.Errorf("%g pt: %d pages make no booklet", body, len(d.Pages))
		}
		for n, page := range d.Pages {
			if len(page.Ops) == 0 && n < len(d.Pages)-3 {
				t.Errorf("%g pt: page %d is blank", body, n+1)
			}
		}
	}
}

// tableRows gives, for each cell that names its row, the texts beside it.
func tableRows(d *typeset.Document) map[string][]string {
	rows := map[string][]string{}
	name := ""
	for _, page := range d.Pages {
		for _, op := range page.Ops {
			text, is := op.(typeset.Text)
			if !is {
				continue
			}
			of := d.Elements[text.Element]
			if of.Role == typeset.RoleLink {
				of = d.Elements[of.Parent]
			}
			switch {
			case of.Role == typeset.RoleTH && of.Scope == typeset.ScopeRow:
				name = text.String
			case of.Role == typeset.RoleTD:
				rows[name] = append(rows[name], text.String)
			}
		}
	}
	return rows
}

func TestProspectusSays(t *testing.T) {
	p := plainFace(standard())
	p.Edition.Paper = typeset.A5
	d := Prospectus(p, aProspectus(3))
	said, _ := textsOf(d)
	said = strings.ReplaceAll(said, "\u00a0", " ")
	for _, text := range []string{
		"Wexmoor Recovery and", "Learning together, at your own pace", "Everything is free.", "Ring 01632 960100", "Look at www.example.org",
		"what sleep does for us", "Who it is for: ", "To book, say UMH02-T4-2", "Access: step-free from the street", "This one is full.",
		"Monday 7 Sep", "Cancelled", "What we promise each other", "Ring 999, or NHS 111", "Looking after yourself", "Booking opens on Monday 3 August 2026",
	} {
		if !strings.Contains(said, text) {
			t.Errorf("the prospectus does not say %q", text)
		}
	}
	if strings.Contains(said, "a fifth thing") {
		t.Error("more than four things to learn")
	}
	p.Face.CrisisText = ""
	if said, _ := textsOf(Prospectus(p, aProspectus(3))); strings.Contains(said, "If you need help at once") {
		t.Error("a heading stands over no text")
	}
}

// TestShortCoursesStayWhole: what fills less than 60 % of a page is not parted.
func TestShortCoursesStayWhole(t *testing.T) {
	o := aProspectus(24)
	for i := range o.Courses {
		o.Courses[i].Runs, o.Courses[i].Partners, o.Courses[i].ContentNote, o.Courses[i].Prerequisite = o.Courses[i].Runs[:1], nil, "", ""
		o.Courses[i].Runs[0].Sessions = o.Courses[i].Runs[0].Sessions[:1]
		o.Courses[i].Title, o.Courses[i].CoProduced = fmt.Sprintf("Course %d", i+1), false
	}
	d := Prospectus(plainFace(standard()), o)
	pages := pagesOf(d)
	for _, c := range o.Courses {
		page := textsOn(d, typeset.RoleH2)[c.Title]
		if page == 0 || !strings.Contains(pages[page-1], "To book, say "+c.Runs[0].Reference+"\n") {
			t.Errorf("%s begins on page %d and ends elsewhere", c.Title, page)
		}
	}
}

// TestTitlesTellNobody: a file's title has no person and no course in it (D11).
func TestTitlesTellNobody(t *testing.T) {
	p := plainFace(standard())
	v := aView(college.ForStudent, 3)
	for name, d := range map[string]*typeset.Document{
		"timetable": TimetableOf(p, v), "poster": Poster(p, aPoster(), ""), "door sign": DoorSigns(p, v.Sessions[:1]),
		"badges": Badges(p, someBadges(1), stockOf(""), Placement{}), "labels": Labels(p, someLabels(1), stockOf("3x7"), Placement{}),
	} {
		for _, secret := range []string{"Okafor", "Sleep", "Psychosis", "Amara", "Siân"} {
			if strings.Contains(d.Meta.Title, secret) {
				t.Errorf("%s: the title %q says %q", name, d.Meta.Title, secret)
			}
		}
	}
}
