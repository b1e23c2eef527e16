// The canvas: it loads stage.wasm, carries frames from the Worker to it and
// actions back, and speaks with the shell, the page around. protocol.js says in
// which messages. The theme also stands in the address (canvas.html?theme=dark).
import {guardContext} from './canvas/context.js';
import {InputGuard} from './canvas/inputguard.js';
import {FrameScheduler} from './canvas/scheduler.js';
import {follow, measure} from './canvas/size.js';
import {setTheme} from './canvas/theme.js';
import {compile} from './wasm.js';
import {hasWebGL2} from './webgl.js';

/**
 * @import {CanvasHost, CanvasProgram, FromCanvas, FromCanvasFrame, Theme, ToCanvas, ToCanvasFrame} from './protocol.js'
 */

const opaque = location.origin === 'null'; // a sandbox: the source alone tells who speaks
const scheduler = new FrameScheduler();

let theme = firstTheme();
let calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
/** @type {MessagePort | null} */
let port = null;
/** @type {ArrayBuffer[]} */
let painting = []; // the buffers of frames that the program has, not painted yet
let last = 0; // when the last frame was painted
/** @type {InputGuard | null} */
let guard = null;
let ready = false;

/** @param {FromCanvasFrame} message */
const tell = (message) => parent.postMessage(message, opaque ? '*' : location.origin);

/** @param {string} reason */
const fail = (reason) => tell({type: 'failed', reason});

/** @type {(message: FromCanvas, transfer?: Transferable[]) => void} */
const post = (message, transfer = []) => port?.postMessage(message, transfer);

// With reduced motion there are four pictures a second, except under the pointer.
const calmPause = 250;

/** @returns {Theme} */
function firstTheme() {
  const asked = new URLSearchParams(location.search).get('theme');
  if (asked === 'light' || asked === 'dark') return asked;
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** @type {CanvasHost} */
const host = {
  began() {
    ready = true;
    goHost.theme(theme === 'dark');
    tell({type: 'ready'});
    post({type: 'ready'});
  },
  painted(title) {
    for (const buffer of painting) post({type: 'recycle', buffer}, [buffer]);
    painting = [];
    if (!last) tell({type: 'painted'});
    last = performance.now();
    guard?.name(title);
  },
  height: (height) => tell({type: 'height', height}),
  panels: (titles, acts) => tell({type: 'panels', panels: titles.map((title, i) => ({title, acts: acts[i]}))}),
  act: (bytes) => post({type: 'action', bytes}, [bytes.buffer]),
  failed: fail,
};

// Where this script and its program meet. Before the program has begun, none of
// its functions are called.
const goHost = /** @type {CanvasHost & CanvasProgram} */ (host);
Object.assign(globalThis, {goHost});

addEventListener('message', ({source, origin, data}) => {
  if (source === parent && (opaque || origin === location.origin) && data) onMessage(data);
});

/** @param {ToCanvasFrame} message */
function onMessage(message) {
  switch (message.type) {
    case 'port':
      return join(message.port);
    case 'theme':
      theme = message.theme;
      calm = message.reducedMotion;
      setTheme(theme);
      return repaint();
    case 'panel':
      return ready ? scheduler.wake(() => goHost.show(message.panel)) : undefined;
    case 'draw':
      if (guard) guard.draws = message.draw;
      return;
    case 'picture':
      return takePicture();
  }
}

function repaint() {
  if (ready) scheduler.wake(() => goHost.theme(theme === 'dark'));
}

// What is printed is a copy: a canvas of WebGL can be read only in the frame that
// painted it.
addEventListener('beforeprint', () => {
  const canvas = document.querySelector('canvas');
  if (!ready || !canvas) return;
  scheduler.now();
  const {width, height} = canvas;
  const copy = Object.assign(document.createElement('canvas'), {width, height});
  copy.getContext('2d')?.drawImage(canvas, 0, 0);
  Object.assign(copy.style, {position: 'absolute', inset: 0, width: '100%', height: '100%', objectFit: 'contain'});
  document.body.append(copy);
  canvas.style.visibility = 'hidden';
  const end = () => {
    copy.remove();
    canvas.style.visibility = '';
  };
  addEventListener('afterprint', end, {once: true});
});

function takePicture() {
  if (!ready) return;
  scheduler.after = () => {
    scheduler.after = () => {};
    document.querySelector('canvas')?.toBlob((blob) => tell({type: 'picture', blob}));
  };
  repaint();
}

/** @param {MessagePort} next */
function join(next) {
  port?.close();
  port = next;
  painting = [];
  port.onmessage = (/** @type {MessageEvent<ToCanvas>} */ {data}) => show(data.frame);
  if (ready) post({type: 'ready'});
}

/** @param {ArrayBuffer} frame */
function show(frame) {
  const pause = calm && !guard?.acts ? last + calmPause - performance.now() : 0;
  if (pause > 0) scheduler.later(() => take(frame), pause);
  else take(frame);
}

/** @param {ArrayBuffer} frame */
function take(frame) {
  painting.push(frame);
  scheduler.wake(() => goHost.take(new Uint8Array(frame)));
}

/** @param {boolean} again whether the page is loaded anew */
function onLost(again) {
  scheduler.end();
  if (again) tell({type: 'lost'});
  else fail('the graphics of this machine are lost again and again');
}

async function load() {
  if (!hasWebGL2()) return fail('this browser has no WebGL2');
  const go = new Go();
  const url = new URL('stage.wasm', import.meta.url).href;
  const module = await compile(url, ({loaded, total}) => tell({type: 'progress', loaded, total}));
  measure();
  const end = go.run(await WebAssembly.instantiate(module, go.importObject));
  const canvas = document.querySelector('canvas');
  if (!canvas) return fail('the painter has made no canvas');
  const lostUnseen = guardContext(canvas, onLost);
  scheduler.before = follow(canvas);
  guard = new InputGuard(canvas, goHost, scheduler, {
    key: (key) => tell({type: 'key', key}),
    drop: (file) => tell({type: 'drop', file}),
  });
  await end;
  if (!lostUnseen()) fail('the painter has stopped');
}

setTheme(theme);
load().catch((error) => fail(error.message));
