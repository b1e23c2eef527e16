// Package etd solves semilinear problems on a ring,
//
//	u_t = L u + N(x, t, u, u_x, …),   L u = Σ c ∂ᵒu/∂xᵒ with constant c,
//
// by Fourier series in x and the exponential method of Runge and Kutta of order four
// in t (Cox and Matthews, 2002; Kassam and Trefethen, Fourth-order time-stepping for
// stiff PDEs, SIAM Journal on Scientific Computing, 2005). Fields may be coupled in L:
// then it is a small matrix for each wave number, and its φ functions are computed by
// doubling. Of the waves on N points the lower two thirds are kept, so that products of
// two do not come back as others.
package etd

import (
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/dsp/fourier"
)

// A Slot is a derivative of a field by x.
type Slot struct{ Field, Order int }

// A Problem is a semilinear one on the ring of x from Lo to Hi, for t from T0 to T1.
type Problem struct {
	Fields         int
	Lo, Hi, T0, T1 float64
	// Linear is L: by field of u_t, field and order of the derivative.
	Linear [][][]float64
	// Slots are what N depends on.
	Slots []Slot
	// Nonlinear sets out, a number for each field, to N.
	Nonlinear func(out []float64, x, t float64, s []float64)
	// Initial is a field at T0.
	Initial func(field int, x float64) float64
}

// A run is a solution on its way, with n points and steps of h.
type run struct {
	*Problem
	n, kept, steps int
	h, t           float64
	done           int
	u              []complex128 // by field, the waves 0 … kept − 1
	fft            *fourier.FFT
	half           []complex128
	values         [][]float64 // by slot, at the points
	rates          [][]float64 // by field
	waves          []complex128
	coefficients   [6][]square // E, E½, Q and the weights of the step, by wave
	room           [7][]complex128
	every          int
	films          [][]complex128
	tail           float64 // the largest of the highest waves against the largest, at any instant
	cut, size      float64 // sums of squares over instants: of the upper quarter of waves, and of all
}

func (p *Problem) run(n, steps, films int) *run {
	r := &run{Problem: p, n: n, kept: n / 3, steps: steps, fft: fourier.NewFFT(n)}
	r.h, r.t = (p.T1-p.T0)/float64(steps), p.T0
	r.half, r.waves = make([]complex128, n/2+1), make([]complex128, r.kept)
	for k := range r.waves {
		r.waves[k] = complex(0, 2*math.Pi*float64(k)/(p.Hi-p.Lo))
	}
	for range p.Slots {
		r.values = append(r.values, make([]float64, n))
	}
	for range p.Fields {
		r.rates = append(r.rates, make([]float64, n))
	}
	for i := range r.room {
		r.room[i] = make([]complex128, p.Fields*r.kept)
	}
	r.every = max(1, steps/films)
	r.prepare()
	r.begin()
	return r
}

// prepare computes the coefficients of a step for each wave:
//
//	a = E½ u + Q N(u),  b = E½ u + Q N(a),  c = E½ a + Q(2N(b) − N(u)),
//	u ← E u + w₁ N(u) + w₂ (N(a) + N(b)) + w₃ N(c),
//	Q = ½h φ₁(½hL),  w₁ = h(φ₁ − 3φ₂ + 4φ₃),  w₂ = 2h(φ₂ − 2φ₃),  w₃ = h(4φ₃ − φ₂)
func (r *run) prepare() {
	h := complex(r.h, 0)
	for k := range r.kept {
		l := make(square, r.Fields*r.Fields)
		for f := range r.Fields {
			for g := range r.Fields {
				for o, c := range r.Linear[f][g] {
					l[f*r.Fields+g] += complex(c, 0) * power(r.waves[k], o)
				}
			}
		}
		zero := make(square, len(l))
		whole, half := phi(zero.plus(h, l)), phi(zero.plus(h/2, l))
		for i, z := range []square{
			whole[0], half[0], zero.plus(h/2, half[1]),
			zero.plus(h, whole[1]).plus(-3*h, whole[2]).plus(4*h, whole[3]),
			zero.plus(2*h, whole[2]).plus(-4*h, whole[3]),
			zero.plus(4*h, whole[3]).plus(-h, whole[2]),
		} {
			r.coefficients[i] = append(r.coefficients[i], z)
		}
	}
}

func power(z complex128, n int) complex128 {
	p := complex(1, 0)
	for range n {
		p *= z
	}
	return p
}

// finer is on how many times as many points the initial values are looked at.
const finer = 4

// begin takes the initial values to waves.
func (r *run) begin() {
	n := finer * r.n
	fft, values := fourier.NewFFT(n), make([]float64, n)
	r.u = make([]complex128, r.Fields*r.kept)
	for f := range r.Fields {
		for i := range values {
			values[i] = r.Initial(f, r.Lo+(r.Hi-r.Lo)*float64(i)/float64(n))
		}
		for k, c := range fft.Coefficients(nil, values)[:r.kept] {
			r.u[f*r.kept+k] = c / complex(float64(n), 0)
		}
	}
	r.keep()
}

