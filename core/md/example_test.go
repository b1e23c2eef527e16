package md_test

import (
	"fmt"
	"math"

	"residual/core/md"
	"residual/core/rng"
)

// The lowest minimum of 13 Lennard-Jones atoms, the icosahedron, has the energy
// −44.326801 ε (Hoare & Pal 1971; The Cambridge Cluster Database).
func ExampleHopping() {
	h := md.NewHopping(md.Cluster{Pair: md.LennardJones}, 13, 0.8, 1)
	for h.Hops < 200 && h.Lowest > -44.3268 {
		h.Hop()
	}
	fmt.Printf("%.6f\n", h.Lowest)
	// Output:
	// -44.326801
}

// The Morse potential vibrates with ω = a·√(2D/μ) about its minimum.
func ExampleNewModes() {
	const depth, a, r0, mu = 4.5, 2.2, 0.97, 0.5
	p := md.Cluster{Pair: md.Morse(depth, a, r0)}
	pos := []float64{0, 0, 0, 0, 0, 1}
	if _, err := md.Relax(p, pos, 1e-10, 100); err != nil {
		fmt.Println(err)
		return
	}
	m, err := md.NewModes(p, []float64{1, 1}, pos, 1e-3)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d mode, ω = %.3f, a√(2D/μ) = %.3f\n", len(m.Omega), m.Omega[0], a*math.Sqrt(2*depth/mu))
	// Output:
	// 1 mode, ω = 9.334, a√(2D/μ) = 9.334
}

// In diamond each atom of Stillinger and Weber's silicon has the energy −2 ε: half
// of four bonds of −ε.
func ExampleSilicon() {
	pos, box := md.Diamond(2, md.Lattice)
	s, err := md.NewSilicon(box)
	if err != nil {
		fmt.Println(err)
		return
	}
	e, err := s.Energy(nil, pos)
	fmt.Printf("%.6f ε %v\n", e/md.SiliconEpsilon/float64(len(pos)/3), err)
	// Output:
	// -2.000000 ε <nil>
}

// Verlet's method keeps the energy of a trajectory.
func ExampleSystem_Verlet() {
	c := md.Cluster{Pair: md.LennardJones}
	pos := md.NewHopping(c, 7, 0.8, 1).Best
	s, err := md.NewSystem(c, []float64{1, 1, 1, 1, 1, 1, 1}, pos)
	if err != nil {
		fmt.Println(err)
		return
	}
	s.ThermalVelocities(0.1, rng.New(1, "md/example"))
	before := s.Energy()
	for range 1000 {
		if err := s.Verlet(c, 0.002); err != nil {
			fmt.Println(err)
			return
		}
	}
	fmt.Println(math.Abs(s.Energy()-before) < 1e-4)
	// Output:
	// true
}
