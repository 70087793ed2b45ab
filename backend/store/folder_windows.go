package store

import (
	"errors"
	"syscall"
)

// syncFolder does nothing: Windows has no such call for folders, and renames
// are journaled by NTFS.
func syncFolder(string) error { return nil }

// isDiskFull: Windows' ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.Errno(112)) || errors.Is(err, syscall.Errno(39))
}
