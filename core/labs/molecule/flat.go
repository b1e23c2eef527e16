package molecule

import "residual/core/linalg"

// flat rotates positions, Å, about their mean into the view in which they are
// flattest: the atoms spread most along x and least along z, towards the viewer.
// The axes are the eigenvectors of Σᵢ rᵢ·rᵢᵀ, each with the sign that is nearest to
// its own, so that a molecule that lies well stays. A molecule drawn along its
// longest axis would be seen end-on.
func flat(x []float64) []float64 {
	middle := make([]float64, len(x))
	(&system{z: make([]int, len(x)/3)}).centre(middle, x)
	var spread, work [9]float64
	for i := 0; i < len(x); i += 3 {
		for k := range spread {
			spread[k] += middle[i+k/3] * middle[i+k%3]
		}
	}
	if !linalg.SymEigen(make([]float64, 3), spread[:], work[:]) {
		return x
	}
	axis := func(column int) (v [3]float64) { return [3]float64{spread[column], spread[3+column], spread[6+column]} }
	across, up := axis(2), axis(1)
	for k, v := range []*[3]float64{&across, &up} {
		if v[k] < 0 {
			*v = [3]float64{-v[0], -v[1], -v[2]}
		}
	}
	near := [3]float64{across[1]*up[2] - across[2]*up[1], across[2]*up[0] - across[0]*up[2], across[0]*up[1] - across[1]*up[0]}
	out := make([]float64, len(x))
	for i := range x {
		from := middle[i/3*3:]
		for k, w := range [3][3]float64{across, up, near}[i%3] {
			out[i] += float64(w * from[k])
		}
	}
	return out
}
