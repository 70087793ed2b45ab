package app

// endChildren does nothing: on macOS the web engine's processes are not ours and
// end when their window does.
func endChildren() {}
