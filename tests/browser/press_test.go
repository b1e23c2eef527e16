package browser_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// However quickly one presses free places of the picture, each press adds a row:
// before the run, while it fits and after it.
func TestEveryPressCounts(t *testing.T) {
	b := newTab(t)
	b.open(site + "lab.html?lab=uncertainty&n=20&width=4&members=2&calibration=8&autoload")
	b.do(`await until(() => document.querySelector('.stage.live')); await sleep(1000);
		document.querySelector('.data').open = true;`)
	type rect struct{ X, Y, W, H float64 }
	press := func(row int) {
		r := ask[rect](b, `const r = document.querySelector('.canvas').getBoundingClientRect(); return {X: r.x, Y: r.y, W: r.width, H: r.height}`)
		for i := range 4 {
			x, y := r.X+r.W*(0.14+0.05*float64(i)+0.016*float64(row)), r.Y+r.H*(0.27+0.06*float64(row))
			b.must(chromedp.Do(b.ctx, chromedp.MouseClickXY(x, y)))
		}
	}
	rows := func(want int) {
		t.Helper()
		b.do(fmt.Sprintf(`await until(() => [...document.querySelectorAll('.data td')].some((e) => e.textContent.startsWith('%d to fit')), 20)`, want))
	}
	press(0)
	rows(24)
	b.do(`document.body.focus();`)
	b.press(" ")
	press(1)
	rows(28)
	b.do(`await until(() => /done|ended/.test(document.querySelector('.status').textContent));`)
	b.do(`await sleep(500);`)
	press(2)
	rows(32)
	b.quiet()
}
