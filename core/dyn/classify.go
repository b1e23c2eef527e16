package dyn

import (
	"math"

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
}

// equilibrium linearises at the zero x, known as numbers.
func (f *Field) equilibrium(x []number) Equilibrium {
	e := Equilibrium{X: make([]float64, f.N), Jacobian: make([]float64, f.N*f.N)}
	for i, v := range x {
		e.X[i] = v.nearest()
	}
	f.Jacobian(e.Jacobian, e.X)
	e.Values = Eigenvalues(f.N, e.Jacobian)
	e.Kind = f.classify(x)
	e.agree()
	return e
}

// agree gives the eigenvalues what is proved of them: real parts 0, or one
// double value, which computed eigenvalues have to half of all digits.
func (e *Equilibrium) agree() {
	if len(e.X) == 3 {
		return
	}
	half := (e.Jacobian[0] + e.Jacobian[3]) / 2
	switch e.Kind {
	case Centre, StableWeakFocus, UnstableWeakFocus:
		e.Values[0], e.Values[1] = complex(0, -math.Abs(imag(e.Values[0]))), complex(0, math.Abs(imag(e.Values[1])))
	case StableDegenerate, UnstableDegenerate, StableStar, UnstableStar:
		e.Values[0], e.Values[1] = complex(half, 0), complex(half, 0)
	}
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
	sum := 0.0
	for _, v := range a {
		sum += float64(v * v)
	}
	return math.Sqrt(sum)
}

// Leading is the largest real part: below 0 the equilibrium is stable, above 0
// it is not.
func (e *Equilibrium) Leading() float64 { return real(e.Values[len(e.Values)-1]) }

// Pair is the two largest real parts.
func (e *Equilibrium) Pair() (a, b float64) {
	n := len(e.Values)
	return real(e.Values[n-1]), real(e.Values[max(0, n-2)])
}

// classify decides by signs that are proved.
func (f *Field) classify(x []number) Kind {
	b := newBasis(f.N, 1)
	b.exact = true
	right := f.expand(b, x)
	a := make([]number, 0, f.N*f.N)
	for _, r := range right {
		a = append(a, r[1:]...)
	}
	switch f.N {
	case 1:
		return kindOf(a[0].sign())(StableNode, UnstableNode)
	case 2:
		return f.planarKind(x, a)
	}
	return f.spatialKind(a)
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
func (f *Field) planarKind(x, a []number) Kind {
	trace, det := a[0].add(a[3]), a[0].mul(a[3]).sub(a[1].mul(a[2]))
	switch sign, known := det.sign(); {
	case !known || sign == 0:
		return Inconclusive
	case sign < 0:
		return Saddle
	}
	sign, known := trace.sign()
	if known && sign == 0 || !known && f.conservative() {
		return f.centreKind(x)
	}
	if !known {
		return Inconclusive
	}
	d := a[0].sub(a[3])
	return rate(d.mul(d).add(a[1].mul(a[2]).times(4)), sign, a[1].zero() && a[2].zero())
}

// rate names what attracts (sign −1) or repels by the discriminant: positive
// where all eigenvalues are real and distinct.
func rate(discriminant number, sign int, star bool) Kind {
	of := kindOf(sign, true)
	switch d, known := discriminant.sign(); {
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
func (f *Field) spatialKind(a []number) Kind {
	a1, a2, a3 := characteristic(a)
	h := a1.mul(a2).sub(a3)
	last, known := a3.sign()
	if !known || last == 0 {
		return Inconclusive
	}
	// Where a₃ < 0 the signs are those of −A, whose eigenvalues are mirrored.
	first, firstKnown := a1.sign()
	balance, balanceKnown := h.sign()
	first, balance = first*last, balance*last
	switch {
	case balanceKnown && balance == 0:
		return f.onAxis(a2, last)
	case firstKnown && first <= 0 || balanceKnown && balance < 0:
		return Saddle
	case !firstKnown || !balanceKnown:
		return Inconclusive
	}
	return rate(discriminant(a1, a2, a3), -last, false)
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
func (f *Field) onAxis(a2 number, last int) Kind {
	switch sign, known := a2.sign(); {
	case !known || sign == 0:
		return Inconclusive
	case sign < 0:
		return Saddle
	case last < 0:
		return Unstable
	case f.affine():
		return Centre
	}
	return Inconclusive
}

// discriminant is that of λ³ + a₁λ² + a₂λ + a₃.
func discriminant(a1, a2, a3 number) number {
	p, q := a1.mul(a1), a2.mul(a2)
	z := a1.mul(a2).mul(a3).times(18).sub(p.mul(a1).mul(a3).times(4)).add(p.mul(q))
	return z.sub(q.mul(a2).times(4)).sub(a3.mul(a3).times(27))
}
