// Package kernel holds the loops over slices under everything else: products
// of matrices, element-wise maps, reductions, truncated Taylor series, stencils
// and one optimiser step, for float64 and float32.
//
// Every routine is defined by a plain loop, which determines its result to the
// last bit: each product and each sum is rounded (never a fused multiply-add),
// sums have a fixed order, and exp, log, tanh, sin and cos are polynomials of
// our own. Where the toolchain has vectors (GOEXPERIMENT=simd) a vector loop
// does most of the work. It performs the same roundings in the same order, so
// a result does not depend on the width of the vectors, on whether there are
// any, or on the platform. Only the sign and payload of a NaN may differ.
//
// The vector loops are written for float64; the generator in gen derives those
// for float32 and the dispatch from the generic routines to both.
//
// The destination comes first. The caller is responsible for sizes: a slice that
// is too short causes a panic. Nothing allocates; a routine that needs scratch
// takes it as its last argument. The destination of an element-wise routine may
// be one of the operands itself (z and x the same slice) but may not overlap an
// operand otherwise.
package kernel

//go:generate go run ./gen

// Float is the constraint of the generic routines: the types of their numbers.
type Float interface{ float32 | float64 }
