package termfile_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"daybook/backend/college"
	"daybook/backend/timetable"
	"daybook/backend/timetable/termfile"
	"daybook/backend/words"
)

func TestAPlanIsWrittenWithItsReasons(t *testing.T) {
	plan := timetable.Plan{
		Placements: []timetable.Placement{
			{SessionID: "sleep-1-1", Date: "2026-09-07", Start: "10:00", End: "12:00", RoomID: "hall",
				Workers: []timetable.Worker{{PersonID: "ben", Name: "Ben \"the {\\", DOB: "1980-01-02"}, {PersonID: "asha"}}},
			{SessionID: "further-1-1"},
		},
		Unplaced: []timetable.Unplaced{{RunID: "further-1", Label: "Going \\\"further\\", Sessions: []string{"further-1-1"},
			Reasons: []timetable.Reason{{Rule: "I-02", Key: "rule.tooFewSeats", Values: college.Values{"course": "Going further", "room": "Snug", "seats": "8", "places": "12", "date": "2026-09-07"}, Ways: 7, Of: 9}},
			Relaxed: []timetable.Relaxation{{Rule: "I-02", Key: "rule.placesUnknown", Then: []timetable.Placement{{SessionID: "further-1-1", Date: "2026-09-08", VirtualRoomID: "video"}}}}}},
		Missing: 3000, Cost: 42, Parts: []timetable.Part{{Rule: "travel", Asks: "rules.travel", Cost: 42}}, Stopped: true,
		Unsettled: []college.Finding{college.Found("I-02", college.Block, "rule.placesUnknown", []string{"sleep-1-1"})},
	}
	var out bytes.Buffer
	costs := []timetable.SessionCost{
		{SessionID: "sleep-1-1", RunID: "sleep-1", Cost: 40, Parts: []timetable.CostPart{{Rule: "travel", Key: "rules.travel", Cost: 40}}},
		{Cost: 2, Parts: []timetable.CostPart{{Rule: "load", Key: "soft.load", Cost: 2}}},
	}
	if err := termfile.Write(&out, plan, func(key string, values college.Values) string { return words.Say(key, values) }, costs...); err != nil {
		t.Fatal(err)
	}
	var read struct {
		DaybookPlan int
		Sessions    []struct {
			Session, Run, Date, Start, Room, VirtualRoom string
			Tutors                                       []string
			Cost                                         int
			Parts                                        []struct{ Rule, Asks string }
		}
		LeftOut []struct {
			Run, Label string
			Because    []struct {
				Sentence string
				Ways, Of int
			}
			Unless []struct {
				Sentence string
				Then     []struct{ VirtualRoom string }
			}
		}
		Missing, Cost int
		Parts         []struct{ Rule, Asks string }
		WholeTerm     []struct{ Rule string }
		Unsettled     []struct {
			Rule, Severity, Sentence string
			About                    []string
		}
		Stopped bool
	}
	if err := json.Unmarshal(out.Bytes(), &read); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	if read.DaybookPlan != 1 || len(read.Sessions) != 2 || read.Sessions[0].Room != "hall" || len(read.Sessions[0].Tutors) != 2 || read.Sessions[1].Date != "" {
		t.Errorf("sessions are %+v", read.Sessions)
	}
	if len(read.LeftOut) != 1 || read.LeftOut[0].Label != "Going \\\"further\\" || read.LeftOut[0].Unless[0].Then[0].VirtualRoom != "video" {
		t.Fatalf("left out are %+v", read.LeftOut)
	}
	because := read.LeftOut[0].Because[0]
	if because.Sentence != words.Say("rule.tooFewSeats", plan.Unplaced[0].Reasons[0].Values) || because.Ways != 7 || because.Of != 9 {
		t.Errorf("the reason is %+v", because)
	}
	if read.Missing != 3000 || read.Cost != 42 || read.Parts[0].Asks != words.Say("rules.travel", nil) || !read.Stopped {
		t.Errorf("the plan is %+v", read)
	}
	if first := read.Sessions[0]; first.Run != "sleep-1" || first.Cost != 40 || len(first.Parts) != 1 || first.Parts[0].Asks != words.Say("rules.travel", nil) || len(read.WholeTerm) != 1 {
		t.Errorf("the first session is %+v, the whole term %+v", first, read.WholeTerm)
	}
	if len(read.Unsettled) != 1 || read.Unsettled[0].Sentence != words.Say("rule.placesUnknown", nil) || read.Unsettled[0].About[0] != "sleep-1-1" {
		t.Errorf("unsettled are %+v", read.Unsettled)
	}
	if bytes.Contains(out.Bytes(), []byte("1980")) {
		t.Error("a birthday is in the plan")
	}
}
