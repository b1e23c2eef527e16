package dyn

import (
	"cmp"
	"math"
	"math/cmplx"
	"slices"

	"residual/core/expr"
	"residual/core/linalg"
)

// Kind is what is proved of an equilibrium: by the linearised system or, where
// that decides nothing, by what comes after it.
type Kind int

const (
	StableNode Kind = iota
	StableFocus
	UnstableNode
	UnstableFocus
	Saddle
	Inconclusive // eigenvalues on the imaginary axis, or too near it to tell
	StableDegenerate
	UnstableDegenerate
	StableStar
	UnstableStar
	StableUntold // a node or a focus
	UnstableUntold
	Centre
	StableWeakFocus   // eigenvalues on the axis, and the terms of third order attract
	UnstableWeakFocus // or repel
	Unstable          // an eigenvalue to the right of the axis, others on it
	kinds
)

func (k Kind) String() string {
	return [...]string{"stable node", "stable focus", "unstable node", "unstable focus", "saddle", "inconclusive",
		"stable degenerate node", "unstable degenerate node", "stable star node", "unstable star node",
		"stable node or focus", "unstable node or focus", "centre", "stable weak focus", "unstable weak focus", "unstable"}[k]
}

// A Verdict is whether what starts near an equilibrium approaches it, may go
// away from it, or neither is proved (or true).
type Verdict int

const (
	Attracts Verdict = iota - 1
	Neutral
	Repels
)

func (k Kind) Verdict() Verdict {
	switch k {
	case StableNode, StableFocus, StableDegenerate, StableStar, StableUntold, StableWeakFocus:
		return Attracts
	case Inconclusive, Centre:
		return Neutral
	}
	return Repels
}

// Kinds is how many there are.
const Kinds = int(kinds)

// Stable tells whether it is asymptotically stable: what starts near stays near and
// approaches it.
func (k Kind) Stable() bool { return k.Verdict() == Attracts }

// An Equilibrium is a fixed point and its linearisation.
type Equilibrium struct {
	X        []float64
	Jacobian []float64    // N × N
	Values   []complex128 // eigenvalues, in rising order of their real parts
	Kind     Kind
	Doubt    Doubt // of an inconclusive one
	Band     Band  // of a centre in the plane
}

// A Doubt is why an equilibrium is inconclusive.
type Doubt int

const (
	NearAxis   Doubt = iota // no sign could be proved
	ThirdOrder              // a pair is ±iω, and the first Lyapunov coefficient is 0 or has no proved sign
	NoSlopes                // f has no derivative there
)

// equilibrium linearises at the zero x, known as numbers.
func (f *Field) equilibrium(x []number) Equilibrium {
	e := Equilibrium{X: make([]float64, f.N), Jacobian: make([]float64, f.N*f.N)}
	for i, v := range x {
		e.X[i] = v.nearest()
	}
	a := f.linear(x)
	f.Jacobian(e.Jacobian, e.X)
	for i, v := range e.Jacobian {
		if math.IsNaN(v) && (a[i].zero() || a[i].Width() <= 1e-9*a[i].Mag()) { // as of y·|y| at 0
			e.Jacobian[i] = a[i].nearest()
		}
	}
	e.Values = Eigenvalues(f.N, e.Jacobian)
	if math.IsNaN(Norm(e.Jacobian)) {
		e.Kind, e.Doubt = Inconclusive, NoSlopes
		return e
	}
	e.Kind, e.Doubt = f.classify(x, a)
	if e.Kind == Centre && f.N == 2 {
		e.Band = f.band(x)
	}
	e.agree(a)
	return e
}

// linear is the Jacobian at x, row by row.
func (f *Field) linear(x []number) []number {
	b := newBasis(f.N, 1)
	b.exact = true
	return jacobianOf(f.expand(b, x))
}

// agree gives the eigenvalues what is proved of them: real parts 0, or one double
// value, which computed eigenvalues have to half of all digits. One that is much
// smaller than the others has its digits, and its sign, from the determinant.
func (e *Equilibrium) agree(a []number) {
	n := len(e.X)
	switch e.Kind {
	case Centre, StableWeakFocus, UnstableWeakFocus:
		for i, v := range e.Values {
			if imag(v) != 0 {
				e.Values[i] = complex(0, imag(v))
			}
		}
		if n == 2 && imag(e.Values[0]) > 0 {
			slices.Reverse(e.Values)
		}
	case StableDegenerate, UnstableDegenerate, StableStar, UnstableStar:
		if n == 2 {
			half := complex((e.Jacobian[0]+e.Jacobian[3])/2, 0)
			e.Values[0], e.Values[1] = half, half
		}
	default:
		e.refine(a)
	}
}

