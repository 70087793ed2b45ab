package app

import (
	"context"
	"io/fs"
	"log/slog"
	"os"
	"slices"

	"daybook/backend/vault"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/windows"
)

// envLocked is how a process that locked tells the one after it why.
const envLocked = "DAYBOOK_LOCKED"

// envCollege is where the environment says which folder the college is in.
const envCollege = "DAYBOOK_COLLEGE"

// bound are the structs the page may call, each named for a place.
func bound(door *Door, version string, dialogs dialogs) []any {
	return []any{
		&Program{door, version}, &Today{door}, &Students{door}, &Sessions{door}, &Search{door},
		&Papers{door, dialogs}, &Acts{door}, &Preferences{door}, &Guard{door}, &Start{door, dialogs},
		&Access{door, dialogs}, &Backups{door, dialogs}, &Audit{door, dialogs}, &Drafts{door}, &Venues{door}, &PrintCentre{door, dialogs}, &Timetable{door},
	}
}

// openWindow runs the window until it is closed. A college that cannot be
// opened does not keep it shut: the page says why.
func openWindow(pages fs.FS, version, folder string) error {
	if os.Getenv("WEBKIT_DISABLE_DMABUF_RENDERER") == "" {
		// Some graphics drivers show an empty window without it. Linux only;
		// elsewhere nobody reads it.
		if err := os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1"); err != nil {
			slog.Warn("window", "error", err)
		}
	}
	door := &Door{}
	if !generating {
		door = newDoor(folder, computersClock, vault.Standard)
		door.again = again
		door.locked = whyLocked()
		go door.watch()
		defer func() {
			if err := door.Close(); err != nil {
				slog.Error("closing", "error", err)
			}
		}()
	}
	real := &realDialogs{}
	return wails.Run(&options.App{
		Title: "Daybook", Width: 1366, Height: 768, MinWidth: 360, MinHeight: 400,
		Logger:                   engineLog{},
		AssetServer:              &assetserver.Options{Assets: pages, Handler: door},
		OnStartup:                func(ctx context.Context) { real.ctx = ctx },
		Bind:                     bound(door, version, dialogsFor(real)),
		EnableDefaultContextMenu: false,
		Linux:                    &linux.Options{ProgramName: "daybook", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
		Windows:                  &windows.Options{IsZoomControlEnabled: true},
	})
}

// whyLocked is why the process before this one was ended; other words than its
// own are none.
func whyLocked() string {
	why := os.Getenv(envLocked)
	if err := os.Unsetenv(envLocked); err != nil {
		slog.Warn("the reason of a lock stays in the environment", "error", err)
	}
	if slices.Contains([]string{"asked", "idle", "waking"}, why) {
		return why
	}
	return ""
}
