package kernel

// AddRow adds a row to every row of a matrix of m×n: z_ij = x_ij + row_j.
func AddRow[T Float](z, x, row []T, m, n int) {
	for i := fastAddRow(z, x, row, m, n); i < m; i++ {
		plainAdd(z[i*n:][:n], x[i*n:][:n], row)
	}
}

// SumRows adds the rows of a matrix of m×n: row_j = Σ_i x_ij, i rising from 0.
func SumRows[T Float](row, x []T, m, n int) {
	row = row[:n]
	from := fastSumRows(row, x, m, n)
	rest := row[from:]
	clear(rest)
	for i := range m {
		plainAdd(rest, rest, x[i*n+from:])
	}
}

// RowOuter is the outer product of each row of x (m×p) with the same row of y
// (m×q), in rows that lie ldz apart:
//
//	z[i·ldz + a·q+b] = (add ? itself : 0) + x_ia·y_ib
func RowOuter[T Float](z, x, y []T, m, p, q, ldz int, add bool) {
	for i := range m {
		to, xi, yi := z[i*ldz:][:p*q], x[i*p:][:p], y[i*q:][:q]
		for a := fastOuter(to, xi, yi, add); a < p; a++ {
			if add {
				plainAxpy(to[a*q:][:q], xi[a], yi)
			} else {
				plainScale(to[a*q:][:q], xi[a], yi)
			}
		}
	}
}
