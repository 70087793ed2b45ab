package app

import (
	"log/slog"
	"os"
)

// engineLog is what the window's engine may write down: that something went
// wrong, never the message, which would hold what was asked and answered.
type engineLog struct{}

func (engineLog) Print(string)   {}
func (engineLog) Trace(string)   {}
func (engineLog) Debug(string)   {}
func (engineLog) Info(string)    {}
func (engineLog) Warning(string) {}
func (engineLog) Error(string)   { slog.Error("the window's engine reported an error") }
func (engineLog) Fatal(string) {
	slog.Error("the window's engine could not go on")
	os.Exit(exitFault)
}
