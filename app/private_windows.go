package app

// keepPrivate does nothing: Windows keeps an image of a crashed program only
// where somebody has set that up.
func keepPrivate() {}
