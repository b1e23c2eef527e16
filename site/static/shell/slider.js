// Between the places of a slider, 0 to steps, and the values of a knob: equal
// differences, or equal ratios where the knob asks for that.

const fine = 200; // places of a slider without a step of its own

const stepOf = (knob) => knob.step || (knob.kind === 'int' ? 1 : (knob.max - knob.min) / 100);

/** How many places above the lowest the slider has. */
export function steps(knob) {
  return knob.log ? fine : Math.round((knob.max - knob.min) / stepOf(knob));
}

/** The place of a value, rounded to a place there is. */
export function fraction(knob, v) {
  const part = knob.log ? Math.log(v / knob.min) / Math.log(knob.max / knob.min) : (v - knob.min) / (knob.max - knob.min);
  return Number.isFinite(part) ? Math.round(part * steps(knob)) : 0;
}

/** The value at a place, as short a text as tells it from its neighbours. */
export function value(knob, place) {
  if (place >= steps(knob)) return String(knob.max);
  if (knob.log) {
    const v = knob.min * (knob.max / knob.min) ** (place / steps(knob));
    return String(knob.kind === 'int' ? Math.round(v) : Number(v.toPrecision(3)));
  }
  return String(Number((knob.min + place * stepOf(knob)).toPrecision(9)));
}
