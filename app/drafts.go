package app

import (
	"context"

	"daybook/backend/college"
)

// Drafts keep what is being typed.
type Drafts struct{ door *Door }

// Draft is what somebody was typing when the window was locked.
type Draft struct {
	Place string `json:"place"` // which form, and of what: "walkIn:<session id>"
	Text  string `json:"text"`  // the form's values as JSON
	At    string `json:"at"`
}

// How long a draft and the name of its place may be, in bytes.
const (
	longestDraft = 64 << 10
	longestPlace = 200
)

// Keep keeps what is being typed at a place; "" forgets it.
func (d *Drafts) Keep(place, text string) error {
	_, err := ask(d.door, "Drafts.Keep", func(ctx context.Context) (bool, error) {
		if place == "" || len(place) > longestPlace || len(text) > longestDraft {
			return false, college.Refuse(college.Invalid, "drafts.tooLong")
		}
		return true, d.door.store.KeepDraft(ctx, place, text)
	})
	return err
}

// Mine is what this user was typing, newest first.
func (d *Drafts) Mine() ([]Draft, error) {
	return ask(d.door, "Drafts.Mine", func(ctx context.Context) ([]Draft, error) {
		kept, err := d.door.store.Drafts(ctx)
		mine := []Draft{}
		for _, k := range kept {
			mine = append(mine, Draft{Place: k.Place, Text: k.Text, At: string(k.At)})
		}
		return mine, err
	})
}
