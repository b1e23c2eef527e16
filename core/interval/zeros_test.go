package interval

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A pair of curves as a map.
type pair struct{ p, q curve }

func (pair) Size() int { return 2 }

func (f pair) Enclose(value, slope, x []Interval) bool {
	for k, c := range []curve{f.p, f.q} {
		v, dx, dy := Interval{}, Interval{}, Interval{}
		for i := range c {
			for j := range len(c) - i {
				a := c[i][j]
				v = v.Add(x[0].Pow(i).Mul(x[1].Pow(j)).Scale(a))
				if i > 0 {
					dx = dx.Add(x[0].Pow(i - 1).Mul(x[1].Pow(j)).Scale(a * float64(i)))
				}
				if j > 0 {
					dy = dy.Add(x[0].Pow(i).Mul(x[1].Pow(j - 1)).Scale(a * float64(j)))
				}
			}
		}
		value[k], slope[2*k], slope[2*k+1] = v, dx, dy
	}
	return true
}

func square(reach float64) []Interval { return []Interval{{-reach, reach}, {-reach, reach}} }

// random is a curve with coefficients in sixteenths; the highest power of y has
// one that is not 0.
func random(r *rand.Rand, degree int) curve {
	c := make(curve, degree+1)
	for i := range c {
		c[i] = make([]float64, degree+1)
		for j := range degree + 1 - i {
			c[i][j] = float64(r.IntN(33)-16) / 16
		}
	}
	c[0][degree] = float64(1+r.IntN(16)) / 16
	return c
}

// against compares the zeros that are proved with those of elimination, and
// returns how many there are.
func against(t *testing.T, r *rand.Rand, reach float64) (n, boxes int) {
	t.Helper()
	f := pair{random(r, 1+r.IntN(3)), random(r, 2+r.IntN(2))}
	s := Zeros(f, square(reach), 1e-9, 100000)
	want := commonZeros(f.p, f.q, reach)
	if len(s.Undecided) > 0 || len(s.Zeros) != len(want) {
		t.Fatalf("%v: %d zeros and %d undecided, want %v", f, len(s.Zeros), len(s.Undecided), want)
	}
	for _, w := range want {
		hit := 0
		for _, z := range s.Zeros {
			if math.Abs(z.Box[0].Mid()-w[0]) < 1e-9 && math.Abs(z.Box[1].Mid()-w[1]) < 1e-9 {
				hit++
			}
		}
		if hit != 1 {
			t.Fatalf("%v: zero %v is found %d times among %v", f, w, hit, s.Zeros)
		}
	}
	return len(want), s.Boxes
}

// TestRandomSystems: all common zeros of random curves are found and proved.
func TestRandomSystems(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	zeros, boxes := 0, 0
	for range 25 {
		n, b := against(t, r, 2)
		zeros, boxes = zeros+n, boxes+b
	}
	t.Logf("%d zeros, %d boxes looked at", zeros, boxes)
	if zeros < 25 {
		t.Errorf("only %d zeros", zeros)
	}
}

// TestElimination: the second method finds zeros that are known.
func TestElimination(t *testing.T) {
	circle := curve{{-1, 0, 1}, {0, 0, 0}, {1, 0, 0}} // x² + y² = 1
	line := curve{{0, 1}, {-1, 0}}                    // y = x
	got := commonZeros(line, circle, 2)
	if h := math.Sqrt(0.5); len(got) != 2 || math.Abs(got[0][0]+h) > 1e-15 || math.Abs(got[1][1]-h) > 1e-15 {
		t.Error(got)
	}
}

// TestCorners: zeros in the middle, on an edge and in a corner of the box are
// found once.
func TestCorners(t *testing.T) {
	// (x² − x)(x + 1) = 0 and (y² − y)(y + 1) = 0: nine zeros.
	cubic := func(swap bool) curve {
		c := curve{{0, 0, 0, 0}, {-1, 0, 0, 0}, {0, 0, 0, 0}, {1, 0, 0, 0}}
		if swap {
			return curve{{0, -1, 0, 1}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}}
		}
		return c
	}
	s := Zeros(pair{cubic(false), cubic(true)}, square(1), 1e-9, 10000)
	if len(s.Zeros) != 9 || len(s.Undecided) != 0 {
		t.Errorf("%d zeros, %d undecided", len(s.Zeros), len(s.Undecided))
	}
	for _, z := range s.Zeros {
		if w := z.Box[0].Width() + z.Box[1].Width(); w > 1e-14 {
			t.Errorf("%v is %v wide", z.Box, w)
		}
	}
}

// TestUndecided: a double zero and a line of zeros are not proved, not lost.
func TestUndecided(t *testing.T) {
	parabola := curve{{0, 1, 0}, {0, 0, 0}, {-1, 0, 0}} // y = x²
	axis := curve{{0, 1}, {0, 0}}                       // y = 0
	s := Zeros(pair{parabola, axis}, square(1), 1e-6, 20000)
	if len(s.Zeros) != 0 || len(s.Undecided) != 1 {
		t.Fatalf("double zero: %d zeros, %d undecided", len(s.Zeros), len(s.Undecided))
	}
	if u := s.Undecided[0]; !u[0].Contains(0) || !u[1].Contains(0) || u[0].Width() > 1e-4 {
		t.Errorf("double zero: %v", u)
	}
	s = Zeros(pair{axis, axis}, square(1), 1e-6, 2000)
	if len(s.Zeros) != 0 || len(s.Undecided) != 1 || s.Undecided[0][0].Width() < 2 {
		t.Errorf("line: %d zeros, undecided %v", len(s.Zeros), s.Undecided)
	}
	s = Zeros(pair{parabola, curve{{1, 1}, {0, 0}}}, square(0.5), 1e-6, 2000)
	if len(s.Zeros)+len(s.Undecided) != 0 {
		t.Errorf("nothing there: %v", s)
	}
}

// TestInvert holds an inverse against its definition.
func TestInvert(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 2))
	for n := 1; n <= 4; n++ {
		a, inv := make([]float64, n*n), make([]float64, n*n)
		for i := range a {
			a[i] = 2*r.Float64() - 1
		}
		if !Invert(inv, append([]float64(nil), a...), n) {
			t.Fatal("no inverse")
		}
		for i := range n {
			for j := range n {
				sum := 0.0
				for k := range n {
					sum += a[i*n+k] * inv[k*n+j]
				}
				if want := map[bool]float64{true: 1}[i == j]; math.Abs(sum-want) > 1e-12 {
					t.Errorf("%d×%d: (%d, %d) = %v", n, n, i, j, sum)
				}
			}
		}
	}
	if Invert(make([]float64, 4), []float64{1, 2, 2, 4}, 2) {
		t.Error("a singular matrix has an inverse")
	}
}
