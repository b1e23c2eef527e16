package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A copy of what newlab edits, in a folder of its own.
func repository(t *testing.T) string {
	t.Helper()
	root := t.TempDir()
	for _, path := range []string{list, digests} {
		text, err := os.ReadFile(filepath.Join("../../..", path))
		if err != nil {
			t.Fatal(err)
		}
		if err := write(map[string]string{filepath.Join(root, path): string(text)}); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestNewLab(t *testing.T) {
	root := repository(t)
	if err := create(root, "spring"); err != nil {
		t.Fatal(err)
	}
	for path, says := range map[string][]string{
		"core/labs/spring/spring.go":      {"package spring\n", `Name: "spring"`, `"spring/weights"`, "// Package spring is"},
		"core/labs/spring/spring_test.go": {"package spring\n"},
		"site/pages/labs/spring.md":       {`.Figure "spring"`, "poster-steps: "},
		list:                              {"\t\"residual/core/labs/spring\"\n", "\tspring.Lab,\n}"},
		digests:                           {`{"lab":"spring","knobs":{},"seed":1,"steps":20,"digest":""}` + "\n]"},
	} {
		text, err := os.ReadFile(filepath.Join(root, path))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, s := range says {
			if !strings.Contains(string(text), s) {
				t.Errorf("%s does not say %q:\n%s", path, s, text)
			}
		}
	}
	if err := create(root, "spring"); err == nil {
		t.Error("a lab is made twice")
	}
}

func TestNamesThatCannotBe(t *testing.T) {
	root := repository(t)
	for _, name := range []string{"", "x", "Spring", "2d", "../evil", "a b", "spring-mass", strings.Repeat("a", 21)} {
		if err := create(root, name); err == nil {
			t.Errorf("%q is taken for a name", name)
		}
	}
	if all, _ := os.ReadDir(filepath.Join(root, "core/labs")); len(all) != 1 {
		t.Errorf("%d entries beside the list", len(all)-1)
	}
}

// The worked lab is short enough to be read at one sitting.
func TestWorkedLabIsShort(t *testing.T) {
	text, err := worked.ReadFile("curve/curve.go")
	if n := strings.Count(string(text), "\n"); err != nil || n > 120 {
		t.Errorf("%d lines, %v", n, err)
	}
}
