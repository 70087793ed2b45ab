package vault

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
)

func TestMakingThatFailsLeavesNothing(t *testing.T) {
	ended, end := context.WithCancel(context.Background())
	end()
	failed := errors.New("counts differ")
	for name, c := range map[string]struct {
		ctx   context.Context
		prove func(Compartment, string) (Details, int, error)
		want  error
	}{
		"not proved": {context.Background(), func(Compartment, string) (Details, int, error) { return Details{}, 0, failed }, failed},
		"stopped":    {ended, proved, context.Canceled},
		"a log left over": {context.Background(), func(c Compartment, path string) (Details, int, error) {
			return Details{}, 2, os.WriteFile(path+"-wal", []byte("x"), 0o600)
		}, ErrNotProved},
		"no copy was made": {context.Background(), func(c Compartment, path string) (Details, int, error) { return Details{}, 2, os.Remove(path) }, os.ErrNotExist},
		"a damaged copy": {context.Background(), func(c Compartment, path string) (Details, int, error) {
			page, err := os.ReadFile(path)
			page[50]++
			return Details{}, 2, errors.Join(err, os.WriteFile(path, page, 0o600))
		}, Damaged},
	} {
		t.Run(name, func(t *testing.T) {
			k := keep(t)
			making, err := k.leader.NewBackup(k.backups, "hand", Files, saturday)
			if err != nil {
				t.Fatal(err)
			}
			for _, file := range Files {
				if err := sealedPages(making.Target(file), making.keys[file], 1, "x"); err != nil {
					t.Fatal(err)
				}
			}
			if _, err := making.Finish(c.ctx, c.prove); !errors.Is(err, c.want) {
				t.Errorf("Finish says %v", err)
			}
			if left := namesIn(k.backups); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
			making.Abandon()
		})
	}
}

// every runs work with the k-th physical step failing, for every k, alone or
// with all that follow; it ends when a run needed no more steps.
func every(t *testing.T, forGood bool, work func() error, after func(k int, err error)) (steps int) {
	t.Helper()
	for k := 0; ; k++ {
		n, hit := 0, false
		stop := Watch(func(Op) error {
			n++
			if n-1 == k || forGood && n-1 > k {
				hit = true
				return ErrFull
			}
			return nil
		})
		err := work()
		stop()
		if hit {
			after(k, err)
			continue
		}
		if err != nil {
			t.Fatalf("with nothing failing: %v", err)
		}
		return k
	}
}

func TestMakingKilledAtAnyStep(t *testing.T) {
	k := keep(t)
	listed := 0
	steps := every(t, true, func() error { _, err := k.backUp(k.leader, saturday, Files...); return err }, func(step int, err error) {
		if err == nil {
			return // only the clearing away failed
		}
		all, listErr := k.leader.Backups(k.backups, knowsTwo)
		if listErr != nil || len(all) > listed {
			t.Errorf("killed at step %d: %d are listed, %v", step, len(all), listErr)
		}
	})
	if steps < 25 {
		t.Errorf("only %d steps were seen", steps)
	}
	if b := k.whole(t, saturday); b.Problem != "" {
		t.Errorf("the next one: %+v", b)
	}
	for _, name := range namesIn(k.backups) {
		if !strings.HasSuffix(name, suffix) {
			t.Errorf("%s was left", name)
		}
	}
}

func TestFullDiskLeavesNothing(t *testing.T) {
	k := keep(t)
	good := 0
	every(t, false, func() error { _, err := k.backUp(k.leader, saturday, Files...); return err }, func(step int, err error) {
		if err == nil {
			good++
		}
		for _, name := range namesIn(k.backups) {
			isLeft := strings.HasPrefix(name, makingStart) && err == nil // removing failed: the next one does it
			if !isLeft && !strings.HasSuffix(name, suffix) {
				t.Errorf("full at step %d: %s was left (%v)", step, name, err)
			}
		}
		if all, _ := k.leader.Backups(k.backups, knowsTwo); len(all) != good {
			t.Fatalf("full at step %d: %v, but %d are listed", step, err, len(all))
		}
	})
}
