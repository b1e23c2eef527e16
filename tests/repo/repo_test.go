// Package repo tests what is kept under version control: no program that was
// compiled by accident, nothing large, a script that builds what it says, and
// texts that speak of the code as it is.
package repo

import (
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
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

// TestBuildStampsSnapshots requires that the variable which build.sh sets by the
// linker is there: for one that is not, the linker says nothing.
func TestBuildStampsSnapshots(t *testing.T) {
	script, err := os.ReadFile(filepath.Join(root, "build.sh"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`-X residual/(\S+)\.(\w+)=`).FindSubmatch(script)
	if found == nil {
		t.Fatal("build.sh sets no variable")
	}
	files, err := filepath.Glob(filepath.Join(root, string(found[1]), "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	declaration := regexp.MustCompile(`(?m)^var ` + string(found[2]) + ` = "`)
	if !slices.ContainsFunc(files, func(name string) bool {
		source, err := os.ReadFile(name)
		return err == nil && declaration.Match(source)
	}) {
		t.Errorf("%s declares no string %s that the linker could set", found[1], found[2])
	}
}
