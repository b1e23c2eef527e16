package plan

import (
	"residual/core/ad"
	"residual/core/kernel"
)

// Flops counts the floating-point operations of computing v for a batch of n
// rows: exactly for sums and products, and for functions by the arithmetic of
// their polynomials, counted once here and used for every comparison.
func Flops(p *ad.Program, v ad.Value, n int) int64 {
	in := &p.Code[v]
	size, plane := int64(in.Shape.Size(n)), int64(in.Shape.Plain().Size(n))
	pairs := cauchy(in.Shape.Jet)
	switch in.Op {
	case ad.Add, ad.Sub, ad.Scale:
		return size
	case ad.AddConst, ad.AddBias:
		return plane
	case ad.Mul, ad.Corr:
		return plane * (2*pairs - 1)
	case ad.TanhBack:
		return plane * (4*pairs - 1)
	case ad.Tanh, ad.Exp, ad.Sin, ad.Cos, ad.Sqrt, ad.Recip, ad.Log:
		return plane * (functionFlops + 4*(pairs-1))
	case ad.SumRows:
		return int64(p.Shape(in.Args[0]).Size(n))
	case ad.RowOuter:
		x := p.Shape(in.Args[0])
		return size * int64(2*x.Planes()*x.Each()-1)
	case ad.SparseMul:
		return 2 * int64(in.Map.Size()) * int64(p.Shape(in.Args[0]).Planes()) * int64(n) * int64(in.Shape.Cols)
	}
	g, ok := product(p, v, n)
	if !ok {
		return 0
	}
	if sumsRows(p, v) { // all blocks, all planes
		g.K = p.Shape(in.Args[0]).Height(n)
	}
	return 2 * int64(g.M) * int64(g.K) * int64(g.N)
}

// functionFlops is the arithmetic of tanh for one number: reduction, a
// polynomial of degree 13, reconstruction and a quotient. The other functions
// lie within a factor of two of it.
const functionFlops = 20

// cauchy is the number of products in a product of two jets.
func cauchy(j kernel.Jet) int64 {
	dirs, order := int64(j.Dirs), int64(j.Order)
	if j.Curved > 0 {
		return 3 + 2*dirs + int64(j.Curved)
	}
	return 1 + dirs*((order+1)*(order+2)/2-1)
}
