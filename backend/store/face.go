package store

import (
	"context"
	"encoding/base64"
	"fmt"
	"maps"
	"strings"

	"daybook/backend/college"
)

// Face is what every paper shows of the college. Who opens the venue book alone
// has what its card says: no address, signature or text for a crisis.
func (s *Store) Face(ctx context.Context) (f college.Face, err error) {
	defer func() { err = InWords(err) }()
	card, err := first[college.Card](ctx, s.db, "")
	if err != nil && college.AsRefusal(err) == nil {
		return f, err
	}
	f = college.Face{College: card.Name, Strapline: card.Strapline, Phone: card.Phone, Email: card.Email, Website: card.Website,
		Colour: card.Colour, Logos: [][]byte{}, LogoAlts: []string{}, Sample: card.Sample}
	for _, logo := range card.Logos {
		picture, err := base64.StdEncoding.DecodeString(logo.Picture)
		if err != nil {
			return f, fmt.Errorf("logo: %w", err)
		}
		f.Logos, f.LogoAlts = append(f.Logos, picture), append(f.LogoAlts, logo.Alt)
	}
	if !s.whole() {
		return f, nil
	}
	settings, err := s.Settings(ctx)
	if err != nil {
		return f, err
	}
	f.ShortName, f.Address, f.CrisisText = settings.ShortName, settings.Address, settings.CrisisText
	f.Signatory, f.Role = settings.SignatoryName, settings.SignatoryRole
	if settings.Signature != "" {
		f.Signature, err = base64.StdEncoding.DecodeString(settings.Signature)
	}
	return f, err
}

// SaveFace keeps what every paper shows: the card in the venue book first, then
// the settings of the college; saving it again is harmless. Only a leader may.
// Pictures are made anew as PNGs of pictureSide and pictureBytes at most, so that
// nothing else a file may hold is kept, and refused in words when they are none.
// Whether this is the sample college, and the own words, are not its to say.
func (s *Store) SaveFace(ctx context.Context, f college.Face) error {
	if err := firstError(s.leaderOnly(), f.Validate()); err != nil {
		return err
	}
	logos := []college.Logo{}
	for i, raw := range f.Logos {
		picture, err := tidyPicture(raw)
		if err != nil {
			return err
		}
		logos = append(logos, college.Logo{Picture: base64.StdEncoding.EncodeToString(picture), Alt: strings.TrimSpace(f.LogoAlts[i])})
	}
	signature, err := tidyPicture(f.Signature)
	if err != nil {
		return err
	}
	err = s.saveCard(ctx, "act.face", func(card *college.Card) {
		card.Name, card.Strapline, card.Phone, card.Email = f.College, f.Strapline, f.Phone, f.Email
		card.Website, card.Colour, card.Logos = f.Website, f.Colour, logos
	})
	if err != nil {
		return err
	}
	_, err = s.do(ctx, collegeFile, "act.face", func(a *act) error {
		settings, err := first[college.Settings](ctx, a.Tx, "")
		if err != nil && college.AsRefusal(err) == nil {
			return err
		}
		if settings.ID == "" {
			settings.ID = a.newID()
		}
		settings.ShortName, settings.Address, settings.CrisisText = f.ShortName, f.Address, f.CrisisText
		settings.SignatoryName, settings.SignatoryRole = f.Signatory, f.Role
		settings.Signature = base64.StdEncoding.EncodeToString(signature)
		return a.put(ctx, settings)
	})
	return err
}

// SetOwnWords keeps what the college calls its students, tutors and courses, in
// place of all it called them before; an empty word is the usual one. Only a
// leader may. Terms that the catalogue has no place for are refused.
func (s *Store) SetOwnWords(ctx context.Context, own map[string]string) error {
	tidy, err := college.CheckOwnWords(own)
	if err := firstError(s.leaderOnly(), err); err != nil {
		return err
	}
	return s.saveCard(ctx, "act.ownWords", func(card *college.Card) { card.OwnWords = maps.Clone(tidy) })
}

// saveCard is one act on the card, which it makes where there is none.
func (s *Store) saveCard(ctx context.Context, verb string, change func(*college.Card)) error {
	_, err := s.do(ctx, venuesFile, verb, func(a *act) error {
		card, err := first[college.Card](ctx, a.Tx, "")
		if err != nil && college.AsRefusal(err) == nil {
			return err
		}
		if card.ID == "" {
			card.ID = a.newID()
		}
		change(&card)
		return a.put(ctx, card)
	})
	return err
}
