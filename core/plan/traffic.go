package plan

import (
	"slices"

	"residual/core/ad"
)

// Traffic is how many bytes the steps of one run read and write, for numbers of
// the given size: each step reads its arguments and writes its value once. What
// stays in registers or in scratch is not counted. All these bytes move to and
// from the smallest cache that holds the working set of a chunk.
func (pl *Plan) Traffic(size int) int64 {
	numbers := int64(0)
	for _, ph := range pl.phases {
		for _, v := range slices.Concat(ph.before, ph.steps) {
			numbers += pl.trafficOf(v)
		}
	}
	return numbers * int64(size)
}

// WorkingSet is the bytes that the steps of one chunk use, for numbers of the
// given size: the shared region, the fixed values, scratch, and the chunk's part
// of inputs and outputs.
func (pl *Plan) WorkingSet(size int) int64 {
	numbers := pl.arenaLen
	for v, r := range pl.resident {
		if pl.Program.Shape(ad.Value(v)).Batch {
			numbers -= r.size - r.size/max(1, pl.Rows)*pl.Chunk
		}
	}
	return int64(numbers) * int64(size)
}

// trafficOf is how many numbers computing v for all rows reads and writes: none
// for a plane that is a part of another value.
func (pl *Plan) trafficOf(v ad.Value) int64 {
	if pl.isView(v) {
		return 0
	}
	p := pl.Program
	n := p.Shape(v).Size(pl.Rows)
	for _, a := range pl.code(v).Args {
		n += p.Shape(a).Size(pl.Rows)
	}
	return int64(n)
}
