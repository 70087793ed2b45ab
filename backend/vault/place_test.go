package vault

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// computer is one that does not exist.
type computer struct {
	windows bool
	env     map[string]string
	files   map[string]string        // whole files, and the names a folder holds
	links   map[string]string        // folder → where it leads
	drives  map[string]Unsuitability // Windows, by letter
	sealed  []string                 // folders that nothing can be written to
	usb     map[string]string        // major:minor → where it hangs
}

func (c computer) surroundings() surroundings {
	s := surroundings{
		windows: c.windows,
		home:    "/home/lee",
		getenv:  func(name string) string { return c.env[name] },
		readFile: func(path string) ([]byte, error) {
			if text, is := c.files[path]; is {
				return []byte(text), nil
			}
			return nil, fs.ErrNotExist
		},
		readDir: func(folder string) (names []string) {
			for path := range c.files {
				if name, inside := strings.CutPrefix(path, strings.TrimRight(folder, "/")+"/"); inside && !strings.Contains(name, "/") {
					names = append(names, name)
				}
			}
			return names
		},
		readLink: func(path string) (string, error) {
			if to, is := c.usb[strings.TrimPrefix(path, "/sys/dev/block/")]; is {
				return to, nil
			}
			return "", fs.ErrNotExist
		},
		resolve: func(path string) (string, error) {
			for from, to := range c.links {
				if rest, leads := strings.CutPrefix(path, from); leads {
					return to + rest, nil
				}
			}
			return path, nil
		},
		drive: func(path string) (Unsuitability, bool) {
			kind, is := c.drives[path[:1]]
			return kind, is
		},
		probe: func(folder string) error {
			for _, sealed := range c.sealed {
				if strings.HasPrefix(folder, sealed) {
					return fs.ErrPermission
				}
			}
			return nil
		},
	}
	if c.windows {
		s.home = `C:\Users\lee`
	}
	return s
}

// mounts are a computer's own disk, and one more.
func mounts(more ...string) map[string]string {
	lines := append([]string{
		"22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw",
		"23 22 0:21 / /proc rw - proc proc rw",
	}, more...)
	return map[string]string{"/proc/self/mountinfo": strings.Join(lines, "\n") + "\n"}
}

func withFile(files map[string]string, path, text string) map[string]string {
	files[path] = text
	return files
}

const appData = `C:\Users\lee\AppData\Roaming`

func win(c computer) computer { c.windows = true; return c }

