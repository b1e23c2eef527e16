package browser_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"testing"
)

// whole waits until the service worker has the whole site.
const whole = `await until(async () => (await navigator.serviceWorker.ready).active.state === 'activated');`

// kept waits until it has the program of a lab, too.
func kept(lab string) string {
	return whole + `await until(() => caches.match(new URL('compute-` + lab + `.wasm', document.querySelector('script[src$="theme.js"]').src)));`
}

// After one visit of a lab's page the lab works without the server, and so does
// every other page but for its lab, which says that it cannot be fetched.
func TestOfflineAfterOneVisit(t *testing.T) {
	t.Parallel()
	address, stop := mustServe(t, dist)
	b := newTab(t)
	b.open(address + "labs/heat.html")
	b.do(kept("heat"))
	stop()
	b.open(address + "labs/heat.html")
	b.do(`await customElements.whenDefined('residual-lab'); await lab().load(); await lab().step(10);
		if (lab().state.steps !== 10) throw new Error('no run');
		await until(() => inside().querySelector('.stage.live'));`)
	b.open(address) // the folder stands for its index
	b.do(`if (!document.querySelector('residual-lab')) throw new Error('no start page');`)
	b.quiet()
	b.open(address + "lab.html?lab=eigen&autoload")
	b.do(`await until(() => /compute-eigen.wasm could not be fetched: it did not arrive/.test(document.querySelector('.note').innerText));
		if (!document.querySelector('.poster').checkVisibility()) throw new Error('no picture');`)
}

// A lab that is started while the network is there is kept, whether or not its
// page was ever opened.
func TestWhatWasStartedIsKept(t *testing.T) {
	t.Parallel()
	address, stop := mustServe(t, dist)
	b := newTab(t)
	b.open(address + "labs/heat.html")
	b.do(whole + `await until(() => navigator.serviceWorker.controller);
		lab().setAttribute('lab', 'eigen'); await sleep(0); await lab().load();` + kept("eigen"))
	stop()
	b.open(address + "lab.html?lab=eigen&autoload")
	b.do(`await until(() => document.querySelector('.checks tbody tr'));`)
	b.quiet()
}

// A program of another build than the page's is not taken: it breaks off.
func TestProgramsNeverMix(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(dist)); err != nil {
		t.Fatal(err)
	}
	address, _ := mustServe(t, dir)
	b := newTab(t)
	b.open(address + "labs/heat.html")
	b.do(whole + `await until(() => navigator.serviceWorker.controller);`)
	name := filepath.Join(dir, "compute-eigen.wasm")
	program, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	section := []byte{0, 5, 4, 'n', 'e', 'w', '!'} // one that says nothing
	if err := os.WriteFile(name, append(program, section...), 0o644); err != nil {
		t.Fatal(err)
	}
	b.open(address + "lab.html?lab=eigen&autoload")
	b.do(`await until(() => /cannot run here/.test(document.querySelector('.note').innerText));
		if (await caches.match('compute-eigen.wasm')) throw new Error('it was kept');`)
}

// The first visit, too, is covered as soon as everything is there.
func TestFirstVisitIsTakenOver(t *testing.T) {
	t.Parallel()
	address, stop := mustServe(t, dist)
	b := newTab(t)
	b.open(address + "labs/heat.html")
	b.do(kept("heat") + `await until(() => navigator.serviceWorker.controller);`)
	stop()
	b.do(`await lab().load(); await lab().step(5); if (lab().state.steps !== 5) throw new Error('no run');`)
}

// A newer version waits until the reader lets it in; then the old one goes, and
// what belongs to others stays.
func TestVersionsNeverMix(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(dist)); err != nil {
		t.Fatal(err)
	}
	address, _ := mustServe(t, dir)
	b := newTab(t)
	b.open(address + "labs/heat.html")
	b.do(kept("heat"))
	b.open(address)
	b.do(`await caches.open('of another site');`)
	old := ask[string](b, `return (await import('./build.js')).build`)
	renew(t, dir, old, "fedcba9876543210")

	b.open(address)
	b.do(`await until(() => document.querySelector('.update button'));`)
	if title, build := ask[string](b, `return document.title`), ask[string](b, `return (await import('./build.js')).build`); title == newTitle || build != old {
		t.Errorf("before it was let in, the page is %q of build %s", title, build)
	}
	b.do(`document.querySelector('.update button').click(); await sleep(100);`)
	b.do(`await until(() => document.readyState === 'complete' && document.title === '` + newTitle + `');`)
	if build := ask[string](b, `return (await import('./build.js')).build`); build != "fedcba9876543210" {
		t.Errorf("the new page has scripts of build %s", build)
	}
	names := ask[[]string](b, whole+`await sleep(300); return caches.keys()`)
	if len(names) != 2 {
		t.Errorf("the caches are %q; want ours of the new build and the other site's", names)
	}
	if !ask[bool](b, `return Boolean(await caches.match('compute-heat.wasm'))`) {
		t.Error("the newer version has dropped the program of a lab that was kept")
	}
}

const newTitle = "The next version"

// renew makes another version of the site in dir: another title of the start
// page, and the build and the hashes that go with it.
func renew(t *testing.T, dir, old, build string) {
	t.Helper()
	change := func(name string, from, to []byte) (before, after string) { return change(t, dir, name, from, to) }
	indexWas, indexIs := change("index.html", []byte("<title>"), []byte("<title>"+newTitle+"</title><title>"))
	buildWas, buildIs := change("build.js", []byte(old), []byte(build))
	change("sw.js", []byte(indexWas), []byte(indexIs))
	change("sw.js", []byte(buildWas), []byte(buildIs))
	oldWorker, _ := os.ReadFile(filepath.Join(dir, "sw.js"))
	at := bytes.Index(oldWorker, []byte(`const build="`)) + len(`const build="`)
	change("sw.js", oldWorker[at:at+16], []byte(build))
}

// change changes a file of the site in dir, and returns its digests.
func change(t *testing.T, dir, name string, from, to []byte) (before, after string) {
	t.Helper()
	path := filepath.Join(dir, name)
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	is := bytes.Replace(was, from, to, 1)
	if bytes.Equal(was, is) {
		t.Fatalf("%s has no %s", name, from)
	}
	if err := os.WriteFile(path, is, 0o644); err != nil {
		t.Fatal(err)
	}
	return digest(was), digest(is)
}

// digest is what the service worker compares.
func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:12])
}
