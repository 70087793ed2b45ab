package app

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// engine is how the names of the web engine's processes begin.
const engine = "WebKit"

// endChildren ends the processes of the web engine and takes their leave, so that
// nothing of what they showed is left in memory. Other programs that were started
// from here, such as the one that shows a PDF, are the person's own.
func endChildren() {
	for _, pid := range engineProcesses() {
		if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
			slog.Warn("ending the web engine", "error", err)
			continue
		}
		for range 500 { // a killed process is gone in a moment
			if gone, err := syscall.Wait4(pid, nil, syscall.WNOHANG, nil); gone == pid || err != nil {
				break
			}
			time.Sleep(time.Millisecond)
		}
	}
}

// engineProcesses are the children of this process that draw its page.
func engineProcesses() (pids []int) {
	lists, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", os.Getpid())) // the pattern is a good one
	for _, list := range lists {
		children, err := os.ReadFile(list)
		if err != nil {
			continue // a thread that has ended
		}
		for _, child := range strings.Fields(string(children)) {
			name, err := os.ReadFile("/proc/" + child + "/comm")
			if pid, number := strconv.Atoi(child); err == nil && number == nil && strings.HasPrefix(string(name), engine) {
				pids = append(pids, pid)
			}
		}
	}
	return pids
}
