package sample

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"daybook/backend/college"
)

// TestLogo: small enough for every paper, the same each time, and two colours on
// nothing.
func TestLogo(t *testing.T) {
	a, err := logo()
	if err != nil {
		t.Fatal(err)
	}
	b, err := logo()
	if err != nil || !bytes.Equal(a, b) {
		t.Errorf("two logos: %v", err)
	}
	if len(a) > 20_000 {
		t.Errorf("the logo has %d bytes", len(a))
	}
	picture, _, err := image.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	for name, at := range map[string]struct {
		x, y int
		want color.NRGBA
	}{
		"beside the arch": {0, 0, color.NRGBA{}}, "the arch": {160, 30, teal}, "the lantern": {160, 180, light}, "under it": {160, 300, teal},
	} {
		if got := color.NRGBAModel.Convert(picture.At(at.x, at.y)); got != at.want {
			t.Errorf("%s is %v, want %v", name, got, at.want)
		}
	}
}

// TestWhatPapersNeed: a face, ways into venues that are there, hours, and things
// to bring.
func TestWhatPapersNeed(t *testing.T) {
	w := wexmoor(t)
	card := w.book.Cards[0]
	if card.Website == "" || card.Colour == "" || len(card.Logos) != 1 || card.Logos[0].Alt == "" {
		t.Errorf("the card is %+v", card)
	}
	known, open := map[string]bool{}, 0
	for _, v := range w.book.Venues {
		known[v.ID] = true
		if v.Opening != "" {
			open++
		}
	}
	if len(w.rec.VenueSecrets) < 5 || open < 10 || len(w.rec.LearningPlans) < 20 {
		t.Errorf("%d secrets, %d venues say when they open, %d plans", len(w.rec.VenueSecrets), open, len(w.rec.LearningPlans))
	}
	for _, s := range w.rec.VenueSecrets {
		if !known[s.VenueID] || s.Validate() != nil {
			t.Errorf("a secret of a %s is of %s: %v", s.Kind, s.VenueID, s.Validate())
		}
	}
	for _, c := range w.rec.Courses {
		if c.Kind == "workshop" && c.Status == college.CourseLive && c.Code < "V" && len(c.Materials) == 0 {
			t.Errorf("nothing is brought to %s", c.Code)
		}
	}
}
