package college

import "strings"

// Partner is an organisation that works with the college.
type Partner struct {
	ID                string           `json:"id"`
	Code              string           `json:"code"`
	Name              string           `json:"name"`
	Sector            string           `json:"sector"`
	RelationshipTypes []string         `json:"relationshipTypes"`
	Status            string           `json:"status"` // enquiry, active, paused, ended
	Contacts          []PartnerContact `json:"contacts"`
	Eligibility       Eligibility      `json:"eligibility"`
	Gives             []string         `json:"gives"`
	Receives          []string         `json:"receives"`
	Notes             string           `json:"notes"`
	NextContactDue    Date             `json:"nextContactDue"`
	LastContactOn     Date             `json:"lastContactOn"`
}

// PartnerContact is a person at a partner, as text.
type PartnerContact struct {
	Name  string `json:"name"`
	Role  string `json:"role"`
	Email string `json:"email"`
	Phone string `json:"phone"`
	Main  bool   `json:"main"`
}

// RelationshipTypes is the option list of Partner.RelationshipTypes.
var RelationshipTypes = []string{"whole_college", "co_produce", "venue", "shared_goal", "serve_group", "signposting"}

// Validate: a name and options that exist.
func (p Partner) Validate() error {
	var c checks
	c.that(strings.TrimSpace(p.Name) != "", "name", "partner.nameNeeded")
	for _, r := range p.RelationshipTypes {
		c.oneOf(r, "relationshipTypes", RelationshipTypes)
	}
	c.oneOf(p.Status, "status", []string{"enquiry", "active", "paused", "ended"})
	return c.err("partner.invalid")
}

// PartnerVenue ties a partner to a venue of the venue book.
type PartnerVenue struct {
	ID        string `json:"id"`
	PartnerID string `json:"partnerId"`
	VenueID   string `json:"venueId"`
	What      string `json:"what"` // owner, host, freeUse
}

// Agreement is what was agreed with a partner in writing, or informally.
type Agreement struct {
	ID        string `json:"id"`
	PartnerID string `json:"partnerId"`
	Template  string `json:"template"` // mou, co_delivery, venue_use, joint_working, signposting, none_informal
	Version   int    `json:"version"`
	Status    string `json:"status"` // draft, sent, active, dueReview, expired, ended, informal
	SignedOn  Date   `json:"signedOn"`
	StartsOn  Date   `json:"startsOn"`
	ReviewDue Date   `json:"reviewDue"`
	EndsOn    Date   `json:"endsOn"`
	EndReason string `json:"endReason"`
}

// Validate is I-26: start ≤ review due ≤ end.
func (a Agreement) Validate() error {
	var c checks
	c.date(a.StartsOn, "startsOn")
	c.date(a.ReviewDue, "reviewDue")
	c.date(a.EndsOn, "endsOn")
	c.that(a.ReviewDue == "" || a.StartsOn <= a.ReviewDue, "reviewDue", "agreement.order")
	c.that(a.EndsOn == "" || a.StartsOn <= a.EndsOn && a.ReviewDue <= a.EndsOn, "endsOn", "agreement.order")
	return c.err("agreement.invalid")
}

// ActiveOn: signed (or informal) and running on the day, its last day included.
// One that ended or expired without saying when holds on no day.
func (a Agreement) ActiveOn(day Date) bool {
	over := a.Status == "ended" || a.Status == "expired"
	switch {
	case a.Status == "informal":
		return true
	case over && a.EndsOn == "":
		return false
	}
	return a.Status != "draft" && a.Status != "sent" && a.SignedOn != "" && day.Between(a.StartsOn, a.EndsOn)
}

// PartnerInsurance is cover a partner showed; valid through its last day.
type PartnerInsurance struct {
	ID         string `json:"id"`
	PartnerID  string `json:"partnerId"`
	Kind       string `json:"kind"` // publicLiability, employers, professional
	Insurer    string `json:"insurer"`
	CoverPence int    `json:"coverPence"`
	From       Date   `json:"from"`
	To         Date   `json:"to"`
}

// Eligibility is whom a course or a partner's rooms and money are for.
type Eligibility struct {
	Mode      string   `json:"mode"` // none, information, quota, all
	AgeMin    int      `json:"ageMin"`
	AgeMax    int      `json:"ageMax"`
	Districts []string `json:"districts"`
	Audience  string   `json:"audience"`
	Quota     int      `json:"quota"`
	Share     int      `json:"share"` // per cent, when there is no number
	Source    string   `json:"source"`
}
