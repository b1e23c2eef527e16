// The checks, a table: what was measured, the truth, by how much the two may
// differ, and how the truth is known. One that fails is not hidden.
import {h, put, say} from './dom.js';
import {plain} from './numbers.js';

/**
 * @import {Check} from '../protocol.js'
 *
 * @typedef {'waits' | 'holds' | 'fails'} Verdict
 * @typedef {ReturnType<typeof makeRow>} Row
 */

const marks = {waits: '·', holds: '✓', fails: '✗'};
const words = {waits: 'not measured yet', holds: 'holds', fails: 'fails'};
const columns = ['Verdict', 'Check', 'Measured', 'Truth', 'Allowed', 'How the truth is known'];

export class Checks {
  element = h('section', {className: 'checks'});
  #heading = h('h2', {textContent: 'Checks'});
  #body = h('tbody', {role: 'rowgroup'});
  #table = h(
    'table',
    {role: 'table'},
    h('thead', {role: 'rowgroup'}, h('tr', {role: 'row'}, ...columns.map(heading))),
    this.#body,
  );
  /** @type {Row[]} */
  #rows = [];

  constructor() {
    const how = h('label', {className: 'how'}, h('input', {type: 'checkbox'}), ' how the truths are known');
    this.element.append(this.#heading, this.#table, how);
  }

  /**
   * @param {Check[]} checks
   * @param {boolean} final the run has ended, and what has no number will get none
   */
  show(checks, final) {
    say(this.#heading, summary(checks, final));
    put(this.#table, 'hidden', !checks.length);
    while (this.#rows.length < checks.length) this.#add();
    while (this.#rows.length > checks.length) this.#rows.pop()?.element.remove();
    checks.forEach((c, i) => fill(this.#rows[i], c, final));
  }

  #add() {
    const row = makeRow();
    this.#rows.push(row);
    this.#body.append(row.element);
  }
}

/** @param {string} name */
const heading = (name) => h('th', {scope: 'col', role: 'columnheader', textContent: name});

/**
 * Counts what holds, apart from what cannot but hold.
 * @param {Check[]} checks
 * @param {boolean} final
 */
function summary(checks, final) {
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

/**
 * What is not measured yet is neither right nor wrong.
 * @type {(check: Check, final: boolean) => Verdict}
 */
export const verdict = (c, final) => (c.pass ? 'holds' : c.measured === null && !final ? 'waits' : 'fails');

// The roles are said although the elements have them: styled as a grid, a table is
// no table to some readers.
function makeRow() {
  const cell = (/** @type {string} */ className) => h('td', {className, role: 'cell'});
  const [measured, truth, allowed, source] = ['measured', 'truth', 'allowed', 'source'].map(cell);
  const [sign, word] = [h('span', {'aria-hidden': 'true'}), h('span', {className: 'unseen'})];
  const name = h('th', {className: 'name', scope: 'row', role: 'rowheader'});
  const mark = h('td', {className: 'mark', role: 'cell'}, sign, word);
  const element = h('tr', {role: 'row'}, mark, name, measured, truth, allowed, source);
  return {element, sign, word, name, measured, truth, allowed, source};
}

/** @type {(row: Row, check: Check, final: boolean) => void} */
function fill(row, c, final) {
  const stands = verdict(c, final);
  put(row.element, 'className', stands);
  say(row.sign, marks[stands]);
  say(row.word, words[stands]);
  say(row.name, c.name);
  say(row.measured, c.measured === null ? (final ? 'no number' : '') : plain(c.measured, digits(c)));
  say(row.truth, `${c.bound ? {least: '≥\u00a0', most: '≤\u00a0'}[c.bound] : ''}${plain(c.truth, digits(c))}`);
  say(row.allowed, allowed(c));
  say(row.source, c.construction ? `by construction: ${c.source}` : c.source);
}

/** @param {Check} c */
function allowed(c) {
  if (c.construction || !(c.tolerance > 0)) return c.bound ? '' : 'exactly';
  return `${c.bound ? '' : '±\u00a0'}${plain(c.tolerance, 2)}${c.bound ? '\u00a0beyond' : ''}`;
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
