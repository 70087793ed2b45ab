package app

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"
	"daybook/backend/sample"
	"daybook/backend/store"
	"daybook/backend/vault"
	"daybook/backend/words"
)

// Gate is what stands before the records: who may come in, or why nobody can.
type Gate struct {
	State       string           `json:"state"` // start: no college here; signIn; ownPassphrase: signed in with a one-time one; open; broken: the records do not open, a leader may restore a backup; lost: no keyring; problem
	College     string           `json:"college"`
	Folder      string           `json:"folder"`
	People      []GatePerson     `json:"people"`
	Published   []GatePassphrase `json:"published"` // of the sample college
	HasSheet    bool             `json:"hasSheet"`
	Why         string           `json:"why"`         // why the window was locked, in a sentence; "" when it was just opened
	User        GatePerson       `json:"user"`        // who has signed in
	IdleMinutes int              `json:"idleMinutes"` // until it locks by itself
	Notices     []string         `json:"notices"`     // what whoever signed in should know, each a sentence
	Problem     string           `json:"problem"`     // why the college cannot be opened, in a sentence
}

// GatePerson is somebody who may sign in.
type GatePerson struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Role string `json:"role"` // leader, admin, volunteer
}

// GatePassphrase is a passphrase of the sample college, which everybody knows.
type GatePassphrase struct {
	Name       string `json:"name"`
	Role       string `json:"role"`
	Passphrase string `json:"passphrase"`
}

// States of the gate.
const (
	gateStart         = "start"
	gateSignIn        = "signIn"
	gateOwnPassphrase = "ownPassphrase"
	gateOpen          = "open"
	gateProblem       = "problem"
	gateLost          = "lost"   // the keyring is gone: only a backup brings one back
	gateBroken        = "broken" // a leader is in, but the records do not open: a backup may be restored
)

// Guard is the way in and out.
type Guard struct{ door *Door }

// State is how things stand at the gate.
func (g *Guard) State() (Gate, error) {
	return ask(g.door, "Guard.State", func(context.Context) (Gate, error) { return g.door.gate(), nil })
}

// gate is how things stand; the caller holds the records.
func (d *Door) gate() Gate {
	g := Gate{Folder: d.folder, People: []GatePerson{}, Published: []GatePassphrase{}, Notices: []string{}, IdleMinutes: int(d.idle.minutes.Load())}
	if d.locked != "" {
		g.Why = d.say("gate.why."+d.locked, nil)
	}
	switch {
	case d.empty():
		g.State = gateStart
		return g
	case d.problem != nil:
		g.State, g.Problem = gateProblem, d.tell("begin", d.problem).(*Told).Sentence
		if d.keyringLost() {
			g.State = gateLost
		}
		return g
	case d.access == nil:
		g.State = gateSignIn
	case d.broken != nil:
		g.State, g.Problem = gateBroken, d.tell("open", d.broken).(*Told).Sentence
	case d.access.User.OneTime:
		g.State = gateOwnPassphrase
	default:
		g.State = gateOpen
	}
	g.College, g.HasSheet = d.ring.Label(), d.ring.HasSheet()
	for _, u := range d.ring.Users() {
		g.People = append(g.People, GatePerson{u.ID, u.Name, string(u.Role)})
	}
	if d.access == nil {
		g.Published = published(d.ring)
		return g
	}
	g.User = GatePerson{d.access.User.ID, d.access.User.Name, string(d.access.User.Role)}
	g.Notices = append(g.Notices, d.notices...)
	return g
}

// published are the passphrases of the sample college, while they hold.
func published(ring *vault.Ring) []GatePassphrase {
	all := []GatePassphrase{}
	for _, p := range sample.People {
		if ring.Name(p.ID) == p.Name && ring.Label() == sample.Name {
			all = append(all, GatePassphrase{p.Name, string(p.Role), p.Passphrase})
		}
	}
	return all
}

// SignIn opens what this person may open.
func (g *Guard) SignIn(userID, passphrase string) (Gate, error) {
	return ask(g.door, "Guard.SignIn", func(ctx context.Context) (Gate, error) {
		if err := g.door.signIn(ctx, userID, passphrase); err != nil {
			return Gate{}, err
		}
		return g.door.gate(), nil
	})
}

