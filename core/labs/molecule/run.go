package molecule

import (
	"math"

	"residual/core/lab"
	"residual/core/md"
	"residual/core/rng"
)

// The phases of a run, in order.
const (
	relaxing  = iota // to the minimum
	vibrating        // its normal modes
	sampling
	training
	judging // learning curves
	moving
	hopping
	finished
)

// A run goes from a molecule to what was learnt of it.
type run struct {
	spec
	phase  int
	steps  int
	status lab.Status
	held   turn // how the visitor holds the molecule
	press  [2]float64

	modes   *md.Modes
	walkers []walker
	data    sample

	job      int // which member is being taught, of those to be taught
	networks [kindCount]*network
	past     [kindCount]lab.History // errors of the first member
	curve    curve
	pupil    member // of the learning curve
	motion   motion
	search   search

	// What follows is no part of the state.
	helper           *worker
	tasks            [][]byte
	fit              *fit
	fitKind          int
	unseenX, unseenF []float64 // the unseen geometries, turned at random
	shown            []float64 // room for the frame
	study            study
	cost             lab.Cost // of the last lesson
	peak             int64
}

func newRun(s spec) *run {
	r := &run{spec: s, held: turn{1}, data: newSample(&s), fitKind: -1, helper: &worker{s, s.reference()},
		modes: &md.Modes{Pos: append([]float64(nil), s.start...)}}
	n := s.judged() * s.coords()
	r.unseenX, r.unseenF = make([]float64, n), make([]float64, n)
	r.shown = make([]float64, s.poses()*s.coords())
	if s.box != nil {
		r.held = turn{1, 0.1, -0.2} // along the rows of a crystal there is little to see
	}
	r.search.past = lab.NewHistory(kept, 2)
	r.forget()
	return r
}

const kept = 256

// judged is how many unseen geometries there are, and poses how many geometries
// are drawn at once: without networks none, and one.
func (s *spec) judged() int { return min(unseen, s.total()) }

func (s *spec) poses() int {
	if s.beyond() {
		return 1
	}
	return sweepSteps
}

// forget lets the networks go, for others; the geometries stay.
func (r *run) forget() {
	r.job, r.curve, r.fit, r.fitKind = 0, r.newCurve(), nil, -1
	for k := range r.networks {
		r.networks[k] = nil
		if r.active(k) {
			r.networks[k] = r.newNetwork(k)
		}
		r.past[k] = lab.NewHistory(kept, 2)
	}
	r.motion = motion{past: lab.NewHistory(kept, 3)}
	r.study, r.cost, r.peak = study{}, lab.Cost{}, 0
	r.count()
}

// active tells whether a kind takes part.
func (s *spec) active(k int) bool { return !s.beyond() && (k == equivariant || s.plans.controls) }

// Step takes the run a little further.
func (r *run) Step() lab.Status {
	switch {
	case r.status.Final():
		return r.status
	case r.phase == sampling:
		tasks := r.sampleTasks()
		results := make([][]byte, len(tasks))
		for i, t := range tasks {
			results[i] = r.helper.Do(nil, t)
		}
		return r.Finish(results)
	}
	r.advance()
	return r.status
}

// Tasks are the geometries of the next step, while there are any to compute.
func (r *run) Tasks() [][]byte {
	if r.phase != sampling || r.status.Final() {
		return nil
	}
	return r.sampleTasks()
}

// Finish ends a step of sampling.
func (r *run) Finish(results [][]byte) lab.Status {
	r.begun()
	r.takeSamples(results)
	if r.data.count == r.total() && !r.status.Final() {
		r.turnUnseen()
		r.phase = training
	}
	return r.status
}

func (r *run) begun() {
	r.steps++
	r.status = lab.Status{State: lab.Running}
}

// advance takes a step of any other phase.
func (r *run) advance() {
	r.begun()
	switch r.phase {
	case relaxing:
		r.relax()
	case vibrating:
		m, err := md.NewModes(r.helper.reference, r.mass, r.modes.Pos, 1e-3)
		if err != nil {
			r.stop("no vibrations: " + err.Error())
			return
		}
		r.modes = m
		r.startWalkers()
		r.phase = sampling
	case training:
		r.train()
	case judging:
		r.judgeNext()
	case moving:
		r.move()
	case hopping:
		r.hop()
	}
}

// relax takes the atoms to their minimum, unless they are arranged anew anyway.
func (r *run) relax() {
	if r.plans.task != "hop" {
		if _, err := md.Relax(r.helper.reference, r.modes.Pos, 1e-5, 400); err != nil {
			r.stop("the molecule has no resting place: " + err.Error())
			return
		}
	}
	r.onward()
}

// onward goes on to what is to be done next.
func (r *run) onward() {
	switch {
	case r.plans.task == "hop":
		r.startSearch()
	case !r.plans.learns():
		r.startMotion()
	case len(r.modes.Omega) == 0:
		r.phase = vibrating
	case r.data.count < r.total():
		r.phase = sampling
	case r.job < len(r.jobs()):
		r.phase = training
	default:
		r.after()
	}
}

