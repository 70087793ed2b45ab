// Package vault keeps files that only the right password opens, and proves its
// backups.
//
// Two layers of keys: a compartment key for the venue book, one for the college
// and one for the keyring itself, granted to each user by their role; and a key
// for each sealed file, wrapped under the key of its compartment. What a file,
// the keyring and a backup look like on the disk is in docs/sealed-files.md.
package vault

import "crypto/rand"

// Compartment is what a role either opens or does not.
type Compartment string

// The compartments: the two files, and the right to change the keyring.
const (
	Venues  Compartment = "venues"
	College Compartment = "college"
	Control Compartment = "control"
)

// Files are the compartments that are files, in the order they are written.
var Files = []Compartment{Venues, College}

// FileKey opens one sealed file. ID and Salt stand in the file's plain header;
// Key is the secret.
type FileKey struct {
	ID   [8]byte
	Salt [16]byte
	Key  [32]byte
}

// NewFileKey is the key of a file that is about to be made.
func NewFileKey() (k FileKey) {
	rand.Read(k.ID[:]) // never fails: crypto/rand ends the program instead
	rand.Read(k.Salt[:])
	rand.Read(k.Key[:])
	return k
}
