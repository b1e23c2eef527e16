// One row of controls for each kind of knob. show gives a row the value that the
// engine has; send asks for another one and resolves to whether it was taken.
import {isOn} from '../settings.js';
import {h, put, say} from './dom.js';
import {sliderOf} from './slider.js';
import {typed} from './numbers.js';
import {dialOf} from './dial.js';
import {TypedEcho} from './echo.js';

/**
 * @import {Knob} from '../labs.js'
 * @import {Echo, Scale} from '../protocol.js'
 *
 * The control of a knob.
 * @typedef {object} Row
 * @property {HTMLElement} element
 * @property {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} input
 * @property {(text: string) => void} show
 * @property {() => boolean} busy a value that is being entered is not shown over
 * @property {(text: string) => string} read a value as people read it
 * @property {(scale: Scale) => void} [rescale] what its values stand for
 * @property {(file: File) => void} [take] takes a file that was dropped elsewhere
 *
 * @typedef {(text: string) => Promise<boolean>} Send
 *
 * What is understood of a text: null where the lab does not say, undefined while
 * nobody is there to ask.
 * @typedef {(text: string) => Promise<Echo | null | undefined>} Ask
 *
 * Makes a row; complain says what is wrong with a value, '' that nothing is.
 * @typedef {(knob: Knob, id: string, send: Send, complain: (message: string) => void, ask: Ask) => Row} MakeRow
 */

/** @type {(knob: Knob, id: string) => HTMLLabelElement} */
const labelOf = (knob, id) => h('label', {htmlFor: id, textContent: knob.label});

/**
 * A field for text: what is being typed stays until it is entered.
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {(text: string) => void} enter
 */
function field(input, enter) {
  let shown = '';
  const begun = () => input.value !== shown;
  const done = () => enter(input.value.trim());
  input.addEventListener('change', done);
  input.addEventListener('keydown', (e) => {
    const key = /** @type {KeyboardEvent} */ (e);
    if (key.key !== 'Enter' || key.shiftKey || key.isComposing) return;
    if (input instanceof HTMLTextAreaElement) key.preventDefault();
    if (!begun() || input instanceof HTMLTextAreaElement) done();
  });
  return {
    /** @param {string} text */
    write(text) {
      shown = text;
      put(input, 'value', text);
      if (input instanceof HTMLTextAreaElement) shown = input.value; // line ends are its own
    },
    busy: () => document.activeElement === input && begun(),
  };
}

/**
 * Label and number in one line, the slider below. The slider acts while it is
 * dragged, the number when it is entered; a double click gives the default.
 * @type {MakeRow}
 */
export function numberRow(knob, id, send, complain) {
  const inputMode = knob.kind === 'size' || knob.min < 0 ? 'text' : 'decimal'; // some keypads have no minus
  const input = h('input', {id, type: 'text', inputMode, className: 'number', spellcheck: false});
  const unit = h('span', {className: 'unit', textContent: knob.unit});
  const label = labelOf(knob, id);
  const element = h('div', {className: 'knob'}, label, h('span', {className: 'entry'}, input, unit));
  let dial = dialOf(knob);
  /** @param {string} text of the dial */
  const enter = (text) => {
    const value = dial.toKnob(text);
    if (value === null) return complain(`“${text}” is not allowed; give ${dial.allowed}`);
    show(value);
    send(value);
  };
  const text = field(input, enter);
  const slider = knob.kind === 'seed' ? null : sliderOf(knob.label, enter, () => enter(dial.read(knob.default)));
  /** @param {string} value */
  const show = (value) => {
    text.write(typed(dial.knob, dial.read(value)));
    slider?.move(dial.knob, dial.read(value), input.value);
  };
  if (slider) element.append(slider.element);
  return {
    input,
    element,
    show,
    busy: text.busy,
    read: (value) => `${typed(dial.knob, dial.read(value))} ${dial.knob.unit}`.trim(),
    rescale(scale) {
      dial = dialOf(knob, scale);
      say(label, dial.knob.label);
      slider?.name(dial.knob.label);
    },
  };
}

/**
 * A text, taken over with Enter or when it is left, with as many lines of room as
 * it needs, and a list of examples to begin with.
 * @type {MakeRow}
 */
export function lineRow(knob, id, send, _complain, ask) {
  const input = h('textarea', {
    id,
    rows: Math.max(1, knob.rows),
    className: 'written',
    maxLength: knob.max,
    spellcheck: false,
    autocapitalize: 'off',
  });
  const element = h('div', {className: 'knob choice'}, labelOf(knob, id));
  /** @param {string} value */
  const enter = (value) => {
    text.write(value);
    send(value);
  };
  const text = field(input, enter);
  if (knob.choices?.length) element.append(examples(knob, enter));
  const echo = new TypedEcho(ask);
  element.append(input, echo.element);
  input.addEventListener('input', () => echo.hear(input.value));
  /** @param {string} value */
  const show = (value) => {
    text.write(value);
    echo.hear(value);
  };
  return {input, element, show, busy: text.busy, read: (value) => `“${value}”`};
}

/** @type {(value: string, label: string, hint?: string) => HTMLOptionElement} */
const option = (value, label, hint = '') => h('option', {value, textContent: label, title: hint});

/** @param {Knob} knob */
const options = (knob) => (knob.choices ?? []).map((c, i) => option(c, knob.labels?.[i] ?? c, knob.hints?.[i]));

/** @type {(knob: Knob, enter: (text: string) => void) => HTMLSelectElement} */
function examples(knob, enter) {
  const attributes = {className: 'examples', 'aria-label': `${knob.label}, examples`};
  const list = h('select', attributes, option('', 'Examples'), ...options(knob));
  list.addEventListener('change', () => {
    if (list.value) enter(list.value);
    list.value = '';
  });
  return list;
}

/** @type {MakeRow} */
export function switchRow(knob, id, send) {
  const input = h('input', {id, type: 'checkbox', role: 'switch', className: 'switch'});
  input.addEventListener('change', () => send(input.checked ? 'on' : 'off'));
  const element = h('div', {className: 'knob'}, labelOf(knob, id), input);
  return {
    input,
    element,
    show: (text) => put(input, 'checked', isOn(text)),
    busy: () => false,
    read: (text) => (isOn(text) ? 'on' : 'off'),
  };
}

/** @type {MakeRow} */
export function choiceRow(knob, id, send) {
  const input = h('select', {id}, ...options(knob));
  input.addEventListener('change', () => send(input.value));
  const element = h('div', {className: 'knob choice'}, labelOf(knob, id), input);
  return {
    input,
    element,
    show: (text) => put(input, 'value', text),
    busy: () => false,
    read: (text) => `“${knob.labels?.[knob.choices?.indexOf(text) ?? -1] ?? text}”`,
  };
}
