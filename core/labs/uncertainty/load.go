package uncertainty

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/table"
)

// A loading takes the visitor's file in, so many rows a step, and holds a
// sample of them that is no larger than what a run can use.
type loading struct {
	reader *table.Reader
	sample *table.Sample
}

const (
	bite     = 10_000 // rows a step; what a start takes in at once is four of them
	mostTest = 1000
	fewest   = 8 // rows of a file
)

// load begins to read a file. A fault in its first rows is the knob's.
func (s spec) load() (*loading, bool, error) {
	reader, err := table.NewReader(s.file)
	if err == nil {
		err = reader.Want(2)
	}
	if err != nil {
		return nil, false, &lab.KnobError{Knob: "file", Reason: err.Error()}
	}
	l := &loading{reader, table.NewSample(2, s.n+s.calibration+mostTest, s.seed)}
	more, err := l.sample.Take(reader, 4*bite)
	if err != nil {
		return nil, false, &lab.KnobError{Knob: "file", Reason: err.Error()}
	}
	return l, more, nil
}

// split parts what was sampled into rows to fit, for calibration and for
// testing: a half, a quarter and a quarter, or what the knobs ask for where
// there are enough. Where one cannot learn from them it says why.
func (s spec) split(l *loading) (fit, cal, test [2][]float64, wrong string) {
	n := l.sample.Len()
	x, y := make([]float64, n), make([]float64, n)
	for i := range x {
		x[i], y[i] = l.sample.Rows[2*i], l.sample.Rows[2*i+1]
	}
	if n < fewest {
		return fit, cal, test, fmt.Sprintf("there are %d rows; give at least %d", n, fewest)
	}
	if wrong = unfit(x, y); wrong != "" {
		return fit, cal, test, wrong
	}
	shuffle(x, y, s.seed)
	c, t := min(s.calibration, max(2, n/4)), min(mostTest, max(2, n/4))
	f := min(s.n, n-c-t)
	cut := func(from, n int) [2][]float64 { return [2][]float64{x[from:][:n:n], y[from:][:n:n]} }
	fit, cal, test = cut(0, f), cut(f, c), cut(f+c, t)
	return fit, cal, test, unfit(fit[0], fit[1])
}

// unfit says why nothing can be learnt from rows, "" if something can.
func unfit(x, y []float64) string {
	for i, v := range [][]float64{x, y} {
		_, sd := spread(v)
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
