package college

import (
	"slices"
	"strings"
	"unicode"
)

// Person is anyone the college knows. What they do here – student, tutor,
// volunteer, staff – are role records beside it, in any order or at once.
//
// A name is one field, as the person writes it, and is never split; given and
// family name are known only when a form asked for them.
type Person struct {
	ID              string `json:"id"`
	FullName        string `json:"fullName"`
	KnownAs         string `json:"knownAs"`
	SortAs          string `json:"sortAs"`
	CertificateName string `json:"certificateName"`
	GivenName       string `json:"givenName"`
	FamilyName      string `json:"familyName"`
	Pronouns        string `json:"pronouns"`
	DOB             Date   `json:"dob"`
	AgeBandIfNoDOB  string `json:"ageBandIfNoDob"`

	Phones           []Phone  `json:"phones"`
	Emails           []string `json:"emails"`
	Address          []string `json:"address"`
	Postcode         string   `json:"postcode"`
	Area             string   `json:"area"` // town, for lists
	NoFixedAddress   bool     `json:"noFixedAddress"`
	PreferredContact string   `json:"preferredContact"` // text, email, call, post
	PreferredFormat  string   `json:"preferredFormat"`  // standard, largePrint, largerPrint, easyRead, file
	NoContactReason  string   `json:"noContactReason"`
	Language         string   `json:"language"`
	Interpreter      bool     `json:"interpreter"`

	AccessNeeds         []string           `json:"accessNeeds"` // codes of AccessNeedCodes
	AccessNote          string             `json:"accessNote"`
	EmergencyContacts   []EmergencyContact `json:"emergencyContacts"`
	WhatHelps           string             `json:"whatHelps"` // restricted
	GPPractice          string             `json:"gpPractice"`
	CareCoordinator     string             `json:"careCoordinator"`
	ContactGPPermission string             `json:"contactGpPermission"` // yes, no, notAsked
	AskTeamLeader       bool               `json:"askTeamLeader"`
	DoNotContact        bool               `json:"doNotContact"`
	DeceasedOn          Date               `json:"deceasedOn"`
	CompanionComesAlong bool               `json:"companionComesAlong"`
	MergedInto          string             `json:"mergedInto"`
}

// WalkIn is the reason that stands for "came without a booking, by name alone".
const WalkIn = "walk-in"

// Formats a student may ask to be given things in.
const (
	FormatStandard    = "standard"
	FormatLargePrint  = "largePrint"
	FormatLargerPrint = "largerPrint"
	FormatEasyRead    = "easyRead"
	FormatFile        = "file"
)

// PreferredContacts and Formats are the option lists of those fields.
var (
	PreferredContacts = []string{"text", "email", "call", "post"}
	Formats           = []string{FormatStandard, FormatLargePrint, FormatLargerPrint, FormatEasyRead, FormatFile}
)

// AccessNeedCodes is the list of needs (from published Accessible Information
// Standard lists); each has a sentence "need.<code>" for screens and the agreed
// action "support.<code>" for the facilitator's copy.
var AccessNeedCodes = []string{
	"largePrint", "easyRead", "braille", "audio", "emailAsText", "colouredPaper",
	"bsl", "lipspeaker", "noteTaker", "speechToText", "hearingLoop", "speakClearly",
	"sitNearFront", "sitNearDoor", "breaks", "quietRoom", "readerWriter", "supportWorker",
	"assistanceDog", "stepFree", "wheelchair", "raisedChair", "interpreter",
	"captionsOnline", "cameraOff", "fragranceFree", "other",
}

// Called is what the person is called: known as, else the full name.
func (p Person) Called() string { return firstOf(p.KnownAs, p.FullName) }

// Sorted is the name that lists are sorted by.
func (p Person) Sorted() string { return firstOf(p.SortAs, p.FullName) }

// OwnFormat is the format to give the person things in without being asked
// again: "" for the usual one, else one of Formats. Who needs large print has it,
// whether or not the format was filled in.
func (p Person) OwnFormat() string {
	switch {
	case p.PreferredFormat != "" && p.PreferredFormat != FormatStandard:
		return p.PreferredFormat
	case slices.Contains(p.AccessNeeds, "largePrint"):
		return FormatLargePrint
	case slices.Contains(p.AccessNeeds, "easyRead"):
		return FormatEasyRead
	}
	return ""
}

// OnCertificate is the name the person chose for certificates, else the full name.
func (p Person) OnCertificate() string { return firstOf(p.CertificateName, p.FullName) }

// Mobile is the first mobile number, or "".
func (p Person) Mobile() string {
	for _, ph := range p.Phones {
		if ph.Kind == "mobile" {
			return ph.Number
		}
	}
	return ""
}

