package sample

import (
	"time"

	"daybook/backend/vault"
)

// Name is what the sample college is called.
const Name = "Wexmoor Recovery and Wellbeing College"

// Users of the keyring that the sample's rows name.
const (
	leader    = "sample-leader"
	admin     = "sample-admin"
	volunteer = "sample-volunteer"
)

// Person is somebody who may sign in to the sample college, with the passphrase
// that everybody knows.
type Person struct {
	ID, Name   string
	Role       vault.Role
	Passphrase string
}

// People are those who may sign in, the leader first. Their passphrases are
// published, and refused in every other college.
var People = []Person{
	{leader, "Nadia", vault.Leader, vault.SamplePassphrases[0]},
	{admin, "Amir", vault.Admin, vault.SamplePassphrases[1]},
	{volunteer, "Vera", vault.Volunteer, vault.SamplePassphrases[2]},
}

// Keyring makes the sample college's keyring, in memory.
func Keyring(cost vault.Cost, now time.Time) (*vault.Access, error) {
	first := People[0]
	access, err := vault.Found(Name, vault.User{ID: first.ID, Name: first.Name}, first.Passphrase, cost, now)
	if err != nil {
		return nil, err
	}
	for _, p := range People[1:] {
		if _, err := access.Add(vault.User{ID: p.ID, Name: p.Name, Role: p.Role}, p.Passphrase, now); err != nil {
			return nil, err
		}
	}
	return access, nil
}
