package heat

import (
	"fmt"
	"math"
	"math/cmplx"
	"slices"

	"residual/core/lab"
	"residual/core/pde"
)

// A study holds what checks need to work out only once, or once for every r.
type study struct {
	radii []lab.Check // at the three published values of r
	order lab.Check
	r     float64
	gap   []lab.Check // at the run's own r
	made  bool
}

// Checks holds the flow against closed forms, Fourier analysis and gonum's
// eigensolver.
func (f *flow) Checks() []lab.Check {
	s := &f.study
	if !s.made {
		s.made, s.r = true, math.NaN()
		s.radii, s.order = f.publishedRadii(), f.timeOrder()
	}
	if s.r != f.r {
		s.r, s.gap = f.r, f.spectrumChecks()
	}
	all := slices.Concat(s.gap, s.radii, f.growthCheck())
	all = append(all, f.conservation(), s.order)
	if f.dim == 1 {
		all = append(all, f.fourierCheck())
	}
	return all
}

// small is a number of points per side whose matrix the general eigensolver
// takes in its stride; it is odd where n is.
func (s spec) small() int {
	most := [...]int{32, 6}[s.dim-1]
	if s.n > most {
		return most - s.n%2
	}
	return s.n
}

// solved returns the eigenvalues of a block over n points per side by gonum's
// general eigensolver, from what the block makes of unit vectors.
func solved(dim, n int, r float64) []complex128 {
	size := n
	if dim == 2 {
		size = n * n
	}
	values, ok := pde.Eigenvalues(size, func(dst, src []float64) { block(dim, n, r, dst, src) })
	if !ok {
		return []complex128{cmplx.NaN()}
	}
	return values
}

// formula returns them by the discrete Fourier transform, in rising order.
func formula(dim, n int, r float64) []float64 {
	var values []float64
	for k := range n {
		if dim == 1 {
			values = append(values, pde.Eigenvalue(n, r, k))
			continue
		}
		for l := range n {
			values = append(values, pde.Eigenvalue(n, r, k, l))
		}
	}
	slices.Sort(values)
	return values
}

func largest(values []complex128) float64 {
	most := 0.0
	for _, v := range values {
		most = math.Max(most, cmplx.Abs(v)) // NaN stays
	}
	return most
}

// spectrumChecks compares both at the run's r.
func (f *flow) spectrumChecks() []lab.Check {
	n := f.small()
	values := solved(f.dim, n, f.r)
	return []lab.Check{
		lab.Near(fmt.Sprintf("eigenvalues of a block, n = %d: largest gap between formula and eigensolver", n),
			pde.Gap(values, formula(f.dim, n, f.r)), 0, 1e-12, "gonum's general eigensolver on the circulant matrix"),
		lab.Near(fmt.Sprintf("spectral radius at r = %s, n = %d", lab.Number(f.r, 0), n),
			pde.Radius(n, f.dim, f.r), largest(values), 1e-12, "gonum's general eigensolver on the circulant matrix"),
	}
}

// publishedRadii measures the spectral radius where its value is known; on a
// plate at half the r.
func (f *flow) publishedRadii() []lab.Check {
	var checks []lab.Check
	n := [...]int{32, 6}[f.dim-1]
	for _, c := range []struct{ r, truth float64 }{{0.5, 1}, {0.51, 1.04}, {0.6, 1.40}} {
		r := c.r / float64(f.dim)
		checks = append(checks, lab.Near(fmt.Sprintf("spectral radius at r = %s, n = %d", lab.Number(r, 0), n),
			largest(solved(f.dim, n, r)), c.truth, 1e-12, "closed form max(1, |1 − 4·d·r|) for even n"))
	}
	return checks
}

// growthCheck is there once the growth has been measured.
func (f *flow) growthCheck() []lab.Check {
	if f.gauge.at == 0 {
		return nil
	}
	name := fmt.Sprintf("factor of mode %s in block %d", f.modeText(), f.gauge.at)
	source := "closed form |λₖ|"
	if f.unstable() {
		name = fmt.Sprintf("growth per block against the spectral radius, block %d", f.gauge.at)
		source = "closed form ρ = max |λₖ|"
	}
	return []lab.Check{lab.Near(name, f.gauge.growth, f.factor(), 1e-6, source)}
}

// conservation: a block moves heat and makes none. Rounding moves the mean by
// no more than some 10⁻¹⁶·max |u| in a block.
func (f *flow) conservation() lab.Check {
	size := math.Max(1, f.gauge.peak)
	return lab.Near("total heat gained or lost, as a fraction of max |u|", math.Abs(f.mean()-f.heat)/size, 0,
		1e-15*float64(f.steps-f.last+64), "conservation: every column of the stencil sums to 1")
}

// fourierCheck passes the same profile through the same blocks in Fourier
// space. Rounding adds some 10⁻¹⁶ in a block, which then grows by ρ at most.
func (f *flow) fourierCheck() lab.Check {
	blocks := f.steps - f.baseStep
	other := make([]float64, f.n)
	f.ring.Euler(other, f.r, blocks)
	gap, size := 0.0, 1.0
	for i, v := range f.u {
		gap = math.Max(gap, math.Abs(v-other[i]))
		size = math.Max(size, math.Abs(f.base[i]))
	}
	size *= math.Pow(f.radius(), float64(blocks))
	return lab.Near(fmt.Sprintf("profile after %d blocks, gap as a fraction of ρᵗ", blocks), gap/size, 0,
		1e-15*float64(blocks+64), "λₖᵗ for every mode of its discrete Fourier transform")
}
