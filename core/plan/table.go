package plan

import (
	"residual/core/ad"
	"residual/core/kernel"
)

// An operation is all that this package knows of one ad.Op: how it is run in
// numbers of type T, and what that costs.
type operation[T kernel.Float] struct {
	// run computes z, the value that in makes, for the machine's chunk; nil for
	// an input.
	run func(m *Machine[T], in *ad.Instr, z []T)
	// flops counts the floating-point operations of run for n members.
	flops func(p *ad.Program, in *ad.Instr, n int) int64
	// scratch is how many numbers of scratch run needs for n members; nil: none.
	scratch func(pl *Plan, in *ad.Instr, n int) int
	// inPlace tells whether z may be an argument of the same size: run reads
	// each number before it writes that number, and no other.
	inPlace bool
}

// table is what planning needs of the operations; the precision does not matter.
var table = operations[float64]()

// operations is the table, by ad.Op. It is the only place in this package where
// an operation is described.
func operations[T kernel.Float]() *[ad.NumOps]operation[T] {
	return &[ad.NumOps]operation[T]{
		ad.Rows:  {flops: free},
		ad.Param: {flops: free},
		ad.Fill:  {run: runFill[T], flops: free},

		ad.Add:      {run: binary(kernel.Add[T]), flops: perNumber, inPlace: true},
		ad.Sub:      {run: binary(kernel.Sub[T]), flops: perNumber, inPlace: true},
		ad.Scale:    {run: runScale[T], flops: perNumber, inPlace: true},
		ad.AddConst: {run: runAddConst[T], flops: perPlaneNumber, inPlace: true},
		ad.AddBias:  {run: runAddBias[T], flops: perPlaneNumber, inPlace: true},

		ad.Mul:      {run: jetBinary(kernel.JetMul[T]), flops: cauchyProducts(2)},
		ad.Corr:     {run: jetBinary(kernel.JetCorr[T]), flops: cauchyProducts(2)},
		ad.TanhBack: {run: jetBinary(kernel.JetTanhBack[T]), flops: cauchyProducts(4)},
		ad.Tanh:     {run: jetUnary(kernel.JetTanh[T]), flops: series},
		ad.Exp:      {run: jetUnary(kernel.JetExp[T]), flops: series},
		ad.Sin:      {run: runSin[T], flops: series, scratch: asValue},
		ad.Cos:      {run: runCos[T], flops: series, scratch: asValue},
		ad.Sqrt:     {run: jetUnary(kernel.JetSqrt[T]), flops: series},
		ad.Recip:    {run: jetUnary(kernel.JetRecip[T]), flops: series},
		ad.Log:      {run: jetUnary(kernel.JetLog[T]), flops: series},

		ad.Seed:       {run: runSeed[T], flops: free},
		ad.Plane:      {run: runPlane[T], flops: free},
		ad.Embed:      {run: runEmbed[T], flops: free},
		ad.Columns:    {run: runColumns[T], flops: free},
		ad.PadColumns: {run: runPadColumns[T], flops: free},
		ad.Concat:     {run: runConcat[T], flops: free},
		ad.SparseMul:  {run: runSparseMul[T], flops: sparseFlops},
		ad.Reshape:    {run: runReshape[T], flops: free},

		ad.MatMul:    {run: runProduct[T](matMul), flops: productFlops(matMul), scratch: productScratch(matMul)},
		ad.MatMulT:   {run: runProduct[T](matMulT), flops: productFlops(matMulT), scratch: productScratch(matMulT)},
		ad.TMatMul:   {run: runTMatMul[T], flops: productFlops(tMatMul), scratch: tMatMulScratch},
		ad.RowOuter:  {run: runRowOuter[T], flops: rowOuterFlops},
		ad.SumRows:   {run: runSumRows[T], flops: perArgNumber, scratch: asValue},
		ad.Broadcast: {run: runBroadcast[T], flops: free},
	}
}
