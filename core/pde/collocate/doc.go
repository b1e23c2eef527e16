// Package collocate solves problems of partial differential equations on simple
// shapes, with or without time.
//
// A field is a product of Chebyshev's polynomials in each input of space, or of waves
// where it is periodic. With N Gauss points along an input and m conditions at its
// ends a field has N + m coefficients: laws hold at the N points and conditions on the
// sides, which is as many equations as unknowns whatever the orders are (Driscoll and
// Hale, Rectangular spectral collocation, IMA Journal of Numerical Analysis, 2016). In
// time the stages of Radau's method are solved for together, window by window; what is
// unknown there is the highest derivative of each field by time, so that laws of first
// and second order, and laws without a derivative by time, are one case. Problems
// without time are a single window. Newton's method solves what is nonlinear.
//
// On a [Region] there are more equations than coefficients, and least squares.
//
// A [Solver] repeats this on finer spaces and shorter windows until two solutions
// hardly differ; their distance tells the error.
package collocate
