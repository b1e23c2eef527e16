package heat

import (
	"fmt"
	"math"
	"math/cmplx"
	"slices"

	"residual/core/lab"
	"residual/core/pde"
)

const eigensolver = "gonum's general eigensolver on the circulant matrix"

// Checks holds the flow against closed forms and Fourier analysis, and the method
// against gonum's eigensolver, on grids that it takes in its stride.
func (f *flow) Checks() []lab.Check {
	all := append(f.growthCheck(), f.conservation())
	if f.dim == 1 {
		all = append(all, f.fourierCheck())
	}
	fixed := f.fixed.of(f.dim, func() []lab.Check {
		return lab.OfMethod(append(publishedRadii(f.dim), timeOrder(f.dim))...)
	})
	return slices.Concat(f.spectrum.of(f.r, f.spectrumChecks), all, fixed)
}

// small is a grid of no more points than the general eigensolver takes in its
// stride; n is odd where it is odd.
func (g grid) small() grid {
	if most := [...]int{32, 6}[g.dim-1]; g.n > most {
		g.n = most - g.n%2
	}
	return g
}

// solve returns the eigenvalues of a linear map by gonum's general eigensolver,
// from what the map makes of unit vectors; one NaN where it fails.
func solve(n int, apply func(dst, src []float64)) []complex128 {
	if values, ok := pde.Eigenvalues(n, apply); ok {
		return values
	}
	return []complex128{cmplx.NaN()}
}

func (g grid) solved(r float64) []complex128 {
	return solve(g.cells(), func(dst, src []float64) { g.block(dst, src, r) })
}

// formula returns them by the discrete Fourier transform, in rising order.
func (g grid) formula(r float64) []float64 {
	values := make([]float64, g.cells())
	for i := range values {
		modes := [2]int{i % g.n, i / g.n}
		values[i] = pde.Eigenvalue(g.n, r, modes[:g.dim]...)
	}
	slices.Sort(values)
	return values
}

// solvedRadius is the largest |λ| that the eigensolver finds.
func (g grid) solvedRadius(r float64) float64 {
	most := 0.0
	for _, v := range g.solved(r) {
		most = math.Max(most, cmplx.Abs(v)) // NaN stays
	}
	return most
}

// spectrumChecks compares the spectral radius at the run's r and n with the closed
// form, and all eigenvalues of a small grid with those of the eigensolver.
func (f *flow) spectrumChecks() []lab.Check {
	g := f.small()
	return append([]lab.Check{
		lab.Near(fmt.Sprintf("spectral radius, n = %d", f.n), f.transformedRadius(f.r), f.radius(), 1e-12,
			"measured: the Fourier transform of what a block makes of one unit of heat; truth: closed form max |λₖ|"),
	}, lab.OfMethod(lab.Near(fmt.Sprintf("eigenvalues of a block, n = %d: gap", g.n),
		pde.Gap(g.solved(f.r), g.formula(f.r)), 0, 1e-12, eigensolver))...)
}

// transformedRadius is the largest |λ| of all n or n × n modes: a block is a
// convolution, so they are the transform of its response to one unit of heat,
//
//	λₖ = Σⱼ hⱼ·exp(−2πi·k·j/n)
//
// with few hⱼ that are not 0. The response has the same values on any grid on
// which the unit does not meet itself.
func (g grid) transformedRadius(r float64) (most float64) {
	small := grid{g.dim, min(g.n, 64)}
	unit, h := make([]float64, small.cells()), make([]float64, small.cells())
	unit[0] = 1
	small.block(h, unit, r)
	turn := make([]complex128, g.n)
	for i := range turn {
		turn[i] = cmplx.Rect(1, -2*math.Pi*float64(i)/float64(g.n))
	}
	type tap struct {
		x, y int
		h    complex128
	}
	var taps []tap
	for j, v := range h {
		if v != 0 {
			taps = append(taps, tap{small.place(j % small.n), small.place(j / small.n), complex(v, 0)})
		}
	}
	for k := range g.cells() {
		kx, ky, sum := k%g.n, k/g.n, complex(0, 0)
		for _, t := range taps {
			sum += t.h * turn[((kx*t.x+ky*t.y)%g.n+g.n)%g.n]
		}
		most = math.Max(most, cmplx.Abs(sum))
	}
	return most
}

