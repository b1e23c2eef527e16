package pde

import (
	"math"
	"runtime"
	"slices"
	"testing"

	"residual/core/raced"
)

// euler is one step in dim dimensions, straight from the definition.
func euler(n, dim int, r float64) func(dst, src []float64) {
	if dim == 1 {
		return func(dst, src []float64) {
			for i := range n {
				dst[i] = src[i] + r*(src[(i+n-1)%n]-2*src[i]+src[(i+1)%n])
			}
		}
	}
	return func(dst, src []float64) {
		for i := range n {
			for j := range n {
				c := src[i*n+j]
				dst[i*n+j] = c + r*(src[(i+n-1)%n*n+j]+src[(i+1)%n*n+j]+src[i*n+(j+n-1)%n]+src[i*n+(j+1)%n]-4*c)
			}
		}
	}
}

// spectrum lists the closed form for every mode, in rising order.
func spectrum(n, dim int, r float64) []float64 {
	var all []float64
	for k := range n {
		if dim == 1 {
			all = append(all, Eigenvalue(n, r, k))
			continue
		}
		for l := range n {
			all = append(all, Eigenvalue(n, r, k, l))
		}
	}
	slices.Sort(all)
	return all
}

func TestEigenvaluesAgainstGeneralSolver(t *testing.T) {
	for _, c := range []struct{ n, dim int }{{8, 1}, {9, 1}, {64, 1}, {4, 2}, {7, 2}} {
		for _, r := range []float64{0, 0.1, 0.5, 0.6} {
			size := c.n
			if c.dim == 2 {
				size *= c.n
			}
			values, ok := Eigenvalues(size, euler(c.n, c.dim, r))
			if !ok {
				t.Fatal("no eigenvalues")
			}
			if gap := Gap(values, spectrum(c.n, c.dim, r)); gap > 1e-12 {
				t.Errorf("n %d, dim %d, r %v: off by %v", c.n, c.dim, r, gap)
			}
		}
	}
}

func TestEigenvaluesAgainstTransformOfColumn(t *testing.T) {
	const n, r = 24, 0.45
	column := make([]float64, n)
	column[0], column[1], column[n-1] = 1-2*r, r, r
	for k, v := range Circulant(column) {
		if math.Abs(real(v)-Eigenvalue(n, r, k)) > 1e-14 || math.Abs(imag(v)) > 1e-14 {
			t.Errorf("mode %d: %v, want %v", k, v, Eigenvalue(n, r, k))
		}
	}
}

// The published figures: 1 at r = 0.5, 1.04 at 0.51, 1.40 at 0.6 for even n.
func TestSpectralRadius(t *testing.T) {
	for r, want := range map[float64]float64{0.3: 1, 0.5: 1, 0.51: 1.04, 0.6: 1.40} {
		for dim := 1; dim <= 2; dim++ {
			if got := Radius(64, dim, r/float64(dim)); math.Abs(got-want) > 1e-14 {
				t.Errorf("radius at r = %v/%d: %v, want %v", r, dim, got, want)
			}
		}
	}
}

func TestLimitIsWhereTheRadiusLeavesOne(t *testing.T) {
	for _, n := range []int{8, 9, 64, 65} {
		for dim := 1; dim <= 2; dim++ {
			limit := Limit(n, dim)
			if Radius(n, dim, limit*(1-1e-9)) != 1 || Radius(n, dim, limit*(1+1e-9)) <= 1 {
				t.Errorf("n %d, dim %d: %v is not the limit", n, dim, limit)
			}
		}
	}
	if Limit(64, 1) != 0.5 || Limit(64, 2) != 0.25 {
		t.Error("the limit for even n is 1/(2·dim)")
	}
}

