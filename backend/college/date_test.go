package college

import (
	"testing"
	"time"
)

func TestDateReadsRealDaysOnly(t *testing.T) {
	for text, want := range map[Date]bool{
		"2026-03-29": true, "2024-02-29": true, "2026-02-29": false, "2026-02-31": false,
		"2026-13-02": false, "31/02/2026": false, "2026-3-9": false, "": false, "0000-00-00": false,
	} {
		if text.Valid() != want {
			t.Errorf("Valid(%q) = %v", text, !want)
		}
	}
	if d := NewDate(2026, time.February, 31); d != "" {
		t.Errorf("31 February became %q", d)
	}
}

func TestDateArithmetic(t *testing.T) {
	for name, c := range map[string]struct{ got, want Date }{
		"a day over New Year":       {Date("2025-12-31").AddDays(1), "2026-01-01"},
		"back over a leap day":      {Date("2024-03-01").AddDays(-1), "2024-02-29"},
		"over the change of clocks": {Date("2025-03-29").AddDays(2), "2025-03-31"},
		"the panel's fortnight":     {Date("2025-03-03").AddDays(14), "2025-03-17"},
		"36 months of a DBS":        {Date("2023-01-10").AddMonths(36), "2026-01-10"},
		"31 January and a month":    {Date("2026-01-31").AddMonths(1), "2026-02-28"},
		"13 months back":            {Date("2026-01-31").AddMonths(-13), "2024-12-31"},
		"Monday of a Sunday":        {Date("2026-09-13").Monday(), "2026-09-07"},
		"Monday of a Monday":        {Date("2026-09-07").Monday(), "2026-09-07"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s, want %s", name, c.got, c.want)
		}
	}
	if n := Date("2025-03-31").DaysSince("2025-03-29"); n != 2 {
		t.Errorf("from 29 to 31 March are %d days", n)
	}
	if n := Date("2025-03-29").DaysSince("2025-03-31"); n != -2 {
		t.Errorf("backwards %d days", n)
	}
	if !Date("2026-01-01").Between("", "") || Date("2026-01-02").Between("", "2026-01-01") {
		t.Error("Between: open ends hold every day, and a last day is the last")
	}
}

func TestAgeIsInCompletedYears(t *testing.T) {
	for name, c := range map[string]struct {
		dob, day Date
		want     int
	}{
		"29 February, day before":       {"2008-02-29", "2025-02-28", 16},
		"29 February, on 1 March":       {"2008-02-29", "2025-03-01", 17},
		"29 February, in a leap year":   {"2008-02-29", "2024-02-29", 16},
		"1 March 2009, on 28 February":  {"2009-03-01", "2025-02-28", 15},
		"1 March 2009, on its birthday": {"2009-03-01", "2025-03-01", 16},
		"birthday not known":            {"", "2025-03-01", -1},
		"day not known":                 {"2009-03-01", "", -1},
	} {
		if got := c.dob.AgeOn(c.day); got != c.want {
			t.Errorf("%s: %d, want %d", name, got, c.want)
		}
	}
}

func TestClock(t *testing.T) {
	for text, want := range map[Clock]bool{"10:00": true, "00:00": true, "23:59": true, "24:00": false, "9:30": false, "10.30": false, "": false} {
		if text.Valid() != want {
			t.Errorf("Valid(%q) = %v", text, !want)
		}
	}
	if c := Clock("10:45").Add(30); c != "11:15" {
		t.Errorf("10:45 and 30 minutes is %s", c)
	}
	if c := NewClock(24, 0) + NewClock(10, 60) + NewClock(-1, 5) + NewClock(5, -1) + Clock("00:15").Add(-30); c != "" {
		t.Errorf("times that are none became %q", c)
	}
	if c := Clock("23:45").Add(30); c != "" {
		t.Errorf("past midnight is %q, not \"\"", c)
	}
}

func TestCivilTimesAreLondonTimes(t *testing.T) {
	for day, want := range map[Date]Instant{
		"2025-03-29": "2025-03-29T10:00:00Z", "2025-03-31": "2025-03-31T09:00:00Z",
		"2025-10-25": "2025-10-25T09:00:00Z", "2025-10-27": "2025-10-27T10:00:00Z",
	} {
		if got := InstantOf(day.At("10:00")); got != want {
			t.Errorf("10:00 on %s is %s, want %s", day, got, want)
		}
		if got := London(want.Time()); DateOf(got) != day || ClockOf(got) != "10:00" {
			t.Errorf("%s in London is %v", want, got)
		}
	}
	if !Date("").At("10:00").IsZero() || !Instant("soon").Time().IsZero() {
		t.Error("what is not known is the zero time")
	}
}

// The table of standards 2.6, and 2033, when Christmas Day is a Sunday.
func TestBankHolidaysOfEnglandAndWales(t *testing.T) {
	for year, want := range map[int][8]Date{
		2025: {"2025-01-01", "2025-04-18", "2025-04-21", "2025-05-05", "2025-05-26", "2025-08-25", "2025-12-25", "2025-12-26"},
		2026: {"2026-01-01", "2026-04-03", "2026-04-06", "2026-05-04", "2026-05-25", "2026-08-31", "2026-12-25", "2026-12-28"},
		2027: {"2027-01-01", "2027-03-26", "2027-03-29", "2027-05-03", "2027-05-31", "2027-08-30", "2027-12-27", "2027-12-28"},
		2028: {"2028-01-03", "2028-04-14", "2028-04-17", "2028-05-01", "2028-05-29", "2028-08-28", "2028-12-25", "2028-12-26"},
		2029: {"2029-01-01", "2029-03-30", "2029-04-02", "2029-05-07", "2029-05-28", "2029-08-27", "2029-12-25", "2029-12-26"},
		2033: {"2033-01-03", "2033-04-15", "2033-04-18", "2033-05-02", "2033-05-30", "2033-08-29", "2033-12-27", "2033-12-26"},
	} {
		for i, h := range BankHolidays(year) {
			if h.Date != want[i] {
				t.Errorf("%d %s: %s, want %s", year, h.Key, h.Date, want[i])
			}
			sentenceOf(t, h.Key)
		}
	}
	for year, want := range map[int]Date{1981: "1981-04-20", 2000: "2000-04-24", 2008: "2008-03-24", 2038: "2038-04-26", 2049: "2049-04-19", 2076: "2076-04-20"} {
		if got := BankHolidays(year)[2].Date; got != want { // years in which the moon is awkward
			t.Errorf("Easter Monday %d: %s, want %s", year, got, want)
		}
	}
	if key, is := IsBankHoliday("2026-12-28"); !is || key != "holiday.boxing" {
		t.Errorf("28 December 2026 is %q", key)
	}
	if _, is := IsBankHoliday("2026-12-26"); is {
		t.Error("26 December 2026 is a Saturday, and the holiday is the Monday")
	}
}
