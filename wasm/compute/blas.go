package compute

import (
	"gonum.org/v1/gonum/blas/blas64"

	"residual/core/kernel"
)

// A program with one lab does not import core/labs, which does the same.
func init() { blas64.Use(new(kernel.BLAS)) }
