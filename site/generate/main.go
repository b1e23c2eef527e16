// Command generate writes the static site: prose from Markdown, the scripts and
// styles, the wasm programs, a poster of every lab, and a service worker
// that knows the hash of each file. Every address in it is relative, so the
// folder works under any path of any static host. Arguments, if any, are the
// names of the only labs that the site has.
package main

import (
	"flag"
	"fmt"
	"os"

	"residual/core/lab"
	"residual/core/labs"
)

func main() {
	out := flag.String("out", "dist", "folder to write")
	wasm := flag.String("wasm", ".build", "folder that holds stage.wasm and a compute-LAB.wasm for every lab of the site")
	source := flag.String("site", "site", "folder of pages, templates and static files")
	flag.Parse()
	chosen, err := choose(flag.Args())
	if err == nil {
		err = build(*out, *wasm, *source, chosen)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "site/generate:", err)
		os.Exit(1)
	}
}

// choose returns the labs of these names, or all of them.
func choose(names []string) ([]lab.Lab, error) {
	if len(names) == 0 {
		return labs.All, nil
	}
	var chosen []lab.Lab
	for _, name := range names {
		l, err := lab.Find(labs.All, name)
		if err != nil {
			return nil, err
		}
		chosen = append(chosen, *l)
	}
	return chosen, nil
}

// build makes the site in the order in which its parts depend on each other:
// the service worker comes last, since it carries the hash of everything.
func build(out, wasm, source string, chosen []lab.Lab) error {
	if err := os.RemoveAll(out); err != nil {
		return err
	}
	d := &dist{dir: out, labs: chosen}
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
