package md

// LowestKnown is the energy, in ε, of the lowest minimum known of n
// Lennard-Jones atoms (Wales et al., The Cambridge Cluster Database), for some n.
func LowestKnown(n int) (energy float64, known bool) {
	energy, known = lowest[n]
	return energy, known
}

var lowest = map[int]float64{
	2: -1, 3: -3, 4: -6, 5: -9.103852, 6: -12.712062, 7: -16.505384, 8: -19.821489, 9: -24.113360,
	10: -28.422532, 11: -32.765970, 12: -37.967600, 13: -44.326801, 19: -72.659782, 38: -173.928427, 55: -279.248470,
}
