package uncertainty

import (
	"fmt"
	"math"
	"slices"

	"residual/core/codec"
	"residual/core/lab"
	"residual/core/rng"
	"residual/core/table"
	"residual/core/uq"
)

// A source reads the visitor's file, so many rows a step, and holds a random
// sample of them that is no larger than what a run can use.
type source struct {
	reader *table.Reader
	sample *table.Sample
	seed   uint64
}

const (
	rowsPerStep = 10_000 // New reads four times as many
	mostTest    = 1000
	fewest      = 8 // rows of a file
)

// openFile begins to read the file. A fault in its first rows is the knob's.
func (e *experiment) openFile(s lab.Settings, seed uint64) error {
	reader, err := table.NewReader(file.Of(s))
	if err == nil {
		err = reader.Want(2)
	}
	if err != nil {
		return file.Wrong("%v", err)
	}
	size := rowsToFit.Of(s) + calibration.Of(s) + mostTest
	e.Count(int64(len(file.Of(s))) + 16*int64(size))
	if err := e.Open(lab.Budget.Of(s)); err != nil {
		return err
	}
	e.file = &source{reader, table.NewSample(2, size, seed), seed}
	if wrong := e.read(4 * rowsPerStep); wrong != "" {
		return file.Wrong("%s", wrong)
	}
	return nil
}

// read reads so many rows and, where they are the last, begins to fit. It says
// why a file is of no use.
func (e *experiment) read(rows int) (wrong string) {
	more, err := e.file.sample.Take(e.file.reader, rows)
	switch {
	case err != nil:
		return err.Error()
	case more:
		return ""
	}
	if wrong = e.data.split(e.file); wrong == "" {
		e.begin()
	}
	return wrong
}

// State describes how far the file is read.
func (f *source) State(c *codec.Coder) {
	f.reader.State(c)
	f.sample.State(c)
}

// split parts the sample into rows to fit, for calibration and for testing: a
// half, a quarter and a quarter, or what the knobs ask for where there are
// enough. It says why nothing can be learnt from them.
func (d *dataset) split(f *source) (wrong string) {
	n := f.sample.Len()
	all := points{make([]float64, n), make([]float64, n)}
	for i := range all.x {
		all.x[i], all.y[i] = f.sample.Rows[2*i], f.sample.Rows[2*i+1]
	}
	if n < fewest {
		return fmt.Sprintf("%s found; give at least %d", lab.Count(n, "row"), fewest)
	}
	if wrong = all.useless(); wrong != "" {
		return wrong
	}
	rng.New(f.seed, "uncertainty/shuffle").Shuffle(n, func(i, j int) {
		all.x[i], all.x[j] = all.x[j], all.x[i]
		all.y[i], all.y[j] = all.y[j], all.y[i]
	})
	c, t := min(cap(d.cal.x), max(2, n/4)), min(mostTest, max(2, n/4))
	k := min(d.n, n-c-t)
	d.fit.set(all.x[:k], all.y[:k])
	d.cal.set(all.x[k:k+c], all.y[k:k+c])
	d.test.set(all.x[k+c:k+c+t], all.y[k+c:k+c+t])
	d.offered, d.understood = f.sample.Seen, f.reader.Describe(2)
	bottom, top := slices.Min(d.fit.y), slices.Max(d.fit.y)
	d.window = window{slices.Min(d.fit.x), slices.Max(d.fit.x), bottom - 0.1*(top-bottom), top + 0.1*(top-bottom)}
	if wrong = d.fit.useless(); wrong == "" {
		d.begin()
	}
	return wrong
}

// useless says why nothing can be learnt from rows, "" if something can.
func (p points) useless() string {
	for i, v := range [][]float64{p.x, p.y} {
		_, sd := uq.MeanSD(v)
		name := [...]string{"x, column 1,", "y, column 2,"}[i]
		switch {
		case !table.Distinct(v, 2):
			return fmt.Sprintf("%s has the one value %s; there is nothing to tell apart", name, lab.Number(v[0], 6))
		case math.IsInf(sd, 0) || math.IsNaN(sd):
			return name + " has numbers whose squares are too large; rescale it"
		case sd == 0 || sd*sd == 0:
			return name + " has numbers whose differences are too small; rescale it"
		}
	}
	return ""
}
