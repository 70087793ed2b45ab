package store

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"daybook/backend/college"
	"daybook/backend/vault"
)

func TestTheLedgerBesideTheBackupsIsSealed(t *testing.T) {
	access, folder := founded(t), filepath.Join(t.TempDir(), "backups")
	if ledger, err := ReadLedger(access, folder); err != nil || len(ledger) != 0 {
		t.Errorf("none yet is %v, %v", ledger, err)
	}
	want := map[string]string{hashOf("ann"): "2026-11-20", hashOf("bo"): "2026-11-21"}
	fine(t, WriteLedger(access, folder, want))
	if ledger, err := ReadLedger(access, folder); err != nil || !maps.Equal(ledger, want) {
		t.Errorf("read were %v, %v", ledger, err)
	}
	path := filepath.Join(folder, ledgerName)
	sealed := must(os.ReadFile(path))
	if _, err := ReadLedger(founded(t), folder); err == nil {
		t.Error("another college's key opened it")
	}
	for i := range sealed {
		hurt := slices.Clone(sealed)
		hurt[i] ^= 1
		fine(t, os.WriteFile(path, hurt, 0o600))
		if _, err := ReadLedger(access, folder); err == nil {
			t.Fatalf("byte %d was changed and nobody noticed", i)
		}
	}
}

// TestAnErasureThatIsDoneCostsNothing: opening a college later writes nothing.
func TestAnErasureThatIsDoneCostsNothing(t *testing.T) {
	l := annLived(t)
	must(l.Erase(l.ctx(), "ann"))
	l.now = noon.AddDate(0, 0, 1)
	must(l.CorrectFact(l.ctx(), "ann-fact", "no", "", "Bo Lin"))
	stop := vault.Watch(func(op vault.Op) error {
		if op.Kind != vault.Read {
			t.Errorf("%c of %s", op.Kind, filepath.Base(op.File))
		}
		return nil
	})
	defer stop()
	fine(t, l.settleErasures(l.ctx()))
}

// ledgers are the three of an open college.
func (l *lived) ledgers() (side, records, places map[string]string) {
	l.t.Helper()
	return must(ReadLedger(l.access, l.home.Backups())), must(erasures(l.ctx(), l.db, "college.erasure")), must(erasures(l.ctx(), l.db, "venues.venue_erasure"))
}

func TestErasuresAreWrittenDownThrice(t *testing.T) {
	l := annLived(t)
	must(l.Erase(l.ctx(), "ann"))
	side, records, places := l.ledgers()
	people := []string{hashOf("ann"), hashOf("anya")}
	inVenues := []string{hashOf("ann-contact"), hashOf("ann-phone"), hashOf("ann-fact"), hashOf("ann-risk"), hashOf("ann-venue")}
	if got, want := sorted(slices.Collect(maps.Keys(records))), sorted(append(people, inVenues...)); !slices.Equal(got, want) {
		t.Errorf("the college's ledger has %d entries, want %d", len(got), len(want))
	}
	if !maps.Equal(side, records) || records[hashOf("ann")] != "2026-11-20" {
		t.Errorf("beside the backups stands\n%v, in the college\n%v", side, records)
	}
	if got := sorted(slices.Collect(maps.Keys(places))); !slices.Equal(got, sorted(inVenues)) {
		t.Errorf("the venue book's ledger has %d entries, want %d", len(got), len(inVenues))
	}
}

