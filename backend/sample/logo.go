package sample

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
)

// The sample college's colours: rules and bars, and the light of its lantern.
const brand = "#2f6f6d"

var (
	teal  = color.NRGBA{0x2f, 0x6f, 0x6d, 0xff}
	light = color.NRGBA{0xf2, 0xc1, 0x4e, 0xff}
)

// logoSide is in pixels; each is looked at finely times finely.
const logoSide, finely = 320, 4

// logo draws the sample college's logo, a lantern in an archway, as a PNG. It is
// invented like the college.
func logo() ([]byte, error) {
	picture := image.NewNRGBA(image.Rect(0, 0, logoSide, logoSide))
	for y := range logoSide {
		for x := range logoSide {
			tealParts, lightParts := 0, 0
			for i := range finely * finely {
				px := (float64(x) + (float64(i%finely)+0.5)/finely) / logoSide
				py := (float64(y) + (float64(i/finely)+0.5)/finely) / logoSide
				switch {
				case inLantern(px, py):
					lightParts++
				case inArch(px, py):
					tealParts++
				}
			}
			if n := tealParts + lightParts; n > 0 {
				mix := func(a, b uint8) uint8 { return uint8((int(a)*tealParts + int(b)*lightParts) / n) }
				picture.SetNRGBA(x, y, color.NRGBA{mix(teal.R, light.R), mix(teal.G, light.G), mix(teal.B, light.B), uint8(255 * n / (finely * finely))})
			}
		}
	}
	var out bytes.Buffer
	err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&out, picture)
	return out.Bytes(), err
}

// inArch: a doorway with a round top, of a square one wide and one high.
func inArch(x, y float64) bool {
	dx := x - 0.5
	if y < 0.48 {
		dy := y - 0.48
		return dx*dx+dy*dy < 0.44*0.44
	}
	return dx > -0.44 && dx < 0.44 && y < 0.96
}

// inLantern: a ring to carry it by, a cap, a body that widens, and a foot.
func inLantern(x, y float64) bool {
	dx := max(x-0.5, 0.5-x)
	ring := (x-0.5)*(x-0.5) + (y-0.25)*(y-0.25)
	switch {
	case ring < 0.075*0.075 && ring > 0.045*0.045:
		return true
	case y >= 0.32 && y < 0.37:
		return dx < 0.06+(y-0.32)*1.6
	case y >= 0.40 && y < 0.72:
		return dx < 0.15+(y-0.40)*0.12
	}
	return y >= 0.75 && y < 0.80 && dx < 0.21
}
