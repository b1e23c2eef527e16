// Package kernel holds the loops over slices under everything else: products
// of matrices, element-wise maps, reductions, truncated Taylor series, stencils
// and one optimiser step, for float64 and float32.
//
// Every routine is defined by a plain loop, and its result is a fact to the
// last bit: products and sums are rounded apart (never a fused multiply-add),
// sums have a fixed order, and exp, log, tanh, sin and cos are polynomials of
// our own. Where the toolchain has vectors (GOEXPERIMENT=simd) a vector loop
// takes most of the work; it performs the same roundings in the same order, so
// a result does not depend on the vector width, on native or WebAssembly, or on
// vectors at all. Only the sign and payload of a NaN are left to the machine.
//
// The destination comes first. Sizes are the caller's duty: a slice too short
// is a panic. Nothing allocates; a routine that needs scratch takes it as its
// last argument. Element-wise destinations may be one of the operands itself
// (z and x the same slice) but may not overlap one with a shift.
package kernel

// Float is the numbers that the routines serve.
type Float interface{ float32 | float64 }
