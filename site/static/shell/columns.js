// A frame of the engine as columns of numbers: what the table shows and the CSV
// file holds.

/** The named series of a panel, as [{name, x, y}]; a band is two of them. */
export function series(panel) {
  const named = (s, i, kind) => s.name || `${s.dashed ? 'reference' : kind} ${i + 1}`;
  const list = [];
  for (const kind of ['curves', 'points', 'bars']) {
    (panel[kind] ?? []).forEach((s, i) => list.push({name: named(s, i, kind.replace(/s$/, '')), x: s.x ?? [], y: s.y ?? []}));
  }
  (panel.bands ?? []).forEach((b, i) => {
    const name = named(b, i, 'band');
    list.push({name: `${name}, low`, x: b.x, y: b.low}, {name: `${name}, high`, x: b.x, y: b.high});
  });
  return list;
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
