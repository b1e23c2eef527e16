package stability

import (
	"math"
	"math/rand/v2"

	"residual/core/dyn"
	"residual/core/expr"
	"residual/core/uq"
)

// An exam is how a network does on equilibria of systems of kinds that it never
// saw: those of the catalogue, with random parameters, half of them near a
// bifurcation.
type exam struct {
	far, right, wrong int     // |m| > 5τ: answered rightly and wrongly of so many
	near, silent      int     // |m| < τ/10: abstained of so many
	calibration       float64 // expected calibration error against fresh judgements
	off               float64 // largest |chance − Φ(−m/τ)|
}

// questions are equilibria of unseen systems.
func questions(each int, rng *rand.Rand) []dyn.Equilibrium {
	var all []dyn.Equilibrium
	for i := range dyn.Catalogue {
		e := &dyn.Catalogue[i]
		s, _ := expr.Parse(e.Text)
		f := dyn.NewField(s, s.Param(e.Sweep))
		for k := range each {
			for i, p := range s.Params {
				f.Params[i] = p.Lo + float64((p.Hi-p.Lo)*rng.Float64())
			}
			if k%2 == 1 && len(e.Known) > 0 {
				nearBifurcation(f, s, e.Known[k/2%len(e.Known)].P, rng)
			}
			all = append(all, f.Equilibria().Proved...)
		}
	}
	return all
}

// nearBifurcation sets the parameters given and the swept one near p.
func nearBifurcation(f *dyn.Field, s *expr.System, p float64, rng *rand.Rand) {
	for i, q := range s.Params {
		f.Params[i] = q.Value
	}
	f.Params[f.Swept] = p + signed(size(-6, -1, rng), rng)
}

// sit puts the questions to a network; by the Jacobian only planar ones.
func sit(l *learner, tau, confidence float64, all []dyn.Equilibrium, e *expert) exam {
	var r exam
	var chances []float64
	var came []bool
	for i := range all {
		q := &all[i]
		m := q.Leading()
		reading, ok := l.reading(q, m)
		if !ok {
			continue
		}
		p := l.answer(q)
		r.mark(p, m, tau, confidence)
		r.off = math.Max(r.off, math.Abs(p-truth(reading, e.tau)))
		for range judgements {
			chances, came = append(chances, p), append(came, e.judge(reading) > 0.5)
		}
	}
	r.calibration = uq.ExpectedCalibrationError(chances, came, bins)
	return r
}

// mark counts one answer.
func (r *exam) mark(p, m, tau, confidence float64) {
	silent := unsure(p, confidence)
	switch size := math.Abs(m); {
	case size > 5*tau:
		r.far++
		if !silent && (p > 0.5) == (m < 0) {
			r.right++
		} else if !silent {
			r.wrong++
		}
	case size < tau/10:
		r.near++
		if silent {
			r.silent++
		}
	}
}

// takesMatrix tells whether the network reads Jacobians.
func (l *learner) takesMatrix() bool { return l.net.Sizes[0] == matrixFeatures }

// reading is what the expert of this network misreads at an equilibrium whose
// largest real part is m; ok is false where the network cannot take it.
func (l *learner) reading(q *dyn.Equilibrium, m float64) (v float64, ok bool) {
	if !l.takesMatrix() {
		return m, true
	}
	return m / dyn.Norm(q.Jacobian), len(q.X) == 2
}

// answer is the chance that an equilibrium is called stable.
func (l *learner) answer(q *dyn.Equilibrium) float64 {
	var x [matrixFeatures]float64
	var p [1]float64
	switch {
	case !l.takesMatrix():
		a, b := q.Pair()
		pairOf(x[:], a, b)
	case len(q.X) == 2:
		matrixOf(x[:], q.Jacobian)
	default:
		return math.NaN()
	}
	l.chances(p[:], x[:l.net.Sizes[0]])
	return p[0]
}
