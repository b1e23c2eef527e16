package uncertainty

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/uq"
)

// The figures that this lab is held to: those of the law from so many rows on,
// for what a model of p parameters loses to the law in nats is about p/2n.
const (
	tolParts      = 1e-12
	tolLog        = 0.02
	tolNoise      = 0.1
	tolBrier      = 0.005
	enough        = 1000 // rows
	tolMean       = 0.01
	tolCovariance = 0.05
)

// Checks holds the fits against the law that the rows come from, the conformal
// intervals against the law of their coverage, and the cubic's posterior against
// its closed form. What is not there yet stands as NaN.
func (r *run) Checks() []lab.Check {
	if r.status.State == lab.Stopped { // without a fit: there is nothing to measure
		return nil
	}
	if !r.done() {
		return []lab.Check{lab.Near("E[σ²] + Var[μ] − Var Y, relative", math.NaN(), 0, tolParts, "law of total variance")}
	}
	m, few := r.measure(), math.Max(1, enough/float64(len(r.rows.x)))
	checks := []lab.Check{lab.Near("E[σ²] + Var[μ] − Var Y, relative", m.parts, 0, tolParts, "law of total variance: E[Y²] − E[Y]²")}
	if r.truth != nil && r.m.net != nil && !r.truth.heavy && r.model != "variational" { // which fits worse: the page says why
		checks = append(checks,
			lab.Near("mean −ln p above that of the true law", r.excess(), 0, tolLog*few, "the law that the rows come from, by quadrature"),
			lab.Near("σ̂/σ − 1, root mean square", m.noise, 0, tolNoise*math.Sqrt(few), "σ(x) of that law"))
	}
	if r.truth != nil && r.m.net != nil {
		checks = append(checks, lab.Near("Brier score above that of the true law", m.brier-m.perfect, 0, tolBrier*few, "P(Y > y*) of that law"))
	}
	checks = append(checks, r.coverageChecks()...)
	if r.m.net == nil && r.model != "network" && r.model != "ensemble" {
		checks = append(checks, r.posteriorChecks()...)
	}
	return checks
}

// coverageChecks: given the calibration rows the coverage of split conformal
// prediction is a draw from Beta(k, n+1−k), and that of so many testing rows a
// binomial one about it.
func (r *run) coverageChecks() (checks []lab.Check) {
	n, k := len(r.cal[0]), uq.ScoreRank(len(r.cal[0]), r.alpha)
	truth, tolerance, source := 1.0, 0.0, "an infinite interval holds everything"
	if k <= n {
		truth = float64(k) / float64(n+1)
		tolerance = deviations * math.Sqrt(truth*(1-truth)*(1/float64(n+2)+1/float64(len(r.test[0]))))
		source = fmt.Sprintf("Beta(%d, %d), five deviations", k, n+1-k)
	}
	in := r.intervals()
	for _, i := range in[1:3] {
		share, _ := r.coverage(i)
		checks = append(checks, lab.Near("coverage, "+i.name, share, truth, tolerance, source))
	}
	return append(checks, r.crossCheck(in[3])...)
}

// deviations is how many standard deviations chance is allowed.
const deviations = 5

// crossCheck holds CV+ to its promise, which is a bound: the coverage of the
// testing rows is a binomial share, of one chance at least. A bound that no share
// can miss is not checked.
func (r *run) crossCheck(in interval) []lab.Check {
	share, _ := r.coverage(in)
	least := 1 - 2*r.alpha - math.Sqrt(2/float64(len(r.rows.x)))
	slack := deviations * math.Sqrt(least*(1-least)/float64(len(r.test[0])))
	if !(least > slack) {
		return nil
	}
	return []lab.Check{lab.AtLeast("coverage, CV+", share, least, slack,
		fmt.Sprintf("1 − 2α − √(2/n), Barber et al. 2021; five deviations of %d testing rows", len(r.test[0])))}
}

