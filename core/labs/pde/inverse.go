package pde

import (
	"math"

	"residual/core/lab"
	"residual/core/law"
	"residual/core/reference"
)

// sample reads the data of a problem, or makes them up where its solution is known.
func (w *work) sample(s lab.Settings) (*samples, error) {
	text := file.Of(s)
	switch {
	case w.q.Data == nil && text != "":
		return nil, file.Wrong("this problem asks for no data; name the columns in a line such as data x, t, u")
	case w.q.Data == nil:
		return nil, nil
	case text != "":
		return samplesOf(w.q, text, w.seed)
	}
	solution, err := w.q.forward()
	if err != nil {
		return nil, file.Wrong("give a file with the columns %s: none can be made up, since %v", listed(w.q.Data), err)
	}
	return makeSamples(w.q, w.domain, sampleCount.Of(s), sampleNoise.Of(s), w.seed, solution.Eval)
}

// reference is the classical method for a problem as its parameters are now. Where
// something is to be found, and its value is known, it has that value.
func (q *posed) reference() (reference.Reference, error) {
	p, params := *q.Problem, append([]float64(nil), q.values...)
	p.Params, p.Data = append([]law.Parameter(nil), q.Params...), nil
	for i, k := range p.Params {
		if k.Kind == law.Sought && !math.IsNaN(k.Truth) {
			p.Params[i].Kind, p.Params[i].Value, params[i] = law.Constant, k.Truth, k.Truth
		}
	}
	return reference.For(&p, params)
}

// forward is that method, complete.
func (q *posed) forward() (reference.Reference, error) {
	f, err := q.reference()
	for err == nil && !f.Step() {
	}
	return f, err
}

// inverse tells whether something is to be found from data.
func (q *posed) inverse() bool { return q.Data != nil }
