// A frame of the engine as columns of numbers: what the table shows and the CSV
// file holds.
import {elements} from '../labs.js';

/**
 * @import {Arrows, Axis, Maybe, Panel, Scene} from '../protocol.js'
 *
 * @typedef {{name: string, x: Maybe[], y: Maybe[]}} Series
 * @typedef {{name: string, columns: Record<string, (Maybe | string)[]>}} Columns
 */

/**
 * The named series of a panel; a band is two of them, and a reference line has one
 * number and none on the other axis.
 * @param {Panel} panel
 */
export function series({curves, points, bars, bands, lines}) {
  /** @type {(s: {name: string, dashed?: boolean}, i: number, kind: string) => string} */
  const named = (s, i, kind) => s.name || `${s.dashed ? 'reference' : kind} ${i + 1}`;
  /** @type {Series[]} */
  const list = [];
  for (const [kind, all] of /** @type {const} */ ([
    ['curve', curves],
    ['point', points],
    ['bar', bars],
  ])) {
    all.forEach((s, i) => list.push({name: named(s, i, kind), x: s.x, y: s.y}));
  }
  bands.forEach((b, i) => {
    const name = named(b, i, 'band');
    list.push({name: `${name}, low`, x: b.x, y: b.low}, {name: `${name}, high`, x: b.x, y: b.high});
  });
  lines.forEach((l, i) => {
    list.push({name: named(l, i, 'reference'), x: [l.vertical ? l.at : null], y: [l.vertical ? null : l.at]});
  });
  return list;
}

/**
 * The arrows of a panel and of its scene.
 * @param {Panel} panel
 * @returns {Columns[]}
 */
export function arrows(panel) {
  /** @type {(a: Arrows, i: number) => string} */
  const named = (a, i) => a.name || `arrows ${i + 1}`;
  return [
    ...panel.arrows.map((a, i) => ({name: named(a, i), columns: {x: a.x, y: a.y, u: a.u, v: a.v}})),
    ...(panel.scene?.arrows ?? []).map((a, i) => {
      const {x, y, z, u, v, w} = a;
      return {name: named(a, i), columns: {x, y, z, u, v, w}};
    }),
  ];
}

/**
 * The atoms of a scene, their elements by symbol.
 * @param {Scene} scene
 * @returns {Columns}
 */
export function atoms({atoms: all}) {
  const element = all.map((a) => elements[a.element] ?? '');
  return {name: 'atoms', columns: {element, x: all.map((a) => a.x), y: all.map((a) => a.y), z: all.map((a) => a.z)}};
}

/**
 * Puts series over the same x side by side.
 * @param {Panel} panel
 */
export function grids(panel) {
  /** @type {{x: Maybe[], columns: Series[]}[]} */
  const found = [];
  for (const s of series(panel)) {
    const grid = found.find((g) => same(g.x, s.x));
    if (grid) grid.columns.push(s);
    else found.push({x: s.x, columns: [s]});
  }
  return found;
}

/** @type {(a: Maybe[], b: Maybe[]) => boolean} */
const same = (a, b) => a.length === b.length && a.every((v, i) => v === b[i]);

/**
 * The name of an axis with its unit: "time (s)".
 * @param {Axis} axis
 * @param {string} otherwise
 */
export function axisName({label, unit}, otherwise) {
  return unit ? `${label || otherwise} (${unit})` : label || otherwise;
}
