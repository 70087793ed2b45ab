package papers

import (
	"regexp"
	"strings"
	"testing"

	"daybook/backend/college"
)

// TestFacilitatorHelp: the marks' letters and whom to ring stand once, on the
// first page, above the first student; the head of later pages has the whole date.
func TestFacilitatorHelp(t *testing.T) {
	r := aRegister(12)
	r.Head.CourseTitle = "Understanding Psychosis and Hearing Voices"
	for _, body := range []float64{12, 16, 18, 24} {
		pages := pagesOf(FacilitatorCopy(largePrint(body), []college.Register{r}))
		for n, page := range pages {
			page = strings.ReplaceAll(page, "\u00a0", " ")
			want := n == 0
			if strings.Contains(page, "P Present") != want || strings.Contains(page, "If someone needs help at once") != want {
				t.Errorf("%g pt: page %d of %d says what the letters mean and whom to ring: want %v", body, n+1, len(pages), want)
			}
			if n == 0 && !strings.Contains(page, nameOf(0)) {
				t.Errorf("%g pt: no student stands on the first page", body)
			}
			if n > 0 && !strings.Contains(page, " · Mon 14 Sep 2026\n") {
				t.Errorf("%g pt: the head of page %d is cut", body, n+1)
			}
		}
	}
}

// TestLargeSignIn: how many are present stands on a line of its own, and the
// last page of a longer list has three names.
func TestLargeSignIn(t *testing.T) {
	for students := 6; students < 50; students++ {
		d := SignIn(largePrint(LargePrint), []college.Register{plain(students)})
		find(t, d, "Fire: take this sheet to the assembly point.")
		find(t, d, "Number present: ________")
		pages := pagesOf(d)
		if names := strings.Count(pages[len(pages)-1], "Bea Kaur"); names < bookedLast {
			t.Errorf("%d students: the last page has %d names", students, names)
		}
	}
}

func TestCourseRegisterCancelled(t *testing.T) {
	r := aCourseRegister(5, 4)
	for cancelled := range len(r.Sessions) + 1 {
		for i := range r.Sessions {
			r.Sessions[i].Status = college.SessionConfirmed
			if i < cancelled {
				r.Sessions[i].Status = college.SessionCancelled
			}
		}
		said, _ := textsOf(CourseRegister(standard(), r))
		if want := cancelled == len(r.Sessions); strings.Contains(said, "This run was cancelled.") != want {
			t.Errorf("%d of %d sessions cancelled: said so is %v", cancelled, len(r.Sessions), !want)
		}
		if !regexp.MustCompile(`(?m)^Confidential: do not leave this sheet behind\.$`).MatchString(said) {
			t.Error("the foot does not say it is confidential")
		}
	}
}
