package app

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybook/backend/college"
	"daybook/backend/sample"
	"daybook/backend/vault"
)

// ours is a passphrase nobody published.
const ours = "crayon-walnut-thistle-mitten"

// gateOf is the gate of a door, which must answer.
func gateOf(t *testing.T, door *Door) Gate {
	t.Helper()
	gate, err := (&Guard{door}).State()
	must(t, err)
	return gate
}

// fieldOf is the sentence for the one field that was wrong.
func fieldOf(t *testing.T, err error, field string) string {
	t.Helper()
	told := refusal(t, err)
	if told.Key != "form.invalid" || len(told.Fields) != 1 || told.Fields[0].Field != field {
		t.Fatalf("not about %s: %+v", field, told)
	}
	checkSentence(t, told.Fields[0].Sentence)
	return told.Fields[0].Sentence
}

func TestTheGate(t *testing.T) {
	door := closedDoor(wexmoor(t), clock)
	closing(t, door)
	gate := gateOf(t, door)
	if gate.State != gateSignIn || gate.College != sample.Name || gate.HasSheet || gate.User.Name != "" || len(gate.Notices) > 0 || gate.Problem != "" {
		t.Errorf("%+v", gate)
	}
	for i, p := range people {
		if at := slices.Index(gate.People, GatePerson{p.ID, p.Name, string(p.Role)}); at < 0 {
			t.Errorf("%s is not among %+v", p.Name, gate.People)
		}
		if gate.Published[i] != (GatePassphrase{p.Name, string(p.Role), p.Passphrase}) {
			t.Errorf("published is %+v", gate.Published)
		}
	}
	gate, err := (&Guard{door}).SignIn("NADIA ", " "+people[0].Passphrase+"\t") // by name, as people type
	if err != nil || gate.State != gateOpen || gate.User != (GatePerson{people[0].ID, people[0].Name, "leader"}) || len(gate.Published) > 0 || gate.IdleMinutes != usualIdle {
		t.Errorf("%+v, %v", gate, err)
	}
	_, err = (&Guard{door}).SignIn(people[1].ID, people[1].Passphrase)
	if told := refusal(t, err); told.Key != "gate.alreadyIn" || !strings.Contains(told.Sentence, people[0].Name) {
		t.Errorf("%+v", told)
	}
}

// TestPublished: the published passphrases are shown for the sample alone, and
// only beside the names they belong to.
func TestPublished(t *testing.T) {
	for name, c := range map[string]struct {
		folder func(*testing.T) string
		change func(*vault.Access) error
		shown  int
	}{
		"the sample":      {wexmoor, func(*vault.Access) error { return nil }, 3},
		"another college": {empty, func(*vault.Access) error { return nil }, 0},
		"another name":    {wexmoor, func(a *vault.Access) error { return a.Rename(people[1].ID, "Bob") }, 2},
		"renamed":         {wexmoor, func(a *vault.Access) error { return a.SetLabel("Real Recovery College") }, 0},
	} {
		t.Run(name, func(t *testing.T) {
			folder := c.folder(t)
			ring, err := vault.Load(theData(folder), cheap)
			must(t, err)
			access, err := ring.Unlock(people[0].ID, people[0].Passphrase, friday)
			must(t, err)
			must(t, c.change(access))
			must(t, access.Save(theData(folder)))
			door := closedDoor(folder, clock)
			closing(t, door)
			if got := gateOf(t, door).Published; len(got) != c.shown {
				t.Errorf("shown are %+v", got)
			}
		})
	}
}

