-- The venue book: what every role may read. Runs alone, with this file as main.
-- An empty text is NULL; lists are JSON; dates, times and instants are text (see package college).

CREATE TABLE main.card (
	id TEXT NOT NULL PRIMARY KEY,
	name TEXT NOT NULL,
	strapline TEXT,
	phone TEXT,
	email TEXT,
	colour TEXT,
	own_words TEXT,
	sample INTEGER NOT NULL DEFAULT 0 CHECK (sample IN (0, 1)),
	suggest_changes INTEGER NOT NULL DEFAULT 0 CHECK (suggest_changes IN (0, 1)),
	idle_minutes INTEGER NOT NULL DEFAULT 0, -- until the window locks by itself; 0 is the usual
	website TEXT,
	logos TEXT, -- pictures: they come last, so that the other columns are read without them
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.venue (
	id TEXT NOT NULL PRIMARY KEY,
	code TEXT,
	name TEXT NOT NULL,
	owner_name TEXT,
	type TEXT,
	address TEXT,
	town TEXT,
	postcode TEXT,
	directions TEXT,
	parking TEXT,
	bus TEXT,
	house_rules TEXT,
	opening TEXT,
	note TEXT,
	active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
	merged_into TEXT REFERENCES venue(id),
	made_by_import TEXT,
	folded TEXT NOT NULL DEFAULT '', -- for searching, by college.Fold
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.room (
	id TEXT NOT NULL PRIMARY KEY,
	code TEXT,
	venue_id TEXT NOT NULL REFERENCES venue(id),
	name TEXT NOT NULL,
	seats INTEGER NOT NULL DEFAULT 0,
	seats_by_layout TEXT,
	set_up_minutes INTEGER NOT NULL DEFAULT 0,
	facilities TEXT,
	floor TEXT,
	lift_needed INTEGER NOT NULL DEFAULT 0 CHECK (lift_needed IN (0, 1)),
	price_per_hour INTEGER NOT NULL DEFAULT 0,
	closed_weekdays TEXT,
	hours TEXT,
	note TEXT,
	active INTEGER NOT NULL DEFAULT 0 CHECK (active IN (0, 1)),
	made_by_import TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE INDEX main.room_by_venue_id ON room (venue_id);

CREATE TABLE main.access_fact (
	id TEXT NOT NULL PRIMARY KEY,
	venue_id TEXT NOT NULL REFERENCES venue(id),
	room_id TEXT REFERENCES room(id),
	item TEXT NOT NULL,
	answer TEXT NOT NULL,
	note TEXT,
	checked_by TEXT,
	checked_on TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK (answer IN ('yes', 'no', 'unknown', 'notApplicable'))
) STRICT;
CREATE INDEX main.access_fact_by_venue_id ON access_fact (venue_id);

CREATE TABLE main.venue_contact (
	id TEXT NOT NULL PRIMARY KEY,
	venue_id TEXT NOT NULL REFERENCES venue(id),
	name TEXT NOT NULL,
	role TEXT,
	phone TEXT,
	email TEXT,
	out_of_hours INTEGER NOT NULL DEFAULT 0 CHECK (out_of_hours IN (0, 1)),
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.venue_closure (
	id TEXT NOT NULL PRIMARY KEY,
	venue_id TEXT NOT NULL REFERENCES venue(id),
	room_id TEXT REFERENCES room(id),
	"from" TEXT NOT NULL,
	"to" TEXT NOT NULL,
	reason TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	CHECK ("to" >= "from")
) STRICT;

CREATE TABLE main.risk_assessment (
	id TEXT NOT NULL PRIMARY KEY,
	venue_id TEXT NOT NULL REFERENCES venue(id),
	room_id TEXT REFERENCES room(id),
	done_on TEXT NOT NULL,
	"by" TEXT,
	next_due TEXT,
	outcome TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1
) STRICT;

CREATE TABLE main.venue_travel (
	id TEXT NOT NULL PRIMARY KEY,
	from_id TEXT NOT NULL REFERENCES venue(id),
	to_id TEXT NOT NULL REFERENCES venue(id),
	minutes INTEGER NOT NULL,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	UNIQUE (from_id, to_id)
) STRICT;

CREATE TABLE main.preference (
	id TEXT NOT NULL PRIMARY KEY,
	user_id TEXT NOT NULL,
	name TEXT NOT NULL,
	value TEXT,
	created_at TEXT NOT NULL,
	updated_at TEXT NOT NULL,
	created_by TEXT NOT NULL,
	archived_at TEXT,
	row_version INTEGER NOT NULL DEFAULT 1,
	UNIQUE (user_id, name)
) STRICT;

-- Who did what, and what it altered: for history and undo, kept 30 days.
CREATE TABLE main.venue_act (
	id TEXT NOT NULL PRIMARY KEY,
	at TEXT NOT NULL,
	"by" TEXT NOT NULL,
	verb TEXT NOT NULL,
	undoes TEXT REFERENCES venue_act(id),
	undone_by TEXT REFERENCES venue_act(id)
) STRICT;
CREATE TABLE main.venue_change (
	act_id TEXT NOT NULL REFERENCES venue_act(id),
	sequence INTEGER NOT NULL,
	"table" TEXT NOT NULL,
	row_id TEXT NOT NULL,
	before TEXT, -- JSON of the columns that changed; NULL for a new row
	after TEXT, -- the same after; NULL for a row taken away
	PRIMARY KEY (act_id, sequence)
) STRICT, WITHOUT ROWID;
CREATE INDEX main.venue_change_by_row ON venue_change ("table", row_id);

-- Who did what, when, to which fields, never the values: for good. Each line's
-- mac covers the line and the mac before it, under the key of the chain.
CREATE TABLE main.venue_audit (
	sequence INTEGER NOT NULL PRIMARY KEY,
	at TEXT NOT NULL,
	"by" TEXT NOT NULL,
	verb TEXT NOT NULL,
	kind TEXT NOT NULL, -- the table of the record it was about
	subject TEXT NOT NULL, -- its id
	fields TEXT NOT NULL, -- JSON: names of the fields
	mac BLOB NOT NULL
) STRICT;
CREATE TABLE main.venue_audit_chain (
	id INTEGER NOT NULL PRIMARY KEY CHECK (id = 1),
	key BLOB NOT NULL
) STRICT;

-- What somebody was typing: kept every few seconds, dropped once saved.
CREATE TABLE main.venue_typing_draft (
	user_id TEXT NOT NULL,
	place TEXT NOT NULL,
	text TEXT NOT NULL,
	at TEXT NOT NULL,
	PRIMARY KEY (user_id, place)
) STRICT, WITHOUT ROWID;

-- Who was erased: so that a backup brought back erases them again.
CREATE TABLE main.venue_erasure (
	id_hash TEXT NOT NULL PRIMARY KEY,
	"on" TEXT NOT NULL
) STRICT, WITHOUT ROWID;
