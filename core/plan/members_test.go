package plan_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"residual/core/ad"
	"residual/core/plan"
)

// chain records a little energy of beads in a row: the sum over neighbours of
// tanh of what a layer makes of their distance vector; and its forces, and the
// gradient of a loss on the forces.
func chain(p *ad.Program, beads int) (x, w, f, loss, grad ad.Value) {
	x, w = p.RowsOf("x", beads, 3), p.Param("W", 3, 5)
	var left, right []int
	for i := range beads - 1 {
		left, right = append(left, i), append(right, i+1)
	}
	r := p.Sub(p.Gather(x, right), p.Gather(x, left))
	e := p.SumMember(p.SumColumns(p.Tanh(p.MatMul(r, w))))
	f = p.VJP(e, p.Fill(p.Shape(e), -1), x)[0]
	loss = p.SumRows(p.SumMember(p.SumColumns(p.Mul(f, f))))
	return x, w, f, loss, p.Gradient(loss, w)[0]
}

// TestMembersInChunks: members with several rows give the same bits in chunks
// of any size, and forces sum to zero.
func TestMembersInChunks(t *testing.T) {
	const rows, beads = 300, 5
	p := &ad.Program{}
	x, w, f, loss, grad := chain(p, beads)
	run := func(pl *plan.Plan) (forces, sums []float64) {
		m := plan.NewMachine[float64](pl)
		rng := rand.New(rand.NewPCG(1, 2))
		for i := range m.Value(w) {
			m.Value(w)[i] = rng.Float64() - 0.5
		}
		for i := range m.Value(x) {
			m.Value(x)[i] = rng.Float64()
		}
		m.Run()
		return slices.Clone(m.Value(f)), append(slices.Clone(m.Value(grad)), m.Value(loss)...)
	}
	whole := plan.New(p, rows, f, loss, grad)
	forces, sums := run(whole)
	least := plan.Least(8, plan.Request{Program: p, Rows: rows, Outputs: []ad.Value{f, loss, grad}})
	for _, budget := range []int64{least, least + 30000, least + 90000} {
		pl, err := plan.Within(budget, 8, p, rows, f, loss, grad)
		if err != nil {
			t.Fatal(err)
		}
		if forces2, sums2 := run(pl); !slices.Equal(forces, forces2) || !slices.Equal(sums, sums2) {
			t.Errorf("chunks of %d members give other bits", pl.Chunk)
		}
	}
	for i := range rows {
		for c := range 3 {
			sum := 0.0
			for a := range beads {
				sum += forces[(i*beads+a)*3+c]
			}
			if sum > 1e-14 || sum < -1e-14 {
				t.Fatalf("the forces on member %d sum to %v", i, sum)
			}
		}
	}
}

// TestJacobianOfMembers: row i of a Jacobian is the gradient of member i.
func TestJacobianOfMembers(t *testing.T) {
	const rows, beads = 4, 3
	p := &ad.Program{}
	x, w := p.RowsOf("x", beads, 3), p.Param("W", 3, 5)
	b := p.Param("b", 1, 5)
	e := p.SumMember(p.SumColumns(p.Tanh(p.AddBias(p.MatMul(x, w), b))))
	jac := p.Jacobian(e, w, b)
	grads := p.VJP(p.SumRows(e), p.Fill(ad.Shape{Rows: 1, Cols: 1}, 1), w, b)
	m := plan.NewMachine[float64](plan.New(p, rows, append(grads, jac)...))
	rng := rand.New(rand.NewPCG(3, 4))
	for _, v := range []ad.Value{x, w, b} {
		for i := range m.Value(v) {
			m.Value(v)[i] = rng.Float64() - 0.5
		}
	}
	m.Run()
	all := m.Flat(grads)
	for j, g := range all {
		sum := 0.0
		for i := range rows {
			sum += m.Value(jac)[i*len(all)+j]
		}
		if d := sum - g; d > 1e-14 || d < -1e-14 {
			t.Errorf("∂/∂θ%d: rows sum to %v, the gradient is %v", j, sum, g)
		}
	}
}
