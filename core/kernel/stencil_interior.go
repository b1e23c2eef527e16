//go:build goexperiment.simd && (amd64 || arm64)

package kernel

func interior64(dst, src []float64, nx, ny int, r float64) bool { return false }
func interior32(dst, src []float32, nx, ny int, r float32) bool { return false }
