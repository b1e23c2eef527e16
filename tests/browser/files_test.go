package browser_test

import (
	"bytes"
	"compress/gzip"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"residual/core/labs"
)

// files reads the whole site, by path.
func files(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(dist), ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		all[name], err = os.ReadFile(filepath.Join(dist, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func gzipped(data []byte) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write(data)
	w.Close()
	return b.Len()
}

func TestSizes(t *testing.T) {
	shell := 0
	for name, data := range files(t) {
		switch path.Ext(name) {
		case ".html", ".css", ".js":
			if name == "lab.html" || path.Ext(name) != ".html" {
				shell += gzipped(data)
			}
		}
	}
	within(t, "lab.html with every script and style of the site", shell, 78_000)
	all := files(t)
	within(t, "stage.wasm", gzipped(all["stage.wasm"]), 3_000_000)
	for _, l := range labs.All {
		name, most := "compute-"+l.Name+".wasm", 1_470_000
		switch l.Name {
		case "pde":
			most = 2_150_000 // a language, and a solver for every kind of problem
		case "roofline":
			most = 3_200_000 // every lab is in it
		}
		within(t, name, gzipped(all[name]), most)
	}
}

func within(t *testing.T, what string, size, most int) {
	t.Helper()
	t.Logf("%s: %d bytes in gzip", what, size)
	if size > most {
		t.Errorf("%s is %d bytes in gzip, more than %d", what, size, most)
	}
}

var (
	reference = regexp.MustCompile(`(?:href|src|srcset)="([^"]*)"`)
	outside   = regexp.MustCompile(`(?:import|from|fetch\(|url\(|src=|href=|srcset=)\s*["'(]?\s*(?:https?:)?//`)
	inline    = regexp.MustCompile(`<style|\sstyle=|\son[a-z]+="|<script(?:\s+type="module")?>|javascript:`)
)

// Every address in a page is relative and leads somewhere.
func TestLinksLeadSomewhere(t *testing.T) {
	all := files(t)
	for name, data := range all {
		if path.Ext(name) != ".html" || name == "404.html" {
			continue
		}
		for _, m := range reference.FindAllSubmatch(data, -1) {
			u, err := url.Parse(string(m[1]))
			if err != nil || u.IsAbs() || strings.HasPrefix(u.Path, "/") {
				t.Errorf("%s: %s is not relative", name, m[1])
				continue
			}
			target := path.Join(path.Dir(name), u.Path)
			if _, ok := all[target]; u.Path != "" && !ok {
				t.Errorf("%s: %s leads nowhere", name, m[1])
			}
		}
	}
}

// Nothing refers to another host, and pages have no inline scripts or styles,
// which a strict policy would stop.
func TestPagesAreStrict(t *testing.T) {
	for name, data := range files(t) {
		if slices.Contains([]string{".html", ".css", ".js", ".svg"}, path.Ext(name)) {
			if m := outside.Find(data); m != nil {
				t.Errorf("%s refers to another host: %s", name, m)
			}
		}
		if path.Ext(name) == ".html" {
			if m := inline.Find(data); m != nil {
				t.Errorf("%s has something inline: %s", name, m)
			}
		}
	}
}

// The text is all there without scripts: equations, a poster, a title, a
// description.
func TestPagesReadWithoutScripts(t *testing.T) {
	all := files(t)
	for name, data := range all {
		if !strings.HasPrefix(name, "labs/") {
			continue
		}
		text := strings.ReplaceAll(string(data), `intent="mean($x)"`, "")
		for _, part := range []string{"<math", "<img src=\"../posters/", "<h1", `name="description" content="`, `lang="en-GB"`} {
			if !strings.Contains(text, part) {
				t.Errorf("%s has no %s", name, part)
			}
		}
		if strings.Contains(text, "$") || strings.Contains(text, "merror") || strings.Contains(text, "&amp;lt;") {
			t.Errorf("%s has a formula that was not set", name)
		}
	}
}
