package fit

import (
	"residual/core/codec"
	"residual/core/opt"
)

// A SketchWorker computes parts of the steps of a Sketched. It is a lab.TaskRunner.
type SketchWorker struct {
	problem opt.Blocks
	parts   int
	sketch  opt.Sketch
	job     sketchJob
	part    []float64 // the result of a sketch
	losses  []float64 // the result of a probe
	next, r []float64
}

// A sketchJob is what a task says.
type sketchJob struct {
	part    int
	seed    uint64
	step    int
	theta   []float64
	probing bool
	moves   []float64 // where it is probing
}

// describe describes a job of so many parts.
func (j *sketchJob) describe(c *codec.Coder, parts int) {
	c.Int(&j.part, 0, parts-1)
	c.Uint64(&j.seed)
	c.Count(&j.step)
	c.Vector(j.theta)
	if c.Bool(&j.probing); j.probing {
		c.Vector(j.moves)
	}
}

// Reserve asks for the room of a problem of that size.
func (w *SketchWorker) Reserve(room *Room, problem opt.Blocks, size opt.SketchSize) {
	size = size.Complete()
	w.problem, w.parts = problem, size.Parts
	w.sketch.Reserve(room, size)
	room.Floats(&w.part, w.sketch.PartLen())
	room.Floats(&w.job.moves, opt.Probes*size.Params)
	room.Floats(&w.losses, opt.Probes)
	room.Floats(&w.r, size.Block)
	room.Vectors(size.Params, &w.job.theta, &w.next)
}

// Do appends the result of a task to dst. It panics at what is no task.
func (w *SketchWorker) Do(dst, task []byte) []byte {
	c := codec.NewDecoder(task)
	if w.job.describe(c, w.parts); c.Done() != nil {
		panic("fit: no task")
	}
	first, last := opt.PartBlocks(w.problem, w.job.part, w.parts)
	result := codec.NewEncoder(dst)
	if w.job.probing {
		clear(w.losses)
		opt.Losses(w.losses, w.problem, first, last, w.job.theta, w.job.moves, w.next, w.r)
		result.Vector(w.losses)
	} else {
		w.sketch.Draw(w.job.seed, w.job.step)
		w.sketch.Part(w.part, w.problem, first, last, w.job.theta)
		result.Vector(w.part)
	}
	return result.Bytes()
}

// A Sketched is a descent by opt.SketchedGaussNewton in half steps, the sketch and
// the probes, each of which has tasks (lab.Parallel).
type Sketched struct {
	opt.SketchedGaussNewton
	Theta []float64

	problem opt.Blocks
	tasks   [][]byte
	part    []float64 // a result
	losses  []float64 // a result
}

// Reserve asks for the room of a problem of that size.
func (s *Sketched) Reserve(room *Room, problem opt.Blocks, size opt.SketchSize) {
	size = size.Complete()
	s.problem = problem
	s.SketchedGaussNewton.Reserve(room, size)
	room.Floats(&s.Theta, size.Params)
	room.Floats(&s.part, s.Sketch.PartLen())
	room.Floats(&s.losses, opt.Probes)
	s.tasks = make([][]byte, size.Parts)
	for i := range s.tasks {
		Stack(room, &s.tasks[i], 64+8*(1+opt.Probes)*size.Params)
	}
}

// Half takes half a step, and tells whether Theta has moved.
func (s *Sketched) Half() bool {
	if !s.Probing {
		s.Linearise(s.problem, s.Theta)
		return false
	}
	s.Probe(s.problem, s.Theta)
	return s.Move(s.problem, s.Theta)
}

// Tasks are the parts of the next half. The slices hold until the next call.
func (s *Sketched) Tasks() [][]byte {
	for i, task := range s.tasks {
		c := codec.NewEncoder(task[:0])
		job := sketchJob{i, s.Seed, s.Steps, s.Theta, s.Probing, s.Moves()}
		job.describe(c, len(s.tasks))
		s.tasks[i] = c.Bytes()
	}
	return s.tasks
}

// Finish ends the half with the results of all tasks, in their order, as Half does.
// It panics at what is no result.
func (s *Sketched) Finish(results [][]byte) bool {
	numbers, gather := s.part, s.Gather
	if s.Probing {
		numbers, gather = s.losses, s.GatherLosses
	}
	for i, r := range results {
		c := codec.NewDecoder(r)
		if c.Vector(numbers); c.Done() != nil {
			panic("fit: no result")
		}
		gather(i, numbers)
	}
	if s.Probing {
		return s.Move(s.problem, s.Theta)
	}
	s.Solve(s.problem, s.Theta)
	return false
}

// State describes the descent and its parameters.
func (s *Sketched) State(c *codec.Coder) {
	c.Vector(s.Theta)
	s.SketchedGaussNewton.State(c)
}
