//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// sparse32 is SparseMul for the columns that fill vectors; it returns how many
// those are.
func sparse32(z, x []float32, s *Sparse, m, n int) int {
	zp, xp := unsafe.SliceData(z), unsafe.SliceData(x)
	width := (simd.Float32s{}).Len()
	whole := n - n%width
	if whole == 0 {
		return 0
	}
	for k := range m {
		to, from := k*s.Rows*n, k*s.Cols*n
		for i := range s.Rows {
			at := s.at[s.start[i]:s.start[i+1]]
			weight := s.weight[s.start[i]:s.start[i+1]]
			sparseRow32(zp, xp, at, weight, to+i*n, from, n, whole)
		}
	}
	return whole
}

// sparseRow32 is one row of one member.
func sparseRow32(z, x *float32, at []int32, weight weights, to, from, n, whole int) {
	weight = weight[:len(at)]
	width := (simd.Float32s{}).Len()
	for j := 0; j < whole; j += width {
		var sum simd.Float32s
		for e, a := range at {
			w := simd.BroadcastFloat32s(float32(weight[e]))
			sum = sum.Add(w.Mul(load32(x, from+int(a)*n+j)))
		}
		store32(z, to+j, sum)
	}
}
