package uncertainty

import (
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/rng"
)

// A fitSet is all fits of a run: first those of all rows, the members of the
// ensemble or the chains, then one without each fold.
type fitSet struct {
	method method
	seed   uint64
	all    fit.Posteriors
	whole  int // how many are of all rows
}

const (
	chains         = 4
	posteriorDraws = 32 // members that represent a posterior
)

func newFitSet(s lab.Settings, seed uint64) fitSet {
	f := fitSet{method: fitted.Of(s), seed: seed, whole: 1}
	switch f.method {
	case ensemble:
		f.whole = members.Of(s)
	case hmc:
		f.whole = chains
	}
	f.all = make(fit.Posteriors, f.whole+folds.Of(s))
	for i := range f.all {
		f.all[i].Schedule = f.schedule(i, s)
	}
	return f
}

// schedule is that of fit i. A slice takes some milliseconds, for messages cost
// time too. Of a posterior without a fold the mean alone is used: it takes a
// quarter of the draws or steps.
func (s *fitSet) schedule(i int, settings lab.Settings) fit.Schedule {
	r := fit.Schedule{Seed: s.seed, Number: uint64(i), Steps: 500, Resteps: 150, Rate: 0.02, SliceRows: 6000, SliceWork: 25e5}
	switch s.method {
	case hmc: // needs no mode: a step of training is all that leads to the chain
		r.Steps, r.Resteps, r.Draws, r.Leapfrogs = 1, 1, draws.Of(settings), 128
		if mean.Of(settings) == cubicBasis { // a normal law has no long paths
			r.Leapfrogs = 32
		}
	case variational: // where the deviations are small the gradient by ln s is near 1, whatever they grow to
		r.FieldSteps, r.FieldRate, r.FieldSD = 1200, 0.02, 0.005
	}
	if s.fold(i) >= 0 {
		r.Draws, r.FieldSteps = r.Draws/4, r.FieldSteps/4
	}
	return r
}

// fold is whose rows fit i does not use, −1 for none.
func (s *fitSet) fold(i int) int { return max(-1, i-s.whole) }

// nllPerRow is the mean of −ln p a row over the fits of all rows.
func (s *fitSet) nllPerRow() float64 { return s.all[:s.whole].NLL() }

// mostMembers is how many parameter vectors represent the model at most.
func (s *fitSet) mostMembers() int {
	if s.method == oneNetwork || s.method == ensemble {
		return s.whole
	}
	return posteriorDraws
}

// current is where the fits of all rows are.
func (s *fitSet) current() (all [][]float64) {
	for i := range s.whole {
		all = append(all, s.all[i].Current())
	}
	return all
}

// members represent the fitted model: the members of the ensemble, or draws of
// the posterior.
func (s *fitSet) members(p *predictor) [][]float64 {
	switch s.method {
	case hmc:
		return thinned(s.all[:s.whole])
	case laplace:
		return p.laplaceDraws(s.all[0].Theta, s.seed)
	case variational:
		return meanFieldDraws(&s.all[0])
	}
	return s.current()
}

// membersWithout represent the model that was fitted without a fold.
func (s *fitSet) membersWithout(fold int) [][]float64 {
	f := &s.all[s.whole+fold]
	switch s.method {
	case hmc:
		return thinned(s.all[s.whole+fold:][:1])
	case variational:
		return meanFieldDraws(f)
	}
	return [][]float64{f.Theta}
}

// thinned takes posteriorDraws draws evenly from chains.
func thinned(chains fit.Posteriors) (all [][]float64) {
	each := posteriorDraws / len(chains)
	for i := range chains {
		f := &chains[i]
		n, size := f.Kept(), len(f.Theta)
		for k := range each {
			all = append(all, f.DrawsFrom(max(0, (k+1)*n/each-1))[:size])
		}
	}
	return all
}

func meanFieldDraws(f *fit.Posterior) (all [][]float64) {
	random := rng.New(f.Seed, "uncertainty/draws/mean-field")
	for range posteriorDraws {
		theta := make([]float64, len(f.Theta))
		f.MeanField.Draw(theta, random)
		all = append(all, theta)
	}
	return all
}

// draws are those of the chains.
func (s *fitSet) draws() (chains [][]float64) {
	for i := range s.whole {
		chains = append(chains, s.all[i].DrawsFrom(0))
	}
	return chains
}
