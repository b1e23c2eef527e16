// A frame of the engine as columns of numbers: what the table shows and the CSV
// file holds.
import {elements} from '../labs.js';

/** The named series of a panel, as [{name, x, y}]; a band is two of them. */
export function series(panel) {
  const named = (s, i, kind) => s.name || `${s.dashed ? 'reference' : kind} ${i + 1}`;
  const list = [];
  for (const kind of ['curves', 'points', 'bars']) {
    (panel[kind] ?? []).forEach((s, i) =>
      list.push({name: named(s, i, kind.replace(/s$/, '')), x: s.x ?? [], y: s.y ?? []}),
    );
  }
  (panel.bands ?? []).forEach((b, i) => {
    const name = named(b, i, 'band');
    list.push({name: `${name}, low`, x: b.x, y: b.low}, {name: `${name}, high`, x: b.x, y: b.high});
  });
  return list;
}

/** The arrows of a panel and of its scene, each as columns by name: {name, columns}. */
export function arrows(panel) {
  const list = (panel.arrows ?? []).map((a, i) => ({
    name: a.name || `arrows ${i + 1}`,
    columns: {x: a.x, y: a.y, u: a.u, v: a.v},
  }));
  (panel.scene?.arrows ?? []).forEach(({name, x, y, z, u, v, w}, i) =>
    list.push({name: name || `arrows ${i + 1}`, columns: {x, y, z, u, v, w}}),
  );
  return list;
}

/** The atoms of a scene as columns by name, their elements by symbol. */
export function atoms({atoms: all}) {
  const columns = {element: all.map((a) => elements[a.element] ?? '')};
  for (const key of ['x', 'y', 'z']) columns[key] = all.map((a) => a[key]);
  return {name: 'atoms', columns};
}

/** Puts series over the same x side by side: [{x, columns: [{name, y}]}]. */
export function grids(panel) {
  const found = [];
  for (const s of series(panel)) {
    const grid = found.find((g) => same(g.x, s.x));
    if (grid) grid.columns.push(s);
    else found.push({x: s.x, columns: [s]});
  }
  return found;
}

function same(a, b) {
  return a.length === b.length && a.every((v, i) => v === b[i]);
}

/** The name of an axis with its unit: "time (s)". */
export function axisName({label, unit}, otherwise) {
  return unit ? `${label || otherwise} (${unit})` : label || otherwise;
}
