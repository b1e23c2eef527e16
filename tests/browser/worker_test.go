package browser_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// fill limits the browser's storage for the site to what is in it.
func (b *tab) fill(address string) {
	b.t.Helper()
	quota := 1000.0
	_, err := chromedp.Call(b.ctx, storage.OverrideQuotaForOrigin,
		storage.OverrideQuotaForOriginParams{Origin: strings.TrimSuffix(address, "/"), QuotaSize: &quota})
	b.must(err)
}

// A lab that is not kept yet starts though nothing more can be stored, and a full
// storage is not the reason to fetch anything twice.
func TestStorageFull(t *testing.T) {
	t.Parallel()
	server := standBetween(t, site, nil)
	b := newTab(t)
	b.open(server.address + "authors.html")
	b.do(whole + `await until(() => navigator.serviceWorker.controller);`)
	b.fill(server.address)
	for range 2 {
		b.open(server.address + "lab.html?lab=eigen&autoload")
		b.do(`await until(() => document.querySelector('.checks tbody tr')); await until(() => document.querySelector('.stage.live')); await sleep(500);`)
	}
	if n, m := server.asked("compute-eigen.wasm"), server.asked("stage.wasm"); n != 2 || m != 2 {
		t.Errorf("two visits asked for the programs %d and %d times", n, m)
	}
	b.quiet()
}

// Where the storage is full from the first visit on, nothing is installed and
// everything works.
func TestStorageFullFromTheStart(t *testing.T) {
	t.Parallel()
	server := standBetween(t, site, nil)
	b := newTab(t)
	b.open(server.address + "icon.svg")
	b.fill(server.address)
	b.open(server.address + "lab.html?lab=heat&autoload")
	b.do(`await until(() => document.querySelector('.stage.live')); await sleep(1500);
		if ((await caches.keys()).length) throw new Error('something is cached');`)
	if n := server.asked("authors.html"); n != 0 {
		t.Errorf("the shell was fetched %d times for nothing", n)
	}
}

// A page without a lab has the shell cached, and no program; a reader who saves
// data has nothing loaded that was not asked for.
func TestInstallingFetchesTheShell(t *testing.T) {
	t.Parallel()
	server := standBetween(t, site, nil)
	b := newTab(t)
	b.open(server.address + "authors.html")
	b.do(whole + `await until(async () => (await caches.keys()).length); await sleep(1000);`)
	if n := server.asked(".wasm"); n != 0 {
		t.Errorf("%d programs were fetched unasked", n)
	}
	sparing := newTab(t)
	sparing.before(`Object.defineProperty(navigator, 'connection', {value: {saveData: true}});`)
	server = standBetween(t, site, nil)
	sparing.open(server.address + "labs/heat.html")
	sparing.do(`await sleep(2000);`)
	if n := server.asked("sw.js") + server.asked(".wasm"); n != 0 {
		t.Errorf("%d files were fetched though the reader saves data", n)
	}
}

// The caches of the site may be deleted by another site of the origin, while a
// newer build is on the server, or the same: the pages come, labs run, and in the
// end the site works without a network again.
func TestLostCaches(t *testing.T) {
	t.Parallel()
	for _, newer := range []bool{true, false} {
		dir := t.TempDir()
		if err := os.CopyFS(dir, os.DirFS(dist)); err != nil {
			t.Fatal(err)
		}
		address, stop := mustServe(t, dir)
		b := newTab(t)
		b.open(address + "labs/heat.html")
		b.do(kept("heat") + `await until(() => navigator.serviceWorker.controller);`)
		old := ask[string](b, `return (await import('../build.js')).build`)
		if newer {
			renew(t, dir, old, "fedcba9876543210")
		}
		b.do(`for (const key of await caches.keys()) await caches.delete(key);`)
		b.open(address)
		if title := ask[string](b, `return document.title`); (title == newTitle) != newer {
			t.Errorf("newer %v: the start page is %q", newer, title)
		}
		b.open(address + "lab.html?lab=heat&autoload")
		b.do(`await until(() => document.querySelector('.checks tbody tr'));
			await until(() => document.querySelector('.stage.live'));`)
		b.open(address + "authors.html")
		b.do(`await until(async () => {
			const now = await navigator.serviceWorker.getRegistration();
			return now?.active && !now.installing && !now.waiting && (await caches.keys()).length === 1 && (await caches.match('index.html'));
		});`)
		b.open(address + "lab.html?lab=heat&autoload")
		b.do(kept("heat"))
		stop()
		b.open(address + "lab.html?lab=heat&autoload")
		b.do(`await until(() => document.querySelector('.checks tbody tr'));`)
		b.quiet()
	}
}

