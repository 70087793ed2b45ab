//go:build !windows

package store

import (
	"errors"
	"syscall"
)

// isDiskFull: no space left, or none left to this user.
func isDiskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
