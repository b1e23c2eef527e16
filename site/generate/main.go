// Command generate writes the static site: prose from Markdown, the scripts and
// styles, the wasm programs, a poster of every lab, and a service worker
// that knows the hash of each file. Every address in it is relative, so the
// folder works under any path of any static host.
package main

import (
	"flag"
	"fmt"
	"os"
)

func main() {
	out := flag.String("out", "dist", "folder to write")
	wasm := flag.String("wasm", ".build", "folder that holds stage.wasm and a compute-LAB.wasm for every lab")
	source := flag.String("site", "site", "folder of pages, templates and static files")
	flag.Parse()
	if err := build(*out, *wasm, *source); err != nil {
		fmt.Fprintln(os.Stderr, "site/generate:", err)
		os.Exit(1)
	}
}

// build makes the site in the order in which its parts depend on each other:
// the service worker comes last, since it carries the hash of everything.
func build(out, wasm, source string) error {
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	d := &dist{dir: out}
	d.copyTree(source + "/static")
	d.copyWasm(wasm)
	d.writePalette()
	d.writePosters(source)
	d.writeLabs()
	d.writePages(source)
	d.writeBuild()
	d.writeServiceWorker(source)
	return d.err
}
