package kernel

// A jet with curved directions carries one second coefficient for all of them
// together, which is all that a Laplacian or a heat equation needs: the value,
// one plane a direction, and the sum S of the second coefficients of the first
// Curved directions. These series form a ring like the others, with ε_d·ε_e = 0
// for d ≠ e, ε_d² = ω for the curved directions, 0 for the rest, and ε_d·ω = 0:
//
//	z_0 = x_0·y_0
//	z_d = x_0·y_d + x_d·y_0
//	z_S = (x_0·y_S + x_S·y_0) + Σ_{d curved} x_d·y_d, d rising
//
// so the Laplacian in the plane takes 4 planes and not 5 (the forward Laplacian
// of Li et al. 2024, Nature Machine Intelligence 6, 209). Below y = f(x) with
// slope g = f′(x) gives y_d = x_d·g_0, y_S = x_S·g_0 + Σ_{d curved} ½·(x_d·g_d).

// planeOf is plane k of a jet.
func planeOf[T Float](x []T, k, n int) []T { return x[k*n:][:n] }

func (j Jet) hasSum() bool { return j.Curved > 0 }

// sum is the plane of the sum, after those of the directions.
func (j Jet) sum() int { return 1 + j.Dirs }

// sumMul is JetMul. z may be x or y.
func sumMul[T Float](z, x, y []T, j Jet, n int) {
	x0, y0, s := x[:n], y[:n], j.sum()
	to := planeOf(z, s, n)
	mulPair(to, x0, planeOf(y, s, n), planeOf(x, s, n), y0)
	for d := 1; d <= j.Curved; d++ {
		mulAdd(to, 1, planeOf(x, d, n), planeOf(y, d, n))
	}
	for d := 1; d < s; d++ {
		mulPair(planeOf(z, d, n), x0, planeOf(y, d, n), planeOf(x, d, n), y0)
	}
	Mul(z[:n], x0, y0)
}

// sumCorr is JetCorr:
//
//	z_0 = w_0·y_0 + Σ_d w_d·y_d + w_S·y_S
//	z_d = w_0·y_d + w_d·y_S, w_0·y_d where d is not curved
//	z_S = w_0·y_S
//
// z may be y.
func sumCorr[T Float](z, w, y []T, j Jet, n int) {
	w0, s := w[:n], j.sum()
	Mul(z[:n], w0, y)
	for k := 1; k <= s; k++ {
		mulAdd(z[:n], 1, planeOf(w, k, n), planeOf(y, k, n))
	}
	for d := 1; d <= j.Curved; d++ {
		mulPair(planeOf(z, d, n), w0, planeOf(y, d, n), planeOf(w, d, n), planeOf(y, s, n))
	}
	for d := j.Curved + 1; d < s; d++ {
		Mul(planeOf(z, d, n), w0, planeOf(y, d, n))
	}
	Mul(planeOf(z, s, n), w0, planeOf(y, s, n))
}

// sumSlopes is y_d and y_S of y = f(x), from the planes of ±g; sign is 1 or −1.
// Plane 0 of g must be ready. Plane d of it may depend on y_d: more(d), if given,
// computes it once y_d is there.
func sumSlopes[T Float](y, x, g []T, j Jet, n int, sign T, more func(d int)) {
	s := j.sum()
	to := planeOf(y, s, n)
	mulScaled(to, sign, planeOf(x, s, n), g[:n])
	for d := 1; d < s; d++ {
		mulScaled(planeOf(y, d, n), sign, planeOf(x, d, n), g[:n])
	}
	for d := 1; d <= j.Curved; d++ {
		if more != nil {
			more(d)
		}
		mulAdd(to, sign/2, planeOf(x, d, n), planeOf(g, d, n))
	}
}

// sumExp is JetExp except for plane 0: g = y.
func sumExp[T Float](y, x []T, j Jet, n int) { sumSlopes(y, x, y, j, n, 1, nil) }

// sumSinCos is JetSinCos except for planes 0: s′ = c·x′, c′ = −s·x′.
func sumSinCos[T Float](s, c, x []T, j Jet, n int) {
	sumSlopes(s, x, c, j, n, 1, func(d int) {
		mulScaled(planeOf(c, d, n), -1, planeOf(x, d, n), s[:n])
	})
	sumSlopes(c, x, s, j, n, -1, nil)
}

