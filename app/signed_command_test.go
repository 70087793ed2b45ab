package app

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"daybook/backend/vault"
)

// results runs a command with --json as somebody and gives the lines of one kind
// of result.
func results(t *testing.T, who int, folder string, lines []string, kind string, args ...string) (all []map[string]any) {
	t.Helper()
	code, out, errs := runAs(t, people[who], folder, lines, append(args, "--json")...)
	if code != exitDone {
		t.Fatalf("%v: exit %d, %s%s", args, code, out, errs)
	}
	for _, line := range jsonLines(t, out) {
		if line["result"] == kind {
			all = append(all, line)
		}
	}
	if len(all) == 0 {
		t.Fatalf("%v: no %s in %s", args, kind, out)
	}
	return all
}

// TestSigningInToCommands: by name and with a passphrase that is a line of the
// input; each slip is one sentence.
func TestSigningInToCommands(t *testing.T) {
	folder := empty(t)
	good := people[0].Passphrase
	for name, c := range map[string]struct {
		args  []string
		lines []string
		code  int
		says  string
	}{
		"right":          {[]string{"--user", "Nadia"}, []string{good}, exitDone, ""},
		"by id":          {[]string{"--user", people[0].ID}, []string{good}, exitDone, ""},
		"in capitals":    {[]string{"--user", " NADIA "}, []string{good}, exitDone, ""},
		"nobody named":   {nil, []string{good}, exitInvalid, "Say who signs in with --user NAME: Amir, Nadia and Vera"},
		"no passphrase":  {[]string{"--user", "Nadia"}, nil, exitInvalid, "passphrase"},
		"an empty line":  {[]string{"--user", "Nadia"}, []string{""}, exitConflict, "does not fit the name"},
		"a wrong one":    {[]string{"--user", "Nadia"}, []string{ours}, exitConflict, "does not fit the name"},
		"not a name":     {[]string{"--user", "Nobody"}, []string{good}, exitConflict, "does not fit the name"},
		"another’s":      {[]string{"--user", "Amir"}, []string{good}, exitConflict, "does not fit the name"},
		"as an argument": {[]string{"--user", "Nadia", "--passphrase", good}, []string{good}, exitInvalid, "no option --passphrase"},
	} {
		t.Run(name, func(t *testing.T) {
			code, out, errs := typed(t, folder, c.lines, append(c.args, "imports")...)
			if code != c.code || !strings.Contains(errs, c.says) || code == exitDone && out != say("cmd.imports.none")+"\n" {
				t.Errorf("exit %d, %q, %q", code, out, errs)
			}
			if code != exitDone {
				checkSentence(t, strings.TrimSpace(errs))
			}
			if strings.Contains(errs, good) {
				t.Error("the passphrase is told")
			}
		})
	}
	t.Setenv(envUser, "Nadia")
	if code, _, errs := typed(t, folder, []string{good}, "imports"); code != exitDone {
		t.Errorf("by the environment: exit %d, %s", code, errs)
	}
	line := &commandLine{in: strings.NewReader(good + "\n"), out: &strings.Builder{}, errs: &strings.Builder{}, clock: at(friday).clocks(), cost: cheap}
	if code := line.do(nil, "test", []string{"--college", folder, "imports"}); code != exitInvalid {
		t.Errorf("a passphrase nobody said was there: exit %d", code)
	}
}

