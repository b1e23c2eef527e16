package svg

import (
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/render/plot"
	"residual/render/plot/plottest"
)

// goldens is the digest of each picture, as it was when someone last looked at it.
const goldens = "testdata/goldens.txt"

// The posters of a few frames are as they were. UPDATE=1 writes their digests anew.
// One that differs is left to be looked at, beside what git stash brings back.
func TestGolden(t *testing.T) {
	want, err := os.ReadFile(goldens)
	if err != nil {
		t.Fatal(err)
	}
	got := ""
	for _, c := range []struct {
		name  string
		frame *lab.Frame
		size  plot.Size
		theme plot.Theme
	}{
		{"curves-light", plottest.Curves(), plot.Size{W: 800, H: 500}, plot.Light},
		{"spectrum-dark", plottest.Spectrum(), plot.Size{W: 360, H: 480}, plot.Dark},
		{"spacetime-light", plottest.SpaceTime(), plot.Size{W: 800, H: 500}, plot.Light},
		{"spacetime-dark", plottest.SpaceTime(), plot.Size{W: 800, H: 500}, plot.Dark},
		{"portrait-light", plottest.Portrait(), plot.Size{W: 800, H: 500}, plot.Light},
		{"six-dark", plottest.Six(), plot.Size{W: 800, H: 560}, plot.Dark},
		{"water-light", plottest.Water(), plot.Size{W: 800, H: 500}, plot.Light},
		{"water-dark", plottest.Water(), plot.Size{W: 360, H: 600}, plot.Dark},
		{"crowd-light", plottest.Crowd(60), plot.Size{W: 500, H: 400}, plot.Light},
		{"logistic-light", plottest.Logistic(), plot.Size{W: 800, H: 560}, plot.Light},
		{"diverged-light", plottest.Diverged(), plot.Size{W: 800, H: 500}, plot.Light},
	} {
		picture := Draw(c.frame, c.size, c.theme)
		line := fmt.Sprintf("%s %.8x\n", c.name, sha256.Sum256([]byte(picture)))
		got += line
		if !strings.Contains(string(want), line) {
			path := filepath.Join(os.TempDir(), c.name+".svg")
			t.Errorf("%s differs; look at it in %s and, if that is meant, run UPDATE=1 go test ./render/svg (%v)",
				c.name, path, os.WriteFile(path, []byte(picture), 0o644))
		}
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(goldens, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Every document is well-formed, has a title, and asks nothing of the network.
func TestWellFormed(t *testing.T) {
	for _, s := range plottest.Samples() {
		s.Frame.Title += ` <&">`
		text := Draw(s.Frame, plot.Size{W: 800, H: 500}, plot.Dark)
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", s.Name, err)
			}
			if e, ok := token.(xml.StartElement); ok {
				check(t, s.Name, e)
			}
		}
		if !strings.Contains(text, "&lt;&amp;&#34;&gt;</title>") {
			t.Errorf("%s: no title", s.Name)
		}
	}
}

func check(t *testing.T, name string, e xml.StartElement) {
	for _, a := range e.Attr {
		if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
			t.Errorf("%s: %s %s=%q", name, e.Name.Local, a.Name.Local, a.Value)
		}
		if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "data:image/png;base64,") {
			t.Errorf("%s: a link to %.40s", name, a.Value)
		}
	}
}
