//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// packWide64 packs a panel of two vectors' width from rows that lie along apart,
// each number times alpha, and returns the length of the panel.
func packWide64(panel, x []float64, along int, alpha float64) (i int) {
	n := (simd.Float64s{}).Len()
	to, s := unsafe.SliceData(panel), simd.BroadcastFloat64s(alpha)
	from := unsafe.SliceData(x[:(len(panel)/(2*n)-1)*along+2*n])
	for at := 0; i < len(panel); i += 2 * n {
		store64(to, i, load64(from, at).Mul(s))
		store64(to, i+n, load64(from, at+n).Mul(s))
		at += along
	}
	return i
}
