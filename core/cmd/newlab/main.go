// Command newlab begins a lab: newlab NAME copies the worked lab of package curve
// to core/labs/NAME, adds the lab to the list, and gives it a page and a sample
// among the golden digests. The copy runs, draws and passes its tests; what makes
// it a lab of its own is then yours to change.
package main

import (
	"embed"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

//go:embed curve/curve.go curve/curve_test.go
var worked embed.FS

//go:embed page.md
var page string

// Where things are, from the root of the repository.
const (
	list    = "core/labs/labs.go"
	digests = "tests/testdata/digests.json"
)

func main() {
	if len(os.Args) != 2 {
		fail(fmt.Errorf("usage: newlab NAME"))
	}
	if err := create(".", os.Args[1]); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "newlab:", err)
	os.Exit(1)
}

var allowed = regexp.MustCompile(`^[a-z][a-z0-9]{1,19}$`)

// create adds lab name to the repository at root. Nothing is written if the name
// cannot be taken.
func create(root, name string) error {
	if !allowed.MatchString(name) {
		return fmt.Errorf("%q names no lab: give 2 to 20 small letters and digits, a letter first", name)
	}
	folder := filepath.Join(root, "core/labs", name)
	if _, err := os.Stat(folder); err == nil {
		return fmt.Errorf("there is a folder %s already", folder)
	}
	files := map[string]string{filepath.Join(root, "site/pages/labs", name+".md"): own(page, name)}
	for _, f := range []string{"curve.go", "curve_test.go"} {
		text, err := worked.ReadFile("curve/" + f)
		if err != nil {
			return err
		}
		files[filepath.Join(folder, strings.Replace(f, "curve", name, 1))] = own(string(text), name)
	}
	for path, edit := range map[string]func(string, string) (string, error){list: enlist, digests: addSample} {
		text, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			return err
		}
		if files[filepath.Join(root, path)], err = edit(string(text), name); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return write(files)
}

func write(files map[string]string) error {
	for path, text := range files {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// own is a text of the worked lab as one of lab name.
func own(text, name string) string {
	return strings.NewReplacer("package curve", "package "+name, "Package curve", "Package "+name,
		`"curve"`, `"`+name+`"`, `"curve/`, `"`+name+`/`).Replace(text)
}

// addSample adds twenty steps of the defaults to the golden digests; the digest
// is for the tests to write.
func addSample(text, name string) (string, error) {
	end := strings.LastIndex(text, "}\n]")
	if end < 0 {
		return "", fmt.Errorf("no list of samples")
	}
	sample := fmt.Sprintf(",\n  {\"lab\":%q,\"knobs\":{},\"seed\":1,\"steps\":20,\"digest\":\"\"}", name)
	return text[:end+1] + sample + text[end+1:], nil
}
