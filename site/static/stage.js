// The canvas's side of the page: it loads stage.wasm, carries frames from the
// Worker to it and actions back, and speaks with the shell, the page around.
//
// From the shell: {port} (transferred, the way to the Worker),
// {theme: 'light' | 'dark', reducedMotion}. Both may come at any time, the theme
// also in the address (stage.html?theme=dark). To it: {stage: 'progress', loaded,
// total}, {stage: 'ready'}, {stage: 'painted'} (once), {stage: 'height', height},
// how high the frame should be to show all of the picture, {stage: 'lost'},
// {stage: 'failed', reason}, {stage: 'key', key}, {stage: 'drop', file};
// {stage: 'picture', blob} answers {picture: true}. After 'lost' the page loads
// itself anew, and a new port is due when it says 'ready' again.
//
// On the port: {frame: ArrayBuffer} comes; {recycle: ArrayBuffer} goes back once
// the frame, or a later one, is painted; {act: Uint8Array} and {ready: true} go.
import {compile} from './wasm.js';
import {Turns} from './stage/turns.js';
import {guardContext, hasWebGL2} from './stage/context.js';
import {follow, measure} from './stage/size.js';
import {Manners} from './stage/manners.js';
import {dress} from './stage/dress.js';

const opaque = location.origin === 'null'; // a sandbox: the source alone tells who speaks
const turns = new Turns();
const query = new URLSearchParams(location.search);

let theme = query.get('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
let calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
let port = null;
let painting = []; // the buffers of frames that the program has, not painted yet
let last = 0; // when the last frame was painted
let manners = null;
let ready = false;

const tell = (message) => parent.postMessage(message, opaque ? '*' : location.origin);
const fail = (reason) => tell({stage: 'failed', reason});

// With reduced motion there are four pictures a second, except under the hand.
const calmPause = 250;

// stage is where this script and the program meet; wasm/stage says how.
const stage = (globalThis.stage = {
  began() {
    ready = true;
    stage.theme(theme === 'dark');
    tell({stage: 'ready'});
    port?.postMessage({ready: true});
  },
  painted(title) {
    for (const frame of painting) port?.postMessage({recycle: frame}, [frame]);
    painting = [];
    if (!last) tell({stage: 'painted'});
    last = performance.now();
    manners.name(title);
  },
  height(height) {
    tell({stage: 'height', height});
  },
  act(bytes) {
    port?.postMessage({act: bytes}, [bytes.buffer]);
  },
  failed: fail,
});

addEventListener('message', ({source, origin, data}) => {
  if (source !== parent || (!opaque && origin !== location.origin)) return;
  if (!data) return;
  if (data.port) join(data.port);
  if (data.theme) theme = dress(data.theme);
  if (data.theme && ready) turns.wake(() => stage.theme(theme === 'dark'));
  if ('reducedMotion' in data) calm = data.reducedMotion;
  if (data.picture && ready) takePicture();
});

// A canvas can be read only in the turn that painted it.
function takePicture() {
  turns.after = () => {
    turns.after = () => {};
    document.querySelector('canvas').toBlob((blob) => tell({stage: 'picture', blob}));
  };
  turns.wake(() => stage.theme(theme === 'dark'));
}

function join(next) {
  port?.close();
  port = next;
  painting = [];
  port.onmessage = ({data}) => data.frame && show(data.frame);
  if (ready) port.postMessage({ready: true});
}

function show(frame) {
  const pause = calm && !manners.acts ? last + calmPause - performance.now() : 0;
  if (pause > 0) turns.later(() => take(frame), pause);
  else take(frame);
}

function take(frame) {
  painting.push(frame);
  turns.wake(() => stage.take(new Uint8Array(frame)));
}

function lost(again) {
  turns.end();
  if (again) tell({stage: 'lost'});
  else fail('the graphics of this machine are lost again and again');
}

async function load() {
  if (!hasWebGL2()) return fail('this browser has no WebGL2');
  const go = new Go();
  const url = new URL('stage.wasm', import.meta.url).href;
  const module = await compile(url, 0, ({loaded, total}) => tell({stage: 'progress', loaded, total}));
  measure();
  const end = go.run(await WebAssembly.instantiate(module, go.importObject));
  const canvas = document.querySelector('canvas');
  const lostUnseen = guardContext(canvas, lost);
  turns.before = follow(canvas);
  manners = new Manners(canvas, stage, turns, {
    key: (key) => tell({stage: 'key', key}),
    drop: (file) => tell({stage: 'drop', file}),
  });
  await end;
  if (!lostUnseen()) fail('the painter has stopped');
}

dress(theme);
load().catch((error) => fail(error.message));
