package kernel

import (
	"cmp"
	"slices"
)

// A Sparse is a fixed sparse matrix, stored by rows. It maps the rows of each
// member of a batch to other rows: a gather by index (one entry of 1 in each
// row), sums over the rows of an atom (its transpose), differences of two rows,
// products with coupling coefficients.
type Sparse struct {
	Rows, Cols int
	start      []int32 // row i has the entries [start[i], start[i+1])
	at         []int32 // column of each entry
	weight64   []float64
	weight32   []float32 // the weights rounded
}

// An Entry of a sparse matrix.
type Entry struct {
	Row, Col int
	Weight   float64
}

// NewSparse makes a matrix of rows × cols. Within a row, entries are summed in the
// order in which they are given. An entry outside the matrix causes a panic.
func NewSparse(rows, cols int, entries []Entry) *Sparse {
	s := &Sparse{Rows: rows, Cols: cols, start: make([]int32, rows+1)}
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b Entry) int { return cmp.Compare(a.Row, b.Row) })
	for _, e := range sorted {
		if e.Row < 0 || e.Row >= rows || e.Col < 0 || e.Col >= cols {
			panic("kernel: an entry outside its matrix")
		}
		s.start[e.Row+1]++
		s.at = append(s.at, int32(e.Col))
		s.weight64, s.weight32 = append(s.weight64, e.Weight), append(s.weight32, float32(e.Weight))
	}
	for i := range rows {
		s.start[i+1] += s.start[i]
	}
	return s
}

// Entries lists the entries row by row, in the order of their summation.
func (s *Sparse) Entries() []Entry {
	list := make([]Entry, 0, len(s.at))
	for i := range s.Rows {
		for e := s.start[i]; e < s.start[i+1]; e++ {
			list = append(list, Entry{i, int(s.at[e]), s.weight64[e]})
		}
	}
	return list
}

// Transpose is the matrix with rows and columns exchanged.
func (s *Sparse) Transpose() *Sparse {
	list := s.Entries()
	for i, e := range list {
		list[i] = Entry{e.Col, e.Row, e.Weight}
	}
	return NewSparse(s.Cols, s.Rows, list)
}

// Size is the number of entries.
func (s *Sparse) Size() int { return len(s.at) }

// SparseMul multiplies by s the rows of each of m members, each with s.Cols
// rows of n numbers in x and s.Rows rows in z:
//
//	z_ij = Σ_e weight_e · x_{at(e) j}   over the entries e of row i, in their order
func SparseMul[T Float](z, x []T, s *Sparse, m, n int) {
	from := fastSparse(z, x, s, m, n)
	if from == n {
		return
	}
	weight := weights[T](s)
	for k := range m {
		to, src := z[k*s.Rows*n:][:s.Rows*n], x[k*s.Cols*n:][:s.Cols*n]
		for i := range s.Rows {
			plainSparseRow(to[i*n+from:(i+1)*n], src[from:], s, weight, i, n)
		}
	}
}

// weights are the weights of s, rounded to T.
func weights[T Float](s *Sparse) []T {
	if w, ok := any(s.weight32).([]T); ok {
		return w
	}
	return any(s.weight64).([]T)
}

// plainSparseRow is row i of the product, for as many columns as row has.
func plainSparseRow[T Float](row, x []T, s *Sparse, weight []T, i, n int) {
	for j := range row {
		sum := T(0)
		for e := s.start[i]; e < s.start[i+1]; e++ {
			sum += T(weight[e] * x[int(s.at[e])*n+j])
		}
		row[j] = sum
	}
}
