package main

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"residual/core/lab"
)

// A dist is the folder being written. The first error stays, and nothing is
// done after it.
type dist struct {
	dir     string
	labs    []lab.Lab
	files   []file
	posters map[string]posterText // by lab
	build   string                // the name of this build, once there are all files but its own
	err     error
}

// A file is one file of the site, by its path relative to the root.
type file struct {
	path string
	size int
	hash string // SHA-256, hexadecimal
}

// fail keeps the first error and tells whether there is one.
func (d *dist) fail(err error) bool {
	if d.err == nil {
		d.err = err
	}
	return d.err != nil
}

// write adds one file.
func (d *dist) write(name string, data []byte) {
	if d.err != nil {
		return
	}
	data, err := small(name, data)
	target := filepath.Join(d.dir, filepath.FromSlash(name))
	if d.fail(err) || d.fail(os.MkdirAll(filepath.Dir(target), 0o755)) || d.fail(os.WriteFile(target, data, 0o644)) {
		return
	}
	sum := sha256.Sum256(data)
	d.files = append(d.files, file{name, len(data), hex.EncodeToString(sum[:])})
}

// copyFile adds a copy of the file at source.
func (d *dist) copyFile(name, source string) {
	data, err := os.ReadFile(source)
	if !d.fail(err) {
		d.write(name, data)
	}
}

// copyTree adds every file below dir; hidden ones and *.md stay behind.
func (d *dist) copyTree(dir string) {
	root := os.DirFS(dir)
	d.fail(fs.WalkDir(root, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(path.Base(name), ".") || path.Ext(name) == ".md" {
			return err
		}
		d.copyFile(name, filepath.Join(dir, name))
		return d.err
	}))
}

// program is the file of a lab's program for the Worker.
func program(name string) string { return "compute-" + name + ".wasm" }

// copyWasm adds the programs and the toolchain's loader, which must come from
// the very compiler that made them.
func (d *dist) copyWasm(dir string) {
	d.copyFile("stage.wasm", filepath.Join(dir, "stage.wasm"))
	for _, l := range d.labs {
		d.copyFile(program(l.Name), filepath.Join(dir, program(l.Name)))
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if !d.fail(err) {
		d.copyFile("wasm_exec.js", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec.js"))
	}
}

// sorted returns the files by path.
func (d *dist) sorted() []file {
	return slices.SortedFunc(slices.Values(d.files), func(a, b file) int { return strings.Compare(a.path, b.path) })
}
