package uncertainty

import (
	"math"
	"testing"

	"residual/core/lab"
)

// The table of predictions holds what the picture and the readouts say, counted
// anew from its own rows: the coverage and the mean width of the intervals, and
// the variance of y as the sum of its parts, to which the chance of Y > y* of one
// normal law belongs.
func TestTables(t *testing.T) {
	r := begin(t, 3, map[string]string{"data": "heteroscedastic", "model": "network", "n": "60", "folds": "2", "width": "4", "calibration": "30"})
	if r.Tables() != nil {
		t.Error("predictions before anything is fitted")
	}
	finish(r)
	tables := r.Tables()
	if len(tables) != 2 || tables[0].Rows() != len(of(r).data.test.x) || tables[1].Rows() != gridPlaces {
		t.Fatalf("%d tables", len(tables))
	}
	column := func(name string) []float64 {
		for _, c := range tables[0].Columns {
			if c.Name == name {
				return c.Values.([]float64)
			}
		}
		t.Fatalf("no column %q", name)
		return nil
	}
	var f lab.Frame
	r.Frame(&f)
	report := of(r).report()
	seen := column("seen " + report.axisY().Label)
	for _, name := range []string{"model", "split conformal", "CV+"} {
		low, high := column(name+", low"), column(name+", high")
		inside, width := 0.0, 0.0
		for i, y := range seen {
			if low[i] <= y && y <= high[i] {
				inside++
			}
			width += high[i] - low[i]
		}
		n := float64(len(seen))
		want := percent(inside/n) + ", width " + lab.Number(width/n, 3)
		if got := shown(&f, name); got != want {
			t.Errorf("%s: the readout says %q, the table %q", name, got, want)
		}
	}
	mean, noise, doubt, chance := column("mean"), column("noise (aleatoric)"), column("doubt (epistemic)"), column("chance of Y > y*")
	for i := range mean {
		want := 0.5 * math.Erfc((of(r).threshold-mean[i])/(noise[i]*math.Sqrt2))
		if doubt[i] != 0 || math.Abs(chance[i]-want) > 1e-12 {
			t.Fatalf("row %d: doubt %v, chance %v, want %v", i, doubt[i], chance[i], want)
		}
	}
}

func shown(f *lab.Frame, name string) string {
	for _, r := range f.Readouts {
		if r.Name == name {
			return r.Value
		}
	}
	return ""
}
