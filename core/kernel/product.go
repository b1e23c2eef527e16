package kernel

// A Product is the shape of C = A·B: A is M×K, B is K×N, C is M×N, each stored
// by rows. With TransA the slice a holds Aᵀ (K×M), with TransB b holds Bᵀ
// (N×K). LDA, LDB and LDC are the distances between the stored rows; 0 means
// the stored row length.
type Product struct {
	M, K, N        int
	TransA, TransB bool
	Add            bool // add to what C holds instead of replacing it
	LDA, LDB, LDC  int
}

// withStrides fills in the row distances that were left at zero.
func (p Product) withStrides() Product {
	if p.LDA == 0 {
		p.LDA = ternary(p.TransA, p.M, p.K)
	}
	if p.LDB == 0 {
		p.LDB = ternary(p.TransB, p.K, p.N)
	}
	if p.LDC == 0 {
		p.LDC = p.N
	}
	return p
}

// ternary is a where the condition holds, else b.
func ternary[T any](condition bool, a, b T) T {
	if condition {
		return a
	}
	return b
}

// ScratchLen is how many numbers of scratch Multiply needs for p, or for a product
// with fewer rows or a shorter sum. A build without SIMD packs nothing and needs
// none; where the tiles read A in place, only one panel of it is packed.
func ScratchLen[T Float](p Product) int {
	p = p.withStrides()
	down, along := strides(p.TransA, p.LDA)
	return scratchLen[T](p, readsInPlace(down, along))
}

// scratchLen is ScratchLen, given whether A is read in place.
func scratchLen[T Float](p Product, inPlace bool) int {
	width := tileWidth[T]()
	if width == 0 {
		return 0
	}
	return tileRows*width + sizeA(p, inPlace) + min(p.K, blockK)*roundUp(min(p.N, blockN), width)
}

// sizeA is the size of the packed panels of one block of A: of the last panel
// alone where A is read in place.
func sizeA(p Product, inPlace bool) int {
	rows := tileRows
	if !inPlace {
		rows = roundUp(min(p.M, blockM), tileRows)
	}
	return rows * min(p.K, blockK)
}

// Multiply is the product of matrices
//
//	c_ij = (Add ? c_ij : 0) + Σ_k a_ik·b_kj, k rising,
//
// each product and each sum rounded, so that any tiling gives the same bits.
// work holds at least ScratchLen(p) numbers, and c overlaps neither a nor b.
func Multiply[T Float](p Product, c, a, b, work []T) {
	multiply(p.withStrides(), 1, c, a, b, work)
}

// multiply is Multiply with α·a_ik (rounded) in place of a_ik and all row
// distances given.
func multiply[T Float](p Product, alpha T, c, a, b, work []T) {
	width := tileWidth[T]()
	switch {
	case p.M == 0 || p.N == 0:
	case alpha == 1 && gemvMultiply(p, c, a, b):
	case width > 0 && p.K > 0:
		tiledMultiply(p, width, alpha, c, a, b, work)
	default:
		plainMultiply(p, alpha, c, a, b)
	}
}

// plainMultiply defines multiply.
func plainMultiply[T Float](p Product, alpha T, c, a, b []T) {
	ai, ak := strides(p.TransA, p.LDA)
	for i := range p.M {
		row := c[i*p.LDC:][:p.N]
		if !p.Add {
			clear(row)
		}
		for k := range p.K {
			s := T(alpha * a[i*ai+k*ak])
			if p.TransB {
				plainAxpyStrided(row, s, b[k:], p.LDB)
			} else {
				plainAxpy(row, s, b[k*p.LDB:][:p.N])
			}
		}
	}
}

// plainAxpyStrided is z_j = z_j + s·x_{j·step}.
func plainAxpyStrided[T Float](z []T, s T, x []T, step int) {
	for j := range z {
		z[j] += T(s * x[j*step])
	}
}

// strides is the distance of two neighbours in a column and in a row of op(A).
func strides(trans bool, ld int) (down, along int) {
	if trans {
		return 1, ld
	}
	return ld, 1
}

func roundUp(n, step int) int { return (n + step - 1) / step * step }
