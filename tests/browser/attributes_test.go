package browser_test

import (
	"strings"
	"testing"
)

// What frameworks write on elements stops no lab: it is ignored, with a warning.
func TestForeignAttributes(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`window.warned = []; console.warn = (...words) => warned.push(words.join(' '));`)
	b.open(hostPage(t, `<residual-lab lab="heat" n="32" _ngcontent-abc width="300" height="200" accesskey="k" v-if="shown" autoload></residual-lab>`))
	got := ask[report](b, `await customElements.whenDefined('residual-lab'); await lab().ready; return lab().state`)
	if got.Settings["n"] != 32.0 {
		t.Errorf("the settings are %v", got.Settings)
	}
	warned := ask[[]string](b, `return warned`)
	for _, name := range []string{"_ngcontent-abc", "width", "height", "accesskey", "v-if"} {
		if n := strings.Count(strings.Join(warned, "\n"), "“"+name+"”"); n != 1 {
			t.Errorf("of %s it warns %d times: %q", name, n, warned)
		}
	}
	b.quiet()
}

// set takes all of what it is given or nothing; an attribute that goes brings the
// default back; the same lab again changes nothing; after a move there is no state.
func TestContractOfTheElement(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(hostPage(t, `<div id="a"><residual-lab lab="heat" n="32" r="0.3" seed="7" autoload></residual-lab></div><div id="b"></div>`))
	b.do(`await customElements.whenDefined('residual-lab'); await lab().ready; await lab().step(3);`)
	before := ask[report](b, `return lab().state`)
	for _, values := range []string{`{seed: 'x', r: 0.35}`, `{r: 0.35, seed: 'x'}`, `{r: 0.35, n: 'many'}`, `null`, `7`, `undefined`, `[0.35]`} {
		message := ask[string](b, `return lab().set(`+values+`).then(() => '', (e) => e.message)`)
		if message == "" || strings.Contains(message, "destructure") {
			t.Errorf("set(%s) says %q", values, message)
		}
	}
	if after := ask[report](b, `return lab().state`); after.Digest != before.Digest || after.Settings["r"] != 0.3 || after.Seed != 7 {
		t.Errorf("settings that were refused changed the run: %+v", after)
	}
	b.do(`await lab().set({seed: 9, r: 0.35});
		if (lab().state.seed !== 9 || lab().state.settings.r !== 0.35) throw new Error(JSON.stringify(lab().state));
		await lab().step(2);
		lab().setAttribute('lab', 'heat');
		await sleep(300);
		if (lab().state.steps !== 2) throw new Error('the same lab again begins anew');
		lab().removeAttribute('r');
		lab().removeAttribute('seed');
		await until(() => lab().state.seed === 1 && lab().state.settings.r !== 0.35 && lab().state.settings.r !== 0.3);
		lab().removeAttribute('autoload');
		document.getElementById('b').append(lab());
		if (lab().state !== null) throw new Error('a state of before the move');
		const loose = document.createElement('residual-lab');
		loose.setAttribute('lab', 'heat');
		if (await loose.load().then(() => true, () => false)) throw new Error('a loose element loads');`)
	b.quiet()
}

// A browser that has no Promise.withResolvers runs the element all the same.
func TestOlderBrowser(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.before(`delete Promise.withResolvers; delete Promise.try; delete Object.groupBy; delete Map.groupBy; delete Array.fromAsync; delete URL.parse; delete URL.canParse;`)
	b.open(hostPage(t, `<residual-lab lab="heat" n="32"></residual-lab>`))
	b.do(`await customElements.whenDefined('residual-lab');
		if (lab().getBoundingClientRect().height < 50) throw new Error('no poster');
		await lab().load(); await lab().step(2);
		if (lab().state.steps !== 2) throw new Error('no run');`)
	b.quiet()
}
