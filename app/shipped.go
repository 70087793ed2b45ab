//go:build !dev

package app

import "time"

// now is the computer's clock.
var now = time.Now

// dialogsFor gives the window its dialogs: the computer's own.
func dialogsFor(own dialogs) dialogs { return own }
