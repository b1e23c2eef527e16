package browser_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"residual/core/labs"
)

// newPhone is a tab of 360 × 780 that is touched.
func newPhone(t *testing.T) *tab {
	t.Helper()
	b := newTab(t)
	_, err := chromedp.Call(b.ctx, emulation.SetDeviceMetricsOverride,
		emulation.SetDeviceMetricsOverrideParams{Width: 360, Height: 780, DeviceScaleFactor: 1, Mobile: true})
	b.must(err)
	_, err = chromedp.Call(b.ctx, emulation.SetTouchEmulationEnabled, emulation.SetTouchEmulationEnabledParams{Enabled: true})
	b.must(err)
	return b
}

func (b *tab) touch(kind input.DispatchTouchEventType, at ...*input.TouchPoint) {
	b.t.Helper()
	_, err := chromedp.Call(b.ctx, input.DispatchTouchEvent, input.DispatchTouchEventParams{Type: kind, TouchPoints: at})
	b.must(err)
}

// stroke puts a finger down at (x, y), moves it by (dx, dy) and lifts it.
func (b *tab) stroke(x, y, dx, dy float64) {
	b.t.Helper()
	b.touch("touchStart", &input.TouchPoint{X: x, Y: y})
	const moves = 8
	for i := 1.0; i <= moves && (dx != 0 || dy != 0); i++ {
		b.touch("touchMove", &input.TouchPoint{X: x + dx*i/moves, Y: y + dy*i/moves})
		time.Sleep(16 * time.Millisecond)
	}
	b.touch("touchEnd")
}

// On a phone the picture, play and the slider that the lab wants at hand are on one
// screen, in every lab, and no check is crowded before the first step.
func TestOneScreen(t *testing.T) {
	b := newPhone(t)
	for _, l := range labs.All {
		for _, path := range []string{"lab.html?autoload&lab=" + l.Name, "labs/" + l.Name + ".html"} {
			b.open(site + path)
			for _, fault := range ask[[]string](b, fmt.Sprintf(`const {slider} = (await import('%slabs.js')).labs.find((l) => l.name === '%s');
				const element = await until(() => document.querySelector('residual-lab, .stage img'));
				if (element.load) element.shadowRoot.querySelector('button').click();
				const find = () => element.load ? element.shadowRoot.querySelector('iframe')?.contentDocument : document;
				await until(() => find()?.querySelector('.stage.live'), 40);
				const doc = find();
				const faults = [];
				const up = doc.querySelector('.stage').getBoundingClientRect();
				const down = doc.querySelector('.bar input[type=range]')?.getBoundingClientRect();
				if (slider && !down?.height) faults.push('no slider of ' + slider);
				const {height} = doc.querySelector('.stage').getBoundingClientRect();
				if (height < 300) faults.push('the picture is ' + height + ' px high');
				const play = doc.querySelector('.buttons button').getBoundingClientRect();
				if (!(play.height >= 44)) faults.push('a button to play of ' + play.height + ' px');
				const bottom = Math.max(down?.bottom ?? 0, play.bottom);
				if (bottom - up.top > innerHeight) faults.push('picture, play and slider take ' + (bottom - up.top) + ' px');
				const bar = doc.querySelector('.bar').getBoundingClientRect();
				if (doc === document && Math.abs(bar.bottom - innerHeight) > 1) faults.push('the bar ends at ' + bar.bottom);
				const unchecked = doc.querySelector('.checks.none'); // before the first measurement
				if (unchecked ? !doc.querySelector('.score').hidden : !/\d of \d+ hold|\d+ checks to come/.test(doc.querySelector('.score').textContent)) faults.push('the score is ' + doc.querySelector('.score').textContent);
				return faults;`, site, l.Name)) {
				t.Errorf("%s: %s", path, fault)
			}
			if strings.HasPrefix(path, "lab.html") {
				for _, fault := range ask[[]string](b, crowded) {
					t.Errorf("%s: %s", path, fault)
				}
			}
		}
	}
}

