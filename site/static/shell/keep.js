// A run as a file: the lab, its settings with the text of files, the seed and
// the whole state, so that it goes on elsewhere with the same bits.
import {build} from '../build.js';

const form = 1;

/** The run as the text of a file. */
export async function pack(session) {
  const {lab, state, settings} = session;
  const snapshot = new Uint8Array(await session.snapshot());
  return JSON.stringify({
    residual: form,
    build,
    lab: lab.name,
    settings,
    seed: state.seed,
    steps: state.steps,
    snapshot: toText(snapshot),
  });
}

/** What such a file holds; throws a sentence that says why it does not fit. */
export function unpack(text, lab) {
  let kept;
  try {
    kept = JSON.parse(text);
  } catch {
    throw new Error('this file holds no saved run');
  }
  if (typeof kept?.residual !== 'number' || typeof kept.snapshot !== 'string' || typeof kept.settings !== 'object')
    throw new Error('this file holds no saved run');
  if (kept.residual !== form) throw new Error('this run was saved by another version of Residual');
  if (kept.lab !== lab.name)
    throw new Error(`this file holds a run of the lab “${kept.lab}”, and this is “${lab.name}”`);
  return {...kept, snapshot: fromText(kept.snapshot)};
}

function toText(bytes) {
  let s = '';
  for (let i = 0; i < bytes.length; i += 0x8000) s += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(s);
}

function fromText(text) {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    throw new Error('the state in this file is damaged');
  }
}
