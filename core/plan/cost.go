package plan

import (
	"residual/core/ad"
	"residual/core/kernel"
)

// Flops counts the floating-point operations of computing v for a batch of n
// members: exactly for sums and products, and for functions by the arithmetic of
// their polynomials, counted once here and used for every comparison.
func Flops(p *ad.Program, v ad.Value, n int) int64 {
	in := &p.Code[v]
	return table[in.Op].flops(p, in, n)
}

// free is the count of an operation that computes nothing.
func free(*ad.Program, *ad.Instr, int) int64 { return 0 }

// perNumber counts one operation for each number of the result.
func perNumber(_ *ad.Program, in *ad.Instr, n int) int64 { return int64(in.Shape.Size(n)) }

// perArgNumber counts one operation for each number of the argument.
func perArgNumber(p *ad.Program, in *ad.Instr, n int) int64 {
	return int64(p.Shape(in.Args[0]).Size(n))
}

// perPlaneNumber counts one operation for each number of one plane.
func perPlaneNumber(_ *ad.Program, in *ad.Instr, n int) int64 {
	return int64(in.Shape.Plain().Size(n))
}

// cauchyProducts counts a product of jets with so many operations for each of
// its terms, a·b or a·b·c; the first term has nothing to be added to.
func cauchyProducts(each int64) func(*ad.Program, *ad.Instr, int) int64 {
	return func(p *ad.Program, in *ad.Instr, n int) int64 {
		return perPlaneNumber(p, in, n) * (each*cauchyTerms(in.Shape.Jet) - 1)
	}
}

// series counts a function of a jet: functionFlops for plane 0 and two products
// of jets, for its derivative and for the higher coefficients.
func series(p *ad.Program, in *ad.Instr, n int) int64 {
	return perPlaneNumber(p, in, n) * (functionFlops + 4*(cauchyTerms(in.Shape.Jet)-1))
}

// functionFlops is the arithmetic of tanh for one number: reduction, a
// polynomial of degree 13, reconstruction and a quotient. The other functions
// lie within a factor of two of it.
const functionFlops = 20

// cauchyTerms is the number of terms in a product of two jets.
func cauchyTerms(j kernel.Jet) int64 {
	dirs, order := int64(j.Dirs), int64(j.Order)
	if j.Curved > 0 {
		return 3 + 2*dirs + int64(j.Curved)
	}
	return 1 + dirs*((order+1)*(order+2)/2-1)
}

// rowOuterFlops counts a multiplication for each term and an addition for all
// but the first.
func rowOuterFlops(p *ad.Program, in *ad.Instr, n int) int64 {
	x := p.Shape(in.Args[0])
	return perNumber(p, in, n) * int64(2*x.Planes()*x.RowsPerMember()-1)
}

// sparseFlops counts a multiplication and an addition for each entry.
func sparseFlops(_ *ad.Program, in *ad.Instr, n int) int64 {
	return 2 * int64(in.Map.Size()) * int64(in.Shape.Planes()) * int64(n) * int64(in.Shape.Cols)
}

// asValue is scratch for as many numbers as the result has.
func asValue(_ *Plan, in *ad.Instr, n int) int { return in.Shape.Size(n) }
