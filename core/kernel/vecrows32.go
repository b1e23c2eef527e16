//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

func addRow32(z, x, row []float32, m, n int) int {
	zp, xp, rowp := unsafe.SliceData(z), unsafe.SliceData(x), unsafe.SliceData(row)
	width := (simd.Float32s{}).Len()
	for i := 0; i < m*n; i += n {
		j := 0
		for ; j <= n-width; j += width {
			store32(zp, i+j, load32(xp, i+j).Add(load32(rowp, j)))
		}
		for ; j < n; j++ {
			z[i+j] = x[i+j] + row[j]
		}
	}
	return m
}

func sumRows32(row, x []float32, m, n int) (j int) {
	xp, rowp := unsafe.SliceData(x), unsafe.SliceData(row)
	var s simd.Float32s
	for width := s.Len(); j <= n-width; j += width {
		s = simd.Float32s{}
		for i := j; i < m*n; i += n {
			s = s.Add(load32(xp, i))
		}
		store32(rowp, j, s)
	}
	return j
}

// outer32 is one row of RowOuter.
func outer32(z, x, y []float32, add bool) int {
	zp, yp := unsafe.SliceData(z), unsafe.SliceData(y)
	n := len(y)
	for a, v := range x {
		vv, b := simd.BroadcastFloat32s(v), 0
		for width := vv.Len(); b <= n-width; b += width {
			t := vv.Mul(load32(yp, b))
			if add {
				t = load32(zp, a*n+b).Add(t)
			}
			store32(zp, a*n+b, t)
		}
		if rest := z[a*n+b : a*n+n]; add {
			plainAxpy(rest, v, y[b:])
		} else {
			plainScale(rest, v, y[b:])
		}
	}
	return len(x)
}
