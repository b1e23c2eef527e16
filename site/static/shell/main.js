// Reads the address, opens the page it asks for, and answers the page around.
import {followColours, setColours, switchColours} from '../colours.js';
import {labs} from '../labs.js';
import {isKept, keepOffline} from '../offline.js';
import {read} from './address.js';
import {Embedder} from './embedder.js';
import * as keys from './keys.js';
import {noSuchLab} from './notfound.js';
import {Page} from './page.js';

/** @import {Lab} from '../labs.js' */

const asked = read(location.search);
const lab = labs.find((l) => l.name === asked.name);
switchColours();
if (!lab) noSuchLab(asked.name);
else if (window.origin !== 'null') open(lab); // theme.js tells why not
if (window.parent === window || asked.offline || isKept()) keepOffline(lab ? [lab.name] : []);

/** @param {Lab} lab */
function open(lab) {
  /** @type {Embedder} */
  const embedder = new Embedder(
    {theme: setColours, focus: () => page.focus()},
    requests(() => page),
  );
  /** @type {Page} */
  const page = new Page(lab, asked, embedder);
  keys.listen(page.acts);
  followColours(() => page.setTheme());
  if (asked.seen) runInView(page);
  else if (asked.autoload || asked.autorun) page.open(asked.autorun && !page.earlier);
}

/**
 * A run that begins by itself in another page goes on only while it can be seen.
 * @param {Page} page
 */
function runInView(page) {
  let waits = true;
  const look = async (/** @type {IntersectionObserverEntry[]} */ entries) => {
    await page.open(false);
    const {started, view} = page.session;
    if (!started) return;
    const seen = entries.at(-1)?.isIntersecting ?? true;
    if (seen ? !waits : !view?.running) return;
    waits = !seen;
    await (seen ? page.open(true) : page.session.pause());
  };
  new IntersectionObserver(look).observe(document.body);
}

/**
 * What the page around may ask. Each answer follows the state that it made.
 * @param {() => Page} page
 * @returns {ConstructorParameters<typeof Embedder>[1]}
 */
function requests(page) {
  const session = async () => {
    await page().open(false);
    if (!page().session.started) throw page().refusal;
    return page().session;
  };
  return {
    set: async (values) => {
      await page().open(false);
      await page().set(values);
    },
    run: async () => (await session()).run(),
    pause: async () => (await session()).pause(),
    step: async (n) => (await session()).step(n),
    reset: async () => (await session()).reset(),
    frame: async () => (await session()).frame(),
  };
}
