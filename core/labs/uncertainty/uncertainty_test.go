package uncertainty

import (
	"strconv"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/core/rng"
)

func begin(t *testing.T, seed uint64, knobs map[string]string) *lab.Run {
	t.Helper()
	r, err := launch(seed, knobs)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func launch(seed uint64, knobs map[string]string) (*lab.Run, error) {
	s, err := Lab.Parse(knobs)
	if err != nil {
		return nil, err
	}
	return Lab.Start(s, seed)
}

// of is the experiment of a run.
func of(r *lab.Run) *experiment { return r.Experiment().(*experiment) }

func finish(r *lab.Run) *lab.Run {
	for !r.Step().Final() {
	}
	return r
}

// finished is the experiment of a run that has ended.
func finished(t *testing.T, seed uint64, knobs map[string]string) *experiment {
	t.Helper()
	return of(finish(begin(t, seed, knobs)))
}

// One of each kind: an ensemble, a file, and the three posteriors, of a network
// and of the cubic.
func TestContract(t *testing.T) {
	labtest.Contract(t, &Lab, "n=20", "members=2", "folds=2", "width=4", "calibration=4")
	for _, short := range [][]string{
		{"model=network", "file=" + csv(24), "n=20", "folds=2", "width=4", "calibration=4"},
		{"model=hmc", "n=20", "draws=50", "folds=2", "width=4", "calibration=4"},
		{"model=hmc", "basis=cubic", "n=20", "draws=50", "folds=2", "calibration=4"},
		{"model=variational", "n=20", "folds=2", "width=4", "calibration=4"},
		{"model=laplace", "n=20", "folds=2", "width=4", "calibration=4"},
	} {
		for _, b := range labtest.Breaches(&Lab, short...) {
			t.Error(short, b)
		}
	}
}

// csv writes rows of the hazard law as a file.
func csv(n int) string {
	x, y := make([]float64, n), make([]float64, n)
	dataModels[1].draw(x, y, rng.New(3, "test"))
	var b strings.Builder
	b.WriteString("rain;level\n")
	for i := range x {
		b.WriteString(strconv.FormatFloat(x[i], 'g', 6, 64) + ";" + strconv.FormatFloat(y[i], 'g', 6, 64) + "\n")
	}
	return b.String()
}

