//go:build figures

package cdf

import (
	"math"
	"testing"
)

// Samples of 200 numbers from each known mixture, 50 seeds: no slope of 100 000
// is negative with the penalty and the certificate proves it; without it some
// are; and the distance from the truth is, in the mean, below what an empirical
// distribution function of as many numbers has: 0.8687/√n, the mean of
// Kolmogorov's distribution, √(π/2)·ln 2.
func TestFigureCDF(t *testing.T) {
	const seeds = 50
	promised := math.Sqrt(math.Pi/2) * math.Ln2 / math.Sqrt(200)
	for _, l := range distributions {
		var distance [networks]float64
		sample, negative, unproved, falling := 0.0, 0, 0, 0
		for seed := range uint64(seeds) {
			run, r := begin(t, map[string]string{"law": l.name}, seed)
			finish(t, run)
			for k := range networks {
				distance[k] += r.networks[k].distance / seeds
			}
			sample += r.sample.distance() / seeds
			negative += r.networks[soft].negatives
			if !r.proof.Holds() {
				unproved++
			}
			if r.networks[unconstrained].negatives > 0 {
				falling++
			}
		}
		t.Logf("%-12s distance %.4f (promised < %.4f; without penalty %.4f, positive weights %.4f, empirical %.4f), "+
			"negative slopes %d, unproved %d of %d, without penalty falling in %d",
			l.name, distance[soft], promised, distance[unconstrained], distance[hard], sample, negative, unproved, seeds, falling)
		if distance[soft] >= promised || negative > 0 || unproved > 0 || falling == 0 {
			t.Errorf("%s breaks the promise", l.name)
		}
	}
}
