//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

func addRow64(z, x, row []float64, m, n int) int {
	zp, xp, rowp := unsafe.SliceData(z), unsafe.SliceData(x), unsafe.SliceData(row)
	width := (simd.Float64s{}).Len()
	for i := 0; i < m*n; i += n {
		j := 0
		for ; j <= n-width; j += width {
			store64(zp, i+j, load64(xp, i+j).Add(load64(rowp, j)))
		}
		if j < n {
			clearUpper()
		}
		for ; j < n; j++ {
			z[i+j] = x[i+j] + row[j]
		}
	}
	return m
}

func sumRows64(row, x []float64, m, n int) (j int) {
	xp, rowp := unsafe.SliceData(x), unsafe.SliceData(row)
	var s simd.Float64s
	for width := s.Len(); j <= n-width; j += width {
		s = simd.Float64s{}
		for i := j; i < m*n; i += n {
			s = s.Add(load64(xp, i))
		}
		store64(rowp, j, s)
	}
	return j
}

// outer64 is one row of RowOuter.
func outer64(z, x, y []float64, add bool) int {
	zp, yp := unsafe.SliceData(z), unsafe.SliceData(y)
	n := len(y)
	for a := range x {
		vv, b := simd.BroadcastFloat64s(x[a]), 0
		for width := vv.Len(); b <= n-width; b += width {
			t := vv.Mul(load64(yp, b))
			if add {
				t = load64(zp, a*n+b).Add(t)
			}
			store64(zp, a*n+b, t)
		}
		if b == n {
			continue
		}
		clearUpper()
		if rest := z[a*n+b : a*n+n]; add {
			plainAxpy(rest, x[a], y[b:])
		} else {
			plainScale(rest, x[a], y[b:])
		}
	}
	return len(x)
}
