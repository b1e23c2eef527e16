package dyn

import (
	"math"

	"residual/core/interval"
)

// A Bifurcation is a point where equilibria change in kind or number.
type Bifurcation struct {
	Kind   BifurcationKind
	Type   string // of a Hopf or branch point: supercritical, transcritical, …
	X      []float64
	P      float64
	Rate   float64 // of a Hopf point: the imaginary part
	L1     float64 // of a Hopf point: the first Lyapunov coefficient, NaN where it has none
	Proved bool    // by interval arithmetic
}

// Name is the kind and the type.
func (b *Bifurcation) Name() string {
	if b.Type == "" {
		return b.Kind.String()
	}
	return b.Kind.String() + ", " + b.Type
}

// A BifurcationKind says what happens at a bifurcation.
type BifurcationKind int

const (
	SaddleNode     BifurcationKind = iota // two equilibria meet and vanish
	BranchPoint                           // branches cross: transcritical, pitchfork
	Hopf                                  // a pair of eigenvalues crosses the imaginary axis
	Cusp                                  // a fold without terms of second order
	BogdanovTakens                        // a fold where a second eigenvalue is 0
)

func (k BifurcationKind) String() string {
	return [...]string{"saddle-node", "branch point", "Hopf", "cusp", "Bogdanov–Takens"}[k]
}

// The search for bifurcations in one of the sweep's slices looks at no more than
// this many boxes.
const maxExtendedBoxes = 5000

// search finds the bifurcations for values of the parameter in [lo, hi].
func (s *Sweep) search(lo, hi float64) {
	box := append(s.t.f.Window(), interval.Interval{Lo: lo, Hi: hi})
	limit := maxExtendedBoxes
	if s.line {
		limit /= 16
	}
	s.searchFor(box, limit, foldTest, folds, s.fold)
	if s.persistent && !s.line {
		limit /= 16
	}
	s.searchHopf(box, limit)
}

func (s *Sweep) searchFor(box []interval.Interval, limit int, test func(*basis, *expansion) series, eq equations, add func([]interval.Interval)) {
	m := newExtended(s.t.f, test)
	found := interval.Zeros(m, box, minBoxFraction, limit)
	for _, z := range found.Zeros {
		add(z.Box)
	}
	for _, u := range found.Undecided {
		s.undecided(m, u, box, eq, add)
	}
}

// searchHopf does so for Hopf points, unless two eigenvalues add up to 0
// everywhere.
func (s *Sweep) searchHopf(box []interval.Interval, limit int) {
	m := newExtended(s.t.f, hopfTest)
	m.hopf = true
	at := make([]number, len(box))
	for i, v := range box {
		at[i] = bounds(v)
	}
	e, ok := s.t.f.split(m.b, at)
	if !ok || hopfTest(m.b, e)[0].zero() {
		return
	}
	found := interval.Zeros(m, box, minBoxFraction, limit)
	for _, z := range found.Zeros {
		s.hopf(z.Box)
	}
	if s.persistent {
		return
	}
	for _, u := range found.Undecided {
		s.undecided(m, u, box, hopfs, s.hopf)
	}
}

// undecided looks for what is in a box where nothing was proved: degenerate points
// in a small one, zeros that Newton's method finds in a large one, and that are
// proved then.
func (s *Sweep) undecided(m *extended, u, box []interval.Interval, eq equations, add func([]interval.Interval)) {
	t := s.t
	z, small := make([]float64, t.n), true
	for i, v := range u {
		small = small && v.Width() < 1e-2*box[i].Width()
	}
	interval.Mids(z, u)
	if small && s.degenerate(z, u) {
		return
	}
	hit, around := false, make([]interval.Interval, t.n)
	for k := range 40 {
		for i, v := range u {
			at := float64(k+1) * [...]float64{0.8566748838545029, 0.7338918566271260, 0.6287067210378087, 0.5385972572236101}[i]
			z[i] = v.Lo + float64((at-math.Floor(at))*(v.Hi-v.Lo))
		}
		if !t.solve(z, eq) || !t.inside(z) {
			continue
		}
		for i, v := range z {
			around[i] = interval.Interval{Lo: v - float64(1e-6*t.unit[i]), Hi: v + float64(1e-6*t.unit[i])}
		}
		for _, z := range interval.Zeros(m, around, 1e-6, 200).Zeros {
			hit = true
			add(z.Box)
		}
	}
	if !small || !hit {
		s.Unresolved = append(s.Unresolved, u)
	}
}

