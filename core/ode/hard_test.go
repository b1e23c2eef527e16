package ode

import (
	"testing"
)

// TestHonest: problems at and beyond the limits of the solvers. Some are solved, some
// are not; what is said to be known is.
func TestHonest(t *testing.T) {
	if testing.Short() {
		t.Skip("some of them take a second")
	}
	solvedAll := 0
	for _, text := range []string{
		"u'' = 0.75 x^(-0.5); u(0) = 0; u(1) = 1; x in [0, 1]; truth u = x^1.5",
		"u'' = -0.25 x^(-1.5); u(0) = 0; u(1) = 1; x in [0, 1]; truth u = x^0.5",
		"u' = 0.5 x^(-0.5); u(1) = 1; x in [0, 1]; truth u = x^0.5",
		"u' = -cos(1/x)/x²; u(1) = sin 1; x in [0.01, 1]; truth u = sin(1/x)",
		"u'' = -40000u; u(0) = 1; u(1) = cos(200); x in [0, 1]; truth u = cos(200x)",
		"u'' = -4000000u; u(0) = 1; u(1) = cos(2000); x in [0, 1]; truth u = cos(2000x)",
		"1e-6u'' = u; u(0) = 1; u(1) = 1; x in [0, 1]; truth u = (e^(-1000x) + e^(-1000(1-x)))/(1+e^(-1000))",
		"0.001u'' + x u' = 0; u(-1) = -1; u(1) = 1; x in [-1, 1]; truth u = erf(x/√0.002)/erf(1/√0.002)",
		"1e-6u'' + x u' = 0; u(-1) = -1; u(1) = 1; x in [-1, 1]; truth u = erf(x/√2e-6)/erf(1/√2e-6)",
		"u'' + u = 0; u(0)=0; u(3.14159) = 1; x in [0, 3.14159]; truth u = sin(x)/sin(3.14159)",
		"y' = -50(y - cos t); y(0) = 0; t in [0, 100]; truth y = 2500/2501 cos t + 50/2501 sin t - 2500/2501 e^(-50t)",
		"y' = 20 y; y(0) = 1; t in [0, 16]; truth y = e^(20t)",
		"y' = -20 y; y(0) = 1; t in [0, 30]; truth y = e^(-20t)",
		"y'' = 100 y; y(0) = 1; y'(0) = -10; t in [0, 2]; truth y = e^(-10t)",
		"y'' = 100 y; y(0) = 1; y'(0) = -10; t in [0, 5]; truth y = e^(-10t)",
		"y' = y(1-y); y(0) = 1e-8; t in [0, 40]; truth y = 1/(1 + (1e8-1) e^(-t))",
		"y'^2 = 4y; y(0) = 1; t in [0, 2]; truth y = (1 + t)²",
		"y' = 1/(1 + 1000 (t - 0.5)²); y(0) = 0; t in [0, 1]; truth y = (atan(√1000 (t - 0.5)) + atan(√1000/2))/√1000",
		"u'' = if(sin(40x) > 0, 1, -1); u(0) = 0; u'(0) = 0; x in [0, 1]",
		"-1e-4u'' + x^2 u = E u; eigen E; x in [-6, 6]; u = 0 on boundary; truth E = 0.01; truth u = (1e-2π)^(-1/4) e^(-50x²)",
		"-½ u'' + 50000 (x^2-1)^2 u = E u; eigen E; x in [-3, 3]; u = 0 on boundary",
		"u' = if(|x - 0.3125| < 2^-17, 1, 0); u(0) = 0; x in [0, 1]; truth u = if(x < 0.3125 - 2^-17, 0, if(x > 0.3125 + 2^-17, 2^-16, x - 0.3125 + 2^-17))",
		"u' = if((x - 0.3125)² < 2^-34, 1, 0); u(1) = 2^-16; x in [0, 1]; truth u = if(x < 0.3125 - 2^-17, 0, if(x > 0.3125 + 2^-17, 2^-16, x - 0.3125 + 2^-17))",
		"u' = e^(-(1000(x - 0.31))²); u(0) = 0; x in [0, 1]; truth u = √π/2000 (erf(1000(x - 0.31)) + 1)",
		"u' = e^(-(5000(x - 0.31))²); u(0) = 0; x in [0, 1]; truth u = √π/10000 (erf(5000(x - 0.31)) + 1)",
		"u'' = 1 + 1e5 e^(-(3000(x - 0.31))²); u(0) = 0; u(1) = 0; x in [0, 1]",
		"0.01u'' = u³ - u; u(-1) = -1; u(1) = 1; x in [-1, 1]",
		"u'' = 20 sinh(20u); u(0) = 0; u(1) = 1; x in [0, 1]",
	} {
		p := read(t, text)
		s := solved(t, text)
		claimed, ok := s.Error()
		if !ok {
			if s.Reason() == "" {
				t.Errorf("%s is not solved, and nothing is said", text)
			}
			t.Logf("%s: %s", text, s.Reason())
			continue
		}
		solvedAll++
		if p.Fields[0].Truth == nil {
			continue
		}
		if e := trueError(t, p, s); !(e <= 10*claimed) {
			t.Errorf("%s: the error is %.2g, claimed %.2g", text, e, claimed)
		}
	}
	if solvedAll < 15 {
		t.Errorf("only %d are solved", solvedAll)
	}
}
