//go:build figures

package chem

import (
	"math"
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
