package typeset

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"daybook/backend/typeset/pdfua"
)

// rendered gives the file of a document.
func rendered(t testing.TB, d *Document) []byte {
	t.Helper()
	var out bytes.Buffer
	if _, err := Render(context.Background(), &out, d, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// asks gives what another program says about a file.
func asks(t testing.TB, pdf []byte, program string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		t.Skip(program, "is not installed")
	}
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, arg := range args {
		args[i] = strings.ReplaceAll(arg, "PDF", path)
	}
	said, err := exec.Command(program, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", program, err, said)
	}
	return string(said)
}

// kinds are documents of every kind, for the rules that hold for all.
func kinds() map[string]*Document {
	certificates := NewBook(Meta{Title: "Certificates", Created: printed})
	certificate(certificates, "Łukasz Wąsik", "Sleep")
	certificate(certificates, "Ann Smith", strings.Repeat("Understanding sleep and rest ", 5))
	empty := NewBook(Meta{Title: "Nothing"})
	empty.Sheet(Edition{}, Unbound)
	return map[string]*Document{
		"register": register(hostileNames()), "no names": register(nil),
		"certificates": certificates.Document(), "an empty page": empty.Document(),
		"prospectus": linked(), "backdrops": backed(3),
	}
}

func TestEveryKindKeepsTheRulesOfPDFUA(t *testing.T) {
	for name, doc := range kinds() {
		t.Run(name, func(t *testing.T) {
			faults, err := pdfua.Check(rendered(t, doc))
			if err != nil || len(faults) > 0 {
				t.Errorf("error %v, faults:\n%s", err, strings.Join(faults, "\n"))
			}
		})
	}
}

func TestQPDFFindsNothingWrong(t *testing.T) {
	for name, doc := range kinds() {
		t.Run(name, func(t *testing.T) {
			if said := asks(t, rendered(t, doc), "qpdf", "--check", "PDF"); !strings.Contains(said, "No syntax or stream encoding errors") {
				t.Error(said)
			}
		})
	}
}

func TestPopplerReadsTheStructure(t *testing.T) {
	said := asks(t, rendered(t, register([]string{"Ann", "Łukasz"})), "pdfinfo", "-struct-text", "PDF")
	flat := strings.Join(strings.Fields(said), " ")
	for _, want := range []string{
		`Document Sect H1 (block) "Understanding sleep" Table (block) THead TR TH: /Scope /Column "No."`,
		`TBody TR TD "1" TH: /Scope /Row "Ann" TD "Consent" TR TD "2" TH: /Scope /Row "Łukasz"`,
		`Figure`,
	} {
		if !strings.Contains(flat, want) {
			t.Errorf("no %s in\n%s", want, said)
		}
	}
}

func TestWordsAreNotJoinedWhereALineEnds(t *testing.T) {
	book := NewBook(Meta{Title: "Sleep"})
	c := book.Sheet(Edition{}, Unbound)
	c.Text(20, 40, 30, Said("Understanding sleep and what helps"))
	c.Text(20, 90, 30, Said("Nwachukwu-Papadopoulos-Nwachukwu"))
	c.Text(20, 140, 25, Said("Llanfairpwllgwyngyllgogery"))
	pdf := rendered(t, book.Document())
	flat := strings.Join(strings.Fields(asks(t, pdf, "pdfinfo", "-struct-text", "PDF")), " ")
	for _, want := range []string{"Understanding sleep and what helps", "Nwachukwu-Papadopoulos-Nwachukwu"} {
		if !strings.Contains(flat, want) {
			t.Errorf("%q is read as\n%s", want, flat)
		}
	}
	if plain := strings.ReplaceAll(flat, breakHyphen, ""); !strings.Contains(plain, "Llanfairpwllgwyngyllgogery") {
		t.Errorf("a split word is read as\n%s", flat)
	}
}

func TestEveryFontIsInTheFile(t *testing.T) {
	said := asks(t, rendered(t, register(hostileNames())), "pdffonts", "PDF")
	lines := strings.Split(strings.TrimSpace(said), "\n")[2:]
	if len(lines) < 5 {
		t.Errorf("%d fonts for names of many scripts:\n%s", len(lines), said)
	}
	for _, line := range lines {
		if !strings.Contains(line, "CID TrueType") || !strings.Contains(line, "yes yes yes") {
			t.Error(line)
		}
	}
}