func TestAccessCommands(t *testing.T) {
	folder := empty(t)
	_, out, _ := runAs(t, people[0], folder, nil, "access")
	has(t, out, "Amir, admin, since 2026-11-20\n", "Nadia, leader", "Vera, volunteer", say("access.noSheet"))
	given := results(t, 0, folder, nil, "oneTime", "access", "add", "Zoë", "volunteer")[0]
	passphrase := fmt.Sprint(field(given, "passphrase"))
	if field(given, "name") != "Zoë" || vault.Weak(passphrase, "") != "" {
		t.Errorf("%v", given)
	}
	code, out, _ := runAs(t, people[0], folder, nil, "access", "reset", "zoë")
	if told := regexp.MustCompile(`One-time passphrase of Zoë: (\S+)`).FindStringSubmatch(out); code != exitDone || len(told) != 2 || told[1] == passphrase {
		t.Errorf("exit %d, %s", code, out)
	} else {
		passphrase = told[1]
	}
	code, out, errs := typed(t, folder, []string{passphrase}, "--user", "Zoë", "venues")
	if code != exitConflict || !strings.Contains(told1(t, out, errs), "passphrase of your own first") {
		t.Errorf("exit %d", code)
	}
	code, out, errs = typed(t, folder, []string{passphrase, ours}, "--user", "Zoë", "passphrase")
	if code != exitDone || errs != "" || out != say("cmd.passphrase.done")+"\n" {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if code, _, errs = typed(t, folder, []string{ours}, "--user", "Zoë", "venues"); code != exitDone {
		t.Errorf("exit %d, %q", code, errs)
	}
	_, out, _ = runAs(t, people[0], folder, nil, "access", "role", "Zoë", "admin")
	has(t, out, "Zoë, admin, since ")
	keys := results(t, 0, folder, nil, "keys", "access", "leave", "Amir")[0]
	if field(keys, "resealed") == nil || field(keys, "outOfReach") == nil {
		t.Errorf("%v", keys)
	}
	_, out, _ = runAs(t, people[0], folder, nil, "access")
	has(t, out, "Amir, admin; left on 2026-11-20\n")
	code, out, errs = runAs(t, people[1], folder, nil, "runs")
	if code != exitConflict || !strings.Contains(told1(t, out, errs), "does not fit the name") {
		t.Errorf("who left: exit %d", code)
	}
	before := fileIDs(t, folder)
	code, out, _ = runAs(t, people[0], folder, nil, "rotate")
	if after := fileIDs(t, folder); code != exitDone || before["college"] == after["college"] || !strings.HasPrefix(out, "The keys were changed and ") {
		t.Errorf("exit %d, %q", code, out)
	}
	for args, c := range map[string]struct {
		code int
		says string
	}{
		"access add Zoë admin":        {exitInvalid, "Somebody else has this name"},
		"access add Bob owner":        {exitInvalid, "leader, admin or volunteer"},
		"access add Bob":              {exitInvalid, "access add NAME ROLE"},
		"access reset Nobody":         {exitNotFound, "nobody called Nobody"},
		"access reset Nadia":          {exitInvalid, "You know your passphrase"},
		"access role Nadia volunteer": {exitInvalid, "another leader"},
		"access role Zoë king":        {exitInvalid, "leader, admin or volunteer"},
		"access role Nobody admin":    {exitNotFound, "nobody called Nobody"},
		"access leave Nadia":          {exitInvalid, "another leader"},
		"access leave Amir":           {exitNotFound, "nobody called Amir"},
		"access bogus":                {exitInvalid, "no command “bogus”"},
		"rotate now":                  {exitInvalid, "“now” is too much"},
	} {
		code, _, errs := runAs(t, people[0], folder, nil, strings.Fields(args)...)
		if code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, %q", args, code, errs)
		}
	}
	for what, c := range map[string]struct {
		lines []string
		says  string
	}{
		"weak": {[]string{"aaaaaaaaaaaaaaaa"}, say("passphrase.common")}, "published": {[]string{people[1].Passphrase}, say("passphrase.sample")},
		"the same": {[]string{people[0].Passphrase}, say("passphrase.same")}, "none": {nil, "passphrase"},
	} {
		code, _, errs := runAs(t, people[0], folder, c.lines, "passphrase")
		if code != exitInvalid || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, %q", what, code, errs)
		}
	}
}

