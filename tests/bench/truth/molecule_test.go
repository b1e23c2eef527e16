package truth

import (
	"math"
	"math/rand/v2"
	"testing"

	"residual/tests/bench/task"
	"residual/tests/bench/work"
)

// The energy that contenders are held against is that of plain loops, and the
// forces are minus its central differences, along axes and in random directions.
func TestMolecule(t *testing.T) {
	for _, c := range []task.Task{task.Molecule("float64", 12, 5), task.Molecule("float64", 100, 32)} {
		in := c.Inputs()
		theta, x, got := wide(in.Get("theta")), wide(in.Get("x")), work.New(work.Ours, c, in).Answer()
		if want := energy(c, theta, x); math.Abs(got[0]-want) > 1e-12*math.Abs(want) {
			t.Errorf("%s: energy %v, by loops %v", c.Name, got[0], want)
		}
		size := norm(got[1:])
		for k := range 12 {
			const h = 1e-4
			rng := rand.New(rand.NewPCG(uint64(k), 1))
			ahead, behind, slope := wide(in.Get("x")), wide(in.Get("x")), 0.0
			for i := range x {
				along := rng.NormFloat64()
				if k < 6 && i != k*len(x)/6 {
					along = 0
				}
				slope -= along * got[1+i]
				ahead[i] += h * along
				behind[i] -= h * along
			}
			want := (energy(c, theta, ahead) - energy(c, theta, behind)) / (2 * h)
			if math.Abs(slope-want) > 1e-6*size {
				t.Errorf("%s, direction %d: slope %v, by differences %v", c.Name, k, slope, want)
			}
		}
	}
}

func norm(x []float64) (sum float64) {
	for _, v := range x {
		sum += v * v
	}
	return math.Sqrt(sum)
}

// All pairs of the molecule lie within the cutoff.
func TestCutoff(t *testing.T) {
	x, near := task.Molecule("float32", 100, 32).Inputs().Get("x"), 0
	for i := 0; i < len(x); i += 3 {
		for j := 0; j < i; j += 3 {
			d := math.Hypot(math.Hypot(float64(x[i]-x[j]), float64(x[i+1]-x[j+1])), float64(x[i+2]-x[j+2]))
			if 0 < d && d < task.Cutoff {
				near++
			}
		}
	}
	if near != 4950 {
		t.Errorf("%d pairs within the cutoff, want 4950", near)
	}
}
