// The checks, each a sentence: what was measured, the truth and where it comes
// from, and by how much they differ. One that fails is not hidden.
import {h, put, say} from './dom.js';
import {plain} from './numbers.js';

/** @import {Check} from '../protocol.js' */

/** @typedef {ReturnType<typeof makeRow>} Row */

export class Checks {
  element = h('section', {className: 'checks'});
  #heading = h('h2', {textContent: 'Checks'});
  #list = h('ul');
  /** @type {Row[]} */
  #rows = [];

  constructor() {
    this.element.append(this.#heading, this.#list);
  }

  /**
   * @param {Check[]} checks
   * @param {boolean} final the run has ended, and what has no number will get none
   */
  show(checks, final) {
    say(this.#heading, heading(checks, final));
    while (this.#rows.length < checks.length) this.#add();
    while (this.#rows.length > checks.length) this.#rows.pop()?.item.remove();
    checks.forEach((c, i) => fill(this.#rows[i], c, final));
  }

  #add() {
    const row = makeRow();
    this.#rows.push(row);
    this.#list.append(row.item);
  }
}

/**
 * Counts what holds, apart from what cannot but hold.
 * @param {Check[]} checks
 * @param {boolean} final
 */
function heading(checks, final) {
  const measured = checks.filter((c) => !c.construction);
  const certain = checks.filter((c) => c.construction && (final || c.measured !== null));
  if (!checks.length) return `Checks: none${final ? '' : ' yet'}`;
  const parts = [];
  if (measured.length) parts.push(`${score(measured)} hold${final ? '' : ' so far'}`);
  if (certain.length) parts.push(`${certain.every((c) => c.pass) ? certain.length : score(certain)} by construction`);
  return `Checks: ${parts.join(', ')}`;
}

/** @param {Check[]} checks */
const score = (checks) => `${checks.filter((c) => c.pass).length} of ${checks.length}`;

function makeRow() {
  const [name, measured] = [h('span'), h('b')];
  const rest = h('span', {className: 'rest'});
  const mark = h('span', {className: 'mark'});
  return {name, measured, rest, mark, item: h('li', {}, name, measured, rest, mark)};
}

/** @type {(row: Row, check: Check, final: boolean) => void} */
function fill(row, c, final) {
  const waits = c.measured === null && !final;
  put(row.item, 'className', waits ? 'waits' : c.pass ? 'holds' : 'fails');
  say(row.mark, waits ? '' : c.pass ? '\u00a0✓\u00a0holds' : '\u00a0✗\u00a0fails');
  say(row.name, waits ? `${c.name}: ` : `${c.name} = `);
  say(row.measured, waits ? 'not measured yet' : plain(c.measured, digits(c)));
  say(row.rest, c.construction ? ` · by construction: ${c.source}` : c.bound ? bounded(c) : compared(c));
}

/** @param {Check} c */
function compared(c) {
  const truth = plain(c.truth, digits(c));
  return ` · truth\u00a0${truth} (${c.source})${off(c)} ·\u00a0allowed\u00a0${plain(c.tolerance, 2)}`;
}

/**
 * A truth that is a bound: "least" or "most".
 * @param {Check} c
 */
function bounded(c) {
  const slack = c.tolerance > 0 ? ` ·\u00a0allowed\u00a0${plain(c.tolerance, 2)} more` : '';
  return ` · at\u00a0${c.bound}\u00a0${plain(c.truth, digits(c))} (${c.source})${slack}`;
}

/** @param {Check} c */
function off(c) {
  if (c.measured === null || c.truth === null) return '';
  return ` ·\u00a0off\u00a0by\u00a0${plain(Math.abs(c.measured - c.truth), 2)}`;
}

/**
 * As many digits as agree with the truth, and two more: at least 3, at most 10.
 * @param {Check} c
 */
function digits({measured, truth}) {
  if (measured === null) return 10;
  const size = Math.abs(truth ?? 0);
  const gap = Math.abs(measured - (truth ?? 0));
  if (!(size > 0)) return 3;
  if (!(gap > 0)) return 10;
  return Math.min(10, Math.max(3, Math.ceil(Math.log10(size / gap)) + 2));
}
