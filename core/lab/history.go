package lab

import (
	"math"

	"residual/core/codec"
)

// A History remembers some numbers for every step of a run, at most a fixed
// count of them: when it is full every second entry goes, and from then on half
// as many come in. So a run of any length has a curve of bounded length, and
// nothing is allocated on the way.
type History struct {
	stride   int // every so many steps are remembered
	count    int // of entries
	capacity int
	numbers  []float64 // the steps, then column by column
	columns  int
}

// An Allocator hands out memory: it sets v to n zeros, at once or when all that
// is asked for has been counted.
type Allocator interface{ Floats(v *[]float64, n int) }

// Reserve asks for room for capacity entries, an even number, of that many
// columns each.
func (h *History) Reserve(a Allocator, capacity, columns int) {
	h.stride, h.count, h.capacity, h.columns = 1, 0, capacity, columns
	a.Floats(&h.numbers, capacity*(1+columns))
}

// NewHistory is an empty history with room of its own.
func NewHistory(capacity, columns int) History {
	var h History
	h.Reserve(heap{}, capacity, columns)
	return h
}

type heap struct{}

func (heap) Floats(v *[]float64, n int) { *v = make([]float64, n) }

// Record adds the numbers of a step, one a column, or passes it over.
func (h *History) Record(step int, values ...float64) {
	if h.count == h.capacity {
		h.halve()
	}
	if step%h.stride != 0 {
		return
	}
	h.numbers[h.count] = float64(step)
	for i, v := range values {
		h.numbers[(i+1)*h.capacity+h.count] = v
	}
	h.count++
}

// halve keeps every second entry.
func (h *History) halve() {
	h.stride *= 2
	h.count = (h.count + 1) / 2
	for at := 0; at < len(h.numbers); at += h.capacity {
		for i := range h.count {
			h.numbers[at+i] = h.numbers[at+2*i]
		}
	}
}

// Steps lists the steps that are remembered.
func (h *History) Steps() []float64 { return h.numbers[:h.count] }

// Column lists the numbers of column i, one for each of Steps.
func (h *History) Column(i int) []float64 { return h.numbers[(i+1)*h.capacity:][:h.count] }

// State describes the entries.
func (h *History) State(c *codec.Coder) {
	c.Int(&h.stride, 1, math.MaxInt32)
	c.Int(&h.count, 0, h.capacity)
	c.Vector(h.Steps())
	for i := range h.columns {
		c.Vector(h.Column(i))
	}
}
