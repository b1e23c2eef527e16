package browser_test

import (
	"os"
	"testing"

	"residual/core/labs"
)

// axeFile is axe-core, which ./build.sh check installs beside what else checks the
// scripts.
const axeFile = "../scripts/node_modules/axe-core/axe.min.js"

// axe-core finds nothing on any page, with every fold open, in either colours, nor
// in the frame of the canvas by itself. That holds the timers of its page back while
// there is nothing to paint, those of axe too: they are given back.
func TestAxe(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile(axeFile)
	if err != nil {
		t.Fatalf("%v: ./build.sh check installs it", err)
	}
	for _, page := range axePages() {
		t.Run(page, func(t *testing.T) {
			b := newTab(t)
			b.before(string(source) + `; window.timers = {setTimeout, requestAnimationFrame};`)
			b.open(site + page)
			b.do(`Object.assign(window, window.timers);`)
			b.do(unfolded)
			for _, theme := range []string{"light", "dark"} {
				b.prefer("prefers-color-scheme", theme)
				b.do(`await until(() => matchMedia('(prefers-color-scheme: ` + theme + `)').matches); await sleep(200);`)
				for _, fault := range ask[[]string](b, excuse(page)+axeRun) {
					t.Errorf("%s: %s", theme, fault)
				}
			}
		})
	}
}

func axePages() []string {
	all := []string{"", "authors.html", "404.html", "canvas.html"}
	for _, l := range labs.All {
		all = append(all, "labs/"+l.Name+".html", "lab.html?lab="+l.Name+"&"+short[l.Name]+"&autoload")
	}
	return all
}

// excused are rules that do not apply: a frame by itself has neither a main part
// nor a heading, its page has; and the page without styles has the browser's own
// dark paper, which axe takes for white.
var excused = map[string]string{
	"canvas.html": `['landmark-one-main', 'page-has-heading-one', 'region']`,
	"404.html":    `['color-contrast']`,
}

func excuse(page string) string {
	if rules := excused[page]; rules != "" {
		return "const excused = " + rules + ";"
	}
	return "const excused = [];"
}

// unfolded waits for the page, for the lab if it is one and for its picture, and
// opens all folds.
const unfolded = `await until(() => document.readyState === 'complete');
if (location.search.includes('autoload')) await until(() => document.querySelector('#under:not([hidden]) .status') && document.querySelector('.stage.live'));
for (const fold of document.querySelectorAll('details')) fold.open = true;
if (document.querySelector('.data')) await until(() => document.querySelector('.data td'));
await sleep(200);`

const axeRun = `
const {violations, passes} = await axe.run(document, {iframes: false, rules: Object.fromEntries(excused.map((id) => [id, {enabled: false}]))});
if (!passes.length) return ['axe looked at nothing'];
return violations.flatMap((v) => v.nodes.map((n) => v.id + ': ' + v.help + ': ' + n.target + ': ' + n.html.slice(0, 120)));`