// signIn tries a passphrase and opens the records with what it gives.
func (d *Door) signIn(ctx context.Context, userID, passphrase string) error {
	switch {
	case d.problem != nil:
		return d.problem
	case d.access != nil:
		return college.Refuse(college.Conflict, "gate.alreadyIn", "name", d.userName())
	}
	access, err := d.ring.Unlock(userID, passphrase, d.clock.now())
	if err != nil {
		return err
	}
	return d.open(ctx, access)
}

// open opens the records with an access, and gathers what its holder should know.
func (d *Door) open(ctx context.Context, access *vault.Access) error {
	d.locked, d.broken = "", nil
	if err := d.openStore(ctx, access); err != nil {
		if !mendable(err) || access.User.Role != vault.Leader {
			access.Close()
			return err
		}
		// A leader is let in as far as the backups.
		d.access, d.ring, d.broken = access, access.Ring(), err
		d.idle.begin(d.clock, usualIdle)
		return nil
	}
	d.noticeKeyring()
	for _, f := range d.store.Notices() {
		d.notices = append(d.notices, d.say(f.Key, f.Values))
	}
	d.remindOfBackup(ctx)
	d.remindOfSecond()
	if d.finishResealing(ctx) != nil {
		d.notices = append(d.notices, d.say("notice.resealing", nil)) // it is tried again at the next sign-in
	}
	return nil
}

// mendable tells whether restoring a backup would help.
func mendable(err error) bool {
	refusal := college.AsRefusal(err)
	return refusal != nil && slices.Contains([]string{"store.damaged", "store.damagedPage", "store.halfThere", "store.notOurs",
		"store.otherKeyring", "store.plain"}, refusal.Key)
}

func (d *Door) openStore(ctx context.Context, access *vault.Access) (err error) {
	if d.store, err = store.Open(ctx, store.Options{Folder: d.folder, Home: d.home, Access: access, Now: d.clock.now}); err != nil {
		return err
	}
	d.access, d.ring = access, access.Ring()
	card, err := d.store.Card(ctx)
	if err != nil {
		err = errors.Join(err, d.store.Close())
		d.store, d.access = nil, nil
		return err
	}
	d.words = words.Catalogue{Own: card.OwnWords}
	d.idle.begin(d.clock, card.IdleMinutes)
	return nil
}

// remindOfSecond asks, once a week, for a copy of the backups in a second place:
// in the window only, and not for a college that nobody would miss.
func (d *Door) remindOfSecond() {
	if d.again == nil || !d.access.May(vault.College) || d.ring.Label() == sample.Name {
		return
	}
	places, err := vault.Places(d.home.Backups())
	if err == nil && vault.CopyDue(places, d.clock.now()) {
		d.notices = append(d.notices, d.say("notice.secondPlace", nil))
	}
}

// noticeKeyring tells what loading the keyring found, and a leader of the wrong
// passphrases tried since the last leader was here.
func (d *Door) noticeKeyring() {
	for _, key := range d.ring.Notices() {
		d.notices = append(d.notices, d.say(key, nil))
	}
	if d.access.Tampered() {
		d.notices = append(d.notices, d.say("ring.tampered", nil))
	}
	for _, m := range d.access.Misses() {
		key := "gate.misses"
		switch {
		case m.UserID == vault.Recovery:
			key = "gate.missesSheet"
		case m.Name == "":
			key = "gate.missesUnknown"
		}
		d.notices = append(d.notices, d.say(key, college.Values{"name": m.Name, "count": strconv.Itoa(m.Count),
			"when": words.DayMonthYear(string(college.DateOf(college.London(m.Last))))}))
	}
	if err := d.access.ForgetMisses(); err != nil && d.access.User.Role == vault.Leader {
		slog.Warn("forgetting wrong tries", "error", err) // they are told again: a full disk must keep nobody out
	}
}

