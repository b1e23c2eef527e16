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

// Work is the numbers of scratch that Multiply needs for p, or for fewer rows or
// a shorter sum than p's: none in a build without SIMD, which packs nothing, and
// of A one panel where the tile reads it in place.
func Work[T Float](p Product) int {
	p = p.tight()
	down, along := strides(p.TransA, p.LDA)
	return workFor[T](p, readsInPlace(down, along))
}

// workFor is Work where A is read in place, or may have to be packed.
func workFor[T Float](p Product, inPlace bool) int {
	width := fastTileWidth[T](nil)
	if width == 0 {
		return 0
	}
	return tileRows*width + sizeA(p, inPlace) + min(p.K, blockK)*roundUp(min(p.N, blockN), width)
}

// sizeA is the room for the panels of one block of A, or for the last alone.
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
// work holds at least Work(p) numbers; c overlaps neither a nor b.
func Multiply[T Float](p Product, c, a, b, work []T) {
	multiply(p.tight(), 1, c, a, b, work)
}

// multiply is Multiply with α·a_ik (rounded) in place of a_ik and all row
// distances given.
func multiply[T Float](p Product, alpha T, c, a, b, work []T) {
	width := fastTileWidth(work)
	switch {
	case p.M == 0 || p.N == 0:
	case alpha == 1 && thinMultiply(p, c, a, b):
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
				plainAxpyAlong(row, s, b[k:], p.LDB)
			} else {
				plainAxpy(row, s, b[k*p.LDB:][:p.N])
			}
		}
	}
}

// plainAxpyAlong is z_j = z_j + s·x_{j·step}.
func plainAxpyAlong[T Float](z []T, s T, x []T, step int) {
	for j := range z {
		z[j] += T(s * x[j*step])
	}
}

// strides is how far apart two neighbours of a column and of a row lie.
func strides(trans bool, ld int) (down, along int) {
	if trans {
		return 1, ld
	}
	return ld, 1
}

func roundUp(n, step int) int { return (n + step - 1) / step * step }
