package app

import (
	"context"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/papers"
	"daybook/backend/sample"
	"daybook/backend/store"
	"daybook/backend/typeset"
	"daybook/backend/vault"
	"daybook/backend/words"
)

// Audit is who did what.
type Audit struct {
	door    *Door
	dialogs dialogs
}

// AuditFilter narrows the audit.
type AuditFilter struct {
	UserID string `json:"userId"` // "" everybody
	From   string `json:"from"`   // date or ""
	To     string `json:"to"`
	Page   int    `json:"page"` // from 1
}

// AuditLine is one line: who, when, what, which fields; never values.
type AuditLine struct {
	Sequence int64    `json:"sequence"`
	Book     string   `json:"book"` // venues or college
	At       string   `json:"at"`   // 2026-11-20 17:15:04, London
	By       string   `json:"by"`   // the name
	Did      string   `json:"did"`  // in words
	Subject  string   `json:"subject"`
	Fields   []string `json:"fields"`
}

// AuditPage is one page of lines, newest first.
type AuditPage struct {
	Lines  []AuditLine  `json:"lines"`
	Total  int          `json:"total"`
	Page   int          `json:"page"`
	Pages  int          `json:"pages"`
	People []GatePerson `json:"people"` // to choose from, also those who left
}

// AuditCheck says whether the chain is whole.
type AuditCheck struct {
	Whole    bool     `json:"whole"`
	Sentence string   `json:"sentence"`
	Findings []string `json:"findings"`
}

// Page is a page of the audit, newest first.
func (a *Audit) Page(filter AuditFilter) (AuditPage, error) {
	return ask(a.door, "Audit.Page", func(ctx context.Context) (AuditPage, error) { return a.door.auditPage(ctx, filter) })
}

func (d *Door) auditPage(ctx context.Context, filter AuditFilter) (AuditPage, error) {
	page := AuditPage{Lines: []AuditLine{}, People: []GatePerson{}}
	wanted, err := filter.read()
	if err != nil {
		return page, err
	}
	wanted.Page = max(1, wanted.Page)
	found, err := d.store.AuditLines(ctx, wanted)
	if err != nil {
		return page, err
	}
	page.Total, page.Page, page.Pages = found.Total, found.Page, found.Pages
	for _, l := range found.Lines {
		at := string(l.At)
		if t := l.At.Time(); !t.IsZero() {
			at = college.London(t).Format("2006-01-02 15:04:05")
		}
		page.Lines = append(page.Lines, AuditLine{Sequence: l.Sequence, Book: l.File, At: at, By: d.nameOf(l.By),
			Did: d.did(l.Verb), Subject: d.subject(l), Fields: l.Fields})
	}
	for _, u := range append(d.ring.Users(), d.ring.Gone()...) {
		page.People = append(page.People, GatePerson{u.ID, u.Name, string(u.Role)})
	}
	return page, nil
}

// read refuses dates that are none.
func (f AuditFilter) read() (college.AuditFilter, error) {
	wanted := college.AuditFilter{UserID: f.UserID, From: college.Date(f.From), To: college.Date(f.To), Page: f.Page}
	if wanted.From != "" && !wanted.From.Valid() {
		return wanted, wrongField("from", "field.date")
	}
	if wanted.To != "" && !wanted.To.Valid() {
		return wanted, wrongField("to", "field.date")
	}
	if wanted.From != "" && wanted.To != "" && wanted.To < wanted.From {
		return wanted, wrongField("to", "audit.order")
	}
	if wanted.Page < 0 {
		return wanted, wrongField("page", "audit.noPage")
	}
	return wanted, nil
}

// nameOf is a user's name, also of one who left; what the program did itself is
// Daybook's.
func (d *Door) nameOf(userID string) string {
	if name := d.ring.Name(userID); name != "" {
		return name
	}
	if userID == vault.Recovery {
		return d.say("audit.bySheet", nil)
	}
	return "Daybook"
}

func (d *Door) did(verb string) string {
	if words.Has(verb) {
		return d.say(verb, nil)
	}
	return verb
}

// subject says what a line is about: the kind of record and its reference, such
// as a student's number. Names are nowhere in the audit.
func (d *Door) subject(l college.AuditLine) string {
	switch {
	case l.Kind == "user" && l.Subject != "":
		return d.nameOf(l.Subject)
	case slices.Contains([]string{"", "user", "audit", "students", "paper_issued", "draft", "draft_placement", "session_move", "notice", "leave"}, l.Kind):
		return "" // said by what was done
	case l.Reference != "":
		return d.word("kindOf.", l.Kind) + " " + l.Reference
	}
	return d.word("kindOf.", l.Kind)
}

