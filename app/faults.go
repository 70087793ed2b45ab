package app

import (
	"errors"
	"strconv"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/vault"
)

// sentences are what the vault says no with, in words.
var sentences = []struct {
	fault error
	code  college.Code
	key   string
}{
	{vault.ErrNoRing, college.Conflict, "ring.missing"},
	{vault.ErrRingDamaged, college.Conflict, "ring.unreadable"},
	{vault.ErrRingForeign, college.Conflict, "ring.foreign"},
	{vault.ErrRingNewer, college.Conflict, "ring.newer"},
	{vault.ErrDenied, college.Forbidden, "gate.denied"},
	{vault.ErrTampered, college.Conflict, "ring.tampered"},
	{vault.ErrNotLeader, college.Forbidden, "gate.leaderOnly"},
	{vault.ErrNameTaken, college.Conflict, "access.nameTaken"},
	{vault.ErrNoName, college.Invalid, "access.nameNeeded"},
	{vault.ErrNoUser, college.NotFound, "access.noUser"},
	{vault.ErrNoRole, college.Invalid, "access.noRole"},
	{vault.ErrLastLeader, college.Conflict, "access.lastLeader"},
	{vault.ErrPlacesDamaged, college.Conflict, "backup.placesDamaged"},
	{vault.ErrPlaceGone, college.Conflict, "backup.placeGone"},
	{vault.ErrSamePlace, college.Conflict, "backup.samePlace"},
}

// inWords turns what the vault and the disk say no with into refusals; other
// errors stay.
func inWords(err error) error {
	if err == nil || college.AsRefusal(err) != nil {
		return err
	}
	var wait *vault.Wait
	var typo *vault.SheetTypo
	switch {
	case errors.As(err, &wait):
		return college.Refuse(college.Forbidden, "gate.wait", "count", strconv.Itoa(wait.Seconds))
	case errors.As(err, &typo):
		return wrongField("sheet", "gate.sheetTypo", "group", strconv.Itoa(typo.Group+1))
	}
	for _, s := range sentences {
		if errors.Is(err, s.fault) {
			refusal := college.Refuse(s.code, s.key)
			if s.fault == vault.ErrDenied {
				refusal.Fields = []college.FieldError{{Field: "passphrase", Key: s.key}}
			}
			return refusal
		}
	}
	return store.InWords(err)
}

// wrongField is a refusal about one field of a form.
func wrongField(field, key string, pairs ...string) error {
	refusal := college.Refuse(college.Invalid, "form.invalid")
	about := college.Refuse(college.Invalid, key, pairs...)
	refusal.Fields = []college.FieldError{{Field: field, Key: key, Values: about.Values}}
	return refusal
}

// strong refuses a passphrase that is too easy to guess, by the field it was
// typed in.
func strong(field, passphrase, label string, names ...string) error {
	weak := vault.Weak(passphrase, label, names...)
	if weak == "" {
		return nil
	}
	return wrongField(field, "passphrase."+string(weak))
}
