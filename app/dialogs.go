package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// dialogs are the computer's own windows for choosing files: the one thing the
// tests of the real program put something else for.
type dialogs interface {
	saveFile(title, name string) (path string, err error) // "" = thought better of it
	chooseFolder(title, now string) (path string, err error)
	openFile(title, pattern string) (path string, err error)
}

// realDialogs are those of the computer. The context is the window's, known
// once it has started.
type realDialogs struct{ ctx context.Context }

func (d *realDialogs) saveFile(title, name string) (string, error) {
	ending := strings.TrimPrefix(filepath.Ext(name), ".")
	return runtime.SaveFileDialog(d.ctx, runtime.SaveDialogOptions{Title: title, DefaultFilename: name,
		Filters: []runtime.FileFilter{{DisplayName: strings.ToUpper(ending), Pattern: "*." + ending}}})
}

func (d *realDialogs) chooseFolder(title, now string) (string, error) {
	if _, err := os.Stat(now); err != nil {
		now = "" // Windows refuses to start in a folder that is not there
	}
	return runtime.OpenDirectoryDialog(d.ctx, runtime.OpenDialogOptions{Title: title, DefaultDirectory: now, CanCreateDirectories: true})
}

func (d *realDialogs) openFile(title, pattern string) (string, error) {
	return runtime.OpenFileDialog(d.ctx, runtime.OpenDialogOptions{Title: title,
		Filters: []runtime.FileFilter{{DisplayName: pattern, Pattern: pattern}}})
}

// folderDialogs always choose one folder; for tests of the whole program, which
// name it in the environment.
type folderDialogs struct{ folder string }

func (d folderDialogs) saveFile(_, name string) (string, error) {
	return filepath.Join(d.folder, name), nil
}
func (d folderDialogs) chooseFolder(_, _ string) (string, error) { return d.folder, nil }

func (d folderDialogs) openFile(_, pattern string) (string, error) {
	found, err := filepath.Glob(filepath.Join(d.folder, pattern))
	if err != nil || len(found) == 0 {
		return "", err
	}
	return found[0], nil
}
