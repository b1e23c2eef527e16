package pde_test

import (
	"fmt"

	"residual/core/pde"
)

// A step of forward Euler for the heat equation on a ring is a circulant matrix;
// its eigenvalues, here by the discrete Fourier transform of its first column, are
// 1 − 4r·sin²(πk/n).
func ExampleCirculant() {
	const n, r = 4, 0.25
	for k, v := range pde.Circulant([]float64{1 - 2*r, r, 0, r}) {
		fmt.Printf("mode %d: %.3f, closed form %.3f\n", k, real(v), pde.Eigenvalue(n, r, k))
	}
	// Output:
	// mode 0: 1.000, closed form 1.000
	// mode 1: 0.500, closed form 0.500
	// mode 2: 0.000, closed form 0.000
	// mode 3: 0.500, closed form 0.500
}

// Von Neumann's criterion: the step is stable up to r = 1/(2·dim).
func ExampleLimit() {
	fmt.Println(pde.Limit(64, 1), pde.Limit(64, 2))
	fmt.Printf("%.2f at r = 0.6\n", pde.Radius(64, 1, 0.6))
	// Output:
	// 0.5 0.25
	// 1.40 at r = 0.6
}
