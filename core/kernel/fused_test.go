package kernel

import (
	"math"
	"testing"
)

// The numbers that Fused looks at tell one rounding from two.
func TestFusedSeesOneRounding(t *testing.T) {
	x, y := 1+0x1p-30, 1-0x1p-30
	if apart, once := float64(x*y)-1, math.FMA(x, y, -1); apart != 0 || once != -0x1p-60 {
		t.Errorf("rounded apart %v, want 0; rounded once %v, want %v", apart, once, -0x1p-60)
	}
}

func TestNothingIsFused(t *testing.T) {
	if Fused() {
		t.Error("the compiler fuses products and sums, so digests differ: set GOCOMPILEDEBUG=fmahash=qn, as build.sh does")
	}
}
