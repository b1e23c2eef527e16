package kernel

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/blas/gonum"
	"gonum.org/v1/gonum/mat"
)

// The hashes of what gonum's eigensolvers make of the matrices below: the same
// natively and in WebAssembly. Rotations are in gonum's own code, which a
// compiler may fuse where the processor has the instruction (arm64, or amd64
// from v3 on); there the hashes do not count.
const (
	goldenSymmetric uint64 = 0x72e8dcceba7f67f2
	goldenGeneral   uint64 = 0x7a264c00a24f14c2
)

// TestEigenOnOurBLAS runs gonum's eigensolvers: the second difference has the
// eigenvalues 4·sin²(kπ/(2(n+1))), a circulant shift those on the unit circle.
func TestEigenOnOurBLAS(t *testing.T) {
	blas64.Use(new(BLAS))
	defer blas64.Use(gonum.Implementation{})
	const n = 90
	second, shift := mat.NewSymDense(n, nil), mat.NewDense(n, n, nil)
	for i := range n {
		second.SetSym(i, i, 2)
		shift.Set(i, (i+1)%n, 1)
		if i > 0 {
			second.SetSym(i, i-1, -1)
		}
	}
	var sym mat.EigenSym
	if !sym.Factorize(second, true) {
		t.Fatal("no convergence")
	}
	var vectors mat.Dense
	sym.VectorsTo(&vectors)
	values := sym.Values(nil)
	for k, v := range values {
		root := 2 * math.Sin(float64(k+1)*math.Pi/(2*(n+1)))
		if math.Abs(v-root*root) > 1e-13 {
			t.Errorf("eigenvalue %d is %v, truth %v", k, v, root*root)
		}
	}
	if h := hashOf(append(values, vectors.RawMatrix().Data...)); h != goldenSymmetric && !fuses(1e-9) {
		t.Errorf("the symmetric problem hashes to %#x, golden %#x", h, goldenSymmetric)
	}
	var eig mat.Eigen
	if !eig.Factorize(shift, mat.EigenRight) {
		t.Fatal("no convergence")
	}
	var parts []float64
	for _, v := range eig.Values(nil) {
		if r := math.Hypot(real(v), imag(v)); math.Abs(r-1) > 1e-12 {
			t.Errorf("eigenvalue %v is off the circle", v)
		}
		parts = append(parts, real(v), imag(v))
	}
	if h := hashOf(parts); h != goldenGeneral && !fuses(1e-9) {
		t.Errorf("the general problem hashes to %#x, golden %#x", h, goldenGeneral)
	}
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
