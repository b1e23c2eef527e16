package fit

import (
	"math"
	"slices"
	"testing"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/lab"
	"residual/core/opt"
	"residual/core/plan"
	"residual/core/uq"
)

// A gaussian is the density N(mean, precision⁻¹) in two dimensions.
type gaussian struct{ mean, precision []float64 }

var correlated = gaussian{[]float64{0.5, -1}, []float64{2, 1.2, 1.2, 1.5}}

func (g *gaussian) LogDensity(grad, theta []float64) (log float64) {
	for i := range theta {
		grad[i] = 0
		for j := range theta {
			grad[i] -= g.precision[2*i+j] * (theta[j] - g.mean[j])
		}
		log += grad[i] * (theta[i] - g.mean[i]) / 2
	}
	return log
}

// covariance is the inverse of the precision.
func (g *gaussian) covariance() []float64 {
	p := g.precision
	det := p[0]*p[3] - p[1]*p[2]
	return []float64{p[3] / det, -p[1] / det, -p[2] / det, p[0] / det}
}

// rows are what the test's densities are taken to be given, and make a slice 50
// steps long.
const rows = 10

var (
	toMode  = Schedule{Seed: 1, Steps: 300, Resteps: 200, Rate: 0.1, SliceRows: 50 * rows, SliceWork: 1e6}
	byChain = with(func(s *Schedule) { s.Draws, s.Leapfrogs = 4000, 12 })
	byField = with(func(s *Schedule) { s.FieldSteps, s.FieldRate, s.FieldSD = 6000, 0.005, 0.05 })
)

func with(change func(*Schedule)) Schedule {
	s := toMode
	change(&s)
	return s
}

func begin(s Schedule) *Posterior {
	p := &Posterior{Schedule: s}
	p.Reserve(opt.Heap{}, 2)
	p.Begin()
	return p
}

func finish(p *Posterior, t uq.Target) *Posterior {
	for !p.Finished() {
		p.Slice(t, rows)
	}
	return p
}

// near holds two vectors against each other.
func near(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	for i := range want {
		if !(math.Abs(got[i]-want[i]) <= tolerance) {
			t.Errorf("%s: %v, want %v ± %.2g", what, got, want, tolerance)
			return
		}
	}
}

// Training ends at the mode, and after the density has changed at the new one.
func TestPosteriorMode(t *testing.T) {
	p := finish(begin(toMode), &correlated)
	near(t, "mode", p.Current(), correlated.mean, 1e-3)
	moved := gaussian{[]float64{1, -1.2}, correlated.precision}
	if p.Restart(); p.Finished() || p.Progress() != 0 {
		t.Fatal("nothing is left to do after a restart")
	}
	finish(p, &moved)
	near(t, "mode that moved", p.Current(), moved.mean, 1e-3)
	if p.Trained != toMode.Steps+toMode.Resteps || p.Progress() != 1 {
		t.Errorf("%d steps, progress %v", p.Trained, p.Progress())
	}
}

// The chain's draws have the mean and the covariance of the density, within five
// standard errors.
func TestPosteriorChain(t *testing.T) {
	p := finish(begin(byChain), &correlated)
	draws, cov := p.DrawsFrom(0), correlated.covariance()
	if p.Kept() != byChain.Draws || len(draws) != 2*byChain.Draws {
		t.Fatalf("%d draws are kept in %d numbers", p.Kept(), len(draws))
	}
	chains := [][]float64{draws}
	mean, got := uq.Moments(chains, 2)
	n := uq.VarianceESS(chains, mean)
	if n < 400 {
		t.Fatalf("%v effective draws", n)
	}
	near(t, "mean", mean, correlated.mean, 5*math.Sqrt(cov[3]/n))
	near(t, "covariance", got, cov, 5*cov[3]*math.Sqrt(2/n))
}

// The best mean field of a normal density has its mean and the variances 1/Λᵢᵢ.
func TestPosteriorMeanField(t *testing.T) {
	p := finish(begin(byField), &correlated)
	near(t, "mean", p.Current(), correlated.mean, 1e-2)
	for i, s := range p.MeanField.LogSD() {
		if v := math.Exp(2*s) * correlated.precision[3*i]; math.Abs(v-1) > 0.02 {
			t.Errorf("variance %d is %v times 1/Λᵢᵢ", i, v)
		}
	}
}

func state(p *Posterior) []byte {
	c := codec.NewEncoder(nil)
	p.State(c)
	return c.Bytes()
}

func decode(p *Posterior, b []byte) error {
	c := codec.NewDecoder(b)
	p.State(c)
	return c.Done()
}

// short are schedules of a few slices.
func short() []Schedule {
	return []Schedule{
		with(func(s *Schedule) { s.Steps = 120 }),
		with(func(s *Schedule) { s.Steps, s.Draws, s.Leapfrogs = 120, 21, 5 }),
		with(func(s *Schedule) { s.Steps, s.FieldSteps, s.FieldRate, s.FieldSD = 120, 4, 0.05, 0.1 }),
	}
}

// From its state at any slice a fit goes on with the same bits, in a fit that
// has been somewhere else.
func TestPosteriorState(t *testing.T) {
	for _, s := range short() {
		whole := state(finish(begin(s), &correlated))
		for p := begin(s); !p.Finished(); p.Slice(&correlated, rows) {
			other := finish(begin(s), &gaussian{[]float64{3, 3}, correlated.precision})
			b := state(p)
			if err := decode(other, b); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(state(other), b) {
				t.Fatalf("after %d steps and %d draws: another state", p.Trained, p.Chain.Drawn)
			}
			if !slices.Equal(state(finish(other, &correlated)), whole) {
				t.Fatalf("after %d steps and %d draws: another end", p.Trained, p.Chain.Drawn)
			}
		}
	}
}

