package browser_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// Without WebGL2 there is no picture, and everything else works.
func TestWithoutWebGL2(t *testing.T) {
	t.Parallel()
	b := newTab(t, chromedp.DisableGPU, chromedp.Flag("disable-3d-apis", true))
	b.open(site + "lab.html?lab=heat&n=32&depth=50&autorun")
	b.do(`await until(() => /✓ done/.test(document.querySelector('.status').textContent));
		await until(() => document.querySelectorAll('.checks .holds').length > 3);
		document.querySelector('details.data').open = true;
		await until(() => document.querySelectorAll('td').length > 32);`)
	if note := ask[string](b, `return document.querySelector('.note').innerText`); !strings.Contains(note, "WebGL2") {
		t.Errorf("the page says %q", note)
	}
	if !ask[bool](b, `return document.querySelector('.poster').checkVisibility()`) {
		t.Error("the poster is gone")
	}
}

// Without what the computation needs, the page says what is missing, and its
// text and pictures are there.
func TestWithoutWorkersOrSIMD(t *testing.T) {
	t.Parallel()
	for missing, script := range map[string]string{
		"Web Workers":               `delete window.Worker`,
		"WebAssembly SIMD":          `WebAssembly.validate = () => false`,
		"WebAssembly":               `delete window.WebAssembly`,
		"compile compute-heat.wasm": `WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError('expected magic word'))`,
	} {
		b := newTab(t)
		b.before(script)
		b.open(site + "labs/heat.html")
		message := ask[string](b, `await customElements.whenDefined('residual-lab');
			lab().shadowRoot.querySelector('button').click();
			return until(() => lab().shadowRoot.querySelector('iframe')?.contentDocument.querySelector('.note:not([hidden])')?.innerText.match(/cannot run.*/)?.[0]);`)
		if !strings.Contains(message, missing) {
			t.Errorf("without %s the page says %q", missing, message)
		}
		if !ask[bool](b, `return inside().querySelector('.poster').checkVisibility() && document.querySelectorAll('math').length > 3`) {
			t.Errorf("without %s the page has no text or no picture", missing)
		}
	}
}

// Without storage, as in a private window or a sandbox, the page works.
func TestWithoutStorage(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});
		delete Navigator.prototype.serviceWorker;`)
	b.open(site + "lab.html?lab=heat&n=16&depth=20&autorun")
	b.do(`document.querySelector('[data-theme-switch]').click();
		await until(() => /✓ done/.test(document.querySelector('.status').textContent));`)
	b.quiet()
}

// A wrong address is answered in words that name what is allowed.
func TestWrongAddress(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for query, words := range map[string][]string{
		"lab=alchemy":                         {"alchemy", "eigen", "heat"},
		"lab=heat&r=2&autorun":                {"r:", "0.75"},
		"lab=heat&r=NaN&autorun":              {"r:", "NaN"},
		"lab=heat&speed=3&autorun":            {"speed:", "dimension"},
		"lab=eigen&modes=9&autorun":           {"modes:", "1 to 8"},
		"lab=eigen&width=4&autorun":           {"width:", "8"},
		"lab=heat&dimension=2&n=4096&autorun": {"n:", "512"},
		"lab=heat&seed=-1&autorun":            {"seed:", "whole number"},
	} {
		b.open(site + "lab.html?" + query)
		text := ask[string](b, `return until(() => [...document.querySelectorAll('.not-found, .note:not([hidden])')].map((e) => e.innerText).find((t) => /allowed|There is no/.test(t)))`)
		for _, w := range words {
			if !strings.Contains(text, w) {
				t.Errorf("%s: the page says %q, without %q", query, text, w)
			}
		}
	}
	b.open(site + "lab.html?lab=heat&r=2&autorun")
	b.do(`const use = await until(() => document.querySelector('.note button')); use.click();
		await until(() => document.querySelector('.checks tbody tr'));`)
}

// A wrong value that is typed stands with its error beside it, and the run
// stays as it was.
func TestWrongTyping(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=32&autoload")
	b.do(`await until(() => document.querySelector('#knob-r'));
		window.before = document.querySelector('.cost').textContent;
		const r = document.querySelector('#knob-r');
		r.value = 'warm';
		r.dispatchEvent(new Event('change'));`)
	text := ask[string](b, `return until(() => document.querySelector('#knob-r-error').textContent)`)
	if !strings.Contains(text, "warm") || !strings.Contains(text, "0.75") {
		t.Errorf("beside the control stands %q", text)
	}
	b.do(`await sleep(300);
		const r = document.querySelector('#knob-r');
		if (r.getAttribute('aria-invalid') !== 'true' || r.value !== 'warm') throw new Error('the control is not marked');
		if (document.querySelector('.cost').textContent !== window.before) throw new Error('the run has changed');
		document.querySelector('#knob-r').parentElement.parentElement.querySelector('[type=range]').dispatchEvent(new MouseEvent('dblclick'));
		await until(() => r.value === '0.24' && !document.querySelector('#knob-r-error').textContent);`)
}

// A link carries the settings: the same run has the same digest.
func TestLinkRepeatsTheRun(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); };`)
	b.open(site + "lab.html?lab=heat&n=40&profile=noise&depth=30&seed=11&autorun")
	const end = `await until(() => /✓ done/.test(document.querySelector('.status').textContent));
		return until(() => document.querySelector('.cost').textContent.match(/30 steps.*digest (\w{16})/)?.[1]);`
	first := ask[string](b, end)
	link := ask[string](b, `[...document.querySelectorAll('.export button')].find((e) => e.textContent === 'Copy link').click();
		return until(() => window.copied)`)
	for _, part := range []string{"lab=heat", "n=40", "profile=noise", "seed=11"} {
		if !strings.Contains(link, part) {
			t.Errorf("the link %s has no %s", link, part)
		}
	}
	if strings.Contains(link, "train") {
		t.Errorf("the link %s carries defaults", link)
	}
	b.open(link + "&autorun")
	if second := ask[string](b, end); second != first {
		t.Errorf("the link gives digest %s, not %s", second, first)
	}
}

