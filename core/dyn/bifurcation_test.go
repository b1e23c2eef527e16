package dyn

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// TestHardBifurcations: each system has these and no others.
func TestHardBifurcations(t *testing.T) {
	for text, want := range map[string][]Bifurcation{
		// Near pairs, wide windows.
		"x' = (p^2-0.0001)-x^2, y' = -y; p = 0.5 in [-1,1]":                                   {{Kind: SaddleNode, P: -0.01}, {Kind: SaddleNode, P: 0.01}},
		"x' = (p^2-1e-8)-x^2, y' = -y; p = 0.5 in [-1,1]":                                     {{Kind: SaddleNode, P: -1e-4}, {Kind: SaddleNode, P: 1e-4}},
		"x' = p - x^2, y' = -y; p = 0.5 in [-1,1]; x in [-100,100], y in [-10,10]":            {{Kind: SaddleNode, P: 0}},
		"x' = p - x^2, y' = -y; p = 0.5 in [-1,1]; x in [-1e4,1e4], y in [-1e4,1e4]":          {{Kind: SaddleNode, P: 0}},
		"x' = p + x - x^3/3, y' = -y; p = 0 in [-1,1]; x in [-300,300], y in [-300,300]":      {{Kind: SaddleNode, P: -2.0 / 3}, {Kind: SaddleNode, P: 2.0 / 3}},
		"x' = p*1e-9 - x^2, y' = -y; p = 0.5 in [-1,1]; x in [-1e-4,1e-4], y in [-1e-9,1e-9]": {{Kind: SaddleNode, P: 0}},
		// Poles.
		"V' = J/p, J' = -(V+R*J)/L; p = 1e-12, R = 1, L = 0.001": nil,
		"x' = 1/p - x, y' = -y; p = 0.5 in [-1, 1]":              nil,
		"x' = 1/(x - p) - 1, y' = -y; p = 0.5 in [-1, 1]":        nil,
		"x' = y/p, y' = -x/p; p = 0.5 in [-1, 1]":                nil,
		// The trace is 0 all along.
		"x' = p*x - 0.7*x*y, y' = x*y - y; p = 1 in [0.2, 2]; x in [-0.4, 4], y in [-0.4, 4]": nil,
		"x' = y, y' = -p*sin(x); p = 1 in [0.2, 2]":                                           nil,
		// Criticality.
		"x' = y, y' = x - x^3 - p*y; p = 0.3 in [-1, 1]; x in [-1.9, 2.1], y in [-1.5, 1.5]": {
			{Kind: Hopf, Type: "conservative centre"}, {Kind: Hopf, Type: "conservative centre"}},
		"x' = p*x - y - x*(x^2+y^2), y' = x + p*y - y*(x^2+y^2); p = 0.5 in [-1, 1]":     {{Kind: Hopf, Type: "supercritical"}},
		"x' = p*x - y + x*(x^2+y^2), y' = x + p*y + y*(x^2+y^2); p = 0.5 in [-1, 1]":     {{Kind: Hopf, Type: "subcritical"}},
		"x' = p*x - y - x*(x^2+y^2)^2, y' = x + p*y - y*(x^2+y^2)^2; p = 0.5 in [-1, 1]": {{Kind: Hopf, Type: "degenerate (Bautin)"}},
		"x' = y, y' = p*(1 - x^2)*y - x; p = 1 in [-1, 1]":                               {{Kind: Hopf, Type: "conservative centre"}},
		"x' = p - x + x^2*y, y' = 0.6 - x^2*y; p = 0.2 in [0.05, 0.2]":                   {{Kind: Hopf, Type: "supercritical", P: 0.16037459017229974}}, // (a + b)³ = b − a
		"x' = 10*(y - x), y' = x*(p - z) - y, z' = x*y - 8/3*z; p = 28 in [20, 30]; x in [-20, 20], y in [-20, 20], z in [-5, 40]": {
			{Kind: Hopf, Type: "subcritical", P: 470.0 / 19}, {Kind: Hopf, Type: "subcritical", P: 470.0 / 19}},
		"x' = -y - z, y' = x + 0.2*y, z' = 0.2 + z*(x-p); p = 0.5 in [0.1, 1]; x in [-10,12], y in [-30, 10], z in [-1, 40]": {
			{Kind: SaddleNode, P: 0.4}, {Kind: Hopf, Type: "fold–Hopf", P: 0.4}}, // c² = 4ab
		"x' = x*(1-x/p) - x*y/(1+x), y' = -0.3*y + 0.8*x*y/(1+x); p = 2 in [0.5, 8]; x in [-0.1, 8], y in [-0.1, 8]": {
			{Kind: BranchPoint, Type: "transcritical", P: 0.6}, {Kind: Hopf, Type: "supercritical", P: 2.2}}, // Rosenzweig, MacArthur
		"x' = p/(1+y^2) - x, y' = p/(1+x^2) - y; p = 2 in [0.5, 6]; x in [0,6], y in [0,6]": {{Kind: BranchPoint, Type: "pitchfork", P: 2}}, // a genetic switch
		// Branches that cross.
		"x' = p*x - x^2, y' = -y; p = 0.5 in [-1, 1]":                                    {{Kind: BranchPoint, Type: "transcritical"}},
		"x' = p*x - x^3, y' = -y; p = 0.5 in [-1, 1]":                                    {{Kind: BranchPoint, Type: "pitchfork"}},
		"x' = p*x + x^3, y' = x - y; p = 0.5 in [-1, 1]; x in [-30, 30], y in [-30, 30]": {{Kind: BranchPoint, Type: "pitchfork"}},
		"x' = x*(1 - x - 2*y), y' = y*(p - x - y); p = 0.7 in [0.2, 2]; x in [-0.5, 4], y in [-0.5, 3]": {
			{Kind: BranchPoint, Type: "transcritical", P: 0.5}, {Kind: BranchPoint, Type: "transcritical", P: 1}},
		"x' = p^2 + x^2, y' = -y; p = 0.5 in [-1, 1]":        nil, // an isolated equilibrium
		"x' = p*x - x^2, y' = p*y - y^2; p = 0.5 in [-1, 1]": {{Kind: BranchPoint, Type: "degenerate (the Jacobian is 0)"}},
		// Of higher codimension.
		"x' = p - x^3, y' = -y; p = 0.5 in [-1, 1]":            {{Kind: Cusp}},
		"x' = y, y' = p + x^2 + x*y; p = 0.5 in [-1, 1]":       {{Kind: BogdanovTakens}},
		"x' = y, y' = p - x^2 - 0.5*y; p = 0.5 in [-1, 1]":     {{Kind: SaddleNode}},
		"x' = y, y' = p + 0.3*y + x^2 + x*y; p = 0 in [-1, 1]": {{Kind: Hopf, Type: "subcritical", P: -0.09}, {Kind: SaddleNode}},
	} {
		f := field(t, text, "p")
		p := f.sys.Params[f.Swept]
		s := f.NewSweep(p.Lo, p.Hi)
		for !s.Done() {
			s.Step()
		}
		ok := len(s.Bifurcations) == len(want)
		for i := range want {
			ok = ok && s.Bifurcations[i].Kind == want[i].Kind && math.Abs(s.Bifurcations[i].P-want[i].P) < 1e-9 &&
				(want[i].Type == "" || s.Bifurcations[i].Type == want[i].Type)
		}
		if !ok {
			t.Errorf("%s: %+v, want %+v", text, s.Bifurcations, want)
		}
	}
}

// TestLyapunov: Perko's formula, exactly, and Kuznetsov's, in floating point, have
// the same sign for random systems with the eigenvalues ±iω.
func TestLyapunov(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 12))
	judged := 0
	for range 200 {
		f, g := randomCubic(r), randomCubic(r)
		f[0][0], g[0][0], g[0][1] = 0, 0, -f[1][0]
		if f[1][0]*f[1][0]+f[0][1]*g[1][0] > -0.1 {
			continue
		}
		q := field(t, fmt.Sprintf("x' = %v, y' = %v", f, g), "")
		sign, known := q.lyapunov([]number{whole(0), whole(0)})
		l1, _ := q.FirstLyapunov([]number{whole(0), whole(0)})
		if !known || l1.Lo > 0 && sign < 0 || l1.Hi < 0 && sign > 0 || l1.Width() > 1e-9*l1.Mag() {
			t.Errorf("%v, %v: %d (%v), %v", f, g, sign, known, l1)
		}
		judged++
	}
	if judged < 20 {
		t.Errorf("only %d systems", judged)
	}
}
