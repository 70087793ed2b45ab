package exchange

import (
	"testing"

	"daybook/backend/college"
)

func TestDates(t *testing.T) {
	for said, want := range map[string]struct {
		date college.Date
		key  string
	}{
		"17/05/1978": {"1978-05-17", ""}, "02/01/2006": {"2006-01-02", ""}, "2006-01-02": {"2006-01-02", ""},
		"2006/1/2": {"2006-01-02", ""}, "Mon 2 Jan 2006": {"2006-01-02", ""}, "Monday, 2nd of January 2006": {"2006-01-02", ""},
		"7 September 2026": {"2026-09-07", ""}, "7 Sept 26": {"2026-09-07", ""}, "September 7, 2026": {"2026-09-07", ""},
		"7.9.2026": {"2026-09-07", ""}, "7-9-26": {"2026-09-07", ""}, "7-Sep-26": {"2026-09-07", ""}, "7Sep2026": {"2026-09-07", ""},
		"27/09/2026 09:13:00": {"2026-09-27", ""}, "2026-09-27T09:13:00Z": {"2026-09-27", ""}, "7/11/2026, 6:29:28 PM": {"2026-11-07", ""},
		"1 August 2026 10:00": {"2026-08-01", ""}, "Tues 15 Sept 2026": {"2026-09-15", ""}, "46280": {"2026-09-15", ""}, "46280.5": {"2026-09-15", ""},
		"31/02/2026": {"", "import.date.noSuchDay"}, "02/13/2026": {"", "import.date.onlyMonthFirst"}, "2026-02-30": {"", "import.date.noSuchDay"},
		"Mon 15 Sep 2026": {"", "import.date.weekday"}, "14 Sep": {"", "import.date.noYear"}, "14/09": {"", "import.date.noYear"},
		"2026": {"", "import.date.unread"}, "soon": {"", "import.date.unread"}, "1/2/3/4": {"", "import.date.unread"},
		"20260907": {"", "import.date.unread"}, "07/09/20266": {"", "import.date.unread"}, "07/09/1202": {"", "import.date.year"},
		"NaN": {"", "import.date.unread"}, "1e300": {"", "import.date.unread"}, "7 Sep 8 Oct 2026": {"", "import.date.unread"}, "": {"", "import.date.unread"},
		"٧/٩/٢٠٢٦": {"", "import.date.unread"},
	} {
		w, key := readWritten(said, false)
		d := college.Date("")
		if key == "" {
			d, key = w.date(DayFirst, false, today)
		}
		if d != want.date || key != want.key {
			t.Errorf("%q: %q %q, want %q %q", said, d, key, want.date, want.key)
		}
	}
}

func TestTwoDigitBirthYears(t *testing.T) {
	for said, want := range map[string]college.Date{"17/05/78": "1978-05-17", "17/05/08": "2008-05-17", "20/11/26": "2026-11-20", "21/11/26": "1926-11-21"} {
		w, _ := readWritten(said, false)
		if d, key := w.date(DayFirst, true, today); d != want || key != "" {
			t.Errorf("%s: %s %s", said, d, key)
		}
	}
}

func TestClocks(t *testing.T) {
	for said, want := range map[string]struct {
		clock college.Clock
		key   string
	}{
		"10:00": {"10:00", ""}, "10.30am": {"10:30", ""}, "1pm": {"13:00", ""}, "2.30pm": {"14:30", ""}, "1:30 pm": {"13:30", ""},
		"12pm": {"12:00", ""}, "12am": {"00:00", ""}, "noon": {"12:00", ""}, "12 Noon": {"12:00", ""}, "9 a.m.": {"09:00", ""},
		"6p": {"18:00", ""}, "18:30:00": {"18:30", ""}, "1830": {"18:30", ""}, "10h30": {"10:30", ""}, "10.3": {"10:30", ""}, "9": {"09:00", ""},
		"0.4166666666666667": {"10:00", ""}, "0.5": {"12:00", ""}, "0.75": {"18:00", ""}, "02:00": {"02:00", ""},
		"2026-09-15 10:00:00": {"10:00", ""}, "30/12/1899 10:00": {"10:00", ""},
		"25:00": {"", "import.time.noSuchTime"}, "24:00": {"", "import.time.noSuchTime"}, "10:60": {"", "import.time.noSuchTime"},
		"0pm": {"", "import.time.noSuchTime"}, "2.30": {"", "import.time.half"}, "5": {"", "import.time.half"},
		"10:3": {"", "import.time.unread"}, "ten": {"", "import.time.unread"}, "": {"", "import.time.unread"}, "0.33333": {"08:00", ""}, "0.3337": {"", "import.time.unread"},
	} {
		if c, key := readClock(said); c != want.clock || key != want.key {
			t.Errorf("%q: %q %q, want %q %q", said, c, key, want.clock, want.key)
		}
	}
}

