//go:build !windows && !darwin

package app

import (
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// openFile hands a file to the desktop. The path is an argument, never part of
// a command line, so no letter of it can do anything.
func openFile(path string) error { return start(exec.Command("xdg-open", path)) }

// showInFolder asks the file manager to show the file, else opens its folder.
func showInFolder(path string) error {
	address := strings.ReplaceAll((&url.URL{Scheme: "file", Path: path}).String(), ",", "%2C") // a comma parts an array's values
	ask := exec.Command("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.FileManager1",
		"/org/freedesktop/FileManager1", "org.freedesktop.FileManager1.ShowItems", "array:string:"+address, "string:")
	if ask.Run() == nil {
		return nil
	}
	return openFile(filepath.Dir(path))
}

// noScreen tells whether there is nowhere to open a window.
func noScreen() bool { return os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" }
