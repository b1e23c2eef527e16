package browser_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// A between stands between the browser and a server: it counts what is asked for,
// and a test may answer in the server's place.
type between struct {
	address string

	mu     sync.Mutex
	counts map[string]int // by path
	answer func(w http.ResponseWriter, r *http.Request, path string, nth int) (answered bool)
}

// standBetween serves what the server at the address serves. answer, if it is not
// nil, is asked first.
func standBetween(t *testing.T, address string, answer func(w http.ResponseWriter, r *http.Request, path string, nth int) bool) *between {
	t.Helper()
	target, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	b := &between{counts: map[string]int{}, answer: answer}
	proxy := httputil.NewSingleHostReverseProxy(target)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := strings.TrimPrefix(r.URL.Path, "/")
		b.mu.Lock()
		b.counts[path]++
		nth := b.counts[path]
		b.mu.Unlock()
		if b.answer == nil || !b.answer(w, r, path, nth) {
			proxy.ServeHTTP(w, r)
		}
	}))
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	b.address = s.URL + "/"
	return b
}

// asked tells how often files whose names end so were asked for.
func (b *between) asked(end string) (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for path, count := range b.counts {
		if strings.HasSuffix(path, end) {
			n += count
		}
	}
	return n
}

// hurried makes waits of ten seconds and more twenty times shorter.
const hurried = `{const slow = setTimeout; window.setTimeout = (f, ms, ...rest) => slow(f, ms >= 10000 ? ms / 20 : ms, ...rest);}`

// note waits until the note over the picture says something like this.
func note(pattern string) string {
	return `await until(() => /` + pattern + `/.test(document.querySelector('.note:not([hidden])')?.innerText));`
}

// button presses the button of the note.
const pressNote = `document.querySelector('.note button').click();`
