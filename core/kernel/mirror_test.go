package kernel

import (
	"os"
	"strings"
	"testing"
)

// TestSingleMirrorsDouble: the loops for float32 are those for float64 with
// other names. The write-up is in one of the two files, and this keeps the other
// in step; `go test -run Mirrors -args write` writes it.
func TestSingleMirrorsDouble(t *testing.T) {
	names := strings.NewReplacer("amd64", "amd64", "arm64", "arm64", "64", "32")
	blas := strings.NewReplacer("float64", "float32", "Float64", "Float32", "b.double", "b.single",
		"Ddot", "Sdot", "Dnrm2", "Snrm2", "Dasum", "Sasum", "Daxpy", "Saxpy", "Dscal", "Sscal",
		"Dge", "Sge", "Dtr", "Str", "Dsy", "Ssy")
	pairs := map[string]*strings.Replacer{"blas%.go": blas}
	for _, name := range []string{"map", "reduce", "rows", "stencil", "adam", "jet", "block", "tile", "pack", "sparse", "peak"} {
		pairs["vec"+name+"%.go"] = names
	}
	for pattern, rename := range pairs {
		double, err := os.ReadFile(strings.Replace(pattern, "%", "64", 1))
		if err != nil {
			t.Fatal(err)
		}
		name, want := strings.Replace(pattern, "%", "32", 1), rename.Replace(string(double))
		if os.Args[len(os.Args)-1] == "write" {
			if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if got, err := os.ReadFile(name); err != nil || string(got) != want {
			t.Errorf("%s is not the mirror of its float64 file: %v", name, err)
		}
	}
}
