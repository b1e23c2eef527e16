package fit

import (
	"math"
	"testing"

	"residual/core/ad"
	"residual/core/nn"
	"residual/core/opt"
	"residual/core/rng"
)

// Two terms in blocks of unlike lengths are the rows of both, weighted: value and
// derivatives are those of one machine for all rows, and the loss is theirs.
func TestBlockSum(t *testing.T) {
	const rows = 23
	p, room := new(ad.Program), new(Room)
	x, y := p.Rows("x", 1), p.Rows("y", 1)
	net := nn.NewMLP(p, 1, 4, 1)
	off := p.Sub(net.Apply(p, x), y)
	var one, two Blocked
	var all Residual
	one.Reserve(room, p, rows, 7, off, []ad.Value{x, y}, net.Params()...)
	two.Reserve(room, p, 5, 7, off, []ad.Value{x, y}, net.Params()...)
	all.Reserve(room, p, rows, off, net.Params()...)
	if err := room.Open(1 << 20); err != nil {
		t.Fatal(err)
	}
	xs, ys := places(rows)
	theta := make([]float64, net.Size())
	nn.Glorot(net, theta, rng.New(1, "fit/blocked"))
	for _, b := range []*Blocked{&one, &two} {
		copy(b.Inputs[0], xs)
		copy(b.Inputs[1], ys)
	}
	two.Weight = 3
	all.Set(x, xs)
	all.Set(y, ys)
	n := len(theta)
	r, jac := make([]float64, rows), make([]float64, rows*n)
	all.Jacobian(r, jac, theta)
	r, jac = append(r, scaled(3, r[:5])...), append(jac, scaled(3, jac[:5*n])...)
	sum := BlockSum{&one, &two}
	if sum.Blocks() != 5 {
		t.Fatalf("%d blocks, want 4 and 1", sum.Blocks())
	}
	loss, at := 0.0, 0
	for i := range sum.Blocks() {
		m := sum.Rows(i)
		got, slopes := make([]float64, m), make([]float64, m*n)
		sum.Jacobian(i, got, slopes, theta)
		for j, v := range got {
			loss += v * v / 2
			if math.Abs(v-r[at+j]) > 1e-14 {
				t.Errorf("block %d, row %d: %v, want %v", i, j, v, r[at+j])
			}
		}
		for j, v := range slopes {
			if math.Abs(v-jac[at*n+j]) > 1e-14 {
				t.Fatalf("block %d, slope %d: %v, want %v", i, j, v, jac[at*n+j])
			}
		}
		at += m
	}
	if got := opt.Loss(sum, 0, 5, theta, make([]float64, 7)); at != len(r) || math.Abs(got/loss-1) > 1e-14 {
		t.Errorf("%d rows of loss %v, want %d of %v", at, got, len(r), loss)
	}
}

func scaled(by float64, x []float64) []float64 {
	y := make([]float64, len(x))
	for i, v := range x {
		y[i] = by * v
	}
	return y
}
