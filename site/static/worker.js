// The Worker: it starts a compute-LAB.wasm and carries its messages, to the page
// (engine.js) and, through a port of its own, to the canvas.
import {program} from './program.js';
import {helperPool} from './pool.js';

/**
 * @import {FromCanvas, FromWorker, PoolHost, ToCanvas, ToWorker, WorkerHost, WorkerProgram} from './protocol.js'
 */

/** @type {MessagePort | null} */
let port = null; // to the canvas
/** @type {ArrayBuffer | null} */
let buffer = null; // for frames; null while the canvas has it

/**
 * @param {FromWorker} message
 * @param {Transferable[]} [transfer]
 */
const post = (message, transfer = []) => postMessage(message, transfer);

/** @type {WorkerHost} */
const host = {
  ready: () => post({type: 'ready'}),
  answer: (id, result) => post({type: 'answer', id, result}),
  refuse: (id, fault) => post({type: 'refusal', id, fault}),
  send: (id, bytes) => post({type: 'bytes', id, bytes}, [bytes.buffer]),
  push: (report, view) => post({type: 'state', report, view, heap: program.memory?.buffer.byteLength ?? 0}),
  fault: (fault) => post({type: 'fault', fault}),
  checkpoint: (steps, bytes) => post({type: 'checkpoint', steps, bytes}, [bytes.buffer]),
  fresh: (length) => new Uint8Array(length),
  free: () => port !== null && buffer !== null,
  // With some to spare, so that a growing frame seldom needs more.
  room: (length) => {
    if (!buffer || buffer.byteLength < length) buffer = new ArrayBuffer(length + (length >> 2));
    return new Uint8Array(buffer);
  },
  show: () => {
    if (!port || !buffer) return;
    /** @type {ToCanvas} */
    const message = {type: 'frame', frame: buffer};
    port.postMessage(message, [buffer]);
    buffer = null;
  },
};

// Where this script and its program meet. Before the program is ready, none of
// its functions are called.
const goHost = /** @type {WorkerHost & PoolHost & WorkerProgram} */ (host);
Object.assign(self, {goHost});

// One slice of work for each task of the event loop, so that messages get in
// between: a channel's message comes at once, where a timer would make us wait.
const tick = new MessageChannel();
tick.port1.onmessage = work;
let scheduled = false;
let timer = 0;

function work() {
  scheduled = false;
  if (program.ended) return;
  clearTimeout(timer);
  const wait = goHost.work(); // in ms; below 0: nothing to do
  if (wait > 0) timer = setTimeout(work, wait);
  else if (wait === 0) schedule();
}

function schedule() {
  if (scheduled) return;
  scheduled = true;
  tick.port2.postMessage(null);
}

self.onmessage = (/** @type {MessageEvent<ToWorker>} */ {data}) => {
  if (data.type === 'start') return start(data.module);
  if (program.ended) return;
  switch (data.type) {
    case 'ping':
      return post({type: 'pong'});
    case 'canvas':
      return connect(data.port);
    case 'release':
      return release(data.id);
    case 'call':
      goHost.call(data.id, data.call, data.args);
      schedule();
  }
};

/** @param {MessagePort} canvas */
function connect(canvas) {
  port?.close();
  port = canvas;
  port.onmessage = onCanvasMessage;
  redraw();
}

/**
 * Gives the port back to the page, for the next Worker.
 * @param {number} id
 */
function release(id) {
  post({type: 'released', id, port}, port ? [port] : []);
  port = null;
}

/** @param {MessageEvent<FromCanvas>} message */
function onCanvasMessage({data}) {
  if (program.ended) return;
  switch (data.type) {
    case 'ready':
      return redraw();
    case 'recycle':
      buffer = data.buffer;
      break;
    case 'action':
      goHost.act(data.bytes);
  }
  schedule();
}

// Serves a canvas that has just opened; what buffer another had is lost.
function redraw() {
  buffer = new ArrayBuffer(0);
  goHost.redraw();
  schedule();
}

/** @param {WebAssembly.Module} module */
function start(module) {
  Object.assign(host, helperPool(module, goHost, schedule));
  program.start(module, end);
}

/**
 * Reports that the program is gone. The port goes back to the page.
 * @param {string} reason
 */
function end(reason) {
  post({type: 'ended', reason, port}, port ? [port] : []);
  port = null;
}
