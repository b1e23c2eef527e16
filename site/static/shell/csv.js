// A frame as a CSV file: one line a number, in long form, so that every figure
// of every lab has the same columns; arrows and atoms add theirs at the end.
import {arrows, atoms, series} from './columns.js';

const quote = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const field = (v) => (v === null || v === undefined ? '' : quote(String(v)));
const line = (...fields) => fields.map(field).join(',');

export function csv(frame) {
  const panels = frame.panels ?? [];
  const space = panels.some((p) => p.arrows?.length || p.scene);
  const lines = [`panel,series,x,y,value${space ? `,${more.join()}` : ''}`];
  for (const panel of panels) {
    for (const s of series(panel)) s.x.forEach((x, i) => lines.push(line(panel.title, s.name, x, s.y[i], '')));
    if (panel.field) cells(panel, lines);
    for (const a of [...arrows(panel), ...(panel.scene ? [atoms(panel.scene)] : [])]) places(panel, a, lines);
  }
  return `${lines.join('\n')}\n`;
}

const more = ['z', 'u', 'v', 'w', 'element'];

// Arrows and atoms have a line each.
function places({title}, {name, columns}, lines) {
  const at = (key, i) => columns[key]?.[i];
  columns.x.forEach((x, i) => lines.push(line(title, name, x, at('y', i), '', ...more.map((key) => at(key, i)))));
}

// The values of a field stand in the middle of their cells.
function cells({title, x, y, field: f}, lines) {
  const middle = (axis, i, n) => {
    const [from, to] = axis.min === axis.max ? [0, n] : [axis.min, axis.max];
    return from + ((i + 0.5) * (to - from)) / n;
  };
  f.values.forEach((v, i) =>
    lines.push(line(title, f.name, middle(x, i % f.nx, f.nx), middle(y, Math.floor(i / f.nx), f.ny), v)),
  );
}