// inside tells whether z is in the window and the range.
func (t *tracer) inside(z []float64) bool {
	slack := 1e-9 * t.unit[t.n-1]
	return t.f.inWindow(z[:t.f.N]) && z[t.f.N] >= t.lo-slack && z[t.f.N] <= t.hi+slack
}

// degenerate looks for a branch point or a cusp near z, in the box u or beside it.
func (s *Sweep) degenerate(z []float64, u []interval.Interval) bool {
	for _, try := range []struct {
		eq  equations
		add func(z []float64) bool
	}{{crossings, s.branchPoint}, {cusps, s.cusp}} {
		at := append([]float64(nil), z...)
		if !s.t.solve(at, try.eq) {
			continue
		}
		near := true
		for i, v := range u {
			slack := 1e-3*s.t.unit[i] + v.Width()
			near = near && at[i] > v.Lo-slack && at[i] < v.Hi+slack
		}
		if near && try.add(at) {
			return true
		}
	}
	return false
}

// record adds a bifurcation that is not known yet.
func (s *Sweep) record(b Bifurcation) {
	t := s.t
	if !t.inside(append(append([]float64(nil), b.X...), b.P)) {
		return
	}
	for i := range s.Bifurcations {
		k := &s.Bifurcations[i]
		if (k.Kind == Hopf) == (b.Kind == Hopf) && math.Abs(k.P-b.P) < 1e-9*t.unit[t.n-1] && t.distance(k.X, b.X) < 1e-8 {
			return
		}
	}
	s.Bifurcations = append(s.Bifurcations, b)
}

// fold adds a zero of foldTest. A simple one is a fold without more ado.
func (s *Sweep) fold(box []interval.Interval) {
	z, numbers := make([]float64, len(box)), make([]number, len(box))
	interval.Mids(z, box)
	for i, v := range box {
		numbers[i] = bounds(v)
		if v.Contains(0) {
			z[i] = 0
		}
	}
	f, b := s.t.f, newBasis(s.t.n, 1)
	if e, ok := f.split(b, numbers); !ok || !e.defined() {
		return
	}
	kind := SaddleNode
	right := f.expand(b, numbers)
	var second number
	if f.N == 2 {
		second = right[0][1].add(right[1][2])
	} else {
		second = right[0][1] // one variable, or
		if f.N == 3 {
			_, second, _ = characteristic(jacobianOf(right))
		}
	}
	if f.N > 1 && second.Contains(0) && second.Bounded() {
		kind = BogdanovTakens
	}
	s.record(Bifurcation{Kind: kind, X: z[:f.N], P: z[f.N], Proved: true})
}

// jacobianOf is the slopes by the variables, row by row.
func jacobianOf(right []series) (a []number) {
	for _, r := range right {
		a = append(a, r[1:1+len(right)]...)
	}
	return a
}

// hopf adds a zero of hopfTest where the pair is complex.
func (s *Sweep) hopf(box []interval.Interval) {
	f, b := s.t.f, newBasis(s.t.n, 1)
	z, numbers := make([]float64, len(box)), make([]number, len(box))
	interval.Mids(z, box)
	for i, v := range box {
		numbers[i] = bounds(v)
		if v.Contains(0) {
			z[i] = 0
		}
	}
	if e, ok := f.split(b, numbers); !ok || !e.defined() {
		return
	}
	a := jacobianOf(f.expand(b, numbers))
	var square, last number // of the rate; the product of all eigenvalues, for three
	if f.N == 2 {
		square = a[0].mul(a[3]).sub(a[1].mul(a[2]))
	} else {
		_, square, last = characteristic(a)
	}
	if !(square.Lo > 0) || !square.Bounded() {
		return
	}
	f.Params[f.Swept] = z[f.N]
	kind, l1 := "fold–Hopf", math.NaN()
	if f.N == 2 || !last.Contains(0) {
		kind, l1 = f.criticality(box)
	}
	s.record(Bifurcation{Kind: Hopf, Type: kind, X: z[:f.N], P: z[f.N],
		Rate: math.Sqrt(square.Mid()), L1: l1, Proved: true})
}

// criticality says what a Hopf point is by its first Lyapunov coefficient.
func (f *Field) criticality(box []interval.Interval) (kind string, l1 float64) {
	x := f.locateWith(box)
	bounds, scale := f.FirstLyapunov(x)
	if !bounds.Bounded() {
		return "", math.NaN()
	}
	l1 = bounds.Mid()
	exact := Inconclusive
	if f.N == 2 {
		exact = f.centreKind(x)
	}
	switch {
	case exact == Centre:
		return "conservative centre", 0
	case exact == StableWeakFocus || bounds.Hi < 0:
		return "supercritical", l1
	case exact == UnstableWeakFocus || bounds.Lo > 0:
		return "subcritical", l1
	case bounds.Mag() <= 1e-9*scale+1e-300:
		return "degenerate (Bautin)", 0
	}
	return "", l1
}

