package so3_test

import (
	"fmt"

	"residual/core/so3"
)

// The product of two vectors that is a vector is their cross product, over √2:
// x × y = z.
func ExampleProduct() {
	x, y := [3]float64{1, 0, 0}, [3]float64{0, 1, 0}
	var z [3]float64
	for _, t := range so3.Product(1, 1, 1) {
		z[t.M] += t.Weight * x[t.I] * y[t.J]
	}
	fmt.Printf("%.4f\n", z)
	// Output:
	// [0.0000 0.0000 0.7071]
}

// On the z axis only the harmonic of m = 0 is left: Y₂₀ = √(5/4π) = 0.630783.
func ExampleHarmonics() {
	y := make([]float64, 5)
	so3.Harmonics(y, 2, [3]float64{0, 0, 1})
	for i := range y {
		y[i] += 0 // −0 is 0
	}
	fmt.Printf("%.6f\n", y)
	// Output:
	// [0.000000 0.000000 0.630783 0.000000 0.000000]
}
