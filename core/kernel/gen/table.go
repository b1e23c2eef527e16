package main

// A loop is a vector loop, add64 and add32, say, and the generic function
// through which the package calls it, fastAdd.
//
// A vector loop does not check its bounds: the generic function cuts every slice
// to what the loop may touch. That is the length of the first slice, which is
// left as it is, unless lengths has an expression for the slice; the empty
// expression leaves it uncut, for loops that cut it themselves.
type loop struct {
	vector  string // the loop's name without 64 or 32
	name    string // the generic function's name
	form    string // its parameters and result
	lengths map[string]string
}

// table is every vector loop that generic code calls.
var table = []loop{
	{"add", "fastAdd", "func(z, x, y []T) int", nil},
	{"sub", "fastSub", "func(z, x, y []T) int", nil},
	{"sumDiff", "fastSumAndDifference", "func(x, y []T) int", nil},
	{"mul", "fastMul", "func(z, x, y []T) int", nil},
	{"div", "fastDiv", "func(z, x, y []T) int", nil},
	{"scale", "fastScale", "func(z []T, a T, x []T) int", nil},
	{"axpy", "fastAxpy", "func(z []T, a T, x []T) int", nil},
	{"axpyFour", "fastAxpy4", "func(z []T, a, b, c, d T, x []T, ldx int) int", map[string]string{"x": "3*ldx+len(z)"}},
	{"addScalar", "fastAddScalar", "func(z []T, a T, x []T) int", nil},
	{"fill", "fastFill", "func(z []T, a T) int", nil},
	{"sqrt", "fastSqrt", "func(z, x []T) int", nil},
	{"recip", "fastRecip", "func(z, x []T) int", nil},
	{"triad", "fastTriad", "func(z, x []T, a T, y []T) int", nil},
	{"iterate", "fastIterate", "func(z []T, a, b T, iterations int) int", nil},

	{"expAll", "fastExp", "func(z, x []T) int", nil},
	{"tanhAll", "fastTanh", "func(z, x []T) int", nil},
	{"logAll", "fastLog", "func(z, x []T) int", nil},
	{"sinAll", "fastSin", "func(z, x []T) int", nil},
	{"cosAll", "fastCos", "func(z, x []T) int", nil},

	{"sum", "fastSum", "func(l *lanes[T], x []T) int", nil},
	{"dot", "fastDot", "func(l *lanes[T], x, y []T) int", nil},
	{"dotFour", "fastDot4", "func(l *[4]lanes[T], x []T, ldx int, y []T) int", map[string]string{"x": "3*ldx+len(y)", "y": ""}},
	{"maxAbs", "fastMaxAbs", "func(l *lanes[T], x []T) int", nil},

	{"addRow", "fastAddRow", "func(z, x, row []T, m, n int) int", map[string]string{"z": "m*n", "x": "m*n", "row": "n"}},
	{"sumRows", "fastSumRows", "func(row, x []T, m, n int) int", map[string]string{"row": "n", "x": "m*n"}},
	{"outer", "fastOuter", "func(z, x, y []T, add bool) int", map[string]string{"z": "len(x)*len(y)", "x": "", "y": ""}},
	{"sparse", "fastSparse", "func(z, x []T, s *Sparse, m, n int) int", map[string]string{"z": "m*s.Rows*n", "x": "m*s.Cols*n"}},

	{"mulScaled", "fastMulScaled", "func(z []T, c T, x, y []T) int", nil},
	{"mulAdd", "fastMulAdd", "func(z []T, c T, x, y []T) int", nil},
	{"mulPair", "fastMulPair", "func(z, a, b, c, d []T) int", nil},
	{"tanhJet1x", "fastTanhJet1", "func(y0, y1, x1 []T) int", nil},
	{"tanhJet2x", "fastTanhJet2", "func(y0, y1, y2, x1, x2 []T) int", nil},
	{"tanhBack0x", "fastTanhBack0", "func(z, y, g []T) int", nil},
	{"tanhBack1x", "fastTanhBack1", "func(z0, z1, y0, y1, g1 []T) int", nil},
	{"tanhBack2x", "fastTanhBack2", "func(z0, z1, z2, y0, y1, y2, g1, g2 []T) int", nil},
	{"tanhSum2x", "fastTanhSum", "func(y0, y1, y2, ys, x1, x2, xs []T, c T) int", nil},
	{"tanhSumBack2x", "fastTanhSumBack", "func(z0, z1, z2, zs, y0, y1, y2, ys, g0, g1, g2, gs []T, c T) int", nil},

	{"diffuse", "fastDiffuse", "func(dst, left, mid, right []T, r T) int", nil},
	{"torus", "fastTorus", "func(dst, left, mid, right, below, above []T, r T) int", nil},
	{"interior", "fastInterior", "func(dst, src []T, nx, ny int, r T) bool", map[string]string{"src": ""}},
	{"adam", "fastAdam", "func(p, m, v, g []T, lr, b1, b2, eps, c1, c2 T) int", nil},

	{"packWide", "fastPackWide", "func(panel, x []T, along int, alpha T) int", map[string]string{"x": ""}},
	{"packFour", "fastPackFour", "func(panel []T, width int, x []T, k, across int) int", map[string]string{"x": ""}},
	{"block", "fastBlock", "func(t *block[T]) int", nil},
}
