// A helper: a Worker of worker.js's, with the same program, that does tasks of
// one run.
//
// From worker.js: {module, args}, once; {task, room, echo}. To it: {ready},
// {done, task: buffer}, {lost: why}. Buffers are transferred, and room is what
// the result is written to if it is large enough.
'use strict';
importScripts('program.js');

let given; // for the result

const host = (self.host = {
  room: (length) => {
    if (given.byteLength < length) given = new ArrayBuffer(length);
    return new Uint8Array(given, 0, length);
  },
});

self.onmessage = ({data}) => {
  if (data.module) return start(data);
  given = data.room;
  const done = host.do(data.task, data.echo);
  if (!program.ended) postMessage({done, task: data.task.buffer}, [done.buffer, data.task.buffer]);
};

function start({module, args}) {
  host.ready = () => {
    const wrong = host.help(args);
    postMessage(wrong ? {lost: wrong} : {ready: true});
  };
  program.start(module, (why) => postMessage({lost: why}));
}