func (e *Equilibrium) refine(a []number) {
	least, others := 0, complex(1, 0)
	for i, v := range e.Values {
		if cmplx.Abs(v) < cmplx.Abs(e.Values[least]) {
			least = i
		}
	}
	next := math.Inf(1)
	for i, v := range e.Values {
		if i != least {
			others *= v
			next = min(next, cmplx.Abs(v))
		}
	}
	if !(cmplx.Abs(e.Values[least]) < 1e-4*next) || cmplx.IsInf(others) {
		return
	}
	det := rate2(2, a)
	if len(e.X) == 3 {
		_, _, last := characteristic(a)
		det = last.neg()
	}
	e.Values[least] = complex(det.nearest()/real(others), 0)
	slices.SortStableFunc(e.Values, func(a, b complex128) int { return cmp.Compare(real(a), real(b)) })
}

// Eigenvalues are those of a, n × n, in rising order of their real parts; NaN
// where they are not found.
func Eigenvalues(n int, a []float64) []complex128 {
	values, ok := linalg.Eigenvalues(n, append([]float64(nil), a...))
	if !ok {
		values = make([]complex128, n)
		for i := range values {
			values[i] = complex(math.NaN(), 0)
		}
	}
	return values
}

// Norm is Frobenius's, the root of the sum of squares.
func Norm(a []float64) float64 {
	sum, largest := 0.0, 0.0
	for _, v := range a {
		sum += float64(v * v)
		largest = max(largest, math.Abs(v))
	}
	if sum > 1e-280 && sum < 1e280 || !(largest > 0) || math.IsInf(largest, 0) {
		return math.Sqrt(sum)
	}
	sum = 0 // where squares have no room
	for _, v := range a {
		sum += float64(v / largest * (v / largest))
	}
	return largest * math.Sqrt(sum)
}

// Leading is the largest real part: below 0 the equilibrium is stable, above 0
// it is not.
func (e *Equilibrium) Leading() float64 { return real(e.Values[len(e.Values)-1]) }

// Pair is the two largest real parts.
func (e *Equilibrium) Pair() (a, b float64) {
	n := len(e.Values)
	return real(e.Values[n-1]), real(e.Values[max(0, n-2)])
}

// classify decides by signs of the Jacobian a that are proved.
func (f *Field) classify(x, a []number) (Kind, Doubt) {
	switch f.N {
	case 1:
		return kindOf(a[0].sign())(StableNode, UnstableNode), NearAxis
	case 2:
		return f.planarKind(x, a)
	}
	return f.spatialKind(x, a)
}

// kindOf is the first of two kinds for a negative sign, the second for a positive
// one.
func kindOf(sign int, known bool) func(stable, unstable Kind) Kind {
	return func(stable, unstable Kind) Kind {
		switch {
		case !known || sign == 0:
			return Inconclusive
		case sign < 0:
			return stable
		}
		return unstable
	}
}

// planarKind decides by the signs of det, of the trace and of the discriminant
//
//	(a − d)² + 4bc
func (f *Field) planarKind(x, a []number) (Kind, Doubt) {
	trace, det := a[0].add(a[3]), a[0].mul(a[3]).sub(a[1].mul(a[2]))
	switch sign, known := det.sign(); {
	case !known || sign == 0:
		return Inconclusive, NearAxis
	case sign < 0:
		return Saddle, NearAxis
	}
	sign, known := trace.sign()
	if known && sign == 0 || !known && f.conservative() {
		return f.centreKind(x), ThirdOrder
	}
	if !known {
		return Inconclusive, NearAxis
	}
	d := a[0].sub(a[3])
	return rate(d.pow(2).add(a[1].mul(a[2]).times(4)), sign, a[1].zero() && a[2].zero()), NearAxis
}

// rate names what attracts (sign −1) or repels by the discriminant: positive
// where all eigenvalues are real and distinct.
func rate(discriminant number, sign int, star bool) Kind {
	of := kindOf(sign, true)
	switch d, known := discriminant.sign(); {
	case !known && discriminant.Lo >= 0:
		return of(StableNode, UnstableNode)
	case !known:
		return of(StableUntold, UnstableUntold)
	case d > 0:
		return of(StableNode, UnstableNode)
	case d < 0:
		return of(StableFocus, UnstableFocus)
	case star:
		return of(StableStar, UnstableStar)
	}
	return of(StableDegenerate, UnstableDegenerate)
}

