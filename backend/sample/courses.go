package sample

import (
	"fmt"
	"strings"

	"daybook/backend/college"
)

// topics in the order of the prospectus; the place in it is the colour.
var topics = []struct{ code, name string }{
	{"UMH", "Understanding and managing mental health"},
	{"UPH", "Understanding and managing physical health"},
	{"PA", "Physical activity"},
	{"SH", "Skills and hobbies"},
}

// topicOf is the topic a course code begins with.
func topicOf(code string) string { return strings.TrimRight(code, "0123456789") }

// makeCourses makes the topics, the 60 courses of 6.5 with their first
// versions, the pipeline and the e-learning items.
func (m *maker) makeCourses() error {
	ids := map[string]string{}
	for i, t := range topics {
		ids[t.code] = m.id("topic")
		m.rec.Topics = append(m.rec.Topics, college.Topic{ID: ids[t.code], Code: t.code, Name: t.name, Colour: i, Order: i + 1, Active: true})
	}
	rows, err := table("courses.csv")
	if err != nil {
		return err
	}
	more, err := table("prospectus.csv")
	if err != nil {
		return err
	}
	for i, r := range rows {
		if more[i]["code"] != r["code"] {
			return fmt.Errorf("prospectus.csv has %s where courses.csv has %s", more[i]["code"], r["code"])
		}
		m.addCourse(r, more[i], ids)
	}
	m.addOthers(ids)
	return nil
}

func (m *maker) addCourse(r, more row, topicIDs map[string]string) {
	c := &course{id: m.id("course"), versionID: m.id("courseVersion"), code: r["code"], title: r["title"], topic: topicOf(r["code"]),
		sessions: r.number("sessions"), minutes: r.number("minutes"), minAge: r.number("min_age"), capacity: r.number("capacity"),
		runsAYear: r.number("runs_per_year"), onlineRuns: r.number("online_runs"), partner: m.partner(r["partner"]), approved: map[*tutor]bool{}}
	c.minPlaces = max(4, c.capacity/4)
	if need := more["room_needs"]; need != "" {
		c.needs = []string{need}
	}
	row := college.Course{ID: c.id, Code: c.code, Title: c.title, OutsideTitle: more["outside_title"], Blurb: r["blurb"],
		TopicID: topicIDs[c.topic], Kind: "course", SessionsDefault: c.sessions, MinutesDefault: c.minutes,
		Modes:  map[string][]college.Mode{"P": {college.InPerson}, "O": {college.Online}, "B": {college.InPerson, college.Online}}[r["mode"]],
		MinAge: c.minAge, MinPlaces: c.minPlaces, MaxPlaces: c.capacity, Eligibility: college.Eligibility{Mode: "none"}, RoomNeeds: c.needs,
		Outcomes: []string{more["outcome_1"], more["outcome_2"], more["outcome_3"]}, ContentNote: more["content_note"], Materials: materials(more["room_needs"]),
		PartnerID: c.partner.id, Status: college.CourseLive, ApprovedHow: college.ApprovedByPanel}
	if c.sessions == 1 {
		row.Kind = "workshop"
	}
	switch c.code {
	case "UMH23": // 16–18 only, so of the youth arm
		c.maxAge, row.MaxAge = 18, 18
		row.Eligibility = college.Eligibility{Mode: "all", AgeMin: 16, AgeMax: 18, Audience: "16–18", Source: "The youth arm"}
	case "UPH08":
		row.Eligibility = carersQuota
	case "PA04":
		row.Status = college.CoursePaused
	}
	random := m.stream("course " + c.code)
	if chance(random, 0.4) {
		row.ApprovedHow = college.ApprovedBefore
	}
	m.catalogue = append(m.catalogue, c)
	m.rec.Courses = append(m.rec.Courses, row)
	m.rec.CourseVersions = append(m.rec.CourseVersions, college.CourseVersion{ID: c.versionID, CourseID: c.id, Number: 1, Title: row.Title,
		Blurb: row.Blurb, Outcomes: row.Outcomes, ApprovedOn: dayBetween(random, "2021-01-11", "2024-06-28"), ApprovedByPanel: row.ApprovedHow == college.ApprovedByPanel})
}

// materials are what a tutor brings: for the hands where the room is for work.
func materials(need string) []string {
	all := []string{"Course handouts", "Evaluation forms", "Pens"}
	switch need {
	case "":
		return append(all, "Flip chart")
	case "workTables", "craftRoom", "goodLight":
		return append(all, "The craft box", "Aprons")
	case "teachingKitchen":
		return append(all, "Shopping as on the recipe sheet", "Allergy list")
	case "allotment", "countryPark", "paths", "water":
		return append(all, "First-aid kit", "Water bottles")
	}
	return all
}

// addOthers makes what stands beside the 60: the pipeline and six e-learning
// items without sessions (6.5).
func (m *maker) addOthers(topicIDs map[string]string) {
	for _, o := range []struct{ code, title, outside, status string }{
		{"UMH25", "Living with Uncertainty", "Poplar course", college.CourseIdea},
		{"PA11", "Outdoor Swimming Taster", "Swimming taster", college.CourseIdea},
		{"SH15", "Birdsong for Beginners", "Birdsong", college.CourseIdea},
		{"UPH13", "Living Well with Long Covid", "Sparrow course", college.CourseCoProduced},
		{"SH16", "Family History and Me", "Family history", college.CourseCoProduced},
		{"UMH26", "Understanding Hoarding", "Rowan workshop", college.CoursePanel},
		{"PA12", "Bowls for All", "Bowls", college.CoursePanel},
		{"UMH27", "Perinatal Wellbeing", "Sycamore course", college.CourseChanges},
		{"SH17", "Letter Writing", "Letter writing", college.CourseRetired},
		{"UPH14", "Stop Smoking Together", "Starling workshop", college.CourseRetired},
	} {
		how := college.ApprovedNotYet
		if o.status == college.CourseRetired {
			how = college.ApprovedBefore
		}
		m.rec.Courses = append(m.rec.Courses, college.Course{ID: m.id("course"), Code: o.code, Title: o.title, OutsideTitle: o.outside,
			TopicID: topicIDs[topicOf(o.code)], Kind: "course", SessionsDefault: 2, MinutesDefault: 120, Modes: []college.Mode{college.InPerson},
			MinAge: 16, MinPlaces: 4, MaxPlaces: 12, Eligibility: college.Eligibility{Mode: "none"}, Status: o.status, ApprovedHow: how})
	}
	for _, e := range []struct{ code, title, outside string }{
		{"UMH90", "Anxiety: the Basics", "Alder online"}, {"UMH91", "Sleep: the Basics", "Aspen online"},
		{"UMH92", "Supporting a Friend", "Linden online"}, {"UPH90", "Pain: the Basics", "Heron online"},
		{"PA90", "Ten-Minute Stretch", "Stretch online"}, {"SH90", "Budgeting: the Basics", "Money online"},
	} {
		m.rec.Courses = append(m.rec.Courses, college.Course{ID: m.id("course"), Code: e.code, Title: e.title, OutsideTitle: e.outside,
			TopicID: topicIDs[topicOf(e.code)], Kind: "eLearning", MinutesDefault: 30, Modes: []college.Mode{college.Online}, MinAge: 16,
			Eligibility: college.Eligibility{Mode: "none"}, Status: college.CourseLive, ApprovedHow: college.ApprovedBefore})
	}
}

func (m *maker) course(code string) *course {
	for _, c := range m.catalogue {
		if c.code == code {
			return c
		}
	}
	return nil
}
