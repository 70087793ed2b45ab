package vault

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// bundle is an opened backup file whose frame and manifest are well formed.
type bundle struct {
	*os.File
	manifest
	layout
}

// ReadAt asks the watcher first.
func (b *bundle) ReadAt(p []byte, at int64) (int, error) {
	if err := step(Op{File: b.Name(), Kind: Read, Offset: at}); err != nil {
		return 0, err
	}
	return b.File.ReadAt(p, at)
}

// member is the i-th after the manifest: 0 the keyring, then the parts.
func (b *bundle) member(i int) *io.SectionReader {
	size := b.Keyring.Bytes
	if i > 0 {
		size = b.Parts[i-1].Bytes
	}
	return io.NewSectionReader(b, b.layout.at[i+1], size)
}

// ring reads the copy of the keyring.
func (b *bundle) ring() ([]byte, error) {
	copied, err := io.ReadAll(b.member(0))
	if err == nil && pieceOf(copied) != b.Keyring {
		err = Damaged
	}
	return copied, err
}

// openBundle opens a backup file. Also with an error that is a Problem there is
// a bundle when the manifest could be read; close it if it is not nil.
func openBundle(path string) (*bundle, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	b := &bundle{File: f}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = Damaged
	}
	if err == nil {
		err = b.begin(info.Size())
	}
	if err != nil && b.manifest.Format == 0 {
		f.Close()
		return nil, err
	}
	return b, err
}

func (b *bundle) begin(size int64) error {
	encoded, err := firstMember(b, size, manifestName, maxManifest)
	if err != nil {
		return err
	}
	if b.manifest, err = decodeManifest(encoded); err != nil {
		return err
	}
	b.layout = layOut(b.members(encoded))
	return b.layout.compare(b, size)
}

// inspection is everything that is known of a backup after one look at it.
type inspection struct {
	*bundle
	Backup
	keys map[Compartment]FileKey
}

// inspect looks at a backup: frame, manifest and what is sealed in it, not the
// files. A Problem stands in the Backup; the error is one of the disk. Close the
// bundle if it is not nil.
func (a *Access) inspect(path string, known Schemas) (inspection, error) {
	f := inspection{Backup: Backup{Name: filepath.Base(path), Path: path}}
	info, err := os.Stat(path)
	if err != nil {
		return f, err
	}
	f.Size, f.Made = info.Size(), info.ModTime().UTC().Truncate(time.Second)
	stamp, _, _ := strings.Cut(f.Backup.Name, ".")
	f.dated(stamp)

	if f.bundle, err = openBundle(path); f.bundle != nil {
		f.describe()
	}
	if err == nil {
		var details map[Compartment]Details
		details, f.keys, err = f.unseal(a)
		f.Openable = err == nil
		for i := range f.Backup.Parts {
			if d, opens := details[f.Backup.Parts[i].Compartment]; opens {
				f.Backup.Parts[i].Details = &d
			}
		}
	}
	if err == nil {
		err = f.within(known)
	}
	if errors.As(err, &f.Problem) {
		err = nil
	}
	return f, err
}

// dated takes a stamp as the time it was made, if it is one.
func (b *Backup) dated(stamp string) {
	if made, err := time.Parse(stampLayout, stamp); err == nil {
		b.Made = made
	}
}

// describe says what the plain manifest says.
func (f *inspection) describe() {
	f.dated(f.manifest.Made)
	f.Backup.Why, f.Whole = f.manifest.Why, f.whole()
	for _, p := range f.manifest.Parts {
		f.Backup.Parts = append(f.Backup.Parts, Part{Compartment: p.Compartment, Schema: p.Schema, Bytes: p.Bytes, SHA256: p.SHA256})
	}
}

// within is NewerSchema when the caller cannot read what is in the backup.
func (f *inspection) within(known Schemas) error {
	for _, p := range f.manifest.Parts {
		if known != nil && p.Schema > known[p.Compartment] {
			return NewerSchema
		}
	}
	return nil
}

// Backups lists what lies in a folder of backups, newest first, the bad ones
// with their Problem. It reads the manifests only: Check reads everything.
// A folder that does not exist holds none.
func (a *Access) Backups(folder string, known Schemas) ([]Backup, error) {
	paths, err := backupsIn(folder)
	if err != nil {
		return nil, err
	}
	all := []Backup{}
	for _, path := range paths {
		b, err := a.look(path, known)
		if errors.Is(err, os.ErrNotExist) {
			continue // gone since the folder was read
		}
		if err != nil {
			b.Problem = Unreadable
		}
		all = append(all, b)
	}
	slices.SortStableFunc(all, func(x, y Backup) int { return y.Made.Compare(x.Made) })
	return all, nil
}

