package app

import (
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"daybook/backend/college"

	"github.com/spf13/cobra"
)

// largestPicture is how long the file of a logo or signature may be, in bytes:
// it is read whole before it is looked at.
const largestPicture = 32 << 20

// faceTexts are the options of the face that are texts, with the fields they
// fill.
func faceTexts(f *college.Face) map[string]*string {
	return map[string]*string{"name": &f.College, "short-name": &f.ShortName, "strapline": &f.Strapline, "phone": &f.Phone, "email": &f.Email,
		"website": &f.Website, "address": &f.Address, "colour": &f.Colour, "signatory": &f.Signatory, "signatory-role": &f.Role, "crisis": &f.CrisisText}
}

// facing is what the face command may be told besides texts.
type facing struct {
	logos     []string // FILE=WHAT IT SHOWS
	signature string
	words     []string // student=learner
}

// faceCommand shows what every paper says of the college, or changes it.
func (l *commandLine) faceCommand() *cobra.Command {
	var told college.Face
	var more facing
	command := &cobra.Command{Use: "face", Short: say("cmd.face"), Long: say("cmd.face.long"), Args: takes(0, 0),
		RunE: func(c *cobra.Command, _ []string) error {
			return l.open(c, func(door *Door) error {
				face, err := ask(door, c.CommandPath(), func(ctx context.Context) (shownFace, error) {
					if err := more.change(ctx, c, door, told); err != nil {
						return shownFace{}, err
					}
					return door.face(ctx)
				})
				if err == nil {
					l.tell(result{Result: "face", Face: &face}, faceText(face))
				}
				return err
			})
		}}
	flags := command.Flags()
	fields := faceTexts(&told)
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		flags.StringVar(fields[name], name, "", say("cmd.flag.face."+strings.ReplaceAll(name, "-", "")))
	}
	flags.StringArrayVar(&more.logos, "logo", nil, say("cmd.flag.face.logo"))
	flags.StringVar(&more.signature, "signature", "", say("cmd.flag.face.signature"))
	flags.StringArrayVar(&more.words, "word", nil, say("cmd.flag.face.word", "terms", strings.Join(college.OwnTerms, ", ")))
	return command
}

// shownFace is the face as the command tells it: pictures by what they show.
type shownFace struct {
	college.Face
	HasSignature bool              `json:"hasSignature"`
	LogoAlts     []string          `json:"logos"`
	Own          map[string]string `json:"words"`
}

func (d *Door) face(ctx context.Context) (shownFace, error) {
	face, err := d.store.Face(ctx)
	if err != nil {
		return shownFace{}, err
	}
	card, err := d.store.Card(ctx)
	own := card.OwnWords
	if own == nil {
		own = map[string]string{}
	}
	return shownFace{Face: face, HasSignature: len(face.Signature) > 0, LogoAlts: face.LogoAlts, Own: own}, err
}

// change keeps what the options say; what they do not name stays as it is.
func (m *facing) change(ctx context.Context, c *cobra.Command, door *Door, told college.Face) error {
	face, err := door.store.Face(ctx)
	if err != nil {
		return err
	}
	changed := false
	now := faceTexts(&face)
	for name, value := range faceTexts(&told) {
		if c.Flags().Changed(name) {
			*now[name], changed = strings.TrimSpace(*value), true
		}
	}
	if c.Flags().Changed("logo") {
		face.Logos, face.LogoAlts, changed = nil, nil, true
		for _, logo := range m.logos {
			if logo == "" {
				continue // --logo "" takes them all away
			}
			file, alt, _ := strings.Cut(logo, "=")
			picture, err := readPicture(file)
			if err != nil {
				return err
			}
			face.Logos, face.LogoAlts = append(face.Logos, picture), append(face.LogoAlts, alt)
		}
	}
	if c.Flags().Changed("signature") {
		face.Signature, changed = nil, true
		if m.signature != "" {
			if face.Signature, err = readPicture(m.signature); err != nil {
				return err
			}
		}
	}
	var own map[string]string
	if c.Flags().Changed("word") { // looked at before anything is kept
		if own, err = m.ownWords(ctx, door); err != nil {
			return err
		}
	}
	if changed {
		err = door.store.SaveFace(ctx, face)
	}
	if err == nil && own != nil {
		err = door.store.SetOwnWords(ctx, own)
	}
	return err
}

// ownWords are the college's own words beside those it has, with their regular
// plurals; "student=" goes back to the usual one.
func (m *facing) ownWords(ctx context.Context, door *Door) (map[string]string, error) {
	card, err := door.store.Card(ctx)
	if err != nil {
		return nil, err
	}
	told := map[string]string{}
	for _, word := range m.words {
		term, said, is := strings.Cut(word, "=")
		if !is {
			return nil, misuse("cmd.face.wordWrong", "word", word)
		}
		told[strings.TrimSpace(term)] = strings.TrimSpace(said)
	}
	own, err := college.WithSaidWords(card.OwnWords, told)
	if err != nil {
		return nil, err
	}
	return college.CheckOwnWords(own)
}

// readPicture reads the file of a picture, unless it is empty or too long to be
// one.
func readPicture(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, college.Refuse(college.NotFound, "cmd.face.noFile", "file", filepath.Base(path))
	}
	defer file.Close()
	picture, err := io.ReadAll(io.LimitReader(file, largestPicture+1))
	switch {
	case err != nil: // a folder, for one
		return nil, college.Refuse(college.NotFound, "cmd.face.noFile", "file", filepath.Base(path))
	case len(picture) > largestPicture:
		return nil, college.Refuse(college.Invalid, "cmd.face.noPicture", "file", filepath.Base(path))
	case len(picture) == 0:
		return nil, college.Refuse(college.Invalid, "cmd.face.emptyPicture", "file", filepath.Base(path))
	}
	return picture, nil
}

// faceText is the face, a line for each thing that is known.
func faceText(f shownFace) string {
	var lines []string
	line := func(key, value string) {
		if value != "" {
			lines = append(lines, say("cmd.face.line", "what", say("cmd.face."+key), "value", value))
		}
	}
	fields := faceTexts(&f.Face)
	for _, name := range []string{"name", "short-name", "strapline", "phone", "email", "website", "address", "colour", "signatory", "signatory-role", "crisis"} {
		line(strings.ReplaceAll(name, "-", ""), *fields[name])
	}
	for i, alt := range f.LogoAlts {
		line("logo", strconv.Itoa(i+1)+" "+alt)
	}
	if f.HasSignature {
		line("signature", say("cmd.face.there"))
	}
	for _, term := range slices.Sorted(maps.Keys(f.Own)) {
		line("word", term+" = "+f.Own[term])
	}
	return strings.Join(lines, "\n")
}
