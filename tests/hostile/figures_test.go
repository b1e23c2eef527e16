//go:build figures

package hostile

import "testing"

// 2000 mutants of every lab's snapshots: no panic, no hang.
func TestFigureMutants(t *testing.T) { spoilt(t, 2000) }