// locateWith is locate for the variables and the swept parameter.
func (f *Field) locateWith(box []interval.Interval) []number {
	p := rationalIn(box[f.N])
	b := newBasis(f.N, 1)
	b.exact = true
	x, around := make([]number, len(box)), make([]number, len(box))
	for i, v := range box {
		x[i], around[i] = rationalIn(v), bounds(v)
	}
	x[f.N] = p
	for _, r := range f.expand(b, x) {
		if !r[0].zero() {
			return around
		}
	}
	return x
}

// branchPoint adds a solution of crossings if two branches cross there: where the
// form w·f″(u, v) on the two directions without slope is indefinite.
func (s *Sweep) branchPoint(z []float64) bool {
	t := s.t
	n := t.f.N
	t.f.Linearise(t.value, t.slopes, z)
	scaled, turned := make([]float64, n*t.n), make([]float64, t.n*n)
	for i := range n {
		for j := range t.n {
			scaled[i*t.n+j] = t.slopes[i*t.n+j] * t.unit[j]
			turned[j*n+i] = scaled[i*t.n+j]
		}
	}
	dirs, w := nullVectors(n, t.n, 2, scaled), nullVectors(t.n, n, 1, turned)[0]
	// along[1] stays at one value of the parameter, if any direction does.
	u, v := dirs[0], dirs[1]
	if math.Abs(u[n]) < math.Abs(v[n]) {
		u, v = v, u
	}
	if ratio := v[n] / u[n]; u[n] != 0 {
		for i, d := range u {
			v[i] -= float64(ratio * d)
		}
		v[n] = 0
	}
	a, size := t.second(z, w, v, v)
	b, size2 := t.second(z, w, u, v)
	c, size3 := t.second(z, w, u, u)
	scale := size + size2 + size3
	corank2 := n > 1 && Norm(scaled) < 1e-8*scale
	if !corank2 && !(float64(b*b)-float64(a*c) > 1e-16*scale*scale) {
		return false
	}
	kind := "transcritical"
	switch {
	case corank2:
		kind = "degenerate (the Jacobian is 0)"
	case math.Abs(a) < 1e-7*scale:
		kind = "pitchfork"
	}
	proved := t.settleExactly(z, crossings)
	s.record(Bifurcation{Kind: BranchPoint, Type: kind, X: append([]float64(nil), z[:n]...), P: z[n], Proved: proved})
	return true
}

// settleExactly moves z, a solution of the equations but for rounding, to a rational
// one beside it, if there is one, and tells so.
func (t *tracer) settleExactly(z []float64, equations equations) bool {
	b := newBasis(t.n, 3)
	b.exact = true
	at := make([]number, t.n)
	for i, v := range z {
		r := 1e-10 * t.unit[i]
		at[i] = rationalIn(interval.Interval{Lo: v - r, Hi: v + r})
	}
	e, ok := t.f.split(b, at)
	if !ok || !e.defined() {
		return false
	}
	for _, s := range equations(b, e) {
		if !s[0].zero() {
			return false
		}
	}
	for i, v := range at {
		z[i] = v.nearest()
	}
	return true
}

// second is w·f″(u, v) in units, and the sum of the sizes of its terms.
func (t *tracer) second(z, w, u, v []float64) (sum, size float64) {
	b := newBasis(t.n, 2)
	at := make([]number, t.n)
	for i, x := range z {
		at[i] = bounds(interval.Point(x))
	}
	for i, r := range t.f.expand(b, at) {
		for j := range t.n {
			for k := range t.n {
				c := r[b.of(j, k)].Mid()
				if j == k {
					c *= 2
				}
				c *= t.unit[j] * t.unit[k]
				sum += float64(w[i] * c * u[j] * v[k])
				size += math.Abs(w[i] * c * u[j] * v[k])
			}
		}
	}
	return sum, size
}

// cusp adds a solution of cusps.
func (s *Sweep) cusp(z []float64) bool {
	n := s.t.f.N
	proved := s.t.settleExactly(z, cusps)
	s.record(Bifurcation{Kind: Cusp, X: append([]float64(nil), z[:n]...), P: z[n], Proved: proved})
	return true
}
