package kernel

// A Product is the shape of C = A·B: A is M×K, B is K×N, C is M×N, each stored
// by rows. With TransA the slice a holds Aᵀ (K×M), with TransB b holds Bᵀ
// (N×K). LDA, LDB and LDC are the distances between the stored rows; 0 means
// tight (the stored row length).
type Product struct {
	M, K, N        int
	TransA, TransB bool
	Add            bool // add to what C holds instead of replacing it
	LDA, LDB, LDC  int
}

// tight fills in the row distances left at zero.
func (p Product) tight() Product {
	if p.LDA == 0 {
		p.LDA = choose(p.TransA, p.M, p.K)
	}
	if p.LDB == 0 {
		p.LDB = choose(p.TransB, p.K, p.N)
	}
	if p.LDC == 0 {
		p.LDC = p.N
	}
	return p
}

// choose is a or b.
func choose[T any](yes bool, a, b T) T {
	if yes {
		return a
	}
	return b
}

// Work is the numbers of scratch that Multiply needs for p; the same in every
// build.
func Work[T Float](p Product) int { return 0 }

// Multiply is the product of matrices
//
//	c_ij = (Add ? c_ij : 0) + Σ_k a_ik·b_kj, k rising,
//
// each product and each sum rounded, so that any tiling gives the same bits.
// work holds at least Work(p) numbers; c overlaps neither a nor b.
func Multiply[T Float](p Product, c, a, b, work []T) {
	plainMultiply(p.tight(), 1, c, a, b)
}

// plainMultiply defines Multiply, with α·a_ik (rounded) in place of a_ik.
func plainMultiply[T Float](p Product, alpha T, c, a, b []T) {
	ai, ak := strides(p.TransA, p.LDA)
	bk, bj := strides(p.TransB, p.LDB)
	for i := range p.M {
		row := c[i*p.LDC:][:p.N]
		if !p.Add {
			clear(row)
		}
		for k := range p.K {
			s := T(alpha * a[i*ai+k*ak])
			for j := range row {
				row[j] += T(s * b[k*bk+j*bj])
			}
		}
	}
}

// strides is how far apart two neighbours of a column and of a row lie.
func strides(trans bool, ld int) (down, along int) {
	if trans {
		return 1, ld
	}
	return ld, 1
}
