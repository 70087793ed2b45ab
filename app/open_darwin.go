package app

import "os/exec"

// openFile hands a file to the program macOS opens it with.
func openFile(path string) error { return start(exec.Command("open", path)) }

// showInFolder shows the file in the Finder.
func showInFolder(path string) error { return start(exec.Command("open", "-R", path)) }

// noScreen: macOS always has one.
func noScreen() bool { return false }
