// Package search places series of sessions in a calendar, in places and in
// people's hands: one engine over numbers, which knows nothing of colleges.
//
// A Problem says what there is (days of 64 ticks, places, people, audiences,
// kit) and what is to be placed (units). Hard rules are the engine's own: a
// placement either fits or it does not, and a plan never holds two that do not
// fit together; what does not fit is left unplaced, at its priority. Soft rules
// come from outside, each with its weight, as small functions. Solve builds a
// plan, repairs it and improves it, by a fixed number of steps from a fixed
// seed: the same problem gives the same plan on every machine.
package search