// TestWrongPassphrases: the same sentence for every wrong one, a wait that grows
// to a minute and no further, and the next leader is told, once.
func TestWrongPassphrases(t *testing.T) {
	folder, h := empty(t), at(friday)
	door := newDoor(folder, h.clocks(), cheap)
	guard := &Guard{door}
	wrong := func(who, passphrase, key string) string {
		t.Helper()
		_, err := guard.SignIn(who, passphrase)
		told := refusal(t, err)
		if told.Key != key || told.Code != college.Forbidden || gateOf(t, door).State != gateSignIn {
			t.Fatalf("%s: %+v", who, told)
		}
		return told.Sentence
	}
	first := wrong(people[0].ID, "not-this-one-at-all", "gate.denied")
	for _, other := range []string{people[0].Passphrase + "x", strings.ToUpper(people[0].Passphrase), people[1].Passphrase, "", "\x00", strings.Repeat("x", 100_000)} {
		h.pass(time.Hour)
		if again := wrong(people[0].ID, other, "gate.denied"); again != first {
			t.Errorf("another sentence: %s", again)
		}
	}
	if again := wrong("Nobody At All", ours, "gate.denied"); again != first {
		t.Errorf("another sentence for nobody: %s", again)
	}
	must(t, door.Close())

	door = newDoor(folder, h.clocks(), cheap) // the count outlives the program
	guard = &Guard{door}
	for range 3 {
		wrong(people[2].ID, "not-this-one-at-all", "gate.denied")
	}
	for _, seconds := range []int{1, 2, 4, 8, 16, 32, 60, 60} {
		if said := wrong(people[2].ID, people[2].Passphrase, "gate.wait"); !strings.Contains(said, "Wait "+strconv.Itoa(seconds)+" second") {
			t.Errorf("want %d: %s", seconds, said)
		}
		h.pass(time.Duration(seconds) * time.Second)
		wrong(people[2].ID, "not-this-one-at-all", "gate.denied")
	}
	h.turn(-365 * 24 * time.Hour)
	wrong(people[2].ID, people[2].Passphrase, "gate.wait")
	h.pass(time.Minute)
	signedIn(t, door, people[2])
	if told := gateOf(t, door).Notices; len(told) > 0 {
		t.Errorf("a volunteer is told of misses: %q", told)
	}
	must(t, door.Close())

	h.turn(366 * 24 * time.Hour)
	next := openAs(t, folder, people[0], h)
	told := strings.Join(gateOf(t, next).Notices, "\n")
	has(t, told, "7 wrong passphrases were tried for Nadia", "11 wrong passphrases were tried for Vera", "1 passphrase was tried for a name that is not there")
	must(t, next.signOut())
	signedIn(t, next, people[0])
	if told := gateOf(t, next).Notices; len(told) > 0 {
		t.Errorf("told twice: %q", told)
	}
}

// TestOneTimePassphrase: who was given one chooses their own before anything
// else; how strong it must be is said by the field.
func TestOneTimePassphrase(t *testing.T) {
	folder := empty(t)
	door := openAs(t, folder, people[0], at(friday))
	given, err := (&Access{door: door}).Add("  Zoë ", "admin")
	must(t, err)
	if given.Name != "Zoë" || vault.Weak(given.Passphrase, "Our College", "Zoë") != "" {
		t.Errorf("%+v", given)
	}
	must(t, door.signOut())
	zoe := sample.Person{ID: "zoë", Name: "Zoë", Passphrase: given.Passphrase}
	signedIn(t, door, zoe)
	if gate := gateOf(t, door); gate.State != gateOwnPassphrase || gate.User.Name != "Zoë" {
		t.Errorf("%+v", gate)
	}
	_, err = (&Students{door}).Page(college.StudentFilter{})
	if told := refusal(t, err); told.Key != "gate.ownFirst" {
		t.Errorf("%+v", told)
	}
	guard := &Guard{door}
	for what, c := range map[string]struct{ current, fresh, field, key string }{
		"short":       {given.Passphrase, "short", "passphrase", "passphrase.short"},
		"11 letters":  {given.Passphrase, "abcdxfghijk", "passphrase", "passphrase.short"},
		"long":        {given.Passphrase, strings.Repeat("walnut ", 40), "passphrase", "passphrase.long"},
		"common":      {given.Passphrase, "Password123456!", "passphrase", "passphrase.common"},
		"keyboard":    {given.Passphrase, "qwertyuiopasdf", "passphrase", "passphrase.common"},
		"the college": {given.Passphrase, "OurCollege2026", "passphrase", "passphrase.name"},
		"published":   {given.Passphrase, people[2].Passphrase, "passphrase", "passphrase.sample"},
		"the same":    {given.Passphrase, " " + given.Passphrase, "passphrase", "passphrase.same"},
		"not theirs":  {people[0].Passphrase, ours, "current", "passphrase.notCurrent"},
	} {
		_, err := guard.ChangePassphrase(c.current, c.fresh)
		if said := fieldOf(t, err, c.field); said != say(c.key) {
			t.Errorf("%s: %s", what, said)
		}
	}
	gate, err := guard.ChangePassphrase(given.Passphrase, ours)
	if err != nil || gate.State != gateOpen {
		t.Fatalf("%+v, %v", gate, err)
	}
	if _, err := (&Students{door}).Page(college.StudentFilter{}); err != nil {
		t.Error(err)
	}
	must(t, door.signOut())
	_, err = guard.SignIn(zoe.ID, zoe.Passphrase)
	if told := refusal(t, err); told.Key != "gate.denied" {
		t.Errorf("the one-time one: %+v", told)
	}
	gate, err = guard.SignIn(zoe.ID, ours)
	if err != nil || gate.State != gateOpen || len(gate.Notices) > 0 {
		t.Errorf("%+v, %v", gate, err)
	}
}

