package papers

import (
	"strings"

	"daybook/backend/college"
	"daybook/backend/typeset"
	"daybook/backend/words"
)

// PlanCopy sets a student's own copy of a learning plan, to take home: what
// brought them, what they are good at, what helps, their goals and how far they
// feel they have come – in words, never in numbers or shares – and when it is
// looked at again. It is set in the student's own format where no size was
// chosen, in 14 pt at least.
func PlanCopy(p Printing, c college.PlanCopy) *typeset.Document {
	b := p.book(p.Face.College, p.say("title.planCopy", "date", p.long(college.DateOf(p.At))))
	e := forStudents(editionFor(p.portrait(), c.Format))
	about := p.student(c.StudentNumber)
	f := b.Flow(e, typeset.Frame{
		Head: func(typeset.Place) string { return p.say("plan.title") },
		Foot: p.foot(p.Face.Sample, false),
	})
	p.masthead(f, e)
	f.Heading(1, typeset.Para{Text: p.say("plan.title")})
	f.Para(typeset.Para{Text: p.say("plan.of", "name", p.known(firstText(c.FullName, c.Called))), Subject: about, Bold: true})
	if made := words.DayMonthYear(string(c.Plan.Date)); made != "" {
		f.Para(typeset.Said(p.say("plan.made", "date", made)))
	}
	some := p.planPart(f, e, "plan.why", c.Plan.WhyICame, about)
	some = p.planPart(f, e, "plan.strengths", c.Plan.Strengths, about) || some
	some = p.planPart(f, e, "plan.helps", c.WhatHelps, about) || some
	some = p.planPart(f, e, "plan.support", c.Plan.Support, about) || some
	if len(c.Goals) > 0 {
		under(f, e, p.say("plan.goals"))
		for _, g := range c.Goals {
			p.planGoal(f, e, g, about)
		}
	} else if !some {
		f.Space(e.Pt(4))
		f.Para(typeset.Said(p.say("plan.empty")))
	}
	p.planReviews(f, e, c, about)
	f.Space(e.Pt(5))
	p.otherFormats(f, e)
	return b.Document()
}

// planPart sets a heading and what the student said, and tells whether there
// was anything.
func (p Printing) planPart(f *typeset.Flow, e typeset.Edition, heading, text, about string) bool {
	if strings.TrimSpace(text) == "" {
		return false
	}
	under(f, e, p.say(heading))
	p.ownWords(f, e, text, about)
	return true
}

func (p Printing) planGoal(f *typeset.Flow, e typeset.Edition, g college.Goal, about string) {
	f.Keep(func() {
		f.Heading(3, typeset.Para{Text: p.known(g.Text), Subject: about})
		var lines []string
		if g.Theme != "" {
			lines = append(lines, p.say("plan.theme", "theme", p.word("paper.plan.theme.", g.Theme)))
		}
		lines = append(lines, p.howFar(g))
		if feels := p.howItFeels(g); feels != "" {
			lines = append(lines, feels)
		}
		if by := words.DayMonthYear(string(g.TargetDate)); by != "" && (g.Status == "" || g.Status == "open" || g.Status == "partly") {
			lines = append(lines, p.say("plan.by", "date", by))
		}
		for _, line := range lines {
			f.Para(typeset.Said(line).About(about))
		}
	})
	f.Space(e.Pt(3))
}

// howFar is where a goal stands, as the student might say it.
func (p Printing) howFar(g college.Goal) string {
	if words.Has("paper.plan.goal." + g.Status) {
		return p.word("paper.plan.goal.", g.Status)
	}
	return p.say("plan.goal.open")
}

// howItFeels compares the student's own ratings in words; "" where there are
// not two of them, or the goal is reached or set aside.
func (p Printing) howItFeels(g college.Goal) string {
	switch {
	case g.RatingStart <= 0 || g.RatingNow <= 0 || g.Status == "achieved" || g.Status == "changed" || g.Status == "dropped":
		return ""
	case g.RatingNow >= g.RatingStart+3:
		return p.say("plan.feels.muchFurther")
	case g.RatingNow > g.RatingStart:
		return p.say("plan.feels.further")
	case g.RatingNow == g.RatingStart:
		return p.say("plan.feels.same")
	}
	return p.say("plan.feels.harder")
}

// planReviews sets what was said when the plan was looked at, and when that is
// done again.
func (p Printing) planReviews(f *typeset.Flow, e typeset.Edition, c college.PlanCopy, about string) {
	next := c.Plan.ReviewDue
	said := false
	for _, r := range c.Reviews {
		if r.Kind == "exit" {
			next = ""
		} else if r.NextReview.Valid() {
			next = r.NextReview
		}
		if strings.TrimSpace(r.Summary) == "" {
			continue
		}
		if !said {
			under(f, e, p.say("plan.reviews"))
			said = true
		}
		f.Para(typeset.Strong(p.known(words.DayMonthYear(string(r.Date)))))
		p.ownWords(f, e, r.Summary, about)
	}
	if date := p.long(next); next.Valid() {
		f.Space(e.Pt(2))
		key := "plan.next"
		if next < college.DateOf(p.At) {
			key = "plan.nextPast"
		}
		f.Para(typeset.Strong(p.say(key, "date", date)))
	}
}