// judged are folders of such computers, and what is said of them.
var judged = map[string]struct {
	computer computer
	folder   string
	want     string // kind, then the name
}{
	"a home folder":                 {computer{files: mounts()}, "/home/lee/.local/share/daybook-data/north", ""},
	"a home folder on Windows":      {win(computer{}), `C:\Users\lee\AppData\Local\Daybook-data\north`, ""},
	"a home folder with settings":   {computer{files: withFile(withFile(mounts(), "/home/lee/.dropbox", ""), "/home/lee/.sync", "")}, "/home/lee/north", ""},
	"a second fixed disk":           {computer{files: mounts("30 22 8:17 / /data rw - ext4 /dev/sdb1 rw"), usb: map[string]string{"8:17": "/sys/devices/pci0000:00/ata2/block/sdb/sdb1"}}, "/data/north", ""},
	"a disk shared by the host":     {computer{files: mounts("30 22 0:40 / /host rw - 9p host rw")}, "/host/north", ""},
	"a name that only begins alike": {computer{files: mounts()}, "/home/lee/Dropboxes/north", ""},
	"a box that is not a service":   {computer{files: mounts()}, "/srv/Box/north", ""},
	"a long path on Windows":        {win(computer{}), `\\?\C:\Users\lee\north`, ""},
	"OneDrive by its variable":      {win(computer{env: map[string]string{"OneDriveCommercial": `D:\Work Files`}}), `d:\work files\north`, "place.syncFolder OneDrive"},
	"OneDrive behind a long path":   {win(computer{env: map[string]string{"OneDrive": `D:\Files`}}), `\\?\D:\Files\north`, "place.syncFolder OneDrive"},
	"OneDrive by its name":          {win(computer{}), `C:\Users\lee\OneDrive - North College\north`, "place.syncFolder OneDrive"},
	"Documents kept by OneDrive":    {win(computer{env: map[string]string{"OneDrive": `C:\Users\lee\OneDrive`}}), `C:/Users/lee/onedrive/Documents/north`, "place.syncFolder OneDrive"},
	"beside a folder of OneDrive":   {win(computer{env: map[string]string{"OneDrive": `D:\Files`}}), `D:\Files2\north`, ""},
	"Dropbox by its settings":       {computer{files: withFile(mounts(), "/home/lee/.dropbox/info.json", `{"business":{"path":"/srv/shared","root_path":"/srv/team"}}`)}, "/srv/team/north", "place.syncFolder Dropbox"},
	"Dropbox by its settings, Windows": {win(computer{env: map[string]string{"APPDATA": appData}, files: map[string]string{appData + `\Dropbox\info.json`: `{"personal":{"path":"E:\\Shared"}}`}}),
		`E:\Shared\north`, "place.syncFolder Dropbox"},
	"Dropbox by what it leaves":      {computer{files: withFile(mounts(), "/srv/ours/.dropbox.cache", "")}, "/srv/ours/a/b", "place.syncFolder Dropbox"},
	"Dropbox through a link":         {computer{files: mounts(), links: map[string]string{"/home/lee/north": "/home/lee/Dropbox (Team)/north"}}, "/home/lee/north", "place.syncFolder Dropbox"},
	"a link in Dropbox leading out":  {computer{files: mounts(), links: map[string]string{"/home/lee/Dropbox": "/srv/big"}}, "/home/lee/Dropbox/north", "place.syncFolder Dropbox"},
	"OneDrive's root is a link":      {computer{files: mounts(), env: map[string]string{"OneDrive": "/home/lee/one"}, links: map[string]string{"/home/lee/one": "/srv/big"}}, "/srv/big/north", "place.syncFolder OneDrive"},
	"Google Drive":                   {win(computer{}), `G:\My Drive\north`, "place.syncFolder Google Drive"},
	"Google Drive by what it leaves": {computer{files: withFile(mounts(), "/srv/g/.tmp.drivedownload", "")}, "/srv/g/north", "place.syncFolder Google Drive"},
	"iCloud Drive":                   {win(computer{}), `C:\Users\lee\iCloudDrive\north`, "place.syncFolder iCloud Drive"},
	"Nextcloud by its settings":      {computer{files: withFile(mounts(), "/home/lee/.config/Nextcloud/nextcloud.cfg", "[Accounts]\n0\\Folders\\1\\localPath=/srv/nc/\n")}, "/srv/nc/north", "place.syncFolder Nextcloud"},
	"Nextcloud by what it leaves":    {computer{files: withFile(mounts(), "/srv/x/.sync_4a5b6c.db", "")}, "/srv/x/north", "place.syncFolder Nextcloud"},
	"ownCloud":                       {computer{files: withFile(mounts(), "/srv/x/.owncloudsync.log", "")}, "/srv/x/north", "place.syncFolder ownCloud"},
	"Syncthing by its settings":      {computer{files: withFile(mounts(), "/home/lee/.config/syncthing/config.xml", `<configuration><folder id="a" path="~/all"></folder></configuration>`)}, "/home/lee/all/north", "place.syncFolder Syncthing"},
	"Syncthing by what it leaves":    {computer{files: withFile(mounts(), "/srv/s/.stfolder", "")}, "/srv/s", "place.syncFolder Syncthing"},
	"Box":                            {win(computer{}), `C:\Users\lee\Box\north`, "place.syncFolder Box"},
	"MEGA":                           {computer{files: mounts()}, "/home/lee/MEGA/north", "place.syncFolder MEGA"},
	"pCloud":                         {computer{files: mounts("30 22 0:50 / /home/lee/p rw - fuse.pCloud.fs pCloud.fs rw")}, "/home/lee/p/north", "place.syncFolder pCloud"},
	"Seafile":                        {computer{files: withFile(mounts(), "/srv/s/.seafile-data", "")}, "/srv/s/lib/north", "place.syncFolder Seafile"},
	"a share on Windows":             {win(computer{}), `\\server\share\north`, "place.network "},
	"a share behind a long path":     {win(computer{}), `\\?\unc\server\share\north`, "place.network "},
	"a drive that is a share":        {win(computer{drives: map[string]Unsuitability{"N": NetworkPlace}}), `N:\north`, "place.network "},
	"NFS":                            {computer{files: mounts("30 22 0:50 / /home rw - nfs4 server:/home rw")}, "/home/lee/north", "place.network nfs4"},
	"a Windows share on Linux":       {computer{files: mounts(`30 22 0:50 / /mnt/our\040share rw - cifs //server/share rw`)}, "/mnt/our share/north", "place.network cifs"},
	"over SSH":                       {computer{files: mounts("30 22 0:50 / /home/lee/far rw - fuse.sshfs lee@far: rw")}, "/home/lee/far", "place.network fuse.sshfs"},
	"a local disk within a share":    {computer{files: mounts("30 22 0:50 / /far rw - nfs4 server:/ rw", "31 30 8:17 / /far/near rw - ext4 /dev/sdb1 rw")}, "/far/near/north", ""},
	"a share mounted over a disk":    {computer{files: mounts("30 22 8:17 / /d rw - ext4 /dev/sdb1 rw", "31 22 0:50 / /d rw - nfs4 server:/ rw")}, "/d/north", "place.network nfs4"},
	"a stick on Windows":             {win(computer{drives: map[string]Unsuitability{"E": RemovablePlace}}), `E:\north`, "place.removable "},
	"a stick by where it stands":     {computer{files: mounts("30 22 8:33 / /run/media/lee/STICK rw - vfat /dev/sdc1 rw")}, "/run/media/lee/STICK/north", "place.removable "},
	"a stick by what it says":        {computer{files: withFile(mounts("30 22 8:33 / /mnt/s rw - vfat /dev/sdc1 rw"), "/sys/devices/mmc0/block/sdc/removable", "1\n"), usb: map[string]string{"8:33": "/sys/devices/mmc0/block/sdc/sdc1"}}, "/mnt/s/north", "place.removable "},
	"a disk on USB":                  {computer{files: mounts("30 22 8:33 / /mnt/s rw - ext4 /dev/sdc1 rw"), usb: map[string]string{"8:33": "/sys/devices/pci0/usb2/2-1/block/sdc/sdc1"}}, "/mnt/s/north", "place.removable "},
	"in memory":                      {computer{files: mounts("30 22 0:60 / /mem rw - tmpfs tmpfs rw")}, "/mem/north", ""}, // of no lasting use, but no harm comes of it
	"in memory, for reading":         {computer{files: mounts("30 22 0:60 / /mem ro - tmpfs tmpfs ro")}, "/mem/north", "place.readOnly "},
	"mounted for reading":            {computer{files: mounts("30 22 8:17 / /old ro,relatime - ext4 /dev/sdb1 ro")}, "/old/north", "place.readOnly "},
	"no rights":                      {computer{files: mounts(), sealed: []string{"/opt"}}, "/opt/north", "place.readOnly "},
	"a CD":                           {win(computer{drives: map[string]Unsuitability{"D": ReadOnlyPlace}}), `D:\north`, "place.readOnly "},
}

