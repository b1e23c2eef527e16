package truth

import (
	"math"

	"residual/tests/bench/task"
	"residual/tests/bench/work"
)

// molecule compares energy and forces, each by itself, with those of this
// project's engine in float64, which the tests of this package hold against
// central differences of energy.
func molecule(t task.Task, in task.Inputs) func([]float64) float64 {
	t.Type = "float64"
	want := work.New(work.Ours, t, in).Answer()
	return func(answer []float64) float64 {
		if len(answer) != len(want) {
			return math.Inf(1)
		}
		return max(distance(answer[:1], want[:1]), distance(answer[1:], want[1:]))
	}
}

// energy is the energy of a molecule at positions x in plain loops, with the
// library's tanh: the definition that all contenders share.
func energy(t task.Task, theta, x []float64) (sum float64) {
	part := func(k int) []float64 { return theta[k*t.Hidden:][:t.Hidden] }
	for i := 0; i < len(x); i += 3 {
		var m [3]float64
		for j := 0; j < len(x); j += 3 {
			if i == j {
				continue
			}
			r := [3]float64{x[j] - x[i], x[j+1] - x[i+1], x[j+2] - x[i+2]}
			d := math.Sqrt(r[0]*r[0] + r[1]*r[1] + r[2]*r[2])
			s := units(d, part(0), part(1), part(2)) * math.Pow(max(0, 1-d*d/(task.Cutoff*task.Cutoff)), 3)
			for c := range m {
				m[c] += s * r[c] / d
			}
		}
		sum += units(m[0]*m[0]+m[1]*m[1]+m[2]*m[2], part(3), part(4), part(5))
	}
	return sum
}

// units is tanh(v·slope + shift)·out.
func units(v float64, slope, shift, out []float64) (sum float64) {
	for k, a := range slope {
		sum += math.Tanh(v*a+shift[k]) * out[k]
	}
	return sum
}
