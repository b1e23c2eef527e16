// A frame as a CSV file: one line a number, in long form, so that every figure
// of every lab has the same columns; arrows and atoms add theirs at the end.
import {arrows, atoms, series} from './columns.js';

/**
 * @import {Axis, Field, Frame, Maybe, Panel} from '../protocol.js'
 * @import {Columns} from './columns.js'
 *
 * @typedef {Maybe | string | undefined} Cell
 */

/** @param {string} text */
const quote = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
/** @param {Cell} v */
const cellText = (v) => (v === null || v === undefined ? '' : quote(String(v)));
/** @param {Cell[]} cells */
const line = (...cells) => cells.map(cellText).join(',');

const more = ['z', 'u', 'v', 'w', 'element'];

/** @param {Frame} frame */
export function csv({panels}) {
  const space = panels.some((p) => p.arrows.length || p.scene);
  const head = `panel,series,x,y,value${space ? `,${more.join()}` : ''}`;
  return `${[head, ...panels.flatMap(linesOf)].join('\n')}\n`;
}

/** @param {Panel} panel */
function linesOf(panel) {
  const {title, field, scene} = panel;
  return [
    ...series(panel).flatMap((s) => s.x.map((x, i) => line(title, s.name, x, s.y[i], ''))),
    ...(field ? cells(panel, field) : []),
    ...arrows(panel).flatMap((a) => places(panel, a)),
    ...(scene ? places(panel, atoms(scene)) : []),
  ];
}

/**
 * Arrows and atoms have a line each.
 * @param {Panel} panel
 * @param {Columns} list
 */
function places({title}, {name, columns}) {
  /** @type {(key: string, i: number) => Cell} */
  const at = (key, i) => columns[key]?.[i];
  return columns.x.map((x, i) => line(title, name, x, at('y', i), '', ...more.map((key) => at(key, i))));
}

/**
 * The values of a field stand in the middle of their cells.
 * @param {Panel} panel
 * @param {Field} field
 */
function cells({title, x, y}, {name, nx, ny, values}) {
  return values.map((v, i) => line(title, name, middle(x, i % nx, nx), middle(y, Math.floor(i / nx), ny), v));
}

/** @type {(axis: Axis, i: number, n: number) => number} */
function middle(axis, i, n) {
  const [from, to] = axis.min === axis.max ? [0, n] : [axis.min, axis.max];
  return from + ((i + 0.5) * (to - from)) / n;
}