func TestRecoveryCommands(t *testing.T) {
	folder := empty(t)
	code, out, errs := runAs(t, people[0], folder, []string{"AAAAA", "AAAAA"}, "recovery")
	if code != exitInvalid || !strings.HasPrefix(out, "The recovery sheet is in ") || strings.Count(errs, say("start.groupWrong")) != 2 {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	sheet := ""
	must(t, openAsUntil(t, folder, 0, at(friday), func(door *Door) { sheet = sheetFor(t, door) }))
	for what, c := range map[string]struct {
		args  []string
		lines []string
		code  int
		says  string
	}{
		"nobody":      {[]string{"Nobody"}, []string{sheet, ours}, exitNotFound, "nobody called Nobody"},
		"an admin":    {[]string{"Amir"}, []string{sheet, ours}, exitConflict, "Choose a leader"},
		"no leader":   {nil, []string{sheet, ours}, exitInvalid, "recovery use LEADER"},
		"a slip":      {[]string{"Nadia"}, []string{"AAAAA" + sheet[5:], ours}, exitInvalid, "Group 1 is not as it was printed"},
		"weak":        {[]string{"Nadia"}, []string{sheet, "short"}, exitInvalid, say("passphrase.short")},
		"no sheet":    {[]string{"Nadia"}, nil, exitInvalid, "eight groups"},
		"nothing new": {[]string{"Nadia"}, []string{sheet}, exitInvalid, "New passphrase"},
	} {
		code, _, errs := typed(t, folder, c.lines, append([]string{"recovery", "use"}, c.args...)...)
		if code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, %q", what, code, errs)
		}
	}
	code, out, errs = typed(t, folder, []string{sheet, ours}, "recovery", "use", "nadia")
	if code != exitDone || errs != "" || out != say("cmd.passphrase.done")+"\n" {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	if code, _, errs = typed(t, folder, []string{ours}, "--user", "Nadia", "access"); code != exitDone {
		t.Errorf("exit %d, %q", code, errs)
	}
}

func TestBackupCommands(t *testing.T) {
	if testing.Short() {
		t.Skip("nothing happens at once here, and it is long under the race detector")
	}
	folder, backup, _ := backedUp(t)
	stick, name := t.TempDir(), filepath.Base(backup)
	code, out, errs := runAs(t, people[1], folder, nil, "backups")
	if code != exitDone || errs != "" || !strings.HasPrefix(out, name+": made 2026-11-20 18:45 (by hand), 1878 students, 376 sessions, ") || !strings.Contains(out, say("cmd.backups.secondDue")) {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
	made := results(t, 1, folder, nil, "backup", "backup")[0]
	for _, field2 := range []string{"name", "made", "why", "whole", "bytes", "students", "sessions", "bookings", "venues", "problem"} {
		if field(made, field2) == nil {
			t.Errorf("%s is not in %v", field2, made)
		}
	}
	if _, out, _ = runAs(t, people[1], folder, nil, "backups", "copy", stick); !strings.HasPrefix(out, "2 backups were copied to "+stick) || len(copiesIn(t, stick)) != 2 {
		t.Errorf("%q", out)
	}
	for _, args := range [][]string{{"verify"}, {"verify", name}, {"verify", filepath.Join(stick, name)}} {
		report := results(t, 0, folder, nil, "restored", args...)[0]
		if field(report, "sentences") == nil || field(report, "counts") == nil {
			t.Errorf("%v", report)
		}
	}
	if code, _, errs := runAs(t, people[1], folder, nil, "verify"); code != exitDone {
		t.Errorf("an admin verifies: exit %d, %q", code, errs)
	}
	before := theRecords(everyFile(t, folder))
	code, out, _ = runAs(t, people[0], folder, nil, "restore", name)
	if has(t, out, "Students: 1878 in the backup, 1878 today\n", say("cmd.restore.yes")); code != exitDone {
		t.Errorf("exit %d", code)
	}
	same(t, before, theRecords(everyFile(t, folder)))
	code, out, _ = runAs(t, people[0], folder, nil, "restore", name, "--yes")
	if has(t, out, "The records of 20 November 2026, 18:45 are back."); code != exitDone {
		t.Errorf("exit %d", code)
	}
	for args, c := range map[string]struct {
		code int
		says string
	}{
		"verify nothing.daybook-backup":   {exitNotFound, "There is no backup nothing.daybook-backup"},
		"restore nothing.daybook-backup":  {exitNotFound, "There is no backup nothing.daybook-backup"},
		"restore a b":                     {exitInvalid, "“b” is too much"},
		"backups copy":                    {exitInvalid, "backups copy FOLDER"},
		"backups copy /nowhere/at/all":    {exitConflict, "The second place is not there"},
		"verify " + write(t, "x", "Dear"): {exitConflict, "x is "},
	} {
		code, out, errs := runAs(t, people[0], folder, nil, strings.Fields(args)...)
		if code != c.code || !strings.Contains(told1(t, out, errs), c.says) {
			t.Errorf("%s: exit %d, %q", args, code, errs)
		}
	}
	fresh := filepath.Join(t.TempDir(), "brought back")
	code, out, errs = runAs(t, people[0], fresh, nil, "restore", filepath.Join(stick, name), "--yes")
	if has(t, out, "The college was brought back into "+fresh); code != exitDone || errs != "" {
		t.Errorf("exit %d, %q", code, errs)
	}
	_, out, _ = runAs(t, people[0], fresh, nil, "find", "Kim", "the", "Newcomer")
	has(t, out, "Kim the Newcomer")
	for what, c := range map[string]struct {
		args []string
		code int
		says string
	}{
		"which":   {[]string{"restore"}, exitInvalid, "Say which backup"},
		"missing": {[]string{"restore", "x.daybook-backup", "--yes"}, exitNotFound, "There is no backup x"},
	} {
		code, out, errs := runAs(t, people[0], filepath.Join(t.TempDir(), "new"), nil, c.args...)
		if code != c.code || !strings.Contains(told1(t, out, errs), c.says) {
			t.Errorf("%s: exit %d, %q", what, code, errs)
		}
	}
}

func TestAuditCommands(t *testing.T) {
	folder := wexmoor(t)
	runAs(t, people[0], folder, nil, "print", "registers")
	_, out, _ := runAs(t, people[0], folder, nil, "audit")
	has(t, out, "2026-11-20 08:45:00 Nadia: ")
	line := results(t, 0, folder, nil, "line", "audit", "--by", "nadia", "--from", "2026-11-20", "--until", "2026-11-20")[0]
	for _, name := range []string{"sequence", "book", "at", "by", "did", "subject", "fields"} {
		if field(line, name) == nil {
			t.Errorf("%s is not in %v", name, line)
		}
	}
	if chain := results(t, 0, folder, nil, "chain", "audit", "verify")[0]; field(chain, "whole") != true {
		t.Errorf("%v", chain)
	}
	code, out, _ := runAs(t, people[0], folder, nil, "audit", "print", "--by", "Nadia")
	path := out[strings.LastIndex(out, ": ")+2:]
	if _, err := os.Stat(strings.TrimSpace(path)); code != exitDone || err != nil {
		t.Errorf("exit %d, %q, %v", code, out, err)
	}
	for args, c := range map[string]struct {
		code int
		says string
	}{
		"audit --by Nobody":              {exitNotFound, "nobody called Nobody"},
		"audit --from 31/02/2026":        {exitInvalid, ""},
		"audit print --until tomorrow":   {exitInvalid, ""},
		"audit --page two":               {exitInvalid, "whole number"},
		"audit verify all":               {exitInvalid, "“all” is too much"},
		"audit print --by Nobody":        {exitNotFound, "nobody called Nobody"},
		"erase S-99999":                  {exitNotFound, "S-99999"},
		"erase":                          {exitInvalid, "erase STUDENT"},
		"correct nothing --answer yes":   {exitNotFound, "not there"},
		"correct --answer yes":           {exitInvalid, "correct FACT"},
		"correct nothing --answer maybe": {exitNotFound, ""},
	} {
		code, _, errs := runAs(t, people[0], folder, nil, strings.Fields(args)...)
		if code != c.code || !strings.Contains(errs, c.says) || strings.HasPrefix(errs, say("fault")) {
			t.Errorf("%s: exit %d, %q", args, code, errs)
		}
	}
}

// TestErasing: looked at first, done only when told to; the person is nowhere
// after it, and the backup made before says until when it holds them.
func TestErasing(t *testing.T) {
	folder := empty(t)
	run(t, folder, "import", write(t, "forms.csv", form+"Siân Marvellous,1980-01-02,sian@example.org,,\n"), "--yes")
	code, out, _ := runAs(t, people[0], folder, nil, "erase", "S-00001")
	if has(t, out, "Erasing S-00001 would do this:\n"); code != exitDone {
		t.Errorf("exit %d", code)
	}
	if _, found, _ := run(t, folder, "find", "Marvellous"); !strings.Contains(found, "Siân") {
		t.Errorf("only looked at, and still: %q", found)
	}
	done := results(t, 0, folder, nil, "erasing", "erase", "S-00001", "--yes")
	if len(done) != 2 || field(done[0], "done") != false || field(done[1], "done") != true || field(done[1], "number") != "S-00001" {
		t.Errorf("%v", done)
	}
	sentences := fmt.Sprint(field(done[1], "sentences"))
	has(t, sentences, "S-00001 was erased.", "still hold")
	if _, found, _ := run(t, folder, "find", "Marvellous"); strings.Contains(found, "Siân") {
		t.Errorf("still there: %q", found)
	}
	code, _, errs := runAs(t, people[0], folder, nil, "erase", "S-00001", "--yes")
	if code != exitNotFound || strings.Contains(errs, "Marvellous") {
		t.Errorf("twice: exit %d, %q", code, errs)
	}
	code, out, _ = runAs(t, people[0], folder, nil, "restore", madeIn(t, folder)[0], "--yes") // from before
	if code != exitDone {
		t.Errorf("exit %d, %q", code, out)
	}
	if _, found, _ := run(t, folder, "find", "Marvellous"); strings.Contains(found, "Siân") {
		t.Errorf("back from a backup: %q", found)
	}
}

func TestVenueCommands(t *testing.T) {
	folder := wexmoor(t)
	_, out, errs := runAs(t, people[2], folder, nil, "venues")
	if errs != "" || strings.Contains(out, "factAnswer.") || strings.Contains(out, "fact.") || strings.Count(out, " room\n")+strings.Count(out, " rooms\n") != 22 {
		t.Errorf("%q, %.800s", errs, out)
	}
	venue := results(t, 2, folder, nil, "venue", "venues", strings.Fields(out)[0])[0]
	facts := field(venue, "facts").([]any)
	id := fmt.Sprint(facts[0].(map[string]any)["id"])
	corrected := results(t, 2, folder, nil, "venue", "correct", id, "--answer", "no", "--note", "the lift is out")[0]
	if fact := field(corrected, "facts").([]any)[0].(map[string]any); fact["answer"] != "no" || fact["note"] != "the lift is out" || fact["checkedBy"] != "Vera" {
		t.Errorf("%v", fact)
	}
	code, _, errs := runAs(t, people[2], folder, nil, "correct", id, "--answer", "perhaps")
	if code != exitInvalid || errs == "" {
		t.Errorf("exit %d, %q", code, errs)
	}
	code, out, _ = runAs(t, people[2], folder, nil, "venues", "zzzz")
	if code != exitDone || strings.Contains(out, "rooms") {
		t.Errorf("exit %d, %q", code, out)
	}
}
