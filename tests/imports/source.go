package imports

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
)

// A file is one Go file of the module, whatever system it is built for.
type file struct {
	name   string // from the module's root
	pkg    string // its folder, likewise
	test   bool
	syntax *ast.File
	set    *token.FileSet
}

// sources reads every Go file under root.
func sources(root string) ([]file, error) {
	var all []file
	set := token.NewFileSet()
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if d.IsDir() && (base == "node_modules" || base == "testdata" || base == "dist" || base != ".." && strings.HasPrefix(base, ".") && name != root) {
			return fs.SkipDir
		}
		if !strings.HasSuffix(base, ".go") {
			return nil
		}
		syntax, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			return err
		}
		short, _ := filepath.Rel(root, name)
		short = filepath.ToSlash(short)
		all = append(all, file{short, strings.TrimSuffix(short, "/"+base), strings.HasSuffix(base, "_test.go"), syntax, set})
		return nil
	})
	return all, err
}

// imports lists what a file imports; what is of the module without its name.
func (f file) imports() []string {
	var all []string
	for _, spec := range f.syntax.Imports {
		name := strings.Trim(spec.Path.Value, `"`)
		all = append(all, strings.TrimPrefix(name, module))
	}
	return all
}

// module is the beginning of our packages' names.
const module = "residual/"
