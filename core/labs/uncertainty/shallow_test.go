package uncertainty

import (
	"math"
	"testing"

	"residual/core/rng"
)

// The loops along the rows have the density of the recorded program and its
// gradient, which reverse differentiation finds.
func TestShallowIsTheProgram(t *testing.T) {
	for _, n := range []string{"20", "300"} {
		e := of(begin(t, 1, map[string]string{"model": "hmc", "n": n}))
		e.stepper.setRows(&e.data, -1)
		p := e.stepper.target(0)
		size := e.data.model.size()
		theta, got, want := make([]float64, size), make([]float64, size), make([]float64, size)
		rng.Normals(theta, rng.New(4, "test"))
		log := p.LogDensity(got, theta)
		p.shallow.units = 0
		if program := p.LogDensity(want, theta); math.Abs(log/program-1) > 1e-13 {
			t.Errorf("ln p is %v, of the program %v", log, program)
		}
		for i, g := range got {
			if math.Abs(g-want[i]) > 1e-11*(1+math.Abs(want[i])) {
				t.Errorf("∂%d is %v, of the program %v", i, g, want[i])
			}
		}
	}
}
