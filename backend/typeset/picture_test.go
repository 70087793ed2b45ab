package typeset

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"testing"
)

// logo is a small picture, red above and clear below.
func logo() *Picture {
	p, err := NewPicture(pngOf(logoImage(90, 36)), Size{45, 18})
	if err != nil {
		panic(err)
	}
	return p
}

func logoImage(w, h int) image.Image {
	img := image.NewNRGBA64(image.Rect(0, 0, w, h)) // 16 bits a channel, with alpha
	for y := range h / 2 {
		for x := range w {
			img.Set(x, y, color.NRGBA64{0xFFFF, 0, 0, 0xFFFF})
		}
	}
	return img
}

func pngOf(img image.Image) []byte {
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		panic(err)
	}
	return out.Bytes()
}

// jpegOf gives a JPEG with an EXIF orientation.
func jpegOf(img image.Image, orientation uint16, order binary.AppendByteOrder) []byte {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		panic(err)
	}
	mark := "MM"
	if order == binary.AppendByteOrder(binary.LittleEndian) {
		mark = "II"
	}
	tiff := order.AppendUint16([]byte(mark), 42)
	tiff = order.AppendUint32(tiff, 8)
	tiff = order.AppendUint16(tiff, 1)
	tiff = order.AppendUint16(tiff, 0x0112)
	tiff = order.AppendUint16(tiff, 3)
	tiff = order.AppendUint32(tiff, 1)
	tiff = order.AppendUint16(tiff, orientation)
	tiff = append(tiff, 0, 0)
	exif := append([]byte("Exif\x00\x00"), tiff...)
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, 0xE1}, uint16(len(exif)+2))
	data := out.Bytes()
	return bytes.Join([][]byte{data[:2], segment, exif, data[2:]}, nil)
}

func TestPictureIsFlatAndNoFinerThanPrint(t *testing.T) {
	for name, c := range map[string]struct{ w, h, wantW, wantH int }{
		"small stays":     {90, 36, 90, 36},
		"large shrinks":   {1500, 600, 531, 212},
		"tall":            {40, 400, 40, 400},
		"one dot":         {1, 1, 1, 1},
		"a sliver":        {2000, 1, 2000, 1},
		"square and fine": {800, 800, 531, 531},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := NewPicture(pngOf(logoImage(c.w, c.h)), Size{45, 18})
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(bytes.NewReader(p.png))
			if err != nil {
				t.Fatal(err)
			}
			if b := img.Bounds(); b.Dx() != c.wantW || b.Dy() != c.wantH || p.w != c.wantW || p.h != c.wantH {
				t.Errorf("%v, %d × %d", b, p.w, p.h)
			}
			if opaque, is := img.(interface{ Opaque() bool }); !is || !opaque.Opaque() || img.ColorModel() != color.RGBAModel {
				t.Errorf("not opaque 8-bit: %T", img)
			}
			if r, g, b, _ := img.At(0, p.h-1).RGBA(); c.h > 1 && (r != 0xFFFF || g != 0xFFFF || b != 0xFFFF) {
				t.Error("the clear part is not white")
			}
		})
	}
}

func TestPictureIsTurnedUpright(t *testing.T) {
	// The stored picture is red above. Which corner is red tells how it was
	// turned: 6 means "turn clockwise", so that red comes to the right.
	cases := map[uint16]struct {
		w, h       int
		redX, redY float64 // of the width and height
	}{
		1: {64, 32, 0.5, 0.1}, 2: {64, 32, 0.5, 0.1}, 3: {64, 32, 0.5, 0.9}, 4: {64, 32, 0.5, 0.9},
		5: {32, 64, 0.1, 0.5}, 6: {32, 64, 0.9, 0.5}, 7: {32, 64, 0.9, 0.5}, 8: {32, 64, 0.1, 0.5},
		99: {64, 32, 0.5, 0.1},
	}
	flat := image.NewRGBA(image.Rect(0, 0, 64, 32))
	for i := range flat.Pix {
		flat.Pix[i] = 255
	}
	for y := range 16 {
		for x := range 64 {
			flat.Set(x, y, color.RGBA{255, 0, 0, 255})
		}
	}
	for orientation, c := range cases {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			p, err := NewPicture(jpegOf(flat, orientation, order), Size{100, 100})
			if err != nil {
				t.Fatal(err)
			}
			img, _ := png.Decode(bytes.NewReader(p.png))
			if p.w != c.w || p.h != c.h {
				t.Fatalf("orientation %d: %d × %d", orientation, p.w, p.h)
			}
			red := func(x, y float64) bool {
				_, g, _, _ := img.At(int(x*float64(p.w)), int(y*float64(p.h))).RGBA()
				return g < 0x4000
			}
			if !red(c.redX, c.redY) || red(1-c.redX-0.01, 1-c.redY-0.01) && c.redX != 0.5 {
				t.Errorf("orientation %d: red is on the wrong side", orientation)
			}
		}
	}
}

func TestNewPictureRefuses(t *testing.T) {
	good := pngOf(logoImage(90, 36))
	vast := bytes.Clone(good)
	binary.BigEndian.PutUint32(vast[16:], 100_000)
	binary.BigEndian.PutUint32(vast[20:], 100_000)
	for name, data := range map[string][]byte{
		"nothing": nil, "text": []byte("a logo"), "half": good[:len(good)/2], "vast": vast, "BMP": []byte("BM\x00\x00\x00\x00"),
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := NewPicture(data, Size{45, 18}); err == nil {
				t.Error("no error")
			}
		})
	}
}

func TestPictureKeepsItsShape(t *testing.T) {
	p := &Picture{w: 200, h: 100}
	for name, c := range map[string]struct{ box, want Box }{
		"its own shape": {Box{0, 0, 20, 10}, Box{0, 0, 20, 10}},
		"too high":      {Box{0, 0, 20, 30}, Box{0, 10, 20, 10}},
		"too wide":      {Box{5, 0, 60, 10}, Box{25, 0, 20, 10}},
	} {
		got := p.within(c.box)
		if math.Abs(got.X-c.want.X)+math.Abs(got.Y-c.want.Y)+math.Abs(got.W-c.want.W)+math.Abs(got.H-c.want.H) > 0.001 {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func FuzzOrientation(f *testing.F) {
	f.Add(jpegOf(image.NewGray(image.Rect(0, 0, 2, 2)), 6, binary.LittleEndian))
	f.Add([]byte("\xff\xd8Exif\x00\x00II*\x00\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if o := orientation(data); o < 1 || o > 8 {
			t.Fatalf("orientation %d", o)
		}
	})
}
