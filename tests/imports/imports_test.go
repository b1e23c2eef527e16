package imports

import (
	"go/ast"
	"strings"
	"testing"
)

// What may be no longer.
const longest = 80

func files(t *testing.T) []file {
	t.Helper()
	all, err := sources("../..")
	if err != nil || len(all) < 100 {
		t.Fatalf("%d files: %v", len(all), err)
	}
	return all
}

func TestRules(t *testing.T) {
	g := parse("NONE < a < b, c; c < d/*; x/... < b")
	cases := []struct {
		pkg, what string
		ok        bool
	}{
		{"b", "a", true}, {"c", "a", true}, {"a", "b", false}, {"b", "c", false}, {"c", "b", false},
		{"d/1", "c", true}, {"d/1", "a", true}, {"d/1", "d/2", false}, {"d/1", "b", false},
		{"b", "x", true}, {"b", "x/y/z", true}, {"c", "x/y", false}, {"b", "xy", false},
	}
	for _, c := range cases {
		if g.allows(c.pkg, c.what) != c.ok {
			t.Errorf("%s may import %s: %v", c.pkg, c.what, !c.ok)
		}
	}
	if !g.allowsDirectly("d/1", "c") || g.allowsDirectly("d/1", "a") || g.names("d") || !g.names("d/9") {
		t.Error("neighbours are wrong")
	}
}

func TestImports(t *testing.T) {
	ours, others := parse(policy), parse(outside)
	inside := map[string]bool{}
	all := files(t)
	for _, f := range all {
		inside[f.pkg] = true
	}
	for _, f := range all {
		if f.test || strings.HasPrefix(f.pkg, "tests/") {
			continue
		}
		if !ours.names(f.pkg) {
			t.Errorf("%s: the policy does not name package %s", f.name, f.pkg)
		}
		for _, what := range f.imports() {
			module := strings.Contains(strings.Split(what, "/")[0], ".")
			switch {
			case inside[what]:
				if !ours.allows(f.pkg, what) {
					t.Errorf("%s may not import %s", f.name, what)
				}
			case module || others.names(what):
				if !others.allowsDirectly(f.pkg, what) {
					t.Errorf("%s may not import %s", f.name, what)
				}
			}
		}
	}
}

// Core/linalg is the only door to LAPACK and decides which BLAS gonum runs on.
// What is measured in a test of the core is what ships, so that tests, too, leave
// the BLAS alone.
func TestOneDoorToLAPACK(t *testing.T) {
	doors := 0
	for _, f := range files(t) {
		for _, what := range f.imports() {
			name, inside := strings.CutPrefix(what, "gonum.org/v1/gonum/")
			if !inside || !(name == "blas/blas64" || name == "lapack" || strings.HasPrefix(name, "lapack/")) {
				continue
			}
			switch {
			case f.pkg == "core/linalg":
				doors++
			case f.pkg == "core/kernel" && f.test, strings.HasPrefix(f.pkg, "tests/bench/"):
				// They hold our routines beside gonum's on either BLAS.
			default:
				t.Errorf("%s imports %s", f.name, what)
			}
		}
	}
	if doors == 0 {
		t.Error("core/linalg does not import LAPACK")
	}
}

func TestPackageComments(t *testing.T) {
	said := map[string]bool{}
	for _, f := range files(t) {
		said[f.pkg] = said[f.pkg] || f.syntax.Doc != nil
	}
	for pkg, ok := range said {
		if !ok {
			t.Errorf("package %s has no comment", pkg)
		}
	}
}

func TestFunctionsAreShort(t *testing.T) {
	for _, f := range files(t) {
		for _, d := range f.syntax.Decls {
			if d, ok := d.(*ast.FuncDecl); ok {
				from, to := f.set.Position(d.Pos()).Line, f.set.Position(d.End()).Line
				if n := to - from + 1; n > longest {
					t.Errorf("%s:%d: %s has %d lines", f.name, from, d.Name.Name, n)
				}
			}
		}
	}
}

// The engine computes the same bits everywhere, so it takes no function of
// package math whose last bits differ between machines, and fuses nothing.
func TestEngineHasItsOwnFunctions(t *testing.T) {
	exact := " Abs Ceil Copysign Float32bits Float32frombits Float64bits Float64frombits Floor Frexp Inf IsInf IsNaN Ldexp Max Min Mod NaN Nextafter Round RoundToEven Signbit Sqrt Trunc "
	for _, f := range files(t) {
		switch f.pkg {
		case "core/kernel", "core/linalg", "core/rng", "core/ad", "core/plan", "core/nn", "core/opt", "core/uq", "core/chem", "core/md", "core/interval", "core/expr", "core/dyn", "core/ode", "core/pinn":
		default:
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || f.test {
				return true
			}
			if s, ok := call.Fun.(*ast.SelectorExpr); ok && isMath(s.X) && !strings.Contains(exact, " "+s.Sel.Name+" ") {
				t.Errorf("%s: math.%s", f.set.Position(n.Pos()), s.Sel.Name)
			}
			return true
		})
	}
}

func isMath(x ast.Expr) bool {
	id, ok := x.(*ast.Ident)
	return ok && id.Name == "math"
}
