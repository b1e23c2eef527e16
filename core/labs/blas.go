package labs

import (
	"gonum.org/v1/gonum/blas/blas64"

	"residual/core/kernel"
)

// Whoever can start a lab computes with our BLAS, also within gonum's LAPACK:
// gonum's own sums in another order where it is in assembly, and the same run
// would then end with other bits natively than in a browser.
func init() { blas64.Use(new(kernel.BLAS)) }
