package kernel

// AddRow adds a row to every row of a matrix of m×n: z_ij = x_ij + row_j.
func AddRow[T Float](z, x, row []T, m, n int) {
	row = row[:n]
	for i := range m {
		Add(z[i*n:][:n], x[i*n:][:n], row)
	}
}

// SumRows adds the rows of a matrix of m×n: row_j = Σ_i x_ij, i rising from 0.
func SumRows[T Float](row, x []T, m, n int) {
	row = row[:n]
	clear(row)
	for i := range m {
		Add(row, row, x[i*n:][:n])
	}
}

// ScaleRows multiplies each row of a matrix of m×n by a number of its own:
// z_ij = col_i·x_ij.
func ScaleRows[T Float](z, x, col []T, m, n int) {
	for i := range m {
		Scale(z[i*n:][:n], col[i], x[i*n:][:n])
	}
}

// SumCols adds the columns of a matrix of m×n: col_i = Σ_j x_ij in the order of
// Sum.
func SumCols[T Float](col, x []T, m, n int) {
	for i := range m {
		col[i] = Sum(x[i*n:][:n])
	}
}

// RowOuter is the outer product of each row of x (m×p) with the same row of y
// (m×q), in rows that lie ldz apart:
//
//	z[i·ldz + a·q+b] = (add ? itself : 0) + x_ia·y_ib
func RowOuter[T Float](z, x, y []T, m, p, q, ldz int, add bool) {
	for i := range m {
		row := y[i*q:][:q]
		for a := range p {
			if to := z[i*ldz+a*q:][:q]; add {
				Axpy(to, x[i*p+a], row)
			} else {
				Scale(to, x[i*p+a], row)
			}
		}
	}
}
