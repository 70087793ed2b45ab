package timetable

import (
	"slices"

	"daybook/backend/college"
	"daybook/backend/timetable/search"
)

// A hybrid series needs a room and an online account at once. A unit has one
// place, so the account of a hybrid series is a kind of kit of which there is
// one; online series on that account take it too, and no other may use it.

// shareAccounts gives every hybrid series its account: the one it has, else the
// first there is.
func (c *compiled) shareAccounts() {
	if c.off("H11") || len(c.facts.VirtualRooms) == 0 {
		return
	}
	for u := range c.series {
		if s := &c.series[u]; s.first.Mode == college.Hybrid {
			c.takeAccount(u, c.linkOf(s))
		}
	}
	for u := range c.series {
		s := &c.series[u]
		if base, placed := c.spotAt(&s.first.at); s.first.Mode == college.Online && (placed || c.onlyAccount()) {
			if !placed {
				base = c.firstLink()
			}
			if _, bound := c.kits["account "+c.account(base)]; bound {
				c.takeAccount(u, base)
			}
		}
	}
}

// takeAccount lets a unit take the account of a virtual room, one at a time.
func (c *compiled) takeAccount(u, base int) {
	if base == search.None {
		return
	}
	key := "account " + c.account(base)
	if _, known := c.kits[key]; !known {
		c.kits[key] = len(c.problem.Kit)
		c.problem.Kit = append(c.problem.Kit, 1)
	}
	c.problem.Units[u].Kit = append(c.problem.Units[u].Kit, search.KitUse{Kind: c.kits[key], Count: 1})
}

// linkOf is the virtual room of a hybrid series.
func (c *compiled) linkOf(s *series) int {
	if base, known := c.spotOf[s.first.at.VirtualRoomID]; known && s.first.at.VirtualRoomID != "" {
		return base
	}
	return c.firstLink()
}

func (c *compiled) firstLink() int {
	return slices.IndexFunc(c.spots, func(s spot) bool { return s.link != "" })
}

// onlyAccount tells whether all virtual rooms run on one account.
func (c *compiled) onlyAccount() bool {
	first := c.firstLink()
	return !slices.ContainsFunc(c.spots, func(s spot) bool { return s.link != "" && c.account(s.base) != c.account(first) })
}

// takes tells whether a series takes a kind of kit already.
func (s *series) takes(c *compiled, kind int) bool {
	return slices.ContainsFunc(c.problem.Units[s.unit].Kit, func(k search.KitUse) bool { return k.Kind == kind })
}
