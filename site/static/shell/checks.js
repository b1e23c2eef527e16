// The checks, a table in two parts: what this run has come to, and what the method
// and its code are worth. Each row has what was measured, the truth, how that is
// known, by how much the two may differ, and whether it holds. One that fails is
// not hidden.
import {h, put, say} from './dom.js';
import {plain} from './numbers.js';

/**
 * @import {Check} from '../protocol.js'
 *
 * @typedef {keyof typeof words} Verdict
 * @typedef {ReturnType<typeof makeRow>} Row
 */

const words = {holds: '✓ holds', fails: '✗ fails', waits: 'not yet', lacks: 'not measured'};
const columns = ['What', 'Measured', 'Truth', 'How the truth is known', 'Allowed', 'Verdict'];

export class Checks {
  element = h('section', {className: 'checks'});
  #heading = h('h2', {textContent: 'Checks'});
  #run = new Part('This run');
  #method = new Part('The method');

  constructor() {
    const head = h(
      'tr',
      {role: 'row'},
      ...columns.map((name) => cell('th', 'columnheader', {scope: 'col', textContent: name})),
    );
    const table = h(
      'table',
      {role: 'table', 'aria-label': 'Checks'},
      h('thead', {role: 'rowgroup'}, head),
      this.#run.element,
      this.#method.element,
    );
    const how = h('label', {className: 'how'}, h('input', {type: 'checkbox'}), ' how the truths are known');
    this.element.append(this.#heading, table, how);
  }

  /**
   * @param {Check[]} checks
   * @param {boolean} final the run has ended, and what has no number will get none
   */
  show(checks, final) {
    put(this.element, 'className', checks.length ? 'checks' : 'checks none');
    say(this.#heading, checks.length ? 'Checks' : `Checks: none${final ? '' : ' yet'}`);
    this.#run.show(
      checks.filter((c) => c.of === 'run'),
      final,
    );
    this.#method.show(
      checks.filter((c) => c.of === 'method'),
      final,
    );
  }
}

// A part of the table, under a line that says how many of its checks hold.
class Part {
  element = h('tbody', {role: 'rowgroup', hidden: true});
  #score = cell('th', 'rowheader', {scope: 'rowgroup', colSpan: columns.length});
  #name;
  /** @type {Row[]} */
  #rows = [];

  /** @param {string} name */
  constructor(name) {
    this.#name = name;
  }

  /** @type {(checks: Check[], final: boolean) => void} */
  show(checks, final) {
    put(this.element, 'hidden', !checks.length);
    if (checks.length && !this.element.firstChild)
      this.element.append(h('tr', {role: 'row', className: 'part'}, this.#score));
    say(this.#score, `${this.#name}: ${score(checks, final)}`);
    while (this.#rows.length < checks.length) this.#add();
    while (this.#rows.length > checks.length) this.#rows.pop()?.element.remove();
    checks.forEach((c, i) => fill(this.#rows[i], c, final));
  }

  #add() {
    const row = makeRow();
    this.#rows.push(row);
    this.element.append(row.element);
  }
}

/**
 * What is not measured is neither right nor wrong.
 * @type {(check: Check, final: boolean) => Verdict}
 */
export const verdict = (c, final) => (c.known ? (c.pass ? 'holds' : 'fails') : final ? 'lacks' : 'waits');

/**
 * Counts what holds, and what has no verdict.
 * @type {(checks: Check[], final: boolean) => string}
 */
function score(checks, final) {
  const known = checks.filter((c) => c.known);
  const open = checks.length - known.length;
  const holding = known.filter((c) => c.pass).length;
  const parts = [];
  if (known.length)
    parts.push(
      `${holding === known.length ? holding : `${holding} of ${known.length}`} ${holding === 1 ? 'holds' : 'hold'}`,
    );
  if (open) parts.push(`${open} not measured${final ? '' : ' yet'}`);
  return parts.join(', ');
}

/**
 * A cell. Its role is said although the element has it: styled as a grid, a table is
 * no table to some readers.
 * @template {'td' | 'th'} K
 * @param {K} name
 * @param {string} role
 * @param {Partial<HTMLElementTagNameMap[K]>} properties
 */
function cell(name, role, properties) {
  const made = h(name);
  made.setAttribute('role', role);
  return Object.assign(made, properties);
}

function makeRow() {
  const name = cell('th', 'rowheader', {className: 'name', scope: 'row'});
  const [measured, truth, source, allowed, stands] = ['measured', 'truth', 'source', 'allowed', 'verdict'].map(
    (className) => cell('td', 'cell', {className}),
  );
  const element = h('tr', {role: 'row'}, name, measured, truth, source, allowed, stands);
  return {element, name, measured, truth, source, allowed, stands};
}

/** @type {(row: Row, check: Check, final: boolean) => void} */
function fill(row, c, final) {
  const stands = verdict(c, final);
  put(row.element, 'className', stands);
  say(row.stands, words[stands]);
  say(row.name, c.name);
  say(row.measured, c.known ? plain(c.measured, digits(c)) : '');
  say(row.truth, `${c.bound ? `at ${c.bound} ` : ''}${plain(c.truth, digits(c))}`);
  say(row.allowed, allowed(c));
  say(row.source, c.construction ? `by construction: ${c.source}` : c.source);
}

/**
 * How far what is measured may lie from the truth: "± 0.02"; beside a bound, where
 * it must stay: "down to 0.48".
 * @param {Check} c
 */
function allowed(c) {
  if (!(c.tolerance > 0)) return c.bound ? '' : 'exactly';
  const truth = c.truth ?? 0;
  if (c.bound === 'least') return `down to ${plain(truth - c.tolerance, 3)}`;
  if (c.bound === 'most') return `up to ${plain(truth + c.tolerance, 3)}`;
  return `±\u00a0${plain(c.tolerance, 2)}`;
}

/**
 * As many digits as agree with the truth, and two more: at least 3, at most 10.
 * @param {Check} c
 */
function digits({measured, truth, bound}) {
  if (bound) return 3;
  if (measured === null) return 10;
  const size = Math.abs(truth ?? 0);
  const gap = Math.abs(measured - (truth ?? 0));
  if (!(size > 0)) return 3;
  if (!(gap > 0)) return 10;
  return Math.min(10, Math.max(3, Math.ceil(Math.log10(size / gap)) + 2));
}