func TestABackupFromBeforeComesBackWithoutThem(t *testing.T) {
	for name, lost := range map[string]func(l *lived){
		"as it is": func(*lived) {},
		"the ledger beside the backups is lost": func(l *lived) {
			fine(t, os.Remove(filepath.Join(l.options.Folder, "backups", ledgerName)))
		},
		"the living files are lost": func(l *lived) {
			for _, name := range files {
				fine(t, os.WriteFile(file(filepath.Join(l.options.Folder, "data"), name), []byte("nothing"), 0o600))
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			l := annLived(t)
			backup := must(l.Backup(l.ctx(), BackupHand))
			counts := l.counts()
			must(l.Erase(l.ctx(), "ann"))
			l.close()
			lost(l)
			done := l.restore(backup)
			if done.Erased != 2 {
				t.Errorf("%d people were erased again, want 2", done.Erased)
			}
			if found := l.found(); len(found) > 0 {
				t.Errorf("the backup brought back %q", found)
			}
			l.isErased("ann", "restored", "65–74")
			if !slices.Equal(l.counts(), counts) {
				t.Errorf("the counts are\n%q, were\n%q", l.counts(), counts)
			}
			before := l.dump()
			fine(t, l.settleErasures(l.ctx()))
			unchanged(t, before, l.dump())
		})
	}
}

// TestWhoComesBackBookedIsNotExpected: the backup is from before the booking was
// cancelled, the place offered given away and the person erased.
func TestWhoComesBackBookedIsNotExpected(t *testing.T) {
	l := annLived(t)
	l.put(collegeFile,
		college.RunBooking{ID: "open", StudentID: "st-ann", RunID: "run-sleep", Status: college.BookingBooked},
		college.SessionPlace{ID: "was", BookingID: "open", SessionID: "sleep-1", Attendance: college.Attended},
		college.SessionPlace{ID: "tocome", BookingID: "open", SessionID: "sleep-3", Attendance: college.NotMarked},
		college.RunBooking{ID: "offer", StudentID: "st-ann", RunID: "run-music", Status: college.BookingOffered})
	backup := must(l.Backup(l.ctx(), BackupHand))
	fine(t, l.CancelBooking(l.ctx(), "open", false, ""))
	l.exec("UPDATE college.run_booking SET status = 'expired' WHERE id = 'offer'")
	must(l.Erase(l.ctx(), "ann"))
	l.close()
	l.restore(backup)
	got := must(list(l.ctx(), l.db, scanText, `SELECT id || ' ' || status FROM college.run_booking WHERE id IN ('open', 'offer')
		UNION SELECT id || ' ' || attendance FROM college.session_place WHERE booking_id = 'open' ORDER BY 1`))
	if want := []string{"offer declined", "open withdrawn", "tocome cancelledByStudent", "was attended"}; !slices.Equal(got, want) {
		t.Errorf("the bookings are %q, want %q", got, want)
	}
}

// restore brings a backup back and opens the college.
func (l *lived) restore(backup vault.Backup) Restored {
	l.t.Helper()
	home := must(Enter(l.options.Folder))
	done, err := Restore(l.ctx(), Restoring{Home: home, Access: l.options.Access, Backup: backup.Path, Now: l.options.Now})
	fine(l.t, errors.Join(err, home.Leave()))
	l.options.Access = done.Access
	l.open()
	return done
}

// TestWhoWorksThereSinceStays: only what a row said before the erasure is taken
// out of it again.
func TestWhoWorksThereSinceStays(t *testing.T) {
	l := annLived(t)
	must(l.Erase(l.ctx(), "ann"))
	must(l.CorrectFact(l.ctx(), "ann-fact", "no", "", "Bo Lin"))
	fine(t, l.settleErasures(l.ctx()))
	if fact := must(get[college.AccessFact](l.ctx(), l.db, "ann-fact")); fact.CheckedBy != "Bo Lin" {
		t.Errorf("who checked it on the same day is %q", fact.CheckedBy)
	}
	l.now = noon.AddDate(0, 1, 0)
	must(l.CorrectFact(l.ctx(), "ann-fact", "yes", "", "Bo Lin"))
	l.exec("DELETE FROM venues.venue_erasure")
	fine(t, l.settleErasures(l.ctx()))
	if fact := must(get[college.AccessFact](l.ctx(), l.db, "ann-fact")); fact.CheckedBy != "Bo Lin" {
		t.Errorf("who checked it later is %q", fact.CheckedBy)
	}
}

