package vault

import (
	"crypto/hmac"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strconv"
)

// ErrAnchor says that a line of anchors.json does not fit: somebody changed it,
// or put back one from before a rotation.
var ErrAnchor = errors.New("vault: an anchor does not fit")

// Head is the last line of an audit chain.
type Head struct {
	Sequence int64  `json:"sequence"`
	MAC      []byte `json:"mac"`
	At       string `json:"at"` // UTC
}

// anchor is a head with the proof that somebody wrote it who had the
// compartment's key. The line of Control is the keyring's own: its version.
type anchor struct {
	Head
	Proof []byte `json:"proof"`
}

type anchors map[Compartment]anchor

func anchorsPath(folder string) string { return filepath.Join(folder, "anchors.json") }

// Anchor writes the heads of those compartments the access has keys for into
// anchors.json; the others' lines stay.
func (a *Access) Anchor(data string, heads map[Compartment]Head) error {
	lines, err := readAnchors(data)
	if err != nil {
		lines = anchors{} // damaged: Anchors has said so, and there is nothing to keep
	}
	for c, head := range heads {
		if a.May(c) {
			lines[c] = anchor{head, a.proof(c, head)}
		}
	}
	return lines.write(data)
}

// Anchors are the heads last written for the files this access opens. Error:
// ErrAnchor, beside the lines that fit, when one does not or the file cannot be
// read as one. No file is no error: the caller knows whether there should be one.
func (a *Access) Anchors(data string) (map[Compartment]Head, error) {
	lines, err := readAnchors(data)
	heads := map[Compartment]Head{}
	for _, c := range Files {
		line, there := lines[c]
		switch {
		case !there || !a.May(c):
		case a.fits(c, line):
			heads[c] = line.Head
		default:
			err = ErrAnchor
		}
	}
	return heads, err
}

func readAnchors(data string) (anchors, error) {
	lines := anchors{}
	raw, err := os.ReadFile(anchorsPath(data))
	if errors.Is(err, os.ErrNotExist) {
		return lines, nil
	}
	if err != nil {
		return lines, err
	}
	if json.Unmarshal(raw, &lines) != nil || lines == nil {
		return anchors{}, ErrAnchor
	}
	return lines, nil
}

func (lines anchors) write(data string) error {
	raw, err := json.MarshalIndent(lines, "", " ")
	if err != nil {
		return err
	}
	return WriteWhole(anchorsPath(data), raw)
}

func (a *Access) proof(c Compartment, h Head) []byte {
	return mac(a.derived(c, "anchor"), bind("daybook anchor", a.ring.contents.College, string(c),
		strconv.FormatInt(h.Sequence, 10), string(h.MAC), h.At))
}

func (a *Access) fits(c Compartment, line anchor) bool {
	return hmac.Equal(line.Proof, a.proof(c, line.Head))
}

// renewAnchors proves the lines anew that fit the keys before a rotation. Only
// while a rotation is unfinished: later, who left could still write such lines.
func (a *Access) renewAnchors(data string) error {
	lines, err := readAnchors(data)
	before := a.before()
	if err != nil || before == nil {
		return nil // nothing that could be renewed; Anchors says what is wrong
	}
	renewed := maps.Clone(lines)
	for c, line := range lines {
		if a.May(c) && !a.fits(c, line) && before.fits(c, line) {
			line.Proof = a.proof(c, line.Head)
			renewed[c] = line
		}
	}
	return renewed.write(data)
}

// anchorVersion notes how new the keyring is.
func (a *Access) anchorVersion(data string) error {
	return a.Anchor(data, map[Compartment]Head{Control: {Sequence: a.ring.contents.Generation, MAC: a.ring.contents.MAC}})
}

// compareVersion finds out whether the anchors know a newer keyring. A rotation
// that is not finished may have changed the key they are proved by.
func (a *Access) compareVersion() error {
	if !a.May(Control) || a.ring.folder == "" || a.ring.rotating() {
		return nil
	}
	lines, err := readAnchors(a.ring.folder)
	line, there := lines[Control]
	if err != nil || !there || !a.fits(Control, line) {
		return ErrAnchor
	}
	if a.older = line.Sequence > a.ring.contents.Generation; a.older {
		a.ring.notice(noticeOlder)
	}
	return nil
}

// anchoredVersion is the newest version the anchors know of, 0 when they know of
// none.
func (a *Access) anchoredVersion() int64 {
	lines, err := readAnchors(a.ring.folder)
	if line := lines[Control]; err == nil && a.fits(Control, line) {
		return line.Sequence
	}
	return 0
}
