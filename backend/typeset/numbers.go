package typeset

import (
	"math"
	"strconv"
	"unicode/utf16"
)

// This file writes PDF's small parts. It is in the path of every letter, so
// nothing here goes through fmt.

// points turns mm into PDF's unit.
const points = 72 / 25.4

// number writes a number with two decimals at most, as short as it goes.
func number(b []byte, v float64) []byte {
	hundredths := int64(math.Round(v * 100))
	if hundredths < 0 {
		b, hundredths = append(b, '-'), -hundredths
	}
	b = strconv.AppendInt(b, hundredths/100, 10)
	if rest := hundredths % 100; rest != 0 {
		b = append(b, '.', byte('0'+rest/10))
		if rest%10 != 0 {
			b = append(b, byte('0'+rest%10))
		}
	}
	return b
}

// numbers writes numbers, each with a space behind it.
func numbers(b []byte, values ...float64) []byte {
	for _, v := range values {
		b = append(number(b, v), ' ')
	}
	return b
}

// reference writes a reference to an object.
func reference(b []byte, object int) []byte {
	return append(strconv.AppendInt(b, int64(object), 10), " 0 R"...)
}

const hexDigits = "0123456789ABCDEF"

// spoken writes a text string that may hold any letter.
func spoken(b []byte, s string) []byte {
	b = append(b, "<FEFF"...)
	return append(utf16Hex(b, s), '>')
}

func utf16Hex(b []byte, s string) []byte {
	for _, unit := range utf16.Encode([]rune(s)) {
		b = append(b, hexDigits[unit>>12], hexDigits[unit>>8&15], hexDigits[unit>>4&15], hexDigits[unit&15])
	}
	return b
}

// literal writes a string of bytes.
func literal(b []byte, s string) []byte {
	b = append(b, '(')
	for i := range len(s) {
		b = escaped(b, s[i])
	}
	return append(b, ')')
}

func escaped(b []byte, c byte) []byte {
	switch c {
	case '(', ')', '\\':
		return append(b, '\\', c)
	case '\r': // bare, it would be read as a line feed
		return append(b, '\\', 'r')
	}
	return append(b, c)
}
