package law

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// randomTree is a tree over u(x, t) and a, of any nodes that a law may have.
func randomTree(r *rand.Rand, depth, bound int) *Node {
	some := func() *Node { return randomTree(r, depth-1, bound) }
	if depth == 0 || r.IntN(7) == 0 {
		switch r.IntN(4) {
		case 0:
			return number([]float64{0, 0.5, 2, math.Pi, 1e-9, 123456.75}[r.IntN(6)])
		case 1:
			return leaf(Param, 0)
		case 2:
			if bound > 0 {
				return leaf(Bound, r.IntN(bound))
			}
			return leaf(Unknown, 0)
		}
		return leaf(Input, r.IntN(2))
	}
	switch r.IntN(9) {
	case 0:
		f := Function(r.IntN(int(Atan2) + 1))
		if f.arguments() == 2 {
			return apply(f, some(), some())
		}
		return apply(f, some())
	case 1:
		return node(Neg, some())
	case 2:
		return differentiated(leaf(Unknown, 0), along(0, r.IntN(3)).plus(along(1, r.IntN(3))))
	case 3:
		return node(If, randomCondition(r, depth, bound), some(), some())
	case 4:
		n := randomTree(r, depth-1, bound+1)
		if r.IntN(2) == 0 {
			n = node(Mul, n, node(At, leaf(Unknown, 0), leaf(Bound, bound), leaf(Input, 1)))
		}
		return (&Node{Op: Integral, Index: -1, Args: []*Node{n, some(), some()}}).sized()
	case 5:
		return []*Node{node(Total, some()), node(Laplacian, leaf(Unknown, 0)), differentiated(node(Mul, leaf(Input, 0), leaf(Unknown, 0)), along(0, 2))}[r.IntN(3)]
	}
	return node(Add+Op(r.IntN(5)), some(), some())
}

func randomCondition(r *rand.Rand, depth, bound int) *Node {
	if depth > 1 && r.IntN(2) == 0 {
		a, b := randomCondition(r, depth-1, bound), randomCondition(r, depth-1, bound)
		return []*Node{node(And, a, b), node(Or, a, b), node(Not, a)}[r.IntN(3)]
	}
	return node(Less, randomTree(r, depth-1, bound), randomTree(r, depth-1, bound))
}

// TestTreesReadBack: whatever tree is written, it is read as the same one, brackets
// or not.
func TestTreesReadBack(t *testing.T) {
	const head = "x in [0, 1]\nt in [0, 1]\nu(x, t)\na = 2\n"
	p := read(t, head+"u_t = a")
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		n := randomTree(r, 4, 0)
		text := p.Text(n)
		again, err := Parse(head + "u_tt + 0*u = " + text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		if len(again.Laws) != 1 || !again.Laws[0].Right.Equal(n) {
			t.Fatalf("%s\nis read as\n%s", text, again.Text(again.Laws[0].Right))
		}
		if m := p.Set(n); strings.Count(m, "<m") != strings.Count(m, "</m") {
			t.Fatal(m)
		}
	}
}
