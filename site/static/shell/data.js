// The numbers behind the picture, as tables. They are made when they are opened
// and renewed once a second while a run changes them.
import {arrows, atoms, axisName, grids} from './columns.js';
import {h, say} from './dom.js';
import {plain} from './numbers.js';
import {throttle} from './throttle.js';

/**
 * @import {Field, Frame, List, Maybe, Panel, Readout} from '../protocol.js'
 *
 * @typedef {{caption: string, head: string[], rows: string[][]}} Table
 */

const mostRows = 100; // shown; the CSV file has all

export class Data {
  element = h('details', {className: 'data'}, h('summary', {textContent: 'All numbers'}));
  #body = h('div');
  #shape = '';
  /** @type {() => Promise<Frame>} */
  #frame;

  /** @param {() => Promise<Frame>} frame */
  constructor(frame) {
    this.#frame = frame;
    this.element.append(this.#body);
    this.element.addEventListener('toggle', () => this.refresh());
  }

  /** Renews the tables if they are to be seen. */
  refresh = throttle(() => {
    if (this.element.open) this.#draw();
  }, 1000);

  async #draw() {
    const {panels, readouts, tables: lists} = await this.#frame();
    const tables = [...listOf(readouts), ...lists.map(tableOf), ...panels.flatMap(tablesOf)];
    const shape = JSON.stringify(tables.map((t) => [t.caption, t.head, t.rows.length]));
    if (shape !== this.#shape) this.#body.replaceChildren(...tables.map(makeTable));
    else tables.forEach((t, i) => refill(this.#body.children[i], t));
    this.#shape = shape;
  }
}

/**
 * All readouts; the picture shows the first five.
 * @param {Readout[]} readouts
 * @returns {Table[]}
 */
function listOf(readouts) {
  if (!readouts.length) return [];
  const rows = readouts.map(({name, value, unit}) => [name, value, unit]);
  return [{caption: 'Numbers', head: ['name', 'value', 'unit'], rows}];
}

/** @type {(list: List) => Table} */
const tableOf = ({name, columns}) =>
  thinned(
    name,
    columns.map((c) => (c.unit ? `${c.name} (${c.unit})` : c.name)),
    columns.map((c) => c.values),
  );

/** @type {(...names: string[]) => string} */
const joined = (...names) => names.filter(Boolean).join(': ');

/** @param {Panel} panel */
function tablesOf(panel) {
  const list = grids(panel).map(({x, columns}) => {
    const head = [axisName(panel.x, 'x'), ...columns.map((c) => c.name)];
    return thinned(panel.title || 'Figure', head, [x, ...columns.map((c) => c.y)]);
  });
  for (const {name, columns} of [...(panel.scene ? [atoms(panel.scene)] : []), ...arrows(panel)]) {
    const head = Object.keys(columns).map((key) => withUnit(key, panel));
    list.push(thinned(joined(panel.title, name), head, Object.values(columns)));
  }
  if (panel.field) list.push(fieldTable(panel.title, panel.field));
  return list;
}

/**
 * As many rows as are read, at equal distances.
 * @type {(caption: string, head: string[], columns: (Maybe | string)[][]) => Table}
 */
function thinned(caption, head, columns) {
  const every = Math.ceil(columns[0].length / mostRows) || 1;
  const rows = [];
  for (let i = 0; i < columns[0].length; i += every) rows.push(columns.map((c) => cell(c[i])));
  const note = every > 1 ? `; one row in ${every}, all are in the CSV file` : '';
  return {caption: `${caption}${note}`, head, rows};
}

/** @type {(key: string, panel: Panel) => string} */
const withUnit = (key, {scene}) => (scene?.unit && 'xyz'.includes(key) ? `${key} (${scene.unit})` : key);

/**
 * A picture of a quarter of a million cells is told by a few of its numbers.
 * @type {(title: string, field: Field) => Table}
 */
function fieldTable(title, {name, nx, ny, values}) {
  let [least, greatest, sum, known] = [Infinity, -Infinity, 0, 0];
  for (const v of values) {
    if (v === null) continue;
    if (v < least) least = v;
    if (v > greatest) greatest = v;
    sum += v;
    known++;
  }
  const numbers = known > 0 ? [least, sum / known, greatest] : [null, null, null];
  return {
    caption: joined(title, name),
    head: ['cells', 'least', 'mean', 'greatest'],
    rows: [[`${nx} × ${ny}`, ...numbers.map(cell)]],
  };
}

/** @param {Maybe | string | undefined} v */
const cell = (v) => (v === null || v === undefined ? '–' : typeof v === 'string' ? v : plain(v, 5));

/** @param {Table} table */
function makeTable({caption, head, rows}) {
  const table = h(
    'table',
    {},
    h('caption', {textContent: caption}),
    h('thead', {}, h('tr', {}, ...head.map((t) => h('th', {scope: 'col', textContent: t})))),
    h('tbody', {}, ...rows.map((r) => h('tr', {}, ...r.map((t) => h('td', {textContent: t}))))),
  );
  return h('div', {className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption}, table);
}

/** @type {(box: Element, table: Table) => void} */
function refill(box, {rows}) {
  const cells = box.querySelectorAll('td');
  rows.flat().forEach((text, i) => say(cells[i], text));
}