func TestColumnOrder(t *testing.T) {
	for name, c := range map[string]struct {
		dates       []string
		asked, hint string
		want        order
	}{
		"proved day first":     {[]string{"03/04/2026", "13/04/2026"}, "", "", order{DayFirst, ""}},
		"proved month first":   {[]string{"04/13/2026", "04/14/2026", "03/04/2026"}, "", "", order{MonthFirst, "import.date.readMonthFirst"}},
		"one of two":           {[]string{"03/24/1980", "05/06/1981"}, "", "", order{MonthFirst, "import.date.readMonthFirst"}},
		"one of three":         {[]string{"04/13/2026", "03/04/2026", "03/05/2026"}, "", "", order{MonthFirst, "import.date.readMonthFirst"}},
		"one slip of four":     {[]string{"04/13/2026", "03/04/2026", "03/05/2026", "03/06/2026"}, "", "", order{DayFirst, "import.date.readDayFirst"}},
		"alone":                {[]string{"02/13/2026"}, "", "", order{DayFirst, "import.date.readDayFirst"}},
		"alone with no date":   {[]string{"02/13/2026", "45/45/2026"}, "", "", order{DayFirst, "import.date.readDayFirst"}},
		"no day either way":    {[]string{"02/31/2026", "03/04/2026"}, "", "", order{DayFirst, "import.date.readDayFirst"}},
		"none to tell":         {[]string{"03/04/2026", "05/06/2026"}, "", "", order{DayFirst, "import.date.readDayFirst"}},
		"two slips among many": {[]string{"04/13/2026", "04/14/2026", "1/2/26", "1/3/26", "1/4/26", "1/5/26", "1/6/26"}, "", "", order{DayFirst, "import.date.readDayFirst"}},
		"mixed":                {[]string{"04/13/2026", "04/14/2026", "13/04/2026"}, "", "", order{DayFirst, ""}},
		"asked":                {[]string{"13/04/2026"}, MonthFirst, "", order{MonthFirst, ""}},
		"a form that says":     {[]string{"03/04/2026"}, "", MonthFirst, order{MonthFirst, ""}},
		"a form saved at home": {[]string{"13/04/2026", "14/04/2026"}, "", MonthFirst, order{DayFirst, ""}},
		"nothing to tell from": {[]string{"2026-03-04", "4 March 2026"}, "", "", order{DayFirst, "import.date.readDayFirst"}},
	} {
		var dates []written
		for _, d := range c.dates {
			w, _ := readWritten(d, false)
			dates = append(dates, w)
		}
		if got := columnOrder(dates, c.asked, c.hint); got != c.want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// TestAmericanBirthdays: one birthday that only makes sense month first tells
// how the other is meant, and says so.
func TestAmericanBirthdays(t *testing.T) {
	said, file := verdict(keep(t, "a.csv", []byte("Full name,Phone,Date of birth\nSam,07700 900000,03/24/1980\nJo,07700 900001,05/06/1981\n")), "", nil, Options{})
	a, b := file.Enrolments[0].Person.DOB, file.Enrolments[1].Person.DOB
	if said != "3 import.date.readMonthFirst" || a != "1980-03-24" || b != "1981-05-06" {
		t.Errorf("%q %s %s", said, a, b)
	}
}

func TestDateFormats(t *testing.T) {
	for code, want := range map[string]bool{
		"dd/mm/yyyy": true, "ddd d mmm": true, "[h]:mm": true, "[$-809]d mmmm yyyy;@": true, "yyyy\\-mm\\-dd": true,
		"General": false, "0.00": false, "#,##0": false, `0" days"`: false, "[Red]0": false, "@": false, `"day"`: false, "0_d": false, "": false, `"open`: false, "[open": false,
	} {
		if dateCode(code) != want {
			t.Errorf("%q", code)
		}
	}
	if !dateFormat(14) || !dateFormat(22) || dateFormat(1) || dateFormat(49) {
		t.Error("built-in formats")
	}
}

func TestChoices(t *testing.T) {
	for said, want := range map[string][]string{
		"Google;Friend or family;":    {"Google", "Friend or family"},
		"Google, Friend or family":    {"Google", "Friend or family"},
		"Google":                      {"Google"},
		"a poster, in a shop, Google": {"a poster, in a shop", "Google"},
		"":                            nil,
		" , ":                         nil,
		"Google\nJobcentre":           {"Google", "Jobcentre"},
		"Speak clearly, face me, Google, Jobcentre": {"Speak clearly, face me", "Google", "Jobcentre"},
	} {
		if got := heardAnswers.choices(said); len(got) != len(want) {
			t.Errorf("%q: %q", said, got)
		} else {
			for i := range got {
				if got[i] != want[i] {
					t.Errorf("%q: %q", said, got)
				}
			}
		}
	}
	if got := needAnswers.choices("Speak clearly, face me, Hearing loop"); len(got) != 2 {
		t.Errorf("an option with a comma stays whole: %q", got)
	}
	if got := identityAnswers.choices("Carer, family or friend, Member of the public"); len(got) != 2 {
		t.Errorf("%q", got)
	}
}

func TestEthnicCodes(t *testing.T) {
	for said, want := range map[string]string{
		"White – British": "A", "White - British": "A", "White: English, Welsh, Scottish, Northern Irish or British": "A", "Black – African": "N",
		"Any other White background": "C", "Gypsy or Irish Traveller": "C", "Roma": "C", "Arab": "S", "Chinese": "R", "Pakistani": "J",
		"Mixed – White and Asian": "F", "Prefer not to say": "Z", "B": "B",
	} {
		if code, ok := ethnicAnswers.code(said); code != want || !ok {
			t.Errorf("%s: %s", said, code)
		}
	}
}
