package uncertainty

import (
	"math"

	"residual/core/lab"
)

// Tables are the predictions at the testing rows, with what was seen there, and at
// the places of the picture; there are none before all are made.
func (e *experiment) Tables() []lab.Table {
	r := e.report()
	if e.Status().State == lab.Stopped || !r.eval.complete() {
		return nil
	}
	test, grid := r.testing()
	seen := r.table("predictions at the testing rows", test, grid)
	seen.AddNumbers("seen "+r.axisY().Label, r.axisY().Unit, r.test.y)
	return []lab.Table{seen, r.table("predictions along x", grid, r.places())}
}

// table has what is predicted at places: the mean, the standard deviations of
// noise and doubt, the bounds of each interval and the chance of Y > y*.
func (r *report) table(name string, from, to int) lab.Table {
	t, v, y := lab.NewTable(name), r.eval, r.axisY()
	root := func(variance []float64) []float64 { return each(variance[from:to], math.Sqrt) }
	t.AddNumbers(r.axisX().Label, r.axisX().Unit, v.x[from:to])
	t.AddNumbers("mean", y.Unit, v.mean[from:to])
	t.AddNumbers("noise (aleatoric)", y.Unit, root(v.aleatoric))
	t.AddNumbers("doubt (epistemic)", y.Unit, root(v.epistemic))
	for _, in := range r.intervals() {
		t.AddNumbers(in.name+", low", y.Unit, in.low[from:to])
		t.AddNumbers(in.name+", high", y.Unit, in.high[from:to])
	}
	chance := make([]float64, to-from)
	for i := range chance {
		chance[i] = r.chance(from + i)
	}
	t.AddNumbers("chance of Y > y*", "", chance)
	return t
}
