package stability

import (
	"fmt"
	"math"
	"math/rand/v2"

	"residual/core/dyn"
	"residual/core/expr"
	"residual/core/lab"
	"residual/core/rng"
	"residual/core/uq"
)

// Answers are those of one network about equilibria that it was not trained on.
type answers struct {
	m, p []float64 // largest real part and chance of each equilibrium it takes
	ece  float64   // expected calibration error against fresh judgements
}

// perSystem is how many settings of each system are evaluated.
const perSystem = 16

// evaluationChecks evaluates the networks when it is first called.
func (r *experiment) evaluationChecks() (all []lab.Check) {
	if r.evaluation == nil {
		random := rng.New(r.seed, "stability/exam")
		unseen := unseen(perSystem, random)
		for i := range r.learners {
			r.evaluation = append(r.evaluation, r.learners[i].evaluate(unseen, r.tau, random))
		}
	}
	for i, a := range r.evaluation {
		all = append(all, a.checks(r.learners[i].name, r.tau, r.confidence)...)
	}
	return all
}

// unseen lists equilibria of the catalogue's systems with random parameters, half
// of them near a bifurcation where one is known.
func unseen(perSystem int, random *rand.Rand) []dyn.Equilibrium {
	var all []dyn.Equilibrium
	for i := range dyn.Catalogue {
		e := &dyn.Catalogue[i]
		s, _ := expr.Parse(e.Text)
		f := dyn.NewField(s, s.Param(e.Sweep))
		for k := range perSystem {
			for i, p := range s.Params {
				f.Params[i] = p.Lo + float64((p.Hi-p.Lo)*random.Float64())
			}
			if k%2 == 1 && len(e.Known) > 0 {
				for i, p := range s.Params {
					f.Params[i] = p.Value
				}
				f.Params[f.Swept] = e.Known[k/2%len(e.Known)].P + signed(logUniform(-6, -1, random), random)
			}
			all = append(all, f.Equilibria().Proved...)
		}
	}
	return all
}

// evaluate asks a network, and the expert many times, about each equilibrium.
func (l *learner) evaluate(all []dyn.Equilibrium, tau float64, random *rand.Rand) (a answers) {
	e := &expert{l.blur * tau, 1, random}
	var chances []float64
	var stable []bool
	var x [mostFeatures]float64
	for i := range all {
		q := &all[i]
		if l.planar && len(q.X) != 2 {
			continue
		}
		reading, p := l.features(x[:], q), l.chance(q)
		a.m, a.p = append(a.m, q.Leading()), append(a.p, p)
		for range judgements {
			chances, stable = append(chances, p), append(stable, e.judge(reading) > 0.5)
		}
	}
	a.ece = uq.ExpectedCalibrationError(chances, stable, bins)
	return a
}

// checks counts right answers far from the axis and abstentions near it.
func (a *answers) checks(name string, tau, confidence float64) []lab.Check {
	var far, right, near, silent int
	for i, m := range a.m {
		p, size := a.p[i], math.Abs(m)
		abstained := abstains(p, confidence)
		switch {
		case size > 5*tau:
			far++
			if !abstained && (p > 0.5) == (m < 0) {
				right++
			}
		case size < tau/10:
			near++
			if abstained {
				silent++
			}
		}
	}
	all := []lab.Check{lab.Near(name+": calibration error", a.ece, 0, 0.02, "fresh judgements by the expert; the expected calibration error")}
	if far > 0 {
		all = append(all, lab.Near(name+": wrong at |Re λ| > 5τ", 1-float64(right)/float64(far), 0, 0.005,
			fmt.Sprintf("signs of eigenvalues at %d equilibria of systems not trained on, of which this is the share", far)))
	}
	if near > 0 && confidence >= surely {
		all = append(all, lab.Near(name+": answers at |Re λ| < τ/10", 1-float64(silent)/float64(near), 0, 0.05,
			fmt.Sprintf("%d equilibria at or next to a bifurcation, of which this is the share", near)))
	}
	return all
}

// surely is the confidence from which on an answer next to the axis, where the
// expert's own chance is up to Φ(0.1) = 0.54, shows a fault of the network.
const surely = 0.65
