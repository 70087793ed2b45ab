//go:build !windows

package vault

import (
	"errors"
	"os"
)

func rename(from, to string) error { return os.Rename(from, to) }

func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
