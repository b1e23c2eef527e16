package main

import (
	"os"
	"path/filepath"
	"strings"
)

// mirrored are the files whose float32 loops are the float64 loops with other
// names. (vecexp64.go is not among them: its polynomials have other degrees.)
var mirrored = []string{"vec", "vecadam", "vecblock", "vecjet", "vecmap", "vecpack", "vecpeak",
	"vecreduce", "vecrows", "vecsparse", "vecstencil", "vectile"}

// toSingle renames float64, lanes64, add64 and the like, and leaves the names of
// the architectures alone.
var toSingle = strings.NewReplacer("amd64", "amd64", "arm64", "arm64", "64", "32")

// singles is the float32 files, from their float64 files in the directory.
func singles(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, name := range mirrored {
		double, err := os.ReadFile(filepath.Join(dir, name+"64.go"))
		if err != nil {
			return nil, err
		}
		files[name+"32.go"] = []byte(header(name+"64.go") + toSingle.Replace(string(double)))
	}
	return files, nil
}
