//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

// Each function hands the work to the vector loop of the type and returns how
// much of it that did; the plain loop does the rest. The vector loops do not check
// their bounds: here every slice is cut to what the loop may touch.

func fastAdd[T Float](z, x, y []T) int {
	switch z := any(z).(type) {
	case []float64:
		return add64(z, any(x[:len(z)]).([]float64), any(y[:len(z)]).([]float64))
	case []float32:
		return add32(z, any(x[:len(z)]).([]float32), any(y[:len(z)]).([]float32))
	}
	return 0
}

func fastSub[T Float](z, x, y []T) int {
	switch z := any(z).(type) {
	case []float64:
		return sub64(z, any(x[:len(z)]).([]float64), any(y[:len(z)]).([]float64))
	case []float32:
		return sub32(z, any(x[:len(z)]).([]float32), any(y[:len(z)]).([]float32))
	}
	return 0
}

func fastMul[T Float](z, x, y []T) int {
	switch z := any(z).(type) {
	case []float64:
		return mul64(z, any(x[:len(z)]).([]float64), any(y[:len(z)]).([]float64))
	case []float32:
		return mul32(z, any(x[:len(z)]).([]float32), any(y[:len(z)]).([]float32))
	}
	return 0
}

func fastDiv[T Float](z, x, y []T) int {
	switch z := any(z).(type) {
	case []float64:
		return div64(z, any(x[:len(z)]).([]float64), any(y[:len(z)]).([]float64))
	case []float32:
		return div32(z, any(x[:len(z)]).([]float32), any(y[:len(z)]).([]float32))
	}
	return 0
}

func fastScale[T Float](z []T, a T, x []T) int {
	switch z := any(z).(type) {
	case []float64:
		return scale64(z, float64(a), any(x[:len(z)]).([]float64))
	case []float32:
		return scale32(z, float32(a), any(x[:len(z)]).([]float32))
	}
	return 0
}

func fastAxpy[T Float](z []T, a T, x []T) int {
	switch z := any(z).(type) {
	case []float64:
		return axpy64(z, float64(a), any(x[:len(z)]).([]float64))
	case []float32:
		return axpy32(z, float32(a), any(x[:len(z)]).([]float32))
	}
	return 0
}

func fastAxpy4[T Float](z []T, a [4]T, x []T, ldx int) int {
	x = x[:3*ldx+len(z)]
	switch z := any(z).(type) {
	case []float64:
		return axpyFour64(z, float64(a[0]), float64(a[1]), float64(a[2]), float64(a[3]), any(x).([]float64), ldx)
	case []float32:
		return axpyFour32(z, float32(a[0]), float32(a[1]), float32(a[2]), float32(a[3]), any(x).([]float32), ldx)
	}
	return 0
}

func fastAddScalar[T Float](z []T, a T, x []T) int {
	switch z := any(z).(type) {
	case []float64:
		return addScalar64(z, float64(a), any(x[:len(z)]).([]float64))
	case []float32:
		return addScalar32(z, float32(a), any(x[:len(z)]).([]float32))
	}
	return 0
}

func fastFill[T Float](z []T, a T) int {
	switch z := any(z).(type) {
	case []float64:
		return fill64(z, float64(a))
	case []float32:
		return fill32(z, float32(a))
	}
	return 0
}

func fastSqrt[T Float](z, x []T) int {
	switch z := any(z).(type) {
	case []float64:
		return sqrt64(z, any(x[:len(z)]).([]float64))
	case []float32:
		return sqrt32(z, any(x[:len(z)]).([]float32))
	}
	return 0
}

func fastRecip[T Float](z, x []T) int {
	switch z := any(z).(type) {
	case []float64:
		return recip64(z, any(x[:len(z)]).([]float64))
	case []float32:
		return recip32(z, any(x[:len(z)]).([]float32))
	}
	return 0
}

func fastExp[T Float](z, x []T) int {
	switch z := any(z).(type) {
	case []float64:
		return expAll64(z, any(x[:len(z)]).([]float64))
	case []float32:
		return expAll32(z, any(x[:len(z)]).([]float32))
	}
	return 0
}

func fastTanh[T Float](z, x []T) int {
	switch z := any(z).(type) {
	case []float64:
		return tanhAll64(z, any(x[:len(z)]).([]float64))
	case []float32:
		return tanhAll32(z, any(x[:len(z)]).([]float32))
	}
	return 0
}

func fastLog[T Float](z, x []T) int {
	switch z := any(z).(type) {
	case []float64:
		return logAll64(z, any(x[:len(z)]).([]float64))
	case []float32:
		return logAll32(z, any(x[:len(z)]).([]float32))
	}
	return 0
}