// Check goes through both chains and compares them with their anchors.
func (a *Audit) Check() (AuditCheck, error) {
	return ask(a.door, "Audit.Check", func(ctx context.Context) (AuditCheck, error) { return a.door.checkAudit(ctx) })
}

func (d *Door) checkAudit(ctx context.Context) (AuditCheck, error) {
	anchors, err := d.anchors()
	if err != nil {
		return AuditCheck{}, err
	}
	breaks, lines, err := d.store.VerifyAudit(ctx, anchors)
	if err != nil {
		return AuditCheck{}, err
	}
	check := AuditCheck{Whole: len(breaks) == 0, Findings: []string{}}
	for _, b := range breaks {
		check.Findings = append(check.Findings, d.say(b.Key, college.Values{"line": strconv.FormatInt(b.Sequence, 10), "file": b.File}))
	}
	key := "audit.whole"
	if !check.Whole {
		key = "audit.notWhole"
	}
	check.Sentence = d.say(key, college.Values{"count": strconv.FormatInt(lines, 10)})
	return check, nil
}

// anchors are the heads written down elsewhere: at the last closing, and in every
// backup that opens.
func (d *Door) anchors() (map[vault.Compartment][]vault.Head, error) {
	all := map[vault.Compartment][]vault.Head{}
	kept, err := d.access.Anchors(d.home.Data())
	if err != nil && kept == nil {
		return nil, err
	}
	for c, head := range kept {
		all[c] = append(all[c], head)
	}
	backups, err := d.access.Backups(d.home.Backups(), store.Schemas())
	for _, b := range backups {
		for _, part := range b.Parts {
			if part.Details != nil && part.Details.Head.Sequence > 0 {
				all[part.Compartment] = append(all[part.Compartment], part.Details.Head)
			}
		}
	}
	return all, err
}

// Print prints the lines a filter finds, with the verdict and the heads of the
// chains: paper is an anchor too.
func (a *Audit) Print(filter AuditFilter) (Paper, error) {
	return ask(a.door, "Audit.Print", func(ctx context.Context) (Paper, error) {
		p, err := (&Papers{a.door, a.dialogs}).press(ctx)
		if err == nil {
			err = p.ready()
		}
		if err != nil {
			return Paper{}, err
		}
		return p.audit(ctx, filter)
	})
}

// audit prints the audit.
func (p press) audit(ctx context.Context, filter AuditFilter) (Paper, error) {
	wanted, err := filter.read()
	if err != nil {
		return Paper{}, err
	}
	wanted.Page = 0
	found, err := p.door.store.AuditLines(ctx, wanted)
	if err != nil {
		return Paper{}, err
	}
	check, err := p.door.checkAudit(ctx)
	if err != nil {
		return Paper{}, err
	}
	heads, err := p.door.store.Heads(ctx)
	if err != nil {
		return Paper{}, err
	}
	values := papers.Audit{College: p.door.ring.Label(), Sample: p.door.ring.Label() == sample.Name, From: wanted.From, To: wanted.To,
		Verdict:   strings.Join(append([]string{check.Sentence}, check.Findings...), " "),
		VenueHead: mark(heads[vault.Venues]), CollegeHead: mark(heads[vault.College])}
	values.Total = int(heads[vault.Venues].Sequence + heads[vault.College].Sequence)
	if wanted.UserID != "" {
		values.Who = p.door.nameOf(wanted.UserID)
	}
	for _, l := range found.Lines {
		values.Lines = append(values.Lines, papers.AuditLine{Book: l.File, Sequence: l.Sequence, At: l.At, By: p.door.nameOf(l.By),
			Did: p.door.did(l.Verb), Subject: p.door.subject(l), Fields: l.Fields})
	}
	name := papers.FileName(papers.KindAudit, p.records.Today(), "")
	paper, err := p.makeOne(ctx, papers.KindAudit, name, func(how papers.Printing) *typeset.Document { return papers.AuditReport(how, values) })
	if err != nil {
		return Paper{}, err
	}
	return paper, p.records.NotePaper(ctx, string(papers.KindAudit), "", name)
}

// mark is a head as people can compare it: its line and the first of its mac.
func mark(h vault.Head) papers.AuditHead {
	if h.Sequence == 0 {
		return papers.AuditHead{}
	}
	text := strings.ToUpper(hex.EncodeToString(h.MAC[:min(8, len(h.MAC))]))
	var parts []string
	for len(text) >= 4 {
		parts, text = append(parts, text[:4]), text[4:]
	}
	return papers.AuditHead{Sequence: h.Sequence, Mark: strings.Join(parts, " ")}
}
