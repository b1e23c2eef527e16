package cdf

import (
	"math"

	"residual/core/kernel"
)

// A judgement is what a network is worth, measured at 100 000 points that are
// none of those it was fitted at.
type judgement struct {
	done      int     // points looked at
	negatives int     // of these, where the slope is negative
	size      float64 // ∫ max(0, −F̂′), how far F̂ falls in all
	worst     float64 // the least slope, in t
	distance  float64 // Kolmogorov–Smirnov, from the truth; NaN where it is not known
	area      float64 // ∫F̂′, to be held against F̂(hi) − F̂(lo)
	ends      [2]float64
}

// judged is the number of those points.
const judged = 100000

// judge looks at the next slice of points, the midpoints of as many equal parts
// of the span, and tells whether it was the last.
func (r *run) judge(f *fit) bool {
	j := &f.judgement
	lo, hi := r.sample.span()
	h := (hi - lo) / judged
	t := r.at.judge.Value(r.n.t)
	for i := range t {
		t[i] = lo + float64(h*(float64(j.done+i)+0.5))
	}
	r.prob.load(r.at.judge, f.theta)
	r.look(j, h)
	j.done += slice
	return j.done >= judged
}

// look adds a slice to a judgement.
func (r *run) look(j *judgement, h float64) {
	t, f, d := r.at.judge.Value(r.n.t), r.at.judge.Value(r.n.f), r.at.judge.Value(r.n.d)
	if j.done == 0 {
		j.worst, j.ends[0] = math.Inf(1), f[0]-float64(d[0]*h)/2
	}
	j.ends[1] = f[slice-1] + float64(d[slice-1]*h)/2
	for _, v := range d {
		j.worst = min(j.worst, v)
		if v < 0 {
			j.negatives++
			j.size -= v * h
		}
	}
	j.area += h * kernel.Sum(d)
	if r.sample.law == nil {
		j.distance = math.NaN()
		return
	}
	for i, v := range f {
		j.distance = max(j.distance, math.Abs(v-r.sample.law.CDF(r.sample.unbent(t[i]))))
	}
}
