package college

import (
	"testing"

	"golang.org/x/text/unicode/norm"
)

func TestFold(t *testing.T) {
	for typed, want := range map[string]string{
		"Siân": "sian", "SIÂN": "sian", "Łukasz": "lukasz", "O'Brien": "obrien", "O’Brien": "obrien", "OʼBrien": "obrien",
		"Ørsted": "orsted", "Straße": "strasse", "Æsa Þórsdóttir": "aesa thorsdottir", "Işık": "isik", "İpek": "ipek",
		"Nguyễn Thị": "nguyen thi", "Ọlá": "ola", "  Ann-Marie   Smith ": "ann marie smith", "محمّد": "محمد", "🙂 Sam": "sam", "": "",
		"Ελένη": "ελενη", "Ёлкина": "елкина",
	} {
		if got := Fold(typed); got != want {
			t.Errorf("Fold(%q) = %q, want %q", typed, got, want)
		}
		for form, other := range map[string]string{"NFC": norm.NFC.String(typed), "NFD": norm.NFD.String(typed)} {
			if got := Fold(other); got != want {
				t.Errorf("Fold(%q in %s) = %q, want %q", typed, form, got, want)
			}
		}
		if again := Fold(Fold(typed)); again != Fold(typed) {
			t.Errorf("Fold(%q) folds on to %q", typed, again)
		}
	}
}

func TestFoldKeepsDistinctNamesDistinct(t *testing.T) {
	for _, pair := range [][2]string{{"মিতা", "মাতা"}, {"রীনা", "রানা"}, {"राम", "रमा"}, {"கமலா", "கமலி"}} {
		if Fold(pair[0]) == Fold(pair[1]) {
			t.Errorf("%s and %s fold to one", pair[0], pair[1])
		}
	}
	if SameName("", "") || SameName("!", "?") {
		t.Error("no name is the same as no name")
	}
	if !SameName("Begum Ioana", "Ioana Begum") || SameName("Ann Smith", "Ann Marie Smith") {
		t.Error("the same words in any order, and no others")
	}
}

func TestDamagedNames(t *testing.T) {
	for name, want := range map[string]bool{"Rados?aw": true, "Ol\uFFFDna": true, "?????": true, "Radosław": false, "": false} {
		if Damaged(name) != want {
			t.Errorf("Damaged(%q) = %v", name, !want)
		}
	}
}
