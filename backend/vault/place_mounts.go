package vault

import (
	"slices"
	"strings"
)

// mount is one line of Linux's /proc/self/mountinfo.
type mount struct {
	device  string // major:minor
	at      string
	kind    string // of file system
	options []string
}

// What Linux calls the file systems of which a college cannot live on any. Those
// of virtual machines that share their host's disk (9p, virtiofs) are no network.
var (
	networkKinds = []string{"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ncpfs", "ncp", "davfs", "ceph", "glusterfs", "lustre", "coda",
		"fuse.sshfs", "fuse.rclone", "fuse.davfs", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.s3fs", "fuse.smbnetfs", "fuse.curlftpfs"}
	cloudKinds = map[string]string{"fuse.onedriver": "OneDrive", "fuse.google-drive-ocamlfuse": "Google Drive", "fuse.pcloud": "pCloud",
		"fuse.pCloud.fs": "pCloud", "fuse.seadrive": "Seafile", "fuse.dbxfs": "Dropbox", "fuse.mega-fs": "MEGA", "fuse.insync": "Google Drive"}
	stickRoots = []string{"/media", "/run/media"}
)

// mounted judges the mount that a folder lies on. Where there is no list of
// mounts nothing is known, and nothing refused.
func (s surroundings) mounted(path string) *Unsuited {
	m, found := s.mountOf(path)
	switch {
	case !found:
		return nil
	case cloudKinds[m.kind] != "":
		return &Unsuited{SyncPlace, cloudKinds[m.kind]}
	case slices.Contains(networkKinds, m.kind):
		return &Unsuited{NetworkPlace, m.kind}
	case s.isStick(m):
		return &Unsuited{Kind: RemovablePlace}
	case slices.Contains(m.options, "ro"):
		return &Unsuited{Kind: ReadOnlyPlace}
	}
	return nil
}

// mountOf is the mount with the longest path above; of two at the same place the
// later one lies on top.
func (s surroundings) mountOf(path string) (deepest mount, found bool) {
	list, _ := s.readFile("/proc/self/mountinfo")
	inside := s.steps(path)
	for line := range strings.Lines(string(list)) {
		m, reads := parseMount(line)
		at := s.steps(m.at)
		if reads && len(at) <= len(inside) && slices.Equal(at, inside[:len(at)]) && len(at) >= len(s.steps(deepest.at)) {
			deepest, found = m, true
		}
	}
	return deepest, found
}

// parseMount reads "36 35 98:0 / /mnt rw,noatime shared:1 - ext3 /dev/sda rw".
func parseMount(line string) (mount, bool) {
	before, after, divided := strings.Cut(line, " - ")
	ours, theirs := strings.Fields(before), strings.Fields(after)
	if !divided || len(ours) < 6 || len(theirs) < 1 {
		return mount{}, false
	}
	plain := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`)
	return mount{ours[2], plain.Replace(ours[4]), theirs[0], strings.Split(ours[5], ",")}, true
}

// isStick is whether a mount can be pulled out: by where it stands, by what the
// disk says of itself, or because it hangs on USB (such disks call themselves fixed).
func (s surroundings) isStick(m mount) bool {
	for _, root := range stickRoots {
		if s.within(m.at, root) {
			return true
		}
	}
	device, err := s.readLink("/sys/dev/block/" + m.device)
	if err != nil {
		return false
	}
	if strings.Contains(device, "/usb") {
		return true
	}
	for _, disk := range []string{device, s.above(device)} { // a partition's own folder does not say
		if says, err := s.readFile(disk + "/removable"); err == nil && strings.TrimSpace(string(says)) == "1" {
			return true
		}
	}
	return false
}
