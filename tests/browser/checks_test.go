package browser_test

import (
	"os"
	"testing"

	"github.com/chromedp/chromedp"

	"residual/core/labs"
)

// short is settings with which a run of each lab ends soon.
var short = map[string]string{
	"eigen":       "modes=3&width=12&points=48",
	"heat":        "r=0.51&depth=300",
	"cdf":         "n=20&width=2",
	"stability":   "system=lorenz",
	"molecule":    "system=argon&atoms=3&geometries=8&rung=1&controls=off&steps=100",
	"roofline":    "show=memory&depth=10",
	"pde":         "problem=heat&width=6&points=40&steps=20",
	"uncertainty": "n=20&width=4&members=2&calibration=8",
}

// Every check takes two lines of a phone at the end (before the first step that is a
// part of TestOneScreen): its name with the verdict, and what was measured beside the
// truth. No verdict stands on what is not measured.
func TestChecksFitAPhone(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.size(360, 800)
	for _, l := range labs.All {
		if testing.Short() && l.Name != "eigen" && l.Name != "heat" {
			continue
		}
		b.open(site + "lab.html?lab=" + l.Name + "&" + short[l.Name] + "&autorun")
		b.do(`await until(() => document.querySelector('#under:not([hidden]) .status'));
			await until(() => /done|ended|stopped/.test(document.querySelector('.status').textContent), 60);
			await sleep(300);`)
		for _, fault := range ask[[]string](b, crowded) {
			t.Errorf("%s: %s", l.Name, fault)
		}
		b.picture("checks-" + l.Name)
	}
}

// crowded lists checks that take more than two lines, or judge nothing.
const crowded = `
const faults = [];
for (const row of document.querySelectorAll('.checks tbody tr:not(.part)')) {
  if (!row.checkVisibility()) continue;
  const [name, measured, truth, allowed, verdict] = ['name', 'measured', 'truth', 'allowed', 'verdict'].map((c) => row.querySelector('.' + c));
  const box = (e) => e.getBoundingClientRect();
  const line = parseFloat(getComputedStyle(name).lineHeight);
  const right = box(row).right + 1;
  if (box(name).height > 1.5 * line) faults.push('the name takes two lines: ' + name.textContent);
  if (box(row).height > 3 * line) faults.push('more than two lines: ' + row.innerText);
  if ([measured, truth, allowed, verdict].some((e) => box(e).right > right || e.scrollWidth > e.clientWidth + 1 && e.clientWidth)) faults.push('too wide: ' + row.innerText);
  if (box(verdict).left < box(name).right - 1) faults.push('the name is under the verdict: ' + name.textContent);
  if (!measured.textContent !== /not/.test(verdict.textContent)) faults.push(verdict.textContent + ' of "' + measured.textContent + '": ' + name.textContent);
}
return faults;`

// picture keeps what is shown, where RESIDUAL_PICTURES names a folder.
func (b *tab) picture(name string) {
	b.t.Helper()
	dir := os.Getenv("RESIDUAL_PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(90))
	b.must(err)
	b.must(os.WriteFile(dir+"/"+name+".jpg", png, 0o644))
}
