package stability

import (
	"fmt"
	"math"
	"math/cmplx"
	"slices"

	"residual/core/dyn"
	"residual/core/expr"
	"residual/core/interval"
	"residual/core/lab"
	"residual/core/rng"
)

// Checks hold Jacobians, eigenvalues, equilibria and bifurcations against closed
// forms or second methods, and the networks against the expert's true chances.
// Those that have nothing to measure are left out.
func (r *experiment) Checks() []lab.Check {
	s := &r.system
	checks := append(s.missedCheck(), r.diagram.checks()...)
	if r.trained() && r.tau > 0 {
		checks = append(checks, r.evaluationChecks()...)
	}
	return slices.Concat(checks, s.jacobianCheck(), s.eigenvalueCheck())
}

// sample is points spread over the window, the same in every run.
func (s *system) sample(n int) [][]float64 {
	random := rng.New(1, "stability/places")
	all := make([][]float64, n)
	for i := range all {
		for _, w := range s.field.Window() {
			all[i] = append(all[i], along(w, random.Float64()))
		}
	}
	return all
}

// jacobianCheck: in closed form where the catalogue has it, else by how far it is
// outside what interval arithmetic, which has chain rules of its own, encloses.
// There may be no place in the window where f has a value.
func (s *system) jacobianCheck() []lab.Check {
	n := s.field.N
	got, want := make([]float64, n*n), make([]float64, n*n)
	worst := math.Inf(-1)
	for _, x := range s.sample(50) {
		s.field.Jacobian(got, x)
		if s.entry != nil {
			s.entry.Jacobian(want, x, s.field.Params)
		} else {
			s.nearestEnclosed(want, got, x)
		}
		for i, v := range got {
			if d := math.Abs(v-want[i]) / math.Max(1, dyn.Norm(want)); !math.IsNaN(d) {
				worst = math.Max(worst, d)
			}
		}
	}
	if worst < 0 {
		return nil
	}
	source := "closed form; measured by automatic differentiation"
	if s.entry == nil {
		source = "derivatives in interval arithmetic; measured by automatic differentiation"
	}
	return lab.OfMethod(lab.Near("Jacobian, largest relative error", worst, 0, 1e-13, source))
}

// nearestEnclosed sets want to what is nearest to j within the enclosure of
// ∂f/∂x.
func (s *system) nearestEnclosed(want, j, x []float64) {
	n := s.field.N
	value, slope, box := make([]interval.Interval, n), make([]interval.Interval, n*n), make([]interval.Interval, n)
	for i, v := range x {
		box[i] = interval.Point(v)
	}
	s.field.Enclose(value, slope, box)
	for i, d := range slope {
		want[i] = math.Max(d.Lo, math.Min(d.Hi, j[i]))
	}
}

// eigenvalueCheck: they are zeros of the characteristic polynomial, and there are
// as many as it has.
func (s *system) eigenvalueCheck() []lab.Check {
	worst := math.Inf(-1)
	for i := range s.found.Proved {
		if e := &s.found.Proved[i]; e.Doubt != dyn.NoSlopes {
			worst = math.Max(worst, eigenvalueError(e))
		}
	}
	if worst < 0 {
		return nil
	}
	source := "the characteristic polynomial λ² − tr·λ + det vanishes"
	if s.field.N == 3 {
		source = "the characteristic polynomial λ³ − tr·λ² + a₂λ − det vanishes"
	}
	return lab.OfMethod(lab.Near("eigenvalues, largest relative error", worst, 0, 1e-12, source))
}

// eigenvalueError is that of the coefficients of the polynomial which has the
// eigenvalues as its zeros: unlike a double eigenvalue, these are well conditioned.
func eigenvalueError(e *dyn.Equilibrium) float64 {
	size, worst := dyn.Norm(e.Jacobian), 0.0
	j, v := slices.Clone(e.Jacobian), slices.Clone(e.Values) // in units of its size
	for i := range j {
		j[i] /= size
	}
	for i, z := range v {
		v[i] = complex(real(z)/size, imag(z)/size)
	}
	if len(e.X) == 2 {
		want := dyn.Planar(j)
		return max(cmplx.Abs(v[0]+v[1]-want[0]-want[1]), cmplx.Abs(v[0]*v[1]-want[0]*want[1]))
	}
	for _, z := range v {
		worst = math.Max(worst, cmplx.Abs(dyn.Characteristic(j, z)))
	}
	return worst
}

// missedCheck: Newton's method from many places ends at no equilibrium in the
// window that is neither proved nor in an undecided box. There is no check where f
// has a value at no place.
func (s *system) missedCheck() []lab.Check {
	missed, defined, slack, value := 0, 0, make([]float64, s.field.N), make([]float64, s.field.N)
	for i, w := range s.field.Window() {
		slack[i] = 1e-4 * (w.Hi - w.Lo)
	}
	for _, x := range s.sample(200) {
		if s.field.Value(value, x); !math.IsNaN(dyn.Norm(value)) {
			defined++
		}
		if s.field.Newton(x) && !s.found.Covers(x, slack) {
			missed++
		}
	}
	if defined == 0 {
		return nil
	}
	return []lab.Check{lab.Near("equilibria that the proof lacks", float64(missed), 0, 0,
		"Newton's method from 200 places")}
}

// checks hold the bifurcations that the catalogue knows to 1e-8.
func (d *diagram) checks() []lab.Check {
	if !d.sweep.Done() || !d.asGiven() {
		return nil
	}
	var checks []lab.Check
	for i, k := range d.entry.Known {
		p, best := math.NaN(), math.Inf(1)
		for _, b := range d.sweep.Bifurcations {
			if e := math.Abs(b.P - k.P); b.Kind == k.Kind && e < best {
				p, best = b.P, e
			}
		}
		name := fmt.Sprintf("%s at %s", numbered(d.entry.Known, i), expr.Letter(d.entry.Sweep))
		checks = append(checks, lab.Near(name, p, k.P, 1e-8, k.Source))
	}
	return checks
}

// numbered is what bifurcation i is called: by its kind, and which of its kind it is
// where there are several.
func numbered(all []dyn.Known, i int) string {
	nth, alike := 0, 0
	for k := range all {
		if all[k].Kind == all[i].Kind {
			if alike++; k == i {
				nth = alike
			}
		}
	}
	if alike == 1 {
		return all[i].Kind.String()
	}
	return fmt.Sprintf("%v %d", all[i].Kind, nth)
}