func TestPlacesWhereNoCollegeMayLive(t *testing.T) {
	for name, c := range judged {
		t.Run(name, func(t *testing.T) {
			got := ""
			if u := c.computer.surroundings().judge(c.folder); u != nil {
				got = string(u.Kind) + " " + u.Name
			}
			if got != c.want {
				t.Errorf("judged %q, want %q", got, c.want)
			}
		})
	}
}

// What stands on this very computer is judged too, without a table. The folders
// of a test lie wherever the computer has its temporary ones.
func TestThisComputer(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links need a right of their own on Windows")
	}
	folder := t.TempDir()
	synced := filepath.Join(folder, "elsewhere")
	if err := errors.Join(os.Mkdir(synced, 0o700), os.Mkdir(filepath.Join(synced, ".stfolder"), 0o700), os.Symlink(synced, filepath.Join(folder, "here"))); err != nil {
		t.Fatal(err)
	}
	if u := Judge(filepath.Join(folder, "here", "not", "yet")); u == nil || u.Kind != SyncPlace {
		t.Errorf("a link into a synced folder: %v", u)
	}
	if real, err := resolve(filepath.Join(folder, "here", "not", "yet")); err != nil || real != filepath.Join(synced, "not", "yet") {
		t.Errorf("the link was followed to %q, %v", real, err)
	}
	file := filepath.Join(folder, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if u := Judge(filepath.Join(file, "college")); u == nil || u.Kind != ReadOnlyPlace {
		t.Errorf("a folder below a plain file: %v", u)
	}
	if err := probe(filepath.Join(folder, "a", "b")); err != nil {
		t.Errorf("a folder that can be made: %v", err)
	}
	if names := namesIn(folder); len(names) != 3 {
		t.Errorf("trying left something behind: %v", names)
	}
}

// A service that is not there keeps no folder: least of all the one that the
// program runs in, which an empty path would mean.
func TestTheWorkingFolderIsNobodys(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(folder)
	for _, name := range []string{"OneDrive", "OneDriveConsumer", "OneDriveCommercial"} {
		t.Setenv(name, "")
	}
	if u := Judge(filepath.Join(folder, "college")); u != nil && u.Kind == SyncPlace {
		t.Errorf("it is taken for %s", u.Name)
	}
}
