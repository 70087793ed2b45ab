package app

import (
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// openFile hands a file to the program Windows opens it with.
func openFile(path string) error {
	verb, err := windows.UTF16PtrFromString("open")
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, verb, file, nil, nil, windows.SW_SHOWNORMAL)
}

// showInFolder opens the folder with the file chosen. The Explorer reads its
// command line in its own way, where a comma needs quotation marks, and ends
// with 1 even when all is well.
func showInFolder(path string) error {
	command := exec.Command("explorer")
	command.SysProcAttr = &syscall.SysProcAttr{CmdLine: `explorer /select,"` + path + `"`}
	if err := command.Start(); err != nil {
		return err
	}
	return command.Process.Release()
}

// noScreen: Windows always has one.
func noScreen() bool { return false }
