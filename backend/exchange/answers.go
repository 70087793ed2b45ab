package exchange

import (
	"strings"

	"daybook/backend/college"
)

// answers maps what forms offer, folded, to the codes of the college's lists.
type answers map[string]string

// spoken builds a table from "code: answer; answer" lines.
func spoken(lines ...string) answers {
	t := answers{}
	for _, line := range lines {
		code, said, _ := strings.Cut(line, ": ")
		t[college.Fold(code)] = code
		for _, s := range strings.Split(said, "; ") {
			t[college.Fold(s)] = code
		}
	}
	return t
}

const notSaidAnswers = "prefer not to say; i would prefer not to say; rather not say; not said"

var (
	identityAnswers = spoken(
		"public: Member of the public; Public; Local resident; Someone from the community",
		"secondaryService: I use a mental health service; I use mental health services; Service user; Secondary care; Mental health service user; I use a secondary mental health service",
		"primaryCare: I use GP or talking therapies; GP or talking therapies; Primary care; I see my GP for my mental health",
		"carer: Carer, family or friend; Carer; Family or friend; Carer or family member; Carer, family member or friend; Family, friend or carer; I am a carer",
		"professional: Volunteer or other professional; Other professional; Professional; Volunteer",
		"nhsStaff: I work for the NHS; NHS staff; NHS; Member of NHS staff; Staff",
		"linkWorker: Social prescribing link worker; Link worker; Social prescriber",
		"jobcentreHousing: Jobcentre or housing; Jobcentre; Job centre; Housing; Jobcentre or housing worker",
		"notSaid: "+notSaidAnswers)
	heardAnswers = spoken(
		"google: Google; Internet search; Web search; Online search; Internet; Website",
		"friendFamily: Friend or family; Friend; Family; Friends or family; Family or friend; Word of mouth; Friends and family",
		"gpLeaflet: GP surgery leaflet; GP; GP surgery; Leaflet; Poster or leaflet; Doctor",
		"socialMedia: Facebook or Instagram; Facebook; Instagram; Social media; Twitter; TikTok",
		"mentalHealthWorker: Mental health worker; Care coordinator; Mental health team; Community mental health team; Mental health professional; Support worker",
		"partner: Partner organisation; Partner; Charity; Another organisation",
		"libraryHub: Family hub or library; Library; Family hub; Library or family hub; Community hub",
		"eventStall: Event or stall; Event; Stall; Open day; Event or open day",
		"jobcentreHousing: Jobcentre; Job centre; Jobcentre or housing; Housing; Jobcentre Plus; Housing association",
		"other: Other; Something else")
	serviceAnswers = spoken(
		"secondary: Open to secondary mental health services; Secondary mental health services; Secondary care; Community mental health team; CMHT; Mental health service",
		"primary: GP or talking therapies only; GP or talking therapies; GP only; Primary care; Talking therapies; GP",
		"none: No services at the moment; None; No; No services; Not in touch with services",
		"notSaid: "+notSaidAnswers)
	needAnswers = spoken(
		"largePrint: Large print; Large print handouts; Bigger print", "easyRead: Easy read", "braille: Braille",
		"audio: Audio; Audio recording", "emailAsText: E-mail as text; Information by e-mail; Handouts by e-mail",
		"colouredPaper: Coloured paper; Coloured handouts; Coloured overlay", "bsl: BSL interpreter; BSL; British Sign Language; Sign language interpreter",
		"lipspeaker: Lipspeaker; Lip speaker", "noteTaker: Note-taker; Notetaker", "speechToText: Speech to text",
		"hearingLoop: Hearing loop; Induction loop; Loop", "speakClearly: Speak clearly, face me; Speak clearly",
		"sitNearFront: Sit near the front; Seat near the front", "sitNearDoor: Sit near the door; Seat near the door",
		"breaks: Breaks; Regular breaks; Extra breaks", "quietRoom: Somewhere quiet; Quiet room; Quiet space; A quiet space",
		"readerWriter: Reader or writer; Help with reading and writing; Help with reading or writing", "supportWorker: Support worker; I will bring a support worker; Bringing a support worker",
		"assistanceDog: Assistance dog; Guide dog", "stepFree: Step-free access; Step free; No steps; Level access; Lift",
		"wheelchair: Wheelchair space; Wheelchair access; Wheelchair; Wheelchair user", "raisedChair: Raised chair; Chair with arms; High chair",
		"interpreter: Interpreter; Language interpreter", "captionsOnline: Captions online; Captions; Subtitles",
		"cameraOff: Camera off online; Camera off; Camera off agreed", "fragranceFree: Fragrance-free; Fragrance free; No perfume",
		"other: Other; Something else")
	contactAnswers = spoken("text: Text; Text message; SMS; WhatsApp", "email: E-mail; Email",
		"call: Call; Phone; Telephone; Phone call; By phone", "post: Post; Letter; By post")
	formatAnswers = spoken("standard: Standard; Standard print; Print", "largePrint: Large print; Large print 18 pt", "largerPrint: Larger print; Large print 24 pt; Very large print; Giant print", "easyRead: Easy read",
		"file: File; E-mail; Email; Electronic; By e-mail; Word document")
	sourceAnswers = spoken("phone: Phone; Telephone; By phone; Call; Phone call; Rang", "form: Form; Online form; Online; Website; Web form; Web; E-mail; Email",
		"inPerson: In person; Face to face; At reception; Reception; Drop in; In centre", "partner: Partner; Referral; Partner organisation", "walkIn: Walk-in; Walked in; On the day")
	placeAnswers = spoken("booked: Booked; Confirmed; Place; Yes; Attending; Enrolled; Offered a place",
		"waiting: Waiting list; Waiting; Waitlist; Waitlisted; Wait list; On waiting list; Reserve; Reserve list")
	modeAnswers = spoken("inPerson: In person; Face to face; F2F; Classroom; Venue", "online: Online; Virtual; Remote; Microsoft Teams; Teams; MS Teams; Zoom; Webinar",
		"hybrid: Hybrid; Both; In person and online; Online and in person; Blended")
	weekdayAnswers = spoken("1: Monday; Mon; Mondays", "2: Tuesday; Tue; Tues; Tuesdays", "3: Wednesday; Wed; Weds; Wednesdays", "4: Thursday; Thu; Thur; Thurs; Thursdays",
		"5: Friday; Fri; Fridays", "6: Saturday; Sat; Saturdays", "7: Sunday; Sun; Sundays")
	whenAnswers = spoken("available: Available; Yes; Y; Can; OK; Free", "preferred: Preferred; Prefer; Prefers; Best; First choice; Likes to",
		"ratherNot: Rather not; Would rather not; If needed; Only if needed; If need be; Last choice")
	yesNo = spoken("yes: Yes; Y; True; 1; X; I agree; Agree; I have read it; I have; Ticked; I have read the privacy notice; I confirm", "no: No; N; False; 0; I do not agree; Not yet")
	// ethnicAnswers: NHS 2001 codes; the labels of the 2021 census are mapped as
	// standards.md 2.1 says.
	ethnicAnswers = spoken(
		"A: White British; British; English; Welsh; Scottish; Northern Irish; White English; White Welsh; White Scottish; English, Welsh, Scottish, Northern Irish or British; White English, Welsh, Scottish, Northern Irish or British; White English/Welsh/Scottish/Northern Irish/British",
		"B: White Irish; Irish",
		"C: Any other White; Any other White background; Other White; White other; White any other White background; White Gypsy or Irish Traveller; Gypsy or Irish Traveller; White Roma; Roma; White European",
		"D: White and Black Caribbean; Mixed White and Black Caribbean",
		"E: White and Black African; Mixed White and Black African",
		"F: White and Asian; Mixed White and Asian",
		"G: Any other mixed; Any other Mixed background; Other mixed; Any other Mixed or multiple ethnic background; Mixed other",
		"H: Indian; Asian Indian; Asian or Asian British Indian",
		"J: Pakistani; Asian Pakistani; Asian or Asian British Pakistani",
		"K: Bangladeshi; Asian Bangladeshi; Asian or Asian British Bangladeshi",
		"L: Any other Asian; Any other Asian background; Other Asian; Asian other",
		"M: Caribbean; Black Caribbean; Black or Black British Caribbean",
		"N: African; Black African; Black or Black British African",
		"P: Any other Black; Any other Black background; Other Black; Black other; Any other Black, Black British or Caribbean background",
		"R: Chinese; Asian Chinese; Asian or Asian British Chinese",
		"S: Any other ethnic group; Other ethnic group; Other; Arab; Any other; Other Arab",
		"Z: Not stated; "+notSaidAnswers)
)

