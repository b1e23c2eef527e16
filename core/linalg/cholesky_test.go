package linalg

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/lapack/gonum"
)

// definite is the Gram matrix of n random rows, with a little more on the
// diagonal.
func definite(n int) []float64 {
	x := uniform(uint64(n), n*n)
	a := product(x, transpose(x, n, n), n, n, n, false)
	for i := range n {
		a[i*n+i] += 0.1
	}
	return a
}

var sizes = []int{1, 2, 3, 23, 32, 33, 64, 65, 97, 130, 200}

// The factor is gonum's, which sums in another order.
func TestFactorIsGonums(t *testing.T) {
	for _, n := range sizes {
		a := definite(n)
		b := slices.Clone(a)
		_, ok := Factor(n, a)
		if !ok || !(gonum.Implementation{}).Dpotrf(blas.Upper, n, b, n) {
			t.Fatalf("%d: not positive definite", n)
		}
		near(t, "U", a, b, 1e-9)
	}
}

func TestCholeskySolves(t *testing.T) {
	for _, n := range sizes {
		const k = 3
		a, x := definite(n), uniform(9, n*k)
		b := product(a, x, n, n, k, false)
		one := product(a, x[:n], n, n, 1, false)
		c, ok := Factor(n, slices.Clone(a))
		if !ok {
			t.Fatalf("%d: not positive definite", n)
		}
		c.SolveMany(b, k)
		near(t, "A⁻¹B", b, x, 1e-10)
		two := slices.Clone(one)
		c.Solve(one)
		near(t, "A⁻¹b", one, x[:n], 1e-10)
		c.SolveUT(two)
		c.SolveU(two)
		near(t, "U⁻¹U⁻ᵀb", two, x[:n], 1e-10)
	}
}

// Of the second difference the factor has a closed form: u_ii² = (i+2)/(i+1) and
// u_{i,i+1} = −1/u_ii.
func TestFactorOfSecondDifference(t *testing.T) {
	const n = 100
	a, want := make([]float64, n*n), make([]float64, n*n)
	for i := range n {
		a[i*n+i] = 2
		want[i*n+i] = math.Sqrt(float64(i+2) / float64(i+1))
		if i+1 < n {
			a[i*n+i+1], want[i*n+i+1] = -1, -1/want[i*n+i]
		}
	}
	if _, ok := Factor(n, a); !ok {
		t.Fatal("not positive definite")
	}
	near(t, "U", a, want, 1e-13)
}

// What is not positive definite is refused wherever it shows.
func TestFactorRefuses(t *testing.T) {
	const n = 100
	for _, at := range []int{0, 31, 32, 63, 99} {
		for _, wrong := range []float64{-1, 0, math.NaN(), math.Inf(1)} {
			a := definite(n)
			a[at*n+at] = wrong
			if _, ok := Factor(n, a); ok {
				t.Errorf("accepts %g at %d", wrong, at)
			}
		}
	}
}