func fastSin[T Float](z, x []T) int {
	switch z := any(z).(type) {
	case []float64:
		return sinAll64(z, any(x[:len(z)]).([]float64))
	case []float32:
		return sinAll32(z, any(x[:len(z)]).([]float32))
	}
	return 0
}

func fastCos[T Float](z, x []T) int {
	switch z := any(z).(type) {
	case []float64:
		return cosAll64(z, any(x[:len(z)]).([]float64))
	case []float32:
		return cosAll32(z, any(x[:len(z)]).([]float32))
	}
	return 0
}

func fastMulScaled[T Float](z []T, c T, x, y []T) int {
	switch z := any(z).(type) {
	case []float64:
		return mulScaled64(z, float64(c), any(x[:len(z)]).([]float64), any(y[:len(z)]).([]float64))
	case []float32:
		return mulScaled32(z, float32(c), any(x[:len(z)]).([]float32), any(y[:len(z)]).([]float32))
	}
	return 0
}

func fastMulAdd[T Float](z []T, c T, x, y []T) int {
	switch z := any(z).(type) {
	case []float64:
		return mulAdd64(z, float64(c), any(x[:len(z)]).([]float64), any(y[:len(z)]).([]float64))
	case []float32:
		return mulAdd32(z, float32(c), any(x[:len(z)]).([]float32), any(y[:len(z)]).([]float32))
	}
	return 0
}

func fastMulPair[T Float](z, a, b, c, d []T) int {
	switch z := any(z).(type) {
	case []float64:
		return mulPair64(z, any(a[:len(z)]).([]float64), any(b[:len(z)]).([]float64), any(c[:len(z)]).([]float64), any(d[:len(z)]).([]float64))
	case []float32:
		return mulPair32(z, any(a[:len(z)]).([]float32), any(b[:len(z)]).([]float32), any(c[:len(z)]).([]float32), any(d[:len(z)]).([]float32))
	}
	return 0
}

func fastSum[T Float](l *lanes[T], x []T) int {
	switch l := any(l).(type) {
	case *lanes[float64]:
		return sum64(l, any(x).([]float64))
	case *lanes[float32]:
		return sum32(l, any(x).([]float32))
	}
	return 0
}

func fastDot[T Float](l *lanes[T], x, y []T) int {
	switch l := any(l).(type) {
	case *lanes[float64]:
		return dot64(l, any(x).([]float64), any(y[:len(x)]).([]float64))
	case *lanes[float32]:
		return dot32(l, any(x).([]float32), any(y[:len(x)]).([]float32))
	}
	return 0
}

func fastMaxAbs[T Float](l *lanes[T], x []T) int {
	switch l := any(l).(type) {
	case *lanes[float64]:
		return maxAbs64(l, any(x).([]float64))
	case *lanes[float32]:
		return maxAbs32(l, any(x).([]float32))
	}
	return 0
}

func fastAddRow[T Float](z, x, row []T, m, n int) int {
	switch z := any(z).(type) {
	case []float64:
		return addRow64(z[:m*n], any(x[:m*n]).([]float64), any(row[:n]).([]float64), m, n)
	case []float32:
		return addRow32(z[:m*n], any(x[:m*n]).([]float32), any(row[:n]).([]float32), m, n)
	}
	return 0
}

func fastSumRows[T Float](row, x []T, m, n int) int {
	switch row := any(row).(type) {
	case []float64:
		return sumRows64(row[:n], any(x[:m*n]).([]float64), m, n)
	case []float32:
		return sumRows32(row[:n], any(x[:m*n]).([]float32), m, n)
	}
	return 0
}

func fastSparse[T Float](z, x []T, s *Sparse, m, n int) int {
	switch z := any(z).(type) {
	case []float64:
		return sparse64(z[:m*s.Rows*n], any(x[:m*s.Cols*n]).([]float64), s, m, n)
	case []float32:
		return sparse32(z[:m*s.Rows*n], any(x[:m*s.Cols*n]).([]float32), s, m, n)
	}
	return 0
}

func fastOuter[T Float](z, x, y []T, add bool) int {
	switch z := any(z).(type) {
	case []float64:
		return outer64(z[:len(x)*len(y)], any(x).([]float64), any(y).([]float64), add)
	case []float32:
		return outer32(z[:len(x)*len(y)], any(x).([]float32), any(y).([]float32), add)
	}
	return 0
}

