package store

import (
	"bytes"
	"encoding/json"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"daybook/backend/college"
	"daybook/backend/words"
)

// drawn is a picture of one colour with a red corner at the top left.
func drawn(w, h int) *image.NRGBA {
	picture := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			picture.SetNRGBA(x, y, color.NRGBA{0, 80, 200, 255})
			if x < w/2 && y < h/2 {
				picture.SetNRGBA(x, y, color.NRGBA{220, 0, 0, 255})
			}
		}
	}
	return picture
}

func asPNG(picture image.Image) []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func asJPEG(picture image.Image, exif ...byte) []byte {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, nil); err != nil {
		panic(err)
	}
	if len(exif) == 0 {
		return out.Bytes()
	}
	segment := append([]byte{0xff, 0xe1, 0, byte(len(exif) + 2)}, exif...)
	return append(append([]byte{0xff, 0xd8}, segment...), out.Bytes()[2:]...)
}

// onItsSide is the EXIF of a camera held upright: orientation 6.
var onItsSide = []byte("Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")

// noise is a picture that no encoder makes small.
func noise(w, h int) image.Image {
	picture, r := image.NewNRGBA(image.Rect(0, 0, w, h)), rand.New(rand.NewPCG(1, 2))
	for i := range picture.Pix {
		picture.Pix[i] = byte(r.UintN(256))
	}
	return picture
}

