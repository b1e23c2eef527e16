// Package browser_test holds the built site against what it promises, in
// headless Chromium. RESIDUAL_DIST names the folder of the site, dist at the
// root of the repository unless it is set.
package browser_test

import (
	"bufio"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var (
	dist   string // the built site
	server string // the program that serves it
	site   string // its address, ending in a slash
)

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	dir, err := os.MkdirTemp("", "residual-browser")
	if err != nil {
		return complain(err)
	}
	defer os.RemoveAll(dir)
	if dist, err = findDist(); err != nil {
		return complain(err)
	}
	server = filepath.Join(dir, "serve")
	if out, err := exec.Command("go", "build", "-o", server, "residual/site/serve").CombinedOutput(); err != nil {
		return complain(fmt.Errorf("%w: %s", err, out))
	}
	address, stop, err := serve(dist)
	if err != nil {
		return complain(err)
	}
	defer stop()
	site = address
	return m.Run()
}

func complain(err error) int {
	fmt.Fprintln(os.Stderr, "tests/browser:", err)
	return 1
}

func findDist() (string, error) {
	dir := os.Getenv("RESIDUAL_DIST")
	if dir == "" {
		dir = "../../dist"
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		return "", fmt.Errorf("no site in %s; ./build.sh dist makes it", dir)
	}
	return dir, nil
}

// serve starts the site's own server on a free port.
func serve(dir string, more ...string) (address string, stop func(), err error) {
	c := exec.Command(server, append([]string{"--dir", dir, "--port", "0"}, more...)...)
	out, err := c.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	c.Stderr = os.Stderr
	if err := c.Start(); err != nil {
		return "", nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	return strings.TrimSpace(line), func() { c.Process.Kill(); c.Wait() }, err
}

// mustServe is serve for one test.
func mustServe(t *testing.T, dir string, more ...string) (address string, stop func()) {
	t.Helper()
	address, stop, err := serve(dir, more...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(stop)
	return address, stop
}

// elsewhere serves one page from another origin: another port, and localhost
// in place of 127.0.0.1. Its content policy is what the page for authors says
// a host needs.
func elsewhere(t *testing.T, html string) (address string) {
	t.Helper()
	origin := strings.TrimSuffix(site, "/")
	policy := fmt.Sprintf("default-src 'none'; script-src %[1]s; frame-src %[1]s; img-src %[1]s", origin)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			w.WriteHeader(http.StatusNoContent) // a browser asks for an icon
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", policy)
		fmt.Fprint(w, html)
	}))
	t.Cleanup(s.Close)
	return strings.Replace(s.URL, "127.0.0.1", "localhost", 1) + "/"
}
