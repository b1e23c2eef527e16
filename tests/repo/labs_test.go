package repo

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const labs = "../../core/labs"

// rooms are the files that every lab has: what it declares, what it computes with,
// how it advances, what it shows, what it measures and what it says.
var rooms = []string{"model.go", "train.go", "view.go", "checks.go", "text.go"}

// contract is how a lab's tests hold it to package lab.
var contract = regexp.MustCompile(`labtest\.(Contract|Breaches)\(`)

// mostMethods is when a type has taken over what should be parts of it.
const mostMethods = 40

func folders(t *testing.T) (names []string) {
	t.Helper()
	all, err := os.ReadDir(labs)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.IsDir() {
			names = append(names, f.Name())
		}
	}
	return names
}

// Every lab has the same floor plan, and its tests hold it to the contract.
func TestFloorPlan(t *testing.T) {
	for _, name := range folders(t) {
		for _, room := range append([]string{name + ".go"}, rooms...) {
			if _, err := os.Stat(filepath.Join(labs, name, room)); err != nil && !small(t, name) {
				t.Errorf("lab %s has no %s", name, room)
			}
		}
		tests, _ := filepath.Glob(filepath.Join(labs, name, "*_test.go"))
		held := false
		for _, path := range tests {
			text, err := os.ReadFile(path)
			held = held || err == nil && contract.Match(text)
		}
		if !held {
			t.Errorf("no test of lab %s calls labtest.Contract", name)
		}
	}
}

// small tells whether a lab is one file, as a new one is.
func small(t *testing.T, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(labs, name, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	sources := 0
	for _, f := range files {
		if !strings.HasSuffix(f, "_test.go") {
			sources++
		}
	}
	return sources == 1
}

// A function is one of a lab, with the type whose method it is.
type function struct {
	lab, receiver, name string
	lines               int
}

func functions(t *testing.T) (all []function) {
	t.Helper()
	for _, name := range folders(t) {
		files, _ := filepath.Glob(filepath.Join(labs, name, "*.go"))
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			set := token.NewFileSet()
			f, err := parser.ParseFile(set, path, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				if d, ok := d.(*ast.FuncDecl); ok {
					lines := set.Position(d.End()).Line - set.Position(d.Pos()).Line + 1
					all = append(all, function{name, methodOf(d), d.Name.Name, lines})
				}
			}
		}
	}
	return all
}

func methodOf(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return ""
	}
	return receiver(d.Recv.List[0].Type)
}

func TestLabsAreMadeOfParts(t *testing.T) {
	count := map[[2]string]int{}
	for _, f := range functions(t) {
		if f.receiver != "" {
			count[[2]string{f.lab, f.receiver}]++
		}
	}
	for of, n := range count {
		if n > mostMethods {
			t.Errorf("lab %s: type %s has %d methods", of[0], of[1], n)
		}
	}
}

// What every lab would have to write again stays little: state, memory, cost, the
// contract's own methods and the glue of least squares, by the names that these
// functions have.
func TestPlumbing(t *testing.T) {
	kinds := []struct {
		kind  string
		names *regexp.Regexp
	}{
		{"state", regexp.MustCompile(`^(State|state|\w*State|Resume|resume|reopen|Snapshot|Restore|snapshot|restore|sound|write\w*|read[A-Z]\w*|decode\w*|encode[A-Z]\w*)$`)},
		{"memory", regexp.MustCompile(`^(Memory|[rR]eserve\w*|\w*[bB]ytes|held|planned\w*|layOut|open)$`)},
		{"cost", regexp.MustCompile(`^(Cost|cost|\w*Cost|Flops|Traffic)$`)},
		{"contract", regexp.MustCompile(`^(Status|Steps|Progress|Change|Act|Hint|Tasks|Finish|SetClock|SetLatencies|Messages)$`)},
		{"glue", regexp.MustCompile(`^(Rows|Residual|Jacobian)$`)},
	}
	total, by, in := 0, map[string]int{}, map[string]int{}
	for _, f := range functions(t) {
		for _, k := range kinds {
			if k.names.MatchString(f.name) {
				by[k.kind] += f.lines
				in[f.lab] += f.lines
				total += f.lines
				break
			}
		}
	}
	t.Logf("%d lines: %v, %v", total, by, in)
	if total > mostPlumbing {
		t.Errorf("%d lines of the labs are plumbing: %v", total, by)
	}
}

// mostPlumbing is what there is, rounded up. Lower it when some of it goes; what is
// new in a lab belongs in core/fit or core/lab before this is raised.
const mostPlumbing = 1150