// A state that is cut short, too long or past the end of its schedule is refused.
func TestPosteriorRefuses(t *testing.T) {
	for _, s := range short() {
		p := finish(begin(s), &correlated)
		whole := state(p)
		for n := range whole {
			if decode(begin(s), whole[:n]) == nil {
				t.Fatalf("%d of %d bytes are taken for all", n, len(whole))
			}
		}
		if decode(begin(s), append(whole, 0)) == nil {
			t.Error("a byte too many is taken")
		}
		less := s
		less.Draws, less.FieldSteps, less.Steps, less.Resteps = s.Draws/2, s.FieldSteps/2, s.Steps/2, s.Steps/2
		if decode(begin(less), whole) == nil {
			t.Error("a fit is longer than its schedule")
		}
		if p.Trained++; decode(begin(s), state(p)) == nil {
			t.Error("more steps are taken than there are")
		}
	}
}

// A countedDensity counts how often it is worked out.
type countedDensity struct {
	gaussian
	n int
}

func (c *countedDensity) LogDensity(grad, theta []float64) float64 {
	c.n++
	return c.gaussian.LogDensity(grad, theta)
}

// The progress of fits of different lengths is the fraction of all evaluations of
// the density, so that it foretells the time.
func TestPosteriorProgress(t *testing.T) {
	for _, s := range []Schedule{toMode, byChain, byField} {
		all := ensemble(s)
		all[1].Draws, all[1].FieldSteps = s.Draws/4, s.FieldSteps/4
		density := &countedDensity{gaussian: correlated}
		var progress, evaluations []float64
		for !all.Finished() {
			for _, p := range all.Unfinished {
				p.Slice(density, rows)
			}
			progress, evaluations = append(progress, all.Progress()), append(evaluations, float64(density.n))
		}
		for i, n := range evaluations {
			if want := n / float64(density.n); math.Abs(progress[i]-want) > 0.01 {
				t.Fatalf("progress is %v after %v of the evaluations", progress[i], want)
			}
		}
	}
}

func ensemble(s Schedule) Posteriors {
	all := make(Posteriors, 3)
	for i := range all {
		all[i].Schedule = s
		all[i].Number = uint64(i)
		all[i].Steps += 70 * i // so that they end one after the other
		all[i].Reserve(opt.Heap{}, 2)
		all[i].Theta[0] = float64(i)
		all[i].Begin()
	}
	return all
}

// Tasks done elsewhere give the bits of slices taken here.
func TestPosteriorTasks(t *testing.T) {
	for _, s := range short() {
		here, away, worker := ensemble(s), ensemble(s), begin(s)
		memory := make([][]byte, len(away))
		for !here.Finished() {
			for _, p := range here.Unfinished {
				p.Slice(&correlated, rows)
			}
			var results [][]byte
			for _, task := range away.Tasks(memory, func(c *codec.Coder, i int) { c.Count(&i) }) {
				var i int
				c := codec.NewDecoder(task)
				c.Count(&i)
				worker.Schedule = away[i].Schedule
				results = append(results, worker.Do(nil, c, &correlated, rows))
			}
			away.Finish(results)
			for i := range here {
				if !slices.Equal(state(&here[i]), state(&away[i])) {
					t.Fatalf("fit %d: other bits after %d steps", i, here[i].Trained)
				}
			}
			if here.Progress() != away.Progress() || here.NLL() != away.NLL() {
				t.Fatal("another progress or −ln p")
			}
		}
		if !away.Finished() || away.Progress() != 1 || !away.Finite() {
			t.Error("the same work is not the end")
		}
		if away[1].Theta[1] = math.NaN(); away.Finite() {
			t.Error("NaN is finite")
		}
	}
}

// What is no task or no result is a mistake of the program.
func TestPosteriorTasksPanic(t *testing.T) {
	all := ensemble(toMode)
	tasks := all.Tasks(make([][]byte, 3), func(*codec.Coder, int) {})
	for name, f := range map[string]func(){
		"no task":   func() { begin(toMode).Do(nil, codec.NewDecoder(tasks[0][1:]), &correlated, rows) },
		"no result": func() { all.Finish([][]byte{tasks[0], tasks[1], nil}) },
	} {
		func() {
			defer func() {
				if r := recover(); r != "fit: "+name {
					t.Errorf("%s: %v", name, r)
				}
			}()
			f()
			t.Errorf("%s is taken", name)
		}()
	}
}

// The cost of a step is that of the fits that took part, by their rows, and of
// Adam; of a step that draws it is not known.
func TestPosteriorsCost(t *testing.T) {
	var p ad.Program
	out := p.Tanh(p.MatMul(p.Rows("x", 2), p.Param("w", 2, 3)))
	m := plan.NewMachine[float64](plan.New(&p, 2*rows, out))
	all := ensemble(with(func(s *Schedule) { s.Steps = 60 })) // slices of 50: the first ends in the second one
	for step, want := range []int{150, 10 + 50 + 50, 30 + 50} {
		for _, f := range all.Unfinished {
			f.Slice(&correlated, rows)
		}
		c, flops := all.Cost(m, func(int) int { return rows }), int64(want)*(m.Plan.Flops()/2+all[0].adam.Flops())
		if c.Flops != flops || c.Step == "" || c.Bytes == 0 || c.Set == 0 {
			t.Errorf("step %d: %+v, want %d flops", step, c, flops)
		}
	}
	all[0].Chain.Drawn = 1
	if c := all.Cost(m, func(int) int { return rows }); c != (lab.Cost{}) {
		t.Errorf("draws are counted: %+v", c)
	}
}
