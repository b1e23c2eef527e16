package fit

import (
	"math"
	"testing"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/opt"
)

// exponential is the fit of a·e^{bx} to rows of x and y, with room for 40 of them.
func exponential(t *testing.T) *LeastSquares {
	t.Helper()
	p := new(ad.Program)
	x, y := p.Rows("x", 1), p.Rows("y", 1)
	a, b := p.Param("a", 1, 1), p.Param("b", 1, 1)
	value := p.Sub(p.MatMul(p.Exp(p.MatMul(x, b)), a), y)
	l := new(LeastSquares)
	var room Room
	l.Reserve(&room, p, 40, []ad.Value{x, y}, value, a, b)
	most, err := room.Fits(1e6)
	if err != nil {
		t.Fatal(err)
	}
	if err := room.Open(1e6); err != nil || room.Memory().Planned != most {
		t.Fatalf("%v, %d bytes, said %d", err, room.Memory().Planned, most)
	}
	for i := range 25 {
		x := float64(i) / 12
		l.Add([]float64{x}, []float64{2 * math.Exp(-1.5*x)})
	}
	return l
}

// TestLeastSquares finds the constants that the data were made of, by as many
// steps and with the same bits as the optimiser alone; two descents that take
// turns, and one that goes on from its state, take the same way.
func TestLeastSquares(t *testing.T) {
	alone, l := exponential(t), exponential(t)
	lm := opt.NewLevenbergMarquardt(25, 2)
	lm.Begin(25)
	want := []float64{0.1, 2}
	one, other := &Descent{Theta: []float64{0.1, 2}}, &Descent{Theta: []float64{1, 0}}
	retried := false
	for step := range 30 {
		lm.Step(copying{alone}, want)
		for !l.Try(one) {
			retried = true
			l.Try(other)
			one = restored(t, one)
		}
		if one.Theta[0] != want[0] || one.Theta[1] != want[1] || one.Steps != step+1 {
			t.Fatalf("step %d: %v, want %v", one.Steps, one.Theta, want)
		}
		if !one.Moved {
			break
		}
	}
	if math.Abs(one.Theta[0]-2) > 1e-12 || math.Abs(one.Theta[1]+1.5) > 1e-12 || !retried {
		t.Errorf("%v after %d steps, in one trial each: %v", one.Theta, one.Steps, !retried)
	}
}

// copying puts the derivatives where the optimiser wants them.
type copying struct{ *LeastSquares }

func (c copying) Jacobian(r, jac, theta []float64) {
	c.LeastSquares.Jacobian(r, nil, theta)
	copy(jac, c.r.WithSlopes.Value(c.r.Jac))
}

func restored(t *testing.T, d *Descent) *Descent {
	t.Helper()
	c := codec.NewEncoder(nil)
	d.State(c)
	again := &Descent{Theta: make([]float64, len(d.Theta))}
	in := codec.NewDecoder(c.Bytes())
	if again.State(in); in.Done() != nil {
		t.Fatal(in.Err())
	}
	return again
}

// A descent under a rule finds the same constants and ends when no step lowers
// the loss, or when the rule says so.
func TestProgressStep(t *testing.T) {
	for most, want := range map[int]bool{0: true, 3: false} {
		lm, theta := opt.NewLevenbergMarquardt(25, 2), []float64{0.1, 2}
		lm.Begin(25)
		var p Progress
		of := copying{exponential(t)}
		for !p.Step(lm, of, theta, Rule{Most: most}) {
			if p.Steps > 100 {
				t.Fatal("there is no end")
			}
		}
		if found := math.Abs(theta[0]-2)+math.Abs(theta[1]+1.5) < 1e-12; found != want || most > 0 && p.Steps != most {
			t.Errorf("at most %d steps: %v after %d", most, theta, p.Steps)
		}
	}
}