// place is a place on a ring, counted from 0 to both sides.
func (g grid) place(j int) int {
	if 2*j > g.n {
		return j - g.n
	}
	return j
}

// publishedRadii measures the spectral radius where its value is known; on a
// plate at half the r.
func publishedRadii(dim int) (checks []lab.Check) {
	g := grid{dim, largestPlate}.small()
	for _, c := range []struct{ r, truth float64 }{{0.5, 1}, {0.51, 1.04}, {0.6, 1.40}} {
		r := c.r / float64(dim)
		name := fmt.Sprintf("spectral radius at r = %s, n = %d", lab.Number(r, 0), g.n)
		checks = append(checks, lab.Near(name, g.solvedRadius(r), c.truth, 1e-12, "closed form max(1, |1 − 4·d·r|) for even n"))
	}
	return checks
}

// growthCheck is there once the growth has been measured.
func (f *flow) growthCheck() []lab.Check {
	if f.probe.at == 0 {
		return nil
	}
	name := fmt.Sprintf("factor in block %d", f.probe.at)
	source := fmt.Sprintf("closed form |λₖ| of mode %s", f.modeText())
	if f.unstable() {
		source = "closed form ρ = max |λₖ|, of the shortest wave"
	}
	return []lab.Check{lab.Near(name, f.probe.growth, f.factor(), 1e-6, source)}
}

// conservation: a block moves heat and makes none. Rounding moves the mean by
// no more than some 10⁻¹⁶·max |u| in a block.
func (f *flow) conservation() lab.Check {
	size := math.Max(1, f.probe.peak)
	return lab.Near("heat gained or lost, over max |u|", f.measured(math.Abs(mean(f.u)-f.heat)/size), 0,
		1e-15*float64(f.Steps()-f.origin+64), "conservation: every column of the stencil sums to 1")
}

// measured is v once a block has done something to some heat.
func (f *flow) measured(v float64) float64 {
	if f.passed() == 0 || f.probe.peak == 0 {
		return math.NaN()
	}
	return v
}

// fourierCheck passes the same profile through the same blocks in Fourier
// space. Rounding adds some 10⁻¹⁶ in a block, which then grows by ρ at most.
func (f *flow) fourierCheck() lab.Check {
	e, blocks := &f.exact, f.Steps()-f.exact.step
	u, size := make([]float64, f.n), 1.0
	e.ring.Euler(u, f.r, blocks)
	for _, v := range e.from {
		size = math.Max(size, math.Abs(v))
	}
	size *= math.Pow(f.radius(), float64(blocks))
	return lab.Near(fmt.Sprintf("profile after %s: gap over ρᵗ", lab.Count(blocks, "block")), f.measured(largestGap(f.u, u)/size), 0,
		1e-15*float64(blocks+64), "λₖᵗ for every mode of its discrete Fourier transform")
}

// Checks holds what was learnt against what there was to learn, once it is learnt.
func (t *training) Checks() []lab.Check {
	side, sources := grid{1, t.n}.small(), [...]string{"gonum's QR factorisation on the same examples", "closed form λₖ = 1 − 4r·sin²(πk/n), along a side"}
	truth := [...]string{"[r, 1 − 2r, r]", "[0, r, 0; r, 1 − 4r, r; 0, r, 0]"}[t.dim-1]
	error, least, gap := math.NaN(), math.NaN(), math.NaN()
	if t.Status().Final() {
		error, least = t.distance(), largestGap(t.learner.stencil(), t.best.of(t.r, t.learner.leastSquares))
		gap = pde.Gap(solve(side.n, t.alongRing), side.formula(t.r))
	}
	return []lab.Check{
		lab.Near("largest error of the stencil", error, 0, 1e-8, "the stencil of forward Euler, "+truth),
		lab.Near("largest distance from least squares", least, 0, 1e-8, sources[0]),
		lab.Near(fmt.Sprintf("eigenvalues learnt, n = %d: gap", side.n), gap, 0, 1e-7, sources[1]),
	}
}

// alongRing is the learnt block on a ring, for waves along x.
func (t *training) alongRing(dst, src []float64) {
	n, w := len(src), t.learner.along()
	for i, v := range src {
		dst[i] = v + w[0]*src[(i+n-1)%n] + w[1]*v + w[2]*src[(i+1)%n]
	}
}
