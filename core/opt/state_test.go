package opt

import (
	"math"
	"testing"

	"residual/core/codec"
)

// encode is the state of x.
func encode(x interface{ State(*codec.Coder) }) []byte {
	c := codec.NewEncoder(nil)
	x.State(c)
	return c.Bytes()
}

func decode(t *testing.T, b []byte, x interface{ State(*codec.Coder) }) {
	t.Helper()
	c := codec.NewDecoder(b)
	x.State(c)
	if err := c.Done(); err != nil {
		t.Fatal(err)
	}
}

// TestGoesOnWithTheSameBits: an optimiser whose state was read goes where the one
// that wrote it goes, to the last bit.
func TestGoesOnWithTheSameBits(t *testing.T) {
	f := func(g, x []float64) float64 {
		a, b := 1-x[0], x[1]-x[0]*x[0]
		g[0], g[1] = -2*a-400*x[0]*b, 200*b
		return a*a + 100*b*b
	}
	grad := make([]float64, 2)
	lm, lm2 := NewLevenbergMarquardt(5, 2), NewLevenbergMarquardt(5, 2)
	lm.Begin(2)
	adam, adam2 := NewAdam[float64](2, 0.01), NewAdam[float64](2, 0.01)
	l, l2 := NewLBFGS(2, 3, 1), NewLBFGS(2, 3, 1)
	start := []float64{-1.2, 1}
	l.Begin(f, start)
	for _, c := range []struct {
		name      string
		step      func(theta []float64)
		other     func(theta []float64)
		from, dst interface{ State(*codec.Coder) }
	}{
		{"LevenbergMarquardt", func(x []float64) { lm.Step(rosenbrock{}, x) }, func(x []float64) { lm2.Step(rosenbrock{}, x) }, lm, lm2},
		{"Adam", func(x []float64) { f(grad, x); adam.Step(x, grad) }, func(x []float64) { f(grad, x); adam2.Step(x, grad) }, adam, adam2},
		{"LBFGS", func(x []float64) { l.Step(f, x) }, func(x []float64) { l2.Step(f, x) }, l, l2},
	} {
		x := append([]float64(nil), start...)
		for range 5 {
			c.step(x)
		}
		y := append([]float64(nil), x...)
		decode(t, encode(c.from), c.dst)
		for range 5 {
			c.step(x)
			c.other(y)
		}
		if x[0] != y[0] || x[1] != y[1] || x[0] == start[0] {
			t.Errorf("%s: %v and %v", c.name, x, y)
		}
	}
}

func TestStatesThatAreRefused(t *testing.T) {
	lm := NewLevenbergMarquardt(5, 2)
	small := NewLevenbergMarquardt(4, 2)
	negative := NewLevenbergMarquardt(5, 2)
	negative.Mu = -1
	adam := NewAdam[float32](3, 1)
	adam.Power1 = 1.5
	l := NewLBFGS(2, 3, 1)
	l.Stored = 4
	broyden, radius, stage, target := newBroyden(2), newSketched(5, 0), newSketched(5, 0), newSketched(5, 0)
	broyden.MaxMove, radius.Radius, stage.Stage, target.Target = -1, -1, 3, 2
	for name, c := range map[string]struct {
		from, to interface{ State(*codec.Coder) }
	}{
		"more rows than room": {lm, small},
		"negative damping":    {negative, lm},
		"a power above 1":     {adam, NewAdam[float32](3, 1)},
		"more pairs than room": {
			l, NewLBFGS(2, 3, 1)},
		"a negative move":    {broyden, newBroyden(2)},
		"a negative radius":  {radius, newSketched(5, 0)},
		"a third stage":      {stage, newSketched(5, 0)},
		"a target above one": {target, newSketched(5, 0)},
		"another length":     {NewAdam[float32](2, 1), NewAdam[float32](3, 1)},
	} {
		d := codec.NewDecoder(encode(c.from))
		if c.to.State(d); d.Done() == nil {
			t.Errorf("%s passes", name)
		}
	}
}

// TestMemory: what is asked for is what is held then, and Reserve is all that New
// allocates.
func TestMemory(t *testing.T) {
	asks := func(rows, n int) int64 {
		return Size(func(m Memory) { new(LevenbergMarquardt).Reserve(m, rows, n) })
	}
	for _, c := range []struct {
		name string
		size int64
		held int64
		want int64 // by hand
	}{
		{"LevenbergMarquardt, tall", asks(7, 3), NewLevenbergMarquardt(7, 3).Bytes(), 8 * (2*7 + 7*3 + 3*3 + 3*3)},
		{"LevenbergMarquardt, wide", asks(2, 5), NewLevenbergMarquardt(2, 5).Bytes(), 8 * (2*2 + 2*5 + 2*2 + 3*5)},
		{"LBFGS", Size(func(m Memory) { new(LBFGS).Reserve(m, 9, 4) }), Held(func(m Memory) { NewLBFGS(9, 4, 1).Reserve(m, 0, 0) }), 8 * (4*9 + 2*4 + 2*4*9)},
		{"SSBroyden", Size(func(m Memory) { new(SSBroyden).Reserve(m, 9) }), Held(func(m Memory) { newBroyden(9).Reserve(m, 0) }), 8 * (5*9 + 9*9)},
		{"Adam in single precision", Size(func(m Memory) { new(Adam[float32]).Reserve(m, 6) }),
			Held(func(m Memory) { NewAdam[float32](6, 1).Reserve(m, 0) }), 4 * 2 * 6},
	} {
		if c.size != c.want || c.held != c.want {
			t.Errorf("%s: asks for %d bytes, holds %d, want %d", c.name, c.size, c.held, c.want)
		}
	}
}

// later is a Memory that gives room when all has been asked for.
type later []func()

func (l *later) Floats(v *[]float64, n int)   { *l = append(*l, func() { *v = make([]float64, n) }) }
func (l *later) Floats32(v *[]float32, n int) { *l = append(*l, func() { *v = make([]float32, n) }) }

func TestRoomMayComeLater(t *testing.T) {
	var lm LevenbergMarquardt
	var m later
	lm.ReserveSystem(&m, 2, 2)
	for _, give := range m {
		give()
	}
	lm.ShareJacobian(make([]float64, 4))
	theta := []float64{-1.2, 1}
	for range 30 {
		lm.Step(rosenbrock{}, theta)
	}
	if math.Hypot(theta[0]-1, theta[1]-1) > 1e-10 {
		t.Errorf("θ = %v", theta)
	}
}