// Reachable tells whether there is any way to contact the person, or a reason
// why there is none.
func (p Person) Reachable() bool {
	return len(p.Phones)+len(p.Emails)+len(p.Address) > 0 || p.Postcode != "" || p.NoContactReason != ""
}

// Validate reports every wrong field at once; today judges birthdays.
// Only the name is needed to save a person (D4); Gaps lists the rest.
func (p Person) Validate(today Date) error {
	var c checks
	c.that(strings.TrimSpace(p.FullName) != "", "fullName", "person.nameNeeded")
	c.that(strings.TrimSpace(p.FullName) == "" || isName(p.FullName), "fullName", "person.nameLetters")
	for field, value := range map[string]string{"fullName": p.FullName, "knownAs": p.KnownAs, "sortAs": p.SortAs, "certificateName": p.CertificateName, "givenName": p.GivenName, "familyName": p.FamilyName} {
		c.text(value, field, 200)
	}
	c.text(p.Pronouns, "pronouns", 40)
	c.text(p.AccessNote, "accessNote", 2000)
	c.text(p.WhatHelps, "whatHelps", 4000)
	c.date(p.DOB, "dob")
	if p.DOB.Valid() {
		c.that(p.DOB <= today, "dob", "person.dobFuture")
		c.that(p.DOB > today || p.DOB.AgeOn(today) <= 110, "dob", "person.dobTooOld")
	}
	c.date(p.DeceasedOn, "deceasedOn")
	c.that(p.Reachable(), "phones", "person.noContact")
	for _, ph := range p.Phones {
		if n, _, ok := ReadPhone(ph.Number); !ok || n != ph.Number {
			c.wrong("phones", "person.phone", "phone", ph.Number)
		}
	}
	for _, e := range p.Emails {
		if tidy, ok := ReadEmail(e); !ok || tidy != e {
			c.wrong("emails", "person.email", "email", e)
		}
	}
	c.oneOf(p.PreferredContact, "preferredContact", PreferredContacts)
	c.oneOf(p.PreferredFormat, "preferredFormat", Formats)
	c.oneOf(p.ContactGPPermission, "contactGpPermission", []string{"yes", "no", "notAsked"})
	for _, n := range p.AccessNeeds {
		c.oneOf(n, "accessNeeds", AccessNeedCodes)
	}
	for _, e := range p.EmergencyContacts {
		c.that(e.Name != "" && e.Phone != "", "emergencyContacts", "person.emergencyContact")
	}
	c.sortFields()
	return c.err("person.invalid")
}

// isName: at least one letter, and no control character.
func isName(s string) bool {
	return strings.ContainsFunc(s, unicode.IsLetter) && !strings.ContainsFunc(s, unicode.IsControl)
}

// Gaps names the fields a complete student record still wants; they are listed
// under "finish these enrolments", never invented and never a refusal.
func (p Person) Gaps() []string {
	var gaps []string
	for _, g := range []struct {
		missing bool
		field   string
	}{
		{p.DOB == "" && p.AgeBandIfNoDOB == "", "dob"},
		{len(p.Phones)+len(p.Emails) == 0, "phones"},
		{p.Postcode == "" && !p.NoFixedAddress, "postcode"},
		{p.PreferredContact == "", "preferredContact"},
		{len(p.EmergencyContacts) == 0, "emergencyContacts"},
	} {
		if g.missing {
			gaps = append(gaps, g.field)
		}
	}
	return gaps
}

// AccessUnmet tells which needs a room's facts do not meet, and which they do
// not answer. Needs that a tutor meets (large print, breaks …) are not asked of
// a room.
func AccessUnmet(needs []string, facts map[string]string) (unmet, unknown []string) {
	for _, need := range needs {
		items, asked := roomMeets[need]
		if !asked {
			continue
		}
		worst := "yes"
		for _, item := range items {
			switch facts[item] {
			case "no":
				worst = "no"
			case "yes", "notApplicable":
			default:
				if worst != "no" {
					worst = "unknown"
				}
			}
		}
		switch worst {
		case "no":
			unmet = append(unmet, need)
		case "unknown":
			unknown = append(unknown, need)
		}
	}
	return unmet, unknown
}

// roomMeets says which access facts answer a need that the room has to meet. A
// course may also name a fact itself as what it needs.
var roomMeets = map[string][]string{
	"stepFree":           {FactStepFree},
	"wheelchair":         {FactStepFree, FactAccessibleToilet},
	"hearingLoop":        {FactHearingLoop},
	"quietRoom":          {FactQuietSpace},
	FactQuietSpace:       {FactQuietSpace},
	FactAccessibleToilet: {FactAccessibleToilet},
	FactParking:          {FactParking},
	FactBus:              {FactBus},
}

func firstOf(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}
