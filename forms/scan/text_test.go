package scan

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"jixiao/models"
)

// pageOf is a PDF of one page that draws content with a font F whose map is
// cmap.
func pageOf(content, cmap string) []byte {
	var b bytes.Buffer
	var at []int
	add := func(s string) {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", len(at), s)
	}
	stream := func(more, s string) string {
		return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", more, len(s), s)
	}
	b.WriteString("%PDF-1.4\n")
	add("<</Type/Catalog/Pages 2 0 R>>")
	add("<</Type/Pages/Kids[3 0 R]/Count 1>>")
	add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 7 0 R>>/XObject<</X 8 0 R>>>>>>")
	add(stream("", content))
	add("<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R>>")
	add(stream("", cmap))
	add("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
	add(stream("/Type/XObject/Subtype/Form/BBox[0 0 1 1]", "BT /G 9 Tf (within) Tj ET /X Do"))
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

const someMap = `begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfchar <0001> <7EE9> <0002> <6548> <0003> <00660069> endbfchar
2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<7532> <4E59>] endbfrange endcmap`

func TestTextIsReadHoweverItIsDrawn(t *testing.T) {
	for _, c := range []struct{ name, content, want string }{
		{"hexadecimal", "BT /F 9 Tf <00010002> Tj ET", "绩效"},
		{"a literal", `BT /F 9 Tf (\000\001\000\002) Tj ET`, "绩效"},
		{"pieces with gaps", "BT /F 9 Tf [<0001> -250 <0002>] TJ ET", "绩效"},
		{"the other operators", "BT /F 9 Tf <0001> ' 1 2 <0002> \" ET", "绩效"},
		{"one code of two letters", "BT /F 9 Tf <0003> Tj ET", "fi"},
		{"ranges", "BT /F 9 Tf <00100012002000210011> Tj ET", "一丂甲乙丁"},
		{"a code without a text", "BT /F 9 Tf <00FF> Tj ET", "\uFFFD"},
		{"a plain font", `BT /G 9 Tf (a\(b\)\\ (c) \101) Tj ET`, `a(b)\ (c) A`},
		{"a font that the state brings back", "q BT /F 9 Tf <0001> Tj ET Q BT (x) Tj ET", "绩\nx"},
		{"a drawing that draws itself", "/X Do", "within\nwithin\nwithin"},
		{"an image in the page", "BI /W 1 ID \x00(Tj EIEI\n EI BT /G 9 Tf (after) Tj ET", "after"},
		{"what is broken", "BT /G 9 Tf <</A [ 1 >> ) ] } (a) Tj ( ET", "a"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages, err := Text(t.Context(), pageOf(c.content, someMap))
			if err != nil || len(pages) != 1 || strings.TrimSpace(pages[0]) != c.want {
				t.Errorf("it reads %q, %v, want %q", pages, err, c.want)
			}
		})
	}
}

func TestWhatIsNoPDFIsRefusedInChinese(t *testing.T) {
	for name, content := range map[string][]byte{
		"nothing": nil, "a text": []byte("hello"), "a head alone": []byte("%PDF-1.4\n"),
		"half a file": pageOf("BT ET", someMap)[:90],
	} {
		_, err := Text(t.Context(), content)
		if models.KindOf(err) != models.Invalid || !strings.Contains(err.Error(), "PDF") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A map of a hundred thousand ranges, and a text that needs the last of them:
// looking each one through would take minutes.
func TestALargeMapIsNotLookedThrough(t *testing.T) {
	var ranges strings.Builder
	ranges.WriteString("begincodespacerange <0000> <FFFF> endcodespacerange beginbfrange ")
	for i := range 100_000 {
		fmt.Fprintf(&ranges, "<%04X> <FFFF> <4E00>\n", i%0x8000)
	}
	content := "BT /F 9 Tf <" + strings.Repeat("9000", 1_000_000) + "> Tj ET"
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	pages, err := Text(ctx, pageOf(content, ranges.String()+"endbfrange"))
	if err != nil || len([]rune(strings.TrimSpace(pages[0]))) != 1_000_000 {
		t.Errorf("%d pages, %v", len(pages), err)
	}
}

func FuzzText(f *testing.F) {
	f.Add("BT /F 9 Tf <00010002> Tj [<0001> (a\\051)] TJ ET /X Do", someMap)
	f.Add("BI ID EI (", "beginbfrange <00> <FFFFFFFF> <")
	f.Fuzz(func(t *testing.T, content, cmap string) {
		if len(content)+len(cmap) < 10_000 {
			_, _ = Text(t.Context(), pageOf(content, cmap))
		}
	})
}
