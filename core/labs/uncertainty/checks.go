package uncertainty

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/uq"
)

// The figures that this lab is held to: those that compare with the truth from
// enough rows on, for a model of p parameters loses about p/2n nats to it.
const (
	tolParts      = 1e-12
	tolLog        = 0.02
	tolNoise      = 0.1
	tolBrier      = 0.005
	enough        = 1000 // rows
	tolMean       = 0.01
	tolCovariance = 0.05
)

// Checks compares the fits with the truth that the rows come from, the coverage of
// conformal intervals with its distribution, and the cubic's posterior with its
// closed form. What is not there yet stands as NaN.
func (e *experiment) Checks() []lab.Check {
	if e.Status().State == lab.Stopped { // without a fit: there is nothing to measure
		return nil
	}
	if !e.evaluation.complete() {
		return totalVariance(math.NaN())
	}
	r := e.report()
	checks := append(r.scoreChecks(e.fits.method), r.coverageChecks()...)
	if e.data.model.net == nil && e.fits.method >= hmc {
		checks = append(checks, e.posteriorChecks()...)
	}
	return append(checks, totalVariance(r.scores().parts)...)
}

// totalVariance holds the two parts of the variance against the whole.
func totalVariance(gap float64) []lab.Check {
	return lab.OfMethod(lab.Near("E[σ²] + Var[μ] − Var Y, relative", gap, 0, tolParts, "law of total variance: E[(Y − E[Y])²]"))
}

// scoreChecks: few rows allow for more. Mean-field inference fits worse, and heavy
// tails are not what the model assumes: the page explains both.
func (r *report) scoreChecks(m method) []lab.Check {
	s, few := r.scores(), math.Max(1, enough/float64(len(r.fit.x)))
	if r.truth == nil || r.model.net == nil {
		return nil
	}
	var checks []lab.Check
	if !r.truth.heavy && m != variational {
		checks = append(checks,
			lab.Near("mean −ln p above that of the true law", r.excess(), 0, tolLog*few, "the law that the rows come from, by quadrature"),
			lab.Near("σ̂/σ − 1, root mean square", s.noise, 0, tolNoise*math.Sqrt(few), "σ(x) of that law"))
	}
	return append(checks, lab.Near("Brier score above that of the true law", s.brier-s.perfect, 0, tolBrier*few, "P(Y > y*) of that law"))
}

// coverageChecks: given the calibration rows the coverage of split conformal
// prediction is a draw from Beta(k, n+1−k), and the fraction covered of the testing
// rows is binomial about it.
func (r *report) coverageChecks() (checks []lab.Check) {
	n, k := len(r.cal.x), uq.ScoreRank(len(r.cal.x), r.alpha)
	truth := float64(k) / float64(n+1)
	tolerance := deviations * math.Sqrt(truth*(1-truth)*(1/float64(n+2)+1/float64(len(r.test.x))))
	in := r.intervals()
	for _, i := range in[1:3] {
		share, _ := r.coverage(i)
		if k > n {
			checks = append(checks, lab.ByConstruction("coverage, "+i.name, share, 1, "an infinite interval holds everything"))
			continue
		}
		checks = append(checks, lab.Near("coverage, "+i.name, share, truth, tolerance, fmt.Sprintf("Beta(%d, %d), five deviations", k, n+1-k)))
	}
	return append(checks, r.crossCheck(in[3])...)
}

// deviations is how many standard deviations chance is allowed.
const deviations = 5

// crossCheck checks the guarantee of CV+, a bound on the probability of which the
// coverage of the testing rows is a binomial fraction. A bound that no fraction can
// miss is not checked.
func (r *report) crossCheck(in interval) []lab.Check {
	share, _ := r.coverage(in)
	least := 1 - 2*r.alpha - math.Sqrt(2/float64(len(r.fit.x)))
	slack := deviations * math.Sqrt(least*(1-least)/float64(len(r.test.x)))
	if !(least > slack) {
		return nil
	}
	return []lab.Check{lab.AtLeast("coverage, CV+", share, least, slack,
		fmt.Sprintf("1 − 2α − √(2/n), Barber et al. 2021; five deviations of %d testing rows", len(r.test.x)))}
}

// posteriorChecks compares the cubic's posterior with the closed form.
func (e *experiment) posteriorChecks() []lab.Check {
	const n = powers
	mean, cov := e.data.closedForm()
	m, c, tolerance := e.posterior()
	distance, size, worst := 0.0, 0.0, 0.0
	for i := range mean {
		distance += (m[i] - mean[i]) * (m[i] - mean[i])
		size += mean[i] * mean[i]
		for j := range n {
			worst = math.Max(worst, math.Abs(c[i*n+j]-cov[i*n+j])/math.Sqrt(cov[i*n+i]*cov[j*n+j]))
		}
	}
	check := lab.Near("posterior mean, relative error", math.Sqrt(distance/size), 0, tolMean, "normal posterior in closed form")
	if e.fits.method == variational {
		return []lab.Check{check, shrinkage(c, cov, e.data.precisionDiagonal())}
	}
	return []lab.Check{check, lab.Near("posterior covariance, relative error", worst, 0, tolerance, "normal posterior in closed form")}
}

// posterior is the mean and the covariance that the method has of the cubic, and
// the tolerance of the covariance: that of a sample of effective size n is within
// four standard deviations, 4·√(2/n).
func (e *experiment) posterior() (mean, cov []float64, tolerance float64) {
	const n = powers
	cov = make([]float64, n*n)
	switch e.fits.method {
	case variational:
		q := &e.fits.all[0].MeanField
		for i, s := range q.LogSD() {
			cov[i*n+i] = math.Exp(2 * s)
		}
		return q.Mean(), cov, tolCovariance
	case laplace:
		g := e.predict.lastLayer(e.fits.all[0].Theta, 0)
		for i := range n {
			g.Covariance(cov[i*n:][:n], i)
		}
		return g.Mean, cov, tolCovariance
	}
	chains := e.fits.draws()
	mean, cov = uq.Moments(chains, n)
	return mean, cov, math.Max(tolCovariance, 4*math.Sqrt(2/uq.VarianceESS(chains, mean)))
}

// shrinkage: the best mean-field approximation of a normal posterior has the
// variances 1/Λᵢᵢ, which are less than the true ones.
func shrinkage(c, cov, precision []float64) lab.Check {
	const n = powers
	worst, least := 0.0, 1.0
	for i, p := range precision {
		best := 1 / p
		worst = math.Max(worst, math.Abs(c[i*n+i]/best-1))
		least = math.Min(least, best/cov[i*n+i])
	}
	return lab.Near("largest |mean-field variance·Λᵢᵢ − 1|", worst, 0, tolCovariance,
		fmt.Sprintf("mean-field optimum of a normal law in closed form; true variances are up to %s times as large", lab.Number(1/least, 3)))
}
