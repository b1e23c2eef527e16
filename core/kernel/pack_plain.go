//go:build goexperiment.simd && (amd64 || arm64)

package kernel

func packFour64(panel []float64, width int, x []float64, k, across int) int { return 0 }
func packFour32(panel []float32, width int, x []float32, k, across int) int { return 0 }
