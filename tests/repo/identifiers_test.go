package repo

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// declared is every name that our packages declare: "lab.Run", with fields and
// methods "lab.Run.Step" and "Run.Step"; and every test, "TestX". Packages are
// among the names.
func declared(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() && (d.Name() == "node_modules" || len(d.Name()) > 2 && d.Name()[0] == '.') {
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return err
		}
		if filepath.Ext(name) != ".go" {
			return nil
		}
		source, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err == nil {
			declare(names, source, strings.HasSuffix(name, "_test.go"))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// declare adds the names of a file.
func declare(names map[string]bool, source *ast.File, tests bool) {
	pkg := source.Name.Name
	if !tests {
		names[pkg] = true
	}
	for _, d := range source.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			switch {
			case tests && d.Recv == nil:
				names[d.Name.Name] = true
			case d.Recv == nil:
				names[pkg+"."+d.Name.Name] = true
			default:
				method := receiver(d.Recv.List[0].Type) + "." + d.Name.Name
				names[method], names[pkg+"."+method] = true, true
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				declareSpec(names, pkg, s)
			}
		}
	}
}

func declareSpec(names map[string]bool, pkg string, s ast.Spec) {
	switch s := s.(type) {
	case *ast.ValueSpec:
		for _, n := range s.Names {
			names[pkg+"."+n.Name] = true
		}
	case *ast.TypeSpec:
		names[pkg+"."+s.Name.Name] = true
		var fields *ast.FieldList
		switch kind := s.Type.(type) {
		case *ast.StructType:
			fields = kind.Fields
		case *ast.InterfaceType:
			fields = kind.Methods
		default:
			return
		}
		for _, f := range fields.List {
			for _, n := range f.Names {
				member := s.Name.Name + "." + n.Name
				names[member], names[pkg+"."+member] = true, true
			}
		}
	}
}

// receiver is the type's name in (r *T), (r T) or (r *T[P]).
func receiver(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.StarExpr:
		return receiver(x.X)
	case *ast.IndexExpr:
		return receiver(x.X)
	case *ast.Ident:
		return x.Name
	}
	return ""
}

// What a text calls pkg.Name is declared in a package of ours of that name, what it
// calls Type.Name in one of ours, and a test that it names is there.
func TestNamedIdentifiersExist(t *testing.T) {
	names, found := declared(t), 0
	for name, text := range texts(t) {
		for _, w := range words(text) {
			m := ours.FindStringSubmatch(w)
			switch {
			case m != nil && names[m[1]]:
				w = m[1] + m[2]
			case !test.MatchString(w) && !member.MatchString(w):
				continue
			}
			if found++; !names[w] {
				t.Errorf("%s names %s, which is not there", name, w)
			}
		}
	}
	if found < 100 {
		t.Errorf("only %d identifiers are found", found)
	}
}

// Every word of the glossary has its place in the code, and stands once.
func TestGlossary(t *testing.T) {
	_, glossary, _ := strings.Cut(read(t, root+"/CONTRIBUTING.md"), "\n## Words\n")
	glossary, _, _ = strings.Cut(glossary, "\n## ")
	names, seen, last := declared(t), 0, ""
	for line := range strings.Lines(glossary) {
		cells := strings.Split(line, "|")
		if len(cells) != 5 || strings.Contains(line, "|---|") || strings.Contains(cells[1], " word ") {
			continue
		}
		seen++
		word, place := strings.ToLower(strings.TrimSpace(cells[1])), strings.Trim(strings.TrimSpace(cells[2]), "`")
		if word <= last {
			t.Errorf("%q stands after %q: once each, in the order of the alphabet", word, last)
		}
		last = word
		if m := ours.FindStringSubmatch(place); !file.MatchString(place) && (m == nil || !names[place]) {
			t.Errorf("%q has no place in the code: %q", word, place)
		}
	}
	if seen < 40 {
		t.Errorf("only %d words are found", seen)
	}
}
