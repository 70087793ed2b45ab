package vault

import (
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
)

// Sheet is the secret of a printed recovery sheet: 160 random bits.
type Sheet struct{ secret [20]byte }

// SheetTypo says in which group, 0 to 7, the first slip of the pen is.
type SheetTypo struct{ Group int }

func (t *SheetTypo) Error() string {
	return fmt.Sprintf("vault: group %d of the recovery sheet is not as printed", t.Group+1)
}

const (
	sheetGroups   = 8
	sheetLetters  = 4 // of a group, before its check letter
	sheetAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
)

// NewSheet is a new recovery sheet, to be printed and then given to UseSheet.
func NewSheet() (s Sheet) {
	copy(s.secret[:], random(len(s.secret)))
	return s
}

// Groups are what is printed: four letters of A–Z and 2–7 and their check letter,
// eight times.
func (s Sheet) Groups() (groups [sheetGroups]string) {
	letters := base32.StdEncoding.EncodeToString(s.secret[:])
	for n := range groups {
		group := letters[n*sheetLetters : (n+1)*sheetLetters]
		groups[n] = group + string(checkLetter(n, group))
	}
	return groups
}

// Is says whether group n, 0 to 7, was typed back as printed. Case, spaces and
// dashes do not matter, and what looks alike is taken as meant (0 O, 1 I, 8 B).
func (s Sheet) Is(n int, typed string) bool {
	return n >= 0 && n < sheetGroups && s.Groups()[n] == asPrinted(typed)
}

// IsSheet says whether somebody typed a whole recovery sheet, each group with its
// check letter, be it the one that counts or not.
func IsSheet(typed string) bool {
	_, err := readSheet(typed)
	return err == nil
}

// key is what seals the private key of the sheet's slot.
func (s Sheet) key(salt []byte) []byte {
	key, err := hkdf.Key(sha256.New, s.secret[:], salt, "daybook 1 recovery sheet", 32)
	if err != nil {
		panic(err)
	}
	return key
}

// readSheet reads a whole sheet as somebody typed it. Error: *SheetTypo.
func readSheet(typed string) (s Sheet, err error) {
	rest := asPrinted(typed)
	var letters strings.Builder
	for n := range sheetGroups {
		if len(rest) < sheetLetters+1 || rest[sheetLetters] != checkLetter(n, rest[:sheetLetters]) {
			return s, &SheetTypo{n}
		}
		letters.WriteString(rest[:sheetLetters])
		rest = rest[sheetLetters+1:]
	}
	secret, err := base32.StdEncoding.DecodeString(letters.String())
	if err != nil || rest != "" {
		return s, &SheetTypo{sheetGroups - 1}
	}
	copy(s.secret[:], secret)
	return s, nil
}

var typedAs = strings.NewReplacer(" ", "", "-", "", "–", "", "\t", "", "\r", "", "\n", "", "0", "O", "1", "I", "8", "B")

func asPrinted(typed string) string { return typedAs.Replace(strings.ToUpper(typed)) }

// checkLetter is the remainder of a polynomial over the field of 32 elements
// (x⁵ + x² + 1), each letter times a power of two of its own: any one wrong
// letter, any two letters swapped and any group in another's place change it.
// It is 0, which is no letter of the sheet, for what could not be printed.
func checkLetter(n int, group string) byte {
	sum := n + 1
	for i := range len(group) {
		value := strings.IndexByte(sheetAlphabet, group[i])
		if value < 0 {
			return 0
		}
		sum = double(sum) ^ value
	}
	return sheetAlphabet[double(sum)]
}

func double(x int) int {
	if x <<= 1; x >= 32 {
		x ^= 0b100101
	}
	return x
}
