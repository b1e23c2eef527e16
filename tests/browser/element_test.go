package browser_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// A report is what of the state these tests look at.
type report struct {
	Lab, Status, Digest string
	Steps               int
	Seed                int
	Settings            map[string]any
	Checks              []struct {
		Name string
		Pass bool
	}
}

// hostPage is a page of another site with a lab in it.
func hostPage(t *testing.T, tag string) string {
	return elsewhere(t, fmt.Sprintf(`<!doctype html><html lang="en"><title>Another site</title>
<script type="module" src="%sresidual-lab.js"></script><h1>Another site</h1>%s`, site, tag))
}

func TestElementOnAnotherOrigin(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostPage(t, `<residual-lab lab="heat" n="32" r="0.4" seed="7"></residual-lab>`))
	b.do(`await customElements.whenDefined('residual-lab');
		const {title, button} = {title: lab().shadowRoot.querySelector('h2').textContent, button: lab().shadowRoot.querySelector('button')};
		if (!title || !button || lab().state !== null) throw new Error('no poster');
		await until(() => lab().shadowRoot.querySelector('img').naturalWidth > 0);`)
	b.do(`window.heard = [];
		for (const name of ['ready', 'state', 'error']) document.addEventListener('residual-' + name, (e) => heard.push([name, e.detail, e.target === lab()]));
		const ready = lab().ready;
		lab().load();
		await ready;
		if (heard.at(-1)?.[0] !== 'ready' && !heard.some(([n]) => n === 'ready')) throw new Error('no residual-ready');`)
	s := ask[report](b, `return lab().state`)
	if s.Lab != "heat" || s.Status != "ready" || s.Steps != 0 || s.Seed != 7 || s.Settings["r"] != 0.4 || s.Settings["n"] != 32.0 {
		t.Errorf("the state at the start is %+v", s)
	}
	if s = ask[report](b, `await lab().step(25); return lab().state`); s.Steps != 25 {
		t.Errorf("after 25 steps it says %d", s.Steps)
	}
	if s = ask[report](b, `await lab().set({r: 0.3}); return lab().state`); s.Settings["r"] != 0.3 {
		t.Errorf("after set() r is %v", s.Settings["r"])
	}
	if s = ask[report](b, `await lab().reset(); return lab().state`); s.Steps != 0 {
		t.Errorf("after reset() there are %d steps", s.Steps)
	}
	b.do(`await lab().run(); await until(() => lab().state.steps > 0); await lab().pause();`)
	n := ask[int](b, `return lab().state.steps`)
	if m := ask[int](b, `await sleep(600); return lab().state.steps`); m != n {
		t.Errorf("paused at step %d, it went on to %d", n, m)
	}
	if !ask[bool](b, `return heard.some(([n, detail, own]) => n === 'state' && detail.lab === 'heat' && own)`) {
		t.Error("there was no residual-state of the element")
	}
	b.quiet()
}

func TestFrameIsPlainArrays(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostPage(t, `<residual-lab lab="heat" n="32"></residual-lab>`))
	b.do(`await customElements.whenDefined('residual-lab');
		const frame = await lab().frame();
		const {x, y} = frame.panels[0].curves[0];
		if (!Array.isArray(x) || x.length !== y.length || x.length < 32 || !y.every(Number.isFinite)) throw new Error(JSON.stringify(frame.panels[0]));`)
}

func TestErrorsNameTheKnob(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostPage(t, `<residual-lab lab="heat" n="32"></residual-lab>`))
	b.do(`await customElements.whenDefined('residual-lab');
		window.errors = [];
		document.addEventListener('residual-error', (e) => errors.push(e.detail));
		await lab().load(); await lab().step(3);`)
	before := ask[report](b, `return lab().state`)
	for _, c := range [][2]string{{`{r: 'much'}`, "r"}, {`{r: NaN}`, "r"}, {`{n: 1e9}`, "n"}, {`{colour: 3}`, "colour"}, {`{seed: -1}`, "seed"}} {
		got := ask[map[string]string](b, `try { await lab().set(`+c[0]+`); return {}; } catch (e) { return {message: e.message, knob: e.knob}; }`)
		if got["knob"] != c[1] || got["message"] == "" {
			t.Errorf("set(%s) was refused with %v", c[0], got)
		}
	}
	if after := ask[report](b, `return lab().state`); after.Digest != before.Digest || after.Steps != 3 {
		t.Errorf("a refused setting changed the run: %+v", after)
	}
	if n := ask[int](b, `return errors.length`); n != 5 {
		t.Errorf("there were %d events residual-error, want 5", n)
	}
}

func TestAttributesOfALiveElement(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostPage(t, `<residual-lab lab="heat" n="32" autoload></residual-lab>`))
	b.do(`await customElements.whenDefined('residual-lab'); await lab().ready;
		lab().setAttribute('r', '0.45');
		await until(() => lab().state.settings.r === 0.45);
		lab().setAttribute('seed', '12');
		await until(() => lab().state.seed === 12);`)
}

