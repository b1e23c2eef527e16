// Package ad records numerical programs and differentiates them.
//
// A network and its loss are first recorded: values with shapes, made by
// instructions from one small set of operations. The program is then transformed
// (its gradient is more instructions of the same set), and planned and run by
// package plan. Nothing is computed here.
//
// # Rows
//
// A value is either fixed, a matrix of known size (a weight, a sum), or a
// batch: one row for each collocation point or sample, their number n left
// open. Batches meet only where rows are summed (SumRows, TMatMul); all else
// works row by row, which is what lets a plan cut the rows into chunks.
//
// A member of a batch may have several rows, the same number for every member:
// the atoms of a molecule, or all pairs of them. They meet in SparseMul, which
// gathers and adds rows by a fixed pattern; members still do not meet.
//
// # Jets
//
// Derivatives with respect to inputs are carried forwards. A batch may be a jet:
// the coefficients of truncated Taylor series along given directions,
//
//	u(x + t·v) = u₀ + u₁t + u₂t² + …      uₖ = (1/k!) dᵏu/dtᵏ
//
// stacked plane by plane, so that one matrix product serves them all. Along
// x, the jet of x itself is (x, 1, 0, …). For example u = x² at x = 3, order 2:
//
//	(3, 1, 0) ⋆ (3, 1, 0) = (9, 6, 1)      u = 9, u′ = 6, u″ = 2!·1 = 2
//
// where ⋆ is the Cauchy product, (a⋆b)ₖ = Σⱼ aⱼ bₖ₋ⱼ: truncated series are a
// ring, and Mul multiplies in it. Several directions share plane 0.
//
// # Differentiation
//
// In that ring a function f of a jet changes by δf(u) = f′(u) ⋆ δu, f′(u)
// itself a jet. So one rule for each operation serves values and jets alike:
//
//   - a multilinear operation (sums, products, planes, columns) pushes a tangent
//     through itself and pulls an adjoint through its transpose;
//   - a function of one argument needs its derivative as a jet: tangents are
//     pushed by ⋆, adjoints pulled by its transpose Corr,
//     corr(w, ȳ)ⱼ = Σ_{k≥j} wₖ₋ⱼ ȳₖ;
//   - a fused operation is expanded into what it abbreviates, which is then
//     differentiated.
//
// The rules only use operations of the same set, so transformations compose: the
// gradient of a jet, the Jacobian of a residual with jets, the gradient of a
// gradient.
//
// # A new operation
//
// It takes a constant, a name and a builder (ops.go) with a rule (rules.go)
// here, and one entry in the table of package plan. Tests over all operations
// in both packages fail until it has them.
package ad
