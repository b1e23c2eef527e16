package browser_test

import (
	"strings"
	"testing"
)

// keeps catches what the page saves, and presses buttons by their words.
const keeps = `await until(() => document.querySelector('.export') && !/ready|^$/.test(document.querySelector('.status strong')?.textContent ?? '') , 60);
	let kept = null;
	URL.createObjectURL = (blob) => { kept = blob; return 'about:blank'; };
	HTMLAnchorElement.prototype.click = () => {};
	const press = (words) => [...document.querySelectorAll('button')].find((b) => b.textContent === words).click();
	const said = () => document.querySelector('.said').textContent;
	const digest = () => document.querySelector('.cost').textContent.match(/digest (\w+)/)[1];
	const give = (input, file) => {
		if (document.querySelector('.said')) document.querySelector('.said').textContent = ''; // of the file before
		const data = new DataTransfer();
		data.items.add(file);
		input.files = data.files;
		input.dispatchEvent(new Event('change'));
	};
`

// A run that was saved comes back with the same bits, after another one, and whole
// where several are loaded at once; a file that is none says so, and the run stays.
func TestRunAsFile(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=32&depth=20&autorun")
	b.do(settled)
	got := ask[[]string](b, keeps+`
		const first = digest();
		press('Save run');
		await until(() => kept, 20);
		const input = document.querySelector('input[accept=".json"]');
		give(input, new File(['{"no": "run"}'], 'x.json'));
		await until(() => said().includes('no saved run'), 20);
		give(input, new File([(await kept.text()).replace('"heat"', '"eigen"')], 'x.json'));
		await until(() => said().includes('of the lab “eigen”'), 20);
		give(input, new File([(await kept.text()).replace(/"snapshot":"[^"]{40}/, '"snapshot":"')], 'x.json'));
		await until(() => /^Load run: /.test(said()) && !said().includes('eigen'), 20);
		const whole = await kept.text();
		const at = whole.indexOf('"snapshot":"') + 400;
		const flip = (c) => String.fromCharCode(c.charCodeAt(0) ^ 1); // of two letters, as a rule
		give(input, new File([whole.slice(0, at) + flip(whole[at]) + whole.slice(at + 1)], 'x.json'));
		await until(() => said().includes('damaged'), 20);
		const still = await until(() => digest() === first && digest(), 20); // what is shown comes a little later
		press('Reset');
		await until(() => digest() !== first, 20);
		give(input, new File([kept], 'run.json'));
		await until(() => said().startsWith('Loaded'), 20);
		await until(() => digest() === first, 20);
		const loaded = said();
		const n = document.querySelector('#knob-n');
		n.value = '48';
		n.dispatchEvent(new Event('change'));
		await until(() => digest() !== first && /done/.test(document.querySelector('.status').textContent), 20);
		const second = digest(), saved = kept;
		kept = null;
		press('Save run');
		await until(() => kept, 20);
		const files = [saved, kept, saved, kept].map((blob) => new File([blob], 'run.json'));
		for (const file of files) give(input, file); // while the one before is loaded
		await until(() => said().startsWith('Loaded'), 20);
		await sleep(1000);
		const whole48 = n.value === '48' && digest() === second, whole32 = n.value === '32' && digest() === first;
		if (!whole48 && !whole32) throw new Error(n.value + ' with ' + digest());
		return [first, still, loaded];`)
	if got[0] != got[1] || !strings.Contains(got[2], got[0]) {
		t.Errorf("saved at %s, after a damaged file %s, loaded: %s", got[0], got[1], got[2])
	}
	b.quiet()
}

// A run that goes on goes on when a file is refused, whether its settings or its
// state are wrong.
func TestRefusedFileDoesNotPause(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=64&depth=100000&autorun")
	b.do(keeps + `const running = () => /▶ running/.test(document.querySelector('.status').textContent);
		await until(running);
		press('Save run');
		await until(() => kept, 20);
		const run = JSON.parse(await kept.text());
		const input = document.querySelector('input[accept=".json"]');
		for (const spoilt of [{snapshot: 'A' + run.snapshot.slice(1)}, {seed: run.seed + 1}, {settings: {...run.settings, r: 'warm'}}]) {
			document.querySelector('.said').textContent = '';
			give(input, new File([JSON.stringify({...run, ...spoilt})], 'x.json'));
			await until(() => said().startsWith('Load run: '), 20);
			await until(running, 5);
		}`)
}

// A snapshot brings the live knobs that it was made with, and they are the settings
// from then on.
func TestSnapshotBringsLiveKnobs(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat")
	got := ask[[]string](b, `const {Engine} = await import(new URL('engine.js', location));
		const engine = new Engine({lab: 'heat'});
		await engine.load();
		await engine.start({n: '32', r: '0.2'});
		const snapshot = await engine.snapshot();
		await engine.set({r: '0.3'});
		const changed = engine.settings.r;
		await engine.start({n: '32'}, null, snapshot);
		engine.close();
		return [changed, engine.settings.r];`)
	if got[0] != "0.3" || got[1] != "0.2" {
		t.Errorf("r was set to %s and restored to %s, want 0.3 and 0.2", got[0], got[1])
	}
}

// A visitor's file reaches the engine from the button, by dropping it anywhere
// and as pasted text; what is too large or no text is refused beside the
// control, and the link leaves it out and says so.
func TestOwnFile(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=cdf&autoload")
	b.do(`await until(() => document.querySelector('#knob-data'), 90);
		await until(() => document.querySelector('.cost').textContent.includes('digest'), 60);`)
	b.do(strings.Replace(keeps, "ready|^$", "^$", 1) + `
		const input = document.querySelector('#knob-data');
		const row = input.closest('.knob');
		const file = () => row.querySelector('.file').textContent;
		const error = () => row.querySelector('.error').textContent;
		const numbers = Array.from({length: 50}, (_, i) => Math.sin(i)).join('\n');
		give(input, new File([numbers], 'mine.csv'));
		await until(() => file().startsWith('mine.csv') && file().includes('50 lines'), 20);
		give(input, new File([new Uint16Array([0xfeff, ...[...numbers].map((c) => c.charCodeAt(0))])], 'wide.csv'));
		await until(() => file().startsWith('wide.csv') && file().includes('50 lines') && error() === '', 20);
		give(input, new File([new Uint8Array([0xff, 0xfe, 0x80])], 'picture.png'));
		await until(() => error().includes('no text'), 20);
		give(input, new File([new Uint8Array(70e6)], 'large.csv'));
		await until(() => error().includes('large.csv has 70'), 20);
		give(input, new File([], 'nothing.csv'));
		await until(() => error().includes('nothing.csv is empty') && file().startsWith('wide.csv'), 20);
		const data = new DataTransfer();
		data.items.add(new File([numbers + '\n2'], 'dropped.csv'));
		document.querySelector('h1').dispatchEvent(new DragEvent('drop', {bubbles: true, cancelable: true, dataTransfer: data}));
		await until(() => file().startsWith('dropped.csv') && error() === '', 20);
		press('Copy link');
		await until(() => said().includes('leaves your file out'), 20);
		press('Paste text');
		row.querySelector('textarea').value = numbers;
		press('Use this text');
		await until(() => file().startsWith('pasted text'), 20);
		press('Remove');
		await until(() => file().startsWith('No file'), 20);`)
	b.quiet()
}
