package vault

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// closed is a sealed file of 400 rows under fixedKey(9), closed.
func closed(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "closed.daybook")
	write(t, path, ofRows(t, 400).closed)
	return path
}

func TestMakeNeverWritesOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "college.daybook")
	if err := Make(path, fixedKey(1)); err != nil {
		t.Fatal(err)
	}
	before := read(t, path)
	if err := Make(path, fixedKey(2)); !errors.Is(err, fs.ErrExist) || !bytes.Equal(before, read(t, path)) {
		t.Error(err)
	}
	if len(before) != PageSize {
		t.Errorf("%d bytes", len(before))
	}
	if err := Make(filepath.Join(path, "below a file"), fixedKey(1)); err == nil {
		t.Error("made below a file")
	}
}

func TestResealedOpensUnderTheFreshKeyAlone(t *testing.T) {
	old, fresh := fixedKey(9), NewFileKey()
	from := closed(t)
	image := read(t, from)
	zip := append(bytes.Repeat([]byte("zip"), 7), image...) // a part of something larger
	for name, reseal := range map[string]func(to string) error{
		"a file": func(to string) error { return Reseal(t.Context(), from, old, to, fresh) },
		"a part of one": func(to string) error {
			return ResealFrom(t.Context(), io.NewSectionReader(bytes.NewReader(zip), 21, int64(len(image))), int64(len(image)), old, to, fresh)
		},
	} {
		t.Run(name, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "fresh.daybook")
			if err := reseal(to); err != nil {
				t.Fatal(err)
			}
			hold(t, to, old)
			if _, err := attach(to); err == nil {
				t.Error("opens under the old key")
			}
			hold(t, to, fresh)
			if rows, wrong, err := rowsOf(to); rows != 400 || wrong > 0 || err != nil {
				t.Errorf("%d rows, %d wrong, %v", rows, wrong, err)
			}
			if err := reseal(to); !errors.Is(err, fs.ErrExist) {
				t.Errorf("over a file: %v", err)
			}
		})
	}
	if !bytes.Equal(image, read(t, from)) {
		t.Error("the old file was changed")
	}
}

func TestResealRefuses(t *testing.T) {
	old := fixedKey(9)
	image := ofRows(t, 400).closed
	changed := func(at int) []byte {
		b := bytes.Clone(image)
		b[at] ^= 1
		return b
	}
	damaged := func(page uint32) func(error) bool {
		return func(err error) bool {
			d := Damage{}
			return errors.As(err, &d) && d.Page == page && d.Path != "" && !d.InLog
		}
	}
	is := func(want error) func(error) bool { return func(err error) bool { return errors.Is(err, want) } }
	stopped, stop := context.WithCancel(t.Context())
	stop()
	cases := map[string]struct {
		image []byte
		log   string
		key   FileKey
		ctx   context.Context
		right func(error) bool
	}{
		"a wrong key":     {image, "", fixedKey(2), nil, is(ErrWrongKey)},
		"page 1 damaged":  {changed(2000), "", old, nil, damaged(1)},
		"page 2 damaged":  {changed(PageSize), "", old, nil, damaged(2)},
		"half a page":     {image[:PageSize*5/2], "", old, nil, damaged(3)},
		"an empty file":   {nil, "", old, nil, damaged(1)},
		"a log":           {image, "something", old, nil, func(err error) bool { return err != nil }},
		"when it is told": {image, "", old, stopped, is(context.Canceled)},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			from, to := filepath.Join(folder, "from.daybook"), filepath.Join(folder, "to.daybook")
			write(t, from, c.image)
			if c.log != "" {
				write(t, from+logSuffix, []byte(c.log))
			}
			ctx := c.ctx
			if ctx == nil {
				ctx = t.Context()
			}
			if err := Reseal(ctx, from, c.key, to, NewFileKey()); !c.right(err) {
				t.Error(err)
			}
			if _, err := os.Stat(to); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("something was left: %v", err)
			}
		})
	}
}

// TestNoHalfFileIsLeft: whichever step of Make and Reseal fails, there is no file.
func TestNoHalfFileIsLeft(t *testing.T) {
	old := fixedKey(9)
	from := closed(t)
	for name, write := range map[string]func(to string) error{
		"make":   func(to string) error { return Make(to, old) },
		"reseal": func(to string) error { return Reseal(t.Context(), from, old, to, fixedKey(2)) },
	} {
		t.Run(name, func(t *testing.T) {
			for k := 1; ; k++ {
				to, n := filepath.Join(t.TempDir(), "to.daybook"), 0
				stop := Watch(func(Op) error {
					if n++; n == k {
						return ErrFull
					}
					return nil
				})
				err := write(to)
				stop()
				if n < k {
					if k < 3 || err != nil {
						t.Errorf("%d steps, %v", n, err)
					}
					return
				}
				if !errors.Is(err, ErrFull) {
					t.Errorf("step %d: %v", k, err)
				}
				if _, err := os.Stat(to); !errors.Is(err, fs.ErrNotExist) {
					t.Errorf("step %d left a file", k)
				}
			}
		})
	}
}
