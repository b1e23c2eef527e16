package browser_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// quick is settings of each lab with which a run begins at once and ends in
// seconds.
var quick = map[string]string{
	"eigen":       `{modes: 1, width: 12}`,
	"heat":        `{n: 32, depth: 40}`,
	"cdf":         `{n: 20, width: 2}`,
	"stability":   `{system: 'vanderpol'}`,
	"molecule":    `{system: 'argon', atoms: 3, geometries: 8, rung: 1, controls: 'off', steps: 200, temperature: 10}`,
	"pde":         `{problem: 'heat', width: 6, points: 40, steps: 20}`,
	"uncertainty": `{model: 'network', n: 60, width: 6, folds: 2, calibration: 20}`,
	"roofline":    `{show: 'memory', depth: 20}`,
}

// Every control of every lab acts, from one end to the other and back, while the
// run plays and after it has ended: the setting is taken and a new picture is on
// its way, or what is wrong and what is kept stands below the control, and Escape
// goes back to it. If the test is to be short two labs stand for all.
func TestEveryKnobActs(t *testing.T) {
	t.Parallel()
	for name, settings := range quick {
		if testing.Short() && name != "heat" && name != "eigen" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			b := newTab(t)
			b.open(site + "labs/" + name + ".html")
			b.do(`await customElements.whenDefined('residual-lab');
				await lab().load();
				await lab().set(` + settings + `);
				const speed = inside().querySelector('#speed');
				speed.value = '0';
				speed.dispatchEvent(new Event('change'));`)
			for _, phase := range []string{"running", "ended"} {
				for _, fault := range ask[[]string](b, walk+fmt.Sprintf("return walk(%q, %q);", name, phase)) {
					t.Errorf("%s: %s", phase, fault)
				}
			}
			b.quiet()
		})
	}
}

// walk turns each knob of a lab and returns what is wrong.
const walk = `
const {labs} = await import('/labs.js');
const status = () => inside().querySelector('.status strong').textContent;
const faults = [];
const soon = async (what, seconds) => {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(5)) if (what()) return true;
  return false;
};
const rowOf = (knob) => inside().querySelector('#knob-' + knob.name).closest('.knob');
const complaint = (row) => row.querySelector('.error').textContent;
const value = (knob) => knob.name === 'workers' ? inside().querySelector('#knob-workers').value : lab().state.settings[knob.name];
const same = (a, b) => String(a) === String(b);

// turn has a control changed, and waits for an answer.
const turn = async (knob, what, change) => {
  const row = rowOf(knob), was = value(knob), steps = lab().state.steps, word = status();
  if (change(row) === false) return;
  if (!(await soon(() => complaint(row) || !same(value(knob), was), 15))) {
    return faults.push(knob.name + ' ' + what + ': nothing happens');
  }
  if (complaint(row)) {
    if (!/Kept at .*\.$/.test(complaint(row))) faults.push(knob.name + ' ' + what + ': what is kept is not said: ' + complaint(row));
    if (row.querySelector('[id^=knob-]').getAttribute('aria-invalid') !== 'true') faults.push(knob.name + ' ' + what + ': is not marked');
    row.querySelector('[id^=knob-]').dispatchEvent(new KeyboardEvent('keydown', {key: 'Escape', bubbles: true}));
    if (complaint(row) || !same(value(knob), was)) faults.push(knob.name + ' ' + what + ': Escape does not go back');
  } else if (!knob.live && steps > 0 && !(await soon(() => lab().state.steps > 0 || running(), 15))) {
    faults.push(knob.name + ' ' + what + ': the new run waits');
  }
  const slider = row.querySelector('[type=range]');
  if (slider) {
    const shown = (row.querySelector('.number').value + ' ' + row.querySelector('.unit').textContent).trim();
    if (slider.getAttribute('aria-valuetext') !== shown) faults.push(knob.name + ': the slider says ' + slider.getAttribute('aria-valuetext') + ' and the number ' + shown);
  }
};
const to = (input, value, event = 'change') => {
  if (input.value === value) return false;
  input.value = value;
  input.dispatchEvent(new Event(event, {bubbles: true}));
};

const turns = {
  int: (knob, row) => ends(knob, row),
  float: (knob, row) => ends(knob, row),
  size: (knob, row) => ends(knob, row),
  bool: (knob) => [['off and on', (row) => row.querySelector('input').click()], ['back', (row) => row.querySelector('input').click()]],
  choice: (knob, row) => {
    const select = row.querySelector('select'), own = select.value;
    const others = [...select.options].map((o) => o.value).filter((v) => v !== own);
    return [others[0], others.at(-1), own].map((v) => ['to ' + v, () => to(select, v)]);
  },
  line: (knob, row) => {
    return [['to nonsense', () => to(row.querySelector('textarea'), '((')]];
  },
};
const ends = (knob, row) => {
  const [slider, number] = [row.querySelector('[type=range]'), row.querySelector('.number')];
  const own = number.value;
  return [
    ['to the least', () => to(slider, '0', 'input')],
    ['to the most', () => to(slider, slider.max, 'input')],
    ['back, typed', () => to(number, own)],
    ['to what is no number', () => to(number, 'x')],
  ];
};

const running = () => /running/.test(status());
const over = () => /done|ended|stopped/.test(status());

// reach has the run play, or go to its end.
const reach = async (phase) => {
  if (phase === 'ended' ? over() : running()) return true;
  if (over()) await lab().reset();
  await lab().run();
  return soon(() => (phase === 'ended' ? over() : running() || lab().state.steps), 10);
};

const walk = async (name, phase) => {
  inside().querySelectorAll('.controls details').forEach((d) => (d.open = true));
  // Where the way to the end takes seconds two knobs stand for all.
  const few = phase === 'ended' && !['eigen', 'heat'].includes(name);
  const knobs = labs.find((l) => l.name === name).knobs.filter((k) => turns[k.kind]);
  for (const knob of few ? knobs.filter((k) => !k.when).slice(0, 2) : knobs) {
    const condition = Object.fromEntries(Object.entries(knob.when ?? {}).map(([k, v]) => [k, v[0]]));
    const before = Object.fromEntries(Object.keys(condition).map((k) => [k, lab().state.settings[k]]));
    if (knob.when) await lab().set(condition).catch(() => {});
    if (!(await soon(() => !rowOf(knob).hidden, 10))) faults.push(knob.name + ' is hidden');
    const own = value(knob);
    const all = turns[knob.kind](knob, rowOf(knob));
    for (const [what, change] of phase === 'ended' ? [all[0], all.at(-1)] : all) {
      if (await reach(phase)) await turn(knob, what, change);
    }
    if (phase === 'ended') await lab().set({[knob.name]: own}).catch(() => {});
    if (knob.when) await lab().set(before).catch(() => {});
  }
  return faults;
};
`

