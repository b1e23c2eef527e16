// Between the places of a slider, 0 to steps, and the values of a knob: equal
// differences, or equal ratios where the knob asks for that.

const fine = 200; // places of a slider without a step of its own

const stepOf = (knob) => knob.step || (knob.kind === 'int' ? 1 : (knob.max - knob.min) / 100);

/** How many places above the lowest the slider has. */
export function steps(knob) {
  return knob.log ? fine : Math.round((knob.max - knob.min) / stepOf(knob));
}

/** The place of a value, given as text, rounded to a place there is; NaN where
    the text is no value. */
export function fraction(knob, text) {
  const v = knob.kind === 'size' ? parseSize(text) : Number(text);
  const part = knob.log
    ? Math.log(v / knob.min) / Math.log(knob.max / knob.min)
    : (v - knob.min) / (knob.max - knob.min);
  return Math.round(part * steps(knob));
}

/** The value at a place, as short a text as tells it from its neighbours. */
export function value(knob, place) {
  if (place >= steps(knob)) return written(knob, knob.max);
  if (knob.log) {
    const v = knob.min * (knob.max / knob.min) ** (place / steps(knob));
    return written(knob, knob.kind === 'float' ? Number(v.toPrecision(3)) : Math.round(v));
  }
  return written(knob, Number((knob.min + place * stepOf(knob)).toPrecision(9)));
}

const written = (knob, v) => (knob.kind === 'size' ? sizeText(v) : String(v));

const units = {gib: 2 ** 30, mib: 2 ** 20, kib: 2 ** 10, gb: 1e9, mb: 1e6, kb: 1e3, b: 1, '': 1};

/** Reads 64MB, 1.5 GB, 512KiB or 1000000; NaN is none of these. */
export function parseSize(text) {
  const [, number, unit] = /^\s*([\d.]+)\s*([kmg]?i?b|)\s*$/i.exec(text) ?? [];
  return Number(number) * units[unit?.toLowerCase()];
}

// Two digits are enough for a budget: 64MB.
function sizeText(v) {
  const [name, unit] = [
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
  ].find(([, u]) => v >= u) ?? ['B', 1];
  return v === 2 ** 32 ? '4GiB' : `${Number((v / unit).toPrecision(2))}${name}`;
}
