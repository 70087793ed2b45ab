package store

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/draw"
	_ "image/jpeg" // so that it is decoded
	"image/png"

	"daybook/backend/college"
)

// What a picture that is kept may be: pixels of its longer side, and bytes.
// What is sent in may be more, up to what can be held in memory.
const (
	pictureSide   = 1600
	pictureBytes  = 250_000
	pictureSent   = 30_000_000 // bytes of a file
	picturePixels = 40_000_000
)

// tidyPicture makes a PNG or JPEG anew as a small PNG: upright, eight bits a
// colour, with nothing of what the file said besides, such as where a photo was
// taken. The same picture gives the same bytes, also when it was made anew
// before. No bytes give none.
func tidyPicture(raw []byte) ([]byte, error) {
	if len(raw) == 0 {
		return nil, nil
	}
	if len(raw) > pictureSent {
		return nil, tooLarge()
	}
	config, format, err := image.DecodeConfig(bytes.NewReader(raw))
	if err != nil || format != "png" && format != "jpeg" {
		return nil, college.Refuse(college.Invalid, "picture.notOne")
	}
	if config.Width < 1 || config.Height < 1 || config.Width > picturePixels/config.Height {
		return nil, tooLarge()
	}
	decoded, _, err := image.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, college.Refuse(college.Invalid, "picture.damaged")
	}
	picture := image.NewRGBA(image.Rect(0, 0, config.Width, config.Height))
	draw.Draw(picture, picture.Bounds(), decoded, decoded.Bounds().Min, draw.Src)
	if format == "jpeg" {
		picture = turned(picture, orientation(raw))
	}
	return fitted(picture)
}

func tooLarge() error { return college.Refuse(college.Invalid, "picture.tooLarge") }

// fitted encodes a picture, smaller and smaller until it fits.
func fitted(picture *image.RGBA) ([]byte, error) {
	side := min(pictureSide, max(picture.Rect.Dx(), picture.Rect.Dy()))
	for {
		var out bytes.Buffer
		encoder := png.Encoder{CompressionLevel: png.BestCompression}
		if err := encoder.Encode(&out, scaled(picture, side)); err != nil {
			return nil, err
		}
		if out.Len() <= pictureBytes {
			return out.Bytes(), nil
		}
		side = side * 3 / 4 // a few hundred pixels fit, whatever they show
	}
}

// scaled is the picture with a longer side of so many pixels: each is the mean of
// those it stands for.
func scaled(picture *image.RGBA, side int) *image.RGBA {
	w, h := picture.Rect.Dx(), picture.Rect.Dy()
	if max(w, h) <= side {
		return picture
	}
	nw, nh := max(1, w*side/max(w, h)), max(1, h*side/max(w, h))
	small := image.NewRGBA(image.Rect(0, 0, nw, nh))
	for y := range nh {
		y0, y1 := y*h/nh, max((y+1)*h/nh, y*h/nh+1)
		for x := range nw {
			x0, x1 := x*w/nw, max((x+1)*w/nw, x*w/nw+1)
			var sum [4]int
			for sy := y0; sy < y1; sy++ {
				row := picture.Pix[sy*picture.Stride+4*x0 : sy*picture.Stride+4*x1]
				for i, value := range row {
					sum[i%4] += int(value)
				}
			}
			n := (y1 - y0) * (x1 - x0)
			for i := range sum {
				small.Pix[y*small.Stride+4*x+i] = uint8((sum[i] + n/2) / n)
			}
		}
	}
	return small
}

// turned sets a photo upright by its EXIF orientation, 1 to 8.
func turned(picture *image.RGBA, way int) *image.RGBA {
	if way < 2 || way > 8 {
		return picture
	}
	w, h := picture.Rect.Dx(), picture.Rect.Dy()
	upright := image.NewRGBA(image.Rect(0, 0, w, h))
	if way >= 5 {
		upright = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range h {
		for x := range w {
			tx, ty := x, y
			switch way {
			case 2:
				tx = w - 1 - x
			case 3:
				tx, ty = w-1-x, h-1-y
			case 4:
				ty = h - 1 - y
			case 5:
				tx, ty = y, x
			case 6:
				tx, ty = h-1-y, x
			case 7:
				tx, ty = h-1-y, w-1-x
			case 8:
				tx, ty = y, w-1-x
			}
			copy(upright.Pix[upright.PixOffset(tx, ty):][:4], picture.Pix[picture.PixOffset(x, y):][:4])
		}
	}
	return upright
}

// orientation reads tag 0x0112 of a JPEG's first directory of EXIF; 1, upright,
// where there is none or it cannot be read.
func orientation(raw []byte) int {
	at := bytes.Index(raw[:min(len(raw), 1<<17)], []byte("Exif\x00\x00"))
	if at < 0 || len(raw) < at+14 {
		return 1
	}
	tiff := raw[at+6:]
	var order binary.ByteOrder = binary.BigEndian
	if tiff[0] == 'I' {
		order = binary.LittleEndian
	}
	first := int(order.Uint32(tiff[4:]))
	if first < 8 || first+2 > len(tiff) {
		return 1
	}
	for i := range int(order.Uint16(tiff[first:])) {
		entry := first + 2 + 12*i
		if entry+12 > len(tiff) {
			break
		}
		if order.Uint16(tiff[entry:]) == 0x0112 {
			return int(order.Uint16(tiff[entry+8:]))
		}
	}
	return 1
}
