package search

import (
	"math"
	"math/bits"
)

// chance draws numbers that repeat from a seed: a multiply-and-fold generator
// of the wyrand kind, the same on every machine.
type chance uint64

func newChance(seed uint64) chance { return chance(seed*0x9e3779b97f4a7c15 + 0x632be59bd9b4e019) }

func (c *chance) next() uint64 {
	*c += 0xa0761d6478bd642f
	high, low := bits.Mul64(uint64(*c), uint64(*c)^0xe7037ed1a0b428db)
	return high ^ low
}

// below is a number from 0 to n-1; n is at least 1.
func (c *chance) below(n int) int { return int((c.next() >> 32) * uint64(n) >> 32) }

// Temperatures are fixed-point numbers, in 1/1024 of a unit of cost, so that a
// plan does not hang on how a processor rounds.
const (
	heatBits = 10
	dareBits = 16
	dares    = 1 << 12
)

// dare is −ln of evenly spread chances, in 1/65536: how many temperatures a
// move may cost and still be taken, at every chance.
var dare = func() (table [dares]int64) {
	for i := range table {
		table[i] = int64(math.Round(-math.Log((float64(i)+0.5)/dares) * (1 << dareBits)))
	}
	return table
}()

// most draws how much a move may cost at a temperature and still be taken: the
// rule of Metropolis, with the chance drawn before the cost is known.
func (c *chance) most(heat int64) int {
	return int(heat * dare[c.next()>>(64-12)] >> (heatBits + dareBits))
}
