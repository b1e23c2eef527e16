package cdf

import "residual/core/fit"

// A phase is what a run is at. Those of the three networks follow each other:
// fitted, then measured.
type phase int

const (
	reading  phase = 0
	firstFit phase = 1 // of six phases, two for each network
	sweeping       = firstFit + 2*networks
	proving        = sweeping + 1
	phases         = proving + 1
)

// fitting is the phase in which network k is fitted.
func fitting(k int) phase { return firstFit + phase(2*k) }

// network is the network that a phase is about, −1 where it is none.
func (p phase) network() int {
	if p < firstFit || p >= sweeping {
		return -1
	}
	return int(p-firstFit) / 2
}

func (p phase) String() string {
	return [...]string{"reading the file", "fitting with the penalty", "looking for negative slopes",
		"fitting without the penalty", "looking for negative slopes", "fitting with positive weights",
		"looking for negative slopes", "asking what λ buys", "proving that the slope is not negative"}[p]
}

// next enters the phase after this one, passing over networks that are measured
// and a sweep that is made: after a change of λ only the first is done again.
func (r *comparison) next() {
	p := r.phase + 1
	for k := p.network(); k > soft && r.networks[k].whole(); k = p.network() {
		p++
	}
	if p == sweeping && r.sweep.done() {
		p++
	}
	r.enter(p)
}

// enter makes ready for a phase.
func (r *comparison) enter(p phase) {
	r.phase = p
	switch k := p.network(); {
	case p == sweeping:
		r.sweep.begin(r.networks[unconstrained].theta)
	case k >= 0 && p != fitting(k):
		r.stretch(k)
		r.networks[k].measurement = measurement{}
	}
	r.descent.begin(r.problem().Rows(), p == fitting(soft) || p == fitting(hard))
}

// measuring tells whether a network is measured in this phase.
func (r *comparison) measuring() bool {
	k := r.phase.network()
	return k >= 0 && r.phase != fitting(k)
}

// problem is that of the phase, whatever it is in phases that fit nothing.
func (r *comparison) problem() fit.Term {
	switch r.phase {
	case fitting(soft):
		r.penalty.lambda = r.lambda
		return r.penalised
	case fitting(hard):
		return &r.hard
	case sweeping:
		r.penalty.lambda = r.sweep.lambda()
		return r.penalised
	}
	return &r.misfit
}