// code finds the code of one answer.
func (t answers) code(said string) (string, bool) {
	code, known := t[college.Fold(said)]
	if !known {
		code, known = t[college.Fold(withoutBrackets(said))]
	}
	return code, known
}

// choices splits the answers to a question of many. Microsoft Forms joins them
// by ";" and ends with one; Google Forms by ", ", which options may hold too,
// so the longest run that is an answer we know stays whole, and words between
// two known answers stay together as one unknown.
func (t answers) choices(said string) []string {
	said = strings.TrimSpace(said)
	if strings.ContainsAny(said, ";\n") {
		return splitAny(said, ";\n")
	}
	parts := strings.Split(said, ",")
	var out []string
	var unknown []string
	flush := func() {
		if s := clean(strings.Trim(strings.Join(unknown, ","), ", ")); s != "" {
			out = append(out, s)
		}
		unknown = nil
	}
	for i := 0; i < len(parts); {
		length := 0
		for n := min(len(parts)-i, 6); n > 0; n-- {
			if _, known := t.code(strings.Join(parts[i:i+n], ",")); known {
				length = n
				break
			}
		}
		if length == 0 {
			unknown = append(unknown, parts[i])
			i++
			continue
		}
		flush()
		out = append(out, clean(strings.Join(parts[i:i+length], ",")))
		i += length
	}
	flush()
	return out
}

func splitAny(s, separators string) []string {
	var out []string
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(separators, r) }) {
		if part = clean(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// nothing tells what people type into a box they leave empty.
func nothing(s string) bool {
	switch college.Fold(s) {
	case "", "none", "n a", "na", "no", "nil", "not applicable", "nothing", "unknown", "not known", "anonymous":
		return true
	}
	return false
}
