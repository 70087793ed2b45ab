-- The college's own records. Runs alone, with this file as main.
-- Ids marked "in the venue book" point into the other file and are checked on reading.
-- An empty text is NULL; lists are JSON; dates, times and instants are text (see package college).

CREATE TABLE main.settings (
	id TEXT NOT NULL PRIMARY KEY,
	short_name TEXT,
	host_organisation TEXT,
	terms_per_year INTEGER NOT NULL DEFAULT 0,
	address TEXT,
	crisis_text TEXT,
	charter_version TEXT,
	privacy_version TEXT,
	certificate_share INTEGER NOT NULL DEFAULT 0,
	offer_hours INTEGER NOT NULL DEFAULT 0,
	dbs_months INTEGER NOT NULL DEFAULT 0,
	fold_version INTEGER NOT NULL DEFAULT 0,
	signatory_name TEXT,
	signatory_role TEXT,
	safeguarding_lead TEXT,
	safeguarding_phone TEXT,
	last_drill TEXT,
	numbers_to INTEGER NOT NULL DEFAULT 0,
	certificates_to INTEGER NOT NULL DEFAULT 0,
	signature TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.age_rule (
	id TEXT NOT NULL PRIMARY KEY,
	arm TEXT NOT NULL,
	min INTEGER NOT NULL DEFAULT 0,
	max INTEGER NOT NULL DEFAULT 0,
	"from" TEXT NOT NULL,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.academic_year (
	id TEXT NOT NULL PRIMARY KEY,
	label TEXT NOT NULL UNIQUE,
	start TEXT NOT NULL,
	"end" TEXT NOT NULL,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK ("end" > start)
) STRICT;

CREATE TABLE main.term (
	id TEXT NOT NULL PRIMARY KEY,
	year_id TEXT NOT NULL REFERENCES academic_year(id),
	name TEXT NOT NULL,
	code TEXT NOT NULL,
	start TEXT NOT NULL,
	"end" TEXT NOT NULL,
	booking_opens TEXT,
	prospectus_date TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK ("end" > start)
) STRICT;

CREATE TABLE main.term_break (
	id TEXT NOT NULL PRIMARY KEY,
	term_id TEXT NOT NULL REFERENCES term(id),
	name TEXT,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.closure (
	id TEXT NOT NULL PRIMARY KEY,
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	reason TEXT,
	blocks_sessions INTEGER NOT NULL DEFAULT 0 CHECK (blocks_sessions IN (0, 1)),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK ("to" >= "from")
) STRICT;

CREATE TABLE main.topic (
	id TEXT NOT NULL PRIMARY KEY,
	code TEXT NOT NULL UNIQUE,
	name TEXT NOT NULL UNIQUE,
	colour INTEGER NOT NULL DEFAULT 0,
	"order" INTEGER NOT NULL DEFAULT 0,
	active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.partner (
	id TEXT NOT NULL PRIMARY KEY,
	code TEXT,
	name TEXT NOT NULL UNIQUE,
	sector TEXT,
	relationship_types TEXT,
	status TEXT,
	contacts TEXT,
	eligibility TEXT,
	gives TEXT,
	receives TEXT,
	notes TEXT,
	next_contact_due TEXT,
	last_contact_on TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.partner_venue (
	id TEXT NOT NULL PRIMARY KEY,
	partner_id TEXT NOT NULL REFERENCES partner(id),
	venue_id TEXT NOT NULL, -- in the venue book
	what TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- How to get into a venue: out of a volunteer's reach.
CREATE TABLE main.venue_secret (
	id TEXT NOT NULL PRIMARY KEY,
	venue_id TEXT NOT NULL, -- in the venue book
	kind TEXT NOT NULL CHECK (kind IN ('key', 'alarm', 'code', 'other')),
	text TEXT, -- NULL once it no longer holds
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.venue_secret_by_venue_id ON venue_secret (venue_id);

CREATE TABLE main.agreement (
	id TEXT NOT NULL PRIMARY KEY,
	partner_id TEXT NOT NULL REFERENCES partner(id),
	template TEXT NOT NULL,
	version INTEGER NOT NULL DEFAULT 0,
	status TEXT,
	signed_on TEXT,
	starts_on TEXT,
	review_due TEXT,
	ends_on TEXT,
	end_reason TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.partner_insurance (
	id TEXT NOT NULL PRIMARY KEY,
	partner_id TEXT NOT NULL REFERENCES partner(id),
	kind TEXT NOT NULL,
	insurer TEXT,
	cover_pence INTEGER NOT NULL DEFAULT 0,
	"from" TEXT,
	"to" TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.person (
	id TEXT NOT NULL PRIMARY KEY,
	full_name TEXT NOT NULL,
	known_as TEXT,
	sort_as TEXT,
	certificate_name TEXT,
	given_name TEXT,
	family_name TEXT,
	pronouns TEXT,
	dob TEXT,
	age_band_if_no_dob TEXT,
	phones TEXT,
	emails TEXT,
	address TEXT,
	postcode TEXT,
	area TEXT,
	no_fixed_address INTEGER NOT NULL DEFAULT 0 CHECK (no_fixed_address IN (0, 1)),
	preferred_contact TEXT,
	preferred_format TEXT,
	no_contact_reason TEXT,
	language TEXT,
	interpreter INTEGER NOT NULL DEFAULT 0 CHECK (interpreter IN (0, 1)),
	access_needs TEXT,
	access_note TEXT,
	emergency_contacts TEXT,
	what_helps TEXT,
	gp_practice TEXT,
	care_coordinator TEXT,
	contact_gp_permission TEXT,
	ask_team_leader INTEGER NOT NULL DEFAULT 0 CHECK (ask_team_leader IN (0, 1)),
	do_not_contact INTEGER NOT NULL DEFAULT 0 CHECK (do_not_contact IN (0, 1)),
	deceased_on TEXT,
	companion_comes_along INTEGER NOT NULL DEFAULT 0 CHECK (companion_comes_along IN (0, 1)),
	merged_into TEXT REFERENCES person(id),
	folded TEXT NOT NULL DEFAULT '', -- for searching, by college.Fold
	name_key TEXT NOT NULL DEFAULT '', -- for matching, by college.NameKey
	sort_key TEXT NOT NULL DEFAULT '', -- for sorting: sort as, else the full name, by college.Fold
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.person_by_name_key ON person (name_key);
-- Searching people reads this index from end to end and no row of the table.
CREATE INDEX main.person_by_sort_key ON person (sort_key, folded, merged_into, id);

CREATE TABLE main.user_person (
	id TEXT NOT NULL PRIMARY KEY,
	user_id TEXT NOT NULL UNIQUE,
	person_id TEXT NOT NULL REFERENCES person(id),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.role_span (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL REFERENCES person(id),
	role TEXT NOT NULL,
	status TEXT NOT NULL,
	"from" TEXT NOT NULL,
	"to" TEXT,
	reason TEXT,
	wte REAL NOT NULL DEFAULT 0,
	arm TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK ("to" IS NULL OR "to" >= "from")
) STRICT;
CREATE INDEX main.role_span_by_person_id ON role_span (person_id);

CREATE TABLE main.equality (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL UNIQUE REFERENCES person(id),
	ethnicity TEXT,
	ethnicity_system TEXT,
	gender TEXT,
	same_as_birth TEXT,
	sexual_orientation TEXT,
	religion TEXT,
	disabilities TEXT,
	employment TEXT,
	accommodation TEXT,
	carer TEXT,
	collected_on TEXT,
	declined INTEGER NOT NULL DEFAULT 0 CHECK (declined IN (0, 1)),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.consent (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL REFERENCES person(id),
	kind TEXT NOT NULL,
	given_on TEXT NOT NULL,
	method TEXT,
	document_version TEXT,
	given_by TEXT,
	withdrawn_on TEXT,
	evidence TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.consent_by_person_id ON consent (person_id);

CREATE TABLE main.student (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL UNIQUE REFERENCES person(id),
	number TEXT NOT NULL UNIQUE,
	enrolled_on TEXT,
	primary_identity TEXT,
	heard_about TEXT,
	service_contact TEXT,
	excluded_until TEXT,
	source TEXT,
	form_version TEXT,
	district TEXT,
	notes TEXT,
	folded TEXT NOT NULL DEFAULT '', -- for searching, by college.Fold
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.student_by_person ON student (person_id, archived_at, folded, number, id);

CREATE TABLE main.enrolment (
	id TEXT NOT NULL PRIMARY KEY,
	student_id TEXT NOT NULL REFERENCES student(id),
	date TEXT NOT NULL,
	kind TEXT NOT NULL,
	source TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.enrolment_by_student_id ON enrolment (student_id);

CREATE TABLE main.learning_plan (
	id TEXT NOT NULL PRIMARY KEY,
	student_id TEXT NOT NULL REFERENCES student(id),
	date TEXT NOT NULL,
	method TEXT,
	why_i_came TEXT,
	strengths TEXT,
	support TEXT,
	status TEXT,
	review_due TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.goal (
	id TEXT NOT NULL PRIMARY KEY,
	plan_id TEXT NOT NULL REFERENCES learning_plan(id),
	text TEXT NOT NULL,
	theme TEXT,
	started TEXT,
	target_date TEXT,
	status TEXT,
	rating_start INTEGER NOT NULL DEFAULT 0,
	rating_now INTEGER NOT NULL DEFAULT 0,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.plan_review (
	id TEXT NOT NULL PRIMARY KEY,
	plan_id TEXT NOT NULL REFERENCES learning_plan(id),
	date TEXT NOT NULL,
	kind TEXT,
	summary TEXT,
	next_review TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.staff (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL UNIQUE REFERENCES person(id),
	job_title TEXT,
	employer TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.tutor (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL UNIQUE REFERENCES person(id),
	kinds TEXT,
	partner_id TEXT REFERENCES partner(id),
	lived_experience_shared INTEGER NOT NULL DEFAULT 0 CHECK (lived_experience_shared IN (0, 1)),
	bio TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.volunteer (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL UNIQUE REFERENCES person(id),
	roles TEXT,
	interests TEXT,
	registered_on TEXT,
	review_due TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.clearance (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL REFERENCES person(id),
	level TEXT NOT NULL,
	child_barred_list INTEGER NOT NULL DEFAULT 0 CHECK (child_barred_list IN (0, 1)),
	certificate_no TEXT,
	issued_on TEXT,
	seen_by TEXT,
	seen_on TEXT,
	review_due TEXT,
	employer_confirmation TEXT,
	cleared INTEGER NOT NULL DEFAULT 0 CHECK (cleared IN (0, 1)),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.clearance_by_person_id ON clearance (person_id);

CREATE TABLE main.training (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL REFERENCES person(id),
	kind TEXT NOT NULL,
	completed_on TEXT NOT NULL,
	expires_on TEXT,
	evidence TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.training_by_person_id ON training (person_id);

CREATE TABLE main.course (
	id TEXT NOT NULL PRIMARY KEY,
	code TEXT NOT NULL,
	title TEXT NOT NULL,
	outside_title TEXT,
	blurb TEXT,
	topic_id TEXT REFERENCES topic(id),
	kind TEXT,
	sessions_default INTEGER NOT NULL DEFAULT 0,
	minutes_default INTEGER NOT NULL DEFAULT 0,
	modes TEXT,
	min_age INTEGER NOT NULL DEFAULT 0,
	max_age INTEGER NOT NULL DEFAULT 0,
	min_places INTEGER NOT NULL DEFAULT 0,
	max_places INTEGER NOT NULL DEFAULT 0,
	eligibility TEXT,
	room_needs TEXT,
	outcomes TEXT,
	content_note TEXT,
	materials TEXT,
	prerequisite_id TEXT REFERENCES course(id),
	partner_id TEXT REFERENCES partner(id),
	status TEXT,
	approved_how TEXT,
	made_by_import TEXT,
	folded TEXT NOT NULL DEFAULT '', -- for searching, by college.Fold
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.course_version (
	id TEXT NOT NULL PRIMARY KEY,
	course_id TEXT NOT NULL REFERENCES course(id),
	number INTEGER NOT NULL,
	title TEXT,
	blurb TEXT,
	outcomes TEXT,
	approved_on TEXT,
	approved_by_panel INTEGER NOT NULL DEFAULT 0 CHECK (approved_by_panel IN (0, 1)),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	UNIQUE (course_id, number)
) STRICT;

CREATE TABLE main.course_tutor (
	id TEXT NOT NULL PRIMARY KEY,
	course_id TEXT NOT NULL REFERENCES course(id),
	person_id TEXT NOT NULL REFERENCES person(id),
	part TEXT NOT NULL,
	approved_on TEXT,
	until TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.virtual_room (
	id TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	platform TEXT,
	join_link TEXT,
	account TEXT,
	capacity INTEGER NOT NULL DEFAULT 0,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.course_run (
	id TEXT NOT NULL PRIMARY KEY,
	course_id TEXT NOT NULL REFERENCES course(id),
	course_version_id TEXT NOT NULL REFERENCES course_version(id),
	term_id TEXT NOT NULL REFERENCES term(id),
	reference TEXT NOT NULL UNIQUE,
	arm TEXT,
	mode TEXT,
	capacity INTEGER NOT NULL DEFAULT 0,
	priority INTEGER NOT NULL DEFAULT 0,
	waiting_list INTEGER NOT NULL DEFAULT 0 CHECK (waiting_list IN (0, 1)),
	booking_opens TEXT,
	booking_closes TEXT,
	eligibility TEXT,
	partner_id TEXT REFERENCES partner(id),
	status TEXT NOT NULL,
	cancellation_reason TEXT,
	must_attend_first INTEGER NOT NULL DEFAULT 0 CHECK (must_attend_first IN (0, 1)),
	certificate_rule TEXT,
	made_by_import TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK (status IN ('draft', 'published', 'running', 'completed', 'cancelled'))
) STRICT;
CREATE INDEX main.course_run_by_term_id ON course_run (term_id);
CREATE INDEX main.course_run_by_course_id ON course_run (course_id);

CREATE TABLE main.session (
	id TEXT NOT NULL PRIMARY KEY,
	run_id TEXT NOT NULL REFERENCES course_run(id),
	number INTEGER NOT NULL,
	date TEXT,
	start TEXT,
	"end" TEXT,
	room_id TEXT, -- in the venue book
	virtual_room_id TEXT REFERENCES virtual_room(id),
	hybrid INTEGER NOT NULL DEFAULT 0 CHECK (hybrid IN (0, 1)),
	place_name TEXT,
	title TEXT,
	kind TEXT,
	status TEXT NOT NULL,
	cancelled_on TEXT,
	cancelled_reason TEXT,
	register_taken_by TEXT,
	register_taken_at TEXT,
	headcount INTEGER NOT NULL DEFAULT 0,
	notes TEXT,
	made_by_import TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK (date IS NULL OR date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CHECK ("end" IS NULL OR "end" > start),
	CHECK (room_id IS NULL OR virtual_room_id IS NULL OR hybrid = 1),
	CHECK (status IN ('planned', 'confirmed', 'delivered', 'cancelled'))
) STRICT;
CREATE INDEX main.session_by_run_id ON session (run_id);
CREATE INDEX main.session_by_date ON session (date);

CREATE TABLE main.session_move (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session(id),
	at TEXT NOT NULL,
	"by" TEXT,
	date TEXT,
	start TEXT,
	"end" TEXT,
	place_name TEXT,
	why TEXT,
	workers TEXT, -- JSON: who worked in it then
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.session_tutor (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session(id),
	tutor_id TEXT NOT NULL REFERENCES tutor(id),
	part TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	UNIQUE (session_id, tutor_id)
) STRICT;
CREATE INDEX main.session_tutor_by_tutor_id ON session_tutor (tutor_id);

CREATE TABLE main.session_volunteer (
	id TEXT NOT NULL PRIMARY KEY,
	session_id TEXT NOT NULL REFERENCES session(id),
	volunteer_id TEXT NOT NULL REFERENCES volunteer(id),
	part TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	UNIQUE (session_id, volunteer_id)
) STRICT;

CREATE TABLE main.run_booking (
	id TEXT NOT NULL PRIMARY KEY,
	student_id TEXT NOT NULL REFERENCES student(id),
	run_id TEXT NOT NULL REFERENCES course_run(id),
	status TEXT NOT NULL,
	requested_on TEXT,
	source TEXT,
	booked_on TEXT,
	companion INTEGER NOT NULL DEFAULT 0 CHECK (companion IN (0, 1)),
	cancelled_on TEXT,
	cancelled_reason TEXT,
	offer_expires_at TEXT,
	row_no INTEGER NOT NULL DEFAULT 0,
	made_by_import TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK (status IN ('requested', 'booked', 'waitlisted', 'offered', 'declined', 'declinedOffer', 'expired', 'cancelledByStudent', 'cancelledByCollege', 'withdrawn', 'completed'))
) STRICT;
CREATE INDEX main.run_booking_by_run_id ON run_booking (run_id);
CREATE INDEX main.run_booking_by_student_id ON run_booking (student_id);

CREATE TABLE main.session_place (
	id TEXT NOT NULL PRIMARY KEY,
	booking_id TEXT NOT NULL REFERENCES run_booking(id),
	session_id TEXT NOT NULL REFERENCES session(id),
	attendance TEXT NOT NULL,
	minutes_online INTEGER NOT NULL DEFAULT 0,
	reason TEXT,
	marked_by TEXT,
	marked_at TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK (attendance IN ('booked', 'attended', 'attendedLate', 'leftEarly', 'turnedAway', 'absentNotified', 'dna', 'cancelledByStudent', 'cancelledByCollege')),
	UNIQUE (booking_id, session_id)
) STRICT;
CREATE INDEX main.session_place_by_session_id ON session_place (session_id);

CREATE TABLE main.waiting_entry (
	id TEXT NOT NULL PRIMARY KEY,
	run_id TEXT NOT NULL REFERENCES course_run(id),
	session_id TEXT REFERENCES session(id),
	student_id TEXT NOT NULL REFERENCES student(id),
	requested_at TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	offered_at TEXT,
	expires_at TEXT,
	result TEXT,
	made_by_import TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.waiting_entry_by_run_id ON waiting_entry (run_id);

CREATE TABLE main.notice (
	id TEXT NOT NULL PRIMARY KEY,
	about TEXT NOT NULL,
	record_id TEXT NOT NULL,
	person_id TEXT NOT NULL REFERENCES person(id),
	why TEXT,
	how TEXT,
	at TEXT NOT NULL,
	"by" TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.notice_by_record_id ON notice (record_id);

CREATE TABLE main.override (
	id TEXT NOT NULL PRIMARY KEY,
	rule TEXT NOT NULL,
	record_id TEXT NOT NULL,
	reason TEXT NOT NULL,
	"by" TEXT,
	at TEXT NOT NULL,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.override_by_record_id ON override (record_id);

CREATE TABLE main.certificate (
	id TEXT NOT NULL PRIMARY KEY,
	kind TEXT NOT NULL CHECK (kind IN ('course', 'session', 'graduation', 'volunteer', 'tutor')),
	student_id TEXT REFERENCES student(id),
	person_id TEXT REFERENCES person(id),
	run_id TEXT REFERENCES course_run(id),
	session_id TEXT REFERENCES session(id),
	issued_on TEXT NOT NULL,
	number TEXT NOT NULL UNIQUE,
	code TEXT NOT NULL UNIQUE,
	fields TEXT NOT NULL,
	name TEXT, -- as it was printed; NULL once the person was erased
	course TEXT, -- as it was printed
	sessions INTEGER NOT NULL DEFAULT 0,
	minutes INTEGER NOT NULL DEFAULT 0,
	printings INTEGER NOT NULL DEFAULT 0,
	voided_on TEXT,
	voided_by TEXT,
	voided_reason TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.certificate_by_run_id ON certificate (run_id);
-- Of one thing, one certificate stands.
CREATE UNIQUE INDEX main.certificate_standing
	ON certificate (kind, coalesce(student_id, person_id), coalesce(session_id, run_id, '')) WHERE voided_on IS NULL;

CREATE TABLE main.paper_issued (
	id TEXT NOT NULL PRIMARY KEY,
	kind TEXT NOT NULL,
	record_id TEXT,
	place_name TEXT,
	file TEXT,
	"by" TEXT,
	at TEXT NOT NULL,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.paper_issued_by_record_id ON paper_issued (record_id);

CREATE TABLE main.import_batch (
	id TEXT NOT NULL PRIMARY KEY,
	kind TEXT NOT NULL,
	file_name TEXT,
	file_hash TEXT NOT NULL,
	at TEXT NOT NULL,
	"by" TEXT,
	created INTEGER NOT NULL DEFAULT 0,
	matched INTEGER NOT NULL DEFAULT 0,
	look INTEGER NOT NULL DEFAULT 0,
	refused INTEGER NOT NULL DEFAULT 0,
	act_id TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.import_row (
	id TEXT NOT NULL PRIMARY KEY,
	batch_id TEXT NOT NULL REFERENCES import_batch(id),
	number INTEGER NOT NULL,
	hash TEXT NOT NULL,
	outcome TEXT NOT NULL,
	raw TEXT,
	record_id TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.import_row_by_hash ON import_row (hash);
CREATE INDEX main.import_row_by_batch_id ON import_row (batch_id);

CREATE TABLE main.import_mapping (
	id TEXT NOT NULL PRIMARY KEY,
	fingerprint TEXT NOT NULL,
	kind TEXT NOT NULL,
	columns TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	UNIQUE (fingerprint, kind)
) STRICT;

-- What a term is planned with.
CREATE TABLE main.availability (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL REFERENCES person(id),
	weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
	start TEXT NOT NULL,
	"end" TEXT NOT NULL,
	kind TEXT NOT NULL CHECK (kind IN ('available', 'preferred', 'ratherNot')),
	"from" TEXT,
	"to" TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK ("end" > start)
) STRICT;
CREATE INDEX main.availability_by_person_id ON availability (person_id);

-- Why somebody is away is not kept.
CREATE TABLE main.leave (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL REFERENCES person(id),
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	start TEXT,
	"end" TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK ("to" >= "from")
) STRICT;
CREATE INDEX main.leave_by_person_id ON leave (person_id);

CREATE TABLE main.work_limit (
	id TEXT NOT NULL PRIMARY KEY,
	person_id TEXT NOT NULL UNIQUE REFERENCES person(id),
	hours_a_day INTEGER NOT NULL DEFAULT 0,
	sessions_week INTEGER NOT NULL DEFAULT 0,
	sessions_term INTEGER NOT NULL DEFAULT 0,
	rests_after INTEGER NOT NULL DEFAULT 0 CHECK (rests_after IN (0, 1)),
	base_venue_id TEXT, -- in the venue book
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.kit_item (
	id TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL UNIQUE,
	count INTEGER NOT NULL DEFAULT 0,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.course_kit (
	id TEXT NOT NULL PRIMARY KEY,
	course_id TEXT NOT NULL REFERENCES course(id),
	kit_item_id TEXT NOT NULL REFERENCES kit_item(id),
	count INTEGER NOT NULL DEFAULT 0,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	UNIQUE (course_id, kit_item_id)
) STRICT;

CREATE TABLE main.promise (
	id TEXT NOT NULL PRIMARY KEY,
	partner_id TEXT NOT NULL REFERENCES partner(id),
	kind TEXT NOT NULL CHECK (kind IN ('days', 'dates', 'quota')),
	venue_id TEXT, -- in the venue book
	course_id TEXT REFERENCES course(id),
	weekdays TEXT,
	start TEXT,
	"end" TEXT,
	dates TEXT,
	sessions INTEGER NOT NULL DEFAULT 0,
	"from" TEXT,
	"to" TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- A plan of a term that is not published: one at a time.
CREATE TABLE main.draft (
	id TEXT NOT NULL PRIMARY KEY,
	term_id TEXT NOT NULL UNIQUE REFERENCES term(id),
	name TEXT,
	made_at TEXT NOT NULL,
	notes TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.draft_placement (
	id TEXT NOT NULL PRIMARY KEY,
	draft_id TEXT NOT NULL REFERENCES draft(id),
	session_id TEXT NOT NULL REFERENCES session(id),
	date TEXT,
	start TEXT,
	"end" TEXT,
	room_id TEXT, -- in the venue book
	virtual_room_id TEXT REFERENCES virtual_room(id),
	workers TEXT,
	pin_when INTEGER NOT NULL DEFAULT 0 CHECK (pin_when IN (0, 1)),
	pin_where INTEGER NOT NULL DEFAULT 0 CHECK (pin_where IN (0, 1)),
	pin_who INTEGER NOT NULL DEFAULT 0 CHECK (pin_who IN (0, 1)),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	UNIQUE (draft_id, session_id)
) STRICT;

-- Who did what, and what it altered: for history and undo, kept 30 days.
CREATE TABLE main.act (
	id TEXT NOT NULL PRIMARY KEY,
	at TEXT NOT NULL,
	"by" TEXT NOT NULL,
	verb TEXT NOT NULL,
	undoes TEXT REFERENCES act(id),
	undone_by TEXT REFERENCES act(id)
) STRICT;
CREATE TABLE main.change (
	act_id TEXT NOT NULL REFERENCES act(id),
	sequence INTEGER NOT NULL,
	"table" TEXT NOT NULL,
	row_id TEXT NOT NULL,
	before TEXT, -- JSON of the columns that changed; NULL for a new row
	after TEXT, -- the same after; NULL for a row taken away
	PRIMARY KEY (act_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX main.change_by_row ON change ("table", row_id);

-- One open booking a student and run (I-04).
CREATE UNIQUE INDEX main.run_booking_one_open ON run_booking (student_id, run_id)
	WHERE status IN ('requested', 'booked', 'waitlisted', 'offered', 'completed');
-- A number on a run's printed registers belongs to one booking for good.
CREATE UNIQUE INDEX main.run_booking_row_no ON run_booking (run_id, row_no) WHERE row_no > 0;
-- UMH-01 and UMH01 are one code.
CREATE UNIQUE INDEX main.course_code ON course (replace(code, '-', ''));
-- A session number stands once in its run.
CREATE UNIQUE INDEX main.session_number ON session (run_id, number);

-- Who did what, when, to which fields, never the values: for good. Each line's
-- mac covers the line and the mac before it, under the key of the chain.
CREATE TABLE main.audit (
	sequence INTEGER NOT NULL PRIMARY KEY,
	at TEXT NOT NULL,
	"by" TEXT NOT NULL,
	verb TEXT NOT NULL,
	kind TEXT NOT NULL, -- the table of the record it was about
	subject TEXT NOT NULL, -- its id
	fields TEXT NOT NULL, -- JSON: names of the fields
	mac BLOB NOT NULL
) STRICT;
CREATE TABLE main.audit_chain (
	id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
	key BLOB NOT NULL
) STRICT;

-- What somebody was typing: kept every few seconds, dropped once saved.
CREATE TABLE main.typing_draft (
	user_id TEXT NOT NULL,
	place TEXT NOT NULL,
	text TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (user_id, place)
) STRICT, WITHOUT ROWID;

-- Who was erased: so that a backup brought back erases them again.
CREATE TABLE main.erasure (
	id_hash TEXT NOT NULL PRIMARY KEY,
	"on" TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The venue book's audit, taken in whenever somebody signs in who opens both.
CREATE TABLE main.venue_audit_copy (
	sequence INTEGER NOT NULL PRIMARY KEY,
	at TEXT NOT NULL,
	"by" TEXT NOT NULL,
	verb TEXT NOT NULL,
	kind TEXT NOT NULL,
	subject TEXT NOT NULL,
	fields TEXT NOT NULL,
	mac BLOB NOT NULL
) STRICT;

-- The version of the newest keyring that opened this file: an older one put back is noticed.
CREATE TABLE main.keyring_seen (
	id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
	version INTEGER NOT NULL
) STRICT;
