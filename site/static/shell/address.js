// What the address of the page asks for, and the address of what there is now.
import {labs} from '../labs.js';

const switches = ['embed', 'autoload', 'autorun', 'offline'];

/** Reads lab.html?lab=heat&r=0.4&seed=3&autoload. */
export function read(search) {
  const q = new URLSearchParams(search);
  const asked = {name: q.get('lab') ?? labs[0].name, seed: q.get('seed'), knobs: {}};
  for (const s of switches) asked[s] = q.has(s);
  for (const [key, value] of q) {
    if (!['lab', 'seed', 'theme', ...switches].includes(key)) asked.knobs[key] = value;
  }
  return asked;
}

/** The settings that are not the defaults, as text by name. An address cannot
    carry a file. */
export function changed(lab, settings) {
  const same = (knob, value) =>
    value === knob.default ||
    ((knob.kind === 'int' || knob.kind === 'float') && Number(value) === Number(knob.default));
  return Object.fromEntries(
    lab.knobs
      .filter((k) => k.kind !== 'file' && k.name in settings && !same(k, settings[k.name]))
      .map((k) => [k.name, settings[k.name]]),
  );
}

/** Tells whether the settings hold a file, which an address leaves out. */
export function withFile(lab, settings) {
  return lab.knobs.some((k) => k.kind === 'file' && settings[k.name]);
}

/** The address that opens the same run. */
export function permalink(lab, settings, seed) {
  const url = new URL('../lab.html', import.meta.url);
  url.search = new URLSearchParams({lab: lab.name, ...changed(lab, settings), seed});
  return url.href;
}

/** The line that shows the same run in another page. */
export function embedLine(lab, settings, seed) {
  const attributes = Object.entries({lab: lab.name, ...changed(lab, settings), seed}).map(
    ([k, v]) => `${k}="${String(v).replace(/&/g, '&amp;').replace(/"/g, '&quot;')}"`,
  );
  const script = new URL('../residual-lab.js', import.meta.url).href;
  return `<script type="module" src="${script}"></script><residual-lab ${attributes.join(' ')}></residual-lab>`;
}
