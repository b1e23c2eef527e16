package uncertainty

import (
	"residual/core/codec"
	"residual/core/lab"
	"residual/core/rng"
)

// A fitSet is all fits of a run: first those of all rows, the members of the
// ensemble or the chains, then one without each fold.
type fitSet struct {
	method method
	seed   uint64
	whole  int // how many are of all rows
	all    []paramFit
}

const (
	chains         = 4
	meanFieldSteps = 1200
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
	f.all = make([]paramFit, f.whole+folds.Of(s))
	for i := range f.all {
		f.all[i].role = f.role(i, draws.Of(s))
	}
	return f
}

// role is that of fit i. Of a posterior without a fold the mean alone is used: it
// takes a quarter of the draws or steps.
func (s *fitSet) role(i, draws int) role {
	r := role{seed: s.seed, number: uint64(i), fold: max(-1, i-s.whole)}
	switch s.method {
	case hmc:
		r.wanted = draws
	case variational:
		r.viSteps = meanFieldSteps
	}
	if r.fold >= 0 {
		r.wanted, r.viSteps = r.wanted/4, r.viSteps/4
	}
	return r
}

// State describes all fits.
func (s *fitSet) State(c *codec.Coder) {
	for i := range s.all {
		s.all[i].State(c)
	}
}

// unfinished lists the fits that take part in the next step.
func (s *fitSet) unfinished(yield func(i int, f *paramFit) bool) {
	for i := range s.all {
		if f := &s.all[i]; !f.finished() && !yield(i, f) {
			return
		}
	}
}

func (s *fitSet) finished() bool {
	for range s.unfinished {
		return false
	}
	return true
}

// finite tells whether the parameters of all fits are finite.
func (s *fitSet) finite() bool {
	for i := range s.all {
		for _, v := range s.all[i].theta {
			if v-v != 0 {
				return false
			}
		}
	}
	return true
}

// nllPerRow is the mean of −ln p a row over the fits of all rows.
func (s *fitSet) nllPerRow() (mean float64) {
	for i := range s.whole {
		mean += s.all[i].nllPerRow / float64(s.whole)
	}
	return mean
}

// progress is the fraction of the work that is done.
func (s *fitSet) progress() (mean float64) {
	for i := range s.all {
		mean += s.all[i].progress() / float64(len(s.all))
	}
	return mean
}

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
		all = append(all, s.all[i].current())
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
		return p.laplaceDraws(s.all[0].theta, s.seed)
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
	return [][]float64{f.theta}
}

// thinned takes posteriorDraws draws evenly from chains.
func thinned(chains []paramFit) (all [][]float64) {
	each := posteriorDraws / len(chains)
	for i := range chains {
		f := &chains[i]
		n, size := f.drawn(), len(f.theta)
		for k := range each {
			all = append(all, f.draws[max(0, (k+1)*n/each-1)*size:][:size])
		}
	}
	return all
}

func meanFieldDraws(f *paramFit) (all [][]float64) {
	random := rng.New(f.seed, "uncertainty/draws/mean-field")
	for range posteriorDraws {
		theta := make([]float64, len(f.theta))
		f.meanField.Draw(theta, random)
		all = append(all, theta)
	}
	return all
}

// draws are those of the chains.
func (s *fitSet) draws() (chains [][]float64) {
	for i := range s.whole {
		chains = append(chains, s.all[i].drawsFrom(0))
	}
	return chains
}
