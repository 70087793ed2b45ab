package app

import (
	"log/slog"
	"os"
	"os/exec"
)

// again starts a fresh program and ends this one; the web engine's processes end
// with the one that started them.
func again(why string) {
	program, err := os.Executable()
	if err == nil {
		fresh := exec.Command(program, os.Args[1:]...)
		fresh.Env = append(os.Environ(), envLocked+"="+why)
		err = fresh.Start()
	}
	if err != nil {
		slog.Error("starting again", "error", err)
		os.Exit(exitFault)
	}
	os.Exit(exitDone)
}