// sumLog is JetLog except for plane 0: y_d = x_d/x_0,
// y_S = (x_S − Σ_d ½·(y_d·x_d))/x_0.
func sumLog[T Float](y, x []T, j Jet, n int) {
	s := j.sum()
	to := planeOf(y, s, n)
	copy(to, planeOf(x, s, n))
	for d := 1; d < s; d++ {
		Div(planeOf(y, d, n), planeOf(x, d, n), x[:n])
		if d <= j.Curved {
			mulAdd(to, -0.5, planeOf(y, d, n), planeOf(x, d, n))
		}
	}
	Div(to, to, x[:n])
}

// sumRecip is JetRecip except for plane 0: y_d = −(x_d·y_0)·y_0,
// y_S = −(x_S·y_0 + Σ_d x_d·y_d)·y_0.
func sumRecip[T Float](y, x []T, j Jet, n int) {
	s := j.sum()
	to := planeOf(y, s, n)
	mulScaled(to, -1, planeOf(x, s, n), y[:n])
	for d := 1; d < s; d++ {
		at := planeOf(y, d, n)
		mulScaled(at, -1, planeOf(x, d, n), y[:n])
		Mul(at, at, y[:n])
		if d <= j.Curved {
			mulAdd(to, -1, planeOf(x, d, n), at)
		}
	}
	Mul(to, to, y[:n])
}

// sumSqrt is JetSqrt except for plane 0: y_d = ½·x_d/y_0,
// y_S = (½·(x_S − Σ_d y_d²))/y_0.
func sumSqrt[T Float](y, x []T, j Jet, n int) {
	s := j.sum()
	to := planeOf(y, s, n)
	copy(to, planeOf(x, s, n))
	for d := 1; d < s; d++ {
		at := planeOf(y, d, n)
		Scale(at, 0.5, planeOf(x, d, n))
		Div(at, at, y[:n])
		if d <= j.Curved {
			mulAdd(to, -1, at, at)
		}
	}
	Scale(to, 0.5, to)
	Div(to, to, y[:n])
}

// sumTanh is JetTanh except for plane 0: w_0 = 1 − y_0², w_d = −2·(y_0·y_d), so
//
//	y_d = x_d·w_0,  y_S = x_S·w_0 − Σ_d c_d·(x_d·(y_0·y_d)), d rising
//
// with c_d = 1 where d is curved, else 0.
func sumTanh[T Float](y, x []T, j Jet, n int) {
	from := 0
	if j.Dirs == 2 {
		from = fastTanhSum(y[:n], planeOf(y, 1, n), planeOf(y, 2, n), planeOf(y, 3, n),
			planeOf(x, 1, n), planeOf(x, 2, n), planeOf(x, 3, n), curvedMask[T](j, 2))
	}
	for s := j.sum(); from < n; from++ {
		v := y[from]
		w := 1 - T(v*v)
		sum := T(x[s*n+from] * w)
		for d := 1; d < s; d++ {
			u := x[d*n+from]
			y[d*n+from] = u * w
			sum -= T(curvedMask[T](j, d) * T(u*T(v*y[d*n+from])))
		}
		y[s*n+from] = sum
	}
}

// sumTanhBack is JetTanhBack: sumCorr with w = 1 − y⋆y, that is
//
//	w_0 = 1 − y_0²,  w_d = −2·(y_0·y_d),  w_S = −2·(y_0·y_S) − Σ_d c_d·y_d², d rising.
//
// z may be g.
func sumTanhBack[T Float](z, y, g []T, j Jet, n int) {
	from := 0
	if j.Dirs == 2 {
		from = fastTanhSumBack(z[:n], planeOf(z, 1, n), planeOf(z, 2, n), planeOf(z, 3, n),
			y[:n], planeOf(y, 1, n), planeOf(y, 2, n), planeOf(y, 3, n),
			g[:n], planeOf(g, 1, n), planeOf(g, 2, n), planeOf(g, 3, n), curvedMask[T](j, 2))
	}
	for s := j.sum(); from < n; from++ {
		v, h := y[from], g[s*n+from]
		w0, wS := 1-T(v*v), T(-2*T(v*y[s*n+from]))
		sum := T(w0 * g[from])
		for d := 1; d < s; d++ {
			u, gd := y[d*n+from], g[d*n+from]
			w, c := T(-2*T(v*u)), curvedMask[T](j, d)
			wS -= T(c * T(u*u))
			sum += T(w * gd)
			z[d*n+from] = T(w0*gd) + T(c*T(w*h))
		}
		z[from] = sum + T(wS*h)
		z[s*n+from] = w0 * h
	}
}

// curvedMask is c_d: 1 for the curved directions, else 0. d counts from 1.
func curvedMask[T Float](j Jet, d int) T {
	if d <= j.Curved {
		return 1
	}
	return 0
}
