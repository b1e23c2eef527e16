package stability

import (
	"fmt"
	"math"
	"math/cmplx"
	"math/rand/v2"

	"residual/core/dyn"
	"residual/core/interval"
	"residual/core/lab"
	"residual/core/rng"
)

// Checks hold Jacobians, eigenvalues, equilibria and bifurcations against closed
// forms or second methods, and the networks against the expert's true chances.
// Those that have nothing to measure are left out.
func (r *run) Checks() []lab.Check {
	checks := append(r.jacobianCheck(), r.eigenvalueCheck()...)
	checks = append(checks, r.missedCheck())
	checks = append(checks, r.bifurcationChecks()...)
	if r.trained() && r.tau > 0 {
		checks = append(checks, r.examChecks()...)
	}
	return checks
}

// places are points spread over the window, the same in every run.
func (r *run) places(n int) [][]float64 {
	random := rng.New(1, "stability/places")
	all := make([][]float64, n)
	for i := range all {
		for _, w := range r.field.Window() {
			all[i] = append(all[i], part(w, random.Float64()))
		}
	}
	return all
}

// jacobianCheck: in closed form where the catalogue has it, else by how far it is
// outside what interval arithmetic, which has chain rules of its own, encloses.
// There may be no place in the window where f has a value.
func (r *run) jacobianCheck() []lab.Check {
	n := r.field.N
	got, want := make([]float64, n*n), make([]float64, n*n)
	worst := math.Inf(-1)
	for _, x := range r.places(50) {
		r.field.Jacobian(got, x)
		if r.entry != nil {
			r.entry.Jacobian(want, x, r.field.Params)
		} else {
			r.enclosed(want, got, x)
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
	source := "closed form"
	if r.entry == nil {
		source = "derivatives in interval arithmetic"
	}
	return []lab.Check{lab.Near("Jacobian by automatic differentiation, largest relative error", worst, 0, 1e-13, source)}
}

// enclosed sets want to what is nearest to j within the enclosure of ∂f/∂x.
func (r *run) enclosed(want, j, x []float64) {
	n := r.field.N
	value, slope, box := make([]interval.Interval, n), make([]interval.Interval, n*n), make([]interval.Interval, n)
	for i, v := range x {
		box[i] = interval.Point(v)
	}
	r.field.Enclose(value, slope, box)
	for i, s := range slope {
		want[i] = math.Max(s.Lo, math.Min(s.Hi, j[i]))
	}
}

// eigenvalueCheck: in two dimensions λ = m ± √d; in three the invariants, which
// are sums and products of eigenvalues.
func (r *run) eigenvalueCheck() []lab.Check {
	if len(r.found.Proved) == 0 {
		return nil
	}
	worst := 0.0
	for _, e := range r.found.Proved {
		size := math.Max(1, dyn.Norm(e.Jacobian))
		if len(e.X) == 2 {
			want := dyn.Planar(e.Jacobian)
			sum, product := want[0]+want[1], want[0]*want[1]
			worst = math.Max(worst, cmplx.Abs(e.Values[0]+e.Values[1]-sum)/size)
			worst = math.Max(worst, cmplx.Abs(e.Values[0]*e.Values[1]-product)/(size*size))
			worst = math.Max(worst, math.Abs(real(e.Values[1])-real(want[1]))/size)
			continue
		}
		for _, v := range e.Values {
			worst = math.Max(worst, cmplx.Abs(characteristic(e.Jacobian, v))/(size*size*size))
		}
	}
	source := "closed form ½tr ± √(¼tr² − det)"
	if r.field.N == 3 {
		source = "the characteristic polynomial λ³ − tr·λ² + a₂λ − det vanishes"
	}
	return []lab.Check{lab.Near("eigenvalues at the equilibria by gonum, largest relative error", worst, 0, 1e-12, source)}
}

// characteristic is det(λ − A) of a 3 × 3 matrix.
func characteristic(a []float64, v complex128) complex128 {
	m := func(i int) complex128 {
		z := complex(-a[i], 0)
		if i%4 == 0 {
			z += v
		}
		return z
	}
	return m(0)*(m(4)*m(8)-m(5)*m(7)) - m(1)*(m(3)*m(8)-m(5)*m(6)) + m(2)*(m(3)*m(7)-m(4)*m(6))
}

// missedCheck: Newton's method from many places ends at no equilibrium in the
// window that is neither proved nor in an undecided box.
func (r *run) missedCheck() lab.Check {
	missed := 0
	for _, x := range r.places(200) {
		if r.newton(x) && !r.accounted(x) {
			missed++
		}
	}
	return lab.Near("equilibria that 200 starts of Newton's method find and the proof lacks", float64(missed), 0, 0,
		"Newton's method")
}

// newton improves x; it is false where that does not end at an equilibrium well
// inside the window.
func (r *run) newton(x []float64) bool {
	n := r.field.N
	j, v, inv := make([]float64, n*n), make([]float64, n), make([]float64, n*n)
	for range 60 {
		r.field.Jacobian(j, x)
		r.field.Value(v, x)
		step, ok := newtonStep(inv, j, v, x)
		if !ok {
			return false
		}
		if step < 1e-12 {
			break
		}
	}
	for i, w := range r.field.Window() {
		if !(x[i] > w.Lo && x[i] < w.Hi) {
			return false
		}
	}
	r.field.Value(v, x)
	return dyn.Norm(v) < 1e-9
}

// accounted tells whether x is near what was found.
func (r *run) accounted(x []float64) bool {
	near := func(i int, v float64) bool {
		w := r.field.Window()[i]
		return math.Abs(x[i]-v) < 1e-4*(w.Hi-w.Lo)
	}
	for _, e := range r.found.Proved {
		all := true
		for i, v := range e.X {
			all = all && near(i, v)
		}
		if all {
			return true
		}
	}
	for _, box := range r.found.Undecided {
		all := true
		for i, b := range box {
			all = all && (b.Contains(x[i]) || near(i, b.Lo) || near(i, b.Hi))
		}
		if all {
			return true
		}
	}
	return false
}

// bifurcationChecks hold those that the catalogue knows to 1e-8.
func (r *run) bifurcationChecks() []lab.Check {
	if r.sweep == nil || !r.sweep.Done() || !r.asGiven() {
		return nil
	}
	var checks []lab.Check
	for _, k := range r.entry.Known {
		p, best := math.NaN(), math.Inf(1)
		for _, b := range r.sweep.Bifurcations {
			if d := math.Abs(b.P - k.P); b.Kind == k.Kind && d < best {
				p, best = b.P, d
			}
		}
		checks = append(checks, lab.Near(fmt.Sprintf("%v at %s", k.Kind, r.entry.Sweep), p, k.P, 1e-8, k.Source))
	}
	return checks
}

// each is how many settings of each system of the catalogue are examined.
const each = 16

// examChecks are worked out once.
func (r *run) examChecks() []lab.Check {
	if r.exam == nil {
		random := rng.New(r.seed, "stability/exam")
		r.exam = &results{questions: questions(each, random), rng: random}
	}
	if r.exam.confidence != r.confidence {
		r.exam.confidence, r.exam.checks = r.confidence, nil
		r.exam.judge("network of real parts", r.byPair, r.tau, r.tau)
		if r.byJ != nil {
			r.exam.judge("network of Jacobians", r.byJ, r.tau, r.tau/2)
		}
	}
	return r.exam.checks
}

// results are checks at a confidence.
type results struct {
	questions  []dyn.Equilibrium
	rng        *rand.Rand
	confidence float64
	checks     []lab.Check
}

func (s *results) judge(name string, l *learner, tau, blur float64) {
	e := sit(l, tau, s.confidence, s.questions, &expert{blur, 1, s.rng})
	source := fmt.Sprintf("signs of eigenvalues at %d equilibria of systems not trained on", e.far)
	s.checks = append(s.checks,
		lab.Near(name+": not right where |Re λ| > 5τ, share", 1-float64(e.right)/float64(e.far), 0, 0.005, source),
		lab.Near(name+": expected calibration error there", e.calibration, 0, 0.02, "fresh judgements by the expert"),
		lab.Near(name+": answers where |Re λ| < τ/10, share", 1-float64(e.silent)/float64(max(1, e.near)), 0, 0.05,
			fmt.Sprintf("%d equilibria at or next to a bifurcation", e.near)))
}
