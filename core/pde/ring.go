package pde

import (
	"math"
	"math/cmplx"

	"gonum.org/v1/gonum/dsp/fourier"
)

// A Ring is a function on n equally spaced points of the periodic unit
// interval, by its Fourier coefficients
//
//	u_j = (1/n) Σₖ cₖ exp(2πi·kj/n),   k = 0 … ⌊n/2⌋ and their conjugates.
//
// Multiplying every coefficient by a factor of its own moves the function
// exactly through time.
type Ring struct {
	N        int
	fft      *fourier.FFT
	initial  []complex128
	advanced []complex128
}

// NewRing makes room for functions on n points.
func NewRing(n int) *Ring {
	half := n/2 + 1
	return &Ring{n, fourier.NewFFT(n), make([]complex128, half), make([]complex128, half)}
}

// A Room counts bytes that are to be allocated, and has that done later.
type Room interface {
	Count(bytes int64)
	Then(f func())
}

// Reserve asks for what NewRing allocates: two half spectra of complex numbers,
// and the work space, buffer and factors of gonum's transform.
func (g *Ring) Reserve(room Room, n int) {
	room.Count(16*2*int64(n/2+1) + 8*int64(3*n+15))
	room.Then(func() { *g = *NewRing(n) })
}

// Set takes over the function u.
func (g *Ring) Set(u []float64) { g.fft.Coefficients(g.initial, u) }

// Amplitude is the size of mode k as a wave: A of A·cos(2πkx + φ).
func (g *Ring) Amplitude(k int) float64 {
	scale := 2 / float64(g.N)
	if k == 0 || 2*k == g.N {
		scale /= 2
	}
	return scale * cmplx.Abs(g.initial[k])
}

// Exact sets u to the solution of u_t = u_xx a time t after the function that
// was set, taken as the smoothest one through its points: mode k decays as
// exp(−(2πk)²t).
func (g *Ring) Exact(u []float64, t float64) {
	g.advance(u, func(k int) complex128 {
		w := 2 * math.Pi * float64(k)
		return complex(math.Exp(-w*w*t), 0)
	})
}

// Discrete sets u to the exact solution in time of the equations that are
// already discrete in space, a time t later: mode k decays as
// exp(−4n²·sin²(πk/n)·t).
func (g *Ring) Discrete(u []float64, t float64) {
	g.advance(u, func(k int) complex128 {
		return complex(math.Exp(-Decay(g.N, k)*t), 0)
	})
}

// Euler sets u to what a number of forward Euler steps make of the function,
// in Fourier space: mode k is multiplied by λₖ to that power.
func (g *Ring) Euler(u []float64, r float64, steps int) {
	g.advance(u, func(k int) complex128 {
		return complex(math.Pow(Eigenvalue(g.N, r, k), float64(steps)), 0)
	})
}

// Network sets u to what residual blocks x + conv(x; w), so many in a row, make
// of the function: mode k is multiplied by (1 + Symbol(k)) to that power.
func (g *Ring) Network(u, w []float64, blocks int) {
	g.advance(u, func(k int) complex128 {
		return cmplx.Pow(1+Symbol(g.N, w, k), complex(float64(blocks), 0))
	})
}

// Symbol is the factor by which the convolution y_i = Σ_d w_d x_{i+d} on n
// points multiplies Fourier mode k: Σ_d w_d exp(2πi·kd/n). The weights, an odd
// number of them, stand about d = 0.
func Symbol(n int, w []float64, k int) complex128 {
	sum := 0i
	for i, v := range w {
		d := i - len(w)/2
		sum += complex(v, 0) * cmplx.Rect(1, 2*math.Pi*float64(k*d)/float64(n))
	}
	return sum
}

// Decay is the rate 4n²·sin²(πk/n) at which mode k decays on n points; it
// tends to (2πk)² as n grows.
func Decay(n, k int) float64 {
	s := 2 * float64(n) * math.Sin(math.Pi*float64(k)/float64(n))
	return s * s
}

func (g *Ring) advance(u []float64, factor func(k int) complex128) {
	scale := 1 / float64(g.N)
	for k, c := range g.initial {
		g.advanced[k] = c * factor(k) * complex(scale, 0)
	}
	g.fft.Sequence(u, g.advanced)
}
