// A run as a file: the lab, its settings with the text of files, the seed and
// the whole state, so that it goes on elsewhere with the same bits.
import {build} from '../build.js';

/**
 * @import {Lab} from '../labs.js'
 * @import {Settings} from '../protocol.js'
 * @import {Session} from './session.js'
 *
 * A run that can be taken up again.
 * @typedef {{settings: Settings, seed: number, snapshot: Uint8Array<ArrayBuffer>}} SavedRun
 */

const version = 1; // of the file's form

/**
 * The run as the text of a file.
 * @param {Session} session
 */
export async function pack(session) {
  const {lab, settings} = session;
  const {seed, steps} = session.report;
  const snapshot = toText(await session.snapshot());
  return JSON.stringify({residual: version, build, lab: lab.name, settings, seed, steps, snapshot});
}

/**
 * What such a file holds; throws a sentence that says why it does not fit.
 * @param {string} text
 * @param {Lab} lab
 * @returns {SavedRun}
 */
export function unpack(text, lab) {
  const {residual, lab: name, settings, seed, snapshot} = parse(text);
  if (typeof residual !== 'number' || typeof snapshot !== 'string' || typeof settings !== 'object') {
    throw new Error('this file holds no saved run');
  }
  if (residual !== version) throw new Error('this run was saved by another version of Residual');
  if (name !== lab.name) throw new Error(`this file holds a run of the lab “${name}”, and this is “${lab.name}”`);
  return {settings: /** @type {Settings} */ (settings), seed: Number(seed), snapshot: fromText(snapshot)};
}

/**
 * @param {string} text
 * @returns {Record<string, unknown>}
 */
function parse(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw new Error('this file holds no saved run');
  }
}

/** @param {Uint8Array} bytes */
function toText(bytes) {
  let s = '';
  for (let i = 0; i < bytes.length; i += 0x8000) s += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(s);
}

/** @param {string} text */
function fromText(text) {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    throw new Error('the state in this file is damaged');
  }
}