func TestAnOlderFilePutBackIsErasedAgain(t *testing.T) {
	for _, name := range files {
		t.Run(name, func(t *testing.T) {
			l := annLived(t)
			l.close()
			path := file(filepath.Join(l.options.Folder, "data"), name)
			older := must(os.ReadFile(path))
			l.open()
			must(l.Erase(l.ctx(), "ann"))
			l.close()
			fine(t, os.WriteFile(path, older, 0o600))
			l.open()
			fine(t, l.settleErasures(l.ctx()))
			if found := l.found(); len(found) > 0 {
				t.Errorf("the older file brought back %q", found)
			}
			l.isErased("ann", "put back", "65–74")
			before := l.dump()
			fine(t, l.settleErasures(l.ctx()))
			unchanged(t, before, l.dump())
		})
	}
}

// TestALedgerThatIsNotReadIsWrittenAnew: the records have it too.
func TestALedgerThatIsNotReadIsWrittenAnew(t *testing.T) {
	l := annLived(t)
	must(l.Erase(l.ctx(), "ann"))
	side, _, _ := l.ledgers()
	fine(t, os.WriteFile(filepath.Join(l.home.Backups(), ledgerName), []byte("not sealed"), 0o600))
	fine(t, l.settleErasures(l.ctx()))
	if again, _, _ := l.ledgers(); !maps.Equal(again, side) {
		t.Errorf("written anew was %v", again)
	}
	if n := l.Notices(); len(n) == 0 || n[len(n)-1].Key != "notice.ledger" {
		t.Errorf("the notices are %+v", n)
	}
}

// TestErasingEndedInTheMiddle ends it at steps all the way through; from each on
// either she is whole or nothing of her is left, and doing it again ends it.
func TestErasingEndedInTheMiddle(t *testing.T) {
	steps := 0
	l := annLived(t)
	stop := vault.Watch(func(op vault.Op) error {
		if op.Kind != vault.Read {
			steps++
		}
		return nil
	})
	must(l.Erase(l.ctx(), "ann"))
	stop()
	if steps < 50 {
		t.Fatalf("an erasure took only %d steps", steps)
	}
	whole, erased := 0, 0
	for _, at := range cuts(steps) {
		l := annLived(t)
		l.cut(at)
		fine(t, l.settleErasures(l.ctx()))
		switch found := l.found(); {
		case must(get[college.Person](l.ctx(), l.db, "ann")).FullName == annName:
			whole++
		case len(found) > 0:
			t.Errorf("ended at step %d of %d and opened, %q are left", at, steps, found)
		default:
			erased++
		}
		must(l.Erase(l.ctx(), "ann"))
		if found := l.found(); len(found) > 0 {
			t.Errorf("ended at step %d of %d and done again, %q are left", at, steps, found)
		}
		if side, records, _ := l.ledgers(); !maps.Equal(side, records) || side[hashOf("ann")] == "" {
			t.Errorf("ended at step %d of %d the ledgers are %d and %d long", at, steps, len(side), len(records))
		}
		l.close()
	}
	if whole == 0 || erased == 0 {
		t.Errorf("she was whole %d times and erased %d: the cuts were all on one side", whole, erased)
	}
}

// cuts are steps spread over all, and the last ones.
func cuts(steps int) (at []int) {
	for i := range 8 {
		at = append(at, 1+i*steps/8)
	}
	return slices.Compact(sortedInts(append(at, steps-3, steps-2, steps-1, steps)))
}

func sortedInts(list []int) []int {
	slices.Sort(list)
	return list
}

// cut erases Ann on a disk that does nothing any more from a step on, as when
// the program is ended there, and opens the college again.
func (l *lived) cut(at int) {
	l.t.Helper()
	done, dead := 0, errors.New("ended here")
	stop := vault.Watch(func(op vault.Op) error {
		if op.Kind != vault.Read {
			if done++; done >= at {
				return dead
			}
		}
		return nil
	})
	_, err := l.Erase(l.ctx(), "ann")
	l.Store.Close() // what it cannot write any more does not matter
	stop()
	if err == nil {
		l.t.Fatalf("step %d failed, and the erasure did not", at)
	}
	l.Store = nil
	l.open()
}