// nonlinear sets z to the waves of N at a time.
func (r *run) nonlinear(z, u []complex128, t float64) {
	if len(r.Slots) == 0 && r.Nonlinear == nil {
		return
	}
	for i, s := range r.Slots {
		clear(r.half)
		for k := range r.kept {
			r.half[k] = u[s.Field*r.kept+k] * power(r.waves[k], s.Order)
		}
		r.fft.Sequence(r.values[i], r.half)
	}
	slots, out := make([]float64, len(r.Slots)), make([]float64, r.Fields)
	for i := range r.n {
		for k, v := range r.values {
			slots[k] = v[i]
		}
		r.Nonlinear(out, r.Lo+(r.Hi-r.Lo)*float64(i)/float64(r.n), t, slots)
		for f, v := range out {
			r.rates[f][i] = v
		}
	}
	for f, v := range r.rates {
		r.fft.Coefficients(r.half, v)
		for k := range r.kept {
			z[f*r.kept+k] = r.half[k] / complex(float64(r.n), 0)
		}
	}
}

// combine sets z to the sum of products of coefficients and vectors.
func (r *run) combine(z []complex128, terms ...term) {
	clear(z)
	for _, s := range terms {
		for k := range r.kept {
			r.coefficients[s.by][k].apply(z, s.of, k, r.kept)
		}
	}
}

type term struct {
	by int // of the coefficients
	of []complex128
}

// step goes on by h.
func (r *run) step() {
	a, b, c := r.room[0], r.room[1], r.room[2]
	nu, na, nb, nc := r.room[3], r.room[4], r.room[5], r.room[6]
	r.nonlinear(nu, r.u, r.t)
	r.combine(a, term{1, r.u}, term{2, nu})
	r.nonlinear(na, a, r.t+r.h/2)
	r.combine(b, term{1, r.u}, term{2, na})
	r.nonlinear(nb, b, r.t+r.h/2)
	for i := range nc {
		nc[i] = 2*nb[i] - nu[i]
	}
	r.combine(c, term{1, a}, term{2, nc})
	r.nonlinear(nc, c, r.t+r.h)
	for i := range na {
		na[i] += nb[i]
	}
	r.combine(b, term{0, r.u}, term{3, nu}, term{4, na}, term{5, nc})
	copy(r.u, b)
	r.done++
	r.t = r.T0 + r.h*float64(r.done)
	if r.done%r.every == 0 {
		r.keep()
	}
}

// keep remembers an instant, and how large the highest waves are against the largest.
func (r *run) keep() {
	r.films = append(r.films, append([]complex128(nil), r.u...))
	largest, high := 0.0, 0.0
	for i, v := range r.u {
		size := cmplx.Abs(v)
		if r.size += size * size; i%r.kept >= r.kept*3/4 {
			r.cut += size * size
		}
		largest = max(largest, size)
		if i%r.kept >= r.kept*9/10 {
			high = max(high, size)
		}
	}
	if largest > 0 {
		r.tail = max(r.tail, high/largest)
	}
}

// finite tells whether the solution still is.
func (r *run) finite() bool {
	for _, v := range r.u {
		if cmplx.IsNaN(v) || cmplx.IsInf(v) || cmplx.Abs(v) > 1e100 {
			return false
		}
	}
	return true
}

// near is how many instants an interpolation in time takes.
const near = 8

// eval is the fields at x and t: their waves, interpolated in time by the polynomial
// through the nearest instants, summed.
func (r *run) eval(out []float64, x, t float64) {
	gap := r.h * float64(r.every)
	place := (t - r.T0) / gap
	count := min(near, len(r.films))
	first := max(0, min(int(math.Floor(place))-count/2+1, len(r.films)-count))
	turn := cmplx.Exp(complex(0, 2*math.Pi*(x-r.Lo)/(r.Hi-r.Lo)))
	var weights [near]float64
	for i := range count {
		weights[i] = 1
		for j := range count {
			if i != j {
				weights[i] *= (place - float64(first+j)) / float64(i-j)
			}
		}
	}
	for f := range r.Fields {
		sum, wave := complex(0, 0), complex(1, 0)
		for k := range r.kept {
			c := complex(0, 0)
			for i := range count {
				c += complex(weights[i], 0) * r.films[first+i][f*r.kept+k]
			}
			if k > 0 {
				c *= 2
			}
			sum += c * wave
			if wave *= turn; k%64 == 63 {
				wave /= complex(cmplx.Abs(wave), 0)
			}
		}
		out[f] = real(sum)
	}
}
