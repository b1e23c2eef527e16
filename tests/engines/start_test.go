package engines_test

import (
	"fmt"
	"image"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"residual/core/labs"
)

// A phone is a frame in a page of its own: no engine makes its window so narrow.
const phone = `<!doctype html><html lang="en"><meta charset="utf-8"><title>A phone</title>
<style>body { margin: 0; } iframe { border: 0; width: 360px; height: 780px; }</style>
<iframe title="A phone"></iframe>`

// Whoever presses Start in another engine than Chromium sees there how much has
// loaded, no step before the first picture, and picture, play and slider on one
// screen; the focus goes on to Pause, and the space bar pauses. SCREENSHOTS=DIR keeps
// what is to be seen. If the test is to be short two labs stand for all.
func TestStart(t *testing.T) {
	inEach(t, engines[1:], func(t *testing.T, e engine, command string) {
		onScreen(t, image.Pt(1050, 950))
		d := e.drive(t, command)
		d.ask(setRect, map[string]any{"width": 1000, "height": 860}, nil)
		address := serve(t, phone, http.NotFound)
		for _, l := range labs.All {
			if testing.Short() && l.Name != "heat" && l.Name != "molecule" {
				continue
			}
			t.Run(l.Name, func(t *testing.T) {
				d.t = t
				d.ask(openPage, map[string]any{"url": address}, nil)
				defer keepScreenshot(t, d, e.name+"-"+l.Name)
				begin(d, l.Name)
			})
		}
	})
}

// begin starts a lab by its button and holds it against what is promised.
func begin(d driver, name string) {
	var at struct{ X, Y float64 }
	d.find(fmt.Sprintf(watch, name), &at)
	d.click(at.X, at.Y)
	var seen struct {
		Texts  []string // of the button
		First  string   // what it had cost at the first picture
		Focus  string
		Faults []string
		Scroll float64
	}
	d.find(begun, &seen)
	texts := strings.Join(seen.Texts, "|")
	if !strings.Contains(texts, "MB of ") && !strings.Contains(texts, "Compiling") {
		d.t.Errorf("the button says %q while it loads", texts)
	}
	if !strings.Contains(seen.First, " 0 steps ") {
		d.t.Errorf("at the first picture the run is at %q", seen.First)
	}
	if seen.Focus != "Pause" {
		d.t.Errorf("the focus is at %q", seen.Focus)
	}
	for _, fault := range seen.Faults {
		d.t.Error(fault)
	}
	d.press(" ")
	var scroll float64
	d.find(paused, &scroll)
	if scroll != seen.Scroll {
		d.t.Errorf("the page has scrolled from %v to %v", seen.Scroll, scroll)
	}
}

// watch opens the page of a lab on the phone, notes what its button says, and says
// where that is.
const watch = `
const frame = document.querySelector('iframe');
frame.src = 'labs/%s.html';
const lab = () => frame.contentDocument.querySelector('residual-lab');
const button = await until(() => frame.contentDocument?.readyState === 'complete' && lab()?.shadowRoot?.querySelector('button'));
await sleep(300);
window.inside = () => lab().shadowRoot.querySelector('iframe')?.contentDocument;
window.deepest = () => {
	for (let e = document.activeElement; ; ) {
		const next = e.shadowRoot?.activeElement ?? e.contentDocument?.activeElement;
		if (!next) return e;
		e = next;
	}
};
window.texts = [];
window.first = '';
const look = () => {
	const doc = window.inside();
	const text = (doc?.querySelector('.waits button') ?? button).textContent;
	if (window.texts.at(-1) !== text) window.texts.push(text);
	if (!doc?.querySelector('.stage.live')) return requestAnimationFrame(look);
	window.first = doc.querySelector('.cost').textContent;
};
button.scrollIntoView({block: 'end'});
look();
const {left, top, width, height} = button.getBoundingClientRect();
return {x: left + width / 2, y: top + height / 2};`

// begun waits for the run, and says what there was to see.
const begun = `
await until(() => window.first);
await until(() => /[1-9]\d* steps/.test(window.inside().querySelector('.cost').textContent));
await until(() => window.deepest().textContent === 'Pause', 5).catch(() => {});
const doc = window.inside(), faults = [];
const box = (selector) => doc.querySelector(selector)?.getBoundingClientRect();
const [stage, play, slider] = [box('.stage'), box('.buttons button'), box('.bar input[type=range]')];
if (stage.height < 300) faults.push('the picture is ' + stage.height + ' px high');
if (doc.documentElement.clientWidth < doc.documentElement.scrollWidth) faults.push('it is wider than the phone');
const taken = Math.max(play.bottom, slider?.bottom ?? 0) - stage.top;
if (taken > 780) faults.push('picture, play and slider take ' + taken + ' px');
return {texts: window.texts, first: window.first, faults, focus: window.deepest().textContent, scroll: document.querySelector('iframe').contentWindow.scrollY};`

// paused waits until the run does.
const paused = `
await until(() => window.deepest().textContent === 'Run', 20).catch(() => { throw new Error('the focus is at ' + window.deepest().outerHTML); });
return document.querySelector('iframe').contentWindow.scrollY;`

// keepScreenshot writes what is to be seen to the folder SCREENSHOTS, if it is set.
func keepScreenshot(t *testing.T, d driver, name string) {
	t.Helper()
	dir := os.Getenv("SCREENSHOTS")
	if dir == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), d.screenshot(), 0o600); err != nil {
		t.Fatal(err)
	}
}
