package app

import (
	"context"
	"strconv"

	"daybook/backend/college"
	"daybook/backend/store"
)

// lookAtErasing says what erasing a student would take and what would stay.
func (d *Door) lookAtErasing(ctx context.Context, number string) (Erasing, error) {
	person, _, err := d.store.PersonByNumber(ctx, number)
	if err != nil {
		return Erasing{}, err
	}
	look, err := d.store.EraseLook(ctx, person)
	if err != nil {
		return Erasing{}, err
	}
	told := Erasing{Number: number, Sentences: []string{d.say("erase.look", college.Values{"number": number})}}
	told.Sentences = append(told.Sentences, d.erasingFacts(look.Erased)...)
	for _, p := range look.Papers {
		told.Sentences = append(told.Sentences, d.say("erase.paper", college.Values{"file": p.File}))
	}
	for _, m := range look.Mentions {
		told.Sentences = append(told.Sentences, d.say("erase.mention", college.Values{"table": m.Table, "field": m.Field, "id": m.RecordID}))
	}
	return told, nil
}

// erase erases a student; a proved backup is made first, and told of, since it
// still holds them for as long as it is kept.
func (d *Door) erase(ctx context.Context, number string) (Erasing, error) {
	person, _, err := d.store.PersonByNumber(ctx, number)
	if err != nil {
		return Erasing{}, err
	}
	if _, err := d.store.Backup(ctx, store.BackupErasure); err != nil {
		return Erasing{}, err
	}
	done, err := d.store.Erase(ctx, person)
	if err == nil {
		err = d.home.ForgetKept() // sets from before a restore hold them too
	}
	if err != nil {
		return Erasing{}, err
	}
	return Erasing{Number: number, Done: true,
		Sentences: append([]string{d.say("erase.done", college.Values{"number": number})}, d.erasingFacts(done)...)}, nil
}

func (d *Door) erasingFacts(e store.Erased) []string {
	var said []string
	for _, r := range e.Rows {
		said = append(said, d.say("erase.rows", college.Values{"what": d.say("erase.of."+r.Table, nil),
			"kept": strconv.Itoa(r.Kept), "blanked": strconv.Itoa(r.Blanked), "gone": strconv.Itoa(r.Gone)}))
	}
	for _, name := range e.Venues {
		said = append(said, d.say("erase.venue", college.Values{"name": name}))
	}
	if e.Backups.Count > 0 {
		said = append(said, d.say("erase.backups", college.Values{"count": strconv.Itoa(e.Backups.Count), "until": string(e.Backups.Until)}))
	}
	return said
}