// A page that is missing leads to the start, however deep its address.
func TestMissingPageLeadsHome(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, address := range []string{"nothing.html", "labs/nothing.html", "labs/of/nothing.html", "labs/of/no/thing.html"} {
		b.open(site + address)
		for _, link := range ask[[]string](b, `return [...document.links].map((a) => a.href)`) {
			if link != site+"index.html" {
				t.Errorf("%s leads to %s", address, link)
			}
		}
	}
}

// The address follows the settings, and a reload begins with them and offers the run
// that was there.
func TestAddressFollows(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=64&r=0.3&autoload&theme=dark#here")
	const give = `const give = (name, value) => {
			const input = document.querySelector('#knob-' + name);
			input.value = value;
			input.dispatchEvent(new Event('change'));
		};
		const asks = () => Object.fromEntries(new URLSearchParams(location.search));`
	b.do(give + `await until(() => document.querySelector('.checks tbody tr'));
		const before = history.length;
		give('r', '0.35');
		give('seed', '7');
		give('n', '40');
		await until(() => asks().n === '40' && asks().r === '0.35' && asks().seed === '7', 20);
		if (asks().theme !== 'dark' || location.hash !== '#here' || history.length !== before) throw new Error(location.href);
		give('seed', '1');
		await until(() => !asks().seed, 20);`)
	const step = `[...document.querySelectorAll('button')].find((b) => b.textContent === 'Step').click();`
	digest := ask[string](b, step+step+step+`const last = await until(() => document.querySelector('.cost').textContent.match(/ 3 steps.*digest (\w+)$/)?.[1], 20);
		await sleep(3500); // until it is kept
		return last;`)
	b.must(chromedp.Do(b.ctx, chromedp.Reload()))
	b.do(`const n = await until(() => document.querySelector('.checks tbody tr') && document.querySelector('#knob-n'));
		if (n.value !== '40' || document.querySelector('#knob-r').value !== '0.35') throw new Error('n = ' + n.value);`)
	b.do(note(`The run that stood here is kept at step 3`) + pressNote + `
		await until(() => document.querySelector('.cost').textContent.includes('3 steps') &&
			document.querySelector('.cost').textContent.endsWith('digest ` + digest + `'), 20);
		if (document.querySelector('.note:not([hidden])')) throw new Error('the offer stays');`)
}