// A cosine keeps its form in all three solutions, with a factor in closed form.
func TestRingMovesAWave(t *testing.T) {
	const n, m, time, r, steps = 20, 3, 0.003, 0.2, 17
	wave, got := make([]float64, n), make([]float64, n)
	for i := range wave {
		wave[i] = 0.25 + math.Cos(2*math.Pi*m*float64(i)/n)
	}
	g := NewRing(n)
	g.Set(wave)
	if a := g.Amplitude(m); math.Abs(a-1) > 1e-14 {
		t.Errorf("amplitude %v, want 1", a)
	}
	s := math.Sin(math.Pi * m / n)
	for name, c := range map[string]struct {
		move   func()
		factor float64
	}{
		"exact":    {func() { g.Exact(got, time) }, math.Exp(-36 * math.Pi * math.Pi * time)},
		"discrete": {func() { g.Discrete(got, time) }, math.Exp(-4 * n * n * s * s * time)},
		"euler":    {func() { g.Euler(got, r, steps) }, math.Pow(1-4*r*s*s, steps)},
	} {
		c.move()
		for i := range got {
			if want := 0.25 + c.factor*(wave[i]-0.25); math.Abs(got[i]-want) > 1e-14 {
				t.Errorf("%s: u(%d) = %v, want %v", name, i, got[i], want)
			}
		}
	}
}

type room struct {
	bytes int64
	then  func()
}

func (r *room) Count(bytes int64) { r.bytes += bytes }
func (r *room) Then(f func())     { r.then = f }

// What Reserve counts is what the ring then allocates, but for its structs.
func TestRingReserves(t *testing.T) {
	if raced.On {
		t.Skip("the race detector allocates too")
	}
	for _, n := range []int{1024, 4095} {
		var r room
		got := int64(math.MaxInt64)
		for range 5 { // the least: others allocate now and then
			r = room{}
			new(Ring).Reserve(&r, n)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			r.then()
			runtime.ReadMemStats(&after)
			got = min(got, int64(after.TotalAlloc-before.TotalAlloc))
		}
		if d := got - r.bytes; d < 0 || d > got/10 {
			t.Errorf("n = %d: %d bytes are allocated, %d were counted", n, got, r.bytes)
		}
	}
}

// Euler in Fourier space is Euler on the grid, for odd and even n.
func TestRingEulerAgainstSteps(t *testing.T) {
	for _, n := range []int{16, 17} {
		u, next := make([]float64, n), make([]float64, n)
		u[3], u[4] = 1, 0.5
		g := NewRing(n)
		g.Set(u)
		got := make([]float64, n)
		g.Euler(got, 0.55, 40)
		step := euler(n, 1, 0.55)
		for range 40 {
			step(next, u)
			u, next = next, u
		}
		for i := range u {
			if math.Abs(u[i]-got[i]) > 1e-12 {
				t.Errorf("n %d: u(%d) = %v, by steps %v", n, i, got[i], u[i])
			}
		}
	}
}

// A network of residual convolutions in Fourier space is one on the grid, for a
// stencil without any symmetry.
func TestRingNetworkAgainstConvolutions(t *testing.T) {
	w := []float64{0.3, -0.45, 0.1}
	for _, n := range []int{12, 13} {
		u, next, got := make([]float64, n), make([]float64, n), make([]float64, n)
		u[2], u[5] = 1, -0.7
		g := NewRing(n)
		g.Set(u)
		g.Network(got, w, 25)
		for range 25 {
			for i := range n {
				next[i] = u[i] + w[0]*u[(i+n-1)%n] + w[1]*u[i] + w[2]*u[(i+1)%n]
			}
			u, next = next, u
		}
		for i := range u {
			if math.Abs(u[i]-got[i]) > 1e-13 {
				t.Errorf("n %d: u(%d) = %v, by convolutions %v", n, i, got[i], u[i])
			}
		}
	}
}

// The symbol of r times the Laplacian is the eigenvalue of a step, less 1.
func TestSymbolOfTheLaplacian(t *testing.T) {
	const n, r = 21, 0.37
	for k := range n {
		s := Symbol(n, []float64{r, -2 * r, r}, k)
		if math.Abs(1+real(s)-Eigenvalue(n, r, k)) > 1e-14 || math.Abs(imag(s)) > 1e-14 {
			t.Errorf("mode %d: %v", k, s)
		}
	}
}
