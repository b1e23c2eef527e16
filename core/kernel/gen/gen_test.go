package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestGeneratedFilesAreCurrent holds what is on disk against what the generator
// writes, and every file that says it is generated against the generator's list.
func TestGeneratedFilesAreCurrent(t *testing.T) {
	files, err := generate("..")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale: run go generate ./core/kernel (%v)", name, err)
		}
	}
	sources, err := filepath.Glob("../*.go")
	if err != nil || len(sources) < len(files) {
		t.Fatalf("%d sources: %v", len(sources), err)
	}
	generated := regexp.MustCompile(`(?m)^// Code generated .* DO NOT EDIT\.$`)
	for _, path := range sources {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, ours := files[filepath.Base(path)]; generated.Match(text) != ours {
			t.Errorf("%s: generated %v, marked as such %v", path, ours, !ours)
		}
	}
}

func TestDispatch(t *testing.T) {
	got, err := vectorDispatch([]loop{{"axpyFour", "fastAxpy4", "func(z []T, a T, x, y []T, ldx int) int", map[string]string{"x": "3*ldx+len(z)"}}})
	if err != nil {
		t.Fatal(err)
	}
	const want = `
func fastAxpy4[T Float](z []T, a T, x, y []T, ldx int) (done int) {
	switch z := any(z).(type) {
	case []float64:
		done = axpyFour64(z, float64(a), any(x[:3*ldx+len(z)]).([]float64), any(y[:len(z)]).([]float64), ldx)
	case []float32:
		done = axpyFour32(z, float32(a), any(x[:3*ldx+len(z)]).([]float32), any(y[:len(z)]).([]float32), ldx)
	}
	clearUpper()
	return done
}
`
	if !strings.HasSuffix(string(got), want) {
		t.Errorf("the dispatch is\n%s\nwant\n%s", got, want)
	}
	for _, form := range []string{"func(z []T)", "z []T", "func("} {
		if _, err := plainDispatch([]loop{{"a", "fastA", form, nil}}); err == nil {
			t.Errorf("%q is taken", form)
		}
	}
}
