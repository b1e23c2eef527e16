package roofline

import (
	"math"

	"residual/core/kernel"
)

// A roof is the two limits of the device, measured. A limit is what was reached
// at best: whatever else the machine did meanwhile can only have slowed it down.
type roof struct {
	peaks []*probe     // vectors and scalars, float32 and float64
	sets  []workingSet // rising
}

// A workingSet is so many bytes, with a probe for each of the loops that go round
// in them.
type workingSet struct {
	bytes float64
	loops [len(loops)]*probe
}

// loops are the names of the loops; the copy is no part of the roof.
var loops = [...]string{"triad x + a·y", "read two, add up products", "copy"}

// The peaks, in their order.
const (
	vector32 = iota
	scalar32
	vector64
	scalar64
)

const (
	iterations = 512     // of a peak's loop
	smallest   = 1 << 10 // working set, in numbers of float64: 8 KiB
)

// newRoof probes working sets up to the arena's size.
func newRoof(arena []float64) *roof {
	r := &roof{}
	addPeaks[float32](r, "float32", true)
	addPeaks[float64](r, "float64", false)
	for n := smallest; ; n *= 2 {
		n = min(n, len(arena))
		r.sets = append(r.sets, newWorkingSet(arena[:n]))
		if n == len(arena) {
			return r
		}
	}
}

// addPeaks adds the probes of one type. The numbers go to b/(1 − a) = 2.
func addPeaks[T kernel.Float](r *roof, name string, narrow bool) {
	for i, n := range []int{kernel.Chains * kernel.Lanes[T](), kernel.Chains} {
		z := make([]T, n)
		loop, what := func() { kernel.Iterate(z, 0.5, 1, iterations) }, name+" in vectors"
		if i == 1 {
			loop, what = func() { kernel.IterateScalar(z, 0.5, 1, iterations) }, name+" one by one"
		}
		r.peaks = append(r.peaks, &probe{name: what, flops: float64(2 * iterations * n), narrow: narrow, run: loop,
			result: func() float64 { return float64(z[n-1]) }})
	}
}

// newWorkingSet makes the probes that go round in all of z.
func newWorkingSet(z []float64) workingSet {
	third, half := len(z)/3, len(z)/2
	x, y, sum := z[:third], z[third:2*third], z[2*third:3*third]
	a, b := z[:half], z[half:2*half]
	return workingSet{8 * float64(len(z)), [...]*probe{
		{bytes: float64(24 * third), run: func() { kernel.Triad(sum, x, 0.5, y) }},
		{bytes: float64(16 * half), run: func() { kernel.Dot(a, b) }},
		{bytes: float64(16 * half), run: func() { copy(a, b) }}}}
}

// bandwidth is the most bytes per second for a working set: the best loop at the
// largest size measured that is no larger, so that it is an upper limit.
func (r *roof) bandwidth(set float64) float64 {
	i := 0
	for i+1 < len(r.sets) && r.sets[i+1].bytes <= set {
		i++
	}
	return r.best(i)
}

// best is the bandwidth at size i, which a larger size cannot exceed but by
// chance.
func (r *roof) best(i int) (most float64) {
	for _, s := range r.sets[i:] {
		most = max(most, s.loops[0].bandwidth(), s.loops[1].bandwidth())
	}
	return most
}

// farthest is the largest working set, in bytes, and its bandwidth.
func (r *roof) farthest() (size, bandwidth float64) {
	last := len(r.sets) - 1
	return r.sets[last].bytes, r.best(last)
}

// limit is what the roof allows a probe, in operations per second, and whether
// the memory is the limit.
func (r *roof) limit(p *probe) (allowed float64, memory bool) {
	peak := r.peaks[vector64]
	if p.narrow {
		peak = r.peaks[vector32]
	}
	compute, flow := peak.peakRate(), r.bandwidth(p.set)*p.intensity()
	return math.Min(compute, flow), flow < compute
}
