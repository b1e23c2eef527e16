//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

import (
	"simd"
	"unsafe"
)

// packWide32 packs a panel of two vectors' width from rows that lie along apart,
// each number times alpha.
func packWide32(panel, x []float32, along int, alpha float32) {
	n := (simd.Float32s{}).Len()
	to, s := unsafe.SliceData(panel), simd.BroadcastFloat32s(alpha)
	from := unsafe.SliceData(x[:(len(panel)/(2*n)-1)*along+2*n])
	for i, at := 0, 0; i < len(panel); i += 2 * n {
		store32(to, i, load32(from, at).Mul(s))
		store32(to, i+n, load32(from, at+n).Mul(s))
		at += along
	}
}