// look is inspect for those who want to know only.
func (a *Access) look(path string, known Schemas) (Backup, error) {
	f, err := a.inspect(path, known)
	if f.bundle != nil {
		f.Close()
	}
	return f.Backup, err
}

// Check reads all of a backup: every byte against the manifest, and every page
// of the files that this access has keys for. A backup that is no good is told
// with its Problem, which is then the error too.
func (a *Access) Check(ctx context.Context, path string, known Schemas) (Backup, error) {
	f, err := a.inspect(path, known)
	if f.bundle != nil {
		defer f.Close()
	}
	if err == nil && f.Problem != "" {
		err = f.Problem
	}
	if err == nil {
		err = f.prove(ctx)
	}
	if errors.As(err, &f.Problem) {
		f.Openable = f.Problem == NewerSchema
	}
	return f.Backup, err
}

// prove reads the members through, and opens every page of the parts it can.
func (f *inspection) prove(ctx context.Context) error {
	if _, err := f.ring(); err != nil {
		return err
	}
	for i, p := range f.manifest.Parts {
		sum := newChecksum()
		if _, err := io.Copy(sum, steady{ctx, f.member(i + 1)}); err != nil {
			return err
		}
		if sum.piece() != p.piece {
			return Damaged
		}
		key, opens := f.keys[p.Compartment]
		if !opens {
			continue
		}
		if err := provePages(ctx, f.member(i+1), key); err != nil {
			return err
		}
	}
	return nil
}

// provePages opens every page of a sealed file.
func provePages(ctx context.Context, from *io.SectionReader, key FileKey) error {
	s, err := newSealer(key)
	if err != nil {
		return err
	}
	err = eachPage(ctx, from, from.Size(), s, func([]byte, uint32) error { return nil })
	if errors.Is(err, ErrWrongKey) || errors.As(err, new(Damage)) {
		return Damaged
	}
	return err
}

// Target is where Unpack puts a file, and what it is sealed under there.
type Target struct {
	Path string
	Key  FileKey
}

// Unpack checks a backup and writes files of it, re-sealed, to paths that do not
// exist yet. After an error none of them is left.
func (a *Access) Unpack(ctx context.Context, path string, to map[Compartment]Target, known Schemas) error {
	f, err := a.inspect(path, known)
	if f.bundle != nil {
		defer f.Close()
	}
	if err == nil && f.Problem != "" {
		err = f.Problem
	}
	for c := range to {
		if err == nil && !f.holds(c) {
			err = ErrNotInBackup
		}
		if err == nil && !a.May(c) {
			err = ErrNoGrant
		}
	}
	if err == nil {
		err = f.prove(ctx)
	}
	if err == nil {
		err = f.unpack(ctx, to)
	}
	return err
}

func (m manifest) holds(c Compartment) bool {
	return slices.ContainsFunc(m.Parts, func(p manifestPart) bool { return p.Compartment == c })
}

// unpack re-seals parts, each to its target.
func (f *inspection) unpack(ctx context.Context, to map[Compartment]Target) (err error) {
	var made []string
	defer func() {
		for _, path := range made {
			if err != nil {
				err = errors.Join(err, Remove(path))
			}
		}
	}()
	for i, p := range f.manifest.Parts {
		t, wanted := to[p.Compartment]
		if !wanted {
			continue
		}
		if err := ResealFrom(ctx, f.member(i+1), p.Bytes, f.keys[p.Compartment], t.Path, t.Key); err != nil {
			return err
		}
		made = append(made, t.Path)
	}
	return nil
}

// ForeignRing reads the keyring inside a backup: for when the living one is
// lost, or has no keys any more for a backup from before a rotation. Whoever
// signs in to it gets the access of that day; Check with that access proves that
// the backup and this keyring belong together. ForeignRing itself can only say
// that the file is whole. made is when the backup says it was made.
func ForeignRing(path string, floor Cost) (ring *Ring, made time.Time, err error) {
	b, err := openBundle(path)
	if b != nil {
		defer b.Close()
	}
	if err != nil {
		return nil, made, err
	}
	encoded, err := b.ring()
	if err != nil {
		return nil, made, err
	}
	if made, err = time.Parse(stampLayout, b.manifest.Made); err != nil {
		return nil, made, Damaged
	}
	ring, err = parseRing(encoded, floor)
	return ring, made, err
}
