package vault

import (
	"errors"
	"strings"
	"testing"
)

func TestASheetReadsBackAsTyped(t *testing.T) {
	s := NewSheet()
	whole := strings.Join(groups(s), "")
	if len(whole) != 40 || strings.Trim(whole, sheetAlphabet) != "" {
		t.Errorf("printed as %q", whole)
	}
	for name, typed := range map[string]string{
		"as printed":     strings.Join(groups(s), " "),
		"small letters":  strings.ToLower(whole),
		"dashes, lines":  strings.Join(groups(s), "-\r\n"),
		"spaced letters": strings.Join(strings.Split(whole, ""), " "),
		"digits alike":   strings.NewReplacer("O", "0", "I", "1", "B", "8").Replace(whole),
	} {
		if got, err := readSheet(typed); err != nil || got != s {
			t.Errorf("%s: %v", name, err)
		}
	}
	for n, group := range s.Groups() {
		if !s.Is(n, " "+strings.ToLower(group[:2])+"-"+group[2:]+"\n") || s.Is(n, group[:4]) || s.Is((n+1)%8, group) || s.Is(-1, group) || s.Is(8, group) {
			t.Errorf("group %d, %q, is not known again or known too easily", n, group)
		}
	}
}

func TestEverySlipNamesItsGroup(t *testing.T) {
	s := NewSheet()
	group := func(want int, name, typed string) {
		t.Helper()
		var typo *SheetTypo
		if _, err := readSheet(typed); !errors.As(err, &typo) || typo.Group != want {
			t.Errorf("%s: %v, want group %d", name, err, want)
		}
	}
	for n := range sheetGroups {
		groups := groups(s)
		printed := groups[n]
		for i := range printed {
			for _, letter := range sheetAlphabet + "9?" {
				if wrong := printed[:i] + string(letter) + printed[i+1:]; wrong != printed {
					groups[n] = wrong
					group(n, wrong+" for "+printed, strings.Join(groups, " "))
				}
			}
			for j := range i {
				swapped := []byte(printed)
				if swapped[i], swapped[j] = swapped[j], swapped[i]; string(swapped) != printed {
					groups[n] = string(swapped)
					group(n, string(swapped)+" for "+printed, strings.Join(groups, " "))
				}
			}
		}
	}
	swapped := groups(s)
	swapped[2], swapped[5] = swapped[5], swapped[2]
	group(2, "two groups swapped", strings.Join(swapped, " "))
	group(7, "one group short", strings.Join(groups(s)[:7], " "))
	group(7, "a letter too many", strings.Join(groups(s), " ")+"A")
	group(0, "nothing", "")
}

func FuzzSheet(f *testing.F) {
	f.Add(strings.Join(groups(NewSheet()), "-"))
	f.Fuzz(func(t *testing.T, typed string) {
		if s, err := readSheet(typed); err == nil && !strings.EqualFold(asPrinted(typed), strings.Join(groups(s), "")) {
			t.Errorf("%q was read as %v", typed, groups(s))
		}
	})
}
