package kernel

import (
	"cmp"
	"slices"
)

// A Sparse is a fixed matrix with few entries. It takes the rows that a member
// of a batch has to other rows: picking them by an index (one entry of 1 in
// each row), adding up those of one atom (the transpose), differences of two,
// products with coupling coefficients.
type Sparse struct {
	Rows, Cols int
	start      []int32 // row i has the entries [start[i], start[i+1])
	at         []int32 // column of each entry
	weight     weights
}

// weights are rounded to the type of the numbers that they meet.
type weights []float64

// An Entry of a sparse matrix.
type Entry struct {
	Row, Col int
	Weight   float64
}

// NewSparse makes a matrix of rows × cols. Within a row the entries keep the
// order in which they are given: in that order they are summed.
func NewSparse(rows, cols int, entries []Entry) *Sparse {
	s := &Sparse{Rows: rows, Cols: cols, start: make([]int32, rows+1)}
	sorted := slices.Clone(entries)
	slices.SortStableFunc(sorted, func(a, b Entry) int { return cmp.Compare(a.Row, b.Row) })
	for _, e := range sorted {
		if e.Row < 0 || e.Row >= rows || e.Col < 0 || e.Col >= cols {
			panic("kernel: an entry outside its matrix")
		}
		s.start[e.Row+1]++
		s.at, s.weight = append(s.at, int32(e.Col)), append(s.weight, e.Weight)
	}
	for i := range rows {
		s.start[i+1] += s.start[i]
	}
	return s
}

// Entries lists what NewSparse was given, row by row.
func (s *Sparse) Entries() []Entry {
	list := make([]Entry, 0, len(s.at))
	for i := range s.Rows {
		for e := s.start[i]; e < s.start[i+1]; e++ {
			list = append(list, Entry{i, int(s.at[e]), s.weight[e]})
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
	for k := range m {
		to, src := z[k*s.Rows*n:][:s.Rows*n], x[k*s.Cols*n:][:s.Cols*n]
		for i := range s.Rows {
			plainSparseRow(to[i*n+from:(i+1)*n], src[from:], s, i, n)
		}
	}
}

// plainSparseRow is row i for some columns, the first of x onwards.
func plainSparseRow[T Float](row, x []T, s *Sparse, i, n int) {
	for j := range row {
		sum := T(0)
		for e := s.start[i]; e < s.start[i+1]; e++ {
			sum += T(T(s.weight[e]) * x[int(s.at[e])*n+j])
		}
		row[j] = sum
	}
}