// pictured waits for the picture; its functions find the panels and its middle.
const pictured = `
	window.digest = () => document.querySelector('.cost').textContent.match(/digest (\w+)/)[1];
	window.choices = () => [...document.querySelectorAll('.choices button')];
	window.middle = () => { const {left, top, width, height} = document.querySelector('.stage').getBoundingClientRect(); return [left + width / 2, top + height * 0.45]; };
	await until(() => document.querySelector('.stage.live'));`

// A finger that goes over a panel scrolls the page and does nothing else, whatever
// the panel takes.
func TestSwipesScroll(t *testing.T) {
	b := newPhone(t)
	swipes := 20
	if testing.Short() {
		swipes = 3
	}
	for _, l := range labs.All {
		name := l.Name
		if testing.Short() && !strings.Contains(l.Hint, "press") && !strings.Contains(l.Hint, "drag") {
			continue
		}
		b.open(site + "lab.html?autoload&lab=" + name)
		panels := ask[int](b, pictured+`await sleep(500); window.before = digest(); return choices().length`)
		for panel := range panels {
			b.do(fmt.Sprintf(`choices()[%d].click(); await sleep(300);`, panel))
			for i := range swipes {
				b.do(`scrollTo(0, 0);`)
				at := ask[[2]float64](b, `return middle()`)
				b.stroke(at[0]+float64(i%5-2)*40, at[1]+float64(i%3)*20, 30*math.Sin(float64(i)), -150)
				if y := ask[float64](b, `await until(() => scrollY > 0, 2).catch(() => {}); return scrollY`); y < 50 {
					t.Errorf("%s, panel %d: swipe %d scrolls by %v px", name, panel, i, y)
					break
				}
			}
			if ask[bool](b, `await sleep(200); return digest() !== before`) {
				t.Fatalf("%s: swipes over panel %d changed the run", name, panel)
			}
		}
	}
	b.quiet()
}

// A tap acts. Drawing is a mode, in which the page stands still; the button and
// Escape leave it.
func TestDrawingIsAMode(t *testing.T) {
	b := newPhone(t)
	b.open(site + "lab.html?autoload&lab=heat")
	b.do(pictured + `await until(() => !document.querySelector('.draw').hidden, 20); window.was = digest();
		window.changed = () => until(() => digest() !== was, 5).then(() => (was = digest()));
		window.drawn = () => document.querySelector('.draw').getAttribute('aria-pressed') === 'true';`)
	at := ask[[2]float64](b, `return middle()`)
	b.stroke(at[0], at[1], 0, 0)
	b.do(`await changed();`)
	b.do(`document.querySelector('.draw').click();`)
	b.stroke(at[0]-40, at[1], 60, -120)
	b.do(`await changed(); if (scrollY !== 0) throw new Error('the page has scrolled to ' + scrollY);`)
	b.press("\x1b")
	b.do(`await until(() => !drawn(), 5);
		document.querySelector('.draw').click();
		document.querySelector('.draw').click();
		if (drawn()) throw new Error('the button does not leave drawing'); await sleep(300); was = digest();`)
	b.stroke(at[0]-40, at[1], 60, -120)
	b.do(`await until(() => scrollY > 0, 5); await sleep(300); if (digest() !== was) throw new Error('it still draws');`)
}

// A finger that sets out sideways turns a molecule.
func TestFingerTurnsAScene(t *testing.T) {
	b := newPhone(t)
	b.open(site + "lab.html?autoload&lab=molecule")
	b.do(pictured + `const inner = document.querySelector('.canvas').contentWindow; window.acted = 0;
		const act = inner.goHost.act; inner.goHost.act = (bytes) => { acted++; act(bytes); };`)
	at := ask[[2]float64](b, `return middle()`)
	b.stroke(at[0]-40, at[1], 80, 4)
	b.do(`await until(() => acted > 2, 5); if (scrollY !== 0) throw new Error('the page has scrolled');`)
}
