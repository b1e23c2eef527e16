package chem

// Hermite Gaussians Λ_tuv are numbered by rising degree t+u+v: there are
// count[n] up to degree n. Pairs of functions need degree 2, their interactions
// 4, the slopes of these 5.
var count = [...]int{1, 4, 10, 20, 35, 56}

const hermiteCount = 56

// hermitePadded is hermiteCount rounded up to a power of two, so that an index of
// six bits needs no check.
const hermitePadded = 64

// hermite is the table of the numbering.
var hermite = newHermite()

type hermiteTable struct {
	power [hermiteCount][3]int      // t, u, v
	step  [hermiteCount]hermiteStep // how R_tuv comes from lower degrees
	sum   [16][16]uint8             // number of the sum of two
	raise [35][3]uint8              // number with one more t, u or v
	sign  [10]float64               // (−1)^(t+u+v)
}

// A hermiteStep is the recurrence
//
//	Rⁿ_{t+1,uv} = X·Rⁿ⁺¹_tuv + t·Rⁿ⁺¹_{t−1,uv}
//
// and the same for u with Y and v with Z.
type hermiteStep struct {
	axis, one, two uint8
	times          float64
}

func newHermite() *hermiteTable {
	h := new(hermiteTable)
	number := map[[3]int]uint8{}
	for degree := range count {
		for t := degree; t >= 0; t-- {
			for u := degree - t; u >= 0; u-- {
				p := [3]int{t, u, degree - t - u}
				h.power[len(number)] = p
				number[p] = uint8(len(number))
			}
		}
	}
	for i, p := range h.power {
		h.step[i] = stepTo(p, number)
	}
	for i := range h.raise {
		for axis := range 3 {
			p := h.power[i]
			p[axis]++
			h.raise[i][axis] = number[p]
		}
	}
	for i, p := range h.power[:10] {
		h.sign[i] = float64(1 - 2*((p[0]+p[1]+p[2])%2))
		for j, q := range h.power[:10] {
			h.sum[i][j] = number[[3]int{p[0] + q[0], p[1] + q[1], p[2] + q[2]}]
		}
	}
	return h
}

// stepTo finds the recurrence that ends at p, along the first axis it can.
func stepTo(p [3]int, number map[[3]int]uint8) (s hermiteStep) {
	for axis, t := range p {
		if t == 0 {
			continue
		}
		s.axis, s.times = uint8(axis), float64(t-1)
		p[axis]--
		s.one = number[p]
		if t > 1 {
			p[axis]--
			s.two = number[p]
		}
		return s
	}
	return s
}

// coulomb evaluates interactions of Hermite Gaussians.
type coulomb struct {
	boys boys
	f    [boysOrders]float64
	a, b [hermitePadded]float64
}

// fill returns, for all tuv up to a degree,
//
//	scale·∂ᵗ_X ∂ᵘ_Y ∂ᵛ_Z F₀(α·(X² + Y² + Z²))
//
// by the recurrence from Rⁿ_000 = (−2α)ⁿ·F_n. The result is valid until the next
// call.
func (c *coulomb) fill(degree int, alpha float64, v *[3]float64, scale float64) *[hermitePadded]float64 {
	r2 := float64(v[0]*v[0]) + float64(v[1]*v[1]) + float64(v[2]*v[2])
	f := c.f[:degree+1]
	c.boys.values(f, alpha*r2)
	for n := range f {
		f[n] *= scale
		scale *= -2 * alpha
	}
	now, next := &c.a, &c.b
	for n := degree; n >= 0; n-- {
		next[0] = f[n]
		for i := 1; i < count[degree-n]; i++ {
			s := &hermite.step[i]
			next[i] = float64(v[s.axis]*now[s.one]) + float64(s.times*now[s.two])
		}
		now, next = next, now
	}
	return now
}
