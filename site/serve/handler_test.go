package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func site(t *testing.T) string {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"index.html": "start", "404.html": "not here", "a.wasm": "\x00asm", "a.js": "1", "labs/b.svg": "<svg/>",
	} {
		os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o755)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func get(t *testing.T, h http.Handler, path string) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
	return w
}

func TestTypes(t *testing.T) {
	h := handler(site(t))
	for path, want := range map[string]string{
		"/": "text/html", "/a.wasm": "application/wasm", "/a.js": "text/javascript", "/labs/b.svg": "image/svg+xml",
	} {
		w := get(t, h, path)
		if got := w.Header().Get("Content-Type"); w.Code != 200 || !strings.HasPrefix(got, want) {
			t.Errorf("%s: %d, type %q, want %q", path, w.Code, got, want)
		}
	}
}

func TestPolicyIsStrict(t *testing.T) {
	got := get(t, handler(site(t)), "/").Header().Get("Content-Security-Policy")
	if strings.Contains(got, "unsafe-inline") || strings.Contains(got, "'unsafe-eval'") || strings.Contains(got, "http") {
		t.Errorf("the policy allows too much: %s", got)
	}
}

func TestNotFound(t *testing.T) {
	for _, path := range []string{"/nowhere", "/labs/", "/../handler.go"} {
		if w := get(t, handler(site(t)), path); w.Code != 404 || w.Body.String() != "not here" {
			t.Errorf("%s: %d %q", path, w.Code, w.Body)
		}
	}
}

func TestBusyPort(t *testing.T) {
	first, err := listen(0, true)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	port := first.Addr().(*net.TCPAddr).Port
	if l, err := listen(port, true); err == nil {
		l.Close()
		t.Error("a busy port that was asked for was not refused")
	}
	next, err := listen(port, false)
	if err != nil {
		t.Fatal("no free port was found:", err)
	}
	next.Close()
}
