package molecule

import (
	"math"
	"testing"

	"residual/core/md"
)

// A molecule along z is laid along x, all distances and the handedness stay, and
// what lies well already is only centred.
func TestFlat(t *testing.T) {
	const up = 1.1
	chiral := []float64{0, 0, 0, 0.2, 0, 3, 0, 0.9, 0.3, 0.4, 0.5, -2}
	got := flat(chiral)
	var spread [3]float64
	for i, v := range got {
		spread[i%3] += v * v
		for j := range i / 3 {
			if a, b := md.Distance(got[i/3*3:], got[3*j:]), md.Distance(chiral[i/3*3:], chiral[3*j:]); math.Abs(a-b) > 1e-12 {
				t.Errorf("atoms %d and %d: %v apart, before %v", i/3, j, a, b)
			}
		}
	}
	if !(spread[0] > spread[1] && spread[1] > spread[2]) {
		t.Errorf("spread along the axes: %v", spread)
	}
	if a, b := volume(got), volume(chiral); math.Abs(a-b) > 1e-12 {
		t.Errorf("the four atoms span %v, before %v", a, b)
	}
	line := flat([]float64{0, 0, 0, 0, 0, up})
	if d := line[3] - line[0]; math.Abs(math.Abs(d)-up) > 1e-12 || math.Abs(line[5]-line[2]) > 1e-12 {
		t.Errorf("two atoms along z come to %v", line)
	}
	centred := make([]float64, 9)
	w := presets[water]
	w.centre(centred, w.start)
	for i, v := range flat(w.start) {
		if math.Abs(v-centred[i]) > 1e-12 {
			t.Errorf("water lies well at %v and comes to %v", centred, flat(w.start))
			break
		}
	}
}

// volume is that of the parallelepiped between the first atom and three others, with
// its sign.
func volume(x []float64) float64 {
	var e [3][3]float64
	for k := range e {
		for a := range 3 {
			e[k][a] = x[3*(k+1)+a] - x[a]
		}
	}
	u, v, w := e[0], e[1], e[2]
	return u[0]*(v[1]*w[2]-v[2]*w[1]) - u[1]*(v[0]*w[2]-v[2]*w[0]) + u[2]*(v[0]*w[1]-v[1]*w[0])
}
