package browser_test

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

func (b *tab) onPaper() {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.must(err)
}

// On paper stand the picture, the law, the settings, the status and the checks, and
// nothing that can only be pressed.
func TestPaper(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=32&depth=20&autorun")
	b.do(settled + `await until(() => document.querySelector('.stage.live'));`)
	for _, width := range []int64{680, 360} {
		b.size(width, 900)
		b.onPaper()
		for _, fault := range ask[[]string](b, `await sleep(200);
			const seen = (s) => [...document.querySelectorAll(s)].some((e) => e.checkVisibility());
			return [...['.canvas', 'h1', '.law', '#knob-r', '.line', '.summary', '.checks td', '.cost'].filter((s) => !seen(s)),
				...['.bar button', '.choices button', '.export button', '.top a', '#speed'].filter(seen).map((s) => s + ' stands there')];`) {
			t.Errorf("on paper %d px wide: %s", width, fault)
		}
	}
}

// Nothing of a lab in another page is cut off, though nobody can ask how high it is
// on paper.
func TestPaperAroundAFrame(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "labs/heat.html")
	b.do(`const button = await until(() => lab().shadowRoot?.querySelector('button'), 20);
		button.click();
		await until(() => inside()?.querySelector('.stage.live') && inside().querySelectorAll('.checks td').length > 20);
		await sleep(1000);`)
	b.onPaper()
	cut := ask[float64](b, `lab().style.width = '680px';
		const {height} = lab().shadowRoot.querySelector('iframe').getBoundingClientRect();
		return inside().body.getBoundingClientRect().height - height;`)
	if cut > 0 {
		t.Errorf("%v px are cut off", cut)
	}
}

// Who does not see the picture has its summary once.
func TestSummaryStandsOnce(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=32&depth=20&autorun")
	b.do(settled)
	if n := ask[int](b, `return [...document.querySelectorAll('.status p')].filter((p) => p.textContent.startsWith('Stable:') && !p.closest('[aria-hidden=true]')).length`); n != 1 {
		t.Errorf("the summary stands %d times", n)
	}
}

// "?" lists the keys, in the page and on the picture, and Escape closes the list.
func TestKeysAreListed(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=32&depth=20&autorun")
	b.do(settled + `await until(() => document.querySelector('.stage.live')); window.list = document.querySelector('dialog');`)
	for _, at := range []string{`document.activeElement.blur()`, `document.querySelector('.canvas').contentDocument.querySelector('canvas').focus()`} {
		b.do(at + `; await sleep(100);`)
		b.press("?")
		b.do(`await until(() => list.open && list.textContent.includes('cross hairs'), 5);`)
		b.press("\x1b")
		b.do(`await until(() => !list.open, 5);`)
	}
}
