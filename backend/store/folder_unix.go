//go:build !windows

package store

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder makes a rename last through a power cut.
func syncFolder(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// isDiskFull: no space left, or none left to this user.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