// Recover lets a leader in who has the recovery sheet: it gives them a new
// passphrase, and they sign in with it at once.
func (g *Guard) Recover(sheet, userID, fresh string) (Gate, error) {
	return ask(g.door, "Guard.Recover", func(ctx context.Context) (Gate, error) {
		if err := g.door.recover(ctx, sheet, userID, fresh); err != nil {
			return Gate{}, err
		}
		return g.door.gate(), nil
	})
}

// leads tells whether this user is a leader.
func leads(ring *vault.Ring, userID string) bool {
	return slices.ContainsFunc(ring.Users(), func(u vault.User) bool { return u.ID == userID && u.Role == vault.Leader })
}

func (d *Door) recover(ctx context.Context, sheet, userID, fresh string) error {
	if d.problem != nil {
		return d.problem
	}
	if !leads(d.ring, userID) {
		return college.Refuse(college.Forbidden, "gate.sheetLeader")
	}
	if err := strong("passphrase", fresh, d.ring.Label(), d.ring.Name(userID)); err != nil {
		return err
	}
	access, err := d.ring.Recover(sheet, d.clock.now())
	if errors.Is(err, vault.ErrDenied) {
		return wrongField("sheet", "gate.sheetWrong")
	}
	if err != nil {
		return err
	}
	defer access.Close()
	if err := access.Settle(d.home.Data()); err != nil {
		return err
	}
	if err := access.Reset(userID, fresh, d.clock.now()); err != nil {
		return err
	}
	if err := access.Save(d.home.Data()); err != nil {
		return err
	}
	// The recovery's own passphrase was typed by its leader: it is theirs already.
	if d.access != nil {
		if err := d.signOut(); err != nil {
			return err
		}
	}
	d.ring = access.Ring()
	leader, err := d.ring.Unlock(userID, fresh, d.clock.now())
	if err != nil {
		return err
	}
	if err := leader.Change(fresh, fresh, d.clock.now()); err != nil {
		return err
	}
	if err := leader.Save(d.home.Data()); err != nil {
		return err
	}
	if err := d.open(ctx, leader); err != nil || d.broken != nil {
		return err
	}
	return d.store.Note(d.as(), "act.recover", "user", userID)
}

// Lock closes everything and shows the sign-in page in a new process.
func (g *Guard) Lock() error {
	_, err := ask(g.door, "Guard.Lock", func(context.Context) (bool, error) {
		go g.door.lock("asked") // once this call has been answered
		return true, nil
	})
	return err
}

// Touch says that somebody is there.
func (g *Guard) Touch() error {
	_, err := ask(g.door, "Guard.Touch", func(context.Context) (bool, error) { return true, nil })
	return err
}

// ChangePassphrase is for everybody's own.
func (g *Guard) ChangePassphrase(current, fresh string) (Gate, error) {
	return ask(g.door, "Guard.ChangePassphrase", func(ctx context.Context) (Gate, error) {
		if err := g.door.changePassphrase(ctx, current, fresh); err != nil {
			return Gate{}, err
		}
		return g.door.gate(), nil
	})
}

func (d *Door) changePassphrase(ctx context.Context, current, fresh string) error {
	if strings.TrimSpace(current) == strings.TrimSpace(fresh) {
		return wrongField("passphrase", "passphrase.same")
	}
	if err := strong("passphrase", fresh, d.ring.Label(), d.userName()); err != nil {
		return err
	}
	if err := d.access.Change(current, fresh, d.clock.now()); err != nil {
		if college.AsRefusal(inWords(err)).Key == "gate.denied" {
			return wrongField("current", "passphrase.notCurrent")
		}
		return err
	}
	if err := d.access.Save(d.home.Data()); err != nil {
		return err
	}
	return d.store.Note(ctx, "act.passphrase", "user", d.user())
}

// as is a context in the name of whoever has signed in.
func (d *Door) as() context.Context { return store.As(context.Background(), d.user()) }

// Suggest offers a passphrase of four words.
func (g *Guard) Suggest() (string, error) {
	return ask(g.door, "Guard.Suggest", func(context.Context) (string, error) { return vault.Suggest(), nil })
}
