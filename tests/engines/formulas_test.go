package engines_test

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Formulas are set in boxes of one size, below and beside each other, large enough
// that a cell of the golden picture tells whether a bracket has grown.
const (
	cell    = 8 // pixels, each way, that are one in the golden picture
	columns = 2
)

var box = image.Pt(100*cell, 18*cell)

// A cell may differ from the golden one by so much of full black, in the best of the
// places that are a pixel away: text is drawn a little differently by the next
// version of a browser. Half a line through a cell is more.
const allowed = 0.1

var oneFormula = regexp.MustCompile(`<math .*?</math>`)

// formulas finds the formulas of the built pages, each once.
func formulas(t *testing.T) (all []string) {
	t.Helper()
	for _, pattern := range []string{"*.html", "labs/*.html"} {
		pages, _ := filepath.Glob(filepath.Join(dist(t), pattern))
		for _, page := range pages {
			text, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, oneFormula.FindAllString(string(text), -1)...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// Formulas look in every engine as they did when somebody last looked at them.
// UPDATE=1 makes the pictures anew.
func TestFormulas(t *testing.T) {
	all := formulas(t)
	if len(all) < 100 {
		t.Fatalf("there are %d formulas in the pages", len(all))
	}
	size := image.Pt(columns*box.X, (len(all)+columns-1)/columns*box.Y)
	inEach(t, engines, func(t *testing.T, e engine, command string) {
		address := serve(t, sheet(all), http.NotFound)
		picture := e.picture(t, command, address, size)
		if !painted(picture) {
			t.Fatal("nothing is painted")
		}
		got := ink(picture, size)
		file := "testdata/" + e.name + ".png"
		if os.Getenv("UPDATE") != "" {
			writePicture(t, file, got.shrink(0, 0))
			return
		}
		golden := readPicture(t, file)
		if want := size.Div(cell); golden.Bounds().Size() != want {
			t.Fatalf("%s is %v large, for %d formulas it must be %v: UPDATE=1", file, golden.Bounds().Size(), len(all), want)
		}
		for i, formula := range all {
			if off := got.off(golden, i); off > allowed {
				t.Errorf("a cell is off by %.2f of full black in\n%s\nlook at it, and make the pictures anew with UPDATE=1", off, formula)
			}
		}
	})
}

// sheet sets the formulas in their boxes.
func sheet(all []string) string {
	var page strings.Builder
	fmt.Fprintf(&page, `<!doctype html><html lang="en"><meta charset="utf-8"><title>Formulas</title>
<link rel="stylesheet" href="page.css">
<style>
:root { --maths: 'DejaVu Math TeX Gyre'; }
body { margin: 0; padding: 0; max-width: none; background: white; color: black; display: block; }
div { position: absolute; width: %dpx; height: %dpx; font-size: 32px; line-height: 1; overflow: hidden; padding: 28px 0 0 8px; box-sizing: border-box; white-space: nowrap; }
</style>`, box.X, box.Y)
	for i, formula := range all {
		at := place(i)
		fmt.Fprintf(&page, `<div style="left:%dpx;top:%dpx">%s</div>`, at.X, at.Y, formula)
	}
	return page.String()
}

// place is where a box begins.
func place(i int) image.Point { return image.Pt(i%columns*box.X, i/columns*box.Y) }

// An inked picture says of each pixel how black it is, from 0 to 1.
type inked struct {
	size image.Point
	dark []float64
}

func ink(picture image.Image, size image.Point) inked {
	p := inked{size, make([]float64, size.X*size.Y)}
	for y := range size.Y {
		for x := range size.X {
			grey := color.GrayModel.Convert(picture.At(x, y)).(color.Gray)
			p.dark[y*size.X+x] = 1 - float64(grey.Y)/255
		}
	}
	return p
}

// at is how black a cell is on average, moved by some pixels.
func (p inked) at(x, y int, move image.Point) (sum float64) {
	for dy := range cell {
		for dx := range cell {
			px, py := x*cell+dx+move.X, y*cell+dy+move.Y
			if px >= 0 && py >= 0 && px < p.size.X && py < p.size.Y {
				sum += p.dark[py*p.size.X+px]
			}
		}
	}
	return sum / (cell * cell)
}

// shrink makes one pixel of each cell.
func (p inked) shrink(dx, dy int) *image.Gray {
	small := image.NewGray(image.Rectangle{Max: p.size.Div(cell)})
	for y := range small.Rect.Max.Y {
		for x := range small.Rect.Max.X {
			small.SetGray(x, y, color.Gray{Y: uint8(math.Round(255 * (1 - quantised(p.at(x, y, image.Pt(dx, dy))))))})
		}
	}
	return small
}

// quantised leaves sixteen shades, which are stored in half the room.
func quantised(dark float64) float64 { return math.Round(15*dark) / 15 }

// off is by how much the worst cell of a formula differs from the golden one, in the
// best of the places a pixel away.
func (p inked) off(golden image.Image, i int) float64 {
	best := math.Inf(1)
	for dy := -1; dy <= 1; dy++ {
		for dx := -1; dx <= 1; dx++ {
			best = min(best, p.worst(golden, i, image.Pt(dx, dy)))
		}
	}
	return best
}

func (p inked) worst(golden image.Image, i int, move image.Point) (worst float64) {
	from := place(i).Div(cell)
	for y := from.Y; y < from.Y+box.Y/cell; y++ {
		for x := from.X; x < from.X+box.X/cell; x++ {
			grey := color.GrayModel.Convert(golden.At(x, y)).(color.Gray)
			worst = max(worst, math.Abs(p.at(x, y, move)-(1-float64(grey.Y)/255)))
		}
	}
	return worst
}

func writePicture(t *testing.T, file string, picture *image.Gray) {
	t.Helper()
	shades := make(color.Palette, 16)
	for i := range shades {
		shades[i] = color.Gray{Y: uint8(17 * i)}
	}
	small := image.NewPaletted(picture.Rect, shades)
	for i, grey := range picture.Pix {
		small.Pix[i] = grey / 17
	}
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(f, small); err != nil {
		t.Fatal(err)
	}
}

func readPicture(t *testing.T, file string) image.Image {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return decode(t, data)
}
