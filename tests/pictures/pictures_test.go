// Package pictures holds the pictures of every lab to what lets them be read: at
// the widths of a phone, a tablet and a desk no legend is higher than its data,
// no text lies on another or is cut, and the data have room.
package pictures

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"residual/core/lab"
	"residual/core/labs"
	"residual/render/plot"
	"residual/render/plot/plottest"
)

// widths are those of the pictures, and how much room the data of each panel have
// at least, in CSS pixels.
var widths = []struct {
	width float64
	least plot.Size
}{
	{320, plot.Size{W: 120, H: 80}},
	{360, plot.Size{W: 120, H: 80}},
	{768, plot.Size{W: 75, H: 80}},
	{1440, plot.Size{W: 120, H: 80}},
}

// runs are short ones of every lab, each with all its panels at some time.
var runs = []struct {
	lab, knobs string
	steps      int // −1: to the end
}{
	{"eigen", "modes=2 width=6 points=32", -1},
	{"eigen", "modes=8 width=16 points=40", -1},
	{"heat", "depth=300", -1},
	{"heat", "r=0.7 profile=noise", -1},
	{"heat", "dimension=2 n=32 depth=60", -1},
	{"heat", "dimension=2 n=32 r=0.6 depth=300", -1},
	{"heat", "train=on", 60},
	{"heat", "train=on dimension=2", 60},
	{"cdf", "n=50 width=4", -1},
	{"stability", "", -1},
	{"molecule", "geometries=16", -1},
	{"molecule", "geometries=16 task=curve system=argon temperature=10", 120},
	{"molecule", "geometries=16 controls=off task=dynamics steps=400 system=trihydrogen", -1},
	{"molecule", "task=dynamics potential=reference", 60},
	{"molecule", "system=silicon temperature=600", 40},
	{"molecule", "system=argon atoms=38 task=hop", 40},
	{"roofline", "memory=8MB", 60},
	{"roofline", "show=memory depth=50 memory=8MB", 30},
	{"roofline", "show=train points=4096", 4},
	{"uncertainty", "n=60 members=3 folds=2 width=8", -1},
	{"uncertainty", "n=60 members=3 folds=2 width=8 show=calibration data=hazard recalibrate=on", -1},
	{"uncertainty", "n=60 members=3 folds=2 width=8 show=conformal data=heteroscedastic", -1},
	{"uncertainty", "n=60 members=3 folds=2 width=8 show=decision data=heavy", -1},
	{"pde", "problem=heat points=60 width=8 steps=20", -1},
	{"pde", "problem=predators points=40 width=8 steps=20", -1},
	{"pde", "problem=heat2 points=60 width=8 steps=10", -1},
	{"pde", "problem=oscillator points=40 width=8 steps=10", -1},
	{"uncertainty", "n=40 model=hmc draws=50 folds=2", -1},
}

// start begins a run with settings that are separated by spaces.
func start(t *testing.T, name, knobs string) *lab.Run {
	t.Helper()
	l, err := lab.Find(labs.All, name)
	if err != nil {
		t.Fatal(err)
	}
	settings := map[string]string{}
	for _, one := range strings.Fields(knobs) {
		k, v, _ := strings.Cut(one, "=")
		settings[k] = v
	}
	s, err := l.Parse(settings)
	if err != nil {
		t.Fatal(err)
	}
	run, err := l.Start(s, lab.DefaultSeed)
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	run.Attach(func() float64 { return time.Since(began).Seconds() }, true)
	return run
}

// look lays the picture of a run out at every width.
func look(t *testing.T, run *lab.Run) {
	t.Helper()
	f := new(lab.Frame)
	run.Frame(f)
	for _, w := range widths {
		l := plot.Draw(f, plot.Size{W: w.width, H: plot.Height(f, w.width)}, plot.Light)
		for _, fault := range plottest.Faults(l, len(f.Panels), w.least) {
			t.Errorf("step %d, %v wide: %s", run.Steps(), w.width, fault)
		}
	}
}

// Pictures can be read at the start of a run, while it goes on and at its end.
func TestRuns(t *testing.T) {
	for _, r := range runs {
		t.Run(r.lab+" "+r.knobs, func(t *testing.T) {
			run := start(t, r.lab, r.knobs)
			for next := 1; ; {
				if run.Steps() == next {
					next *= 2
					look(t, run)
				}
				if run.Status().Final() || run.Steps() == r.steps || t.Failed() {
					break
				}
				run.Step()
			}
			look(t, run)
		})
	}
}

// So can the first pictures with every choice of every knob.
func TestChoices(t *testing.T) {
	for i := range labs.All {
		l := &labs.All[i]
		for _, k := range l.Knobs {
			for _, choice := range k.Choices {
				settings, err := l.Parse(map[string]string{k.Name: choice})
				if err != nil {
					t.Fatal(err)
				}
				run, err := l.Start(settings, lab.DefaultSeed)
				if err != nil {
					continue // it asks for another knob too
				}
				t.Run(fmt.Sprint(l.Name, " ", k.Name, "=", choice), func(t *testing.T) {
					look(t, run)
					run.Step()
					look(t, run)
				})
			}
		}
	}
}

// A picture with each of the faults is found out.
func TestFaultsAreFound(t *testing.T) {
	f := new(lab.Frame)
	f.Begin("Crowded", "")
	f.AddPanel("one", lab.Axis{}, lab.Axis{})
	p := f.AddPanel("many names", lab.Axis{Label: "x"}, lab.Axis{Label: "y"})
	for i := range 12 {
		p.AddSegment(fmt.Sprint("a series with a long name, number ", i), lab.Series(i), 0, 0, 0.5, 1)
	}
	l := plot.Draw(f, plot.Size{W: 360, H: 420}, plot.Light)
	l.Texts = append(l.Texts, l.Texts[0], plot.Text{X: 350, Y: 30, Text: "cut off…", Style: plot.Style{Size: 12}})
	faults := strings.Join(plottest.Faults(l, 3, plot.Size{W: 120, H: 80}), "\n")
	for _, want := range []string{"2 of 3 panels", "a legend", "pixels of data", "is cut", "leaves the picture", "lies on"} {
		if !strings.Contains(faults, want) {
			t.Errorf("%q is not found; found are\n%s", want, faults)
		}
	}
	six := plottest.Six()
	l = plot.Draw(six, plot.Size{W: 800, H: plot.Height(six, 800)}, plot.Light)
	if faults := plottest.Faults(l, 6, plot.Size{W: 80, H: 80}); len(faults) > 0 {
		t.Errorf("a picture that can be read has faults: %v", faults)
	}
}
