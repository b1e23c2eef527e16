// What the address of the page asks for, and the address of what there is now.
import {labs, seed as seedKnob} from '../labs.js';

/**
 * @import {Knob, Lab} from '../labs.js'
 * @import {Settings} from '../protocol.js'
 *
 * What an address asks for.
 * @typedef {object} Asked
 * @property {string} name of the lab
 * @property {string | null} seed
 * @property {Settings} knobs
 * @property {boolean} embed
 * @property {boolean} autoload
 * @property {boolean} autorun
 * @property {boolean} seen run only while it is in view
 * @property {boolean} offline
 */

const kept = ['theme', 'embed', 'autoload', 'autorun', 'offline'];

/**
 * Reads lab.html?lab=heat&r=0.4&seed=3&autoload.
 * @param {string} search
 * @returns {Asked}
 */
export function read(search) {
  const q = new URLSearchParams(search);
  const own = ['lab', 'seed', ...kept];
  return {
    name: q.get('lab') ?? labs[0].name,
    seed: q.get('seed'),
    knobs: Object.fromEntries([...q].filter(([key]) => !own.includes(key))),
    embed: q.has('embed'),
    autoload: q.has('autoload'),
    autorun: q.has('autorun'),
    seen: q.get('autorun') === 'seen',
    offline: q.has('offline'),
  };
}

/** @type {(knob: Knob, value: string) => boolean} */
const isDefault = (knob, value) =>
  value === knob.default || ((knob.kind === 'int' || knob.kind === 'float') && Number(value) === Number(knob.default));

/**
 * The settings that are not the defaults. An address cannot carry a file.
 * @param {Lab} lab
 * @param {Settings} settings
 * @returns {Settings}
 */
export function changed(lab, settings) {
  return Object.fromEntries(
    lab.knobs
      .filter((k) => k.kind !== 'file' && k.name in settings && !isDefault(k, settings[k.name]))
      .map((k) => [k.name, settings[k.name]]),
  );
}

/**
 * Tells whether an address asks for another run than the default one.
 * @type {(lab: Lab, asked: Asked) => boolean}
 */
export const elsewhere = (lab, {knobs, seed}) =>
  Object.keys(changed(lab, knobs)).length > 0 || (seed !== null && seed !== seedKnob.default);

/**
 * Tells whether the settings hold a file, which an address leaves out.
 * @param {Lab} lab
 * @param {Settings} settings
 */
export function withFile(lab, settings) {
  return lab.knobs.some((k) => k.kind === 'file' && settings[k.name]);
}

/**
 * What an address and an embed line name.
 * @type {(lab: Lab, settings: Settings, seed: string) => Settings}
 */
const named = (lab, settings, seed) => ({lab: lab.name, ...changed(lab, settings), ...(seed ? {seed} : {})});

/**
 * The address that opens the same run.
 * @param {Lab} lab
 * @param {Settings} settings
 * @param {string} seed '' for the default
 */
export function permalink(lab, settings, seed) {
  const url = new URL('../lab.html', import.meta.url);
  url.search = String(new URLSearchParams(named(lab, settings, seed)));
  return url.href;
}

/**
 * Has the address of this page follow the settings, so that a reload begins with them.
 * @param {Lab} lab
 * @param {Settings} settings
 * @param {string} seed
 */
export function follow(lab, settings, seed) {
  const url = new URL(location.href);
  const asked = url.searchParams;
  const q = new URLSearchParams(named(lab, settings, seed === seedKnob.default ? '' : seed));
  for (const [key, value] of asked) if (kept.includes(key)) q.set(key, value);
  if (String(q) === String(asked)) return;
  url.search = String(q);
  history.replaceState(history.state, '', url);
}

/**
 * The line that shows the same run in another page.
 * @param {Lab} lab
 * @param {Settings} settings
 * @param {string} seed '' for the default
 */
export function embedLine(lab, settings, seed) {
  const attributes = Object.entries(named(lab, settings, seed)).map(
    ([k, v]) => `${k}="${v.replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`,
  );
  const script = new URL('../residual-lab.js', import.meta.url).href;
  return `<script type="module" src="${script}"></script><residual-lab ${attributes.join(' ')}></residual-lab>`;
}
