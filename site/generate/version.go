package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
)

// hash names the whole site: sixteen digits over the paths and contents of all
// files written so far.
func (d *dist) hash() string {
	h := sha256.New()
	for _, f := range d.sorted() {
		fmt.Fprintf(h, "%s %s\n", f.path, f.hash)
	}
	return hex.EncodeToString(h.Sum(nil))[:16]
}

// A programText is what build.js says of a program: how many bytes it has, about how
// many a server sends that compresses it, and what they must be, in the form of
// subresource integrity.
type programText struct {
	Bytes     int    `json:"bytes"`
	Packed    int    `json:"packed"`
	Integrity string `json:"integrity"`
}

// packed is how many bytes gzip makes of a file.
func (d *dist) packed(name string) int {
	data, err := os.ReadFile(filepath.Join(d.dir, name))
	d.fail(err)
	var size counter
	w := gzip.NewWriter(&size)
	w.Write(data)
	d.fail(w.Close())
	return int(size)
}

// A counter counts what is written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// writeBuild adds build.js: which build this is, and its programs.
func (d *dist) writeBuild() {
	d.build = d.hash()
	programs := map[string]programText{}
	for _, f := range d.files {
		if path.Ext(f.path) == ".wasm" {
			sum, err := hex.DecodeString(f.hash)
			d.fail(err)
			programs[f.path] = programText{f.size, d.packed(f.path), "sha256-" + base64.StdEncoding.EncodeToString(sum)}
		}
	}
	list, err := json.Marshal(programs)
	if !d.fail(err) {
		d.write("build.js", fmt.Appendf(nil,
			"// Which build of the site this is, and its programs.\nexport const build = %q;\nexport const programs = %s;\n", d.build, list))
	}
}

// writeServiceWorker adds sw.js: the script in site/templates with the build
// put in, 96 bits of the hash of every file, and how large the programs are and all
// else together.
func (d *dist) writeServiceWorker(source string) {
	script, err := os.ReadFile(source + "/templates/sw.js")
	if d.fail(err) {
		return
	}
	files, sizes := map[string]string{}, map[string]int{}
	for _, f := range d.files {
		files[f.path] = f.hash[:24]
		if path.Ext(f.path) == ".wasm" {
			sizes[f.path] = f.size
		} else {
			sizes[""] += f.size
		}
	}
	for what, text := range map[string]any{"'BUILD'": d.build, "{FILES: ''}": files, "{SIZES: 0}": sizes} {
		value, err := json.Marshal(text)
		d.fail(err)
		script = bytes.Replace(script, []byte(what), value, 1)
	}
	d.write("sw.js", script)
}
