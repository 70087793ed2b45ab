package papers

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/typeset"
)

// textsOf gives all of a paper's texts in one, and each by itself.
func textsOf(d *typeset.Document) (all string, each []typeset.Text) {
	var b strings.Builder
	for _, page := range d.Pages {
		for _, op := range page.Ops {
			if text, is := op.(typeset.Text); is {
				each = append(each, text)
				b.WriteString(text.String + "\n")
			}
		}
	}
	return b.String(), each
}

func find(t *testing.T, d *typeset.Document, text string) typeset.Text {
	t.Helper()
	_, each := textsOf(d)
	for _, found := range each {
		if strings.ReplaceAll(found.String, "\u00a0", " ") == strings.ReplaceAll(text, "\u00a0", " ") {
			return found
		}
	}
	t.Fatalf("the paper does not say %q", text)
	return typeset.Text{}
}

// plain is a register whose names all fit on one line.
func plain(students int) college.Register {
	r := aRegister(students)
	r.Sample = false
	for i := range r.Rows {
		r.Rows[i].KnownAs, r.Rows[i].FullName = "", fmt.Sprint("Bea Kaur ", i)
	}
	return r
}

// TestSignInFitsOnePage holds §1.3 A: 20 booked and 3 blank lines of 9 mm are
// one page, and two rows too many are tightened onto it.
func TestSignInFitsOnePage(t *testing.T) {
	for students, pitch := range map[int]float64{20: 9, 22: 8.2, 23: 8.2} {
		d := SignIn(standard(), []college.Register{plain(students)})
		if len(d.Pages) != 1 {
			t.Fatalf("%d students take %d pages", students, len(d.Pages))
		}
		if got := find(t, d, "2").Y - find(t, d, "1").Y; got < pitch-0.01 || got > pitch+0.01 {
			t.Errorf("%d students: rows of %.2f mm, want %.1f", students, got, pitch)
		}
	}
	if d := SignIn(standard(), []college.Register{plain(25)}); len(d.Pages) != 2 {
		t.Errorf("25 students take %d pages, want 2", len(d.Pages))
	}
}

// TestSignInColumns holds the columns to the millimetre: 11 | 74 | 57 | 18 | 18.
func TestSignInColumns(t *testing.T) {
	d := SignIn(standard(), []college.Register{plain(3)})
	var edges []float64
	for _, op := range d.Pages[0].Ops {
		if line, is := op.(typeset.Line); is && line.X1 == line.X2 && !slices.Contains(edges, line.X1) {
			edges = append(edges, line.X1)
		}
	}
	slices.Sort(edges)
	for i, want := range []float64{20, 31, 105, 162, 180, 198} {
		if i >= len(edges) || edges[i] < want-0.01 || edges[i] > want+0.01 {
			t.Fatalf("columns stand at %v, want …%g…", edges, want)
		}
	}
}

// TestSignInSaysOnlyNames: what goes round the room tells nothing else.
func TestSignInSaysOnlyNames(t *testing.T) {
	r := aRegister(10)
	for i := range r.Rows {
		r.Rows[i].Reason, r.Rows[i].Under18, r.Rows[i].AskTeamLeader = "bereavement", true, true
		r.Rows[i].Attendance = college.DidNotAttend
	}
	said, _ := textsOf(SignIn(standard(), []college.Register{r}))
	for _, secret := range []string{"07700", "he/him", "door", "break", "companion", "bereavement", "18", "leader", "S-0", "Pryce", "999", "Photos"} {
		for _, line := range strings.Split(said, "\n") {
			if strings.Contains(line, secret) && line != "18" {
				t.Errorf("the sheet says %q", line)
			}
		}
	}
	if strings.Contains(said, "Nadia") {
		t.Error("the sheet says who printed it")
	}
}

// TestRowNumbers holds D7: numbers stay as given, gaps too, and walk-in lines
// take numbers that nobody has.
func TestRowNumbers(t *testing.T) {
	r := plain(4)
	for i, n := range []int{1, 2, 4, 9} {
		r.Rows[i].RowNo = n
	}
	r.NextNo = 7 // too low: 9 is taken
	said, _ := textsOf(SignIn(standard(), []college.Register{r}))
	numbers := regexp.MustCompile(`(?m)^\d+$`).FindAllString(said, -1)
	want := []string{"1", "2", "4", "9", "10", "11", "12", "13", "14", "15"}
	if !slices.Equal(numbers, want) {
		t.Errorf("rows are numbered %v, want %v", numbers, want)
	}
}

