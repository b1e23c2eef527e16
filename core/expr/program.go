package expr

import "residual/core/ad"

// A Recorder is the algebra of values of a program, batches or jets of one
// shape and one column.
type Recorder struct {
	P     *ad.Program
	Shape ad.Shape
}

func (r Recorder) Number(v float64) ad.Value { return r.P.Fill(r.Shape, v) }

func (r Recorder) Binary(op Op, a, b ad.Value) ad.Value {
	switch op {
	case Add:
		return r.P.Add(a, b)
	case Sub:
		return r.P.Sub(a, b)
	case Mul:
		return r.P.Mul(a, b)
	}
	return r.P.Mul(a, r.P.Recip(b))
}

func (r Recorder) Unary(op Op, a ad.Value) ad.Value {
	switch op {
	case Neg:
		return r.P.Scale(a, -1)
	case Sin:
		return r.P.Sin(a)
	case Cos:
		return r.P.Cos(a)
	case Exp:
		return r.P.Exp(a)
	case Tanh:
		return r.P.Tanh(a)
	case Sqrt:
		return r.P.Sqrt(a)
	case Abs: // has no slope at 0
		return r.P.Sqrt(r.P.Mul(a, a))
	}
	return r.P.Log(a)
}

func (r Recorder) Power(a ad.Value, n int) ad.Value {
	return power(a, n, r.Number(1), r.P.Mul, r.P.Recip)
}
