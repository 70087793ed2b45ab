package typeset

import (
	"bytes"
	"fmt"
	"strconv"
)

// rawFile is the library's output taken apart. Its grammar is simple: a classic
// table of places, pages at the odd objects from 3 on, each followed by its
// content.
type rawFile struct {
	data    []byte
	offsets []int // of each object; the last is the end of all
}

// rawObject is an object of it: what stands before a stream, and the stream.
type rawObject struct {
	dict, stream []byte
	isStream     bool
}

func readRaw(data []byte) (*rawFile, error) {
	at := bytes.LastIndex(data, []byte("startxref\n"))
	if at < 0 {
		return nil, fmt.Errorf("the library's file has no table of places")
	}
	table, err := strconv.Atoi(string(line(data[at+len("startxref\n"):])))
	if err != nil || table >= len(data) {
		return nil, fmt.Errorf("the library's file has a broken end")
	}
	rest := data[table+len("xref\n"):]
	head := line(rest)
	count, err := strconv.Atoi(string(bytes.TrimPrefix(head, []byte("0 "))))
	if err != nil {
		return nil, fmt.Errorf("the library's table of places: %w", err)
	}
	rest = rest[len(head)+1:]
	f := &rawFile{data: data, offsets: make([]int, count)}
	for i := 1; i < count; i++ {
		if f.offsets[i], err = strconv.Atoi(string(rest[20*i : 20*i+10])); err != nil {
			return nil, fmt.Errorf("the library's table of places: %w", err)
		}
	}
	return f, nil
}

// line gives the bytes up to the line's end.
func line(b []byte) []byte {
	if end := bytes.IndexByte(b, '\n'); end >= 0 {
		return b[:end]
	}
	return b
}

// object gives an object. A stream is as long as its dictionary says, whatever
// bytes it holds.
func (f *rawFile) object(n int) (rawObject, error) {
	if n <= 0 || n >= len(f.offsets) {
		return rawObject{}, fmt.Errorf("the library's file has no object %d", n)
	}
	body := f.data[f.offsets[n]:]
	body = body[len(line(body))+1:]
	end, stream := bytes.Index(body, []byte("endobj")), bytes.Index(body[:min(len(body), 1<<16)], []byte("\nstream\n"))
	if stream < 0 || end >= 0 && end < stream {
		if end < 0 {
			return rawObject{}, fmt.Errorf("the library's object %d does not end", n)
		}
		return rawObject{dict: bytes.TrimSpace(body[:end])}, nil
	}
	dict := bytes.TrimSpace(body[:stream])
	size, err := strconv.Atoi(string(digits(after(dict, "/Length "))))
	if err != nil {
		return rawObject{}, fmt.Errorf("the library's object %d: %w", n, err)
	}
	from := stream + len("\nstream\n")
	return rawObject{dict, body[from : from+size], true}, nil
}

// after gives what follows the last place of a word.
func after(b []byte, word string) []byte {
	at := bytes.LastIndex(b, []byte(word))
	if at < 0 {
		return nil
	}
	return b[at+len(word):]
}

// digits gives the number at the beginning.
func digits(b []byte) []byte {
	n := 0
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	return b[:n]
}

// named gives the number of the object that a resource's name stands for.
func named(resources []byte, name []byte) (int, error) {
	at := bytes.Index(resources, append(bytes.Clone(name), ' '))
	if at < 0 {
		return 0, fmt.Errorf("the library's file does not know %s", name)
	}
	return strconv.Atoi(string(digits(resources[at+len(name)+1:])))
}
