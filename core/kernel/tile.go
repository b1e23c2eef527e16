package kernel

import "unsafe"

// The vector product follows Goto and van de Geijn (2008): blocks of A and B
// are packed into panels that a micro-kernel reads contiguously. It computes one
// tile, tileRows×width numbers of C, which stays in registers while k runs over a
// block; width is two vectors. Of sixteen registers a compiler spends some on what
// it loads ahead: with more than four rows it keeps partial sums on the stack.

const (
	blockK = 256
	blockM = 96
	blockN = 512

	tileRows = 4
)

// tileWidth is how many columns a tile has: 0 without vectors.
func tileWidth[T Float]() int { return 2 * vectorBytes / int(unsafe.Sizeof(T(0))) }

// A block is one step of the product: C (m×n) += A (m×k) · B (k×n), packed.
// Panel i of a holds rows i to i+tileRows, k by k; panel j of b columns j to
// j+width, k by k; both are filled up with zeros. Where the tile can read A in
// place, only a last panel with fewer rows is packed.
type block[T Float] struct {
	m, n, k int
	add     bool // add to C; otherwise it is overwritten
	c       []T
	ldc     int
	here    rows[T] // A, unpacked
	inPlace int     // how many of its rows are not packed
	a, b    []T
	edge    []T // one tile, for those that stick out of C
}

// rows are the rows of A for consecutive tiles of a column: element k of row i of
// tile s is x[s·next + i·down + k·along].
type rows[T Float] struct {
	x                 []T
	next, down, along int
}

// rows are the rows of the block from row i on.
func (t *block[T]) rows(i int) rows[T] {
	if i < t.inPlace {
		r := t.here
		r.x = r.x[i*r.down:]
		return r
	}
	return rows[T]{t.a[(i-t.inPlace)*t.k:], tileRows * t.k, 1, tileRows}
}

// packA prepares the block of A that begins at x, and packs what the tiles cannot
// read in place.
func (t *block[T]) packA(x []T, down, along int, alpha T) {
	t.here, t.inPlace = rows[T]{x, tileRows * down, down, along}, 0
	if alpha == 1 && readsInPlace(down, along) {
		t.inPlace = t.m / tileRows * tileRows
	}
	if rest := t.m - t.inPlace; rest > 0 {
		pack(t.a, x[t.inPlace*down:], tileRows, rest, t.k, down, along, alpha)
	}
}

// tiledMultiply is multiply by blocks. The sums over k are split into blocks too:
// each block continues the partial sums that the previous one left in C.
func tiledMultiply[T Float](p Product, width int, alpha T, c, a, b, work []T) {
	var t block[T]
	t.ldc = p.LDC
	t.edge, work = work[:tileRows*width], work[tileRows*width:]
	ai, ak := strides(p.TransA, p.LDA)
	bk, bj := strides(p.TransB, p.LDB)
	ofA, ofB := alpha, T(1)
	if alpha == -1 { // exact in either factor
		ofA, ofB = 1, alpha
	}
	head := sizeA(p, ofA == 1 && readsInPlace(ai, ak))
	t.a, work = work[:head], work[head:]
	for j := 0; j < p.N; j += blockN {
		t.n = min(blockN, p.N-j)
		for k := 0; k < p.K; k += blockK {
			t.k = min(blockK, p.K-k)
			t.add = p.Add || k > 0
			t.b = work[:t.k*roundUp(t.n, width)]
			pack(t.b, b[k*bk+j*bj:], width, t.n, t.k, bj, bk, ofB)
			for i := 0; i < p.M; i += blockM {
				t.m = min(blockM, p.M-i)
				t.packA(a[i*ai+k*ak:], ai, ak, ofA)
				t.c = c[i*p.LDC+j:]
				fastBlock(&t)
			}
		}
	}
}

// pack writes n strips of k numbers (strip i begins at x[i·across], its numbers
// lie along apart) as panels of width strips, k by k, each number times alpha.
// Either the strips are interleaved (across is 1) or each is contiguous (along is
// 1).
func pack[T Float](to, x []T, width, n, k, across, along int, alpha T) {
	for i := 0; i < n; i += width {
		panel := to[i*k:][:width*k]
		from := x[i*across:]
		w := min(width, n-i)
		if w < width {
			clear(panel)
		}
		switch {
		case along == 1:
			packStrips(panel, from, width, w, k, across, alpha)
		case w == width && width == tileWidth[T]():
			fastPackWide(panel, from, along, alpha)
		default:
			packSide(panel, from, width, w, along, alpha)
		}
	}
}

// packSide packs w strips whose elements are interleaved.
func packSide[T Float](panel, x []T, width, w, along int, alpha T) {
	for at := 0; len(panel) >= width; at += along {
		from := x[at:][:w]
		for i := range from {
			panel[i] = alpha * from[i]
		}
		panel = panel[width:]
	}
}

// packStrips packs w strips that are each contiguous, four at a time, then one by
// one.
func packStrips[T Float](panel, x []T, width, w, k, across int, alpha T) {
	s := 0
	for ; s+4 <= w; s += 4 {
		x0, x1 := x[s*across:][:k], x[(s+1)*across:][:k]
		x2, x3 := x[(s+2)*across:][:k], x[(s+3)*across:][:k]
		to, i := panel[s:], 0
		if alpha == 1 {
			i = fastPackFour(to, width, x[s*across:], k, across)
		}
		for ; i < k; i++ {
			p := to[i*width:][:4]
			p[0], p[1], p[2], p[3] = alpha*x0[i], alpha*x1[i], alpha*x2[i], alpha*x3[i]
		}
	}
	for ; s < w; s++ {
		for i, v := range x[s*across:][:k] {
			panel[i*width+s] = alpha * v
		}
	}
}

// loadEdge copies the part of C that tile (i, j) covers to the edge tile.
func (t *block[T]) loadEdge(i, j, width int) {
	w := min(width, t.n-j)
	for r := range min(tileRows, t.m-i) {
		copy(t.edge[r*width:][:w], t.c[(i+r)*t.ldc+j:])
	}
}

// storeEdge copies the edge tile back to that part of C.
func (t *block[T]) storeEdge(i, j, width int) {
	w := min(width, t.n-j)
	for r := range min(tileRows, t.m-i) {
		copy(t.c[(i+r)*t.ldc+j:][:w], t.edge[r*width:])
	}
}