func fastDiffuse[T Float](dst, left, mid, right []T, r T) int {
	switch dst := any(dst).(type) {
	case []float64:
		return diffuse64(dst, any(left[:len(dst)]).([]float64), any(mid[:len(dst)]).([]float64), any(right[:len(dst)]).([]float64), float64(r))
	case []float32:
		return diffuse32(dst, any(left[:len(dst)]).([]float32), any(mid[:len(dst)]).([]float32), any(right[:len(dst)]).([]float32), float32(r))
	}
	return 0
}

func fastInner[T Float](dst, src []T, nx, ny int, r T) bool {
	switch dst := any(dst).(type) {
	case []float64:
		return inner64(dst, any(src).([]float64), nx, ny, float64(r))
	case []float32:
		return inner32(dst, any(src).([]float32), nx, ny, float32(r))
	}
	return false
}

func fastTorus[T Float](dst, left, mid, right, below, above []T, r T) int {
	switch dst := any(dst).(type) {
	case []float64:
		return torus64(dst, any(left[:len(dst)]).([]float64), any(mid[:len(dst)]).([]float64), any(right[:len(dst)]).([]float64), any(below[:len(dst)]).([]float64), any(above[:len(dst)]).([]float64), float64(r))
	case []float32:
		return torus32(dst, any(left[:len(dst)]).([]float32), any(mid[:len(dst)]).([]float32), any(right[:len(dst)]).([]float32), any(below[:len(dst)]).([]float32), any(above[:len(dst)]).([]float32), float32(r))
	}
	return 0
}

func fastAdam[T Float](p, m, v, g []T, lr, b1, b2, eps, c1, c2 T) int {
	switch p := any(p).(type) {
	case []float64:
		return adam64(p, any(m[:len(p)]).([]float64), any(v[:len(p)]).([]float64), any(g[:len(p)]).([]float64), float64(lr), float64(b1), float64(b2), float64(eps), float64(c1), float64(c2))
	case []float32:
		return adam32(p, any(m[:len(p)]).([]float32), any(v[:len(p)]).([]float32), any(g[:len(p)]).([]float32), float32(lr), float32(b1), float32(b2), float32(eps), float32(c1), float32(c2))
	}
	return 0
}

func fastIterate[T Float](z []T, a, b T, turns int) int {
	switch z := any(z).(type) {
	case []float64:
		return iterate64(z, float64(a), float64(b), turns)
	case []float32:
		return iterate32(z, float32(a), float32(b), turns)
	}
	return 0
}

func fastTriad[T Float](z, x []T, a T, y []T) int {
	switch z := any(z).(type) {
	case []float64:
		return triad64(z, any(x[:len(z)]).([]float64), float64(a), any(y[:len(z)]).([]float64))
	case []float32:
		return triad32(z, any(x[:len(z)]).([]float32), float32(a), any(y[:len(z)]).([]float32))
	}
	return 0
}

func fastTanhJet1[T Float](y0, y1, x1 []T) int {
	switch y0 := any(y0).(type) {
	case []float64:
		return tanhJet1x64(y0, any(y1[:len(y0)]).([]float64), any(x1[:len(y0)]).([]float64))
	case []float32:
		return tanhJet1x32(y0, any(y1[:len(y0)]).([]float32), any(x1[:len(y0)]).([]float32))
	}
	return 0
}

func fastTanhJet2[T Float](y0, y1, y2, x1, x2 []T) int {
	switch y0 := any(y0).(type) {
	case []float64:
		return tanhJet2x64(y0, any(y1[:len(y0)]).([]float64), any(y2[:len(y0)]).([]float64), any(x1[:len(y0)]).([]float64), any(x2[:len(y0)]).([]float64))
	case []float32:
		return tanhJet2x32(y0, any(y1[:len(y0)]).([]float32), any(y2[:len(y0)]).([]float32), any(x1[:len(y0)]).([]float32), any(x2[:len(y0)]).([]float32))
	}
	return 0
}

func fastTanhSum[T Float](y0, y1, y2, ys, x1, x2, xs []T, c T) int {
	switch y0 := any(y0).(type) {
	case []float64:
		return tanhSum2x64(y0, any(y1[:len(y0)]).([]float64),
			any(y2[:len(y0)]).([]float64),
			any(ys[:len(y0)]).([]float64),
			any(x1[:len(y0)]).([]float64),
			any(x2[:len(y0)]).([]float64),
			any(xs[:len(y0)]).([]float64), float64(c))
	case []float32:
		return tanhSum2x32(y0, any(y1[:len(y0)]).([]float32),
			any(y2[:len(y0)]).([]float32),
			any(ys[:len(y0)]).([]float32),
			any(x1[:len(y0)]).([]float32),
			any(x2[:len(y0)]).([]float32),
			any(xs[:len(y0)]).([]float32), float32(c))
	}
	return 0
}

