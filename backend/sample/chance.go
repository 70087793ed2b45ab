package sample

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"slices"

	"daybook/backend/college"

	"github.com/google/uuid"
)

// stream is the random stream of one table: seed and name alone decide it, so
// that a table added later shifts nothing in the others (6.8).
func (m *maker) stream(name string) *rand.Rand {
	return rand.New(rand.NewChaCha8(sha256.Sum256(fmt.Appendf(nil, "%d %s", m.seed, name))))
}

// ids makes the ids of one table: version 7 by their form, one millisecond of
// an invented clock apart, and the rest from a stream of their own.
type ids struct {
	r    *rand.Rand
	last int64
}

// idsFrom is 1 September 2024, 00:00 UTC, in milliseconds.
const idsFrom = 1_725_148_800_000

func (m *maker) idsOf(table string) *ids {
	if m.idMakers[table] == nil {
		m.idMakers[table] = &ids{r: m.stream("id " + table), last: idsFrom}
	}
	return m.idMakers[table]
}

func (m *maker) id(table string) string { return m.idsOf(table).next() }

func (i *ids) next() string {
	i.last++
	var id uuid.UUID
	for b := range 6 {
		id[b] = byte(i.last >> (8 * (5 - b)))
	}
	low, high := i.r.Uint64(), i.r.Uint64()
	for b := range 8 {
		id[8+b] = byte(low >> (8 * b))
	}
	id[6], id[7] = 0x70|byte(high)&0x0f, byte(high>>8)
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}

// between is a whole number from low to high, both included.
func between(r *rand.Rand, low, high int) int { return low + r.IntN(high-low+1) }

func chance(r *rand.Rand, share float64) bool { return r.Float64() < share }

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

func shuffled[T any](r *rand.Rand, from []T) []T {
	list := slices.Clone(from)
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

func dayBetween(r *rand.Rand, from, to college.Date) college.Date {
	if to <= from {
		return from
	}
	return from.AddDays(r.IntN(to.DaysSince(from) + 1))
}

// option is one answer and how often it is given: a count, or a weight.
type option struct {
	name   string
	weight float64
}

// oneOf draws one answer by weight.
func oneOf(r *rand.Rand, options []option) string {
	total := 0.0
	for _, o := range options {
		total += o.weight
	}
	at := r.Float64() * total
	for _, o := range options {
		if at -= o.weight; at < 0 {
			return o.name
		}
	}
	return options[len(options)-1].name
}

// parts divides n by the weights of the options, to whole numbers by the
// largest remainders.
func parts(n int, options []option) []int {
	total := 0.0
	for _, o := range options {
		total += o.weight
	}
	counts, order, rest := make([]int, len(options)), make([]int, len(options)), n
	share := func(i int) float64 { return float64(n) * options[i].weight / total }
	for i := range options {
		counts[i], order[i] = int(share(i)), i
		rest -= counts[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(share(b)-float64(counts[b]), share(a)-float64(counts[a]))
	})
	for _, i := range order[:rest] {
		counts[i]++
	}
	return counts
}

// spread is a list of n answers in which every option has its part, in random
// order.
func spread(r *rand.Rand, n int, options []option) []string {
	list := make([]string, 0, n)
	for i, count := range parts(n, options) {
		for range count {
			list = append(list, options[i].name)
		}
	}
	return shuffled(r, list)
}

// instant is what the college's clock said on a day as the moment it was: UTC,
// with British Summer Time from the last Sunday in March to that in October.
func instant(day college.Date, at college.Clock) college.Instant {
	offset := 0
	if day >= lastSunday(day.Year(), 3) && day < lastSunday(day.Year(), 10) {
		offset = 60
	}
	return college.Instant(fmt.Sprintf("%sT%s:00Z", day, at.Add(-offset)))
}

func lastSunday(year, month int) college.Date {
	return college.Date(fmt.Sprintf("%04d-%02d-25", year, month)).Monday().AddDays(6)
}
