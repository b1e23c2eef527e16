package truth

import (
	"math"
	"math/rand/v2"
	"testing"

	"residual/tests/bench/task"
	"residual/tests/bench/work"
)

var small = []task.Task{
	task.Train("poisson", 1100, 2, 8, 8, 1), // more than a chunk, and a rest
	task.Train("heat", 60, 2, 8, 8, 1),
	task.Train("ensemble", 60, 1, 8, 8, 2),
}

// The gradient that contenders are held against agrees with central
// differences, along random directions, of a loss written as plain loops.
func TestGradient(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, c := range small {
		in := c.Inputs()
		theta, got := wide(in.Get("theta")), gradient(c, in)
		if want := loss(c, in, theta); math.Abs(got[0]-want) > 1e-12*want {
			t.Errorf("%s: loss %v, by loops %v", c.Name, got[0], want)
		}
		for range 6 {
			const h = 1e-5
			along, slope := make([]float64, len(theta)), 0.0
			ahead, behind := wide(in.Get("theta")), wide(in.Get("theta"))
			for i := range along {
				along[i] = rng.NormFloat64()
				slope += along[i] * got[1+i]
				ahead[i] += h * along[i]
				behind[i] -= h * along[i]
			}
			want := (loss(c, in, ahead) - loss(c, in, behind)) / (2 * h)
			if math.Abs(slope-want) > 1e-6*math.Abs(want) {
				t.Errorf("%s: slope %v, by differences %v", c.Name, slope, want)
			}
		}
	}
}

// Every engine's answer passes, and a small fault in it does not.
func TestJudges(t *testing.T) {
	tasks := append(small, task.Cholesky(20), task.Stencil(40, 10), task.Molecule("float32", 12, 5), task.Molecule("float64", 12, 5))
	for _, op := range []string{"QR", "bidiagonal", "SYRK"} {
		tasks = append(tasks, task.Dense(op, 50, 37))
	}
	for _, form := range task.Forms {
		tasks = append(tasks, task.Product("float32", form, 9, 20, 7), task.Product("float64", form, 9, 20, 7))
	}
	for _, c := range tasks {
		in := c.Inputs()
		judge := Of(c, in)
		for _, e := range []work.Engine{work.Ours, work.Gonum, work.Loop} {
			job := work.New(e, c, in)
			if job == nil {
				continue
			}
			job.Run() // what came before must not matter
			answer := job.Answer()
			if _, err := judge.Verdict(answer); err != nil {
				t.Errorf("%s by %s: %v", c.Name, e, err)
			}
			at := len(answer)/2 + c.Side/2
			if c.Kind == "cholesky" {
				at = 0 // above the diagonal nothing counts
			}
			answer[at] = answer[at]*1.1 + 0.1
			if _, err := judge.Verdict(answer); err == nil {
				t.Errorf("%s by %s: a fault goes unseen", c.Name, e)
			}
		}
	}
}
