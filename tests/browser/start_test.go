package browser_test

import (
	"fmt"
	"net/http"
	"os"
	"testing"
	"time"
)

// A way of showing a lab: by an element in a page of prose, or in a page of its own.
var showings = []struct{ path, button, document string }{
	{"labs/heat.html", "lab().shadowRoot.querySelector('button')", "inside()"},
	{"lab.html?lab=heat", "document.querySelector('.start button')", "document"},
}

// slowly serves the program of lab heat in pieces.
func slowly(t *testing.T) func(w http.ResponseWriter, r *http.Request, path string, nth int) bool {
	program, err := os.ReadFile(dist + "/compute-heat.wasm")
	if err != nil {
		t.Fatal(err)
	}
	return func(w http.ResponseWriter, r *http.Request, path string, nth int) bool {
		if path != "compute-heat.wasm" {
			return false
		}
		w.Header().Set("Content-Type", "application/wasm")
		for from := 0; from < len(program); from += len(program)/20 + 1 {
			w.Write(program[from:min(len(program), from+len(program)/20+1)])
			w.(http.Flusher).Flush()
			time.Sleep(100 * time.Millisecond)
		}
		return true
	}
}

// Whoever presses Start sees at once, in view, that it loads, then how much; the run
// begins with the first frame that is seen; the focus goes on to Pause, so that the
// space bar does not scroll.
func TestStart(t *testing.T) {
	t.Parallel()
	for _, size := range [][2]int64{{360, 780}, {1440, 900}} {
		for _, show := range showings {
			t.Run(fmt.Sprint(show.path, " ", size[0]), func(t *testing.T) {
				b := newTab(t)
				b.size(size[0], size[1])
				b.before(`delete Navigator.prototype.serviceWorker;`) // which would ask, too
				b.open(standBetween(t, site, slowly(t)).address + show.path)
				b.do(`const button = await until(() => document.readyState === 'complete' && ` + show.button + `, 20);
					await until(() => [...(lab()?.shadowRoot ?? document).querySelectorAll('img')].every((i) => i.complete), 20); // the card has its height
					await sleep(100);
					button.scrollIntoView({block: 'end'});
					const inView = (e) => { const {top, bottom} = e.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight; };
					button.focus();
					button.click();
					await new Promise(requestAnimationFrame);
					await new Promise(requestAnimationFrame);
					if (!/Loading|MB/.test(button.textContent) || !inView(button)) throw new Error(button.textContent + ', in view: ' + inView(button));`)
				b.do(`const bar = await until(() => ` + show.document + `?.querySelector('.waits button'));
					await until(() => /[.\d]+\sMB of [.\d]+\sMB/.test(bar.textContent), 20);
					await until(() => !lab()?.shadowRoot.querySelector('.inner'), 20); // the poster, whose button says so until then
					const [{top, bottom}, frame] = [bar.getBoundingClientRect(), bar.ownerDocument.defaultView.frameElement?.getBoundingClientRect().top ?? 0];
					if (top + frame < 0 || bottom + frame > innerHeight) throw new Error('the bar is at ' + (top + frame) + ' of ' + innerHeight);
					const doc = bar.ownerDocument;
					await until(() => doc.querySelector('.stage.live'));
					const picture = doc.querySelector('.canvas').contentDocument;
					window.steps = () => Number(doc.querySelector('.cost').textContent.match(/([\d\u202f]+) steps/)[1].replaceAll('\u202f', ''));
					window.deepest = () => { let e = document.activeElement; while (true) { const next = e.shadowRoot?.activeElement ?? e.contentDocument?.activeElement; if (!next) return e; e = next; } };
					window.begun = steps();`)
				if n := ask[int](b, `return begun`); n > 60 {
					t.Errorf("at the first frame the run is at step %d", n)
				}
				b.do(`await until(() => steps() > begun, 20); await until(() => deepest().textContent === 'Pause', 5).catch(() => { throw new Error('focus at ' + deepest().outerHTML.slice(0, 80) + ', inside: ' + ` + show.document + `.hasFocus()); });
					window.y = scrollY;`)
				b.press(" ")
				b.do(`await until(() => deepest().textContent === 'Run', 5);
					if (scrollY !== window.y) throw new Error('the page has scrolled from ' + window.y + ' to ' + scrollY);`)
				b.quiet()
			})
		}
	}
}

// A run that has ended can be run again.
func TestRunAgain(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=32&depth=40&autorun")
	b.do(settled + press + `
		const digest = () => document.querySelector('.cost').textContent.match(/digest (\w+)$/)?.[1];
		const first = digest();
		press('Run again');
		await until(() => /▶ running/.test(document.querySelector('.status').textContent), 20);
		await until(() => /✓ done/.test(document.querySelector('.status').textContent), 20);
		await until(() => digest() === first, 5);`)
	b.quiet()
}
