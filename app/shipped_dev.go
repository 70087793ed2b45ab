//go:build dev

package app

import (
	"os"
	"time"
)

// What a build for tests reads from the environment, and no build that is
// shipped: the clock, 2026-11-20T08:45:00Z, which goes on from there; and the
// folder that every dialog chooses.
const (
	envNow     = "DAYBOOK_NOW"
	envDialogs = "DAYBOOK_DIALOGS"
)

var now = func() func() time.Time {
	began := time.Now()
	set, err := time.Parse(time.RFC3339, os.Getenv(envNow))
	if err != nil {
		return time.Now
	}
	return func() time.Time { return set.Add(time.Since(began)) }
}()

func dialogsFor(own dialogs) dialogs {
	if folder := os.Getenv(envDialogs); folder != "" {
		return folderDialogs{folder}
	}
	return own
}
