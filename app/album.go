package app

import (
	"context"
	"fmt"
	"html"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"daybook/backend/college"
	"daybook/backend/papers"
)

// editions are those an album shows each paper in.
var editions = []struct {
	name string
	look Order
}{{"standard", Order{}}, {"large", Order{Body: papers.LargePrint}}, {"larger", Order{Body: largestBody}}, {"html", Order{Format: formatHTML}}}

// albumLine is one paper of an album in one edition.
type albumLine struct {
	group, kind, edition, path string
	pages                      int
}

// album makes one of each paper in each edition, certificates too, each edition
// in a folder of its own, and an index page that leads to them. It is made as a
// preview is: nothing is numbered, issued or noted by it.
func (p press) album(ctx context.Context, tell func(Paper)) error {
	if err := p.ready(); err != nil {
		return err
	}
	orders, err := p.oneOfEach(ctx)
	if err != nil {
		return err
	}
	if orders, err = p.withCertificates(ctx, orders); err != nil {
		return err
	}
	var lines []albumLine
	for _, o := range orders {
		for _, edition := range editions {
			line, err := p.albumPaper(ctx, o, edition.name, edition.look, tell)
			if err != nil {
				return err
			}
			if line.path != "" {
				lines = append(lines, line)
			}
		}
	}
	return p.albumIndex(lines)
}

// withCertificates adds an order for each kind of certificate: of the completed
// run that ended last and whose registers are complete, and of the first person
// of each kind who may have one.
func (p press) withCertificates(ctx context.Context, orders []Order) ([]Order, error) {
	runs, err := p.completed(ctx)
	if err != nil {
		return nil, err
	}
	var ofRuns, ofSessions []Order
	for _, r := range runs {
		poster, err := p.records.RunPoster(ctx, r.RunID)
		if err != nil {
			return nil, onlyFaults(err)
		}
		o := Order{Kind: string(papers.KindCertificates), Certificate: college.CertificateCourse, Run: r.RunID, Outcomes: true}
		ofRuns = append(ofRuns, o)
		for _, h := range poster.Sessions {
			o.Certificate, o.Session = college.CertificateSession, h.SessionID
			ofSessions = append(ofSessions, o)
		}
	}
	candidates := [][]Order{ofRuns, ofSessions}
	for _, of := range []struct{ certificate, people string }{{college.CertificateGraduation, "student"}, {college.CertificateVolunteer, "volunteer"}, {college.CertificateTutor, "tutor"}} {
		found, err := p.records.ChoicesFor(ctx, of.people, "")
		if err != nil {
			return nil, err
		}
		var them []Order
		for _, c := range found {
			them = append(them, Order{Kind: string(papers.KindCertificates), Certificate: of.certificate, Person: c.ID})
		}
		candidates = append(candidates, them)
	}
	for _, some := range candidates {
		if orders, err = p.firstThatFits(ctx, orders, some); err != nil {
			return nil, err
		}
	}
	return orders, nil
}

// firstThatFits adds the first of some orders that can be set, if there is one.
func (p press) firstThatFits(ctx context.Context, orders, some []Order) ([]Order, error) {
	for _, o := range some {
		fits, err := p.fits(ctx, o)
		if err != nil {
			return nil, err
		}
		if fits {
			return append(orders, o), nil
		}
	}
	return orders, nil
}

// fits tells whether an order can be set; what the college has nothing for is
// refused in words, and does not.
func (p press) fits(ctx context.Context, o Order) (bool, error) {
	k, o, err := p.kindOf(o)
	if err == nil {
		_, _, err = p.rehearsed(ctx, k, o)
	}
	if college.AsRefusal(err) != nil {
		return false, nil
	}
	return err == nil, err
}

// albumPaper makes one paper in one edition; what the college has nothing for, or
// that is not to be had in it, has no line.
func (p press) albumPaper(ctx context.Context, o Order, edition string, look Order, tell func(Paper)) (line albumLine, err error) {
	o.Body, o.Format = look.Body, look.Format
	k, o, err := p.kindOf(o)
	if err != nil {
		return line, onlyFaults(err)
	}
	sheets, face, err := p.rehearsed(ctx, k, o)
	if err != nil {
		return line, onlyFaults(err)
	}
	s := sheets[0]
	variant := o.chosen(k)
	name := filepath.Join(edition, strings.TrimSpace(variant+" "+s.name(o)))
	w, err := p.paint(ctx, s.kind, name, s.set(p.printing(o, face)), o.Format)
	defer os.Remove(w.temporary)
	if err == nil {
		err = w.place()
	}
	if err != nil {
		return line, err
	}
	w.paper.Issues = append(w.paper.Issues, s.notes...)
	tell(w.paper)
	title := p.door.say("paperKind."+string(k.name), nil)
	if variant != "" {
		title += " – " + p.door.say("paperChoice."+k.field+"."+variant, nil)
	}
	return albumLine{k.group, title, edition, name, w.paper.Pages}, nil
}

// onlyFaults passes on what is no refusal.
func onlyFaults(err error) error {
	if college.AsRefusal(err) != nil {
		return nil
	}
	return err
}

// albumIndex writes the page that leads to the papers of an album.
func (p press) albumIndex(lines []albumLine) error {
	var page strings.Builder
	say := func(key string) string { return html.EscapeString(p.door.say(key, nil)) }
	fmt.Fprintf(&page, "<!doctype html>\n<html lang=\"en-GB\">\n<meta charset=\"utf-8\">\n<title>%[1]s</title>\n<h1>%[1]s</h1>\n", say("print.album"))
	group, kind := "", ""
	for _, g := range []string{"registers", "certificates", "timetables", "doors", "letters", "staff"} {
		for _, l := range lines {
			if l.group != g {
				continue
			}
			if group != g {
				fmt.Fprintf(&page, "<h2>%s</h2>\n", say("paperGroup."+g))
			}
			if kind != l.kind {
				fmt.Fprintf(&page, "<h3>%s</h3>\n", html.EscapeString(l.kind))
			}
			group, kind = g, l.kind
			link := (&url.URL{Path: filepath.ToSlash(l.path)}).String()
			fmt.Fprintf(&page, "<p><a href=\"%s\">%s</a>, %s</p>\n", html.EscapeString(link), say("print.edition."+l.edition),
				html.EscapeString(p.door.say("papers.pages", college.Values{"count": fmt.Sprint(l.pages)})))
		}
	}
	err := os.WriteFile(filepath.Join(p.folder, "index.html"), []byte(page.String()), 0o600)
	if err != nil {
		return college.Refuse(college.Conflict, "papers.cannotWrite", "folder", p.folder)
	}
	return nil
}
