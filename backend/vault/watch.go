package vault

import (
	"errors"
	"sync/atomic"
)

// OpKind is a physical step on the disk.
type OpKind byte

// The steps a watcher sees.
const (
	Read     OpKind = 'r'
	Write    OpKind = 'w'
	Sync     OpKind = 's'
	Truncate OpKind = 't' // Offset is the new length
	Create   OpKind = 'c'
	Renaming OpKind = 'n' // File is the new name
	Removal  OpKind = 'd'
)

// Op is one physical step before it happens, of a sealed file or of a file that
// is written whole. Bytes are those of a write, valid only during the call.
type Op struct {
	File   string
	Kind   OpKind
	Offset int64
	Bytes  []byte
}

// ErrFull is what a watcher gives to make the disk full.
var ErrFull = errors.New("vault: the disk is full")

var watcher atomic.Pointer[func(Op) error]

// Watch asks fn before each physical step, in the order they happen; an error
// makes the step fail. Only tests watch: they count files, cut the power and
// break the disk. One at a time.
func Watch(fn func(Op) error) (stop func()) {
	watcher.Store(&fn)
	return func() { watcher.Store(nil) }
}

// step asks whoever watches.
func step(op Op) error {
	if fn := watcher.Load(); fn != nil {
		return (*fn)(op)
	}
	return nil
}
