package collocate

import (
	"math"
	"math/cmplx"
)

// A Region is the part of a box in two inputs where all of some conditions hold. Its
// functions are those of the box, as many equations as fit are asked of them and the
// sum of squares is made least: a smooth function on the region continues smoothly to
// the box (Adcock and Huybrechs, Frames and numerical approximation, SIAM Review,
// 2019). What does not continue is added: at a corner that points inward the harmonic
// functions r^{2k/3} sin, cos(2kθ/3), around a hole log r and r^{−k} sin, cos kθ.
//
// Sides 0 to 3 are what is left of those of the box; side 4 + i is the edge of
// condition i.
type Region struct {
	Box
	Inside  []func(x []float64) bool
	special []harmonic
}

func (g *Region) direction(side int) int { return 0 }
func (g *Region) square() bool           { return false }

// holds tells whether all conditions but one do.
func (g *Region) holds(x []float64, but int) bool {
	for i, f := range g.Inside {
		if i != but && !f(x) {
			return false
		}
	}
	return true
}

func (g *Region) place(x, unit []float64) bool {
	return g.Box.place(x, unit) && g.holds(x, -1)
}

func (g *Region) space(n int, m []int) space {
	t := g.Box.space(n, []int{0, 0}).(*tensor)
	s := &framed{tensor: t, inputs: g.Inputs}
	for _, h := range g.special {
		s.special = append(s.special, h.upTo(n/2)...)
	}
	return s
}

// denser is how many times as many points as coefficients are taken along an input.
const denser = 2

func (g *Region) interior(n int, ends [][2]int) [][]float64 {
	var all [][]float64
	for _, x := range g.Box.interior(denser*n, [][2]int{{}, {}}) {
		if g.holds(x, -1) {
			all = append(all, x)
		}
	}
	return all
}

func (g *Region) side(n int, m []int, side int) [][]float64 {
	var all [][]float64
	if side >= 4 {
		return g.edge(2*denser*n, side-4)
	}
	for _, x := range g.Box.side(2*denser*n, []int{0, 0}, side) {
		if g.holds(x, -1) {
			all = append(all, x)
		}
	}
	return all
}

// edge is points where a condition ends to hold, on n lines along each input.
func (g *Region) edge(n, which int) (all [][]float64) {
	for k := range 2 {
		across := g.line(1-k, n)
		for _, c := range across.points(n) {
			x := make([]float64, MaxInputs)
			x[g.Inputs[1-k]] = c
			all = append(all, g.crossings(x, k, which)...)
		}
	}
	return all
}

// crossings are the points on a line along input k where a condition changes, by
// bisection between points of a fine scale. They are moved to the inside.
func (g *Region) crossings(x []float64, k, which int) (all [][]float64) {
	const scale = 200
	i, f := g.Inputs[k], g.Inside[which]
	at := func(v float64) bool {
		x[i] = v
		return f(x)
	}
	step := (g.Hi[k] - g.Lo[k]) / scale
	for j := range scale {
		a, b := g.Lo[k]+step*(float64(j)+1e-7), g.Lo[k]+step*(float64(j)+1-1e-7)
		if j > 0 {
			a = g.Lo[k] + step*(float64(j)-1e-7)
		}
		in := at(a)
		if in == at(b) {
			continue
		}
		for range 50 {
			if mid := a + (b-a)/2; at(mid) == in {
				a = mid
			} else {
				b = mid
			}
		}
		if at(a); !in {
			at(b)
		}
		if g.holds(x, which) {
			all = append(all, append([]float64(nil), x...))
		}
	}
	return all
}

// Notice looks for what has functions of its own: corners of right angles that point
// inward, and conditions that hold everywhere near the sides of the box, which are
// holes.
func (g *Region) Notice() {
	for which := range g.Inside {
		edge := g.edge(24, which)
		if len(edge) == 0 {
			continue
		}
		x0, x1 := extent(edge, g.Inputs[0])
		y0, y1 := extent(edge, g.Inputs[1])
		centre := complex((x0+x1)/2, (y0+y1)/2)
		if g.closed(which) && !g.inside(centre) {
			g.special = append(g.special, harmonic{centre: centre, turn: 1, pole: true, size: min(x1-x0, y1-y0) / 2})
		}
		for _, x := range []float64{x0, x1} {
			for _, y := range []float64{y0, y1} {
				g.corner(complex(x, y))
			}
		}
	}
}

// closed tells whether a condition holds all along the sides of the box.
func (g *Region) closed(which int) bool {
	for side := range 4 {
		for _, x := range g.Box.side(40, []int{0, 0}, side) {
			if !g.Inside[which](x) {
				return false
			}
		}
	}
	return true
}