func TestPicturesAreMadeAnew(t *testing.T) {
	deep := image.NewNRGBA64(image.Rect(0, 0, 30, 20))
	grey := image.NewGray(image.Rect(0, 0, 40, 40))
	for name, x := range map[string]struct {
		raw  []byte
		w, h int
	}{
		"a PNG":            {asPNG(drawn(64, 32)), 64, 32},
		"a JPEG":           {asJPEG(drawn(64, 32)), 64, 32},
		"on its side":      {asJPEG(drawn(64, 32), onItsSide...), 32, 64},
		"sixteen bits":     {asPNG(deep), 30, 20},
		"grey":             {asPNG(grey), 40, 40},
		"too wide":         {asPNG(drawn(4000, 10)), 1600, 4},
		"too high":         {asPNG(drawn(3, 3200)), 1, 1600},
		"twenty megapixel": {asJPEG(image.NewGray(image.Rect(0, 0, 5000, 4000))), 1600, 1280},
	} {
		made, err := tidyPicture(x.raw)
		fine(t, err)
		config, format, err := image.DecodeConfig(bytes.NewReader(made))
		if err != nil || format != "png" || config.Width != x.w || config.Height != x.h || len(made) > pictureBytes {
			t.Errorf("%s is %d × %d %s of %d bytes: %v", name, config.Width, config.Height, format, len(made), err)
		}
		if again, err := tidyPicture(made); err != nil || !bytes.Equal(again, made) {
			t.Errorf("%s, made anew again, is another: %v", name, err)
		}
		if bytes.Contains(made, []byte("Exif")) {
			t.Errorf("%s keeps what the camera wrote", name)
		}
	}
	made, err := tidyPicture(asPNG(noise(900, 900)))
	if err != nil || len(made) > pictureBytes {
		t.Errorf("noise has %d bytes: %v", len(made), err)
	}
	upright, err := png.Decode(bytes.NewReader(must(tidyPicture(asJPEG(drawn(64, 32), onItsSide...)))))
	fine(t, err)
	if r, _, b, _ := upright.At(30, 2).RGBA(); r < b { // the red corner went from the top left to the top right
		t.Error("a photo on its side was not set upright")
	}
	for name, x := range map[string]struct {
		raw []byte
		key string
	}{
		"a text": {[]byte("hello"), "picture.notOne"}, "a GIF": {[]byte("GIF89a\x01\x00\x01\x00\x00\x00\x00"), "picture.notOne"},
		"cut off":       {asPNG(drawn(64, 32))[:60], "picture.damaged"},
		"of all pixels": {asPNG(image.NewGray(image.Rect(0, 0, 1, 1)))[:8], "picture.notOne"},
		"a huge one":    {hugePNG(), "picture.tooLarge"},
	} {
		_, err := tidyPicture(x.raw)
		if r := college.AsRefusal(err); r == nil || r.Key != x.key {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// hugePNG says that it is 60,000 pixels wide and high; its head is right, the
// rest is not there.
func hugePNG() []byte {
	raw := asPNG(image.NewGray(image.Rect(0, 0, 60_000, 1)))
	copy(raw[20:], []byte{0, 0, 0xea, 0x60})
	var head bytes.Buffer
	head.Write(raw[12:29])
	sum := crc(head.Bytes())
	copy(raw[29:], []byte{byte(sum >> 24), byte(sum >> 16), byte(sum >> 8), byte(sum)})
	return raw
}

func TestTheFaceOfTheCollege(t *testing.T) {
	c := small(t)
	face := college.Face{College: "Testwick College", ShortName: "Testwick", Strapline: "Learning together", Phone: "01632 960001", Email: "hello@example.org",
		Website: "testwick.example.org", Address: "1 Mill Street", Colour: "#1f5f8b", Logos: [][]byte{asPNG(drawn(64, 32)), asJPEG(drawn(8, 8))},
		LogoAlts: []string{"A blue flag", "A square"}, Signature: asPNG(drawn(200, 40)), Signatory: "Nadia Hale", Role: "Leader", CrisisText: "Ring 111"}
	c.exec("UPDATE venues.card SET idle_minutes = 7, sample = 1")
	fine(t, c.SetOwnWords(c.ctx(), map[string]string{"student": " learner ", "tutor": ""}))
	for range 2 { // saving it again is harmless
		fine(t, c.SaveFace(c.ctx(), face))
		got := must(c.Face(c.ctx()))
		want := face
		want.Sample = true
		want.Logos = [][]byte{must(tidyPicture(face.Logos[0])), must(tidyPicture(face.Logos[1]))}
		want.Signature = must(tidyPicture(face.Signature))
		if !reflect.DeepEqual(got, want) {
			t.Errorf("the face is\n%+v, want\n%+v", got, want)
		}
		face = got
	}
	card := must(c.Card(c.ctx()))
	if card.IdleMinutes != 7 || !reflect.DeepEqual(card.OwnWords, map[string]string{"student": "learner"}) {
		t.Errorf("the card lost something: %+v", card)
	}

	c.signedIn("Vera", volunteerPass)
	vera := must(c.Face(c.ctx()))
	if vera.College != face.College || len(vera.Logos) != 2 || vera.Address != "" || vera.Signature != nil {
		t.Errorf("a volunteer sees %+v", vera)
	}
	refused(t, c.SaveFace(c.ctx(), face), "store.leaderOnly")
	refused(t, c.SetOwnWords(c.ctx(), nil), "store.leaderOnly")
}

func TestFacesThatAreNotSaved(t *testing.T) {
	c := small(t)
	before := c.dump()
	good := college.Face{College: "Testwick College"}
	for name, x := range map[string]struct {
		spoil func(*college.Face)
		field string
		key   string
	}{
		"no name":         {func(f *college.Face) { f.College = " " }, "college", "face.nameNeeded"},
		"a colour's name": {func(f *college.Face) { f.Colour = "teal" }, "colour", "face.colour"},
		"in capitals":     {func(f *college.Face) { f.Colour = "#1F5F8B" }, "colour", "face.colour"},
		"no e-mail":       {func(f *college.Face) { f.Email = "hello" }, "email", "person.email"},
		"four logos": {func(f *college.Face) {
			f.Logos, f.LogoAlts = [][]byte{{1}, {1}, {1}, {1}}, []string{"a", "b", "c", "d"}
		}, "logos", "face.tooManyLogos"},
		"an empty logo":    {func(f *college.Face) { f.Logos, f.LogoAlts = [][]byte{{}}, []string{"Nothing"} }, "logos", "picture.notOne"},
		"a logo unsaid":    {func(f *college.Face) { f.Logos = [][]byte{asPNG(drawn(8, 8))} }, "logoAlts", "face.altNeeded"},
		"a long strapline": {func(f *college.Face) { f.Strapline = strings.Repeat("x", 161) }, "strapline", "field.tooLong"},
	} {
		face := good
		x.spoil(&face)
		err := c.SaveFace(c.ctx(), face)
		refused(t, err, "face.invalid")
		fields := college.AsRefusal(err).Fields
		if len(fields) != 1 || fields[0].Field != x.field || fields[0].Key != x.key {
			t.Errorf("%s: %+v", name, fields)
			continue
		}
		says(t, fields[0].Key, fields[0].Values)
	}
	face := good
	face.Signature = []byte("a signature")
	refused(t, c.SaveFace(c.ctx(), face), "picture.notOne")
	for name, own := range map[string]map[string]string{
		"no such term": {"nurse": "x"}, "no word": {"student": "123"}, "braces": {"student": "{name}"}, "too long": {"student": strings.Repeat("x", 31)},
	} {
		if err := c.SetOwnWords(c.ctx(), own); college.AsRefusal(err) == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	unchanged(t, before, c.dump())
}

// TestOwnTermsAreThoseOfTheCatalogue: each has its usual word, and each that a
// sentence has a place for may be set.
func TestOwnTermsAreThoseOfTheCatalogue(t *testing.T) {
	own := map[string]string{}
	for _, term := range college.OwnTerms {
		if !words.Has("term." + term) {
			t.Errorf("the catalogue has no usual word for %s", term)
		}
		own[term] = "\x01"
	}
	used := 0
	for _, key := range words.Keys() {
		usual, said := words.Say(key, nil), words.Catalogue{Own: own}.Say(key, nil)
		used += strings.Count(said, "\x01")
		if usual == said && strings.Contains(rawSentence(t, key), "{$") {
			t.Errorf("%s has a term that a college cannot set", key)
		}
	}
	if used < 10 {
		t.Errorf("own words stand in %d places only", used)
	}
}

var catalogue map[string]string

// rawSentence is a sentence as the catalogue has it, its places not filled.
func rawSentence(t *testing.T, key string) string {
	t.Helper()
	if catalogue == nil {
		fine(t, json.Unmarshal(must(os.ReadFile(filepath.Join("..", "words", "en.json"))), &catalogue))
	}
	return catalogue[key]
}

func crc(chunk []byte) uint32 { return crc32.ChecksumIEEE(chunk) }
