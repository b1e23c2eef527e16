// Package repo tests what is kept under version control: no program that was
// compiled by accident, nothing large, and texts that speak of the code as it is.
package repo

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

const (
	root    = "../.."
	largest = 1 << 20 // bytes of a tracked file
)

// git returns the lines of what a git command prints at the root.
func git(t *testing.T, args ...string) []string {
	t.Helper()
	if _, err := os.Stat(filepath.Join(root, ".git")); err != nil {
		t.Skip("the source is not a git checkout")
	}
	out, err := exec.Command("git", append([]string{"-C", root}, args...)...).Output()
	if err != nil {
		t.Fatalf("git %s: %v", strings.Join(args, " "), err)
	}
	return strings.FieldsFunc(string(out), func(r rune) bool { return r == 0 || r == '\n' })
}

// TestTrackedFilesAreSmall finds files of more than 1 MiB. A file that is
// tracked but deleted in the working tree has no size.
func TestTrackedFilesAreSmall(t *testing.T) {
	names := git(t, "ls-files", "-z")
	if len(names) < 100 {
		t.Fatalf("git tracks %d files", len(names))
	}
	for _, name := range names {
		info, err := os.Lstat(filepath.Join(root, name))
		if err == nil && info.Size() > largest {
			t.Errorf("%s has %d bytes, more than %d", name, info.Size(), largest)
		}
	}
}

// TestProgramsAreIgnored requires that git ignores what "go build ./PATH" leaves
// at the root for every command of the module: a file named after the command's
// folder.
func TestProgramsAreIgnored(t *testing.T) {
	folders := map[string]bool{}
	for _, name := range git(t, "grep", "-l", "^package main$", "--", "*.go") {
		folders[path.Dir(name)] = true
	}
	if len(folders) < 5 {
		t.Fatalf("commands in %v only", folders)
	}
	for folder := range folders {
		check := exec.Command("git", "-C", root, "check-ignore", "-q", "--no-index", path.Base(folder))
		if err := check.Run(); err != nil {
			t.Errorf("git does not ignore /%s, which go build ./%s writes: %v", path.Base(folder), folder, err)
		}
	}
}
