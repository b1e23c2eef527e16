package browser_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/chromedp/kb"

	"github.com/chromedp/chromedp"
)

// every page of the site, with a lab running where there is one.
var pages = []string{"", "labs/eigen.html", "labs/heat.html", "authors.html", "lab.html?lab=heat&n=32&depth=20&autorun"}

// settled waits for the page, and for the lab if it is one.
const settled = `await until(() => document.readyState === 'complete');
if (location.search.includes('autorun')) await until(() => /✓ done/.test(document.querySelector('.status').textContent));`

// No page is wider than the window, from a phone's to a wide one.
func TestWidths(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, page := range pages {
		b.open(site + page)
		b.do(settled)
		for _, width := range []int64{360, 768, 800, 1024, 1600} {
			b.size(width, 800)
			over := ask[[]string](b, `await sleep(150);
				if (document.documentElement.scrollWidth <= innerWidth) return [];
				return [...document.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 80)).slice(-3);`)
			if len(over) > 0 {
				t.Errorf("%q at %d px is too wide: %q", page, width, over)
			}
		}
	}
}

// The frame is as high as what is in it.
func TestNoScrollbarsInside(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, width := range []int64{360, 1280} {
		b.size(width, 800)
		b.open(site + "labs/heat.html")
		b.do(`await customElements.whenDefined('residual-lab'); await lab().load();
			await until(() => { const e = inside().documentElement; return e.scrollHeight > 500 && e.scrollHeight <= e.clientHeight && e.scrollWidth <= e.clientWidth; }, 20);
			inside().querySelector('details.data').open = true;
			await until(() => inside().querySelector('td'));
			await until(() => { const e = inside().documentElement; return e.scrollHeight <= e.clientHeight; }, 20);`)
	}
}

// Text has a contrast of 4.5 at least against what it stands on, in both
// colours.
func TestContrast(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, theme := range []string{"light", "dark"} {
		b.prefer("prefers-color-scheme", theme)
		for _, page := range pages {
			b.open(site + page)
			for _, fault := range ask[[]string](b, settled+contrast) {
				t.Errorf("%s, %q: %s", theme, page, fault)
			}
		}
	}
}

// contrast lists texts whose contrast is too low (WCAG 2.2, 1.4.3), those of
// shadow roots included. What is disabled is exempt.
const contrast = `
const rgb = (text) => text.match(/[\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (e) => {
  for (; e; e = e.parentElement ?? e.getRootNode().host) {
    const c = rgb(getComputedStyle(e).backgroundColor);
    if (c.length < 4 || c[3] > 0.5) return c;
  }
  return [255, 255, 255];
};
const faults = [];
const look = (root) => {
  for (const e of root.querySelectorAll('*')) {
    if (e.shadowRoot) look(e.shadowRoot);
    const text = [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data.trim()).join('');
    if (!text || !e.checkVisibility() || e.closest(':disabled, .unseen, .skip, noscript, option')) continue;
    const [a, b] = [light(rgb(getComputedStyle(e).color)), light(ground(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) faults.push(text.slice(0, 40) + ': ' + ratio.toFixed(2));
  }
};
look(document);
return faults;`

// What can be used has a name, a size that a finger finds, and is in the tree
// that a screen reader reads.
func TestNames(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	for _, page := range pages {
		b.open(site + page)
		b.do(settled)
		r, err := chromedp.Call(b.ctx, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
		b.must(err)
		for _, n := range r.Nodes {
			role := strings.Trim(string(n.Role.Value), `"`)
			if !slices.Contains([]string{"button", "link", "slider", "textbox", "combobox", "switch", "img", "image", "Iframe", "progressbar"}, role) || n.Ignored {
				continue
			}
			if n.Name == nil || strings.Trim(string(n.Name.Value), `"`) == "" {
				t.Errorf("%q: a %s has no name", page, role)
			}
		}
		for _, fault := range ask[[]string](b, structure) {
			t.Errorf("%q: %s", page, fault)
		}
	}
}

// structure lists faults of a document's build: one h1, no heading skipped, one
// main, a language, a title, no id twice, targets of 24 px.
const structure = `
const faults = [];
const all = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility());
if (all('h1').length !== 1) faults.push(all('h1').length + ' headings h1');
if (all('main').length !== 1) faults.push(all('main').length + ' main');
if (!document.title || !document.documentElement.lang) faults.push('no title or no language');
let level = 0;
for (const h of all('h1, h2, h3, h4')) {
  if (+h.tagName[1] > level + 1) faults.push('after h' + level + ' comes ' + h.tagName + ' ' + h.textContent);
  level = +h.tagName[1];
}
const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) faults.push('twice the id ' + id);
for (const e of all('button, select, input, summary, nav a')) {
  const {width, height} = e.getBoundingClientRect();
  if (width < 24 || height < 24) faults.push('a target of ' + width + ' × ' + height + ': ' + e.outerHTML.slice(0, 60));
}
return faults;`

// Tab goes through everything and out again, the picture included.
func TestTabIsNoTrap(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=32&depth=20&autorun")
	b.do(settled + `await until(() => document.querySelector('.stage.live')); document.activeElement.blur();`)
	seen := map[string]bool{}
	for i := range 60 {
		b.press(kb.Tab)
		at := ask[string](b, `let e = document.activeElement;
			if (e.contentDocument) e = e.contentDocument.activeElement;
			const outlined = e === document.body || e.tagName === 'CANVAS' || getComputedStyle(e).outlineStyle !== 'none';
			return outlined ? e.tagName + ' ' + (e.id || e.textContent.slice(0, 20)) : 'no outline on ' + e.outerHTML.slice(0, 60);`)
		if strings.HasPrefix(at, "no outline") {
			t.Error(at)
		}
		if strings.HasPrefix(at, "BODY") && i > 10 {
			break
		}
		seen[at] = true
	}
	for _, want := range []string{"CANVAS", "INPUT knob-r", "SELECT speed", "SUMMARY", "BUTTON Copy link"} {
		if !slices.ContainsFunc(keys(seen), func(s string) bool { return strings.HasPrefix(s, want) }) {
			t.Errorf("Tab does not reach %s; it reaches %q", want, keys(seen))
		}
	}
}

func keys(m map[string]bool) (list []string) {
	for k := range m {
		list = append(list, k)
	}
	return list
}

// The reader's choice of colours is kept, and the labs follow it.
func TestColours(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.prefer("prefers-color-scheme", "light")
	b.open(site + "labs/heat.html")
	b.do(`await customElements.whenDefined('residual-lab');
		document.querySelector('[data-theme-switch]').click();
		await until(() => /-dark/.test(lab().shadowRoot.querySelector('img').src));`)
	b.open(site)
	paper := ask[string](b, `return getComputedStyle(document.documentElement).backgroundColor`)
	if inside := ask[string](b, `await lab().load(); return until(() => getComputedStyle(inside().documentElement).backgroundColor)`); inside != paper {
		t.Errorf("the page is %s, the lab in it %s", paper, inside)
	}
	if paper == "rgb(255, 255, 255)" || ask[string](b, `return document.documentElement.dataset.theme`) != "dark" {
		t.Error(fmt.Sprint("the choice of colours was forgotten; the page is ", paper))
	}
}
