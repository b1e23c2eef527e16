// Package linalg is dense linear algebra in double precision: products,
// factorisations, eigenvalues, least squares. It is the only package that calls
// LAPACK (gonum's, in Go), and it gives gonum the BLAS of core/kernel: a program
// that imports it computes the same bits natively and in WebAssembly, where
// gonum's own BLAS would sum in another order on amd64.
//
// Matrices lie by rows without gaps, so that entry (i, j) of an m×n matrix a is
// a[i*n+j], and results replace arguments where the routine says so. Sizes are
// the caller's duty: a slice too short is a panic. Nothing that a routine
// returns refers to room that is not the caller's.
package linalg

import (
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/lapack/gonum"

	"residual/core/kernel"
)

// ours is the BLAS of this package and, once it is imported, of gonum.
var ours kernel.BLAS

// Gonum finds its BLAS through a variable of package blas64. This is the one
// piece of global state in the core: written once, at start.
func init() { blas64.Use(&ours) }

// routines is gonum's LAPACK, called without the interfaces of lapack64 and mat,
// through which the linker would keep every routine of it.
var routines gonum.Implementation
