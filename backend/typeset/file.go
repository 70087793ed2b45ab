package typeset

import (
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"strconv"
)

// file is a PDF of version 1.7 in the making: small objects are packed many
// together, and the table of places is packed too.
type file struct {
	objects []object // by number; there is no 0
}

// object is a value, or a stream whose dictionary lacks its length and end.
type object struct {
	dict, stream     []byte
	isStream, packed bool
	plain            bool // stays as it is, to be read without unpacking
}

const inOnePack = 200 // objects packed together

// reserve gives the number of an object that is put later.
func (f *file) reserve() int {
	f.objects = append(f.objects, object{})
	return len(f.objects) - 1
}

func (f *file) put(n int, dict []byte) { f.objects[n].dict = dict }

func (f *file) add(dict []byte) int {
	n := f.reserve()
	f.put(n, dict)
	return n
}

// stream adds a stream; its dictionary is given without length and end.
func (f *file) stream(dict string, content []byte) int {
	n := f.reserve()
	f.objects[n] = object{dict: []byte(dict), stream: content, isStream: true}
	return n
}

// place is where an object stands: in the file, or the how-manieth of a pack.
type place struct {
	kind   byte // 0 nowhere, 1 in the file, 2 in a pack
	at, no int
}

// bind gives the file. Its identity is made of its content, so that the same
// content gives the same bytes.
func (f *file) bind(catalog, info int) ([]byte, error) {
	var small []int
	var streams []int
	for n := 1; n < len(f.objects); n++ {
		if f.objects[n].isStream {
			streams = append(streams, n)
		} else {
			small = append(small, n)
		}
	}
	packs := (len(small) + inOnePack - 1) / inOnePack
	first := len(f.objects) // the packs' own numbers
	f.objects = append(f.objects, make([]object, packs)...)
	for i := range packs {
		streams = append(streams, first+i)
	}
	each(len(streams), func(i int, z *zlib.Writer) {
		n := streams[i]
		if n >= first {
			from := (n - first) * inOnePack
			f.objects[n] = f.pack(small[from:min(len(small), from+inOnePack)])
		}
		f.objects[n].deflate(z)
	})
	places := make([]place, len(f.objects)+1)
	for i, n := range small {
		places[n] = place{2, first + i/inOnePack, i % inOnePack}
	}
	size := 1024
	for _, n := range streams {
		size += len(f.objects[n].dict) + len(f.objects[n].stream) + 64
	}
	out := append(make([]byte, 0, size+7*len(places)), "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"...)
	for _, n := range streams {
		places[n] = place{1, len(out), 0}
		out = f.objects[n].write(out, n)
	}
	identity := sha256.Sum256(out)
	return f.end(out, places, catalog, info, identity[:16])
}

// end writes the table of places.
func (f *file) end(out []byte, places []place, catalog, info int, identity []byte) ([]byte, error) {
	own := len(places) - 1
	places[own] = place{1, len(out), 0}
	table := make([]byte, 0, 7*len(places))
	for i, p := range places {
		if i == 0 {
			p.no = 0xFFFF
		}
		table = append(table, p.kind)
		table = binary.BigEndian.AppendUint32(table, uint32(p.at))
		table = binary.BigEndian.AppendUint16(table, uint16(p.no))
	}
	d := append([]byte("<</Type/XRef/W[1 4 2]/Size "), strconv.Itoa(len(places))...)
	d = reference(append(reference(append(d, "/Root "...), catalog), "/Info "...), info)
	d = append(d, "/ID["...)
	for range 2 {
		d = append(d, '<')
		for _, b := range identity {
			d = append(d, hexDigits[b>>4], hexDigits[b&15])
		}
		d = append(d, '>')
	}
	o := object{dict: append(d, ']'), stream: table, isStream: true}
	each(1, func(_ int, z *zlib.Writer) { o.deflate(z) })
	start := len(out)
	out = append(o.write(out, own), "startxref\n"...)
	return append(strconv.AppendInt(out, int64(start), 10), "\n%%EOF\n"...), nil
}

// pack puts small objects together.
func (f *file) pack(numbers []int) object {
	size := 0
	for _, n := range numbers {
		size += len(f.objects[n].dict) + 1
	}
	head, body := make([]byte, 0, 14*len(numbers)+size), make([]byte, 0, size)
	for _, n := range numbers {
		head = append(strconv.AppendInt(head, int64(n), 10), ' ')
		head = append(strconv.AppendInt(head, int64(len(body)), 10), ' ')
		body = append(append(body, f.objects[n].dict...), '\n')
	}
	d := strconv.AppendInt([]byte("<</Type/ObjStm/N "), int64(len(numbers)), 10)
	d = strconv.AppendInt(append(d, "/First "...), int64(len(head)), 10)
	return object{dict: d, stream: append(head, body...), isStream: true}
}

// deflate packs a stream, unless it is packed or is to stay plain.
func (o *object) deflate(z *zlib.Writer) {
	if o.packed || o.plain {
		return
	}
	o.stream, o.packed = packed(z, o.stream), true
	o.dict = append(o.dict[:len(o.dict):len(o.dict)], "/Filter/FlateDecode"...)
}

func (o *object) write(out []byte, n int) []byte {
	out = append(strconv.AppendInt(out, int64(n), 10), " 0 obj\n"...)
	out = append(append(out, o.dict...), "/Length "...)
	out = append(strconv.AppendInt(out, int64(len(o.stream)), 10), ">>\nstream\n"...)
	return append(append(out, o.stream...), "\nendstream\nendobj\n"...)
}
