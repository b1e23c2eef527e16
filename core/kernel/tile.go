package kernel

// The vector product follows Goto and van de Geijn (2008): blocks of A and B
// are packed into panels that one small routine, the tile, reads straight
// through. A tile is tileRows×width numbers of C kept in registers while k runs
// over a block; width is two vectors.

const (
	tileRows   = 6
	widestTile = 32 // two vectors of 16 float32
	blockK     = 256
	blockM     = 16 * tileRows
	blockN     = 512
)

// A block is one step of the product: C (m×n) += A (m×k) · B (k×n), packed.
// Panel i of a holds rows i to i+tileRows, k by k; panel j of b columns j to
// j+width, k by k; both are filled up with zeros.
type block[T Float] struct {
	m, n, k int
	add     bool // C counts; otherwise it is overwritten
	c       []T
	ldc     int
	a, b    []T
	edge    []T // one tile, for those that stick out of C
}

// tiledMultiply is multiply by blocks. k is cut into blocks too, and a later
// block takes up the sums where the earlier left them in C.
func tiledMultiply[T Float](p Product, width int, alpha T, c, a, b, work []T) {
	var t block[T]
	t.ldc = p.LDC
	t.edge, work = work[:tileRows*width], work[tileRows*width:]
	ai, ak := strides(p.TransA, p.LDA)
	bk, bj := strides(p.TransB, p.LDB)
	for j := 0; j < p.N; j += blockN {
		t.n = min(blockN, p.N-j)
		for k := 0; k < p.K; k += blockK {
			t.k = min(blockK, p.K-k)
			t.add = p.Add || k > 0
			size := t.k * roundUp(t.n, width)
			t.b, t.a = work[:size], work[size:]
			pack(t.b, b[k*bk+j*bj:], width, t.n, t.k, bj, bk, 1)
			for i := 0; i < p.M; i += blockM {
				t.m = min(blockM, p.M-i)
				pack(t.a, a[i*ai+k*ak:], tileRows, t.m, t.k, ai, ak, alpha)
				t.c = c[i*p.LDC+j:]
				fastBlock(&t)
			}
		}
	}
}

// pack writes n strips of k numbers (strip i begins at x[i·across], its numbers
// lie along apart) as panels of width strips, k by k, each number times alpha.
func pack[T Float](to, x []T, width, n, k, across, along int, alpha T) {
	for i := 0; i < n; i += width {
		panel := to[i*k:][:width*k]
		from := x[i*across:]
		w := min(width, n-i)
		if w < width {
			clear(panel)
		}
		switch {
		case across == 1:
			packRows(panel, from, width, w, along, alpha)
		case width == tileRows && w == width:
			packSix(panel, from, across, along, alpha)
		default:
			for s := range w {
				packStrip(panel[s:], from[s*across:], width, along, alpha)
			}
		}
	}
}

// packRows packs strips that lie side by side.
func packRows[T Float](panel, x []T, width, w, along int, alpha T) {
	for at := 0; len(panel) >= width; at += along {
		scaleCopy(panel[:w], x[at:][:w], alpha)
		panel = panel[width:]
	}
}

func scaleCopy[T Float](to, x []T, alpha T) {
	if alpha == 1 {
		copy(to, x)
		return
	}
	for i, v := range x[:len(to)] {
		to[i] = alpha * v
	}
}

// packStrip packs one strip; neighbours in to lie width apart.
func packStrip[T Float](to, x []T, width, along int, alpha T) {
	for i, at := 0, 0; i < len(to); i += width {
		to[i] = alpha * x[at]
		at += along
	}
}

// packSix packs a full panel of A.
func packSix[T Float](panel, x []T, across, along int, alpha T) {
	x0, x1, x2 := x, x[across:], x[2*across:]
	x3, x4, x5 := x[3*across:], x[4*across:], x[5*across:]
	for at := 0; len(panel) >= tileRows; at += along {
		p := panel[:tileRows]
		p[0], p[1], p[2] = alpha*x0[at], alpha*x1[at], alpha*x2[at]
		p[3], p[4], p[5] = alpha*x3[at], alpha*x4[at], alpha*x5[at]
		panel = panel[tileRows:]
	}
}

// intoEdge copies the part of C under tile (i, j) to the edge tile.
func (t *block[T]) intoEdge(i, j, width int) {
	w := min(width, t.n-j)
	for r := range min(tileRows, t.m-i) {
		copy(t.edge[r*width:][:w], t.c[(i+r)*t.ldc+j:])
	}
}

// outOfEdge copies it back.
func (t *block[T]) outOfEdge(i, j, width int) {
	w := min(width, t.n-j)
	for r := range min(tileRows, t.m-i) {
		copy(t.c[(i+r)*t.ldc+j:][:w], t.edge[r*width:])
	}
}
