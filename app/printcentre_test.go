package app

import (
	"bytes"
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/papers"
)

// centre is the print centre of a door, into the folder beside its records.
func centre(door *Door) *PrintCentre { return &PrintCentre{door, folderDialogs{}} }

// pressOf is the press of a door into a folder of the test's own.
func pressOf(t *testing.T, door *Door) press {
	t.Helper()
	return press{door: door, records: door.store, folder: filepath.Join(t.TempDir(), "papers")}
}

// orders are one of each kind of paper that fits the sample college.
func orders(t *testing.T, p press) []Order {
	t.Helper()
	all, err := p.oneOfEach(context.Background())
	must(t, err)
	all, err = p.withCertificates(context.Background(), all)
	must(t, err)
	return all
}

// made waits for a job to end.
func made(t *testing.T, c *PrintCentre, job Job) Job {
	t.Helper()
	for range 2000 {
		now, err := c.Progress(job.ID)
		must(t, err)
		if now.State != jobMaking {
			return now
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the job does not end")
	return Job{}
}

// TestAPreviewLeavesNoTrace looks at every kind of paper: afterwards every byte
// of the records is what it was, and there is no file.
func TestAPreviewLeavesNoTrace(t *testing.T) {
	folder := wexmoor(t)
	door := openAs(t, folder, people[0], at(friday))
	p := pressOf(t, door)
	all := orders(t, p)
	before := theRecords(everyFile(t, folder))
	seen := map[string]bool{}
	for _, o := range all {
		document, _, err := p.preview(context.Background(), o)
		if err != nil || len(document.Pages) == 0 {
			t.Errorf("%s %s%s%s: %v", o.Kind, o.For, o.Certificate, o.Letter, err)
			continue
		}
		seen[o.Kind] = true
	}
	same(t, before, theRecords(everyFile(t, folder)))
	for _, k := range allKinds {
		if !seen[string(k.name)] {
			t.Errorf("%s was not looked at", k.name)
		}
	}
	if _, err := os.Stat(p.folder); err == nil {
		t.Error("looking made a folder")
	}
}

// TestPreviewsInTheWindow fetches previews as the page does.
func TestPreviewsInTheWindow(t *testing.T) {
	folder := wexmoor(t)
	door := openAs(t, folder, people[0], at(friday))
	door.again = func(string) {}
	fetch := func(address string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		door.ServeHTTP(w, httptest.NewRequest("GET", address, nil))
		return w
	}
	var urls []string
	for range mostPreviews + 1 {
		preview, err := centre(door).Preview(Order{Kind: "timetable", Format: formatHTML})
		must(t, err)
		if preview.Pages < 1 || preview.Issues == nil || slices.Contains(urls, preview.URL) {
			t.Errorf("%+v", preview)
		}
		urls = append(urls, preview.URL)
	}
	for i, url := range urls {
		got := fetch(url)
		if i == 0 {
			if got.Code != 404 {
				t.Error("the oldest is kept for ever")
			}
			continue
		}
		if h := got.Header(); got.Code != 200 || h.Get("Content-Type") != "application/pdf" || h.Get("Cache-Control") != "no-store" || !bytes.HasPrefix(got.Body.Bytes(), []byte("%PDF-")) {
			t.Errorf("%d: %v", got.Code, h)
		}
	}
	for _, url := range []string{"/pdf/", "/pdf/x", "/", "/pdf/../index.html", "/favicon.ico", urls[1] + "x"} {
		if got := fetch(url); got.Code != 404 {
			t.Errorf("%s: %d", url, got.Code)
		}
	}
	w := httptest.NewRecorder()
	if door.ServeHTTP(w, httptest.NewRequest("POST", urls[1], nil)); w.Code != 404 {
		t.Errorf("sent to: %d", w.Code)
	}
	door.lock("asked")
	if got := fetch(urls[3]); got.Code != 404 || len(door.previews.kept) != 0 {
		t.Errorf("after locking: %d, %d kept", got.Code, len(door.previews.kept))
	}
}

// TestIssuesBeforePrinting: what cannot be printed is said first, students by
// number.
func TestIssuesBeforePrinting(t *testing.T) {
	folder := wexmoor(t)
	h := sessionsOf(t, folder, "2026-11-20")[0]
	door := openDoor(t, folder, func() time.Time { return friday.Add(10 * time.Hour) })
	defer door.Close()
	for _, name := range []string{"\ue000 Chord", "\ue000 Clef"} { // in no typeface of ours
		_, err := (&Sessions{door}).AddWalkIn(h.SessionID, name)
		must(t, err)
	}
	preview, err := centre(door).Preview(Order{Kind: "register", Session: h.SessionID})
	must(t, err)
	if preview.Headline != "2 names use letters this computer cannot print." || len(preview.Issues) != 2 || !strings.HasPrefix(preview.Issues[0], "student S-") {
		t.Errorf("%q, %q", preview.Headline, preview.Issues)
	}
}

// TestMakingInTheBackground makes each kind of paper through the print centre,
// as a PDF and for reading by ear.
func TestMakingInTheBackground(t *testing.T) {
	folder := wexmoor(t)
	door := openAs(t, folder, people[0], at(friday))
	c := centre(door)
	for _, o := range orders(t, pressOf(t, door)) {
		for _, format := range []string{"", formatHTML} {
			o.Format = format
			job, err := c.Make(o)
			if format == formatHTML && !kindNamed(o.Kind).html {
				if refusal(t, err).Key != "form.invalid" {
					t.Errorf("%s by ear: %v", o.Kind, err)
				}
				continue
			}
			must(t, err)
			job = made(t, c, job)
			if job.State != jobDone || len(job.Made) == 0 || job.Why != "" {
				t.Errorf("%s%s: %+v", o.Kind, format, job)
				continue
			}
			for _, paper := range job.Made {
				if want := map[string]string{"": ".pdf", formatHTML: ".html"}[format]; filepath.Ext(paper.File) != want || isPaper(paper.Path) != nil {
					t.Errorf("%s: %+v", o.Kind, paper)
				}
			}
		}
	}
	noLeftovers(t, folder)
}

// TestAFolderInTheWay: a paper is not written over a folder of its name.
func TestAFolderInTheWay(t *testing.T) {
	folder := wexmoor(t)
	c := centre(openAs(t, folder, people[0], at(friday)))
	must(t, os.MkdirAll(filepath.Join(folder, "papers", "2026-11-20 registers.pdf"), 0o700))
	job, err := c.Make(Order{Kind: "dayRegisters"})
	must(t, err)
	if job = made(t, c, job); job.State != jobFailed || !strings.Contains(job.Why, "is the name of a folder") {
		t.Errorf("%+v", job)
	}
}

// TestVolunteersPrintVenuesOnly: every other paper is refused, in words, whatever
// the order says.
func TestVolunteersPrintVenuesOnly(t *testing.T) {
	folder := wexmoor(t)
	door := openAs(t, folder, people[2], at(friday))
	c := centre(door)
	kinds, err := c.Kinds()
	if err != nil || len(kinds) != 1 || kinds[0].Kind != "venueSheet" {
		t.Errorf("%+v, %v", kinds, err)
	}
	for _, k := range allKinds {
		if k.name == papers.KindVenueSheet {
			continue
		}
		_, making := c.Make(Order{Kind: string(k.name)})
		_, looking := c.Preview(Order{Kind: string(k.name)})
		for _, err := range []error{making, looking} {
			if told := refusal(t, err); told.Key != "print.forbidden" || told.Code != college.Forbidden {
				t.Errorf("%s: %+v", k.name, told)
			}
		}
	}
	if _, err := c.Find("student", "a"); refusal(t, err).Code != college.Forbidden {
		t.Errorf("students: %v", err)
	}
	found, err := c.Find("venue", "")
	if err != nil || len(found) == 0 {
		t.Fatalf("venues: %v", err)
	}
	order := Order{Kind: "venueSheet", Venue: found[0].ID}
	_, err = c.Preview(order)
	must(t, err)
	job, err := c.Make(order)
	must(t, err)
	if job = made(t, c, job); job.State != jobDone || len(job.Made) != 1 {
		t.Errorf("%+v", job)
	}
}

func TestOrdersThatCannotBe(t *testing.T) {
	c := centre(openAs(t, wexmoor(t), people[0], at(friday)))
	for name, o := range map[string]struct {
		order Order
		field string
	}{
		"too small":        {Order{Kind: "timetable", Body: 8}, "body"},
		"too large":        {Order{Kind: "timetable", Body: 25}, "body"},
		"no sheet":         {Order{Kind: "timetable", Sheet: "A3"}, "sheet"},
		"no format":        {Order{Kind: "timetable", Format: "docx"}, "format"},
		"badges by ear":    {Order{Kind: "badges", For: "term", Format: "html"}, "format"},
		"no day":           {Order{Kind: "dayRegisters", Date: "tomorrow"}, "date"},
		"no run":           {Order{Kind: "courseRegister"}, "run"},
		"nobody":           {Order{Kind: "planCopy"}, "person"},
		"a strange view":   {Order{Kind: "timetableView", For: "moon"}, "for"},
		"too far":          {Order{Kind: "labels", For: "term", NudgeX: 6}, "nudgeX"},
		"before the first": {Order{Kind: "labels", For: "term", StartAt: -1}, "startAt"},
	} {
		_, err := c.Make(o.order)
		told := refusal(t, err)
		if told.Code != college.Invalid || len(told.Fields) != 1 || told.Fields[0].Field != o.field {
			t.Errorf("%s: %+v", name, told)
		}
	}
	if _, err := c.Make(Order{Kind: "horoscope"}); refusal(t, err).Key != "print.noKind" {
		t.Errorf("%v", err)
	}
}
