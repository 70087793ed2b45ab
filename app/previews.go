package app

import (
	"crypto/rand"
	"net/http"
	"strings"
	"sync"
)

// previewsAt is where the page fetches previews, among the window's own pages.
const previewsAt = "/pdf/"

// mostPreviews is how many are kept: the one that is looked at, and those before.
const mostPreviews = 3

// previews are the papers looked at last. They are in memory alone, under names
// that cannot be guessed, and gone with the sign-in.
type previews struct {
	mutex sync.Mutex
	kept  []previewed // the oldest first
}

type previewed struct {
	id  string
	pdf []byte
}

// keep keeps a preview and gives its name; the oldest makes room.
func (p *previews) keep(pdf []byte) (id string) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	id = rand.Text()
	p.kept = append(p.kept, previewed{id, pdf})
	if len(p.kept) > mostPreviews {
		p.kept = append([]previewed{}, p.kept[len(p.kept)-mostPreviews:]...)
	}
	return id
}

func (p *previews) find(id string) []byte {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for _, each := range p.kept {
		if each.id == id {
			return each.pdf
		}
	}
	return nil
}

func (p *previews) drop() {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.kept = nil
}

// ServeHTTP gives the page a preview by its name, while the gate is open; it is
// asked for what is not among the window's pages.
func (d *Door) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	id, asked := strings.CutPrefix(r.URL.Path, previewsAt)
	var pdf []byte
	if asked && (r.Method == http.MethodGet || r.Method == http.MethodHead) {
		pdf = d.preview(id)
	}
	if pdf == nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/pdf")
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write(pdf) // whoever stopped reading has what they wanted
}

// preview is a preview that may be shown at this moment, or nil.
func (d *Door) preview(id string) []byte {
	<-d.ready
	d.records.RLock()
	defer d.records.RUnlock()
	if d.may(permissions["PrintCentre.Preview"]) != nil {
		return nil
	}
	return d.previews.find(id)
}
