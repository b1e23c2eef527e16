package linalg

import (
	"math"
	"slices"
	"testing"
)

// The hashes of what the eigensolvers make of the matrices below: the same
// natively and in WebAssembly. Rotations are in gonum's own code, which a
// compiler may fuse where the processor has the instruction (arm64, or amd64
// from v3 on); there the hashes do not count.
const (
	goldenSymmetric uint64 = 0x72e8dcceba7f67f2
	goldenGeneral   uint64 = 0xccb312e9b687b54a
)

// The second difference has the eigenvalues 4·sin²(kπ/(2(n+1))).
func TestSymEigen(t *testing.T) {
	const n = 90
	a := make([]float64, n*n)
	for i := range n {
		a[i*n+i] = 2
		if i+1 < n {
			a[i*n+i+1] = -1
		}
	}
	values, v := make([]float64, n), slices.Clone(a)
	if !SymEigen(values, v, make([]float64, SymEigenWork(n))) {
		t.Fatal("no convergence")
	}
	want := make([]float64, n)
	for k := range want {
		root := 2 * math.Sin(float64(k+1)*math.Pi/(2*(n+1)))
		want[k] = root * root
	}
	near(t, "eigenvalues", values, want, 1e-13)
	eye := make([]float64, n*n)
	for i := range n {
		eye[i*n+i] = 1
	}
	near(t, "VᵀV", product(v, v, n, n, n, true), eye, 1e-13)
	if h := hashOf(append(values, v...)); h != goldenSymmetric && !fuses(1e-9) {
		t.Errorf("hashes to %#x, golden %#x", h, goldenSymmetric)
	}
}

// Scratch of the least length serves as well.
func TestSymEigenWithLittleWork(t *testing.T) {
	const n = 40
	x := definite(n)
	a, b := slices.Clone(x), slices.Clone(x)
	v, w := make([]float64, n), make([]float64, n)
	if !SymEigen(v, a, make([]float64, 3*n-1)) || !SymEigen(w, b, make([]float64, SymEigenWork(n))) {
		t.Fatal("no convergence")
	}
	near(t, "eigenvalues", v, w, 1e-13)
}

// What is not finite has no eigenvalues, and does not keep the solver for ever.
func TestEigenvaluesOfNoNumbers(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(-1)} {
		if _, ok := Eigenvalues(2, []float64{1, v, 0, 1}); ok {
			t.Errorf("%v passes", v)
		}
	}
}

// A circulant shift has its eigenvalues on the unit circle: the roots of unity.
func TestEigenvalues(t *testing.T) {
	const n = 90
	shift := make([]float64, n*n)
	for i := range n {
		shift[i*n+(i+1)%n] = 1
	}
	values, ok := Eigenvalues(n, shift)
	if !ok {
		t.Fatal("no convergence")
	}
	var angles, want, parts []float64
	for i, v := range values {
		if r := math.Hypot(real(v), imag(v)); math.Abs(r-1) > 1e-12 {
			t.Errorf("%v is off the circle", v)
		}
		if i > 0 && real(v) < real(values[i-1]) {
			t.Errorf("%v follows %v", v, values[i-1])
		}
		angle := math.Atan2(imag(v), real(v))
		if angle < -1e-9 {
			angle += 2 * math.Pi
		}
		angles = append(angles, angle)
		want = append(want, 2*math.Pi*float64(i)/n)
		parts = append(parts, real(v), imag(v))
	}
	slices.Sort(angles)
	near(t, "angles", angles, want, 1e-12)
	if h := hashOf(parts); h != goldenGeneral && !fuses(1e-9) {
		t.Errorf("hashes to %#x, golden %#x", h, goldenGeneral)
	}
}

// A matrix that is near the ends of the numbers has the eigenvalues of one that
// is not: those of [[0, s], [s, 0]] are ±s.
func TestEigenvaluesOfExtremeScale(t *testing.T) {
	for _, s := range []float64{1.7e308, 1e200, 1, 1e-200, 1e-320} {
		values, ok := Eigenvalues(3, []float64{0, s, 0, s, 0, 0, 0, 0, 0})
		if !ok || math.Abs(real(values[2])/s-1) > 1e-12 || math.Abs(real(values[0])/s+1) > 1e-12 {
			t.Errorf("%v: %v, %v", s, values, ok)
		}
	}
}
