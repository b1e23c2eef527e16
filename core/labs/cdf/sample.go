package cdf

import (
	"errors"
	"math"
	"slices"
	"sort"

	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/rng"
	"residual/core/table"
)

// A sample is the numbers that the networks are fitted to, drawn from a known
// law or read from a visitor's file, in ascending order once it is whole.
type sample struct {
	law  law       // nil where it is not known
	x    []float64 // ascending
	m, s float64   // the median, and a deviation from quartiles: t = asinh((x − m)/s)

	text   string        // of the file
	reader *table.Reader // that has more to read
	taken  *table.Sample // of its rows
	more   bool
}

// A file is read in pieces of this many rows, one a step, and of a long one a
// sample is kept.
const (
	piece    = 20000
	mostRows = 50000
	fewest   = 5
)

func newSample(s lab.Settings, seed uint64) (*sample, error) {
	if text := s.File("data"); text != "" {
		return readSample(text, seed)
	}
	d := &sample{law: lawOf(s.Choice("law")), x: make([]float64, s.Int("n"))}
	random := rng.New(seed, "cdf/sample")
	for i := range d.x {
		d.x[i] = d.law.Draw(random)
	}
	d.finish()
	return d, nil
}

// readSample reads the first piece of a file.
func readSample(text string, seed uint64) (*sample, error) {
	r, err := table.NewReader(text)
	if err != nil {
		return nil, &lab.KnobError{Knob: "data", Reason: err.Error()}
	}
	d := &sample{text: text, reader: r, taken: table.NewSample(1, mostRows, seed)}
	if err := d.read(); err != nil {
		return nil, &lab.KnobError{Knob: "data", Reason: err.Error()}
	}
	return d, nil
}

// read takes the next piece; after the last the sample is whole.
func (d *sample) read() (err error) {
	if d.more, err = d.taken.Take(d.reader, piece); err == nil && !d.more {
		d.x = append([]float64(nil), d.taken.Rows...)
		d.finish()
	}
	return err
}

// seen is how many rows of a file were read.
func (d *sample) seen() int {
	if d.taken == nil {
		return 0
	}
	return d.taken.Seen
}

// upTo is the sample when so many rows of its file had been read.
func (d *sample) upTo(seen int) (*sample, error) {
	if d.taken == nil || seen == d.taken.Seen {
		return d, nil
	}
	fresh, err := readSample(d.text, d.taken.Seed)
	for err == nil && fresh.more && fresh.taken.Seen < seen {
		err = fresh.read()
	}
	return fresh, err
}

// check finds what no distribution function can be fitted to.
func (d *sample) check() error {
	switch {
	case len(d.x) < fewest:
		return errors.New("there are too few numbers; give at least 5")
	case !table.Distinct(d.x, 2):
		return errors.New("all numbers are the same; give at least two different ones")
	case !(d.x[len(d.x)-1]-d.x[0] < math.MaxFloat64):
		return errors.New("the numbers reach too far; give numbers whose differences are finite")
	}
	return nil
}

// finish sorts the sample and measures its middle and its spread: the quartiles
// of a normal distribution lie 1.349 standard deviations apart. Where half of
// the numbers are one and the same, a wider part of them tells.
func (d *sample) finish() {
	sort.Float64s(d.x)
	n := len(d.x)
	if n == 0 {
		return
	}
	d.m = d.x[n/2]
	for _, share := range []int{4, 10, 50, n} {
		if d.s = (d.x[n-1-n/share] - d.x[n/share]) / 1.349; d.s > 0 {
			return
		}
	}
	d.s = (d.x[n-1] - d.x[0]) / 1.349
}

// bent is t of x, unbent x of t = asinh((x − m)/s): sinh t = (eᵗ − e⁻ᵗ)/2.
func (d *sample) bent(x float64) float64 { return asinh((x - d.m) / d.s) }
func (d *sample) unbent(t float64) float64 {
	e := kernel.Exp1(t)
	return d.m + float64(d.s*(e-1/e))/2
}

// stretch is dt/dx at x: what a slope in t is multiplied with.
func (d *sample) stretch(x float64) float64 {
	u := (x - d.m) / d.s
	return 1 / (d.s * math.Sqrt(1+float64(u*u)))
}

// span is the range of t that the networks are fitted and judged on: the
// sample's, and a seventh of it at each end, where Fₙ is 0 and 1.
func (d *sample) span() (lo, hi float64) {
	lo, hi = d.bent(d.x[0]), d.bent(d.x[len(d.x)-1])
	pad := (hi - lo) / 7
	return lo - pad, hi + pad
}

// empirical is Fₙ(x), the share of the sample at or below x.
func (d *sample) empirical(x float64) float64 {
	k, _ := slices.BinarySearchFunc(d.x, x, func(a, b float64) int {
		if a <= b {
			return -1
		}
		return 1
	})
	return float64(k) / float64(len(d.x))
}

// distance is the Kolmogorov–Smirnov distance of the sample itself from its
// law: the largest |Fₙ − F|.
func (d *sample) distance() float64 {
	most, n := 0.0, float64(len(d.x))
	for i, x := range d.x {
		f := d.law.CDF(x)
		most = max(most, f-float64(i)/n, float64(i+1)/n-f)
	}
	return most
}

// grid is n equidistant numbers from lo to hi.
func grid(lo, hi float64, n int) []float64 {
	g := make([]float64, n)
	for i := range g {
		g[i] = lo + float64((hi-lo)*(float64(i)/float64(n-1)))
	}
	return g
}
