package sample

import (
	"fmt"
	"slices"

	"daybook/backend/college"
)

// Partners whose papers are planted as in 6.2. The two that are expired, and
// the one whose cover ends in three weeks, lead a run in Term 5 and none in Term 4.
var (
	expiredPartners = []string{"P22", "P56"}
	reviewPartners  = []string{"P12", "P28", "P46", "P52"}
	draftPartner    = "P19"
	lapsingPartner  = "P39"
)

// makePartners makes the 58 partners, their agreements and insurances, and
// ties the owners of venues to them (6.6, 6.7).
func (m *maker) makePartners() error {
	rows, err := table("partners.csv")
	if err != nil {
		return err
	}
	random := m.stream("partner")
	for i, r := range rows {
		p := &partner{id: m.id("partner"), code: r["code"], name: r["name"], sector: r["sector"], relationship: r["relationship"], agreement: r["agreement"]}
		m.partners = append(m.partners, p)
		m.rec.Partners = append(m.rec.Partners, college.Partner{ID: p.id, Code: p.code, Name: p.name, Sector: p.sector,
			RelationshipTypes: []string{p.relationship}, Status: "active",
			Contacts: []college.PartnerContact{{Name: pick(random, venueNames), Role: pick(random, []string{"Manager", "Coordinator", "Chair", "Team leader"}),
				Email: fmt.Sprintf("partner%02d@example.org", i+1), Phone: fmt.Sprintf("+448081570%03d", 200+i), Main: true}},
			Eligibility: partnerEligibility(p.code),
			Gives:       []string{pick(random, []string{"tutors", "a room", "publicity", "expertise"})},
			Receives:    []string{pick(random, []string{"places on courses", "training", "publicity", "new members"})},
		})
		m.rec.Agreements = append(m.rec.Agreements, m.agreement(p))
		m.insure(p)
	}
	return m.tieVenues()
}

func (m *maker) partner(code string) *partner {
	for _, p := range m.partners {
		if p.code == code {
			return p
		}
	}
	return nil
}

// partnerEligibility: P31 and P40 use `all`, P06 and P09 `quota` (6.6).
func partnerEligibility(code string) college.Eligibility {
	switch code {
	case "P31":
		return college.Eligibility{Mode: "all", AgeMin: 18, Audience: "refugees and people seeking asylum", Source: "The project’s grant"}
	case "P40":
		return college.Eligibility{Mode: "all", AgeMin: 18, Source: "The service’s contract: adults"}
	case "P06":
		return carersQuota
	case "P09":
		return college.Eligibility{Mode: "quota", Districts: []string{"KD6", "KD11"}, Share: 25, Source: "Public health priority areas"}
	}
	return college.Eligibility{Mode: "none"}
}

// carersQuota is the quota example of UPH08: 4 of its places.
var carersQuota = college.Eligibility{Mode: "quota", Districts: []string{"KD7"}, Audience: "carers", Quota: 4, Source: "The nurses’ contract: four carers from KD7"}

// agreement is the one agreement of a partner. Its state holds at the end of
// the reference year and on the sample's today, and it covers the reference
// year (6.2).
func (m *maker) agreement(p *partner) college.Agreement {
	random := m.stream("agreement " + p.code)
	signed := dayBetween(random, "2023-05-01", "2024-07-31")
	a := college.Agreement{ID: m.id("agreement"), PartnerID: p.id, Template: p.agreement, Version: 1, Status: "active",
		SignedOn: signed, StartsOn: signed.AddDays(between(random, 0, 14)), ReviewDue: m.lastDay().AddDays(between(random, 10, 120))}
	switch {
	case p.agreement == "none_informal":
		a.Status, a.SignedOn, a.ReviewDue = "informal", "", ""
	case p.code == draftPartner:
		a.Status, a.SignedOn, a.StartsOn, a.ReviewDue = "draft", "", "2025-09-01", "2026-09-01"
	case slices.Contains(expiredPartners, p.code):
		a.Status, a.ReviewDue, a.EndsOn = "expired", "2025-06-30", "2025-07-31"
	case slices.Contains(reviewPartners, p.code):
		a.Status, a.ReviewDue = "dueReview", dayBetween(random, "2025-07-21", "2025-08-22")
	default:
		a.Version = max(1, m.today.Year()-signed.Year())
	}
	return a
}

// insure gives a partner public liability, a year at a time, from before the
// reference year to beyond the next term; one policy ends in three weeks (6.2).
func (m *maker) insure(p *partner) {
	random := m.stream("partnerInsurance " + p.code)
	insurer, cover := pick(random, []string{"Meadow Mutual", "Guild and Hearth Insurance", "Northern Charities Mutual"}), pick(random, []int{200_000_000, 500_000_000, 1_000_000_000})
	if p.relationship == "venue" && p.sector == "Local authority" || p.sector == "NHS secondary mental health" {
		insurer = "Public Bodies Indemnity Scheme"
	}
	to := m.today.AddDays(-between(random, 5, 100)).AddMonths(12)
	if p.code == lapsingPartner {
		to = m.today.AddDays(21)
	}
	var policies []college.PartnerInsurance
	for to >= yearStart {
		from := to.AddMonths(-12).AddDays(1)
		policies = append(policies, college.PartnerInsurance{ID: m.id("partnerInsurance"), PartnerID: p.id, Kind: "publicLiability",
			Insurer: insurer, CoverPence: cover, From: from, To: to})
		to = from.AddDays(-1)
	}
	slices.Reverse(policies)
	m.rec.PartnerInsurances = append(m.rec.PartnerInsurances, policies...)
}

// tieVenues links each venue to the partner that owns or lends it; the venue
// itself keeps only the owner's name (6.7).
func (m *maker) tieVenues() error {
	rows, err := table("venues.csv")
	if err != nil {
		return err
	}
	tied := map[string]bool{}
	for i, r := range rows {
		p := m.partner(r["partner"])
		if p == nil {
			return fmt.Errorf("room %s names partner %s, which is not there", r["code"], r["partner"])
		}
		venue := m.rooms[i].venueID
		if tied[venue] {
			continue
		}
		tied[venue] = true
		what := "host"
		switch {
		case p.relationship == "venue":
			what = "owner"
		case r.pence("cost_per_hour") == 0:
			what = "freeUse"
		}
		m.rec.PartnerVenues = append(m.rec.PartnerVenues, college.PartnerVenue{ID: m.id("partnerVenue"), PartnerID: p.id, VenueID: venue, What: what})
	}
	return nil
}
