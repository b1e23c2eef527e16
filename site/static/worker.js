// The Worker: it starts a compute-LAB.wasm and carries its messages, to the page
// (engine.js) and, through a port of its own, to the stage.
//
// From the page: {module}, once; {id, call, args}; {stage: port}.
// To the page: {id: 'ready'}; {id, result | bytes | refused}, the answer to a
// call; {view, state, heap}; {keep, steps}, a state to go on from; {fault}, what
// nobody called for; {crash, port} when the program has ended. Results, views,
// states and faults are JSON text. {ping} is answered at once, unless a step
// takes long.
// From the stage: {ready}, {recycle: buffer}, {act: bytes}. To it: {frame: buffer}.
'use strict';
importScripts('program.js', 'pool.js');

let port; // to the stage
let buffer; // for frames; null while the stage has it
let ended = false;

// What the program calls, with what pool.js adds. It adds work, call, act, redraw
// and heed, which we call.
const host = (self.host = {
  ready: () => postMessage({id: 'ready'}),
  answer: (id, result) => postMessage({id, result}),
  refuse: (id, refused) => postMessage({id, refused}),
  send: (id, bytes) => postMessage({id, bytes}, [bytes.buffer]),
  push: (state, view) => postMessage({state, view, heap: program.memory.buffer.byteLength}),
  fault: (fault) => postMessage({fault}),
  keep: (steps, keep) => postMessage({keep, steps}, [keep.buffer]),
  fresh: (length) => new Uint8Array(length),
  free: () => Boolean(port && buffer),
  // room for a frame; with some to spare, so that a growing one seldom needs more
  room: (length) => {
    if (buffer.byteLength < length) buffer = new ArrayBuffer(length + (length >> 2));
    return new Uint8Array(buffer);
  },
  show: () => {
    const frame = buffer;
    buffer = null;
    port.postMessage({frame}, [frame]);
  },
});

// One slice of work a turn of the event loop, so that messages get in between:
// a channel's message comes at once, where a timer would make us wait.
const turns = new MessageChannel();
turns.port1.onmessage = turn;
let turning = false;
let timer;

function turn() {
  turning = false;
  if (ended) return;
  clearTimeout(timer);
  const wait = host.work(); // in ms; below 0: nothing to do
  if (wait > 0) timer = setTimeout(turn, wait);
  else if (wait === 0) soon();
}

function soon() {
  if (turning) return;
  turning = true;
  turns.port2.postMessage(null);
}

self.onmessage = ({data}) => {
  if (data.module) begin(data.module);
  else if (ended) return;
  else if (data.ping) postMessage({pong: true});
  else if (data.stage) connect(data.stage);
  else if (data.call === 'release') release(data.id);
  else {
    host.call(data.id, data.call, data.args);
    soon();
  }
};

function connect(stage) {
  port?.close();
  port = stage;
  port.onmessage = heed;
  redraw();
}

// release gives the port back to the page, for the next Worker.
function release(id) {
  postMessage({id, port}, port ? [port] : []);
  port = undefined;
}

// heed does what the stage says.
function heed({data}) {
  if (ended) return;
  if (data.recycle) buffer = data.recycle;
  if (data.act) host.act(data.act);
  if (data.ready) redraw();
  else soon();
}

// redraw serves a stage that has just opened; what buffer another had is lost.
function redraw() {
  buffer = new ArrayBuffer(0);
  host.redraw();
  soon();
}

function begin(module) {
  Object.assign(host, crew(module, host, soon));
  program.start(module, end);
}

// end reports that the program is gone. The port goes back to the page.
function end(crash) {
  ended = true;
  postMessage({crash, port}, port ? [port] : []);
}
