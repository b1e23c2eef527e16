// Reads the address, opens the page it asks for, and answers the page around.
import {labs} from '../labs.js';
import {followColours, setColours, switchColours} from '../colours.js';
import {keepOffline} from '../offline.js';
import {read} from './address.js';
import {Host} from './host.js';
import * as keys from './keys.js';
import {Page} from './page.js';
import {noSuchLab} from './wrong.js';

const asked = read(location.search);
const lab = labs.find((l) => l.name === asked.name);
switchColours();
if (lab) open();
else noSuchLab(asked.name);
if (window.parent === window || asked.offline) keepOffline(lab ? [lab.name] : []);

function open() {
  const host = new Host(
    {theme: setColours},
    requests(() => page),
  );
  const page = new Page(lab, asked, host);
  keys.listen(page.acts);
  followColours(() => page.dress());
  if (asked.autoload || asked.autorun) page.open(asked.autorun);
}

// What the page around may ask. Each answer follows the state that it made.
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
