package papers

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"daybook/backend/typeset"
	"daybook/backend/typeset/pdfua"
)

func TestEveryPaperKeepsTheRulesOfPDFUA(t *testing.T) {
	large := standard()
	large.Edition.Body = LargePrint
	for edition, p := range map[string]Printing{"standard": standard(), "large print": large} {
		for name, doc := range papersOf(p) {
			t.Run(edition+" "+name, func(t *testing.T) {
				var out bytes.Buffer
				if _, err := typeset.Render(context.Background(), &out, doc, nil); err != nil {
					t.Fatal(err)
				}
				faults, err := pdfua.Check(out.Bytes())
				if err != nil || len(faults) > 0 {
					t.Errorf("error %v, faults:\n%s", err, strings.Join(faults, "\n"))
				}
			})
		}
	}
}
