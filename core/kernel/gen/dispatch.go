package main

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/types"
	"strings"
)

const vectorIntro = `//go:build goexperiment.simd && (amd64 || arm64 || wasm)

package kernel

// Each function hands the work to the vector loop of the type and returns how
// much of it that did; the plain loop does the rest. The vector loops do not
// check their bounds: here every slice is cut to what the loop may touch. What
// they leave in the upper parts of the registers is cleared (upper_amd64.go).
`

const plainIntro = `//go:build !goexperiment.simd || !(amd64 || arm64 || wasm)

package kernel

// Without vectors the plain loops do all the work.
`

// vectorDispatch is the file for builds with vectors.
func vectorDispatch(table []loop) ([]byte, error) {
	return source(vectorIntro, table, func(l loop, params []param, result string) string {
		first := params[0]
		var b strings.Builder
		fmt.Fprintf(&b, "switch %s := any(%s).(type) {\n", first.name, first.name)
		for _, bits := range []string{"64", "32"} {
			float := "float" + bits
			fmt.Fprintf(&b, "case %s:\n", strings.ReplaceAll(first.kind, "T", float))
			fmt.Fprintf(&b, "done = %s%s(%s)\n", l.vector, bits, l.arguments(params, float))
		}
		b.WriteString("}\nclearUpper()\nreturn done")
		return b.String()
	})
}

// plainDispatch is the file for builds without.
func plainDispatch(table []loop) ([]byte, error) {
	return source(plainIntro, table, func(_ loop, _ []param, result string) string {
		if result == "bool" {
			return "return false"
		}
		return "return 0"
	})
}

// source is a formatted file: an intro, and a function for each loop.
func source(intro string, table []loop, body func(l loop, params []param, result string) string) ([]byte, error) {
	var b bytes.Buffer
	b.WriteString(header("the table in gen/table.go") + intro)
	for _, l := range table {
		params, result, err := l.parse()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", l.name, err)
		}
		signature := strings.TrimSuffix(strings.TrimPrefix(l.form, "func"), " "+result)
		fmt.Fprintf(&b, "\nfunc %s[T Float]%s (done %s) {\n%s\n}\n", l.name, signature, result, body(l, params, result))
	}
	return format.Source(b.Bytes())
}

// A param is one parameter; kind is its type.
type param struct{ name, kind string }

// parse takes the form apart.
func (l loop) parse() (params []param, result string, err error) {
	x, err := parser.ParseExpr(l.form)
	if err != nil {
		return nil, "", err
	}
	f, ok := x.(*ast.FuncType)
	if !ok || f.Results.NumFields() != 1 {
		return nil, "", fmt.Errorf("%q is no function with one result", l.form)
	}
	for _, field := range f.Params.List {
		for _, name := range field.Names {
			params = append(params, param{name.Name, types.ExprString(field.Type)})
		}
	}
	return params, types.ExprString(f.Results.List[0].Type), nil
}

// arguments is what the vector loop of a type gets.
func (l loop) arguments(params []param, float string) string {
	var list []string
	first := ""
	for i, p := range params {
		arg := p.name
		switch p.kind {
		case "T":
			arg = float + "(" + arg + ")"
		case "[]T":
			length, given := l.lengths[p.name]
			if !given && first != "" {
				length = "len(" + first + ")"
			}
			if first == "" {
				first = p.name
			}
			if length != "" {
				arg += "[:" + length + "]"
			}
			if i > 0 { // the first parameter is what the switch is over
				arg = "any(" + arg + ").([]" + float + ")"
			}
		}
		list = append(list, arg)
	}
	return strings.Join(list, ", ")
}
