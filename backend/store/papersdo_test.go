package store

import (
	"context"

	"daybook/backend/college"
)

// papersDo are one call of every read and act that papers alone need.
var papersDo = map[string]call{
	"face":        func(ctx context.Context, c *testCollege) error { return given(c.Face(ctx)) },
	"venue sheet": func(ctx context.Context, c *testCollege) error { return given(c.VenueSheet(ctx, "v")) },
	"issue of a session": func(ctx context.Context, c *testCollege) error {
		return given(c.IssueSessionCertificates(ctx, "five-1"))
	},
	"issue to a tutor": func(ctx context.Context, c *testCollege) error {
		return given(c.IssuePersonCertificate(ctx, college.CertificateTutor, "tu-pat"))
	},
	"certificate printed": func(ctx context.Context, c *testCollege) error { return c.CertificatePrinted(ctx, "C-00001") },
	"void": func(ctx context.Context, c *testCollege) error {
		return c.VoidCertificate(ctx, "C-00001", "wrong name")
	},
	"save a secret": func(ctx context.Context, c *testCollege) error {
		return c.SaveVenueSecret(ctx, college.VenueSecret{VenueID: "v", Kind: "key", Text: "Under the pot"})
	},
	"save the face": func(ctx context.Context, c *testCollege) error {
		return c.SaveFace(ctx, college.Face{College: "Testwick College"})
	},
	"own words": func(ctx context.Context, c *testCollege) error {
		return c.SetOwnWords(ctx, map[string]string{"student": "learner"})
	},
	"day pack": func(ctx context.Context, c *testCollege) error { return given(c.DayPack(ctx, "2026-11-20")) },
	"rehearse": func(ctx context.Context, c *testCollege) error {
		return c.Rehearse(ctx, func(ctx context.Context) error {
			return firstError(given(c.IssueCertificates(ctx, "run-five")), given(c.Register(ctx, "sleep-2")))
		})
	},
	"labels": func(ctx context.Context, c *testCollege) error {
		_, _, err := c.AddressLabels(ctx, "run", "run-sleep")
		return err
	},
	"badges": func(ctx context.Context, c *testCollege) error { return given(c.Badges(ctx, "session", "sleep-2")) },
	"check": func(ctx context.Context, c *testCollege) error {
		return given(c.CheckCertificate(ctx, "ABCDEFGHJK", ""))
	},
	"choices": func(ctx context.Context, c *testCollege) error { return given(c.ChoicesFor(ctx, "student", "ann")) },
	"contacts": func(ctx context.Context, c *testCollege) error {
		return given(c.ContactSheet(ctx, "2026-11-20", "2026-11-27"))
	},
	"letter": func(ctx context.Context, c *testCollege) error {
		return given(c.Letter(ctx, college.LetterPlaces, "st-ann", ""))
	},
	"papers made": func(ctx context.Context, c *testCollege) error { return given(c.PapersMade(ctx, 1)) },
	"person certificate": func(ctx context.Context, c *testCollege) error {
		return given(c.PersonCertificate(ctx, college.CertificateTutor, "pat"))
	},
	"plan":                 func(ctx context.Context, c *testCollege) error { return given(c.PlanCopy(ctx, "st-ann")) },
	"prospectus":           func(ctx context.Context, c *testCollege) error { return given(c.Prospectus(ctx, "")) },
	"poster":               func(ctx context.Context, c *testCollege) error { return given(c.RunPoster(ctx, "run-sleep")) },
	"session certificates": func(ctx context.Context, c *testCollege) error { return given(c.SessionCertificates(ctx, "five-1")) },
	"timetable view": func(ctx context.Context, c *testCollege) error {
		return given(c.TimetableView(ctx, college.ForStudent, "st-ann", "", ""))
	},
	"secrets": func(ctx context.Context, c *testCollege) error { return given(c.VenueSecrets(ctx, "v")) },
}
