package cdf

import (
	"errors"
	"math"
	"slices"
	"sort"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/rng"
	"residual/core/table"
	"residual/core/uq"
)

// A sample is the numbers that the networks are fitted to, drawn from a known
// distribution or read from a visitor's file.
type sample struct {
	transform              // by the median, and a deviation from quartiles
	x         []float64    // ascending, once the sample is whole
	known     distribution // nil for a file
	seed      uint64

	reader *table.Reader // of a file
	rows   *table.Sample // of a file
}

// A file is read so many rows a step, and a sample is taken of a long one.
const (
	rowsAStep = 20000
	mostRows  = 50000
	fewest    = 5
)

// newSample asks a room for what a sample takes. The error is one of the file.
func newSample(room *fit.Room, s lab.Settings, seed uint64) (d *sample, err error) {
	d = &sample{seed: seed}
	text := data.Of(s)
	if text == "" {
		d.known = distributions[known.Of(s)]
		room.Floats(&d.x, count.Of(s))
		return d, nil
	}
	room.Count(8 * mostRows)
	room.Then(func() { d.rows = table.NewSample(1, mostRows, seed) })
	d.reader, err = table.NewList(text)
	return d, err
}

// read draws the sample, or takes the next rows of the file, and tells whether it
// is whole. The error says why nothing can be fitted to it.
func (d *sample) read() (whole bool, err error) {
	if d.known != nil {
		random := rng.New(d.seed, "cdf/sample")
		for i := range d.x {
			d.x[i] = d.known.Draw(random)
		}
		return true, d.finish()
	}
	if more, err := d.rows.Take(d.reader, rowsAStep); more || err != nil {
		return false, err
	}
	return true, d.finish()
}

// seen is how many rows of a file were read.
func (d *sample) seen() int {
	if d.rows == nil {
		return 0
	}
	return d.rows.Seen
}

// describe describes how far a file was read; what is drawn follows from the seed.
func (d *sample) describe(c *codec.Coder, whole bool) {
	if d.rows == nil {
		return
	}
	d.reader.State(c)
	d.rows.State(c)
	if whole && c.Decoding() {
		c.Require(d.finish() == nil, "the numbers can be fitted")
	}
}

// finish sorts a whole sample and measures its middle and its spread. The error is
// what no distribution function can be fitted to.
func (d *sample) finish() error {
	if d.rows != nil {
		d.x = d.rows.Rows
	}
	slices.Sort(d.x)
	switch n := len(d.x); {
	case n < fewest:
		return errors.New("there are too few numbers; give at least 5")
	case d.x[0] == d.x[n-1]:
		return errors.New("all numbers are the same; give at least two different ones")
	case !(d.x[n-1]-d.x[0] < math.MaxFloat64):
		return errors.New("the numbers reach too far; give numbers whose differences are finite")
	}
	d.m, d.s = d.x[len(d.x)/2], spread(d.x)
	return nil
}

// spread estimates a standard deviation from the quartiles of ascending numbers:
// those of a normal distribution lie 1.349 of it apart. Where half of the numbers
// are one and the same, a wider part of them tells.
func spread(x []float64) float64 {
	n := len(x)
	for _, part := range []int{4, 10, 50, n} {
		if s := (x[n-1-n/part] - x[n/part]) / 1.349; s > 0 {
			return s
		}
	}
	return (x[n-1] - x[0]) / 1.349
}

// span is the range of t that the networks are fitted and measured on: the
// sample's, and a seventh of it at each end, where Fₙ is 0 and 1.
func (d *sample) span() (lo, hi float64) {
	lo, hi = d.forward(d.x[0]), d.forward(d.x[len(d.x)-1])
	pad := (hi - lo) / 7
	return lo - pad, hi + pad
}

// middle is the range of x that is drawn: that of the sample without its outer
// hundredths where these reach far, and a little more.
func (d *sample) middle() (from, to float64) {
	n := len(d.x)
	low, high := d.x[n/100], d.x[n-1-n/100]
	from, to = d.x[0], d.x[n-1]
	if to-from > 2*(high-low) && high > low {
		from, to = low, high
	}
	pad := (to - from) / 12
	return from - pad, to + pad
}

// empirical is Fₙ(x), the part of the sample at or below x.
func (d *sample) empirical(x float64) float64 {
	k := sort.Search(len(d.x), func(i int) bool { return d.x[i] > x })
	return float64(k) / float64(len(d.x))
}

// distance is the Kolmogorov–Smirnov distance of the sample itself from the known
// distribution: the largest |Fₙ − F|.
func (d *sample) distance() float64 {
	f := make([]float64, len(d.x))
	for i, x := range d.x {
		f[i] = d.known.CDF(x)
	}
	most, _ := uq.KolmogorovSmirnov(f)
	return most
}
