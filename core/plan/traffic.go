package plan

import "residual/core/ad"

// Traffic is how many bytes the steps of one run read and write, for numbers of
// the given size: each step reads its arguments and writes its value once. What
// stays in registers or in the working room of a product is not counted. These
// are the bytes that the nearest cache large enough for a chunk has to carry;
// Cold is what must come from memory whatever the caches.
func (pl *Plan) Traffic(size int) int64 {
	numbers := int64(0)
	for _, ph := range pl.phases {
		for _, v := range ph.before {
			numbers += pl.moved(v)
		}
		for _, v := range ph.steps {
			numbers += pl.moved(v)
		}
	}
	return numbers * int64(size)
}

// Working is the bytes that the steps of a chunk go round in: the batches'
// shared room, the fixed values and the working room of products.
func (pl *Plan) Working(size int) int64 {
	numbers := pl.numbers
	for v, h := range pl.home {
		if pl.Program.Shape(ad.Value(v)).Batch {
			numbers -= h.size - h.size/max(1, pl.Rows)*pl.Chunk
		}
	}
	return int64(numbers) * int64(size)
}

// moved is how many numbers computing v for all rows reads and writes. A plane
// that stands inside another value moves nothing.
func (pl *Plan) moved(v ad.Value) int64 {
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

// Cold is the bytes of inputs and outputs: read or written once each, they are
// the least that a run moves from and to memory.
func (pl *Plan) Cold(size int) int64 {
	numbers := 0
	for _, h := range pl.home {
		numbers += h.size
	}
	return int64(numbers) * int64(size)
}
