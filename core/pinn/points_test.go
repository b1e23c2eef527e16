package pinn

import (
	"math"
	"slices"
	"testing"

	"residual/core/law"
	"residual/core/rng"
)

// The points of an edge leave no gap, where it touches the sides of the box neither: on
// a circle the largest angle between neighbours is a few times the mean one.
func TestEdgeHasNoGaps(t *testing.T) {
	p, err := law.Parse("Δu = 0; (x, y) in disc(0, 0, 1); where hole: x² + y² > 0.09; u = 1 on boundary")
	if err != nil {
		t.Fatal(err)
	}
	d, err := newDomain(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	const n = 60
	for region := range p.Where {
		for seed := range uint64(5) {
			var angles []float64
			for _, at := range d.edge(region, n, rng.New(seed, "pinn/test")) {
				if r := math.Hypot(at[0], at[1]); math.Abs(r-1) > 1e-12 && math.Abs(r-0.3) > 1e-12 {
					t.Errorf("region %d: a point at radius %v", region, r)
				}
				angles = append(angles, math.Atan2(at[1], at[0]))
			}
			slices.Sort(angles)
			gap := 2*math.Pi + angles[0] - angles[len(angles)-1]
			for i := 1; i < len(angles); i++ {
				gap = max(gap, angles[i]-angles[i-1])
			}
			if len(angles) != n || gap > 2.5*2*math.Pi/n {
				t.Errorf("region %d, seed %d: %d points, the largest gap is %v of the mean one", region, seed, len(angles), gap*n/(2*math.Pi))
			}
		}
	}
}
