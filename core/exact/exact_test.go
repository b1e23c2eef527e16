package exact

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// toBig is x for package math/big, the second method of these tests.
func toBig(x *Rational) *big.Rat {
	z := new(big.Rat).SetFrac(bigNatural(x.over), bigNatural(x.under))
	if x.negative {
		z.Neg(z)
	}
	return z
}

func bigNatural(x natural) *big.Int {
	z := new(big.Int)
	for i := len(x) - 1; i >= 0; i-- {
		z.Lsh(z, digitBits).Or(z, big.NewInt(int64(x[i])))
	}
	return z
}

// some are rationals of all sizes, many with digits that are 0 or the largest,
// where carries and the guesses of a division are at their worst.
func some(r *rand.Rand) *Rational {
	digits := func() natural {
		n := make(natural, r.IntN(9))
		for i := range n {
			n[i] = []uint32{0, 1, math.MaxUint32, 1 << 31, r.Uint32()}[r.IntN(5)]
		}
		return n.trimmed()
	}
	return lowest(r.IntN(2) == 0, digits(), digits().add(natural{1}))
}

func TestAgainstBig(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 2000 {
		x, y, n := some(r), some(r), r.IntN(5)
		a, b := toBig(x), toBig(y)
		hold := func(what string, z *Rational, want *big.Rat) {
			if got := toBig(z); got.Cmp(want) != 0 || got.Denom().Cmp(bigNatural(z.under)) != 0 {
				t.Fatalf("%s of %v and %v: %v, want %v", what, a, b, got, want)
			}
		}
		hold("sum", x.Add(y), new(big.Rat).Add(a, b))
		hold("difference", x.Add(y.Neg()), new(big.Rat).Sub(a, b))
		hold("product", x.Mul(y), new(big.Rat).Mul(a, b))
		if x.Sign() != a.Sign() || x.Equal(y) != (a.Cmp(b) == 0) || !x.Equal(x.Add(y).Add(y.Neg())) {
			t.Fatalf("sign or equality of %v and %v", a, b)
		}
		power := big.NewRat(1, 1)
		for range n {
			power.Mul(power, a)
		}
		hold("power", x.Pow(n), power)
		if x.Sign() != 0 {
			hold("inverse", x.Inv(), new(big.Rat).Inv(a))
			hold("inverse power", x.Pow(-n), new(big.Rat).Inv(power))
		}
		if root, ok := x.Mul(x).Root(); !ok || !root.Equal(x) && !root.Equal(x.Neg()) {
			t.Fatalf("root of the square of %v", a)
		}
		if root, ok := x.Root(); ok && !root.Mul(root).Equal(x) {
			t.Fatalf("root of %v", a)
		}
		got, same := x.Nearest()
		if want, exact := a.Float64(); got != want || same != exact {
			t.Fatalf("nearest to %v: %v, want %v", a, got, want)
		}
	}
}

// A natural is divided and its root taken as math/big does it.
func TestWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	for range 2000 {
		x, y := some(r).over, some(r).under
		q, rest := x.divide(y)
		if back := q.mul(y).add(rest); back.compare(x) != 0 || rest.compare(y) >= 0 {
			t.Fatalf("%v / %v: %v, %v", x, y, q, rest)
		}
		if got, want := bigNatural(x.root()), new(big.Int).Sqrt(bigNatural(x)); got.Cmp(want) != 0 {
			t.Fatalf("root of %v: %v, want %v", x, got, want)
		}
	}
}

// Numbers of every size are themselves again, and a rational half way between
// two is rounded to the even one, also where numbers are subnormal or overflow.
func TestNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for range 2000 {
		v := math.Float64frombits(r.Uint64())
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		x := Float(v)
		if got, same := x.Nearest(); got != v || !same {
			t.Fatalf("%v became %v", v, got)
		}
		next := math.Nextafter(v, 0)
		middle := x.Add(Float(next)).Mul(Ratio(1, 2))
		for _, x := range []*Rational{middle, middle.Mul(Scaled(1, 30).Add(Ratio(1, 3)).Mul(Scaled(1, -30))), x.Mul(Scaled(7, 300))} {
			got, same := x.Nearest()
			if want, exact := toBig(x).Float64(); got != want || same != exact {
				t.Fatalf("nearest to %v: %v, want %v", toBig(x), got, want)
			}
		}
	}
}

func TestMade(t *testing.T) {
	for _, c := range []struct {
		got  *Rational
		want string
	}{
		{Ratio(-6, 4), "-3/2"}, {Ratio(6, -4), "-3/2"}, {Ratio(0, -7), "0"},
		{Ratio(math.MinInt64, 2), "-4611686018427387904"},
		{Scaled(125, -2), "5/4"}, {Scaled(-3, 25), "-30000000000000000000000000"}, {Scaled(0, 9), "0"},
		{Float(-0.375), "-3/8"}, {Float(0x1p70), "1180591620717411303424"},
	} {
		want, _ := new(big.Rat).SetString(c.want)
		if toBig(c.got).Cmp(want) != 0 {
			t.Errorf("%v, want %v", toBig(c.got), want)
		}
	}
	if _, ok := Ratio(-4, 1).Root(); ok {
		t.Error("−4 has a root")
	}
}
