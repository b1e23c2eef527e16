//go:build figures

package md

import (
	"math"
	"testing"
)

// Lennard-Jones 38 is a trap: its lowest minimum, a truncated octahedron, is
// hidden behind a wide funnel of icosahedra that ends at −173.252378.
func TestFigureLennardJones38(t *testing.T) {
	const (
		want  = -173.928427
		hops  = 10000
		seeds = 20
		t0    = 0.8
	)
	reached, sum := 0, 0
	for seed := range uint64(seeds) {
		h := NewHopping(Cluster{LennardJones}, 38, t0, seed+1)
		for h.Hops < hops && h.Lowest > want+1e-6 {
			h.Hop()
		}
		t.Logf("seed %d: %.6f after %d hops (%d steps downhill, length %.3f)", seed+1, h.Lowest, h.Hops, h.Minimised, h.Length)
		if h.Lowest < want-1e-6 {
			t.Errorf("lower than the table: %.9f", h.Lowest)
		}
		if h.Lowest < want+1e-6 {
			reached++
			sum += h.Hops
		}
	}
	t.Logf("%d of %d seeds reach %.6f within %d hops at T = %g, on average after %d | promised: some", reached, seeds, want, hops, t0, sum/max(1, reached))
	if reached == 0 {
		t.Error("none")
	}
}

func TestFigureLennardJones(t *testing.T) {
	for n := 2; n <= 19; n++ {
		want, ok := LowestKnown(n)
		if !ok {
			continue
		}
		h := NewHopping(Cluster{LennardJones}, n, 0.8, 1)
		for h.Hops < 1000 && h.Lowest > want+1e-6 {
			h.Hop()
		}
		t.Logf("%d atoms: %.9f after %d hops | promised: within 1e-6 of %.6f", n, h.Lowest, h.Hops, want)
		if math.Abs(h.Lowest-want) > 1e-6 {
			t.Error("off")
		}
	}
}

func TestFigureSilicon(t *testing.T) {
	pos, box := Diamond(3, Lattice)
	s, err := NewSilicon(box)
	if err != nil {
		t.Fatal(err)
	}
	e, _ := s.Energy(nil, pos)
	per := e / float64(len(pos)/3) / SiliconEpsilon
	t.Logf("%.13f ε per atom of diamond | promised: −2 to 1e-10", per)
	if math.Abs(per+2) > 1e-10 {
		t.Error("off")
	}
}
