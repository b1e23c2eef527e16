// One row of controls for each kind of knob. show gives a row the value that the
// engine has; send asks for another one.
import {isOn} from '../settings.js';
import {h, put} from './dom.js';
import {fraction, steps, value} from './slider.js';

/**
 * @import {Knob} from '../labs.js'
 *
 * The control of a knob.
 * @typedef {object} Row
 * @property {HTMLElement} element
 * @property {HTMLInputElement | HTMLSelectElement} input
 * @property {(text: string) => void} show
 * @property {(file: File) => void} [take] takes a file that was dropped elsewhere
 *
 * Makes a row; complain says what is wrong with a value, '' that nothing is.
 * @typedef {(knob: Knob, id: string, send: (text: string) => void, complain: (message: string) => void) => Row} MakeRow
 */

/** @type {(knob: Knob, id: string) => HTMLLabelElement} */
const labelOf = (knob, id) => h('label', {htmlFor: id, textContent: knob.label});

/**
 * A field that shows a text which is entered or shown from outside; what is being
 * typed, or is wrong, stays.
 * @param {HTMLInputElement} input
 */
function textField(input) {
  let shown = '';
  return {
    get shown() {
      return shown;
    },
    /** @param {string} text */
    write(text) {
      input.value = shown = text;
    },
    /** @param {string} text */
    takes(text) {
      const typing = document.activeElement === input && input.value !== shown;
      return text !== shown && !typing && input.getAttribute('aria-invalid') !== 'true';
    },
  };
}

/**
 * Label and number in one line, the slider below. The slider acts while it is
 * dragged, the number when it is entered; a double click gives the default.
 * @type {MakeRow}
 */
export function numberRow(knob, id, send) {
  const inputMode = knob.kind === 'size' || knob.min < 0 ? 'text' : 'decimal'; // some keypads have no minus
  const input = h('input', {id, type: 'text', inputMode, className: 'number', spellcheck: false});
  const unit = h('span', {className: 'unit', textContent: knob.unit});
  const element = h('div', {className: 'knob'}, labelOf(knob, id), h('span', {className: 'entry'}, input, unit));
  const field = textField(input);
  /** @param {string} text */
  const enter = (text) => {
    write(text);
    send(text);
  };
  const slider = knob.kind === 'seed' ? null : sliderOf(knob, enter);
  /** @param {string} text */
  const write = (text) => {
    field.write(text);
    slider?.move(text);
  };
  if (slider) element.append(slider.element);
  input.addEventListener('change', () => enter(input.value.trim()));
  return {
    input,
    element,
    show(text) {
      if (field.takes(text)) write(text);
    },
  };
}

/**
 * @param {Knob} knob
 * @param {(text: string) => void} enter
 */
function sliderOf(knob, enter) {
  const element = h('input', {
    type: 'range',
    min: '0',
    max: String(steps(knob)),
    step: '1',
    'aria-label': `${knob.label}, slider`,
    title: 'Double-click for the default',
  });
  element.addEventListener('input', () => enter(value(knob, Number(element.value))));
  element.addEventListener('dblclick', () => enter(knob.default));
  /** @param {string} text */
  const move = (text) => {
    const place = fraction(knob, text);
    if (Number.isFinite(place)) put(element, 'value', String(place));
    element.setAttribute('aria-valuetext', `${text} ${knob.unit}`.trim());
  };
  return {element, move};
}

/**
 * A line of text, taken over with Enter or when it is left, and a list of
 * examples to begin with.
 * @type {MakeRow}
 */
export function lineRow(knob, id, send) {
  const input = h('input', {
    id,
    type: 'text',
    className: 'line-of-text',
    maxLength: knob.max,
    spellcheck: false,
    autocapitalize: 'off',
  });
  const element = h('div', {className: 'knob'}, labelOf(knob, id));
  const field = textField(input);
  /** @param {string} text */
  const enter = (text) => {
    field.write(text);
    send(text);
  };
  input.addEventListener('change', () => enter(input.value.trim()));
  input.addEventListener('keydown', (e) => {
    if (e.key === 'Enter' && input.value === field.shown) send(field.shown);
  });
  if (knob.choices?.length) element.append(examples(knob, knob.choices, enter));
  element.append(input);
  return {
    input,
    element,
    show(text) {
      if (field.takes(text)) field.write(text);
    },
  };
}

/** @param {string} text */
const option = (text, value = text) => h('option', {value, textContent: text});

/** @type {(knob: Knob, choices: string[], enter: (text: string) => void) => HTMLSelectElement} */
function examples(knob, choices, enter) {
  const attributes = {className: 'examples', 'aria-label': `${knob.label}, examples`};
  const list = h('select', attributes, option('Examples', ''), ...choices.map((c) => option(c)));
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
  return {input, element, show: (text) => put(input, 'checked', isOn(text))};
}

/** @type {MakeRow} */
export function choiceRow(knob, id, send) {
  const input = h('select', {id}, ...(knob.choices ?? []).map((c) => option(c)));
  input.addEventListener('change', () => send(input.value));
  const element = h('div', {className: 'knob'}, labelOf(knob, id), input);
  return {
    input,
    element,
    show(text) {
      if (document.activeElement !== input) put(input, 'value', text);
    },
  };
}