func (g *Region) inside(z complex128) bool {
	x := make([]float64, MaxInputs)
	x[g.Inputs[0]], x[g.Inputs[1]] = real(z), imag(z)
	return g.holds(x, -1)
}

// corner adds the functions of a corner of 270°, if there is one: of the four quarters
// around it one is missing.
func (g *Region) corner(at complex128) {
	if !(real(at) > g.Lo[0] && real(at) < g.Hi[0] && imag(at) > g.Lo[1] && imag(at) < g.Hi[1]) {
		return
	}
	d := 0.01 * math.Min(g.Hi[0]-g.Lo[0], g.Hi[1]-g.Lo[1])
	missing, count := complex128(0), 0
	for _, q := range []complex128{1 + 1i, -1 + 1i, -1 - 1i, 1 - 1i} {
		near, far := g.inside(at+q*complex(d/100, 0)), g.inside(at+q*complex(d, 0))
		if near != far {
			return
		}
		if !near {
			missing, count = q, count+1
		}
	}
	if count == 1 {
		g.special = append(g.special, harmonic{centre: at, turn: -missing / complex(math.Sqrt2, 0), size: math.Max(g.Hi[0]-g.Lo[0], g.Hi[1]-g.Lo[1])})
	}
}

func extent(points [][]float64, i int) (lo, hi float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, x := range points {
		lo, hi = math.Min(lo, x[i]), math.Max(hi, x[i])
	}
	return lo, hi
}

// A harmonic is a family of harmonic functions around a centre, or one of them: the
// real part of c·zᵃ or log z, z = (x + iy − centre)/(turn·size).
type harmonic struct {
	centre, turn complex128 // turn points away from the cut
	size         float64
	pole         bool
	power        float64 // 0 is the logarithm
	factor       complex128
}

// upTo is the members of the family, about n of them.
func (h harmonic) upTo(n int) (all []harmonic) {
	one := func(power float64, factors ...complex128) {
		for _, f := range factors {
			z := h
			z.power, z.factor = power, f
			all = append(all, z)
		}
	}
	if h.pole {
		one(0, 1)
	}
	for k := 1; k <= n; k++ {
		switch {
		case h.pole:
			one(-float64(k), 1, -1i)
		case k%3 != 0:
			one(2*float64(k)/3, 1, -1i)
		}
	}
	return all
}

// derivative is ∂ⁱ⁺ʲ/∂xⁱ∂yʲ of the function, the real part of iʲ f⁽ⁱ⁺ʲ⁾.
func (h harmonic) derivative(x, y float64, i, j int) float64 {
	scale := h.turn * complex(h.size, 0)
	z := (complex(x, y) - h.centre) / scale
	if z == 0 {
		z = 1e-300
	}
	f, power := h.factor, h.power
	for k := range i + j {
		if k > 0 || power != 0 {
			f *= complex(power, 0)
		}
		f /= scale
		power--
	}
	for range j {
		f *= 1i
	}
	if h.power == 0 && i+j == 0 {
		return math.Log(cmplx.Abs(z))
	}
	return real(f * cmplx.Pow(z, complex(power, 0)))
}

// A framed is polynomials on the box, and special functions.
type framed struct {
	*tensor
	inputs  []int
	special []harmonic
}

func (s *framed) size() int { return s.tensor.size() + len(s.special) }

func (s *framed) row(dst, x []float64, o Order) {
	n := s.tensor.size()
	s.tensor.row(dst[:n], x, o)
	for k, h := range s.special {
		dst[n+k] = h.derivative(x[s.inputs[0]], x[s.inputs[1]], int(o[s.inputs[0]]), int(o[s.inputs[1]]))
	}
}

// Edge is points all along the edge of the region, about n on each side.
func (g *Region) Edge(n int) (all [][]float64) {
	for side := range 4 + len(g.Inside) {
		if side >= 4 {
			all = append(all, g.edge(n, side-4)...)
			continue
		}
		for _, x := range g.Box.side(n, []int{0, 0}, side) {
			if g.holds(x, -1) {
				all = append(all, x)
			}
		}
	}
	return all
}

// Interior is points inside, of a grid of n by n over the box.
func (g *Region) Interior(n int) [][]float64 {
	return g.interior((n+denser-1)/denser, nil)
}

// Corner is the one corner that points inward and a direction from it into the region;
// ok is false where there are several or holes. Without a corner the centre of the
// points inside is taken, with a direction of 0.
func (g *Region) Corner() (at, into complex128, ok bool) {
	for _, h := range g.special {
		if h.pole || at != h.centre && into != 0 {
			return 0, 0, false
		}
		at, into = h.centre, h.turn
	}
	if into == 0 {
		all := g.Interior(20)
		for _, x := range all {
			at += complex(x[g.Inputs[0]], x[g.Inputs[1]]) / complex(float64(len(all)), 0)
		}
	}
	return at, into, true
}
