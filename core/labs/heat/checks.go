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

// Checks holds the flow against closed forms, Fourier analysis and gonum's
// eigensolver.
func (f *flow) Checks() []lab.Check {
	fixed := f.fixed.of(f.dim, func() []lab.Check { return append(publishedRadii(f.dim), timeOrder(f.dim)) })
	all := slices.Concat(f.spectrum.of(f.r, f.spectrumChecks), fixed, f.growthCheck(), []lab.Check{f.conservation()})
	if f.dim == 1 {
		all = append(all, f.fourierCheck())
	}
	return all
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

// radiusName names the check of the spectral radius at r.
func (g grid) radiusName(r float64) string {
	return fmt.Sprintf("spectral radius at r = %s, n = %d", lab.Number(r, 0), g.n)
}

// spectrumChecks compares both at the run's r.
func (f *flow) spectrumChecks() []lab.Check {
	g := f.small()
	return []lab.Check{
		lab.Near(fmt.Sprintf("eigenvalues of a block, n = %d: largest gap between formula and eigensolver", g.n),
			pde.Gap(g.solved(f.r), g.formula(f.r)), 0, 1e-12, eigensolver),
		lab.Near(g.radiusName(f.r), pde.Radius(g.n, g.dim, f.r), g.solvedRadius(f.r), 1e-12, eigensolver),
	}
}

// publishedRadii measures the spectral radius where its value is known; on a
// plate at half the r.
func publishedRadii(dim int) (checks []lab.Check) {
	g := grid{dim, largestPlate}.small()
	for _, c := range []struct{ r, truth float64 }{{0.5, 1}, {0.51, 1.04}, {0.6, 1.40}} {
		r := c.r / float64(dim)
		checks = append(checks, lab.Near(g.radiusName(r), g.solvedRadius(r), c.truth, 1e-12, "closed form max(1, |1 − 4·d·r|) for even n"))
	}
	return checks
}

// growthCheck is there once the growth has been measured.
func (f *flow) growthCheck() []lab.Check {
	if f.probe.at == 0 {
		return nil
	}
	name := fmt.Sprintf("factor of mode %s in block %d", f.modeText(), f.probe.at)
	source := "closed form |λₖ|"
	if f.unstable() {
		name = fmt.Sprintf("growth per block against the spectral radius, block %d", f.probe.at)
		source = "closed form ρ = max |λₖ|"
	}
	return []lab.Check{lab.Near(name, f.probe.growth, f.factor(), 1e-6, source)}
}

// conservation: a block moves heat and makes none. Rounding moves the mean by
// no more than some 10⁻¹⁶·max |u| in a block.
func (f *flow) conservation() lab.Check {
	size := math.Max(1, f.probe.peak)
	return lab.Near("total heat gained or lost, as a fraction of max |u|", math.Abs(mean(f.u)-f.heat)/size, 0,
		1e-15*float64(f.Steps()-f.origin+64), "conservation: every column of the stencil sums to 1")
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
	return lab.Near(fmt.Sprintf("profile after %d blocks, gap as a fraction of ρᵗ", blocks), largestGap(f.u, u)/size, 0,
		1e-15*float64(blocks+64), "λₖᵗ for every mode of its discrete Fourier transform")
}

// Checks holds what was learnt against what there was to learn. They fail until
// the training is done.
func (t *training) Checks() []lab.Check {
	side := grid{1, t.n}.small()
	truth := [...]string{"[r, 1 − 2r, r]", "[0, r, 0; r, 1 − 4r, r; 0, r, 0]"}[t.dim-1]
	return []lab.Check{
		lab.Near("learnt stencil, largest distance from "+truth, t.distance(), 0, 1e-8, "the stencil of forward Euler"),
		lab.Near("learnt stencil, largest distance from least squares",
			largestGap(t.learner.stencil(), t.best.of(t.r, t.learner.leastSquares)), 0, 1e-8,
			"gonum's QR factorisation on the same examples"),
		lab.Near(fmt.Sprintf("eigenvalues of the learnt block along a side, n = %d: largest gap", side.n),
			pde.Gap(solve(side.n, t.alongRing), side.formula(t.r)), 0, 1e-7, "closed form λₖ = 1 − 4r·sin²(πk/n)"),
	}
}

// alongRing is the learnt block on a ring, for waves along x.
func (t *training) alongRing(dst, src []float64) {
	n, w := len(src), t.learner.along()
	for i, v := range src {
		dst[i] = v + w[0]*src[(i+n-1)%n] + w[1]*v + w[2]*src[(i+1)%n]
	}
}
