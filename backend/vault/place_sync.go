package vault

import (
	"encoding/json"
	"encoding/xml"
	"path"
	"slices"
	"strings"
)

// How services that copy folders are known: by what they set or write about
// themselves, by the files they leave in their folders, and last by the names
// that they give them.

// service is one of them.
type service struct {
	name    string
	told    func(surroundings) []string // the folders it says it keeps
	markers []string                    // names in its folders, with * and ?; none that also stands in a home folder, as settings do
	folders []string                    // what it calls its folder, anywhere
	atHome  []string                    // likewise, but a common word: only right in the home folder
}

var services = []service{
	{name: "OneDrive", told: oneDrive, folders: []string{"OneDrive"}},
	{name: "Dropbox", told: dropbox, markers: []string{".dropbox.cache"}, folders: []string{"Dropbox"}},
	{name: "Google Drive", markers: []string{".tmp.drivedownload", ".tmp.driveupload", ".shortcut-targets-by-id"},
		folders: []string{"Google Drive", "GoogleDrive", "My Drive"}},
	{name: "iCloud Drive", folders: []string{"iCloudDrive", "iCloud Drive", "Mobile Documents", "com~apple~CloudDocs"}},
	{name: "Nextcloud", told: nextcloud, markers: []string{".nextcloudsync.log", ".sync_*.db", "._sync_*.db"}, folders: []string{"Nextcloud"}},
	{name: "ownCloud", told: ownCloud, markers: []string{".owncloudsync.log"}, folders: []string{"ownCloud"}},
	{name: "Syncthing", told: syncthing, markers: []string{".stfolder", ".stignore"}},
	{name: "Resilio Sync", folders: []string{"Resilio Sync", "BTSync"}},
	{name: "Box", folders: []string{"Box Sync"}, atHome: []string{"Box"}},
	{name: "MEGA", markers: []string{".megaignore"}, folders: []string{"MEGAsync", "MEGAsync Downloads"}, atHome: []string{"MEGA"}},
	{name: "pCloud", folders: []string{"pCloudDrive", "pCloud Sync", "pCloud Drive"}},
	{name: "Seafile", markers: []string{".seafile-data"}, folders: []string{"SeaDrive"}, atHome: []string{"Seafile"}},
	{name: "Synology Drive", markers: []string{".SynologyWorkingDirectory"}, folders: []string{"SynologyDrive", "CloudStation"}},
	{name: "Proton Drive", folders: []string{"Proton Drive"}},
	{name: "Tresorit", folders: []string{"Tresorit"}},
	{name: "Sync.com", atHome: []string{"Sync"}},
	{name: "a cloud drive", folders: []string{"CloudStorage"}}, // macOS: what all of them live in
}

// syncedBy is the service that keeps a folder, or "".
func (s surroundings) syncedBy(folder string) string {
	for _, service := range services {
		if service.told == nil {
			continue
		}
		for _, root := range service.told(s) {
			if s.within(folder, root) {
				return service.name
			}
		}
	}
	for above, names := folder, s.split(folder); len(names) > 0; names = names[:len(names)-1] {
		inside := s.readDir(above + "/") // "C:" alone is not the root of a drive
		above = s.above(above)
		for _, service := range services {
			called := names[len(names)-1]
			isAtHome := slices.Equal(s.steps(above), s.steps(s.home))
			if service.left(inside) || anyCalled(service.folders, called) || isAtHome && anyCalled(service.atHome, called) {
				return service.name
			}
		}
	}
	return ""
}

// split and above take a path apart the way its own system does, also in a test
// on another.
func (s surroundings) split(folder string) []string {
	return strings.FieldsFunc(folder, s.divides)
}

func (s surroundings) above(folder string) string {
	return strings.TrimRightFunc(folder[:strings.LastIndexFunc(strings.TrimRightFunc(folder, s.divides), s.divides)+1], s.divides)
}

func (s surroundings) divides(r rune) bool { return r == '/' || s.windows && r == '\\' }

// left is whether one of the names in a folder is one that the service leaves.
func (v service) left(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.ContainsFunc(v.markers, func(marker string) bool {
			matches, _ := path.Match(marker, name) // the patterns are ours
			return matches
		})
	})
}

// anyCalled is whether a folder bears one of these names, or one of them with
// more about it: "Dropbox (Personal)", "OneDrive - A College".
func anyCalled(names []string, folder string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		if len(folder) < len(name) || !strings.EqualFold(folder[:len(name)], name) {
			return false
		}
		more := folder[len(name):]
		return more == "" || strings.HasPrefix(more, " (") || strings.HasPrefix(more, " -")
	})
}

func oneDrive(s surroundings) []string {
	return []string{s.getenv("OneDrive"), s.getenv("OneDriveConsumer"), s.getenv("OneDriveCommercial")}
}

// dropbox reads info.json, one account to each key.
func dropbox(s surroundings) (roots []string) {
	for _, text := range s.settings(`Dropbox\info.json`, ".dropbox/info.json") {
		var accounts map[string]struct {
			Path     string `json:"path"`
			RootPath string `json:"root_path"`
		}
		if json.Unmarshal(text, &accounts) == nil {
			for _, account := range accounts {
				roots = append(roots, account.Path, account.RootPath)
			}
		}
	}
	return roots
}

func nextcloud(s surroundings) []string {
	return localPaths(s.settings(`Nextcloud\nextcloud.cfg`, ".config/Nextcloud/nextcloud.cfg"))
}

func ownCloud(s surroundings) []string {
	return localPaths(s.settings(`ownCloud\owncloud.cfg`, ".config/ownCloud/owncloud.cfg"))
}

// localPaths are the lines "0\Folders\1\localPath=C:/…" of these clients' settings.
func localPaths(texts [][]byte) (roots []string) {
	for _, text := range texts {
		for line := range strings.Lines(string(text)) {
			if key, value, is := strings.Cut(strings.TrimSpace(line), "="); is && strings.HasSuffix(key, `\localPath`) {
				roots = append(roots, value)
			}
		}
	}
	return roots
}

func syncthing(s surroundings) (roots []string) {
	for _, text := range s.settings(`Syncthing\config.xml`, ".config/syncthing/config.xml", ".local/state/syncthing/config.xml") {
		var config struct {
			Folders []struct {
				Path string `xml:"path,attr"`
			} `xml:"folder"`
		}
		if xml.Unmarshal(text, &config) != nil {
			continue
		}
		for _, folder := range config.Folders {
			if rest, isShort := strings.CutPrefix(folder.Path, "~"); isShort {
				folder.Path = s.home + rest
			}
			roots = append(roots, folder.Path)
		}
	}
	return roots
}

// settings reads those of a service's settings files that are there: on Windows
// in both folders for such, elsewhere in the home folder.
func (s surroundings) settings(windows string, elsewhere ...string) (texts [][]byte) {
	paths := []string{s.getenv("APPDATA") + `\` + windows, s.getenv("LOCALAPPDATA") + `\` + windows}
	if !s.windows {
		paths = nil
		for _, path := range elsewhere {
			paths = append(paths, s.home+"/"+path)
		}
	}
	for _, path := range paths {
		if text, err := s.readFile(path); err == nil {
			texts = append(texts, text)
		}
	}
	return texts
}
