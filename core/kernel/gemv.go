package kernel

// gemvMultiply does the products in which C is one row or one column, without
// packing anything, and reports whether p is one of them.
func gemvMultiply[T Float](p Product, c, a, b []T) bool {
	_, ak := strides(p.TransA, p.LDA)
	bk, _ := strides(p.TransB, p.LDB)
	switch {
	case p.M == 1 && !p.TransB:
		gemvT(c[:p.N], 1, a, ak, b, p.LDB, p.K, p.Add)
	case p.M == 1:
		rowDots(c, 1, p.N, b, p.LDB, a, ak, p.K, p.Add)
	case p.N == 1 && !p.TransA:
		rowDots(c, p.LDC, p.M, a, p.LDA, b, bk, p.K, p.Add)
	case p.N == 1 && p.LDC == 1:
		gemvT(c[:p.M], 1, b, bk, a, p.LDA, p.K, p.Add)
	default:
		return false
	}
	return true
}

// gemvT is z = (add ? z : 0) + α·xᵀ·v, summed over the rows k of x, k rising, four
// rows at once. The elements of v lie step apart.
func gemvT[T Float](z []T, alpha T, v []T, step int, x []T, ldx, k int, add bool) {
	if !add {
		clear(z)
	}
	i := 0
	for ; i+4 <= k && len(z) > 0; i += 4 {
		w := v[i*step:]
		a := [4]T{alpha * w[0], alpha * w[step], alpha * w[2*step], alpha * w[3*step]}
		axpy4(z, a, x[i*ldx:], ldx)
	}
	for ; i < k; i++ {
		Axpy(z, alpha*v[i*step], x[i*ldx:][:len(z)])
	}
}

// rowDots is z_i = (add ? z_i : 0) + Σ_k x_ik·v_k, k rising, for m rows of x, four
// of them at once, so that their sums are independent of one another.
func rowDots[T Float](z []T, ldz, m int, x []T, ldx int, v []T, step, k int, add bool) {
	i := 0
	for ; i+4 <= m; i += 4 {
		var s [4]T
		if add {
			s = [4]T{z[i*ldz], z[(i+1)*ldz], z[(i+2)*ldz], z[(i+3)*ldz]}
		}
		s = rowDots4(s, x[i*ldx:], ldx, v, step, k)
		z[i*ldz], z[(i+1)*ldz], z[(i+2)*ldz], z[(i+3)*ldz] = s[0], s[1], s[2], s[3]
	}
	for ; i < m; i++ {
		var s T
		if add {
			s = z[i*ldz]
		}
		for j, xv := range x[i*ldx:][:k] {
			s += T(xv * v[j*step])
		}
		z[i*ldz] = s
	}
}

// rowDots4 continues the sums s of four rows.
func rowDots4[T Float](s [4]T, x []T, ldx int, v []T, step, k int) [4]T {
	x0, x1 := x[:k], x[ldx:][:k]
	x2, x3 := x[2*ldx:][:k], x[3*ldx:][:k]
	s0, s1, s2, s3 := s[0], s[1], s[2], s[3]
	for j := range x0 {
		w := v[j*step]
		s0 += T(x0[j] * w)
		s1 += T(x1[j] * w)
		s2 += T(x2[j] * w)
		s3 += T(x3[j] * w)
	}
	return [4]T{s0, s1, s2, s3}
}
