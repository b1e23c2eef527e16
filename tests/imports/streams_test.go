package imports

import (
	"go/ast"
	"strconv"
	"strings"
	"testing"
)

// Every random number of the core comes from a stream of core/rng, which has a
// name of its own. Tests may draw as they like, and so may core/ad/adtest, which
// serves them.
func TestRandomNumbersHaveNames(t *testing.T) {
	for _, f := range files(t) {
		if f.test || !strings.HasPrefix(f.pkg, "core/") || f.pkg == "core/rng" || f.pkg == "core/ad/adtest" {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && (calls(call, "rand", "NewPCG") || calls(call, "rand", "New") || calls(call, "rand", "NewChaCha8")) {
				t.Errorf("%s: a generator without a name", f.set.Position(n.Pos()))
			}
			return true
		})
	}
}

// A name that is written in one call is written in no other with as many
// indices, and starts with its package's name, so that no two uses of one seed
// draw the same numbers.
func TestStreamsHaveNamesOfTheirOwn(t *testing.T) {
	seen := map[string]string{}
	for _, f := range files(t) {
		if f.test || !strings.HasPrefix(f.pkg, "core/") {
			continue
		}
		ast.Inspect(f.syntax, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !calls(call, "rng", "New") || len(call.Args) < 2 {
				return true
			}
			literal, ok := call.Args[1].(*ast.BasicLit)
			if !ok {
				return true // the caller's name
			}
			at := f.set.Position(n.Pos()).String()
			name, _ := strconv.Unquote(literal.Value)
			if own := f.pkg[strings.LastIndex(f.pkg, "/")+1:]; !strings.HasPrefix(name, own+"/") {
				t.Errorf("%s: the stream %q does not start with %s/", at, name, own)
			}
			key := name + "/" + strconv.Itoa(len(call.Args)-2)
			if other := seen[key]; other != "" {
				t.Errorf("%s and %s draw from one stream, %q", at, other, name)
			}
			seen[key] = at
			return true
		})
	}
	if len(seen) < 20 {
		t.Errorf("only %d streams are found", len(seen))
	}
}

// calls tells whether a call is that of a function of a package.
func calls(call *ast.CallExpr, pkg, name string) bool {
	s, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || s.Sel.Name != name {
		return false
	}
	id, ok := s.X.(*ast.Ident)
	return ok && id.Name == pkg
}
