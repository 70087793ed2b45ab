package college

import (
	"slices"
	"strings"
)

// Modes of an eligibility: how much it binds.
const (
	EligibleNone        = "none"        // nothing is asked
	EligibleInformation = "information" // said, and a concern when it does not fit
	EligibleQuota       = "quota"       // so many places for those it is for; never turns one person away
	EligibleAll         = "all"         // everyone must fit, unless a leader gives a reason
)

// Applicant is what an eligibility asks of one person. Age -1 and "" mean not
// known; Audiences are the groups the person is known to belong to.
type Applicant struct {
	Age       int
	District  string // outward half of the postcode, "KD7"
	Audiences []string
}

// Asks tells whether the eligibility asks anything of anybody.
func (e Eligibility) Asks() bool {
	return e.Mode != "" && e.Mode != EligibleNone && (e.AgeMin > 0 || e.AgeMax > 0 || len(e.Districts) > 0 || e.Audience != "")
}

// Meets tells which of age, district and audience the person does not meet,
// and which nobody knows. An audience is words ("carers"), so it is met only
// when the person is known to belong to it, and else must be asked for.
func (e Eligibility) Meets(a Applicant) (unmet, unknown []string) {
	limits := AgeLimits{Least: e.AgeMin, Most: e.AgeMax}
	switch {
	case !limits.Any():
	case a.Age < 0:
		unknown = append(unknown, "age")
	case !limits.Within(a.Age):
		unmet = append(unmet, "age")
	}
	switch {
	case len(e.Districts) == 0:
	case a.District == "":
		unknown = append(unknown, "district")
	case !slices.ContainsFunc(e.Districts, func(d string) bool { return strings.EqualFold(d, a.District) }):
		unmet = append(unmet, "district")
	}
	if e.Audience != "" && !slices.ContainsFunc(a.Audiences, func(g string) bool { return Fold(g) == Fold(e.Audience) }) {
		unknown = append(unknown, "audience")
	}
	return unmet, unknown
}

// Quota is how far a quota has been filled.
type Quota struct {
	Needed int // places kept for those the eligibility is for
	SoFar  int // of them booked
	Left   int // places still free, for anybody
}

// QuotaOf counts a quota: a number of places, else a share of the capacity,
// rounded up. booked are all open places of the session, qualifying those of
// them that fit.
func (e Eligibility) QuotaOf(capacity, booked, qualifying int) Quota {
	needed := e.Quota
	if needed == 0 {
		needed = (capacity*e.Share + 99) / 100
	}
	return Quota{Needed: needed, SoFar: qualifying, Left: max(0, capacity-booked)}
}

// Met tells whether enough of those it is for are booked.
func (q Quota) Met() bool { return q.SoFar >= q.Needed }

// LastPlaces tells whether every place that is left is needed for the quota.
func (q Quota) LastPlaces() bool { return !q.Met() && q.Left <= q.Needed-q.SoFar }

// CheckEligibility judges one person against what a run, or else its course,
// asks for. "All" refuses what is known not to fit unless a leader gives a
// reason, and asks about what is not known; "information" only says so. Ages
// under "all" are I-03's business, quotas are judged with the other bookings.
func CheckEligibility(e Eligibility, a Applicant, name, course string, about ...string) []Finding {
	if !e.Asks() || e.Mode == EligibleQuota {
		return nil
	}
	severity, key := ConcernLevel, "rule.meantFor."
	if e.Mode == EligibleAll {
		severity, key = Reason, "rule.notFor."
	}
	var found []Finding
	unmet, unknown := e.Meets(a)
	for _, what := range unmet {
		if what == "age" && e.Mode == EligibleAll {
			continue
		}
		found = append(found, Found("5.4", severity, key+what, about, "name", name, "course", course, "districts", strings.Join(e.Districts, ", ")))
	}
	for _, what := range unknown {
		if what == "age" {
			continue
		}
		found = append(found, Found("5.4", ConcernLevel, "rule.askWhether."+what, about, "name", name, "course", course, "districts", strings.Join(e.Districts, ", "), "audience", e.Audience))
	}
	return found
}
