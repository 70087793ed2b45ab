package planted_test

import (
	"context"
	"daybook/backend/timetable"
	"daybook/backend/timetable/planted"
	"fmt"
	"testing"
	"time"
)

func TestProf(t *testing.T) {
	for _, s := range planted.Shapes[:4] {
		term, _ := planted.Grow(s, s.Seed, false)
		for range 10 {
			a := time.Now()
			b, err := timetable.Lay(term.Facts, term.Brief)
			if err != nil {
				t.Fatal(err)
			}
			l := time.Since(a)
			_ = b
			term.Brief.Steps = 1
			term.Brief.Seeds = 1
			b, _ = timetable.Lay(term.Facts, term.Brief)
			a = time.Now()
			p, _ := b.Plan(context.Background())
			fmt.Println(s.Name, l, time.Since(a), len(p.Unplaced), p.Cost)
		}
	}
}
