package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// trace is a table in which a person leaves rows: those of which a column of via
// names the person, or another row of theirs. Every column is either kept or
// cleared; rows of a table without either go.
type trace struct{ table, via, kept, cleared string }

// traces come in the order in which rows lead to each other.
var traces = []trace{
	{"person", "id", "age_band_if_no_dob merged_into", "full_name known_as sort_as certificate_name given_name family_name pronouns dob " +
		"phones emails address postcode area no_fixed_address preferred_contact preferred_format no_contact_reason language interpreter " +
		"access_needs access_note emergency_contacts what_helps gp_practice care_coordinator contact_gp_permission ask_team_leader " +
		"do_not_contact deceased_on companion_comes_along"},
	{"user_person", "person_id", "", ""},
	{"role_span", "person_id", "person_id role status from to wte arm", "reason"},
	{"equality", "person_id", "person_id ethnicity ethnicity_system gender same_as_birth sexual_orientation religion disabilities " +
		"employment accommodation carer collected_on declined", ""},
	{"consent", "person_id", "person_id kind given_on method document_version given_by withdrawn_on", "evidence"},
	{"student", "person_id", "person_id enrolled_on primary_identity heard_about service_contact source form_version district",
		"number excluded_until notes"},
	{"enrolment", "student_id", "student_id date kind source", ""},
	{"learning_plan", "student_id", "student_id date method status review_due", "why_i_came strengths support"},
	{"goal", "plan_id", "plan_id theme started target_date status rating_start rating_now", "text"},
	{"plan_review", "plan_id", "plan_id date kind next_review", "summary"},
	{"staff", "person_id", "person_id", "job_title employer"},
	{"tutor", "person_id", "person_id kinds partner_id", "lived_experience_shared bio"},
	{"volunteer", "person_id", "person_id roles registered_on", "interests review_due"},
	{"clearance", "person_id", "person_id level child_barred_list issued_on seen_on review_due cleared",
		"certificate_no seen_by employer_confirmation"},
	{"training", "person_id", "person_id kind completed_on expires_on", "evidence"},
	{"course_tutor", "person_id", "course_id person_id part approved_on until", ""},
	{"availability", "person_id", "", ""},
	{"leave", "person_id", "", ""},
	{"work_limit", "person_id", "", ""},
	{"session_tutor", "tutor_id", "session_id tutor_id part", ""},
	{"session_volunteer", "volunteer_id", "session_id volunteer_id part", ""},
	{"run_booking", "student_id", "student_id run_id status requested_on source booked_on cancelled_on offer_expires_at row_no made_by_import",
		"companion cancelled_reason"},
	{"session_place", "booking_id", "booking_id session_id attendance minutes_online marked_by marked_at", "reason"},
	{"waiting_entry", "student_id", "run_id session_id student_id requested_at sequence offered_at expires_at result made_by_import", ""},
	// What was printed stays but for the name: with the name on the paper, what
	// is left still tells whether the paper is right.
	{"certificate", "student_id person_id", "kind student_id person_id run_id session_id issued_on number code fields course sessions minutes " +
		"printings voided_on voided_by", "name voided_reason"},
	{"notice", "person_id record_id", "about record_id person_id at by", "why how"},
	{"override", "record_id", "rule record_id by at", "reason"},
	{"paper_issued", "id record_id", "kind record_id place_name by at", "file"},
	// The hash stays: the same file taken in again must not bring the person back.
	{"import_row", "id record_id", "batch_id number hash outcome record_id", "raw"},
	{"import_batch", "id", "kind file_hash at by created matched look refused act_id", "file_name"},
}

// loose are texts that may name somebody in rows that are about something else.
var loose = []struct{ table, column string }{{"import_row", "raw"}, {"import_batch", "file_name"}, {"paper_issued", "file"}}

// venueTraces are where the venue book names people. Nothing there refers to a
// person: their rows are found by the name, the phone or the e-mail.
var venueTraces = []trace{
	{"venue_contact", "id", "", ""},
	{"access_fact", "id", "venue_id room_id item answer note checked_on", "checked_by"},
	{"risk_assessment", "id", "venue_id room_id done_on next_due outcome", "by"},
	{"venue", "id", "code name type address town postcode directions parking bus house_rules opening note active merged_into made_by_import",
		"owner_name"},
}

// tableOf finds a noun and how it is kept by the name of its table.
func tableOf(name string) (reflect.Type, *table) {
	for kind, t := range tables {
		if t.name == name {
			return kind, t
		}
	}
	panic("no noun is kept in " + name)
}

// naming reads the rows of which one of the columns names one of the ids.
func (t *table) naming(ctx context.Context, q querier, kind reflect.Type, columns string, ids map[string]bool) ([]reflect.Value, error) {
	text, err := json.Marshal(slices.Collect(maps.Keys(ids)))
	if err != nil {
		return nil, err
	}
	var conditions []string
	for _, column := range strings.Fields(columns) {
		conditions = append(conditions, quoted(column)+" IN (SELECT value FROM json_each(?1))")
	}
	return list(ctx, q, func(rows *sql.Rows) (reflect.Value, error) {
		row := reflect.New(kind).Elem()
		return row, t.scan(rows, row)
	}, "SELECT "+t.get+" FROM "+t.file+"."+t.name+" WHERE "+strings.Join(conditions, " OR ")+" ORDER BY id", string(text))
}
