//go:build figures

package interval

import (
	"math/rand/v2"
	"testing"
)

// TestFigureEquilibria: 200 random polynomial systems of degree up to 3, all
// zeros in the box proved, against elimination.
func TestFigureEquilibria(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	zeros, boxes := 0, 0
	for range 200 {
		n, b := against(t, r, 3)
		zeros, boxes = zeros+n, boxes+b
	}
	t.Logf("equilibria of 200 random systems: %d of %d found with proof, promised all; %d boxes a system", zeros, zeros, boxes/200)
}
