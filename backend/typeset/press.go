package typeset

import (
	"bytes"
	"compress/zlib"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
)

// writers are kept: a new one costs more than packing a page does.
var writers = sync.Pool{New: func() any {
	z, err := zlib.NewWriterLevel(io.Discard, zlib.BestSpeed)
	if err != nil {
		panic(err)
	}
	return z
}}

// packed gives bytes packed.
func packed(z *zlib.Writer, content []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(content)/2 + 64)
	z.Reset(&out)
	z.Write(content) // a buffer takes everything
	z.Close()
	return out.Bytes()
}

// press packs the pages that are painted while the next are.
type press struct {
	pages [][]byte
	jobs  chan int
	wait  sync.WaitGroup
}

func newPress(pages int) *press {
	p := &press{pages: make([][]byte, pages), jobs: make(chan int, pages)}
	for range min(runtime.GOMAXPROCS(0), pages) {
		p.wait.Go(func() {
			z := writers.Get().(*zlib.Writer)
			defer writers.Put(z)
			for i := range p.jobs {
				p.pages[i] = packed(z, p.pages[i])
			}
		})
	}
	return p
}

// add takes a page's content, which may be written over afterwards.
func (p *press) add(page int, content []byte) {
	p.pages[page] = bytes.Clone(content)
	p.jobs <- page
}

// end waits until all pages are packed.
func (p *press) end() {
	close(p.jobs)
	p.wait.Wait()
}

// each does n things on all cores. A panic in one is raised here again.
func each(n int, do func(i int, z *zlib.Writer)) {
	var next atomic.Int64
	var fault atomic.Value
	work := func() {
		defer func() {
			if p := recover(); p != nil {
				fault.Store([1]any{p})
			}
		}()
		z := writers.Get().(*zlib.Writer)
		defer writers.Put(z)
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			do(i, z)
		}
	}
	var wait sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), n) - 1 {
		wait.Go(work)
	}
	work()
	wait.Wait()
	if p, failed := fault.Load().([1]any); failed {
		panic(p[0])
	}
}
