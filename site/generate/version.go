package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path"
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

// writeBuild adds build.js: which build this is, and how many bytes there are
// to load (a server that compresses says something else).
func (d *dist) writeBuild() {
	d.build = d.hash()
	sizes := map[string]int{}
	for _, f := range d.files {
		if path.Ext(f.path) == ".wasm" {
			sizes[f.path] = f.size
		}
	}
	list, err := json.Marshal(sizes)
	if !d.fail(err) {
		d.write("build.js", fmt.Appendf(nil,
			"// Which build of the site this is, and the sizes of its programs.\nexport const build = %q;\nexport const bytes = %s;\n", d.build, list))
	}
}

// writeServiceWorker adds sw.js: the script in site/templates with the build
// and the hash of every file put in.
func (d *dist) writeServiceWorker(source string) {
	script, err := os.ReadFile(source + "/templates/sw.js")
	if d.fail(err) {
		return
	}
	hashes := map[string]string{}
	for _, f := range d.files {
		hashes[f.path] = f.hash
	}
	list, err := json.MarshalIndent(hashes, "", " ")
	if d.fail(err) {
		return
	}
	script = bytes.Replace(script, []byte("'BUILD'"), fmt.Appendf(nil, "'%s'", d.build), 1)
	script = bytes.Replace(script, []byte("{FILES: ''}"), list, 1)
	d.write("sw.js", script)
}
