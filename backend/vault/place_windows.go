package vault

import (
	"encoding/binary"
	"strings"

	"golang.org/x/sys/windows"
)

// driveOf is what Windows says of the volume that a path lies on.
func driveOf(path string) (Unsuitability, bool) {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return "", false
	}
	root := make([]uint16, windows.MAX_LONG_PATH)
	if windows.GetVolumePathName(name, &root[0], uint32(len(root))) != nil {
		return "", false
	}
	switch windows.GetDriveType(&root[0]) {
	case windows.DRIVE_REMOTE:
		return NetworkPlace, true
	case windows.DRIVE_REMOVABLE:
		return RemovablePlace, true
	case windows.DRIVE_CDROM:
		return ReadOnlyPlace, true
	}
	return RemovablePlace, hangsOnUSB(windows.UTF16ToString(root))
}

// From winioctl.h: the question for a disk's description, and what it answers
// for a disk on USB, which calls itself fixed.
const (
	storageQueryProperty = 0x2d1400
	busTypeAt            = 28
	busTypeUSB           = 7
)

func hangsOnUSB(root string) bool {
	device, err := windows.UTF16PtrFromString(`\\.\` + strings.TrimSuffix(root, `\`))
	if err != nil {
		return false
	}
	const share = windows.FILE_SHARE_READ | windows.FILE_SHARE_WRITE
	disk, err := windows.CreateFile(device, 0, share, nil, windows.OPEN_EXISTING, 0, 0)
	if err != nil {
		return false
	}
	defer windows.CloseHandle(disk)
	query, answer := make([]byte, 12), make([]byte, 1024)
	var length uint32
	err = windows.DeviceIoControl(disk, storageQueryProperty, &query[0], uint32(len(query)), &answer[0], uint32(len(answer)), &length, nil)
	return err == nil && length >= busTypeAt+4 && binary.LittleEndian.Uint32(answer[busTypeAt:]) == busTypeUSB
}
