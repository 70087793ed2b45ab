//go:build !dev

package app

import "time"

// now is the computer's clock.
var now = time.Now
