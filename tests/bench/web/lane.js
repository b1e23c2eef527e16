// What all contenders share: a Worker that makes a task ready, answers it and
// times it. serve takes load(query), which fetches and compiles the contender,
// and ready(task, inputs, query), which returns null where it does not do such
// tasks, and otherwise
//
//   step()            one run; may return a promise
//   run(n)            instead of step, n runs
//   answer()          the result of one run from the start: a typed array;
//                     of a training task the loss, then its gradient
//   about?()          an object of further facts
//
// inputs are Float32Arrays by name.
const query = new URLSearchParams(location.search);
let inputs,
  job,
  runs = 1;

export function serve(load, ready) {
  const does = {
    async load(task) {
      inputs = await fetchInputs(task);
      await load(query);
    },
    async setup(task) {
      const start = performance.now();
      job = await ready(task, inputs, query);
      if (!job) return null;
      job.run ??= (n) => repeat(job.step, n);
      await job.run(1);
      return {first: performance.now() - start, ...job.about?.()};
    },
    async answer(address) {
      await fetch(address, {method: 'POST', body: Float64Array.from(await job.answer())});
    },
    time,
  };
  onmessage = async ({data: {id, what, args}}) => {
    try {
      postMessage({id, value: await does[what](...args)});
    } catch (e) {
      postMessage({id, error: String(e?.message ?? e)});
    }
  };
}

async function fetchInputs(task) {
  const bytes = await (await fetch(task.inputs)).arrayBuffer(),
    inputs = {bytes};
  let at = 0;
  for (const {name, length} of task.arrays) {
    inputs[name] = new Float32Array(bytes, at, length);
    at += 4 * length;
  }
  return inputs;
}

async function repeat(step, n) {
  for (let i = 0; i < n; i++) {
    const p = step();
    if (p) await p;
  }
}

// time runs the job in blocks of at least 20 ms for about budget ms and returns
// the median of the blocks' ms a run, and how many runs there were in all.
async function time(budget) {
  const stop = performance.now() + budget,
    each = [];
  let all = 0;
  do {
    const start = performance.now();
    await job.run(runs);
    const ms = performance.now() - start;
    all += runs;
    if (ms < 20 && 2 * ms < budget) runs *= 2;
    else each.push(ms / runs);
  } while (each.length === 0 || performance.now() < stop);
  each.sort((a, b) => a - b);
  return {wall: each[each.length >> 1], runs: all};
}
