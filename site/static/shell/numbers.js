// Numbers as a reader wants them: 0.4, −12.50, 1.2 × 10⁻⁹.

const thin = '\u202f'; // no line ends there
const times = '\u00a0×\u00a0'; // a number is never broken
const raised = {'-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹'};
const raise = (n) => String(n).replace(/./g, (c) => raised[c]);
const minus = (text) => text.replace('-', '−');

/** v with that many significant digits; null is what JSON has no number for. */
export function number(v, digits = 4) {
  if (v === null || v === undefined || Number.isNaN(v)) return 'not a number';
  if (!Number.isFinite(v)) return v > 0 ? '∞' : '−∞';
  if (v === 0) return '0';
  const [mantissa, power] = v.toExponential(digits - 1).split('e');
  const p = Number(power);
  if (p < -3 || p > 5) return `${minus(mantissa)}${times}10${raise(p)}`;
  return minus(v.toFixed(Math.max(0, digits - 1 - p)));
}

/** As number, without what says nothing: 1, not 1.000000, and 10⁻⁹, not 1.0 × 10⁻⁹. */
export function plain(v, digits = 4) {
  return number(v, digits)
    .replace(/(\.\d*?)0+(?=\D|$)/, '$1')
    .replace(/\.(?=\D|$)/, '')
    .replace(`1${times}`, (m, at, all) => (/\d|\./.test(all[at - 1] ?? '') ? m : ''));
}

/** A whole count in groups of three: 12 400. */
export function count(n) {
  return String(n).replace(/\B(?=(\d{3})+$)/g, thin);
}

/** A size of memory: 512 B, 2.00 kB, 1.05 MB. */
export function bytes(n) {
  const units = ['B', 'kB', 'MB', 'GB'];
  let u = 0;
  for (; n >= 1000 && u < units.length - 1; u++) n /= 1000;
  return `${u === 0 ? n : number(n, 3)}${thin}${units[u]}`;
}

/** A text from the engine with its numbers and their units kept whole. */
export function whole(text) {
  return text
    .replaceAll('\u2009', thin)
    .replaceAll(' × 10', `${times}10`)
    .replace(/(\d) (?=(?:meV|eV|ps|fs|K|ε|σ|[kMG]?B|ms|s|%)(?![\w]))/g, '$1\u00a0')
    .replaceAll('meV/Å', 'meV/\u2060Å');
}

/** A time to wait, as roughly as it is known. */
export function duration(seconds) {
  if (seconds < 1.5) return 'about a second';
  if (seconds < 100) return `about ${Math.round(seconds)}${thin}s`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)}${thin}min`;
  return `about ${number(seconds / 3600, 2)}${thin}h`;
}
