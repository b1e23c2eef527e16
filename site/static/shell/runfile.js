// A run as a file: the lab, its settings with the text of files, the seed and
// the whole state, so that it goes on elsewhere with the same bits.
import {build} from '../build.js';

/**
 * @import {Lab} from '../labs.js'
 * @import {Settings} from '../protocol.js'
 * @import {Session} from './session.js'
 *
 * A run that can be taken up again.
 * @typedef {{settings: Settings, seed: number, steps: number, snapshot: Uint8Array<ArrayBuffer>}} SavedRun
 */

const version = 1; // of the file's form

/**
 * The run as the text of a file.
 * @param {Session} session
 */
export async function pack(session) {
  const bytes = await session.snapshot();
  return text(session, {steps: session.report.steps, bytes});
}

/** @type {(session: Session, kept: {steps: number, bytes: Uint8Array}) => string} */
function text({lab, settings, report}, {steps, bytes}) {
  const {seed} = report;
  return JSON.stringify({residual: version, build, lab: lab.name, settings, seed, steps, snapshot: toText(bytes)});
}

/** @param {Lab} lab */
const place = (lab) => `residual run of ${lab.name}`;
const alone = window.parent === window;

/**
 * Has what is kept of a run outlive the page, in this tab.
 * @param {Session} session
 */
export function outlive(session) {
  if (alone) addEventListener('pagehide', () => leave(session));
}

/** @param {Session} session */
function leave(session) {
  const {kept, lab} = session;
  try {
    if (kept) sessionStorage.setItem(place(lab), text(session, kept));
    else if (session.started) sessionStorage.removeItem(place(lab));
  } catch {
    /* no storage, or no room in it */
  }
}

/**
 * The run that stood here before this page was loaded again, or null.
 * @param {Lab} lab
 */
export function left(lab) {
  const [entry] = performance.getEntriesByType('navigation');
  if (!alone || /** @type {PerformanceNavigationTiming} */ (entry)?.type === 'navigate') return null;
  try {
    return unpack(sessionStorage.getItem(place(lab)) ?? '', lab);
  } catch {
    return null;
  }
}

/**
 * What such a file holds; throws a sentence that says why it does not fit.
 * @param {string} text
 * @param {Lab} lab
 * @returns {SavedRun}
 */
export function unpack(text, lab) {
  const {residual, lab: name, settings, seed, steps, snapshot} = parse(text);
  if (typeof residual !== 'number' || typeof snapshot !== 'string' || typeof settings !== 'object') {
    throw new Error('this file holds no saved run');
  }
  if (residual !== version) throw new Error('this run was saved by another version of Residual');
  if (name !== lab.name) throw new Error(`this file holds a run of the lab “${name}”, and this is “${lab.name}”`);
  return {
    settings: /** @type {Settings} */ (settings),
    seed: Number(seed),
    steps: Number(steps),
    snapshot: fromText(snapshot),
  };
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
