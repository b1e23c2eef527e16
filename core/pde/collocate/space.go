package collocate

import "math"

// MaxInputs is how many inputs a problem may have.
const MaxInputs = 6

// An Order says how often is differentiated by each input.
type Order [MaxInputs]uint8

// A space is functions of the inputs of space, by coefficients.
type space interface {
	size() int
	// row sets dst to the derivatives of the basis at x.
	row(dst, x []float64, o Order)
	// points are places whose values determine the coefficients.
	points() [][]float64
	// rest is the size of the highest coefficients against the largest.
	rest(coefficients []float64) float64
}

// A Shape is where a problem lives: it chooses spaces of functions and the points at
// which equations hold, as many as there are coefficients.
type Shape interface {
	// space is that of a field of which m conditions are known for each input.
	space(n int, m []int) space
	// interior is the points at which laws hold, if so many conditions hold for a field
	// at the two ends of each input.
	interior(n int, ends [][2]int) [][]float64
	// side is the points of one side at which a condition of such a field holds.
	side(n int, m []int, side int) [][]float64
	// direction is the input, among those of space, that a side counts for.
	direction(side int) int
	inputs() []int
	square() bool // as many equations as coefficients
	// place sets the inputs of space to a point, from numbers between 0 and 1; false
	// where there is none.
	place(x, unit []float64) bool
}

// A Box is an interval, a rectangle or a cuboid. Side 2i is the lower one of input i
// of those listed, side 2i + 1 the upper one.
type Box struct {
	Inputs   []int // which inputs of the problem these are
	Lo, Hi   []float64
	Periodic []bool
}

func (b *Box) inputs() []int          { return b.Inputs }
func (b *Box) square() bool           { return true }
func (b *Box) direction(side int) int { return side / 2 }

func (b *Box) line(i, n int) line {
	l := line{b.Lo[i], b.Hi[i], n, b.Periodic[i]}
	if l.periodic {
		l.n |= 1 // as many sines as cosines
	}
	return l
}

func (b *Box) place(x, unit []float64) bool {
	for k, i := range b.Inputs {
		x[i] = b.Lo[k] + (b.Hi[k]-b.Lo[k])*unit[k]
	}
	return true
}

func (b *Box) space(n int, m []int) space {
	t := tensor{inputs: b.Inputs}
	for i := range b.Inputs {
		t.lines = append(t.lines, b.line(i, n+m[i]))
	}
	return &t
}

func (b *Box) interior(n int, ends [][2]int) [][]float64 {
	var each [][]float64
	for i := range b.Inputs {
		l := b.line(i, n)
		each = append(each, l.gauss(l.n, ends[i]))
	}
	return grid(b.Inputs, each)
}

// side has all points along the inputs after its own, and those of the interior along
// the ones before: together with the interior that is as many as coefficients,
//
//	∏ (nᵢ + mᵢ) = ∏ nᵢ + Σᵢ mᵢ ∏_{j<i} nⱼ ∏_{j>i} (nⱼ + mⱼ)
func (b *Box) side(n int, m []int, side int) [][]float64 {
	var each [][]float64
	for i := range b.Inputs {
		switch l := b.line(i, n); {
		case i == side/2 && side%2 == 0:
			each = append(each, b.Lo[i:i+1])
		case i == side/2:
			each = append(each, b.Hi[i:i+1])
		case i < side/2:
			each = append(each, l.points(l.n))
		default:
			l = b.line(i, n+m[i])
			each = append(each, l.points(l.n))
		}
	}
	return grid(b.Inputs, each)
}

// grid is all points with coordinates of the lists, as inputs of the problem.
func grid(inputs []int, each [][]float64) [][]float64 {
	all := [][]float64{make([]float64, MaxInputs)}
	for k, list := range each {
		var next [][]float64
		for _, p := range all {
			for _, v := range list {
				q := append([]float64(nil), p...)
				q[inputs[k]] = v
				next = append(next, q)
			}
		}
		all = next
	}
	return all
}

// A tensor is products of functions of one variable each.
type tensor struct {
	inputs []int
	lines  []line
	room   []float64
}

func (t *tensor) size() int {
	n := 1
	for _, l := range t.lines {
		n *= l.n
	}
	return n
}

func (t *tensor) points() [][]float64 {
	var each [][]float64
	for _, l := range t.lines {
		each = append(each, l.points(l.n))
	}
	return grid(t.inputs, each)
}

func (t *tensor) rest(coefficients []float64) float64 {
	high := 0.0
	for i, v := range coefficients {
		for k := len(t.lines) - 1; k >= 0; k-- {
			n := t.lines[k].n
			if i%n > n-1-max(2, n/8) {
				high = max(high, math.Abs(v))
			}
			i /= n
		}
	}
	if high == 0 {
		return 0
	}
	return high / largest(coefficients)
}

func (t *tensor) row(dst, x []float64, o Order) {
	dst[0] = 1
	filled := 1
	for k := len(t.lines) - 1; k >= 0; k-- {
		l := t.lines[k]
		if cap(t.room) < l.n {
			t.room = make([]float64, l.n)
		}
		one := t.room[:l.n]
		l.row(one, x[t.inputs[k]], int(o[t.inputs[k]]))
		for i := l.n - 1; i >= 0; i-- {
			for j, v := range dst[:filled] {
				dst[i*filled+j] = one[i] * v
			}
		}
		filled *= l.n
	}
}