// TestSameCalledNames: two who are called alike have their full names too (D1).
func TestSameCalledNames(t *testing.T) {
	r := plain(3)
	r.Rows[0].KnownAs, r.Rows[1].KnownAs, r.Rows[2].KnownAs = "Bea", "Béa", "Tom"
	d := SignIn(standard(), []college.Register{r})
	for _, name := range []string{"Bea (Bea Kaur 0)", "Béa (Bea Kaur 1)", "Tom"} {
		find(t, d, name)
	}
}

func TestOnlineHasNoSignature(t *testing.T) {
	r := plain(3)
	r.Head.Mode, r.Head.Place = college.Online, college.Place{Online: "Zoom"}
	said, _ := textsOf(SignIn(standard(), []college.Register{r}))
	for text, want := range map[string]bool{"Signature": false, "Fire": false, "Here": true, "Online (Zoom)": true} {
		if strings.Contains(said, text) != want {
			t.Errorf("an online session's list: %q said is %v, want %v", text, !want, want)
		}
	}
}

func TestUnknownIsToBeConfirmed(t *testing.T) {
	r := plain(0)
	r.Head = college.SessionHead{Reference: "UMH01-T1-1", CourseTitle: "Sleep Well", Number: 1, Of: 1}
	d := SignIn(standard(), []college.Register{r})
	find(t, d, "To be confirmed (session 1 of 1)")
	find(t, d, "Place: To be confirmed")
	find(t, d, "Led by: To be confirmed · Wexmoor Recovery and Wellbeing College")
	find(t, d, "No bookings when this was printed")
	find(t, d, "10")
}

// TestDuplex: each session of a batch begins on a right-hand page.
func TestDuplex(t *testing.T) {
	p := standard()
	p.Edition.Duplex = true
	d := SignIn(p, []college.Register{plain(30), plain(3), plain(40)})
	for n, page := range pagesOf(d) {
		if strings.Contains(page, "H1") && n%2 == 1 {
			t.Errorf("a session begins on page %d", n+1)
		}
	}
}

// TestIssuesNameNobody: a name that cannot be set is told by student number.
func TestIssuesNameNobody(t *testing.T) {
	r := plain(2)
	r.Rows[1].FullName = "Ann \ue000"
	d := SignIn(standard(), []college.Register{r})
	issues := d.Issues()
	if len(issues) != 1 || issues[0].Kind != typeset.MissingGlyph || issues[0].Subject != "student S-00002" {
		t.Errorf("issues are %+v", issues)
	}
}

func TestFacilitatorCopy(t *testing.T) {
	r := aRegister(6)
	r.Rows[0].Reason, r.Rows[0].Attendance = "bereavement", college.LeftEarly
	plainCopy, _ := textsOf(FacilitatorCopy(standard(), []college.Register{r}))
	for text, want := range map[string]bool{
		"CONFIDENTIAL – do not leave in the room": true, "Keep a seat near the door.": true, "bereavement": false,
		"07700": false, "Emergency": false, "Pryce": false, "he/him": true, "A companion comes along.": true,
		"speak to the team leader": true, "\nE\n": true, "999": true, "N Did not attend": true,
	} {
		if strings.Contains(strings.ReplaceAll(plainCopy, "\u00a0", " "), text) != want {
			t.Errorf("%q said is %v, want %v", text, !want, want)
		}
	}
	r.Rows[3].Under18 = true
	full, _ := textsOf(FacilitatorCopy(standard(), []college.Register{r}, EmergencyContacts))
	for _, text := range []string{"07700 900123", "Emergency contact", "Under 18: number 4. For any worry about safeguarding: Ruth Pryce, 01632 960001."} {
		if !strings.Contains(strings.ReplaceAll(full, "\u00a0", " "), text) {
			t.Errorf("the copy with everything does not say %q", text)
		}
	}
}