// posteriorChecks holds the cubic's posterior against the closed form.
func (r *run) posteriorChecks() []lab.Check {
	mean, cov := r.closedForm()
	m, c, tolerance := r.approximate()
	n := powers
	far, size := 0.0, 0.0
	for i := range mean {
		far += (m[i] - mean[i]) * (m[i] - mean[i])
		size += mean[i] * mean[i]
	}
	checks := []lab.Check{lab.Near("posterior mean, off by part", math.Sqrt(far/size), 0, tolMean, "normal posterior in closed form")}
	if r.model == "variational" {
		return append(checks, r.shrinkage(c, cov)...)
	}
	worst := 0.0
	for i := range n {
		for j := range n {
			worst = math.Max(worst, math.Abs(c[i*n+j]-cov[i*n+j])/math.Sqrt(cov[i*n+i]*cov[j*n+j]))
		}
	}
	return append(checks, lab.Near("posterior covariance, off by part", worst, 0, tolerance, "normal posterior in closed form"))
}

// approximate is the mean and covariance that the model has, and how close the
// covariance can be expected to be: that of a sample of effective size n is
// within four deviations, 4·√(2/n).
func (r *run) approximate() (mean, cov []float64, tolerance float64) {
	n, tolerance := powers, tolCovariance
	cov = make([]float64, n*n)
	switch r.model {
	case "variational":
		q := r.fits[0].field
		for i, s := range q.LogSD() {
			cov[i*n+i] = math.Exp(2 * s)
		}
		return q.Mean(), cov, tolerance
	case "laplace":
		g := r.lastLayer(r.fits[0].theta, 0, 1)
		for i := range n {
			g.Covariance(cov[i*n:][:n], i)
		}
		return g.Mean, cov, tolerance
	}
	mean, cov = moments(r.kept[:r.parallel()], n)
	return mean, cov, math.Max(tolerance, 4*math.Sqrt(2/r.squareESS(mean)))
}

// squareESS is the least effective sample size of the squares (θᵢ − mᵢ)², which
// the variances are means of. It may be far below that of θᵢ itself.
func (r *run) squareESS(mean []float64) float64 {
	least := math.Inf(1)
	for i, m := range mean {
		var chains [][]float64
		for _, k := range r.kept[:r.parallel()] {
			var c []float64
			for d := i; d < len(k); d += len(mean) {
				c = append(c, (k[d]-m)*(k[d]-m))
			}
			chains = append(chains, c)
		}
		least = math.Min(least, uq.MeanESS(chains))
	}
	return least
}

// moments are the mean and covariance of draws of n numbers.
func moments(kept [][]float64, n int) (mean, cov []float64) {
	mean, cov = make([]float64, n), make([]float64, n*n)
	count := 0.0
	for _, k := range kept {
		for ; len(k) > 0; k = k[n:] {
			count++
			for i := range n {
				d := k[i] - mean[i]
				mean[i] += d / count
			}
		}
	}
	for _, k := range kept {
		for ; len(k) > 0; k = k[n:] {
			for i := range n {
				for j := range n {
					cov[i*n+j] += (k[i] - mean[i]) * (k[j] - mean[j]) / (count - 1)
				}
			}
		}
	}
	return mean, cov
}

// shrinkage: the best mean-field law of a normal one has the variances 1/Λᵢᵢ,
// which are less than the true ones.
func (r *run) shrinkage(c, cov []float64) []lab.Check {
	n := powers
	precision := make([]float64, n)
	phi := make([]float64, n)
	for _, x := range r.rows.x {
		r.m.see(phi, r.scale.x(x))
		for i, p := range phi {
			precision[i] += p * p * math.Exp(-2*r.noise)
		}
	}
	worst, least := 0.0, 1.0
	for i := range n {
		best := 1 / (precision[i] + r.m.decay[i])
		worst = math.Max(worst, math.Abs(c[i*n+i]/best-1))
		least = math.Min(least, best/cov[i*n+i])
	}
	return []lab.Check{lab.Near(fmt.Sprintf("mean-field variances over 1/Λᵢᵢ, less 1 (true ones are up to %s times as large)", lab.Number(1/least, 3)),
		worst, 0, tolCovariance, "mean-field optimum of a normal law in closed form")}
}
