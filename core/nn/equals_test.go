package nn_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"residual/core/ad"
	"residual/core/nn"
	"residual/core/plan"
)

// TestAtomsOfOneElement: equal atoms, whose pairs are recorded once, have the
// energies and forces that they have beside an atom of another element that is
// out of reach, where each pair is recorded in both orders.
func TestAtomsOfOneElement(t *testing.T) {
	record := func(rung int, kinds []int) (pot *nn.Potential, p *ad.Program, b *body[float64]) {
		p = new(ad.Program)
		pot = nn.NewPotential(p, nn.Molecule{Kinds: kinds, Cutoff: 4}, rung, 3, 5)
		b = &body[float64]{x: p.RowsOf("x", len(kinds), 3)}
		b.e = pot.Energy(p, b.x)
		b.f = p.VJP(b.e, p.Fill(p.Shape(b.e), -1), b.x)[0]
		b.m = plan.NewMachine[float64](plan.New(p, 1, b.e, b.f))
		return pot, p, b
	}
	away := append(append([]float64(nil), shape...), 100, 0, 0)
	moved := append([]float64(nil), away...)
	moved[0], moved[4], moved[11] = 0.3, -0.4, 0.7
	for rung := range nn.Rungs + 1 {
		pot, p, equal := record(rung, []int{0, 0, 0, 0})
		pot2, p2, mixed := record(rung, []int{0, 0, 0, 0, 1})
		pot.Start(equal.m.Params(), []nn.Spacing{{Mean: 1.3, Spread: 0.5}}, rand.New(rand.NewPCG(3, uint64(rung))))
		from, to := equal.m.Params(), mixed.m.Params()
		for i, v := range pot.Params() { // what is there for each element begins with the first one's
			s, s2 := p.Shape(v), p2.Shape(pot2.Params()[i])
			copy(to, from[:s.Rows*s.Cols])
			from, to = from[s.Rows*s.Cols:], to[s2.Rows*s2.Cols:]
		}
		e, f := equal.at(away[:12])
		e1, f1 := mixed.at(away)
		d, _ := equal.at(moved[:12])
		d1, _ := mixed.at(moved)
		if math.Abs(d-e-(d1-e1)) > 1e-13*(1+math.Abs(e)) || math.Abs(d-e) < 1e-3 {
			t.Errorf("rung %d: energy changes by %g and by %g", rung, d-e, d1-e1)
		}
		for i := range f {
			if math.Abs(f[i]-f1[i]) > 1e-12 {
				t.Errorf("rung %d: force %d is %g and %g", rung, i, f[i], f1[i])
			}
		}
	}
}
