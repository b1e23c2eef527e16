// The helpers of a Worker, as its program starts and ends them. Buffers go to
// and fro: a task goes with room for its result, and both come back.
import {program} from './program.js';
import {script} from './trusted.js';

/** @import {FromHelper, PoolHost, ToHelper, WorkerProgram} from './protocol.js' */

/**
 * What the program calls. What becomes of a helper goes to
 * goProgram.onHelperEvent, after which schedule() has the program go on.
 * @param {WebAssembly.Module} module what helpers run
 * @param {Pick<WorkerProgram, 'onHelperEvent'>} goProgram
 * @param {() => void} schedule
 * @returns {PoolHost}
 */
export function helperPool(module, goProgram, schedule) {
  /** @type {Map<number, Worker>} */
  const helpers = new Map();
  /** @type {ArrayBuffer[]} */
  const spare = [];
  let lastResult = 0; // its size in bytes

  /** @param {number} length */
  const take = (length) => {
    const i = spare.findIndex((buffer) => buffer.byteLength >= length);
    return i < 0 ? new ArrayBuffer(length) : spare.splice(i, 1)[0];
  };

  /** @type {(worker: Worker, ...event: Parameters<WorkerProgram['onHelperEvent']>) => void} */
  const tell = (worker, event, id, what) => {
    if (helpers.get(id) !== worker || program.ended) return;
    goProgram.onHelperEvent(event, id, what);
    schedule();
  };

  /** @type {(worker: Worker, id: number, message: FromHelper) => void} */
  const onMessage = (worker, id, message) => {
    switch (message.type) {
      case 'ready':
        return tell(worker, 'ready', id, null);
      case 'lost':
        return tell(worker, 'lost', id, message.reason);
      case 'done':
        tell(worker, 'done', id, message.result);
        lastResult = message.result.length;
        spare.push(message.task, message.result.buffer);
    }
  };

  /** @type {(worker: Worker | undefined, message: ToHelper, transfer?: Transferable[]) => void} */
  const post = (worker, message, transfer = []) => worker?.postMessage(message, transfer);

  return {
    cores: () => navigator.hardwareConcurrency || 0,

    spawn(id, lab, knobs, seed) {
      const worker = new Worker(script('helper.js'), {type: 'module'});
      helpers.set(id, worker);
      worker.onmessage = ({data}) => onMessage(worker, id, data);
      worker.onerror = (event) => {
        event.preventDefault(); // it is handled here
        tell(worker, 'lost', id, event.message || 'it could not be started');
      };
      post(worker, {type: 'start', module, args: {lab, knobs: JSON.parse(knobs), seed}});
    },

    terminate(id) {
      helpers.get(id)?.terminate();
      helpers.delete(id);
    },

    taskBuffer: (length) => new Uint8Array(take(length), 0, length),

    assign(id, task, echo) {
      const room = take(lastResult);
      post(helpers.get(id), {type: 'task', task, room, echo}, [task.buffer, room]);
    },
  };
}
