// The numbers behind the picture, as tables that the engine makes. They are asked
// for when they are opened and renewed once a second while a run changes them.
import {h, say} from './dom.js';
import {plain} from './numbers.js';
import {throttle} from './throttle.js';

/** @import {Maybe, Sheet} from '../protocol.js' */

export class Data {
  element = h('details', {className: 'data'}, h('summary', {textContent: 'All numbers'}));
  #body = h('div');
  #shape = '';
  /** @type {() => Promise<Sheet[]>} */
  #sheets;

  /** @param {() => Promise<Sheet[]>} sheets */
  constructor(sheets) {
    this.#sheets = sheets;
    this.element.append(this.#body);
    this.element.addEventListener('toggle', () => this.refresh());
  }

  /** Renews the tables if they are to be seen. */
  refresh = throttle(() => {
    if (this.element.open) this.#draw();
  }, 1000);

  async #draw() {
    const sheets = await this.#sheets();
    const shape = JSON.stringify(sheets.map((s) => [caption(s), head(s), s.columns[0]?.values.length]));
    if (shape !== this.#shape) this.#body.replaceChildren(...sheets.map(makeTable));
    else sheets.forEach((s, i) => refill(this.#body.children[i], s));
    this.#shape = shape;
  }
}

/** @param {Sheet} sheet */
const caption = ({name, every}) => (every > 1 ? `${name}; one row in ${every}, all are in the CSV file` : name);

/** @param {Sheet} sheet */
const head = ({columns}) => columns.map((c) => (c.unit ? `${c.name} (${c.unit})` : c.name));

/** @type {(sheet: Sheet) => string[][]} */
const rows = ({columns}) => (columns[0]?.values ?? []).map((_, i) => columns.map((c) => cell(c.values[i])));

/** @param {Maybe | string} v */
const cell = (v) => (v === null ? '–' : typeof v === 'string' ? v : plain(v, 5));

/** @param {Sheet} sheet */
function makeTable(sheet) {
  const table = h(
    'table',
    {},
    h('caption', {textContent: caption(sheet)}),
    h('thead', {}, h('tr', {}, ...head(sheet).map((t) => h('th', {scope: 'col', textContent: t})))),
    h('tbody', {}, ...rows(sheet).map((r) => h('tr', {}, ...r.map((t) => h('td', {textContent: t}))))),
  );
  return h('div', {className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption(sheet)}, table);
}

/** @type {(box: Element, sheet: Sheet) => void} */
function refill(box, sheet) {
  const cells = box.querySelectorAll('td');
  rows(sheet)
    .flat()
    .forEach((text, i) => say(cells[i], text));
}