func fastTanhSumBack[T Float](z0, z1, z2, zs, y0, y1, y2, ys, g0, g1, g2, gs []T, c T) int {
	switch z0 := any(z0).(type) {
	case []float64:
		return tanhSumBack2x64(z0, any(z1[:len(z0)]).([]float64),
			any(z2[:len(z0)]).([]float64),
			any(zs[:len(z0)]).([]float64),
			any(y0[:len(z0)]).([]float64),
			any(y1[:len(z0)]).([]float64),
			any(y2[:len(z0)]).([]float64),
			any(ys[:len(z0)]).([]float64),
			any(g0[:len(z0)]).([]float64),
			any(g1[:len(z0)]).([]float64),
			any(g2[:len(z0)]).([]float64),
			any(gs[:len(z0)]).([]float64), float64(c))
	case []float32:
		return tanhSumBack2x32(z0, any(z1[:len(z0)]).([]float32),
			any(z2[:len(z0)]).([]float32),
			any(zs[:len(z0)]).([]float32),
			any(y0[:len(z0)]).([]float32),
			any(y1[:len(z0)]).([]float32),
			any(y2[:len(z0)]).([]float32),
			any(ys[:len(z0)]).([]float32),
			any(g0[:len(z0)]).([]float32),
			any(g1[:len(z0)]).([]float32),
			any(g2[:len(z0)]).([]float32),
			any(gs[:len(z0)]).([]float32), float32(c))
	}
	return 0
}

func fastTanhBack0[T Float](z, y, g []T) int {
	switch z := any(z).(type) {
	case []float64:
		return tanhBack0x64(z, any(y[:len(z)]).([]float64), any(g[:len(z)]).([]float64))
	case []float32:
		return tanhBack0x32(z, any(y[:len(z)]).([]float32), any(g[:len(z)]).([]float32))
	}
	return 0
}

func fastTanhBack1[T Float](z0, z1, y0, y1, g1 []T) int {
	switch z0 := any(z0).(type) {
	case []float64:
		return tanhBack1x64(z0, any(z1[:len(z0)]).([]float64), any(y0[:len(z0)]).([]float64), any(y1[:len(z0)]).([]float64), any(g1[:len(z0)]).([]float64))
	case []float32:
		return tanhBack1x32(z0, any(z1[:len(z0)]).([]float32), any(y0[:len(z0)]).([]float32), any(y1[:len(z0)]).([]float32), any(g1[:len(z0)]).([]float32))
	}
	return 0
}

func fastTanhBack2[T Float](z0, z1, z2, y0, y1, y2, g1, g2 []T) int {
	switch z0 := any(z0).(type) {
	case []float64:
		return tanhBack2x64(z0, any(z1[:len(z0)]).([]float64), any(z2[:len(z0)]).([]float64), any(y0[:len(z0)]).([]float64), any(y1[:len(z0)]).([]float64), any(y2[:len(z0)]).([]float64), any(g1[:len(z0)]).([]float64), any(g2[:len(z0)]).([]float64))
	case []float32:
		return tanhBack2x32(z0, any(z1[:len(z0)]).([]float32), any(z2[:len(z0)]).([]float32), any(y0[:len(z0)]).([]float32), any(y1[:len(z0)]).([]float32), any(y2[:len(z0)]).([]float32), any(g1[:len(z0)]).([]float32), any(g2[:len(z0)]).([]float32))
	}
	return 0
}

func fastTileWidth[T Float](x []T) int {
	switch any(x).(type) {
	case []float64:
		return tileWidth64()
	case []float32:
		return tileWidth32()
	}
	return 0
}

func fastPackWide[T Float](panel, x []T, along int, alpha T) {
	switch x := any(x).(type) {
	case []float64:
		packWide64(any(panel).([]float64), x, along, float64(alpha))
	case []float32:
		packWide32(any(panel).([]float32), x, along, float32(alpha))
	}
}

func fastPackFour[T Float](panel []T, width int, x []T, k, across int) int {
	switch x := any(x).(type) {
	case []float64:
		return packFour64(any(panel).([]float64), width, x, k, across)
	case []float32:
		return packFour32(any(panel).([]float32), width, x, k, across)
	}
	return 0
}

func fastBlock[T Float](t *block[T]) int {
	switch t := any(t).(type) {
	case *block[float64]:
		return block64(t)
	case *block[float32]:
		return block32(t)
	}
	return 0
}
