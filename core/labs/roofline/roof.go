package roofline

import (
	"math"

	"residual/core/kernel"
)

// A roof is the two limits of the device, measured. A limit is what was reached
// at best: whatever else the machine did meanwhile can only have slowed it down.
type roof struct {
	peaks []*probe // vectors and scalars, float32 and float64
	ends  [4]func() float64
	sizes []float64 // bytes of working sets, rising
	triad []*probe  // one a size
	read  []*probe
	copy  []*probe
}

// The peaks, in their order.
const (
	vector32 = iota
	scalar32
	vector64
	scalar64
)

const turns = 512 // of a peak's loop

// newRoof probes working sets up to the arena's size.
func newRoof(arena []float64) *roof {
	r := &roof{}
	peak[float32](r, "float32", true)
	peak[float64](r, "float64", false)
	for n := smallest; ; n *= 2 {
		n = min(n, len(arena))
		r.sizes = append(r.sizes, 8*float64(n))
		third, half := n/3, n/2
		x, y, z := arena[:third], arena[third:2*third], arena[2*third:3*third]
		a, b := arena[:half], arena[half:2*half]
		r.triad = append(r.triad, band("triad", 24*third, func() { kernel.Triad(z, x, 0.5, y) }))
		r.read = append(r.read, band("read", 16*half, func() { kernel.Dot(a, b) }))
		r.copy = append(r.copy, band("copy", 16*half, func() { copy(a, b) }))
		if n == len(arena) {
			return r
		}
	}
}

// smallest is the smallest working set, in numbers of float64: 8 KiB.
const smallest = 1 << 10

func band(name string, bytes int, run func()) *probe {
	return &probe{name: name, bytes: float64(bytes), run: run}
}

// peak adds the probes of one type. The numbers go to b/(1 − a) = 2.
func peak[T kernel.Float](r *roof, name string, narrow bool) {
	for i, n := range []int{kernel.Chains * kernel.Lanes[T](), kernel.Chains} {
		z := make([]T, n)
		loop, what := func() { kernel.Iterate(z, 0.5, 1, turns) }, name+" in vectors"
		if i == 1 {
			loop, what = func() { kernel.IterateScalar(z, 0.5, 1, turns) }, name+" one by one"
		}
		r.ends[len(r.peaks)] = func() float64 { return float64(z[len(z)-1]) }
		r.peaks = append(r.peaks, &probe{name: what, flops: float64(2 * turns * n), narrow: narrow, run: loop})
	}
}

func (r *roof) probes() (all []*probe) {
	all = append(all, r.peaks...)
	for i := range r.sizes {
		all = append(all, r.triad[i], r.read[i], r.copy[i])
	}
	return all
}

// peak is the most operations per second in a type.
func (r *roof) peak(narrow bool) float64 {
	if narrow {
		return r.most(vector32)
	}
	return r.most(vector64)
}

// most is the most operations per second of a peak.
func (r *roof) most(i int) float64 { return over(r.peaks[i].flops, r.peaks[i].shortest()) }

// bandwidth is the most bytes per second for a working set: the best loop at the
// largest size measured that is no larger, so that it is an upper limit.
func (r *roof) bandwidth(set float64) float64 {
	best := r.best(0)
	for i, size := range r.sizes {
		if size <= set {
			best = r.best(i)
		}
	}
	return best
}

// best is the bandwidth at size i, which a larger size cannot exceed but by
// chance.
func (r *roof) best(i int) float64 {
	most := 0.0
	for j := i; j < len(r.sizes); j++ {
		most = math.Max(most, math.Max(r.triad[j].widest(), r.read[j].widest()))
	}
	return most
}

// over is what the roof allows a probe, in operations per second, and whether
// the memory is the limit.
func (r *roof) over(p *probe) (allowed float64, memory bool) {
	compute, memoryLimit := r.peak(p.narrow), r.bandwidth(p.set)*p.flops/p.bytes
	return math.Min(compute, memoryLimit), memoryLimit < compute
}

func lanes32() int { return kernel.Lanes[float32]() }
func lanes64() int { return kernel.Lanes[float64]() }
