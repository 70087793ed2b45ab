package college

import "testing"

func person(name string, dob Date, email, mobile string) Person {
	p := Person{FullName: name, DOB: dob}
	if email != "" {
		p.Emails = []string{email}
	}
	if mobile != "" {
		p.Phones = []Phone{{Number: mobile, Kind: "mobile"}}
	}
	return p
}

func TestMatchDecidesAsD2(t *testing.T) {
	const mail, mobile = "home@example.org", "+447700900123"
	for name, c := range map[string]struct {
		a, b Person
		want Likeness
		key  string
	}{
		"e-mail and name":                     {person("Siân Lee", "", mail, ""), person("Sian  LEE", "1980-01-02", "HOME@example.org", ""), Same, "match.emailAndName"},
		"mobile and name":                     {person("Sam Lee", "1980-01-02", "", mobile), person("Sam Lee", "1980-01-02", "", mobile), Same, "match.mobileAndName"},
		"birthday and name":                   {person("O'Brien Kit", "1980-01-02", "", ""), person("O’Brien Kit", "1980-01-02", "x@example.org", ""), Same, "match.birthdayAndName"},
		"birthday and words in another order": {person("Begum Ioana", "1980-01-02", "", ""), person("Ioana Begum", "1980-01-02", "", ""), Same, "match.birthdayAndName"},
		"e-mail and words in another order":   {person("Ali Hassan", "", mail, ""), person("Hassan Ali", "", mail, ""), Alike, "match.otherOrder"},
		"e-mail and name, other birthday":     {person("Sam Lee", "1980-01-02", mail, ""), person("Sam Lee", "2007-01-02", mail, ""), Alike, "match.otherBirthday"},
		"same name only":                      {person("Sam Lee", "1980-01-02", "", ""), person("Sam Lee", "", mail, ""), Alike, "match.sameName"},
		"a family's mailbox":                  {person("Sam Lee", "1980-01-02", mail, ""), person("Kim Lee", "2007-01-02", mail, ""), Alike, "match.sameMailbox"},
		"a family's mobile":                   {person("Sam Lee", "", "", mobile), person("Kim Lee", "", "", mobile), Alike, "match.sameMobile"},
		"one name inside the other":           {person("Ann Smith", "", "", ""), person("Ann Marie Smith", "1980-01-02", "", ""), Alike, "match.nameContained"},
		"inside, but another birthday":        {person("Ann Smith", "1981-01-02", "", ""), person("Ann Marie Smith", "1980-01-02", "", ""), Different, ""},
		"one word is too little":              {person("Ann", "", "", ""), person("Ann Smith", "", "", ""), Different, ""},
		"birthday only":                       {person("Sam Lee", "1980-01-02", "", ""), person("Kim Roe", "1980-01-02", "", ""), Different, ""},
		"nothing":                             {person("Sam Lee", "", "a@example.org", ""), person("Kim Roe", "", "b@example.org", ""), Different, ""},
		"no name, no match":                   {person("", "1980-01-02", mail, ""), person("", "1980-01-02", mail, ""), Alike, "match.sameMailbox"},
		"damaged, with the same e-mail":       {person("Rados?aw Lis", "1980-01-02", mail, ""), person("Radosław Lis", "1980-01-02", mail, ""), Alike, "match.damagedName"},
		"damaged, with the same mobile":       {person("Rados?aw Lis", "1981-01-02", "", mobile), person("Kim Roe", "1980-01-02", "", mobile), Alike, "match.damagedName"},
		"damaged, letters fit":                {person("Rados?aw Lis", "1980-01-02", "", ""), person("Radosław Lis", "", "", ""), Alike, "match.damagedName"},
		"damaged, both the same way":          {person("Rados?aw Lis", "1980-01-02", mail, ""), person("Rados?aw Lis", "1980-01-02", mail, ""), Alike, "match.damagedName"},
		"damaged, letters do not fit":         {person("Rados?aw Lis", "", "", ""), person("Kim Roe", "", "", ""), Different, ""},
		"damaged beyond reading":              {person("?????", "", "", ""), person("Łukas", "", "", ""), Different, ""},
	} {
		for _, got := range []Matching{Match(c.a, c.b), Match(c.b, c.a)} {
			if got.Likeness != c.want || got.Key != c.key {
				t.Errorf("%s: %v, want %s %s", name, got, c.want, c.key)
			}
		}
		if c.key != "" {
			sentenceOf(t, c.key)
		}
	}
}

func TestALandlineIsSharedByAHouse(t *testing.T) {
	a, b := person("Sam Lee", "", "", ""), person("Kim Lee", "", "", "")
	a.Phones = []Phone{{Number: "+441924316000", Kind: "landline"}}
	b.Phones = a.Phones
	if got := Match(a, b); got.Likeness != Different {
		t.Errorf("%v", got)
	}
}
