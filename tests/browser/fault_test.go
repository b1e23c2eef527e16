package browser_test

import (
	"net/http"
	"os"
	"strings"
	"testing"
)

// counted keeps the Workers of a page that have not been ended.
const counted = `window.workers = new Set();
	window.made = 0;
	const W = Worker;
	window.Worker = class extends W {
		constructor(...a) { super(...a); workers.add(this); made++; }
		terminate() { workers.delete(this); super.terminate(); }
	};`

// failing is a page whose program ends after its first checkpoint with steps.
func failing(t *testing.T) string {
	checkpoint := `post({type:"checkpoint",steps,bytes},[bytes.buffer])`
	return changed(t, "worker.js", checkpoint, "("+checkpoint+", steps && setTimeout(() => { throw new Error('out of memory') }))") +
		"lab.html?lab=heat&n=64&depth=100000&autorun"
}

const press = `const press = (words) => [...document.querySelectorAll('button')].find((b) => b.textContent === words).click();
	const note = () => document.querySelector('.note:not([hidden])')?.innerText ?? '';`

// An offer to go on ends when another run begins: there is one Worker, whatever is
// pressed and how often.
func TestOneRunOneWorker(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(counted)
	b.open(failing(t))
	b.do(press + note(`The run has stopped: .*no more memory.*Its state at step [1-9].*is kept`) + `
		if (workers.size !== 0) throw new Error(workers.size + ' Workers after a fault');
		const old = document.querySelector('.note button');
		press('Step'); // which cannot be done, and says nothing over what is worse
		await sleep(300);
		if (!/no more memory/.test(note())) throw new Error('after Step: ' + note());
		press('Reset');
		await until(() => /0 steps/.test(document.querySelector('.cost').textContent) && !note());
		old.click();
		old.click();
		await sleep(500);
		if (made !== 2 || workers.size !== 1) throw new Error(made + ' Workers made, ' + workers.size + ' alive');
		if (!/ 0 steps/.test(document.querySelector('.cost').textContent)) throw new Error('the old run goes on');`)
	b.do(press + `press('Run');` + note(`The run has stopped: .*is kept`) + `
		const go = document.querySelector('.note button');
		go.click();
		go.click();
		await until(() => /▶ running/.test(document.querySelector('.status').textContent));
		if (made !== 3 || workers.size !== 1 || note()) throw new Error(made + ' Workers made, ' + workers.size + ' alive: ' + note());`)
}

// A lost picture does not hide that the run has stopped.
func TestWorstNewsShows(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(strings.Replace(failing(t), "&autorun", "&autoload", 1))
	b.do(press + `await until(() => document.querySelector('.stage.live')); press('Run');` + note(`The run has stopped`) + `
		const canvas = document.querySelector('iframe').contentDocument.querySelector('canvas');
		canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext();
		await until(() => !document.querySelector('.stage.live'));
		if (!/The run has stopped/.test(note())) throw new Error(note());
		await sleep(1000); // it loads again, and has nothing to show
		if (!/The run has stopped/.test(note())) throw new Error(note());
		press('Reset');
		await until(() => document.querySelector('.stage.live') && !note());`)
}

// Helpers that close without a word do not freeze the run.
func TestHelpersThatClose(t *testing.T) {
	t.Parallel()
	want := native(t, "roofline", map[string]string{"show": "train", "points": "32768"}, 2)
	b := newTab(t)
	b.open(changed(t, "helper.js", "room=data.room;", "if((self.left=(self.left??3)-1)<=0)return self.close();room=data.room;") +
		sharing + "&workers=2&autoload")
	if got := ask[string](b, digestAfter); got != want {
		t.Errorf("digest %s, want %s", got, want)
	}
	b.do(`await until(() => /2 of 2 Workers failed \(it did not answer\)/.test(document.querySelector('.reason').textContent));`)
}

// Every wait has an end, a sentence and a button to try again.
func TestWaitsEnd(t *testing.T) {
	t.Parallel()
	program, err := os.ReadFile(dist + "/compute-heat.wasm")
	if err != nil {
		t.Fatal(err)
	}
	stalls := func(w http.ResponseWriter, r *http.Request, path string, nth int) bool {
		if path != "compute-heat.wasm" || nth > 1 {
			return false
		}
		w.Header().Set("Content-Type", "application/wasm")
		w.Write(program[:len(program)/2])
		w.(http.Flusher).Flush()
		<-r.Context().Done()
		return true
	}
	t.Run("a download that stalls", func(t *testing.T) {
		b := newTab(t)
		b.before(hurried + `delete Navigator.prototype.serviceWorker;`) // which would ask, too
		b.open(faulty(t, stalls) + "lab.html?lab=heat&autoload")
		b.do(press + note(`compute-heat.wasm could not be fetched: nothing has come for a while`) + `
			press('Try again');
			await until(() => document.querySelector('.checks tbody tr') && !/cannot run/.test(note()));`)
	})
	t.Run("a style sheet that stalls", func(t *testing.T) {
		endless := func(w http.ResponseWriter, r *http.Request, path string, nth int) bool {
			if path == "lab.css" {
				<-r.Context().Done()
			}
			return path == "lab.css"
		}
		b := newTab(t)
		b.before(hurried + `delete Navigator.prototype.serviceWorker;`)
		b.open(faulty(t, endless) + "lab.html?lab=heat&autoload")
		b.do(`await until(() => document.querySelector('.checks tbody tr'));`)
	})
	t.Run("no page for the picture", func(t *testing.T) {
		missing := func(w http.ResponseWriter, r *http.Request, path string, nth int) bool {
			if path != "canvas.html" || nth > 1 {
				return false
			}
			w.WriteHeader(http.StatusNotFound)
			return true
		}
		b := newTab(t)
		b.before(hurried + `delete Navigator.prototype.serviceWorker;`) // which would ask, too
		b.open(faulty(t, missing) + "lab.html?lab=heat&autoload")
		b.do(press + note(`The picture does not load`) + pressNote + `
			await until(() => document.querySelector('.stage.live') && !note());`)
	})
}

// faulty is the site with a server that answers some requests itself.
func faulty(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, path string, nth int) bool) string {
	return standBetween(t, site, answer).address
}
