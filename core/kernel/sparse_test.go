package kernel

import "testing"

func TestSparseHasTheBitsOfTheDenseProduct(t *testing.T) {
	both(t, testSparse[float32], testSparse[float64])
}

func testSparse[T Float](t *testing.T) {
	s := newSource(11)
	for n := 1; n < 40; n++ {
		rows, cols, m := 1+s.IntN(5), 1+s.IntN(5), s.IntN(4)
		var entries []Entry
		for range s.IntN(12) {
			entries = append(entries, Entry{s.IntN(rows), s.IntN(cols), s.NormFloat64()})
		}
		x, got := draw[T](s, m*cols*n, true), draw[T](s, m*rows*n, true)
		want := make([]T, m*rows*n)
		for k := range m {
			for _, e := range entries {
				for j := range n {
					want[(k*rows+e.Row)*n+j] += T(T(e.Weight) * x[(k*cols+e.Col)*n+j])
				}
			}
		}
		SparseMul(got, x, NewSparse(rows, cols, entries), m, n)
		mustSame(t, "SparseMul", got, want)
	}
}

// TestSparseTranspose: ⟨y, S·x⟩ = ⟨Sᵀ·y, x⟩, and twice transposed is the same.
func TestSparseTranspose(t *testing.T) {
	s := newSource(12)
	m := NewSparse(3, 4, []Entry{{2, 1, 0.5}, {0, 3, 2}, {0, 1, -1}, {2, 0, 3}, {0, 3, 1}})
	x, y := draw[float64](s, 4*5, false), draw[float64](s, 3*5, false)
	mx, mty := make([]float64, 3*5), make([]float64, 4*5)
	SparseMul(mx, x, m, 1, 5)
	SparseMul(mty, y, m.Transpose(), 1, 5)
	if a, b := Dot(y, mx), Dot(mty, x); a-b > 1e-14 || b-a > 1e-14 {
		t.Errorf("⟨y, S·x⟩ = %v, ⟨Sᵀ·y, x⟩ = %v", a, b)
	}
	again := m.Transpose().Transpose()
	SparseMul(mty[:15], x, again, 1, 5)
	if again.Size() != m.Size() || Dot(y, mty[:15])-Dot(y, mx) > 1e-14 {
		t.Error("transposed twice it is another matrix")
	}
}
