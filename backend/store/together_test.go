package store

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"daybook/backend/college"
)

// TestManyAtOnce: eight callers read and write one store, some of them given
// up half-way; every act keeps its own changes and nobody else's.
func TestManyAtOnce(t *testing.T) {
	c := small(t, "Ann Lee", "Bo Lin")
	c.bookEarly("sleep", "Ann Lee", "Bo Lin")
	place := c.place("sleep-2", "Ann Lee").ID
	var all sync.WaitGroup
	for g := range 8 {
		all.Go(func() {
			who := fmt.Sprint("user", g)
			for i := range 12 {
				ctx, giveUp := context.WithCancel(As(context.Background(), who))
				if i%4 == 3 {
					time.AfterFunc(time.Duration(g*i)*20*time.Microsecond, giveUp)
				}
				err := c.oneOfMany(ctx, g, i, who, place)
				if err != nil && ctx.Err() == nil {
					t.Errorf("%s, call %d: %v", who, i, err)
				}
				giveUp()
			}
		})
	}
	all.Wait()
	strays := c.count(`SELECT count(*) FROM college.change c JOIN college.act a ON a.id = c.act_id
		WHERE c."table" = 'person' AND a.verb = 'act.test' AND c.row_id NOT LIKE a."by" || '-%'`)
	acts := c.count("SELECT count(*) FROM college.act WHERE verb = 'act.test'")
	people, changes := c.count("SELECT count(*) FROM college.person WHERE id LIKE 'user%'"), c.count(`SELECT count(*) FROM college.change WHERE row_id LIKE 'user%'`)
	if strays != 0 || changes != 2*acts || people != 2*acts {
		t.Errorf("%d acts made %d people and noted %d changes, %d of them somebody else's", acts, people, changes, strays)
	}
	if names := c.count("SELECT count(*) FROM college.act WHERE \"by\" = 'daybook' AND verb <> 'act.create'"); names != 0 {
		t.Errorf("%d acts are nobody's", names)
	}
}

func (c *testCollege) oneOfMany(ctx context.Context, g, i int, who, place string) error {
	switch (g + i) % 4 {
	case 0:
		_, err := c.Students(ctx, college.StudentFilter{Query: "l"})
		return err
	case 1:
		return c.MarkAttendance(ctx, "sleep-2", []PlaceMark{{PlaceID: place, Attendance: college.Attended}})
	case 2:
		_, err := c.Register(ctx, "sleep-3")
		return err
	}
	_, err := c.do(ctx, collegeFile, "act.test", func(a *act) error {
		for n := range 2 {
			id := fmt.Sprintf("%s-%d-%d", who, i, n)
			if err := a.put(ctx, college.Person{ID: id, FullName: id}); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// TestAnActGivenUpLeavesNothing: a call that is cancelled half-way rolls back,
// and the next finds the store free.
func TestAnActGivenUpLeavesNothing(t *testing.T) {
	c := small(t)
	before := c.dump()
	ctx, giveUp := context.WithCancel(c.ctx())
	_, err := c.do(ctx, collegeFile, "act.test", func(a *act) error {
		fine(t, a.put(ctx, college.Person{ID: "bo", FullName: "Bo"}))
		giveUp()
		time.Sleep(20 * time.Millisecond) // the transaction is rolled back under the act
		c.wait(t)
		return a.put(ctx, college.Person{ID: "cy", FullName: "Cy"})
	})
	if err == nil {
		t.Error("an act that was given up was committed")
	}
	unchanged(t, before, c.dump())
	c.undo(c.put(collegeFile, college.Person{ID: "bo", FullName: "Bo"}))
}

// wait lets another call go as far as it may while an act is under way: it may
// read, and it must not begin to write into the same journal.
func (c *testCollege) wait(t *testing.T) {
	t.Helper()
	began := make(chan bool, 1)
	go func() {
		_, _ = c.do(context.Background(), collegeFile, "act.test", func(*act) error { began <- true; return errRehearsal })
	}()
	select {
	case <-began:
		t.Error("two acts were under way at once")
	case <-time.After(30 * time.Millisecond):
	}
}
