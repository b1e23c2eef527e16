//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import "simd"

func addRow64(z, x, row []float64, m, n int) int {
	width := (simd.Float64s{}).Len()
	row = row[:n]
	for i := range m {
		zi, xi := z[i*n:][:n], x[i*n:][:n]
		j := 0
		for ; j <= n-width; j += width {
			simd.LoadFloat64s(xi[j:]).Add(simd.LoadFloat64s(row[j:])).Store(zi[j:])
		}
		for ; j < n; j++ {
			zi[j] = xi[j] + row[j]
		}
	}
	return m
}

func sumRows64(row, x []float64, m, n int) (j int) {
	var s simd.Float64s
	for width := s.Len(); j <= n-width; j += width {
		s = simd.Float64s{}
		for i := j; i < m*n; i += n {
			s = s.Add(simd.LoadFloat64s(x[i:]))
		}
		s.Store(row[j:])
	}
	return j
}

// outer64 is one row of RowOuter.
func outer64(z, x, y []float64, add bool) int {
	width := (simd.Float64s{}).Len()
	for a, v := range x {
		to, vv := z[a*len(y):][:len(y)], simd.BroadcastFloat64s(v)
		b := 0
		if add {
			for ; b <= len(y)-width; b += width {
				t := vv.Mul(simd.LoadFloat64s(y[b:]))
				simd.LoadFloat64s(to[b:]).Add(t).Store(to[b:])
			}
			plainAxpy(to[b:], v, y[b:])
		} else {
			for ; b <= len(y)-width; b += width {
				vv.Mul(simd.LoadFloat64s(y[b:])).Store(to[b:])
			}
			plainScale(to[b:], v, y[b:])
		}
	}
	return len(x)
}
