// A helper: a Worker of worker.js's, with the same program, that does tasks of
// one run.
import {program} from './program.js';

/** @import {Arguments, FromHelper, HelperHost, HelperProgram, ToHelper} from './protocol.js' */

let room = new ArrayBuffer(0); // for the result

/**
 * @param {FromHelper} message
 * @param {Transferable[]} [transfer]
 */
const post = (message, transfer = []) => postMessage(message, transfer);

/** @type {HelperHost} */
const host = {
  ready: () => {},
  room: (length) => {
    if (room.byteLength < length) room = new ArrayBuffer(length);
    return new Uint8Array(room, 0, length);
  },
};

// Where this script and its program meet.
const goHost = /** @type {HelperHost & HelperProgram} */ (host);
Object.assign(self, {goHost});

self.onmessage = (/** @type {MessageEvent<ToHelper>} */ {data}) => {
  if (data.type === 'start') return start(data.module, data.args);
  room = data.room;
  const result = goHost.do(data.task, data.echo);
  if (!program.ended) post({type: 'done', result, task: data.task.buffer}, [result.buffer, data.task.buffer]);
};

/**
 * @param {WebAssembly.Module} module
 * @param {Arguments} args
 */
function start(module, args) {
  goHost.ready = () => {
    const reason = goHost.help(args);
    post(reason ? {type: 'lost', reason} : {type: 'ready'});
  };
  program.start(module, (reason) => post({type: 'lost', reason}));
}
