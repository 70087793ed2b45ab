// Package timetable finds clashes and plans a term, as named rules over plain
// values.
//
// Rules is the list: each row carries its id in the one rule table (I-07, H5),
// the sentence that says what it asks, and a small pure function. Facts holds
// all that the rules look at, filled once by whoever keeps the records; Check
// judges one session against the others, CheckBooking one booking, Publish one
// run, CheckAll a whole term; a Checker holds the facts ready and judges each
// edit as it is typed. Severities are those of the table for work done
// by hand: a block, a reason a leader may give, a concern.
//
// Rules on one student or one run alone (ages, eligibility, standing, waiting
// order, marking) are in package college; CheckBooking asks them too.
package timetable
