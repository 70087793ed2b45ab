//go:build !windows

package app

import "syscall"

// keepPrivate leaves no image of this program's memory on the disk when it
// crashes. A computer that refuses this keeps its own rule.
func keepPrivate() { _ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) }
