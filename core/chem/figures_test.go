//go:build figures

package chem

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Energies with the basis as it is shipped, all digits, whatever digits the
// published ones were computed with.
func TestFigureHartreeFock(t *testing.T) {
	for _, c := range published {
		h := newTest(t, c.molecule, c.zetas)
		ours := energyOf(t, h, nil, bohr(c.molecule))
		theirs := ours
		if c.digits != nil {
			c.digits(h)
			theirs = energyOf(t, h, nil, bohr(c.molecule))
		}
		t.Logf("%s: %.12f hartree, %+.1e with the published digits of the basis, %+.1e with all | promised: within %g of %.12f",
			c.name, ours, theirs-c.energy, ours-c.energy, c.within, c.energy)
		if math.Abs(theirs-c.energy) > c.within {
			t.Error("off")
		}
	}
}

func TestFigureForces(t *testing.T) {
	for _, m := range []Molecule{hydrogen, helium, water, methane, formaldehyde, bent} {
		worst := worstForce(t, m)
		t.Logf("Z %v: forces within %.1e hartree/bohr of differences | promised: 1e-6", m.Z, worst)
		if !(worst < 1e-6) {
			t.Error("off")
		}
	}
}

// randomMolecule is two to four atoms anywhere, 0.8 Å apart at least.
func randomMolecule(random *rand.Rand) (m Molecule) {
	kinds := []int{1, 1, 1, 3, 4, 5, 6, 7, 8, 9}
	for electrons := 0; len(m.Z) == 0 || random.IntN(3) < 2 && len(m.Z) < 4 || len(m.Z) < 2; m.Charge = electrons % 2 {
		z := kinds[random.IntN(len(kinds))]
		m.Z = append(m.Z, z)
		electrons += z
	}
	m.Pos = make([]float64, 3*len(m.Z))
	size := 0.8 + 1.6*random.Float64()
	for near := true; near; {
		near = false
		for i := range m.Pos {
			m.Pos[i] = size * (2*random.Float64() - 1)
		}
		for i := range m.Z {
			for j := range i {
				near = near || distance(m.Pos, i, j) < 0.8
			}
		}
		size *= 1.02
	}
	return m
}

func TestFigureLowestStates(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 2))
	const molecules, starts = 250, 15
	strange, missed, widest := 0, 0, 0.0
	for range molecules {
		m := randomMolecule(random)
		h := newTest(t, m, nil)
		pos := bohr(m)
		first, filled, err := h.firstTry(pos)
		gap := h.Gap
		found := energyOf(t, h, nil, pos)
		lowest := h.nuclear() + h.lowestOfRandom(starts, random)
		if err != nil || !filled || first > lowest+1e-6 {
			strange++
			if err == nil && filled {
				widest = math.Max(widest, gap)
			}
		}
		if found > lowest+1e-6 {
			missed++
			t.Logf("%+v: %.6f too high", m, found-lowest)
		}
	}
	t.Logf("%d random molecules, %d random starts each: the first state is not the lowest of %d, with gaps up to %.3f; the search misses %d | promised: at most 1 %%",
		molecules, starts, strange, widest, missed)
	if missed*100 > molecules || widest > narrowGap {
		t.Error("off")
	}
}
