//go:build !windows

package app

import (
	"log/slog"
	"os"
	"syscall"
)

// again puts a fresh program in the place of this process: what it had in memory
// is gone with it. The web engine's processes go first, and are waited for.
func again(why string) {
	program, err := os.Executable()
	if err == nil {
		endChildren()
		err = syscall.Exec(program, os.Args, append(os.Environ(), envLocked+"="+why))
	}
	slog.Error("starting again", "error", err)
	os.Exit(exitFault) // locked, if not at the sign-in page
}
