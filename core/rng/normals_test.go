package rng_test

import (
	"testing"

	"residual/core/rng"
	"residual/core/uq"
)

// Numbers of one stream, and the first numbers of streams with neighbouring
// indices, are normal.
func TestNormalsAreNormal(t *testing.T) {
	along, across := make([]float64, 20001), make([]float64, 20001)
	rng.Normals(along, rng.New(1, "test"))
	for i := range across {
		rng.Normals(across[i:i+1], rng.New(1, "test", uint64(i)))
	}
	for name, z := range map[string][]float64{"along": along, "across": across} {
		for i, v := range z {
			z[i] = uq.CDF(v)
		}
		if d, p := uq.KolmogorovSmirnov(z); p < 0.01 {
			t.Errorf("%s: D = %g, p = %g", name, d, p)
		}
	}
}
