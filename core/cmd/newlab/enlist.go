package main

import (
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
)

// enlist adds a lab to the source that lists them: its import, and NAME.Lab at
// the end of the variable Independent.
func enlist(source, name string) (string, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, "labs.go", source, 0)
	if err != nil {
		return "", err
	}
	last, end := lastImport(file), endOfList(file)
	if last == token.NoPos || end == token.NoPos {
		return "", fmt.Errorf("no imports, or no list Independent")
	}
	at := func(p token.Pos) int { return set.Position(p).Offset }
	text := source[:at(last)] + fmt.Sprintf("\n\t\"residual/core/labs/%s\"", name) + source[at(last):at(end)] +
		fmt.Sprintf("\t%s.Lab,\n", name) + source[at(end):]
	done, err := format.Source([]byte(text))
	return string(done), err
}

// lastImport is where the last import ends.
func lastImport(f *ast.File) (end token.Pos) {
	for _, i := range f.Imports {
		end = max(end, i.End())
	}
	return end
}

// endOfList is where the brace stands that closes the list.
func endOfList(f *ast.File) (end token.Pos) {
	ast.Inspect(f, func(n ast.Node) bool {
		if v, ok := n.(*ast.ValueSpec); ok && len(v.Values) == 1 && v.Names[0].Name == "Independent" {
			if list, ok := v.Values[0].(*ast.CompositeLit); ok {
				end = list.Rbrace
			}
		}
		return true
	})
	return end
}
