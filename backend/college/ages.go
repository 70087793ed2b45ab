package college

// AgeLimits are the youngest and the oldest age, in completed years, that may
// come on one day; 0 = none.
type AgeLimits struct {
	Least int `json:"least"`
	Most  int `json:"most"`
}

// Within tells whether an age lies inside the limits, both included.
func (l AgeLimits) Within(age int) bool {
	return age >= l.Least && (l.Most == 0 || age <= l.Most)
}

// Any tells whether there is a limit at all.
func (l AgeLimits) Any() bool { return l.Least > 0 || l.Most > 0 }

func (l AgeLimits) and(least, most int) AgeLimits {
	l.Least = max(l.Least, least)
	if most > 0 && (l.Most == 0 || most < l.Most) {
		l.Most = most
	}
	return l
}

// AgesOn joins the arm's age rule in force on the day with the limits of the
// course and, where its eligibility binds everyone, of the run.
func AgesOn(rules []AgeRule, course Course, run CourseRun, day Date) AgeLimits {
	limits := AgeLimits{}.and(course.MinAge, course.MaxAge)
	if rule, ok := AgeRuleOn(rules, armOf(run), day); ok {
		limits = limits.and(rule.Min, rule.Max)
	}
	for _, e := range []Eligibility{course.Eligibility, run.Eligibility} {
		if e.Mode == EligibleAll {
			limits = limits.and(e.AgeMin, e.AgeMax)
		}
	}
	return limits
}

// CheckAges is I-03: the person's age on each day of the run that they come to
// lies within that day's limits. The first day that does not fit is named; a
// birthday that is not known is a concern, and only where there is a limit.
func CheckAges(p Person, rules []AgeRule, course Course, run CourseRun, days []Date) []Finding {
	for _, day := range days {
		limits := AgesOn(rules, course, run, day)
		if !limits.Any() {
			continue
		}
		about := []string{p.ID, run.ID}
		age := p.DOB.AgeOn(day)
		switch {
		case age < 0:
			return []Finding{Found("I-03", ConcernLevel, "rule.ageUnknown", about, "name", p.Called(), "course", course.Outside())}
		case age < limits.Least:
			return []Finding{Found("I-03", Reason, "rule.tooYoung", about, "name", p.Called(), "age", itoa(age), "date", string(day), "course", course.Outside(), "least", itoa(limits.Least))}
		case !limits.Within(age):
			return []Finding{Found("I-03", Reason, "rule.tooOld", about, "name", p.Called(), "age", itoa(age), "date", string(day), "course", course.Outside(), "most", itoa(limits.Most))}
		}
	}
	return nil
}

// armOf is the run's arm, adult while it has none.
func armOf(run CourseRun) Arm {
	if run.Arm == Youth {
		return Youth
	}
	return Adult
}
