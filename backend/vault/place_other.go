//go:build !windows

package vault

// driveOf is only asked on Windows.
func driveOf(string) (Unsuitability, bool) { return "", false }
