// The numbers behind the picture, as tables. They are made when they are opened
// and renewed once a second while a run changes them.
import {h, say} from './dom.js';
import {arrows, atoms, axisName, grids} from './columns.js';
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
  refresh = throttle(() => {
    if (this.element.open) this.#draw();
  }, 1000);

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
    const head = [axisName(panel.x, 'x'), ...columns.map((c) => c.name)];
    return thinned(panel.title || 'Figure', head, [x, ...columns.map((c) => c.y)]);
  });
  for (const a of [...(panel.scene ? [atoms(panel.scene)] : []), ...arrows(panel)]) {
    list.push(
      thinned(
        [panel.title, a.name].filter(Boolean).join(': '),
        Object.keys(a.columns).map((key) => withUnit(key, panel)),
        Object.values(a.columns),
      ),
    );
  }
  if (panel.field) list.push(fieldTable(panel));
  return list;
}

// As many rows as are read, at equal distances.
function thinned(caption, head, columns) {
  const every = Math.ceil(columns[0].length / most) || 1;
  const rows = [];
  for (let i = 0; i < columns[0].length; i += every) rows.push(columns.map((c) => cell(c[i])));
  const note = every > 1 ? `; one row in ${every}, all are in the CSV file` : '';
  return {caption: `${caption}${note}`, head, rows};
}

const withUnit = (key, {scene}) => (scene?.unit && 'xyz'.includes(key) ? `${key} (${scene.unit})` : key);

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
  return {
    caption: [title, f.name].filter(Boolean).join(': '),
    head,
    rows: [[`${f.nx} × ${f.ny}`, cell(least), cell(sum / f.values.length), cell(greatest)]],
  };
}

const cell = (v) => (v === null || v === undefined ? '–' : typeof v === 'string' ? v : plain(v, 5));

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

function refill(box, {rows}) {
  const body = box.querySelector('tbody').rows;
  rows.forEach((r, i) => r.forEach((t, j) => say(body[i].cells[j], t)));
}
