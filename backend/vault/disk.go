package vault

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// WriteWhole puts bytes at path so that there is always either the old file or
// the new one, also when the power goes: written beside, synced, renamed.
func WriteWhole(path string, bytes []byte) error {
	return whole(path, func(f *os.File) error {
		if err := step(Op{File: path, Kind: Write, Bytes: bytes}); err != nil {
			_, _ = f.Write(bytes[:len(bytes)/2])
			return err
		}
		_, err := f.Write(bytes)
		return err
	})
}

// CopyWhole copies a file in the same way.
func CopyWhole(from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	return whole(to, func(f *os.File) error {
		if err := step(Op{File: to, Kind: Write}); err != nil {
			return err
		}
		_, err := io.Copy(f, source)
		return err
	})
}

// temporary is how files begin that are not finished; whoever finds one may
// remove it.
const temporary = ".unfinished-"

func whole(path string, fill func(*os.File) error) (err error) {
	if err := step(Op{File: path, Kind: Create}); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), temporary+"*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close() // once more does no harm
			os.Remove(f.Name())
		}
	}()
	if err := fill(f); err != nil {
		return err
	}
	if err := step(Op{File: path, Kind: Sync}); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	return Rename(f.Name(), path)
}

// Rename moves a file or a folder and makes the move last.
func Rename(from, to string) error {
	if err := step(Op{File: to, Kind: Renaming}); err != nil {
		return err
	}
	if err := rename(from, to); err != nil {
		return err
	}
	return SyncFolder(filepath.Dir(to))
}

// Remove takes a file away; one that is not there is in nobody's way.
func Remove(path string) error {
	if err := step(Op{File: path, Kind: Removal}); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// SyncFolder makes renames in a folder last.
func SyncFolder(folder string) error { return syncFolder(folder) }