// flipped serves a file with its middle bit flipped, the first times.
func flipped(t *testing.T, name string, times int) func(w http.ResponseWriter, r *http.Request, path string, nth int) bool {
	data, err := os.ReadFile(dist + "/" + name)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 16
	return func(w http.ResponseWriter, r *http.Request, path string, nth int) bool {
		if path != name || nth > times {
			return false
		}
		w.Header().Set("Content-Type", "application/wasm")
		w.Write(data)
		return true
	}
}

// A program with a flipped bit is not run, on the first visit too, where there is
// no service worker yet. One that the browser has of another build is fetched anew.
func TestProgramsAreChecked(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(standBetween(t, site, flipped(t, "compute-heat.wasm", 1000)).address + "lab.html?lab=heat&autoload")
	b.do(note(`cannot run here: compute-heat.wasm is damaged, or of another build`))
	b.open(standBetween(t, site, flipped(t, "stage.wasm", 1000)).address + "lab.html?lab=heat&autoload")
	b.do(note(`picture cannot be drawn: stage.wasm is damaged`) + `await until(() => document.querySelector('.checks tbody tr'));`)
	b.open(standBetween(t, site, flipped(t, "compute-heat.wasm", 1)).address + "lab.html?lab=heat&autoload")
	b.do(`await until(() => document.querySelector('.checks tbody tr'));`)
	insecure := newTab(t)
	insecure.before(`Object.defineProperty(crypto, 'subtle', {value: undefined}); delete Navigator.prototype.serviceWorker;`)
	insecure.open(standBetween(t, site, flipped(t, "compute-heat.wasm", 1000)).address + "lab.html?lab=heat&autoload")
	insecure.do(note(`cannot run here: compute-heat.wasm could not be fetched: it did not arrive`))
	insecure.open(site + "lab.html?lab=heat&autoload")
	insecure.do(`await until(() => document.querySelector('.checks tbody tr'));`)
}

// An update fetches no program for a reader who saves data: one that has changed is
// fetched when it is asked for.
func TestUpdateSavesData(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(dist)); err != nil {
		t.Fatal(err)
	}
	address, _ := mustServe(t, dir)
	server := standBetween(t, address, nil)
	b := newTab(t)
	b.open(server.address + "labs/heat.html")
	b.do(kept("heat"))
	old := ask[string](b, `return (await import('../build.js')).build`)
	renew(t, dir, old, "fedcba9876543210")
	head, section := []byte("\x00asm\x01\x00\x00\x00"), []byte("\x00\x02\x01x") // one of no meaning
	for _, program := range []string{"compute-heat.wasm", "stage.wasm"} {
		was, is := change(t, dir, program, head, append(head, section...))
		change(t, dir, "sw.js", []byte(was), []byte(is))
	}
	change(t, dir, "sw.js", []byte("const build"), []byte("Object.defineProperty(navigator,'connection',{value:{saveData:true}});const build"))
	before := server.asked(".wasm")
	b.before(`Object.defineProperty(navigator, 'connection', {value: {saveData: true}});`)
	b.open(server.address)
	b.do(`await until(() => document.querySelector('.update button')); await sleep(500);`)
	if n := server.asked(".wasm") - before; n != 0 {
		t.Errorf("%d programs were fetched for an update though the reader saves data", n)
	}
}
