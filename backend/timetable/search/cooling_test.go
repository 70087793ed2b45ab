package search

import "testing"

// However a plan's cost fell in the first run, the second way cools from the
// same heat to the same cold, never warms up, and takes its time where it fell.
func TestCooling(t *testing.T) {
	falling := func(from, to int) (costs [stretches]float64) {
		for i := range costs {
			costs[i] = float64(1000 - 10*min(max(i-from, 0), to-from))
		}
		return costs
	}
	for name, test := range map[string]struct {
		costs    [stretches]float64
		from, to int // the stretches it should be slow on
	}{
		"early":      {falling(10, 20), 10, 20},
		"late":       {falling(50, 60), 50, 60},
		"everywhere": {falling(0, stretches), 0, stretches},
	} {
		t.Run(name, func(t *testing.T) {
			even := evenly(80, 0.8)
			slow := even.slower(test.costs)
			if slow[0] != even[0] || slow[stretches] != even[stretches] {
				t.Errorf("from %g to %g, not from %g to %g", slow[0], slow[stretches], even[0], even[stretches])
			}
			there := 0
			for i := range stretches {
				if slow[i+1] > slow[i] {
					t.Errorf("warms from %g to %g", slow[i], slow[i+1])
				}
				if slow[i] <= even[max(test.from-blur, 0)] && slow[i] >= even[min(test.to+blur, stretches)] {
					there++
				}
			}
			if wide := test.to - test.from; there < min(stretches, wide+stretches/4) {
				t.Errorf("%d of %d stretches where it matters, %d of them evenly", there, stretches, wide)
			}
		})
	}
	if flat := evenly(8, 1).slower([stretches]float64{}); flat != evenly(8, 1) {
		t.Error("a plan that shows nothing changes the way")
	}
}
