package typeset

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"image"
	"image/color"
	"image/png"
	"testing"
	"time"
)

// fourInks is a JPEG of 16 × 8 dots in cyan, magenta, yellow and black, red
// above and white below, as printers' programs write logos.
const fourInks = "/9j/7gAOQWRvYmUAZAAAAAAC/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFB" +
	"gSFBUU/9sAQwEDBAQFBAUJBQUJFA0LDRQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU/8AAFAgACAAQ" +
	"BAERAAIRAQMRAQQRAP/EABYAAQEBAAAAAAAAAAAAAAAAAAAHCf/EABgQAAIDAAAAAAAAAAAAAAAAAAAZZ6Xk/8QAFgEBAQEAAAAAAAAAAAAAAA" +
	"AAAAYI/8QAHBEAAQMFAAAAAAAAAAAAAAAAABYXY2Wio+Lj/9oADgQBAAIRAxEEAAA/AIw0eMr/ADFyp4btTKjFVLF1NUw0eMr/ADBTw3ahiqli" +
	"6g//2Q=="

// TestPicturesOfEveryMake reads what colleges have for logos: red stays red.
func TestPicturesOfEveryMake(t *testing.T) {
	adobe, err := base64.StdEncoding.DecodeString(fourInks)
	if err != nil {
		t.Fatal(err)
	}
	// Without its mark the inks are read the other way round.
	from := bytes.Index(adobe, []byte("\xFF\xEE"))
	plain := append(bytes.Clone(adobe[:from]), adobe[from+16:]...)
	deep := image.NewRGBA64(image.Rect(0, 0, 16, 8))
	grey := image.NewGray16(image.Rect(0, 0, 16, 8))
	for y := range 8 {
		for x := range 16 {
			deep.Set(x, y, color.RGBA64{0xFFFF, 0, 0, 0xFFFF})
			grey.Set(x, y, color.Gray16{0x8080})
		}
	}
	for name, c := range map[string]struct {
		data []byte
		want color.RGBA // of a dot at the top left
	}{
		"CMYK JPEG":             {adobe, color.RGBA{255, 0, 0, 255}},
		"CMYK JPEG, no mark":    {plain, color.RGBA{0, 0, 0, 255}}, // a full black ink
		"16-bit colour PNG":     {pngOf(deep), color.RGBA{255, 0, 0, 255}},
		"16-bit grey PNG":       {pngOf(grey), color.RGBA{128, 128, 128, 255}},
		"16-bit PNG with alpha": {pngOf(logoImage(16, 8)), color.RGBA{255, 0, 0, 255}},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := NewPicture(c.data, Size{45, 18})
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(bytes.NewReader(p.png))
			if err != nil {
				t.Fatal(err)
			}
			got := color.RGBAModel.Convert(img.At(1, 1)).(color.RGBA)
			if apart(got.R, c.want.R) || apart(got.G, c.want.G) || apart(got.B, c.want.B) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// apart tells whether two shades differ by more than a JPEG loses.
func apart(a, b uint8) bool { return max(a, b)-min(a, b) > 40 }

// TestAPhotographForALogo: 20 megapixels straight from a camera, held upright,
// are made small before they reach a page, in a time one can wait.
func TestAPhotographForALogo(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a second")
	}
	photo := image.NewGray(image.Rect(0, 0, 5477, 3652))
	data := jpegOf(photo, 6, binary.BigEndian)
	begun := time.Now()
	p, err := NewPicture(data, Size{45, 18})
	if err != nil {
		t.Fatal(err)
	}
	if p.w*p.h > 600_000 || p.h < p.w {
		t.Errorf("%d × %d dots are kept of it", p.w, p.h)
	}
	t.Logf("it took %v", time.Since(begun))
}

func TestFitted(t *testing.T) {
	for name, c := range map[string]struct {
		w, h int
		want Size
	}{
		"its box's shape": {450, 180, Size{45, 18}},
		"a banner":        {9000, 90, Size{45, 0.45}},
		"a tower":         {90, 1800, Size{0.9, 18}},
		"a square":        {10, 10, Size{18, 18}},
	} {
		got := (&Picture{w: c.w, h: c.h}).Fitted(Size{45, 18})
		if d := got.W - c.want.W + got.H - c.want.H; d > 0.001 || d < -0.001 {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
