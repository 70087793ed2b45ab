package store

import (
	"context"

	"daybook/backend/college"
)

// Preferences are what a user chose for themselves, by name.
func (s *Store) Preferences(ctx context.Context, user string) (map[string]string, error) {
	rows, err := find[college.Preference](ctx, s.db, "WHERE user_id = ?", user)
	chosen := map[string]string{}
	for _, p := range rows {
		chosen[p.Name] = p.Value
	}
	return chosen, InWords(err)
}

// SavePreferences keeps what a user chose; other names keep their values.
func (s *Store) SavePreferences(ctx context.Context, user string, chosen map[string]string) error {
	_, err := s.do(ctx, venuesFile, "act.preferences", func(a *act) error {
		kept, err := find[college.Preference](ctx, a.Tx, "WHERE user_id = ?", user)
		if err != nil {
			return err
		}
		ids := map[string]string{}
		for _, p := range kept {
			ids[p.Name] = p.ID
		}
		for name, value := range chosen {
			id := ids[name]
			if id == "" {
				id = a.newID()
			}
			if err := a.put(ctx, college.Preference{ID: id, UserID: user, Name: name, Value: value}); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}
