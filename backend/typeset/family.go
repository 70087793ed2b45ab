package typeset

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/language"
)

// Noto Sans for Latin, Greek and Cyrillic, for eighteen other scripts, and
// Noto Emoji; with their licence. tools/fonts.sh packs them.
//
//go:embed fonts/fonts.zip
var fontArchive []byte

// scriptFonts is the font that sets each script; all others the computer's own
// fonts must set.
var scriptFonts = map[language.Script]string{
	language.Arabic: "Arabic", language.Armenian: "Armenian", language.Bengali: "Bengali", language.Devanagari: "Devanagari",
	language.Ethiopic: "Ethiopic", language.Georgian: "Georgian", language.Gujarati: "Gujarati", language.Gurmukhi: "Gurmukhi",
	language.Hebrew: "Hebrew", language.Kannada: "Kannada", language.Khmer: "Khmer", language.Lao: "Lao",
	language.Malayalam: "Malayalam", language.Myanmar: "Myanmar", language.Sinhala: "Sinhala", language.Tamil: "Tamil",
	language.Telugu: "Telugu", language.Thai: "Thai",
}

// family is the fonts of one weight: the main one, others as they are needed.
type family struct {
	bold bool
	main *font

	letters [simpleEnd]letter // the main font's simple letters

	mutex  sync.Mutex
	others map[string]*font // by name in the archive
	shapes shapeCache
}

// letter is a simple letter's glyph, of id 0 where the font has none.
type letter struct {
	id    uint32
	width int
	ink   ink
}

var regular, bold = sync.OnceValue(openFamily(false)), sync.OnceValue(openFamily(true))

// face gives the family of a weight, opened once in the life of the program.
func face(isBold bool) *family {
	if isBold {
		return bold()
	}
	return regular()
}

func openFamily(isBold bool) func() *family {
	return func() *family {
		f := &family{bold: isBold, others: map[string]*font{}}
		f.main = f.packed("NotoSans")
		for r := range rune(simpleEnd) {
			if id, has := f.main.nominal(r); has && simple(r) {
				f.letters[r] = letter{id, f.main.advance(id), f.main.inkOf(id)}
			}
		}
		return f
	}
}

// packed gives a font of the archive. A fault in a file that is part of the
// program is a fault of the build: it panics, and Render turns that into an
// error.
func (f *family) packed(name string) *font {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	weight := "-Regular"
	if f.bold && name != "NotoEmoji" { // emoji come in one weight
		weight = "-Bold"
	}
	if known := f.others[name]; known != nil {
		return known
	}
	opened, err := unpackFont(name + weight)
	if err != nil {
		panic(fmt.Errorf("font %s: %w", name+weight, err))
	}
	f.others[name] = opened
	return opened
}

func unpackFont(name string) (*font, error) {
	archive, err := zip.NewReader(bytes.NewReader(fontArchive), int64(len(fontArchive)))
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(archive.File, func(f *zip.File) bool { return f.Name == name+".ttf" })
	if at < 0 {
		return nil, fs.ErrNotExist
	}
	data, err := unpack(archive.File[at])
	if err != nil {
		return nil, err
	}
	loader, err := opentype.NewLoader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return newFont(name, loader, data)
}

// unpack gives a file of the archive: the main fonts lie there as they are, so
// that a paper of simple letters is set without unpacking anything.
func unpack(file *zip.File) ([]byte, error) {
	size := int(file.UncompressedSize64)
	if file.Method == zip.Store {
		from, err := file.DataOffset()
		if err != nil {
			return nil, err
		}
		return fontArchive[from : int(from)+size : int(from)+size], nil
	}
	packed, err := file.Open()
	if err != nil {
		return nil, err
	}
	data := make([]byte, size)
	_, err = io.ReadFull(packed, data)
	return data, errors.Join(err, packed.Close())
}

// fontsFor gives the font of each letter of a text, nil where there is none.
// A word is set in one font if one has all its letters, since mixed faces
// inside a word look broken; else each of its letters, with its marks, takes
// the first font that has it.
func (f *family) fontsFor(text []rune) []*font {
	fonts := make([]*font, len(text))
	for from := 0; from < len(text); {
		to := from + 1
		if text[from] != ' ' && text[from] != '\u00a0' {
			for to < len(text) && text[to] != ' ' && text[to] != '\u00a0' {
				to++
			}
		}
		f.fontsOfWord(text[from:to], fonts[from:to])
		from = to
	}
	f.spaces(text, fonts)
	return fonts
}

// spaces gives the spaces between words of one font to that font, so that the
// words stay in one run: readers of PDF put the words of a run that goes from
// right to left into order, but not runs. The emoji's space is too wide.
func (f *family) spaces(text []rune, fonts []*font) {
	for i := 1; i < len(text)-1; i++ {
		if own := fonts[i-1]; text[i] == ' ' && own != nil && own == fonts[i+1] && own != f.main &&
			!strings.HasPrefix(own.name, "NotoEmoji") && own.covers(text[i:i+1]) {
			fonts[i] = own
		}
	}
}

func (f *family) fontsOfWord(word []rune, fonts []*font) {
	if whole := f.fontOf(word); whole != nil {
		for i := range fonts {
			fonts[i] = whole
		}
		return
	}
	for from := 0; from < len(word); {
		to := clusterEnd(word, from)
		cluster := f.fontOf(word[from:to])
		for i := from; i < to; i++ {
			fonts[i] = cluster
		}
		from = to
	}
}

// fontOf gives the first font that has all letters of a text: the main one, its
// script's, the emoji, then the computer's own.
func (f *family) fontOf(text []rune) *font {
	if f.main.covers(text) {
		return f.main
	}
	for _, r := range text {
		if name, has := scriptFonts[language.LookupScript(r)]; has {
			if own := f.packed("NotoSans" + name); own.covers(text) {
				return own
			}
			break
		}
	}
	if emoji := f.packed("NotoEmoji"); !plainASCII(text) && emoji.covers(text) {
		return emoji
	}
	return systemFont(text, f.bold)
}

// plainASCII keeps digits out of the emoji font, which has them for keycaps.
func plainASCII(text []rune) bool {
	for _, r := range text {
		if r > unicode.MaxASCII {
			return false
		}
	}
	return true
}

// unseen says that a letter only steers how others are drawn.
func unseen(r rune) bool {
	return isJoiner(r) || unicode.Is(unicode.Variation_Selector, r)
}
