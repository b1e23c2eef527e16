// The controls, made from what the lab declares: a slider with a number that
// can be typed, a switch, or a list of choices, each with a line of help and
// room for what the engine says against a value.
import {h, put, say} from './dom.js';
import {latest} from './pace.js';
import {fraction, steps, value} from './slider.js';

export class Knobs {
  element = h('form', {className: 'knobs', noValidate: true, autocomplete: 'off'});
  #rows = new Map();

  /** set(values) changes settings and rejects with {message, knob}. */
  constructor(lab, seed, set) {
    this.element.addEventListener('submit', (e) => e.preventDefault());
    for (const knob of [...lab.knobs, seed]) {
      const row = makeRow(knob, latest(async (values) => {
        try {
          await set(values);
          this.clear(knob.name);
        } catch (e) {
          this.complain(e.knob ?? knob.name, e.message, knob.name);
        }
      }));
      this.#rows.set(knob.name, row);
      this.element.append(row.element);
    }
  }

  /** Shows the settings as they are; what is being typed stays. */
  show(settings) {
    for (const [name, row] of this.#rows) {
      if (name in settings) row.show(String(settings[name]));
    }
  }

  /** Says beside a control what is wrong; the control that was moved takes the
      message where the named one does not exist. Returns false if neither does. */
  complain(name, message, moved) {
    const row = this.#rows.get(name) ?? this.#rows.get(moved);
    row?.complain(message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message);
    return row !== undefined;
  }

  clear(name) { this.#rows.get(name)?.complain(''); }
  clearAll() { for (const name of this.#rows.keys()) this.clear(name); }
}

function makeRow(knob, send) {
  const make = {bool: switchRow, choice: choiceRow}[knob.kind] ?? numberRow;
  const id = `knob-${knob.name}`;
  const error = h('p', {className: 'error', id: `${id}-error`, role: 'alert'});
  const help = h('p', {className: 'help', id: `${id}-help`, textContent: knob.help});
  const row = make(knob, id, (v) => send({[knob.name]: v}));
  row.input.setAttribute('aria-describedby', `${id}-help ${id}-error`);
  row.element.append(help, error);
  row.complain = (message) => {
    say(error, message);
    row.input.setAttribute('aria-invalid', String(message !== ''));
    row.wrong = message !== '';
  };
  row.show(knob.default);
  return row;
}

// Label and number in one line, the slider below. The slider acts while it is
// dragged, the number when it is entered; a double click gives the default.
function numberRow(knob, id, send) {
  const input = h('input', {id, type: 'text', inputMode: 'decimal', className: 'number', spellcheck: false});
  const label = h('label', {htmlFor: id, textContent: knob.label});
  const unit = h('span', {className: 'unit', textContent: knob.unit});
  const row = {input, element: h('div', {className: 'knob'}, label, h('span', {className: 'entry'}, input, unit))};
  let shown = '';
  let slider = null;
  const move = (text) => { if (slider && Number.isFinite(Number(text))) put(slider, 'value', String(fraction(knob, Number(text)))); };
  row.show = (text) => {
    const typing = document.activeElement === input && input.value !== shown;
    if (text === shown || typing || row.wrong) return;
    shown = input.value = text;
    move(text);
    slider?.setAttribute('aria-valuetext', `${text} ${knob.unit}`.trim());
  };
  const enter = (text) => { input.value = shown = text; move(text); send(text); };
  input.addEventListener('change', () => enter(input.value.trim()));
  if (knob.kind !== 'seed') {
    slider = h('input', {type: 'range', min: '0', max: String(steps(knob)), step: '1', 'aria-label': `${knob.label}, slider`, title: 'Double-click for the default'});
    slider.addEventListener('input', () => enter(value(knob, Number(slider.value))));
    slider.addEventListener('dblclick', () => enter(knob.default));
    row.element.append(slider);
  }
  return row;
}

function switchRow(knob, id, send) {
  const input = h('input', {id, type: 'checkbox', role: 'switch', className: 'switch'});
  input.addEventListener('change', () => send(input.checked ? 'on' : 'off'));
  const element = h('div', {className: 'knob'}, h('label', {htmlFor: id, textContent: knob.label}), input);
  return {input, element, show: (text) => put(input, 'checked', text === 'on' || text === 'true')};
}

function choiceRow(knob, id, send) {
  const input = h('select', {id}, ...knob.choices.map((c) => h('option', {value: c, textContent: c})));
  input.addEventListener('change', () => send(input.value));
  const element = h('div', {className: 'knob'}, h('label', {htmlFor: id, textContent: knob.label}), input);
  return {input, element, show: (text) => { if (document.activeElement !== input) put(input, 'value', text); }};
}
