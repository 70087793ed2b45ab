package vault

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// VFS is the name under which SQLite opens sealed files: file:PATH?vfs=daybook.
const VFS = "daybook"

// What a file that does not open may be. SQLite itself says SQLITE_NOTADB for a
// wrong key and SQLITE_IOERR_DATA for a damaged page; DamageIn tells which.
var (
	ErrWrongKey  = errors.New("vault: the key does not open this file")
	ErrPlain     = errors.New("vault: a plain database, not a sealed one")
	ErrNotSealed = errors.New("vault: not a sealed file")
	ErrNewer     = errors.New("vault: sealed in a later format")
)

// Damage is a page that is not as it was sealed. Page counts from 1; InLog says
// that it stands in the write-ahead log, where 0 is the log's header.
type Damage struct {
	Path  string
	Page  uint32
	InLog bool
}

// Error names the page, not what is in it.
func (d Damage) Error() string {
	where := "file"
	if d.InLog {
		where = "log"
	}
	return fmt.Sprintf("vault: page %d of the %s is damaged", d.Page, where)
}

// holding is a file that may be opened.
type holding struct {
	sealers []*sealer
	chosen  *sealer // which of them the file turned out to be sealed by
	isNew   bool    // the file was empty when it was opened
}

var held = struct {
	sync.Mutex
	files   map[string]*holding
	damaged map[string]Damage
}{files: map[string]*holding{}, damaged: map[string]Damage{}}

// Hold lets SQLite open the file at path, links resolved, and its log. Of several
// keys the file is opened by the one whose ID is in its header, or, when that is
// damaged, by the one that opens any page. A file that does not exist yet is made
// under the first. Holding a path again replaces its keys.
func Hold(path string, keys ...FileKey) error {
	if err := register(); err != nil {
		return err
	}
	if len(keys) == 0 {
		return errors.New("vault: no key to hold the file by")
	}
	h := &holding{}
	for _, key := range keys {
		s, err := newSealer(key)
		if err != nil {
			return err
		}
		h.sealers = append(h.sealers, s)
	}
	h.chosen = h.sealers[0]
	held.Lock()
	defer held.Unlock()
	held.files[canonical(path)] = h
	return nil
}

// Release forgets the keys of a file. Connections that have it open keep it open.
func Release(path string) {
	held.Lock()
	defer held.Unlock()
	delete(held.files, canonical(path))
}

// holdingOf is nil for a file that must not be opened.
func holdingOf(path string) *holding {
	held.Lock()
	defer held.Unlock()
	return held.files[canonical(path)]
}

// settle notes how the file was found when it was opened.
func (h *holding) settle(chosen *sealer, isNew bool) {
	held.Lock()
	defer held.Unlock()
	h.chosen, h.isNew = chosen, isNew
}

// found is what settle noted, for the log and the journal beside the file.
func (h *holding) found() (chosen *sealer, isNew bool) {
	held.Lock()
	defer held.Unlock()
	return h.chosen, h.isNew
}

// DamageIn is the last damaged page met in a file, if any, and forgets it.
func DamageIn(path string) (Damage, bool) {
	held.Lock()
	defer held.Unlock()
	name := canonical(path)
	d, met := held.damaged[name]
	delete(held.damaged, name)
	return d, met
}

func remember(d Damage) {
	held.Lock()
	defer held.Unlock()
	held.damaged[canonical(d.Path)] = d
}

// canonical is the one name of a file, whether it exists or not yet.
func canonical(path string) string {
	name, err := filepath.Abs(path)
	if err != nil {
		name = filepath.Clean(path)
	}
	if resolved, err := filepath.EvalSymlinks(name); err == nil {
		name = resolved
	} else if folder, err := filepath.EvalSymlinks(filepath.Dir(name)); err == nil {
		name = filepath.Join(folder, filepath.Base(name))
	}
	if runtime.GOOS == "windows" {
		name = strings.ToLower(name)
	}
	return name
}

// pick is the sealer of a file with this header: the one whose ID stands there,
// else the one that opens anything in the file, else the first.
func pick(sealers []*sealer, header [headerSize]byte, opens func(*sealer) bool) *sealer {
	for _, s := range sealers {
		if [8]byte(header[8:16]) == [8]byte(s.header[8:16]) {
			return s
		}
	}
	for _, s := range sealers {
		if opens(s) {
			return s
		}
	}
	return sealers[0]
}
