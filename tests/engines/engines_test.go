// Package engines_test holds the built site against what it promises in every
// browser, in the three engines there are: Blink, Gecko and WebKit. The browsers are
// told an address, and nothing else: what a page finds out it sends to the server it
// came from. RESIDUAL_DIST names the folder of the site, dist at the root of the
// repository unless it is set. An engine that is not installed is left out.
package engines_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// patience is how long one browser may take; the machine may be busy.
const patience = 4 * time.Minute

// An engine opens addresses, without anyone at the machine.
type engine struct {
	name     string
	commands []string // any of which is the browser, by name or by where it may lie

	// open returns the arguments that make it open an address, with a profile in a
	// folder of its own and a window of this size.
	open func(profile, address string, size image.Point) []string

	// picture returns what it shows at an address, the window's size or more.
	picture func(t *testing.T, command, address string, size image.Point) image.Image

	// drive starts it, to be steered; nil of Chromium, which tests/browser steers.
	drive func(t *testing.T, command string) driver
}

var engines = []engine{
	{"chromium", []string{"chromium", "chromium-browser", "google-chrome"}, openChromium, pictureOf(openChromium), nil},
	{"firefox", []string{"firefox-esr", "firefox"}, openFirefox, pictureOf(openFirefox), driveFirefox},
	{"webkit", []string{"/usr/lib/*/webkit2gtk-4.*/MiniBrowser"}, openWebKit, pictureWebKit, driveWebKit},
}

// inEach runs a test in each engine that is installed, with its command.
func inEach(t *testing.T, engines []engine, test func(t *testing.T, e engine, command string)) {
	for _, e := range engines {
		t.Run(e.name, func(t *testing.T) {
			command := e.find()
			if command == "" {
				t.Skipf("there is none of %v", e.commands)
			}
			test(t, e, command)
		})
	}
}

func (e engine) find() string {
	for _, name := range e.commands {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
		if found, _ := filepath.Glob(name); len(found) > 0 {
			return found[0]
		}
	}
	return ""
}

// start starts a program until the test ends.
func start(t *testing.T, command string, arguments ...string) {
	t.Helper()
	c := exec.Command(command, arguments...)
	c.Env = environment(t)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
}

// environment gives a browser a home of its own.
func environment(t *testing.T) []string { return append(os.Environ(), "HOME="+profile(t)) }

// profile makes a folder that the test leaves behind as it is: a browser that was
// ended may still write to it.
func profile(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "residual-engine")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// pictureOf takes pictures by a browser's own option.
func pictureOf(open func(profile, address string, size image.Point) []string) func(*testing.T, string, string, image.Point) image.Image {
	return func(t *testing.T, command, address string, size image.Point) image.Image {
		t.Helper()
		ctx, stop := context.WithTimeout(t.Context(), patience)
		defer stop()
		dir := profile(t)
		file := filepath.Join(dir, "picture.png")
		c := exec.CommandContext(ctx, command, append([]string{"--screenshot=" + file}, open(dir, address, size)...)...)
		c.Env = environment(t)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		return decode(t, data)
	}
}

func decode(t *testing.T, data []byte) image.Image {
	t.Helper()
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

// serve serves the built site, and a page and what it sends beside it.
func serve(t *testing.T, page string, sent http.HandlerFunc) (address string) {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/", http.FileServer(http.Dir(dist(t))))
	mux.HandleFunc("/engines.html", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Write([]byte(page))
	})
	mux.HandleFunc("/sent", sent)
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL + "/engines.html"
}

// dist is the folder of the built site.
func dist(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("RESIDUAL_DIST")
	if dir == "" {
		dir = "../../dist"
	}
	if _, err := os.Stat(filepath.Join(dir, "index.html")); err != nil {
		t.Fatalf("no site in %s; ./build.sh dist makes it", dir)
	}
	return dir
}
