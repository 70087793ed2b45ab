package store

import (
	"context"
	"database/sql"
	"slices"

	"daybook/backend/college"
)

// offer is what there is to say about courses and their runs.
type offer struct {
	runs       map[string]college.CourseRun
	courses    map[string]college.Course
	versions   map[string]college.CourseVersion
	topics     map[string]college.Topic
	order      map[string]int // of topics, by name
	partners   map[string]college.Partner
	coProduced []string // ids of courses that a peer and another may deliver
}

func (s *Store) readOffer(ctx context.Context) (o offer, err error) {
	q := s.db
	var err1, err2, err3, err4, err5, err6 error
	o.runs, err1 = byID(ctx, q, func(r college.CourseRun) string { return r.ID }, "")
	o.courses, err2 = byID(ctx, q, func(c college.Course) string { return c.ID }, "")
	o.versions, err3 = byID(ctx, q, func(v college.CourseVersion) string { return v.ID }, "")
	o.topics, err4 = byID(ctx, q, func(t college.Topic) string { return t.ID }, "")
	o.partners, err5 = byID(ctx, q, func(p college.Partner) string { return p.ID }, "")
	o.coProduced, err6 = list(ctx, q, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) },
		`SELECT course_id FROM college.course_tutor GROUP BY course_id
		HAVING count(DISTINCT part) > 1 AND count(DISTINCT person_id) > 1`)
	o.order = map[string]int{}
	for _, t := range o.topics {
		o.order[t.Name] = t.Order
	}
	return o, firstError(err1, err2, err3, err4, err5, err6)
}

// course is what a prospectus says of a run's course, in the version of the run.
func (o offer) course(runID string) college.ProspectusCourse {
	run := o.runs[runID]
	course, version := o.courses[run.CourseID], o.versions[run.CourseVersionID]
	c := college.ProspectusCourse{Code: course.Code, Title: course.Title, Topic: o.topics[course.TopicID].Name, Blurb: version.Blurb,
		ForWhom: course.Eligibility.Audience, MinAge: course.MinAge, MaxAge: course.MaxAge, ContentNote: course.ContentNote,
		Outcomes: version.Outcomes, Partners: []string{}, CoProduced: slices.Contains(o.coProduced, course.ID),
		Prerequisite: o.courses[course.PrerequisiteID].Title, Runs: []college.ProspectusRun{}}
	if c.Blurb == "" {
		c.Blurb = course.Blurb
	}
	if len(c.Outcomes) == 0 {
		c.Outcomes = course.Outcomes
	}
	if c.Outcomes == nil {
		c.Outcomes = []string{}
	}
	return c
}

// partnersOf adds the partners of a run and of its course to those named.
func (o offer) partnersOf(named []string, runID string) []string {
	run := o.runs[runID]
	for _, id := range []string{o.courses[run.CourseID].PartnerID, run.PartnerID} {
		if name := o.partners[id].Name; name != "" && !slices.Contains(named, name) {
			named = append(named, name)
		}
	}
	return named
}
