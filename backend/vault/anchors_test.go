package vault

import (
	"bytes"
	"errors"
	"os"
	"reflect"
	"testing"
)

func TestEachAccessAnchorsItsOwn(t *testing.T) {
	s := newStaff(t)
	venues := Head{Sequence: 7, MAC: []byte("mac of line 7"), At: "2026-11-20T12:00:00Z"}
	college := Head{Sequence: 21, MAC: []byte("mac of line 21"), At: "2026-11-20T11:00:00Z"}
	admin, volunteer := unlock(t, s.data, "Ben Okoro", adminPass), unlock(t, s.data, "Cara Singh", volunteerPass)
	noErr(t, admin.Anchor(s.data, map[Compartment]Head{Venues: {Sequence: 6}, College: college}))
	noErr(t, volunteer.Anchor(s.data, map[Compartment]Head{Venues: venues, College: {Sequence: 99}}))
	for name, want := range map[string]struct {
		access *Access
		heads  map[Compartment]Head
	}{
		"admin":     {admin, map[Compartment]Head{Venues: venues, College: college}},
		"leader":    {s.leader, map[Compartment]Head{Venues: venues, College: college}},
		"volunteer": {volunteer, map[Compartment]Head{Venues: venues}},
	} {
		if got, err := want.access.Anchors(s.data); err != nil || !reflect.DeepEqual(got, want.heads) {
			t.Errorf("%s: %v, %v; want %v", name, got, err, want.heads)
		}
	}
	if a := unlock(t, s.data, "Ada Lovett", leaderPass); a.Tampered() || len(a.Ring().Notices()) > 0 {
		t.Errorf("the keyring's own line was lost: %v", a.Ring().Notices())
	}
}

func TestAChangedAnchorDoesNotFit(t *testing.T) {
	for name, change := range map[string]func([]byte) []byte{
		"a lower number":    func(b []byte) []byte { return bytes.Replace(b, []byte(`"sequence": 21`), []byte(`"sequence": 20`), 1) },
		"another time":      func(b []byte) []byte { return bytes.Replace(b, []byte("2026"), []byte("2027"), 1) },
		"venues as college": func(b []byte) []byte { return bytes.Replace(b, []byte(`"college"`), []byte(`"venues"`), 1) },
		"cut short":         func(b []byte) []byte { return b[:len(b)/2] },
		"null":              func([]byte) []byte { return []byte("null") },
	} {
		s := newStaff(t)
		noErr(t, s.leader.Anchor(s.data, map[Compartment]Head{College: {Sequence: 21, At: "2026-11-20T11:00:00Z"}}))
		raw, err := os.ReadFile(anchorsPath(s.data))
		noErr(t, err)
		noErr(t, os.WriteFile(anchorsPath(s.data), change(raw), 0o600))
		if heads, err := s.leader.Anchors(s.data); !errors.Is(err, ErrAnchor) || len(heads) > 0 {
			t.Errorf("%s: %v, %v", name, heads, err)
		}
		noErr(t, s.leader.Anchor(s.data, map[Compartment]Head{Venues: {}, College: {Sequence: 22}}))
		if heads, err := s.leader.Anchors(s.data); err != nil || heads[College].Sequence != 22 {
			t.Errorf("%s: anchored anew: %v, %v", name, heads, err)
		}
	}
	s := newStaff(t)
	noErr(t, os.Remove(anchorsPath(s.data)))
	if heads, err := s.leader.Anchors(s.data); err != nil || len(heads) > 0 {
		t.Errorf("no file: %v, %v", heads, err)
	}
}
