package typeset

import (
	"bytes"
	"cmp"
	"io"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	gofont "github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/fontscan"
)

// The computer's own fonts, for scripts that the program carries no font for.

// installed lists them, once in the life of the program and only when one is
// needed. Their index is kept in the user's cache, since reading every font
// takes seconds; a computer that cannot be searched has none.
var installed = sync.OnceValue(func() []fontscan.Footprint {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	cache = filepath.Join(cache, "daybook")
	if err := os.MkdirAll(cache, 0o700); err != nil {
		cache = os.TempDir()
	}
	found, err := fontscan.SystemFonts(log.New(io.Discard, "", 0), cache)
	if err != nil {
		return nil
	}
	return found
})

// systemKey remembers what was found for a text of one weight.
type systemKey struct {
	text string
	bold bool
}

var (
	systemMutex sync.Mutex
	systemFound = map[systemKey]*font{}     // nil: none has it
	systemOpen  = map[gofont.FontID]*font{} // nil: cannot be read
)

// systemFont gives the best of the computer's fonts that has all letters of a
// text and draws them as outlines, nil when there is none.
func systemFont(text []rune, isBold bool) *font {
	systemMutex.Lock()
	defer systemMutex.Unlock()
	key := systemKey{string(text), isBold}
	if known, asked := systemFound[key]; asked {
		return known
	}
	if len(systemFound) > shapesKept {
		clear(systemFound)
	}
	systemFound[key] = nil
	for _, candidate := range candidates(text, isBold) {
		if f := openSystem(candidate); f != nil && f.covers(text) && f.draws(text) {
			systemFound[key] = f
			break
		}
	}
	return systemFound[key]
}

// candidates gives the fonts that say they have all letters, the best first.
func candidates(text []rune, isBold bool) []fontscan.Footprint {
	var some []fontscan.Footprint
	for _, f := range installed() {
		if has := !slices.ContainsFunc(text, func(r rune) bool { return !unseen(r) && !f.Runes.Contains(r) }); has {
			some = append(some, f)
		}
	}
	weight := 400.0
	if isBold {
		weight = 700
	}
	// Outlines that can be embedded first, then plain styles of the right
	// weight; the file's name last, so that the choice is always the same.
	cost := func(f fontscan.Footprint) float64 {
		c := math.Abs(float64(f.Aspect.Weight) - weight)
		if f.Aspect.Style == gofont.StyleItalic {
			c += 500
		}
		if strings.Contains(f.Family, "mono") {
			c += 200
		}
		if ext := strings.ToLower(filepath.Ext(f.Location.File)); ext != ".ttf" && ext != ".ttc" {
			c += 1000
		}
		return c
	}
	slices.SortFunc(some, func(a, b fontscan.Footprint) int {
		return cmp.Or(cmp.Compare(cost(a), cost(b)), strings.Compare(a.Location.File, b.Location.File),
			cmp.Compare(a.Location.Index, b.Location.Index))
	})
	return some
}

// openSystem reads a font of the computer's; nil when it cannot.
func openSystem(f fontscan.Footprint) *font {
	if known, tried := systemOpen[f.Location]; tried {
		return known
	}
	systemOpen[f.Location] = nil
	data, err := os.ReadFile(f.Location.File)
	if err != nil {
		return nil
	}
	faces, err := opentype.NewLoaders(bytes.NewReader(data))
	if err != nil || int(f.Location.Index) >= len(faces) {
		return nil
	}
	whole := data
	if len(faces) > 1 {
		whole = nil
	}
	opened, err := newFont(filepath.Base(f.Location.File), faces[f.Location.Index], whole)
	if err != nil {
		return nil
	}
	systemOpen[f.Location] = opened
	return opened
}

// draws says that at least one letter of a text has an outline: a font of
// colour pictures has none.
func (f *font) draws(text []rune) bool {
	return slices.ContainsFunc(text, func(r rune) bool {
		id, has := f.nominal(r)
		return has && len(f.outline(id)) > 0
	})
}
