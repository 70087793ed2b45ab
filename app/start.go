package app

import (
	"os/exec"
	"time"
)

// start begins a program of the computer and waits a moment to see whether it
// refuses; one that keeps running is left alone.
func start(command *exec.Cmd) error {
	if err := command.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-time.After(2 * time.Second):
		return nil
	}
}
