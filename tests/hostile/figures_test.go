//go:build figures

package hostile

import "testing"

// 2000 mutants of every lab's snapshots: no panic, no hang.
func TestFigureMutants(t *testing.T) { spoilt(t, 2000) }

// 20 000 rounds of every lab with settings, pointers and snapshots that nobody
// would give: no panic, no hang.
func TestFigureWalks(t *testing.T) { walked(t, 20_000) }