// A wrong setting at the start breaks ready, and set() may put it right.
func TestWrongStart(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostPage(t, `<residual-lab lab="heat" r="9"></residual-lab>`))
	knob := ask[string](b, `await customElements.whenDefined('residual-lab');
		try { await lab().load(); return 'nothing'; } catch (e) { return e.knob; }`)
	if knob != "r" {
		t.Errorf("ready was broken because of %q, want r", knob)
	}
	b.do(`await lab().set({r: 0.2}); await lab().ready; await lab().step(2); if (lab().state.steps !== 2) throw new Error('no run');`)
	if message := ask[string](b, `lab().setAttribute('lab', 'alchemy');
		return until(() => lab().shadowRoot.querySelector('[role=alert]')?.textContent);`); !strings.Contains(message, "eigen") {
		t.Errorf("of an unknown lab it says %q, which names none that exists", message)
	}
}

// The element may be moved and removed, and defined twice.
func TestElementComesAndGoes(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostPage(t, `<div id="a"><residual-lab lab="heat" n="16"></residual-lab></div><div id="b"></div>`))
	b.do(`await customElements.whenDefined('residual-lab');
		await lab().load(); await lab().step(1);
		document.getElementById('b').append(lab());
		await until(() => lab().shadowRoot.querySelector('button'));
		await lab().load(); await lab().step(2);
		if (lab().state.steps !== 2 || lab().shadowRoot.querySelectorAll('iframe').length !== 1) throw new Error('not one frame');
		const gone = lab();
		const ready = gone.ready;
		gone.remove();
		await sleep(50);
		if (gone.shadowRoot.querySelector('iframe')) throw new Error('the frame stays');
		await gone.step(1).then(() => { throw new Error('it steps out of the page'); }, () => {});`)
	b.quiet()
}

func TestPlainIframe(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(elsewhere(t, fmt.Sprintf(`<!doctype html><html lang="en"><title>Another site</title>
<iframe src="%slab.html?lab=heat&n=16&depth=20&autorun" width="900" height="900" title="Heat"></iframe>`, site)))
	frame := b.frame("lab.html")
	frame.do(`await until(() => /✓ done/.test(document.querySelector('.status').textContent));`)
	b.quiet()
}

// Digests are facts: the same in the native runner, in Node and here; if the test is
// to be short the first of each lab stands for all, which Node has.
func TestDigests(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../testdata/digests.json")
	if err != nil {
		t.Fatal(err)
	}
	var golden []struct {
		Lab    string         `json:"lab"`
		Knobs  map[string]any `json:"knobs"`
		Seed   uint64         `json:"seed"`
		Steps  int            `json:"steps"`
		Digest string         `json:"digest"`
	}
	if err := json.Unmarshal(data, &golden); err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.open(hostPage(t, ""))
	seen := map[string]bool{}
	for _, g := range golden {
		if testing.Short() && seen[g.Lab] {
			continue
		}
		seen[g.Lab] = true
		attributes := map[string]any{"lab": g.Lab, "seed": g.Seed}
		for k, v := range g.Knobs {
			attributes[k] = v
		}
		text, _ := json.Marshal(attributes)
		got := ask[report](b, fmt.Sprintf(`await customElements.whenDefined('residual-lab');
			const e = document.createElement('residual-lab');
			for (const [k, v] of Object.entries(%s)) e.setAttribute(k, v);
			document.body.append(e);
			await e.load();
			await e.step(%d);
			e.remove();
			return e.state;`, text, g.Steps))
		if got.Digest != g.Digest { // a run may end before so many steps
			t.Errorf("%s %v, seed %d: digest %s at step %d, want %s", g.Lab, g.Knobs, g.Seed, got.Digest, got.Steps, g.Digest)
		}
	}
}

// Of many labs that begin by themselves only those run that can be seen, and those
// far away are not loaded.
func TestOnlyWhatIsInViewRuns(t *testing.T) {
	b := newTab(t)
	tag := `<residual-lab lab="heat" n="32" depth="100000" autorun></residual-lab>`
	b.open(hostPage(t, strings.Repeat(tag, 8)))
	b.do(`await customElements.whenDefined('residual-lab');
		const all = [...document.querySelectorAll('residual-lab')];
		const open = () => all.filter((l) => l.shadowRoot.querySelector('iframe')).length;
		await until(() => all[0].state?.steps > 0);
		if (open() > 4) throw new Error(open() + ' labs are loaded');
		all[7].scrollIntoView();
		await until(() => all[7].state?.steps > 0);
		if (open() > 7) throw new Error(open() + ' labs are loaded');
		await sleep(500);
		const steps = all[0].state.steps;
		await sleep(1000);
		if (all[0].state.steps !== steps) throw new Error('a lab out of view runs on');
		all[0].scrollIntoView();
		await until(() => all[0].state.steps > steps);`)
	b.quiet()
}