// sheetFor prints a recovery sheet, types it back, and gives what is on it.
func sheetFor(t *testing.T, door *Door) string {
	t.Helper()
	access := &Access{door: door}
	printed, err := access.NewSheet()
	must(t, err)
	checkAsked(t, printed)
	groups := door.sheet.Groups()
	_, err = access.ConfirmSheet(asked(door))
	must(t, err)
	return strings.Join(groups[:], " ")
}

// TestRecover: a leader who forgot gets in with the sheet, and with no other.
func TestRecover(t *testing.T) {
	folder, h := empty(t), at(friday)
	door := newDoor(folder, h.clocks(), cheap)
	guard := &Guard{door}
	_, err := guard.Recover(strings.Repeat("AAAAA", 8), people[0].ID, ours)
	refusal(t, err) // there is no sheet yet
	signedIn(t, door, people[0])
	old := sheetFor(t, door)
	sheet := sheetFor(t, door)
	if door.access == nil || !gateOf(t, door).HasSheet || old == sheet {
		t.Error("there is no new sheet")
	}
	must(t, door.signOut())
	typo := []byte(sheet)
	typo[12] = map[bool]byte{true: 'A', false: 'B'}[typo[12] != 'A']
	for what, c := range map[string]struct{ sheet, user, fresh, key, field string }{
		"the old one":       {old, people[0].ID, ours, "form.invalid", "sheet"},
		"a slip of the pen": {string(typo), people[0].ID, ours, "form.invalid", "sheet"},
		"half of it":        {sheet[:20], people[0].ID, ours, "form.invalid", "sheet"},
		"nothing":           {"", people[0].ID, ours, "form.invalid", "sheet"},
		"too much":          {sheet + " AAAAA", people[0].ID, ours, "form.invalid", "sheet"},
		"weak":              {sheet, people[0].ID, "password1234", "form.invalid", "passphrase"},
		"published":         {sheet, people[0].ID, people[0].Passphrase, "form.invalid", "passphrase"},
		"an admin":          {sheet, people[1].ID, ours, "gate.sheetLeader", ""},
		"nobody":            {sheet, "nobody", ours, "gate.sheetLeader", ""},
	} {
		_, err := guard.Recover(c.sheet, c.user, c.fresh)
		told := refusal(t, err)
		if told.Key != c.key || c.field != "" && told.Fields[0].Field != c.field || gateOf(t, door).State != gateSignIn {
			t.Errorf("%s: %+v", what, told)
		}
		if what == "a slip of the pen" && !strings.Contains(told.Fields[0].Sentence, "Group 3 ") {
			t.Errorf("%s: %+v", what, told.Fields)
		}
	}
	gate, err := guard.Recover(" "+strings.ToLower(strings.ReplaceAll(sheet, " ", "-"))+"\n", people[0].ID, ours)
	if err != nil || gate.State != gateOpen || gate.User.ID != people[0].ID {
		t.Fatalf("%+v, %v", gate, err)
	}
	page, err := (&Audit{door: door}).Page(AuditFilter{})
	if err != nil || page.Lines[0].Did != say("act.recover") {
		t.Errorf("%+v, %v", page.Lines, err)
	}
	must(t, door.Close())
	door = newDoor(folder, h.clocks(), cheap)
	closing(t, door)
	_, err = (&Guard{door}).SignIn(people[0].ID, people[0].Passphrase)
	refusal(t, err)
	if gate, err := (&Guard{door}).SignIn(people[0].ID, ours); err != nil || gate.State != gateOpen {
		t.Errorf("%+v, %v", gate, err)
	}
}
