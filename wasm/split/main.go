// Command split says how the Worker's program is cut, one program a lab, so that
// nobody fetches the solvers of labs that they have not opened: split FOLDER
// writes FOLDER/NAME.json for every lab of core/labs, an overlay for go build
// -overlay, and prints the names.
//
// The overlay puts in place of core/labs/labs.go a list of that lab alone; what
// only the others need is then left out by the linker. A lab that labs.go makes
// of other labs, in place of naming NAME.Lab, needs them: its overlay is empty,
// and its program is the whole one.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"residual/core/labs"
)

// The list of labs, where the build is started: at the root of the repository.
const list = "core/labs/labs.go"

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: split FOLDER"))
	}
	source, err := os.ReadFile(list)
	if err != nil {
		fail(err)
	}
	for i := range labs.All {
		if err := write(os.Args[1], labs.All[i].Name, string(source)); err != nil {
			fail(err)
		}
		fmt.Println(labs.All[i].Name)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "split:", err)
	os.Exit(1)
}

// write makes the overlay of one lab.
func write(folder, name, source string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	overlay, alone := filepath.Join(folder, name+".json"), filepath.Join(folder, name+".go")
	if !standsAlone(name, source) {
		return os.WriteFile(overlay, []byte(`{"Replace": {}}`), 0o644)
	}
	if err := os.WriteFile(alone, []byte(only(name)), 0o644); err != nil {
		return err
	}
	return os.WriteFile(overlay, fmt.Appendf(nil, `{"Replace": {%q: %q}}`, list, alone), 0o644)
}

// standsAlone tells whether the list names the lab itself.
func standsAlone(name, source string) bool {
	return regexp.MustCompile(`\b` + regexp.QuoteMeta(name) + `\.Lab\b`).MatchString(source)
}

// only is the list of one lab, in Go.
func only(name string) string {
	return fmt.Sprintf(`// Package labs is cut down to one lab.
package labs

import (
	"residual/core/lab"
	"residual/core/labs/%[1]s"
)

// All lists it.
var All = []lab.Lab{%[1]s.Lab}
`, name)
}
