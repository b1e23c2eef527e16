// The helpers of a Worker, as its program hires and dismisses them. Buffers go to
// and fro: a task goes with room for its result, and both come back. What becomes
// of a helper goes to host.heed: ready, done, lost.
'use strict';

// crew is what the program calls. module is what helpers run; turn has the
// program go on after news.
function crew(module, host, turn) {
  const helpers = new Map(); // id → Worker
  const spare = []; // buffers
  let last = 0; // bytes of the last result

  const take = (length) => {
    const i = spare.findIndex((buffer) => buffer.byteLength >= length);
    return i < 0 ? new ArrayBuffer(length) : spare.splice(i, 1)[0];
  };

  const heed = (id, worker, news, what) => {
    if (helpers.get(id) !== worker || program.ended) return;
    host.heed(news, id, what);
    turn();
  };

  const hear = (id, worker, {ready, done, task, lost}) => {
    if (ready) heed(id, worker, 'ready', null);
    else if (lost !== undefined) heed(id, worker, 'lost', lost);
    else {
      heed(id, worker, 'done', done);
      last = done.length;
      spare.push(task, done.buffer);
    }
  };

  return {
    cores: () => navigator.hardwareConcurrency || 0,

    hire(id, lab, knobs, seed) {
      const worker = new Worker(new URL('helper.js', self.location));
      helpers.set(id, worker);
      worker.onmessage = ({data}) => hear(id, worker, data);
      worker.onerror = (event) => {
        event.preventDefault(); // it is heard here
        heed(id, worker, 'lost', event.message || 'it could not be started');
      };
      worker.postMessage({module, args: {lab, knobs: JSON.parse(knobs), seed}});
    },

    dismiss(id) {
      helpers.get(id).terminate();
      helpers.delete(id);
    },

    parcel: (length) => new Uint8Array(take(length), 0, length),

    give(id, task, echo) {
      const room = take(last);
      helpers.get(id).postMessage({task, room, echo}, [task.buffer, room]);
    },
  };
}
