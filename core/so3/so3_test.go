package so3

import (
	"math"
	"math/rand/v2"
	"testing"
)

// orthogonal draws a rotation, or with mirror one times an inversion, by
// Gram–Schmidt.
func orthogonal(rng *rand.Rand, mirror bool) (r Matrix) {
	for i := range 3 {
		for j := range 3 {
			r[i][j] = rng.NormFloat64()
		}
		for k := range i {
			dot := r[i][0]*r[k][0] + r[i][1]*r[k][1] + r[i][2]*r[k][2]
			for j := range 3 {
				r[i][j] -= dot * r[k][j]
			}
		}
		norm := math.Sqrt(r[i][0]*r[i][0] + r[i][1]*r[i][1] + r[i][2]*r[i][2])
		for j := range 3 {
			r[i][j] /= norm
		}
	}
	det := 0.0
	for i := range 3 {
		j, k := (i+1)%3, (i+2)%3
		det += r[0][i] * (r[1][j]*r[2][k] - r[1][k]*r[2][j])
	}
	if (det < 0) != mirror {
		for i := range 3 {
			for j := range 3 {
				r[i][j] = -r[i][j]
			}
		}
	}
	return r
}

func apply(d [][]float64, x []float64) []float64 {
	y := make([]float64, len(d))
	for i, row := range d {
		for j, v := range row {
			y[i] += v * x[j]
		}
	}
	return y
}

func draw(rng *rand.Rand, n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = rng.NormFloat64()
	}
	return x
}

func near(t *testing.T, what string, got, want []float64) {
	t.Helper()
	for i := range want {
		if !(math.Abs(got[i]-want[i]) < 1e-13) {
			t.Errorf("%s: component %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

// TestTurnIsARepresentation: orthogonal, and a product of turns is the turn of
// the product.
func TestTurnIsARepresentation(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		for l := range 3 {
			r, s := orthogonal(rng, false), orthogonal(rng, true)
			x := draw(rng, 2*l+1)
			near(t, "turned twice", apply(Representation(l, times(r, s)), x), apply(Representation(l, r), apply(Representation(l, s), x)))
			near(t, "turned back", apply(Representation(l, transposed(r)), apply(Representation(l, r), x)), x)
		}
	}
}

// TestHarmonicsTurn: Y(R·v) = D(R)·Y(v), reflections and the inversion
// included, and Σₘ Yₘ² = (2l+1)/4π (Unsöld's theorem).
func TestHarmonicsTurn(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for n := range 40 {
		r := orthogonal(rng, n%2 == 1)
		unit := orthogonal(rng, false)
		v, w := unit[0], apply(Representation(1, r), unit[0][:])
		for l := range 3 {
			y, z := make([]float64, 2*l+1), make([]float64, 2*l+1)
			Harmonics(y, l, v)
			Harmonics(z, l, [3]float64(w))
			near(t, "harmonics", z, apply(Representation(l, r), y))
			sum := 0.0
			for _, c := range y {
				sum += c * c
			}
			near(t, "Unsöld", []float64{sum}, []float64{float64(2*l+1) / (4 * math.Pi)})
		}
	}
}

// TestHarmonicsAreOrthonormal: by the 14-point rule over the corners of a cube
// (weight 3/40) and an octahedron (1/15), exact for polynomials to degree 5
// (Stroud 1971, U₃: 5-2); products of two harmonics have degree 4.
func TestHarmonicsAreOrthonormal(t *testing.T) {
	type node struct {
		v [3]float64
		w float64
	}
	var rule []node
	s := math.Sqrt(1.0 / 3)
	for k := range 8 {
		sign := func(bit int) float64 { return s * float64(1-2*(k>>bit&1)) }
		rule = append(rule, node{[3]float64{sign(0), sign(1), sign(2)}, 3.0 / 40})
	}
	for k := range 6 {
		var v [3]float64
		v[k/2] = float64(1 - 2*(k%2))
		rule = append(rule, node{v, 1.0 / 15})
	}
	var gram [9][9]float64
	for _, n := range rule {
		var y [9]float64
		Harmonics(y[:1], 0, n.v)
		Harmonics(y[1:4], 1, n.v)
		Harmonics(y[4:], 2, n.v)
		for i := range 9 {
			for j := range 9 {
				gram[i][j] += 4 * math.Pi * n.w * y[i] * y[j]
			}
		}
	}
	for i := range 9 {
		for j := range 9 {
			want := 0.0
			if i == j {
				want = 1
			}
			near(t, "∫ Yᵢ Yⱼ", []float64{gram[i][j]}, []float64{want})
		}
	}
}

// products lists all triangles of orders to 2.
func products() [][3]int {
	var all [][3]int
	for l1 := range 3 {
		for l2 := range 3 {
			for l3 := max(l1-l2, l2-l1); l3 <= min(2, l1+l2); l3++ {
				all = append(all, [3]int{l1, l2, l3})
			}
		}
	}
	return all
}

func multiply(terms []Term, size int, a, b []float64) []float64 {
	c := make([]float64, size)
	for _, t := range terms {
		c[t.M] += t.Weight * a[t.I] * b[t.J]
	}
	return c
}

// TestProductsTurn: the product of turned quantities is the turned product. In
// this basis orders 0 and 2 are even under the inversion and 1 is odd, so an odd
// product gains the determinant.
func TestProductsTurn(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	for n := range 20 {
		mirror := n%2 == 1
		r := orthogonal(rng, mirror)
		for _, l := range products() {
			terms, size := Product(l[0], l[1], l[2]), 2*l[2]+1
			a, b := draw(rng, 2*l[0]+1), draw(rng, 2*l[1]+1)
			want := apply(Representation(l[2], r), multiply(terms, size, a, b))
			if mirror && (l[0]+l[1]+l[2])%2 == 1 {
				for i := range want {
					want[i] = -want[i]
				}
			}
			near(t, "product", multiply(terms, size, apply(Representation(l[0], r), a), apply(Representation(l[1], r), b)), want)
		}
	}
}

// TestProductsAreIsometries: Σᵢⱼ wₘᵢⱼ wₙᵢⱼ = δₘₙ, and products of different
// orders are orthogonal, as Clebsch–Gordan coefficients are.
func TestProductsAreIsometries(t *testing.T) {
	table := func(l [3]int) [][]float64 {
		w := make([][]float64, 2*l[2]+1)
		for m := range w {
			w[m] = make([]float64, 25)
		}
		for _, term := range Product(l[0], l[1], l[2]) {
			w[term.M][term.I*5+term.J] += term.Weight
		}
		return w
	}
	for _, l := range products() {
		for _, k := range products() {
			if l[0] != k[0] || l[1] != k[1] {
				continue
			}
			for m, u := range table(l) {
				for n, v := range table(k) {
					sum, want := 0.0, 0.0
					for i := range u {
						sum += u[i] * v[i]
					}
					if l == k && m == n {
						want = 1
					}
					near(t, "Σ w·w", []float64{sum}, []float64{want})
				}
			}
		}
	}
}
