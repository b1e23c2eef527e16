package main

import (
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// policy is the content policy under which every page of the site works.
const policy = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
	"style-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'"

// types are those that matter to a browser; a machine's own table may lack or
// bend them.
var types = map[string]string{
	".css":  "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".js":   "text/javascript; charset=utf-8",
	".json": "application/json",
	".svg":  "image/svg+xml",
	".wasm": "application/wasm",
}

// handler serves the files of dir. Any other site may embed them.
func handler(dir string) http.Handler {
	files := http.FileServer(http.Dir(dir))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-cache")
		if !exists(dir, r.URL.Path) {
			notFound(w, dir)
			return
		}
		if t := types[path.Ext(r.URL.Path)]; t != "" {
			h.Set("Content-Type", t)
		}
		files.ServeHTTP(w, r)
	})
}

// exists tells whether there is a file at the path, or an index of a folder.
func exists(dir, name string) bool {
	if strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	_, err := os.Stat(filepath.Join(dir, filepath.FromSlash(path.Clean("/"+name))))
	return err == nil
}

func notFound(w http.ResponseWriter, dir string) {
	text, err := os.ReadFile(filepath.Join(dir, "404.html"))
	if err != nil {
		text = []byte("There is no such page.")
	}
	w.Header().Set("Content-Type", types[".html"])
	w.WriteHeader(http.StatusNotFound)
	w.Write(text)
}
