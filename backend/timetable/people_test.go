package timetable

import (
	"testing"

	"daybook/backend/college"
)

func TestI06NobodyWorksInTwoPlacesAtOnce(t *testing.T) {
	for name, c := range map[string]struct {
		workers []Worker
		booked  []string // in Music
		here    []string // booked in Sleep
		start   college.Clock
		want    []string
	}{
		"a tutor of both":                 {[]Worker{tutor("pat", "peer")}, nil, nil, "11:00", []string{"block I-06 rule.personTwice"}},
		"tutor here, volunteer there":     {[]Worker{{PersonID: "pat", Name: "Pat", As: college.RoleVolunteer}}, nil, nil, "11:00", []string{"block I-06 rule.personTwice"}},
		"tutor here, staff there":         {[]Worker{{PersonID: "pat", Name: "Pat", As: college.RoleStaff}}, nil, nil, "11:00", []string{"block I-06 rule.personTwice"}},
		"shadowing is being there":        {[]Worker{{PersonID: "pat", Name: "Pat", As: college.RoleTutor, Part: "shadow"}}, nil, nil, "11:00", []string{"block I-06 rule.personTwice"}},
		"tutor here, booked there":        {nil, []string{"pat"}, nil, "11:00", []string{"block I-06 rule.personTwice"}},
		"booked here, tutor there":        {[]Worker{tutor("ann", "peer")}, nil, []string{"ann"}, "11:00", []string{"block I-06 rule.personTwice"}},
		"two roles in one is said once":   {[]Worker{tutor("pat", "peer"), {PersonID: "pat", Name: "Pat", As: college.RoleVolunteer}}, []string{"pat"}, nil, "11:00", []string{"block I-06 rule.personTwice"}},
		"booked here, two roles there":    {[]Worker{tutor("ann", "peer"), {PersonID: "ann", Name: "Ann", As: college.RoleVolunteer}}, nil, []string{"ann"}, "11:00", []string{"block I-06 rule.personTwice"}},
		"two people":                      {[]Worker{tutor("pat", "peer"), tutor("ola", "staff")}, nil, nil, "11:00", []string{"block I-06 rule.personTwice", "block I-06 rule.personTwice"}},
		"afterwards, in the same room":    {[]Worker{tutor("pat", "peer")}, nil, nil, "12:00", nil},
		"two students are another matter": {nil, []string{"ann"}, []string{"ann"}, "11:00", nil},
		"different people":                {[]Worker{tutor("pip", "peer")}, nil, nil, "11:00", nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.Meetings[0].Booked = c.here
			m := music(c.start, "13:00", "hall")
			m.Workers, m.Booked = c.workers, c.booked
			same(t, said(t, rule(Check(f, m), "I-06")), c.want...)
			f.Meetings = append(f.Meetings, m)
			same(t, said(t, rule(Check(f, f.Meetings[0]), "I-06")), c.want...) // from the other side
		})
	}
}

func TestI06TimeToTravel(t *testing.T) {
	table := []college.VenueTravel{{FromID: "w", ToID: "v", Minutes: 20}}
	for name, c := range map[string]struct {
		start  college.Clock
		room   string
		travel []college.VenueTravel
		want   []string
	}{
		"same room, at once":                {"12:00", "hall", nil, nil},
		"same venue, 14 minutes":            {"12:14", "snug", nil, []string{"concern I-06 rule.tooLittleTravel"}},
		"same venue, 15 minutes":            {"12:15", "snug", nil, nil},
		"other venue, 44 minutes":           {"12:44", "lib", nil, []string{"concern I-06 rule.tooLittleTravel"}},
		"other venue, 45 minutes":           {"12:45", "lib", nil, nil},
		"the table says 20, and 19":         {"12:19", "lib", table, []string{"concern I-06 rule.tooLittleTravel"}},
		"the table says 20, either way":     {"12:20", "lib", table, nil},
		"online from wherever they are":     {"12:00", "", nil, nil},
		"from before, other venue":          {"08:00", "lib", nil, []string{"concern I-06 rule.tooLittleTravel"}},
		"at the same time is another thing": {"11:30", "lib", nil, []string{"block I-06 rule.personTwice"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.Travel = c.travel
			m := music(c.start, c.start.Add(90), c.room)
			m.Workers = []Worker{tutor("pat", "peer")}
			found := rule(Check(f, m), "I-06")
			same(t, said(t, found), c.want...)
			f.Meetings = append(f.Meetings, m)
			same(t, said(t, rule(CheckAll(f), "I-06")), c.want...)
		})
	}
}

