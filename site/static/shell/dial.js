// What a number control turns: its knob, or the quantity that the knob stands for
// in the run at present, such as a parameter of a system.
import {parseNumber, plain} from './numbers.js';

/**
 * @import {Knob} from '../labs.js'
 * @import {Scale} from '../protocol.js'
 *
 * @typedef {object} Dial
 * @property {Knob} knob with the name, unit and range of what is shown
 * @property {string} allowed
 * @property {(value: string) => string} read what is shown of the knob's value
 * @property {(text: string) => string | null} toKnob the value for what is entered, or null
 */

/**
 * @param {Knob} knob
 * @param {Scale} [scale]
 * @returns {Dial}
 */
export function dialOf(knob, scale) {
  if (!scale?.at.length) return {knob, allowed: knob.allowed, read: (value) => value, toKnob: (text) => text};
  const {at, values, name, unit} = scale;
  const [min, max] = [values[0], values[values.length - 1]];
  const shown = {...knob, label: name, unit, min, max, step: niceStep((max - min) / 200), log: false};
  return {
    knob: shown,
    allowed: `a number from ${plain(min)} to ${plain(max)}`,
    read: (value) => String(Number(between(at, values, Number(value)).toPrecision(12))),
    toKnob: (text) => {
      const v = parseNumber(text);
      return v >= min && v <= max ? String(between(values, at, v)) : null;
    },
  };
}

/**
 * The value at x of the straight lines through the points (from[i], to[i]).
 * @type {(from: number[], to: number[], x: number) => number}
 */
function between(from, to, x) {
  const i = Math.max(
    1,
    from.findIndex((v, k) => k > 0 && x <= v),
  );
  const [a, b] = [from[i - 1], from[i]];
  return x === b ? to[i] : to[i - 1] + ((to[i] - to[i - 1]) * (x - a)) / (b - a);
}

/**
 * The largest of 1, 2 and 5 times a power of ten that is no more than v.
 * @param {number} v
 */
function niceStep(v) {
  const power = 10 ** Math.floor(Math.log10(v));
  return (v >= 5 * power ? 5 : v >= 2 * power ? 2 : 1) * power;
}
