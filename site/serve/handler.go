package main

import (
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"
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
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Access-Control-Allow-Origin", "*")
		h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cache-Control", "no-cache")
		f, err := open(dir, r.URL.Path)
		if err != nil {
			notFound(w, dir)
			return
		}
		defer f.Close()
		if t := types[path.Ext(f.Name())]; t != "" {
			h.Set("Content-Type", t)
		}
		http.ServeContent(w, r, f.Name(), f.modified, f)
	})
}

// A file is open, and knows when it was written.
type file struct {
	*os.File
	modified time.Time
}

// open opens the file at the path; a folder stands for its index.
func open(dir, name string) (*file, error) {
	if strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(path.Clean("/"+name))))
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = os.ErrNotExist
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return &file{f, info.ModTime()}, nil
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
