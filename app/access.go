package app

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/store"
	"daybook/backend/vault"
)

// Access is who may open what.
type Access struct {
	door    *Door
	dialogs dialogs
}

// AccessPerson is somebody with access.
type AccessPerson struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Role    string `json:"role"`
	Since   string `json:"since"`   // date
	OneTime bool   `json:"oneTime"` // has not chosen a passphrase of their own yet
	You     bool   `json:"you"`
	Left    string `json:"left"` // date, of those who have gone
}

// AccessView is the page of people with access.
type AccessView struct {
	People      []AccessPerson `json:"people"` // those who may sign in, then those who left
	HasSheet    bool           `json:"hasSheet"`
	IdleMinutes int            `json:"idleMinutes"`
}

// OneTime is a passphrase shown once, to hand to its person.
type OneTime struct {
	Name       string     `json:"name"`
	Passphrase string     `json:"passphrase"`
	View       AccessView `json:"view"`
}

// KeysChanged is what changing the keys did.
type KeysChanged struct {
	View       AccessView `json:"view"`
	Resealed   int        `json:"resealed"`   // backups sealed again
	Deleted    []string   `json:"deleted"`    // backups that could not be, and are gone
	OutOfReach []string   `json:"outOfReach"` // backups elsewhere that the old keys may still open
	Sentence   string     `json:"sentence"`
}

// People is who may sign in, and who has left.
func (a *Access) People() (AccessView, error) {
	return ask(a.door, "Access.People", func(ctx context.Context) (AccessView, error) { return a.door.people(ctx) })
}

func (d *Door) people(ctx context.Context) (AccessView, error) {
	view := AccessView{People: []AccessPerson{}, HasSheet: d.ring.HasSheet()}
	for _, u := range append(d.ring.Users(), d.ring.Gone()...) {
		view.People = append(view.People, AccessPerson{ID: u.ID, Name: u.Name, Role: string(u.Role),
			Since: string(college.DateOf(college.London(u.Since))), OneTime: u.OneTime, You: u.ID == d.user(), Left: u.Left})
	}
	card, err := d.store.Card(ctx)
	if view.IdleMinutes = card.IdleMinutes; view.IdleMinutes == 0 {
		view.IdleMinutes = usualIdle
	}
	return view, err
}

// changing lets a leader change the keyring: change works on it in memory, then
// it is saved as a whole, and the audit notes about whom.
func (d *Door) changing(ctx context.Context, verb string, change func() (about string, err error)) (AccessView, error) {
	about, err := change()
	if err == nil {
		err = d.access.Save(d.home.Data())
	}
	if err == nil {
		err = d.store.Note(ctx, verb, "user", about)
	}
	if err != nil {
		return AccessView{}, err
	}
	return d.people(ctx)
}

// Add gives somebody access, with a one-time passphrase.
func (a *Access) Add(name, role string) (OneTime, error) {
	return ask(a.door, "Access.Add", func(ctx context.Context) (OneTime, error) { return a.door.addPerson(ctx, name, role) })
}

func (d *Door) addPerson(ctx context.Context, name, role string) (OneTime, error) {
	name = strings.TrimSpace(name)
	if !sayable(name, 60) {
		return OneTime{}, wrongField("name", "access.nameNeeded")
	}
	given := OneTime{Name: name, Passphrase: vault.Suggest()}
	var err error
	given.View, err = d.changing(ctx, "act.accessAdd", func() (string, error) {
		user, err := d.access.Add(vault.User{Name: name, Role: vault.Role(role), OneTime: true}, given.Passphrase, d.clock.now())
		if errors.Is(err, vault.ErrNameTaken) {
			err = wrongField("name", "access.nameTaken")
		}
		return user.ID, err
	})
	return given, err
}

// Reset gives somebody who forgot theirs a one-time passphrase.
func (a *Access) Reset(userID string) (OneTime, error) {
	return ask(a.door, "Access.Reset", func(ctx context.Context) (OneTime, error) { return a.door.resetPerson(ctx, userID) })
}

func (d *Door) resetPerson(ctx context.Context, userID string) (OneTime, error) {
	if userID == d.user() {
		return OneTime{}, college.Refuse(college.Invalid, "access.ownReset")
	}
	given := OneTime{Name: d.ring.Name(userID), Passphrase: vault.Suggest()}
	var err error
	given.View, err = d.changing(ctx, "act.accessReset", func() (string, error) {
		return userID, d.access.Reset(userID, given.Passphrase, d.clock.now())
	})
	return given, err
}

// SetRole changes what somebody may open. Whoever may open less from now on has
// known the keys they lose: these are changed.
func (a *Access) SetRole(userID, role string) (AccessView, error) {
	return ask(a.door, "Access.SetRole", func(ctx context.Context) (AccessView, error) {
		return a.door.setRole(ctx, userID, vault.Role(role))
	})
}

func (d *Door) setRole(ctx context.Context, userID string, role vault.Role) (AccessView, error) {
	if userID == d.user() {
		return AccessView{}, college.Refuse(college.Invalid, "access.ownRole")
	}
	var before vault.Role
	for _, u := range d.ring.Users() {
		if u.ID == userID {
			before = u.Role
		}
	}
	view, err := d.changing(ctx, "act.accessRole", func() (string, error) { return userID, d.access.SetRole(userID, role) })
	if err != nil || len(role.Opens()) >= len(before.Opens()) {
		return view, err
	}
	changed, err := d.rotate(ctx, "")
	return changed.View, err
}

// Leave takes somebody's access away and changes the keys they held.
func (a *Access) Leave(userID string) (KeysChanged, error) {
	return ask(a.door, "Access.Leave", func(ctx context.Context) (KeysChanged, error) {
		if userID == "" || userID == a.door.user() {
			return KeysChanged{}, college.Refuse(college.Invalid, "access.ownLeave")
		}
		return a.door.rotate(ctx, userID)
	})
}

