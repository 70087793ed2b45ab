package vault

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Unsuited is why a college may not live in a folder. Kind is the key of a
// sentence; Name what is to blame, such as "OneDrive", or "".
type Unsuited struct {
	Kind Unsuitability
	Name string
}

// Unsuitability is a kind of folder that no college may live in.
type Unsuitability string

// The kinds. A backup may go to any of them but ReadOnlyPlace.
const (
	SyncPlace      Unsuitability = "place.syncFolder" // a service copies it elsewhere while it is written: 78 of 120 such copies did not open
	NetworkPlace   Unsuitability = "place.network"    // locks and syncs of network drives do not hold
	RemovablePlace Unsuitability = "place.removable"  // a stick or USB disk may be pulled out
	ReadOnlyPlace  Unsuitability = "place.readOnly"   // nothing can be written there
)

func (u *Unsuited) Error() string { return "vault: " + string(u.Kind) + " " + u.Name }

// Judge says whether a college may live in a folder: nil, or why not. Links are
// followed; of a folder that does not exist yet the nearest one above it that
// does is judged. To try whether it can be written to, a file is made there and
// removed again.
func Judge(folder string) *Unsuited {
	home, _ := os.UserHomeDir() // without one there are fewer folders to know
	return surroundings{
		windows:  runtime.GOOS == "windows",
		home:     home,
		getenv:   os.Getenv,
		readFile: os.ReadFile,
		readDir:  namesIn,
		readLink: filepath.EvalSymlinks,
		resolve:  resolve,
		drive:    driveOf,
		probe:    probe,
	}.judge(folder)
}

// surroundings is the computer as Judge sees it; tests bring their own.
type surroundings struct {
	windows  bool
	home     string
	getenv   func(string) string
	readFile func(string) ([]byte, error)
	readDir  func(string) []string                   // names in a folder; none when it cannot be read
	readLink func(string) (string, error)            // where a link of /sys leads
	resolve  func(string) (string, error)            // links followed as far as the path exists
	drive    func(path string) (Unsuitability, bool) // Windows' own opinion of the drive
	probe    func(folder string) error               // tries to write to the nearest folder that exists
}

func (s surroundings) judge(folder string) *Unsuited {
	real, err := s.resolve(folder)
	if err != nil {
		return &Unsuited{Kind: ReadOnlyPlace}
	}
	if u := s.disk(real); u != nil {
		return u
	}
	for _, path := range []string{folder, real} {
		if service := s.syncedBy(path); service != "" {
			return &Unsuited{SyncPlace, service}
		}
	}
	if s.probe(real) != nil {
		return &Unsuited{Kind: ReadOnlyPlace}
	}
	return nil
}

// disk judges what the folder lies on.
func (s surroundings) disk(path string) *Unsuited {
	if s.windows {
		if isUNC(path) {
			return &Unsuited{Kind: NetworkPlace}
		}
		if kind, unsuited := s.drive(path); unsuited {
			return &Unsuited{Kind: kind}
		}
		return nil
	}
	return s.mounted(path)
}

// isUNC: \\server\share, also as \\?\UNC\server\share, but not \\?\C:\ or \\.\C:\.
func isUNC(path string) bool {
	path = strings.ReplaceAll(path, "/", `\`)
	if rest, isLong := strings.CutPrefix(path, `\\?\`); isLong {
		return strings.HasPrefix(strings.ToUpper(rest), `UNC\`)
	}
	return strings.HasPrefix(path, `\\`) && !strings.HasPrefix(path, `\\.\`)
}

// within is whether a path is a folder or lies inside it, the folder taken as it
// is written and with its links followed.
func (s surroundings) within(path, folder string) bool {
	if folder == "" {
		return false // no folder, not the one this program runs in
	}
	real, err := s.resolve(folder)
	if err != nil {
		real = folder
	}
	inside := s.steps(path)
	for _, root := range [][]string{s.steps(folder), s.steps(real)} {
		if len(root) > 0 && len(root) <= len(inside) && slices.Equal(root, inside[:len(root)]) {
			return true
		}
	}
	return false
}

// steps are the names along a path; on Windows in lower case, where either slash
// divides and the prefix of a long path means nothing.
func (s surroundings) steps(path string) []string {
	if s.windows {
		path = strings.TrimPrefix(strings.ReplaceAll(path, "/", `\`), `\\?\`)
		path = strings.ReplaceAll(strings.ToLower(path), `\`, "/")
	}
	return strings.FieldsFunc(path, func(r rune) bool { return r == '/' })
}

// resolve follows the links of the part of a path that exists.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	for rest := ""; ; {
		real, err := filepath.EvalSymlinks(path)
		if err == nil {
			return filepath.Join(real, rest), nil
		}
		above := filepath.Dir(path)
		if !errors.Is(err, fs.ErrNotExist) || above == path {
			return "", err
		}
		path, rest = above, filepath.Join(filepath.Base(path), rest)
	}
}

// probe tries to write a file in the nearest folder that exists.
func probe(folder string) error {
	for {
		f, err := os.CreateTemp(folder, temporary+"*")
		if err == nil {
			return errors.Join(f.Close(), os.Remove(f.Name()))
		}
		above := filepath.Dir(folder)
		if !errors.Is(err, fs.ErrNotExist) || above == folder {
			return err
		}
		folder = above
	}
}

func namesIn(folder string) []string {
	entries, _ := os.ReadDir(folder)
	names := make([]string, len(entries))
	for i, entry := range entries {
		names[i] = entry.Name()
	}
	return names
}
