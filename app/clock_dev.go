//go:build dev

package app

import (
	"os"
	"time"
)

// envNow sets the clock of a build for tests: 2026-11-20T08:45:00Z. It goes on
// from there, and no build that is shipped reads it.
const envNow = "DAYBOOK_NOW"

var now = func() func() time.Time {
	began := time.Now()
	set, err := time.Parse(time.RFC3339, os.Getenv(envNow))
	if err != nil {
		return time.Now
	}
	return func() time.Time { return set.Add(time.Since(began)) }
}()