// spatialKind decides by Routh and Hurwitz's signs of
//
//	det(λ − A) = λ³ + a₁λ² + a₂λ + a₃  and  h = a₁a₂ − a₃
//
// where −h is the product of the sums of two eigenvalues.
func (f *Field) spatialKind(x, a []number) (Kind, Doubt) {
	a1, a2, a3 := characteristic(a)
	h := a1.mul(a2).sub(a3)
	last, known := a3.sign()
	if !known || last == 0 {
		return Inconclusive, NearAxis
	}
	// Where a₃ < 0 the signs are those of −A, whose eigenvalues are mirrored.
	first, firstKnown := a1.sign()
	balance, balanceKnown := h.sign()
	first, balance = first*last, balance*last
	switch {
	case balanceKnown && balance == 0:
		return f.onAxis(x, a2, last)
	case firstKnown && first <= 0 || balanceKnown && balance < 0:
		return Saddle, NearAxis
	case !firstKnown || !balanceKnown:
		return Inconclusive, NearAxis
	}
	return rate(discriminant(a1, a2, a3), -last, false), NearAxis
}

// characteristic is the coefficients of det(λ − A) for a 3 × 3 matrix.
func characteristic(a []number) (a1, a2, a3 number) {
	minor := func(i, j, k, l int) number { return a[i].mul(a[j]).sub(a[k].mul(a[l])) }
	a1 = a[0].add(a[4]).add(a[8]).neg()
	a2 = minor(0, 4, 1, 3).add(minor(0, 8, 2, 6)).add(minor(4, 8, 5, 7))
	a3 = a[0].mul(minor(4, 8, 5, 7)).sub(a[1].mul(minor(3, 8, 5, 6))).add(a[2].mul(minor(3, 7, 4, 6))).neg()
	return a1, a2, a3
}

// onAxis: the eigenvalues are −a₁ and ±√−a₂, and the sign of a₁a₂ is last.
func (f *Field) onAxis(x []number, a2 number, last int) (Kind, Doubt) {
	switch sign, known := a2.sign(); {
	case !known || sign == 0:
		return Inconclusive, NearAxis
	case sign < 0:
		return Saddle, NearAxis
	case last < 0:
		return Unstable, NearAxis
	case f.affine():
		return Centre, ThirdOrder
	}
	if plane, at := f.plane(x); plane != nil {
		return plane.centreKind(at), ThirdOrder
	}
	l1, _ := f.FirstLyapunov(x)
	sign := 0
	if l1.Lo > 0 {
		sign = 1
	} else if l1.Hi < 0 {
		sign = -1
	}
	return kindOf(sign, true)(StableWeakFocus, UnstableWeakFocus), ThirdOrder
}

// plane is the field of two variables that the third, which attracts, has no part
// in: on the centre manifold the field is this one in other coordinates. It is nil
// where there is none.
func (f *Field) plane(x []number) (*Field, []number) {
	for out := range 3 {
		s := &expr.System{Params: f.sys.Params}
		free, index, at := true, []int{0, 1, 2}, []number(nil)
		for i := range 3 {
			if i != out {
				index[i] = len(s.Vars)
				s.Vars, at = append(s.Vars, f.sys.Vars[i]), append(at, x[i])
			}
		}
		for i, n := range f.sys.Rights {
			if i != out {
				free = free && !contains(n, out)
				s.Rights = append(s.Rights, renumbered(n, index))
			}
		}
		if free {
			return &Field{N: 2, Params: f.Params, Swept: f.Swept, sys: s}, append(at, x[3:]...)
		}
	}
	return nil, nil
}

func contains(n *expr.Node, variable int) bool {
	return n.Op == expr.Variable && n.Index == variable ||
		slices.ContainsFunc(n.Args, func(a *expr.Node) bool { return contains(a, variable) })
}

// renumbered is n with other indices of its variables.
func renumbered(n *expr.Node, index []int) *expr.Node {
	z := *n
	if z.Args = nil; n.Op == expr.Variable {
		z.Index = index[n.Index]
	}
	for _, a := range n.Args {
		z.Args = append(z.Args, renumbered(a, index))
	}
	return &z
}

// discriminant is that of λ³ + a₁λ² + a₂λ + a₃.
func discriminant(a1, a2, a3 number) number {
	p, q := a1.mul(a1), a2.mul(a2)
	z := a1.mul(a2).mul(a3).times(18).sub(p.mul(a1).mul(a3).times(4)).add(p.mul(q))
	return z.sub(q.mul(a2).times(4)).sub(a3.mul(a3).times(27))
}
