package linalg

import (
	"encoding/binary"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/blas/blas64"
)

// near fails where two slices differ by more than tolerance anywhere.
func near(t *testing.T, name string, got, want []float64, tolerance float64) {
	t.Helper()
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= tolerance) {
			t.Fatalf("%s: number %d is %v, want %v", name, i, got[i], want[i])
		}
	}
}

// uniform draws n numbers from [−½, ½) without any rounding.
func uniform(seed uint64, n int) []float64 {
	r, x := rand.New(rand.NewPCG(seed, 7)), make([]float64, n)
	for i := range x {
		x[i] = r.Float64() - 0.5
	}
	return x
}

// product is the plain loop for op(A)·B with A of m×k or, transposed, k×m.
func product(a, b []float64, m, k, n int, trans bool) []float64 {
	c := make([]float64, m*n)
	for i := range m {
		for j := range n {
			for l := range k {
				at := i*k + l
				if trans {
					at = l*m + i
				}
				c[i*n+j] += a[at] * b[l*n+j]
			}
		}
	}
	return c
}

func transpose(a []float64, m, n int) []float64 {
	b := make([]float64, len(a))
	for i := range m {
		for j := range n {
			b[j*m+i] = a[i*n+j]
		}
	}
	return b
}

// hashOf is FNV-1a over the bits.
func hashOf(x []float64) uint64 {
	h := fnv.New64a()
	binary.Write(h, binary.LittleEndian, x)
	return h.Sum64()
}

// fuses tells whether this build joins a product and a sum: x² − ⌊x²⌉ is the
// rounding of the square then, and 0 otherwise.
//
//go:noinline
func fuses(e float64) bool {
	x := 1 + e
	minus := -float64(x * x)
	return x*x+minus != 0
}

// Whoever imports this package has gonum on our BLAS.
func TestGonumRunsOnOurBLAS(t *testing.T) {
	if blas64.Implementation() != &ours {
		t.Errorf("gonum's BLAS is %T", blas64.Implementation())
	}
}
