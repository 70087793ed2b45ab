package typeset

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif" // logos come in all three formats
	"image/jpeg"
	"image/png"
	"strings"
)

const (
	mostPixels = 60_000_000 // a larger picture is refused: each takes 4 bytes, twice
	resolution = 300        // dots per inch kept, at the size a picture is drawn
)

// Picture is an image made ready for paper: opaque, 8 bits a channel, no finer
// than print needs.
type Picture struct {
	png  []byte
	w, h int // pixels
}

// NewPicture reads a PNG, JPEG or GIF that will be drawn within a box of so
// many mm. Clear parts become white. It fails for other formats, broken files
// and pictures of more than 60 million pixels.
func NewPicture(data []byte, box Size) (*Picture, error) {
	config, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	if config.Width <= 0 || config.Height <= 0 || config.Width > mostPixels/config.Height {
		return nil, fmt.Errorf("picture: %d × %d pixels are too many", config.Width, config.Height)
	}
	source, err := decode(data)
	if err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	upright := turned{overWhite(source), orientation(data)}
	w, h := upright.size()
	scale := min(1, max(box.W/25.4*resolution/float64(w), box.H/25.4*resolution/float64(h)))
	flat := shrink(upright, max(1, int(float64(w)*scale)), max(1, int(float64(h)*scale)))
	var out bytes.Buffer
	if err := png.Encode(&out, flat); err != nil {
		return nil, fmt.Errorf("picture: %w", err)
	}
	return &Picture{png: out.Bytes(), w: flat.Rect.Dx(), h: flat.Rect.Dy()}, nil
}

// decode reads a picture. A JPEG in four inks that does not say whose they are
// is read as most programs do: no ink is 0, where Adobe's files say 255.
func decode(data []byte) (image.Image, error) {
	source, _, err := image.Decode(bytes.NewReader(data))
	var unknown jpeg.UnsupportedError
	if !errors.As(err, &unknown) || !strings.Contains(string(unknown), "APP14") {
		return source, err
	}
	marked := append([]byte("\xFF\xD8\xFF\xEE\x00\x0EAdobe\x00\x64\x00\x00\x00\x00\x00"), data[2:]...)
	if source, err = jpeg.Decode(bytes.NewReader(marked)); err != nil {
		return nil, err
	}
	if inks, is := source.(*image.CMYK); is {
		for i := range inks.Pix {
			inks.Pix[i] = 255 - inks.Pix[i]
		}
	}
	return source, nil
}

// Fitted gives the size in mm at which the picture, in its own shape, is as
// large as a box allows.
func (p *Picture) Fitted(box Size) Size {
	fitted := p.within(Box{W: box.W, H: box.H})
	return Size{fitted.W, fitted.H}
}

// within gives the largest box of the picture's shape inside another, in its
// middle.
func (p *Picture) within(box Box) Box {
	scale := min(box.W/float64(p.w), box.H/float64(p.h))
	w, h := scale*float64(p.w), scale*float64(p.h)
	return Box{box.X + (box.W-w)/2, box.Y + (box.H-h)/2, w, h}
}

// overWhite gives an opaque copy of an image, its corner at 0, 0.
func overWhite(source image.Image) *image.RGBA {
	b := source.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	draw.Draw(out, out.Rect, source, b.Min, draw.Over)
	return out
}

// turned reads an image the right way up.
type turned struct {
	*image.RGBA
	orientation int // as EXIF numbers it, 1 to 8
}

func (t turned) size() (w, h int) {
	if t.orientation >= 5 {
		return t.Rect.Dy(), t.Rect.Dx()
	}
	return t.Rect.Dx(), t.Rect.Dy()
}

// at gives the colour of a place in the upright picture.
func (t turned) at(x, y int) color.RGBA {
	w, h := t.Rect.Dx()-1, t.Rect.Dy()-1
	switch t.orientation {
	case 2:
		x = w - x
	case 3:
		x, y = w-x, h-y
	case 4:
		y = h - y
	case 5:
		x, y = y, x
	case 6:
		x, y = y, h-x
	case 7:
		x, y = w-y, h-x
	case 8:
		x, y = w-y, x
	}
	return t.RGBAAt(x, y)
}

// shrink gives the picture at a size no larger than its own: each dot is the
// mean of those it covers.
func shrink(t turned, w, h int) *image.RGBA {
	fullW, fullH := t.size()
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		y1, y2 := y*fullH/h, max(y*fullH/h+1, (y+1)*fullH/h)
		for x := range w {
			x1, x2 := x*fullW/w, max(x*fullW/w+1, (x+1)*fullW/w)
			var r, g, b, n int
			for sy := y1; sy < y2; sy++ {
				for sx := x1; sx < x2; sx++ {
					c := t.at(sx, sy)
					r, g, b, n = r+int(c.R), g+int(c.G), b+int(c.B), n+1
				}
			}
			out.SetRGBA(x, y, color.RGBA{uint8(r / n), uint8(g / n), uint8(b / n), 0xFF})
		}
	}
	return out
}

// orientation gives the EXIF orientation of a JPEG, 1 if it says none.
func orientation(data []byte) int {
	if !bytes.HasPrefix(data, []byte{0xFF, 0xD8}) {
		return 1
	}
	at := bytes.Index(data[:min(len(data), 1<<16)], []byte("Exif\x00\x00"))
	if at < 0 {
		return 1
	}
	tiff := data[at+6 : min(len(data), 1<<17)]
	if len(tiff) < 8 {
		return 1
	}
	number := func(at, size int) int {
		if at < 0 || at+size > len(tiff) {
			return 0
		}
		n := 0
		for i := range size {
			if tiff[0] == 'I' {
				n |= int(tiff[at+i]) << (8 * i)
			} else {
				n = n<<8 | int(tiff[at+i])
			}
		}
		return n
	}
	list := number(4, 4)
	for i := range number(list, 2) {
		if entry := list + 2 + 12*i; number(entry, 2) == 0x0112 {
			if o := number(entry+8, 2); o >= 1 && o <= 8 {
				return o
			}
			return 1
		}
	}
	return 1
}
