package so3

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestRotation: the matrix is orthogonal, of determinant 1, one rotation after
// another is the product, and a third of a turn about the diagonal takes x to y.
func TestRotation(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	var p, q Rotation
	for range 20 {
		for i := range p {
			p[i], q[i] = random.NormFloat64(), random.NormFloat64()
		}
		m := p.Matrix()
		for i := range m {
			j, k := (i+1)%3, (i+2)%3
			for c := range m {
				a, b := (c+1)%3, (c+2)%3
				if minor := m[j][a]*m[k][b] - m[j][b]*m[k][a]; math.Abs(minor-m[i][c]) > 1e-14 {
					t.Fatalf("cofactor %v, entry %v", minor, m[i][c])
				}
			}
		}
		x := []float64{1, 2, 3, -1, 0.5, 2}
		y, z := make([]float64, 6), make([]float64, 6)
		p.Apply(y, x)
		q.Apply(y, y)
		q.After(p).Apply(z, x)
		for i := range y {
			if math.Abs(y[i]-z[i]) > 1e-14 {
				t.Fatalf("%v and %v", y, z)
			}
		}
	}
	y := make([]float64, 3)
	if (Rotation{1, 1, 1, 1}).Apply(y, []float64{1, 0, 0}); y[0] != 0 || y[1] != 1 || y[2] != 0 {
		t.Errorf("x goes to %v", y)
	}
}
