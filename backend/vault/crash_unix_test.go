//go:build crash && !windows

package vault

import (
	"os/exec"
	"syscall"
)

// ownGroup and killGroup: Wine is more than one process.
func ownGroup(c *exec.Cmd) { c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }

func killGroup(c *exec.Cmd) { syscall.Kill(-c.Process.Pid, syscall.SIGKILL) }
