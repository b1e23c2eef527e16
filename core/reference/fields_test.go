package reference

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"residual/core/law"
)

// truthError is the relative L² error of a reference against the truth of the text, at
// points spread over the domain.
func truthError(t testing.TB, p *law.Problem, r Reference) float64 {
	t.Helper()
	truth := closed(p)
	if truth == nil {
		t.Fatalf("no truth: %v", p)
	}
	n, fields := len(p.Inputs), len(p.Fields)
	const rows = 500
	x, u, v := make([]float64, rows*n), make([]float64, rows*fields), make([]float64, rows*fields)
	for i := range rows {
		for k, c := range p.Inputs {
			_, at := math.Modf(float64(i+1) * []float64{0.754877666, 0.569840291, 0.3819660113, 0.2360679775, 0.1317, 0.0917}[k])
			x[i*n+k] = c.Lo + (c.Hi-c.Lo)*at
		}
	}
	truth.Eval(u, x)
	r.Eval(v, x)
	top, bottom := 0.0, 0.0
	for i := range u {
		if u[i]-u[i] != 0 && v[i]-v[i] != 0 {
			continue
		}
		top, bottom = top+(u[i]-v[i])*(u[i]-v[i]), bottom+u[i]*u[i]
	}
	return math.Sqrt(top / bottom)
}

// slow are problems of the corpus that take more than a second.
var slow = strings.Fields("3 15 24 27 28 33 38 39 41 42 45")

// figures is set where these are to be solved too.
var figures bool

// TestCorpusOfFields: of the problems that people asked about, those of several inputs
// are solved again, or refused in words; where an error is claimed it is one.
func TestCorpusOfFields(t *testing.T) {
	all, err := os.ReadFile("../law/testdata/problems.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(all), "\n== ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		_, text, _ = strings.Cut(text, "\n")
		p := read(t, text)
		if !isField(p) || !figures && slices.Contains(slow, strings.Fields(name)[0]) {
			continue
		}
		r, err := numerical(p)
		if err != nil {
			t.Logf("%s: refused: %v", name, err)
			continue
		}
		for !r.Step() {
		}
		claimed, known := r.Error()
		if closed(p) == nil {
			t.Logf("%s: claimed %.2g %v, %s, %s", name, claimed, known, r.Method(), r.Reason())
			continue
		}
		got := truthError(t, p, r)
		t.Logf("%s: %.2g, claimed %.2g %v, %s, %s", name, got, claimed, known, r.Method(), r.Reason())
		if known && got > 3*claimed+1e-13 {
			t.Errorf("%s: off by %v, claimed %v", name, got, claimed)
		}
	}
}

// TestSpecial: semilinear problems on a ring go to Fourier series, with several fields,
// factors before derivatives by time, and linear terms that are coupled; Burgers'
// equation, however it is written, to its transform.
func TestSpecial(t *testing.T) {
	for _, c := range []struct {
		name, text, method string
		tol                float64
	}{
		{"Burgers", "u_t + u u_x = nu u_xx; nu = 0.1; x in [0, 2pi]; t in [0, 2]; periodic in x; u(x, 0) = truth; truth u = 2 nu e^(-nu t) sin(x)/(1.2 + e^(-nu t) cos x)", "transform", 1e-11},
		{"Burgers, forced", "u_t + u u_x + u - s = nu u_xx; s = 0; nu = 0.1; x in [0, 2pi]; t in [0, 2]; periodic in x; u(x, 0) = 1; truth u = e^(-t)", "Fourier", 1e-11},
		{"Burgers, twice as fast", "3u_t + 6u u_x = 3 nu u_xx; nu = 0.05; x in [0, 1]; t in [0, 1]; u = 0 on boundary; u(x, 0) = truth; e1 = e^(-nu pi^2 t); truth u = nu pi e1 sin(pi x)/(2 + e1 cos(pi x))", "transform", 1e-11},
		{"heat of two", "2 u_t = u_xx + v_xx; v_t = v_xx + (1 + x - x) (u - u); x in [0, 2pi]; t in [0, 1]; periodic in x; u = truth at t = 0; v = truth at t = 0; truth v = e^(-t) sin x; truth u = e^(-t/2) cos x + e^(-t) sin x", "Fourier", 1e-11},
		{"reaction", "u_t = 5u(1−u); x in [0, 2π], t in [0, 1]; h(x) = 1/(3 + cos x); u(x,0) = h(x); periodic in x; truth u = h(x) e^(5t)/(h(x) e^(5t) + 1 - h(x))", "Fourier", 1e-9},
	} {
		judge(t, c.name, c.text, c.method, c.tol)
	}
}

// judge solves a problem whose solution is known, by a method of that name.
func judge(t *testing.T, name, text, method string, tol float64) {
	t.Helper()
	p := read(t, text)
	r, err := numerical(p)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return
	}
	for !r.Step() {
	}
	claimed, known := r.Error()
	got := truthError(t, p, r)
	t.Logf("%s: %.2g, claimed %.2g %v, %s, %s", name, got, claimed, known, r.Method(), r.Reason())
	if !known || !(got < tol) || got > 3*claimed+1e-13 || !strings.HasPrefix(r.Method(), method) {
		t.Errorf("%s: off by %v, claimed %v", name, got, claimed)
	}
}

// TestRegions: parts of a square by inequalities. Corners that point inward and holes
// have functions of their own; materials that differ and edges that are rough do not.
func TestRegions(t *testing.T) {
	for _, c := range []struct {
		name, text string
		tol        float64
	}{
		{"ellipse", "-Δu = 1; x in [-2, 2]; y in [-1, 1]; x²/4 + y² < 1; u = 0 on boundary; truth u = 0.4(1 - x²/4 - y²)", 1e-11},
		{"Liouville", "Δu = e^u; (x, y) in disc(0, 0, 0.6); u = truth on boundary; truth u = ln(8/(1 - x² - y²)²)", 1e-9},
		{"L, smooth", "lap(u) = 0; x in [-1, 1]; y in [-1, 1]; where not (x > 0 and y < 0); u = truth on boundary; truth u = e^(-pi x) sin(pi y)", 1e-9},
		{"L, singular", "lap(u) = 0; x in [-1, 1]; y in [-1, 1]; where not (x > 0 and y < 0); u = truth on boundary; r = sqrt(x² + y²); φ = atan2(-x - y, y - x); truth u = r^(2/3) cos(2/3*φ)", 1e-7},
		{"ring", "lap(u) = 0; (x, y) in disc(0, 0, 1); where hole: x² + y² > 0.04; u = truth on boundary; truth u = ln(x² + y²) + x/(x² + y²)", 1e-9},
		{"ring, slope", "lap(u) = 4; x in [-1, 1]; y in [-1, 1]; where rim: x² + y² < 1; where hole: x² + y² > 0.04; u_n = -2.4 on hole; u = 1 on rim; truth u = x² + y² + ln(x² + y²)*0.2", 1e-9},
	} {
		judge(t, c.name, c.text, "", c.tol)
	}
}
