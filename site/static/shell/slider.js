// Between the places of a slider, 0 to steps, and the values of a knob: equal
// differences, or equal ratios where the knob asks for that.

import {h, put} from './dom.js';
import {parseNumber} from './numbers.js';

/** @import {Knob} from '../labs.js' */

const logPlaces = 200; // of a slider in equal ratios

/**
 * A slider that acts while it is dragged. It says the value that it stands at in
 * the words of the field beside it.
 * @param {string} label
 * @param {(text: string) => void} enter
 * @param {() => void} reset
 */
export function sliderOf(label, enter, reset) {
  const element = h('input', {type: 'range', min: '0', step: '1', title: 'Double-click for the default'});
  /** @type {Knob} */
  let turned;
  element.addEventListener('input', () => enter(value(turned, Number(element.value))));
  element.addEventListener('dblclick', reset);
  const slider = {
    element,
    /** @param {string} text */
    name: (text) => element.setAttribute('aria-label', `${text}, slider`),
    /** @type {(knob: Knob, text: string, words: string) => void} */
    move(knob, text, words) {
      turned = knob;
      put(element, 'max', String(steps(knob)));
      const place = fraction(knob, text);
      if (Number.isFinite(place)) put(element, 'value', String(place));
      element.setAttribute('aria-valuetext', `${words} ${knob.unit}`.trim());
    },
  };
  slider.name(label);
  return slider;
}

/** @param {Knob} knob */
const stepOf = (knob) => knob.step || (knob.kind === 'int' ? 1 : (knob.max - knob.min) / 100);

/**
 * How many places above the lowest the slider has.
 * @param {Knob} knob
 */
export function steps(knob) {
  return knob.log ? logPlaces : Math.round((knob.max - knob.min) / stepOf(knob));
}

/**
 * The place of a value, rounded to a place there is; NaN where the text is no
 * value.
 * @param {Knob} knob
 * @param {string} text
 */
export function fraction(knob, text) {
  const v = knob.kind === 'size' ? parseSize(text) : parseNumber(text);
  const {min, max} = knob;
  const part = knob.log ? Math.log(v / min) / Math.log(max / min) : (v - min) / (max - min);
  return Math.round(part * steps(knob));
}

/**
 * The value at a place, as short a text as tells it from its neighbours.
 * @param {Knob} knob
 * @param {number} place
 */
export function value(knob, place) {
  if (place >= steps(knob)) return written(knob, knob.max);
  if (knob.log) {
    const v = knob.min * (knob.max / knob.min) ** (place / steps(knob));
    return written(knob, knob.kind === 'float' ? Number(v.toPrecision(3)) : Math.round(v));
  }
  return written(knob, Number((knob.min + place * stepOf(knob)).toPrecision(9)));
}

/** @type {(knob: Knob, v: number) => string} */
const written = (knob, v) => (knob.kind === 'size' ? sizeText(v) : String(v));

const units = new Map([
  ['gib', 2 ** 30],
  ['mib', 2 ** 20],
  ['kib', 2 ** 10],
  ['gb', 1e9],
  ['mb', 1e6],
  ['kb', 1e3],
  ['b', 1],
  ['', 1],
]);

/**
 * Reads 64MB, 1.5 GB, 512KiB or 1000000; NaN is none of these. The engine reads
 * sizes in the same way (core/lab/size.go).
 * @param {string} text
 */
export function parseSize(text) {
  const [, number, unit] = /^\s*([\d.]+)\s*([kmg]?i?b|)\s*$/i.exec(text) ?? [];
  return Number(number) * (units.get(unit?.toLowerCase()) ?? NaN);
}

/**
 * Two digits are enough for a budget: 64MB.
 * @param {number} v
 */
function sizeText(v) {
  if (v === 2 ** 32) return '4GiB';
  for (const unit of ['GB', 'MB', 'kB']) {
    const size = units.get(unit.toLowerCase()) ?? 1;
    if (v >= size) return `${Number((v / size).toPrecision(2))}${unit}`;
  }
  return `${Number(v.toPrecision(2))}B`;
}