// Rotate changes all keys, as after a lost laptop.
func (a *Access) Rotate() (KeysChanged, error) {
	return ask(a.door, "Access.Rotate", func(ctx context.Context) (KeysChanged, error) { return a.door.rotate(ctx, "") })
}

// rotate closes the records, changes the keys, opens the records again and seals
// every backup within reach anew. A backup is made first.
func (d *Door) rotate(ctx context.Context, leaver string) (changed KeysChanged, err error) {
	if leaver != "" && !slices.ContainsFunc(d.ring.Users(), func(u vault.User) bool { return u.ID == leaver }) {
		return changed, vault.ErrNoUser
	}
	if _, err := d.store.Backup(ctx, store.BackupRotate); err != nil {
		return changed, err
	}
	reclaimed := d.access.Tampered() && leaver == ""
	if reclaimed {
		// Nobody's entry but the leader's own can be trusted: the others are given
		// access anew.
		if err := errors.Join(d.access.Reclaim(d.clock.now()), d.access.Save(d.home.Data())); err != nil {
			return changed, err
		}
	}
	if err := d.store.Close(); err != nil {
		return changed, err
	}
	d.store = nil
	ledger, unread := store.ReadLedger(d.access, d.home.Backups())
	next, rotated, err := d.access.Rotate(ctx, d.home.Data(), leaver, d.clock.now())
	if next == nil {
		return changed, errors.Join(inWords(err), d.reopen(ctx, d.access))
	}
	if err := errors.Join(err, d.reopen(ctx, next)); err != nil {
		return changed, err
	}
	if unread == nil {
		if err := store.WriteLedger(next, d.home.Backups(), ledger); err != nil {
			return changed, err
		}
	}
	verb := "act.rotate"
	if leaver != "" {
		verb = "act.accessLeave"
	}
	if err := d.store.Note(ctx, verb, "user", rotated.Left.ID); err != nil {
		return changed, err
	}
	if changed, err = d.resealBackups(ctx); err != nil {
		return changed, err
	}
	changed.Sentence = d.say("access.rotated", college.Values{"count": strconv.Itoa(changed.Resealed)})
	if reclaimed {
		changed.Sentence += " " + d.say("access.reclaimed", nil)
	}
	changed.View, err = d.people(ctx)
	return changed, err
}

// finishResealing goes on with what a rotation that was cut short left to do.
func (d *Door) finishResealing(ctx context.Context) error {
	if d.access.User.Role != vault.Leader || len(d.access.Former()) == 0 {
		return nil
	}
	_, err := d.resealBackups(ctx)
	return err
}

// resealBackups seals every backup within reach anew, removes what the old keys
// still open, and forgets these.
func (d *Door) resealBackups(ctx context.Context) (changed KeysChanged, err error) {
	done, err := d.access.ResealBackups(ctx, d.home.Backups())
	if err != nil && !errors.Is(err, vault.ErrPlacesDamaged) { // then those here are done, and the rest is out of reach
		return changed, err
	}
	changed.Resealed, changed.Deleted, changed.OutOfReach = len(done.Resealed), []string{}, []string{}
	for _, path := range done.Deleted {
		changed.Deleted = append(changed.Deleted, filepath.Base(path))
	}
	changed.OutOfReach = append(changed.OutOfReach, done.Left...)
	places, err := vault.OutOfReach(d.home.Backups())
	if errors.Is(err, vault.ErrPlacesDamaged) { // the keys were changed all the same
		changed.OutOfReach, err = append(changed.OutOfReach, d.say("backup.placesDamaged", nil)), nil
	}
	if err != nil {
		return changed, err
	}
	for _, p := range places {
		for _, name := range p.Names {
			changed.OutOfReach = append(changed.OutOfReach, p.Folder+": "+name)
		}
	}
	if err := d.home.ForgetKept(); err != nil {
		return changed, err
	}
	return changed, d.access.DropFormer(d.home.Data())
}

// NewSheet prints a new recovery sheet; the old one holds until ConfirmSheet.
func (a *Access) NewSheet() (SheetAsked, error) {
	return ask(a.door, "Access.NewSheet", func(context.Context) (SheetAsked, error) { return a.door.newSheet(a.door.ring.Label()) })
}

// ConfirmSheet makes the new sheet the one that counts.
func (a *Access) ConfirmSheet(groups []string) (AccessView, error) {
	return ask(a.door, "Access.ConfirmSheet", func(ctx context.Context) (AccessView, error) {
		return a.door.confirmSheet(ctx, groups)
	})
}

func (d *Door) confirmSheet(ctx context.Context, groups []string) (AccessView, error) {
	if d.sheet == nil {
		return AccessView{}, college.Refuse(college.Conflict, "start.notBegun")
	}
	if err := d.typedBack(groups); err != nil {
		return AccessView{}, err
	}
	view, err := d.changing(ctx, "act.recoverySheet", func() (string, error) { return vault.Recovery, d.access.UseSheet(*d.sheet) })
	if err == nil {
		d.sheet = nil
		sweepSheets(d.folder)
	}
	return view, err
}

// SetIdle says after how many minutes (1–15) without anybody Daybook locks.
func (a *Access) SetIdle(minutes int) (AccessView, error) {
	return ask(a.door, "Access.SetIdle", func(ctx context.Context) (AccessView, error) {
		if err := a.door.store.SetIdle(ctx, minutes); err != nil {
			return AccessView{}, err
		}
		a.door.idle.begin(a.door.clock, minutes)
		return a.door.people(ctx)
	})
}
