// The numbers behind the picture, as tables. They are made when they are opened
// and renewed once a second while a run changes them.
import {h, say} from './dom.js';
import {axisName, grids} from './columns.js';
import {plain} from './numbers.js';
import {throttle} from './pace.js';

const most = 100; // rows shown; the CSV file has all

export class Data {
  element = h('details', {className: 'data'}, h('summary', {textContent: 'The numbers in the picture'}));
  #body = h('div');
  #shape = '';
  #frame;
  #steps = -1;

  /** frame() resolves to the engine's frame. */
  constructor(frame) {
    this.#frame = frame;
    this.element.append(this.#body);
    this.element.addEventListener('toggle', () => this.refresh());
  }

  /** Renews the tables if they are to be seen. */
  refresh = throttle(() => { if (this.element.open) this.#draw(); }, 1000);

  async #draw() {
    const frame = await this.#frame();
    const tables = (frame.panels ?? []).flatMap(tablesOf);
    const shape = JSON.stringify(tables.map((t) => [t.caption, t.head, t.rows.length]));
    if (shape !== this.#shape) this.#body.replaceChildren(...tables.map(makeTable));
    else tables.forEach((t, i) => refill(this.#body.children[i], t));
    this.#shape = shape;
  }
}

function tablesOf(panel) {
  const list = grids(panel).map(({x, columns}) => {
    const every = Math.ceil(x.length / most) || 1;
    const rows = [];
    for (let i = 0; i < x.length; i += every) rows.push([x[i], ...columns.map((c) => c.y[i])].map(cell));
    const note = every > 1 ? `; one row in ${every}, all are in the CSV file` : '';
    return {caption: `${panel.title || 'Figure'}${note}`, head: [axisName(panel.x, 'x'), ...columns.map((c) => c.name)], rows};
  });
  if (panel.field) list.push(fieldTable(panel));
  return list;
}

// A picture of a quarter of a million cells is told by a few of its numbers.
function fieldTable({title, field: f}) {
  let least = Infinity;
  let greatest = -Infinity;
  let sum = 0;
  for (const v of f.values) {
    if (v < least) least = v;
    if (v > greatest) greatest = v;
    sum += v;
  }
  const head = ['cells', 'least', 'mean', 'greatest'];
  return {caption: [title, f.name].filter(Boolean).join(': '), head, rows: [[`${f.nx} × ${f.ny}`, cell(least), cell(sum / f.values.length), cell(greatest)]]};
}

const cell = (v) => v === null || v === undefined ? '–' : plain(v, 5);

function makeTable({caption, head, rows}) {
  const table = h('table', {}, h('caption', {textContent: caption}),
    h('thead', {}, h('tr', {}, ...head.map((t) => h('th', {scope: 'col', textContent: t})))),
    h('tbody', {}, ...rows.map((r) => h('tr', {}, ...r.map((t) => h('td', {textContent: t}))))));
  return h('div', {className: 'scroll', tabIndex: 0, role: 'region', 'aria-label': caption}, table);
}

function refill(box, {rows}) {
  const body = box.querySelector('tbody').rows;
  rows.forEach((r, i) => r.forEach((t, j) => say(body[i].cells[j], t)));
}
