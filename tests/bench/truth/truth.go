// Package truth holds the answers of contenders against float64.
package truth

import (
	"fmt"
	"math"

	"residual/core/kernel"
	"residual/tests/bench/task"
	"residual/tests/bench/work"
)

// A Judge measures how far an answer is from the truth and says how far it may
// be. Distances are relative, in the 2-norm.
type Judge struct {
	Distance func(answer []float64) float64
	Allowed  float64
}

// Of is the judge of a task, or nil if there is none for its kind.
func Of(t task.Task, in task.Inputs) *Judge {
	narrow := t.Type == "float32"
	switch {
	case t.Kind == "product" && narrow:
		return &Judge{product(t, in), 1e-5}
	case t.Kind == "product":
		return &Judge{product(t, in), 1e-13}
	case t.Kind == "cholesky":
		return &Judge{cholesky(t, in), 1e-13}
	case t.Kind == "dense":
		return &Judge{dense(t, in), 1e-12}
	case t.Kind == "stencil":
		return &Judge{stencil(t, in), 1e-5}
	case t.Kind == "train":
		return &Judge{near(gradient(t, in)), 1e-3}
	case t.Kind == "molecule" && narrow:
		return &Judge{molecule(t, in), 1e-5}
	case t.Kind == "molecule":
		return &Judge{molecule(t, in), 1e-12}
	}
	return nil
}

// Verdict is how far an answer is off, or an error if that is too far.
func (j *Judge) Verdict(answer []float64) (float64, error) {
	d := j.Distance(answer)
	if !(d <= j.Allowed) {
		return 0, fmt.Errorf("wrong by %.2g, %.0g is allowed", d, j.Allowed)
	}
	return d, nil
}

// near is the distance from want.
func near(want []float64) func([]float64) float64 {
	return func(answer []float64) float64 { return distance(answer, want) }
}

// distance is ‖x − want‖/‖want‖.
func distance(x, want []float64) float64 {
	if len(x) != len(want) {
		return math.Inf(1)
	}
	var off, size float64
	for i, w := range want {
		off += (x[i] - w) * (x[i] - w)
		size += w * w
	}
	return math.Sqrt(off / size)
}

// product compares C·v with A·(B·v) for a vector v (Freivalds 1977): n² work
// instead of n³. All numbers are positive, so nothing cancels.
func product(t task.Task, in task.Inputs) func([]float64) float64 {
	v := make([]float64, t.N)
	for j := range v {
		v[j] = 1 + float64(j%7)
	}
	b := times(in.Get("b"), v, t.K, t.Form == "ABt")
	want := times(in.Get("a"), b, t.M, t.Form == "AtB")
	return func(c []float64) float64 {
		if len(c) != t.M*t.N {
			return math.Inf(1)
		}
		return distance(times(c, v, t.M, false), want)
	}
}

// times is A·v, A with rows rows; transposed means that Aᵀ is stored.
func times[T kernel.Float](a []T, v []float64, rows int, transposed bool) []float64 {
	z := make([]float64, rows)
	for i := range z {
		for j, s := range v {
			at := i*len(v) + j
			if transposed {
				at = j*rows + i
			}
			z[i] += float64(a[at]) * s
		}
	}
	return z
}

// cholesky compares L·Lᵀ·v with A·v, L being stored by rows.
func cholesky(t task.Task, in task.Inputs) func([]float64) float64 {
	v := make([]float64, t.N)
	for j := range v {
		v[j] = 1 + float64(j%7)
	}
	want := times(in.Get("a"), v, t.N, false)
	return func(l []float64) float64 {
		if len(l) != t.N*t.N {
			return math.Inf(1)
		}
		for i := range t.N {
			clear(l[i*t.N+i+1 : (i+1)*t.N])
		}
		return distance(times(l, times(l, v, t.N, true), t.N, false), want)
	}
}

// stencil compares the middle of the field. Contenders treat the edge each in
// its own way, which after s steps is felt s cells from it.
func stencil(t task.Task, in task.Inputs) func([]float64) float64 {
	n := t.Side
	u, v := wide(in.Get("u")), make([]float64, n*n)
	for range t.Steps {
		for i := n; i < n*n-n; i++ {
			v[i] = u[i] + task.Diffusivity*(u[i-1]+u[i+1]+u[i-n]+u[i+n]-4*u[i])
		}
		u, v = v, u
	}
	want := middle(u, n, t.Steps)
	return func(field []float64) float64 {
		if len(field) != n*n {
			return math.Inf(1)
		}
		return distance(middle(field, n, t.Steps), want)
	}
}

// middle is what is more than margin cells from the edge of n×n cells.
func middle(field []float64, n, margin int) []float64 {
	var z []float64
	for y := margin + 1; y+margin+1 < n; y++ {
		z = append(z, field[y*n+margin+1:][:max(0, n-2*(margin+1))]...)
	}
	return z
}

// chunk is how many rows gradient takes at a time: a mean over rows is a sum of
// parts, so the largest task fits a small memory.
const chunk = 1024

// gradient is the loss and its gradient by this project's engine in float64,
// which the tests of this package hold against central differences of a loss
// written as plain loops.
func gradient(t task.Task, in task.Inputs) []float64 {
	theta := wide(in.Get("theta"))
	all := make([]float64, 1+len(theta))
	for _, term := range work.Terms(t) {
		var l *work.Loss[float64]
		for lo := 0; lo < term.Rows; lo += chunk {
			rows := min(chunk, term.Rows-lo)
			if l == nil || rows < chunk {
				l = work.NewLoss[float64](term.Name, t.Sizes, 1/float64(term.Rows), rows)
			}
			l.Load(in, lo)
			all[0] += l.Add(all[1:], theta)
		}
	}
	return all
}

func wide(x []float32) []float64 {
	z := make([]float64, len(x))
	for i, v := range x {
		z[i] = float64(v)
	}
	return z
}
