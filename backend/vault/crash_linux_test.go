//go:build crash

package vault

import (
	"fmt"
	"os"
	"syscall"
	"testing"
)

// TestCrashDiskReallyFull fills small disks of memory, which only root may make.
func TestCrashDiskReallyFull(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can make a small disk: no real disk was filled")
	}
	sizes := 0
	for kilobytes := 300; kilobytes < 1500; kilobytes += 100 {
		folder := t.TempDir()
		if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, fmt.Sprintf("size=%dk", kilobytes)); err != nil {
			t.Skipf("no small disk is to be had: %v", err)
		}
		err := fill(started(t, folder), func() error {
			return syscall.Mount("tmpfs", folder, "tmpfs", syscall.MS_REMOUNT, "size=20m")
		})
		if err != nil {
			t.Errorf("%d kB: %v", kilobytes, err)
		} else {
			sizes++
		}
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	}
	figure(t, "disk full, real", "12 small disks, 0 lost, readable while full, goes on after", sizes == 12,
		"%d of 12 small disks: said SQLITE_FULL, everything readable, went on, 0 lost", sizes)
}
