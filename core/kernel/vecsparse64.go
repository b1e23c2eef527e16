//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// sparse64 is SparseMul for the columns that fill whole vectors, and returns how
// many these are.
func sparse64(z, x []float64, s *Sparse, m, n int) int {
	zp, xp := unsafe.SliceData(z), unsafe.SliceData(x)
	width := (simd.Float64s{}).Len()
	whole := n - n%width
	if whole == 0 {
		return 0
	}
	for k := range m {
		to, from := k*s.Rows*n, k*s.Cols*n
		for i := range s.Rows {
			at := s.at[s.start[i]:s.start[i+1]]
			weight := s.weight64[s.start[i]:s.start[i+1]]
			sparseRow64(zp, xp, at, weight, to+i*n, from, n, whole)
		}
	}
	return whole
}

// sparseRow64 is one row of the product for one member.
func sparseRow64(z, x *float64, at []int32, weight []float64, to, from, n, whole int) {
	weight = weight[:len(at)]
	width := (simd.Float64s{}).Len()
	for j := 0; j < whole; j += width {
		var sum simd.Float64s
		for e, a := range at {
			w := simd.BroadcastFloat64s(weight[e])
			sum = sum.Add(w.Mul(load64(x, from+int(a)*n+j)))
		}
		store64(z, to+j, sum)
	}
}
