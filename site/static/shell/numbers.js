// Numbers as a reader wants them: 0.4, −12.50, 1.2 × 10⁻⁹. core/lab/format.go
// writes those of the engine in the same way.

/**
 * @import {Knob} from '../labs.js'
 * @import {Maybe} from '../protocol.js'
 */

const thin = '\u202f'; // no line ends there
const times = '\u00a0×\u00a0'; // a number is never broken
const minus = (/** @type {string} */ text) => text.replace('-', '−');
const raise = (/** @type {number} */ n) =>
  [...String(n)].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');

/**
 * v with that many significant digits; null is what JSON has no number for.
 * @param {Maybe | undefined} v
 */
export function number(v, digits = 4) {
  if (v === null || v === undefined || Number.isNaN(v)) return 'not a number';
  if (!Number.isFinite(v)) return v > 0 ? '∞' : '−∞';
  if (v === 0) return '0';
  const [mantissa, power] = v.toExponential(digits - 1).split('e');
  const p = Number(power);
  if (p < -3 || p > 5) return `${minus(mantissa)}${times}10${raise(p)}`;
  return minus(v.toFixed(Math.max(0, digits - 1 - p)));
}

/**
 * As number, without what says nothing: 1, not 1.000000, and 10⁻⁹, not 1.0 × 10⁻⁹.
 * @param {Maybe | undefined} v
 */
export function plain(v, digits = 4) {
  return number(v, digits)
    .replace(/(\.\d*?)0+(?=\D|$)/, '$1')
    .replace(/\.(?=\D|$)/, '')
    .replace(new RegExp(`(?<![\\d.])1${times}`), '');
}

/**
 * A whole count in groups of three: 12 400.
 * @param {number} n
 */
export function count(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, thin);
}

/**
 * A number of things: 1 point, 2 points.
 * @param {number} n
 * @param {string} what
 */
export const counted = (n, what) => `${count(n)} ${what}${n === 1 ? '' : 's'}`;

/**
 * A knob's value as one writes it in a field: 1 048 576, −0.5, 64 MB. The engine
 * reads it so.
 * @type {(knob: Knob, text: string) => string}
 */
export function typed(knob, text) {
  if (knob.kind === 'size') return text.replace(/(\d)(?=[kMGB])/, '$1 ');
  const v = Number(text);
  if (text === '' || !Number.isFinite(v)) return text;
  const [whole, part] = minus(String(v)).split('.');
  if (/e/.test(whole + part)) return minus(text);
  const grouped = /\d{5}/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, ' ') : whole;
  return part ? `${grouped}.${part}` : grouped;
}

/**
 * Reads what typed writes; NaN is no number.
 * @param {string} text
 */
export function parseNumber(text) {
  const plain = text.replace('−', '-').replace(/\s/g, '');
  return plain === '' ? NaN : Number(plain);
}

/**
 * A size of memory: 512 B, 2.00 kB, 1.05 MB.
 * @param {number} n
 */
export function bytes(n) {
  const units = ['B', 'kB', 'MB', 'GB'];
  let u = 0;
  for (; n >= 1000 && u < units.length - 1; u++) n /= 1000;
  return `${u === 0 ? n : number(n, 3)}${thin}${units[u]}`;
}

/**
 * A time to wait, as roughly as it is known.
 * @param {number} seconds
 */
export function duration(seconds) {
  if (seconds < 1.5) return 'about a second';
  if (seconds < 100) return `about ${Math.round(seconds)}${thin}s`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)}${thin}min`;
  return `about ${number(seconds / 3600, 2)}${thin}h`;
}
