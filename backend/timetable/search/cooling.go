package search

import "math"

// stretches is into how many equal parts a way of cooling is cut.
const stretches = 64

// How the second way of cooling is found.
const (
	blur    = 2      // stretches on either side that are looked at together
	shaped  = 0.6    // the share of the steps that goes where the plan takes shape
	scouts  = 8      // the first run is one in so many of all steps
	scouted = 200000 // with fewer steps than this there is none
)

// cooling is a way from hot to cold: the temperature at the start of every
// stretch, and at the end of the last.
type cooling [stretches + 1]float64

// evenly cools by the same factor on every stretch.
func evenly(from, to float64) (way cooling) {
	for i := range way {
		way[i] = from * math.Pow(to/from, float64(i)/stretches)
	}
	return way
}

// at is the temperature when a part of the steps is done, 0 to 1.
func (way *cooling) at(part float64) float64 {
	i := min(int(part*stretches), stretches-1)
	return way[i] + (way[i+1]-way[i])*(part*stretches-float64(i))
}

// slower is the way that takes its time where it matters. A first, quick run
// along this one has shown what the plan costs on each stretch; where it falls
// most, for the temperature it falls at, the plan takes its shape (what falls is
// entropy), and most of the steps belong there.
func (way cooling) slower(costs [stretches]float64) (slow cooling) {
	var falls [stretches]float64
	sum := 0.0
	for i := range falls {
		a, b := max(i-blur, blur), min(i+blur, stretches-1) // at first it only warms up
		falls[i] = max(0, costs[a]-costs[b]) / float64(max(b-a, blur)) / way[i]
		sum += falls[i]
	}
	if sum == 0 {
		return way
	}
	slow[0], slow[stretches] = way[0], way[stretches]
	done, next := 0.0, 1
	for i := range falls {
		share := (1-shaped)/stretches + shaped*falls[i]/sum
		for ; next < stretches && float64(next)/stretches <= done+share; next++ {
			slow[next] = way[i] + (way[i+1]-way[i])*(float64(next)/stretches-done)/share
		}
		done += share
	}
	for ; next < stretches; next++ {
		slow[next] = way[stretches]
	}
	return slow
}