func TestI05StudentInTwoSessions(t *testing.T) {
	for name, c := range map[string]struct {
		start college.Clock
		both  []string
		names string
	}{
		"two of them":         {"11:00", []string{"cy", "ann", "bo"}, "Ann, Cy"},
		"one after another":   {"12:00", []string{"ann", "cy"}, ""},
		"nobody in both":      {"11:00", []string{"bo"}, ""},
		"one works there, so": {"11:00", []string{"pip"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.Meetings[0].Booked = []string{"ann", "cy", "di", "pip"}
			m := music(c.start, "13:00", "lib")
			m.Booked = c.both
			found := rule(Check(f, m), "I-05")
			switch {
			case c.names == "" && len(found) > 0, c.names != "" && (len(found) != 1 || found[0].Values["names"] != c.names):
				t.Errorf("%v", found)
			case len(found) == 1:
				same(t, said(t, found), "concern I-05 rule.studentTwice")
			}
		})
	}
}

func TestI11EverySessionHasATutor(t *testing.T) {
	for name, c := range map[string]struct {
		workers []Worker
		plan    string
		publish string
	}{
		"nobody":          {nil, "concern", "block"},
		"a volunteer":     {[]Worker{{PersonID: "pat", Name: "Pat", As: college.RoleVolunteer}}, "concern", "block"},
		"one who shadows": {[]Worker{{PersonID: "pat", Name: "Pat", As: college.RoleTutor, Part: "shadow", Kinds: []string{"peer"}}}, "concern", "block"},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.Meetings[1].Workers = c.workers
			same(t, said(t, Check(f, f.Meetings[1])), c.plan+" I-11 rule.noTutor")
			same(t, said(t, Publish(f, "run-sleep")), c.publish+" I-11 rule.noTutor")
		})
	}
	same(t, said(t, Publish(term(), "run-sleep")))
	same(t, said(t, Publish(term(), "no such run")))
}

func TestI11CoDeliveryByAPair(t *testing.T) {
	approve := func(course, person, part string, until college.Date) college.CourseTutor {
		return college.CourseTutor{CourseID: course, PersonID: person, Part: part, ApprovedOn: "2026-01-01", Until: until}
	}
	pat, ola := approve("sleep", "pat", college.PartLived, ""), approve("sleep", "ola", college.PartSubject, "")
	one := []string{"concern I-11 rule.notAPair"}
	for name, c := range map[string]struct {
		workers   []Worker
		approvals []college.CourseTutor
		want      []string
	}{
		"a peer and another":          {[]Worker{tutor("pat", "peer"), tutor("ola", "staff")}, []college.CourseTutor{pat, ola}, nil},
		"one person of both kinds":    {[]Worker{tutor("pat", "peer", "staff")}, []college.CourseTutor{pat, ola}, one},
		"both of both kinds":          {[]Worker{tutor("pat", "peer", "staff"), tutor("ola", "peer", "staff")}, []college.CourseTutor{pat, ola}, nil},
		"two peers":                   {[]Worker{tutor("pat", "peer"), tutor("ola", "peer")}, []college.CourseTutor{pat, ola}, one},
		"two, neither a peer":         {[]Worker{tutor("pat", "staff"), tutor("ola", "freelance")}, []college.CourseTutor{pat, ola}, one},
		"the peer is not approved":    {[]Worker{tutor("pat", "peer"), tutor("ola", "staff")}, []college.CourseTutor{ola}, one},
		"approved for another course": {[]Worker{tutor("pat", "peer"), tutor("ola", "staff")}, []college.CourseTutor{pat, approve("music", "ola", college.PartSubject, "")}, one},
		"approval ended the day":      {[]Worker{tutor("pat", "peer"), tutor("ola", "staff")}, []college.CourseTutor{pat, approve("sleep", "ola", college.PartSubject, "2026-09-07")}, nil},
		"approval ended before":       {[]Worker{tutor("pat", "peer"), tutor("ola", "staff")}, []college.CourseTutor{pat, approve("sleep", "ola", college.PartSubject, "2026-09-06")}, one},
		"approved as the same half":   {[]Worker{tutor("pat", "peer"), tutor("ola", "staff")}, []college.CourseTutor{pat, approve("sleep", "ola", college.PartLived, "")}, one},
		"approved for either half":    {[]Worker{tutor("pat", "peer"), tutor("ola", "staff")}, []college.CourseTutor{pat, approve("sleep", "ola", "", "")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			f := term()
			f.CourseTutors = c.approvals
			m := f.Meetings[0]
			m.Workers = c.workers
			same(t, said(t, rule(Check(f, m), "I-11")), c.want...)
		})
	}
}