// The keys of a slider act, and it says where it stands.
func TestKeysOfASlider(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&n=32&autoload&r=0.3")
	b.do(`await until(() => document.querySelector('#knob-r')?.value === '0.3');
		document.querySelector('#knob-r').closest('.knob').querySelector('[type=range]').focus();`)
	b.press(kb.ArrowRight)
	b.press(kb.ArrowRight)
	b.do(`await until(() => new URLSearchParams(location.search).get('r') === '0.31');`)
	said := ask[string](b, `return document.activeElement.getAttribute('aria-valuetext')`)
	if said != "0.31" {
		t.Errorf("the slider says %q", said)
	}
}

// Undo takes changes back one by one, a preset sets the knobs and says what it
// shows, and the defaults come back at once.
func TestUndoPresetsAndDefaults(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=heat&autoload")
	b.do(`await until(() => document.querySelector('.controls .try'));
		const asks = () => String(new URLSearchParams(location.search)).replace(/lab=heat&?/, '').replace(/&?autoload=/, '');
		const button = (text) => [...document.querySelectorAll('.tools button')].find((e) => e.textContent === text);
		const give = (selector, value) => {
			const input = document.querySelector(selector);
			input.value = value;
			input.dispatchEvent(new Event('change'));
		};
		const becomes = (want) => until(() => asks() === want, 10).catch(() => { throw new Error(asks() + ', not ' + want); });
		if (!button('Undo').disabled || !button('Defaults').disabled) throw new Error('there is something to take back');
		give('#knob-n', '64');
		await becomes('n=64');
		give('#knob-profile', 'noise');
		await becomes('n=64&profile=noise');
		const [first] = document.querySelectorAll('.try button');
		if (!/explodes/.test(first.textContent)) throw new Error('the list says ' + first.textContent);
		document.querySelector('.try').open = true;
		first.click();
		await becomes('r=0.51');
		if (first.getAttribute('aria-pressed') !== 'true' || document.activeElement.textContent !== first.querySelector('strong').textContent) throw new Error('the list stays');
		if (!/explodes/.test(document.querySelector('.about').textContent)) throw new Error(document.querySelector('.about').textContent);
		button('Undo').click();
		await becomes('n=64&profile=noise');
		button('Undo').click();
		await becomes('n=64');
		button('Defaults').click();
		await becomes('');
		button('Undo').click();
		await becomes('n=64');
		button('Undo').click();
		await becomes('');
		await until(() => button('Undo').disabled && button('Defaults').disabled);`)
	b.quiet()
}

// The shift of a typed system is turned as the parameter itself, a refused text has
// a caret under the place, and another system takes along what belongs to it.
func TestTypedSystem(t *testing.T) {
	t.Parallel()
	b := newTab(t)
	b.open(site + "lab.html?lab=stability&autoload")
	const give = `const row = (name) => document.querySelector('#knob-' + name).closest('.knob');
		const give = (name, value) => {
			const input = document.querySelector('#knob-' + name);
			input.value = value;
			input.dispatchEvent(new Event('change'));
		};
		await until(() => document.querySelector('#knob-typed'));`
	b.do(give + `await until(() => row('typed').hidden && row('shift').innerText.includes('δ'));
		give('shift', '0.5');
		await until(() => Math.abs(new URLSearchParams(location.search).get('shift') - 0.2 / 3.7) < 1e-9);
		give('system', 'typed');
		await until(() => !row('typed').hidden && !location.search.includes('shift'));`)
	place := ask[string](b, give+`document.querySelector('#knob-typed').focus();
		give('typed', "x' = y, y' = -sin(x) - c*(y; c = 0.2");
		await until(() => row('typed').querySelector('.error').textContent);
		return row('typed').querySelector('.place').textContent;`)
	if text, caret, _ := strings.Cut(place, "\n"); !strings.HasPrefix(text[strings.IndexByte(caret, '^'):], ";") {
		t.Errorf("the caret is at another place:\n%s", place)
	}
	b.do(give + `document.querySelector('#knob-typed').dispatchEvent(new FocusEvent('focusout', {bubbles: true}));
		await until(() => !row('typed').querySelector('.error').textContent && !document.querySelector('#knob-typed').value.includes('*('));`)
}
