package etd

import "math"

// A square is a small matrix of complex numbers, by rows.
type square []complex128

func (a square) order() int { return int(math.Round(math.Sqrt(float64(len(a))))) }

func eye(n int) square {
	z := make(square, n*n)
	for i := range n {
		z[i*n+i] = 1
	}
	return z
}

func (a square) mul(b square) square {
	n := a.order()
	z := make(square, n*n)
	for i := range n {
		for k := range n {
			for j := range n {
				z[i*n+j] += a[i*n+k] * b[k*n+j]
			}
		}
	}
	return z
}

// plus is a + c·b.
func (a square) plus(c complex128, b square) square {
	z := make(square, len(a))
	for i := range z {
		z[i] = a[i] + c*b[i]
	}
	return z
}

// apply adds a·x to z, of vectors that lie a distance apart.
func (a square) apply(z, x []complex128, at, apart int) {
	n := a.order()
	for i := range n {
		for j := range n {
			z[at+i*apart] += a[i*n+j] * x[at+j*apart]
		}
	}
}

// phi is the functions φ₀ … φ₃ of a matrix,
//
//	φ₀(Z) = exp Z,   φₖ(Z) = Σⱼ Zʲ/(j + k)!
//
// by their series for Z/2ˢ and then by doubling,
//
//	φ₁(2Z) = ½(φ₀ + 1)φ₁,  φ₂(2Z) = ¼(φ₁² + 2φ₂),  φ₃(2Z) = ⅛(φ₁φ₂ + φ₂ + 2φ₃)
//
// which cancels nowhere and holds for matrices that have no basis of eigenvectors
// (Skaflestad and Wright, The scaling and modified squaring method for matrix
// functions related to the exponential, Applied Numerical Mathematics, 2009).
func phi(z square) (f [4]square) {
	size := 0.0
	for _, v := range z {
		size = max(size, math.Abs(real(v))+math.Abs(imag(v)))
	}
	n := z.order()
	_, doublings := math.Frexp(size * float64(n))
	doublings = max(0, doublings+1)
	small := make(square, len(z)).plus(complex(math.Ldexp(1, -doublings), 0), z)
	for k := range f {
		f[k] = make(square, len(z))
		power, factorial := eye(n), 1.0
		for j := 1; j <= k; j++ {
			factorial *= float64(j)
		}
		for j := range 20 {
			f[k] = f[k].plus(complex(1/factorial, 0), power)
			power, factorial = power.mul(small), factorial*float64(j+k+1)
		}
	}
	for range doublings {
		one := f[0].plus(1, eye(n)).mul(f[1])
		two := f[1].mul(f[1]).plus(2, f[2])
		three := f[1].mul(f[2]).plus(1, f[2]).plus(2, f[3])
		f[0] = f[0].mul(f[0])
		zero := make(square, len(z))
		f[1], f[2], f[3] = zero.plus(0.5, one), zero.plus(0.25, two), zero.plus(0.125, three)
	}
	return f
}