func (r *run) startWalkers() {
	if !r.langevin {
		return
	}
	for i := range walkers {
		s := md.System{Mass: r.mass, Pos: append([]float64(nil), r.modes.Pos...), Vel: make([]float64, r.coords())}
		s.Warm(r.kt(), rng.New(r.seed, "molecule/walker/velocities", uint64(i)))
		r.walkers = append(r.walkers, walker{pos: s.Pos, vel: s.Vel})
	}
}

// turnUnseen turns each geometry that is kept for judging some way.
func (r *run) turnUnseen() {
	random := rng.New(r.seed, "molecule/rotation of unseen")
	n := r.coords()
	for i := range unseen {
		q := randomTurn(random)
		x, f := r.data.at(i, n)
		q.apply(r.unseenX[i*n:], x)
		q.apply(r.unseenF[i*n:], f)
	}
}

func (r *run) stop(reason string) { r.status = lab.Status{State: lab.Stopped, Reason: reason} }

// after goes on to what the task asks for once all networks are taught.
func (r *run) after() {
	switch {
	case r.plans.task == "curve" && !r.curve.complete():
		r.phase = judging
	case r.plans.task == "dynamics":
		r.startMotion()
	default:
		r.finish()
	}
}

func (r *run) finish() {
	r.phase = finished
	r.fit, r.fitKind = nil, -1
	r.status = lab.Status{State: lab.Converged, Reason: r.verdict()}
}

func (r *run) Status() lab.Status { return r.status }
func (r *run) Steps() int         { return r.steps }

// Progress counts geometries, then steps of training, then those of the task.
func (r *run) Progress() float64 {
	if r.phase == finished {
		return 1
	}
	if !r.plans.learns() {
		return math.Min(1, float64(max(r.motion.system.Step, r.search.hops()))/float64(r.plans.steps))
	}
	taught := float64(r.job) / float64(len(r.jobs()))
	parts := 0.4*float64(r.data.count)/float64(r.total()) + 0.6*taught
	switch r.plans.task {
	case "curve":
		parts = 0.4*parts + 0.6*r.curve.part()
	case "dynamics":
		parts = 0.4*parts + 0.6*float64(r.motion.system.Step)/float64(r.plans.steps)
	}
	return math.Min(1, parts)
}

// Change takes over what may change. Another rung, or controls, begin training
// anew with the geometries there are.
func (r *run) Change(s lab.Settings) error {
	now, err := readPlans(s, r.system)
	if err != nil {
		return err
	}
	was := r.plans
	r.plans = now
	if need := r.planned(); need > r.memory {
		r.plans = was
		return lab.MemoryError(need)
	}
	switch {
	case now.rung != was.rung || now.controls != was.controls:
		r.forget()
	case now.task != was.task || now.reference != was.reference:
		r.motion = motion{past: lab.NewHistory(kept, 3)}
	}
	if now != was && r.phase > relaxing {
		r.status = lab.Status{State: lab.Running}
		r.onward()
	}
	return nil
}

// Act turns the molecule with the pointer: across the stage is half a turn.
func (r *run) Act(a lab.Action) error {
	if a.Panel != stage {
		return nil
	}
	if a.Kind == lab.Drag {
		dx, dy := within(a.X-r.press[0]), within(a.Y-r.press[1])
		r.held = turn{1, -dy, dx, 0}.after(r.held)
	}
	r.press = [2]float64{a.X, a.Y}
	return nil
}

// within keeps a move of the pointer finite and small.
func within(v float64) float64 {
	if !(math.Abs(v) <= 2) {
		return 0
	}
	return v
}

// Memory is the plan and the most that was held.
func (r *run) Memory() lab.Memory { return lab.Memory{Planned: r.planned(), Peak: r.peak} }

// planned is what a run holds at most, in bytes: everything, and the fit of the
// largest kind of network.
func (s *spec) planned() int64 {
	n := int64(s.coords())
	sum := 2*s.referenceBytes() + 8*(2*int64(s.total())*n+int64(s.total())) + // helper, checks; sample
		8*int64(2*s.judged()+s.poses())*n + (kindCount+1)*lab.HistoryBytes(kept, 3) + s.searchBytes()
	largest := int64(0)
	for k := range kindCount {
		if !s.active(k) {
			continue
		}
		_, pl := s.recordNetwork(k)
		f := recordFit(s.atoms(), s.build(k))
		sum += pl.Bytes(8) + 8*int64(paramsOf(f.program)*kinds[k].members)
		largest = max(largest, f.planned(s.mostRowsOf(k)))
	}
	return sum + largest
}

// count takes note of what is held now.
func (r *run) count() {
	sum := r.referenceBytes() + r.data.bytes() + 8*int64(cap(r.unseenX)+cap(r.unseenF)+cap(r.shown)) + r.motion.past.Bytes() + r.search.bytes() + r.fit.bytes()
	for k, n := range r.networks {
		sum += r.past[k].Bytes()
		if n == nil {
			continue
		}
		sum += n.machine.Bytes()
		for i := range n.members {
			sum += 8 * int64(cap(n.members[i].theta))
		}
	}
	r.peak = max(r.peak, sum)
}

// useFit makes the fit of kind k the present one.
func (r *run) useFit(k int) {
	if r.fitKind == k {
		return
	}
	r.fit = recordFit(r.atoms(), r.build(k))
	r.fit.open(r.mostRowsOf(k))
	r.fitKind = k
	r.count()
}
