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
// inputs.arrays are Float32Arrays by name.

/**
 * A task as the harness describes it (package task); its kind says which of the
 * numbers there are.
 * @typedef {{
 *   kind: string, type: string, form: string, inputs: string, arrays: {name: string, length: number}[],
 *   m: number, k: number, n: number, side: number, steps: number, diffusivity: number,
 * }} Task
 *
 * Arrays by name; file holds them end to end, as they came.
 * @typedef {{file: ArrayBuffer, arrays: Record<string, Float32Array<ArrayBuffer>>}} Inputs
 *
 * @typedef {() => unknown} Step
 * @typedef {Iterable<number> & ArrayLike<number>} Numbers
 * @typedef {{answer: () => Numbers | Promise<Numbers>, about?: () => object} &
 *   ({step: Step, run?: undefined} | {run: (n: number) => unknown})} Job
 */

const query = new URLSearchParams(location.search);
/** @type {Inputs} */
let inputs;
/** @type {Job | null} */
let job = null;
let runs = 1;

/**
 * @param {(query: URLSearchParams) => Promise<void>} load
 * @param {(task: Task, inputs: Inputs, query: URLSearchParams) => Job | null | Promise<Job | null>} ready
 */
export function serve(load, ready) {
  /** @type {Record<string, (argument: never) => Promise<unknown>>} */
  const does = {
    /** @param {Task} task */
    async load(task) {
      inputs = await fetchInputs(task);
      await load(query);
    },
    /** @param {Task} task */
    async setup(task) {
      const start = performance.now();
      job = await ready(task, inputs, query);
      if (!job) return null;
      await run(1);
      return {first: performance.now() - start, ...job.about?.()};
    },
    /** @param {string} address */
    async answer(address) {
      if (job) await fetch(address, {method: 'POST', body: Float64Array.from(await job.answer())});
    },
    time,
  };
  self.onmessage = async ({data: {id, what, args}}) => {
    try {
      postMessage({id, value: await does[what](/** @type {never} */ (args[0]))});
    } catch (e) {
      postMessage({id, error: e instanceof Error ? e.message : String(e)});
    }
  };
}

/**
 * @param {Task} task
 * @returns {Promise<Inputs>}
 */
async function fetchInputs(task) {
  const file = await (await fetch(task.inputs)).arrayBuffer();
  /** @type {Inputs['arrays']} */
  const arrays = {};
  let at = 0;
  for (const {name, length} of task.arrays) {
    arrays[name] = new Float32Array(file, at, length);
    at += 4 * length;
  }
  return {file, arrays};
}

/** @param {number} n */
async function run(n) {
  if (!job) throw new Error('no task has been set up');
  if (job.run) return job.run(n);
  for (let i = 0; i < n; i++) {
    const p = job.step();
    if (p) await p;
  }
}

/**
 * Runs the job in blocks of at least 20 ms for about budget ms and returns the
 * median of the blocks' ms a run, and how many runs there were in all.
 * @param {number} budget
 */
async function time(budget) {
  const stop = performance.now() + budget;
  const each = [];
  let all = 0;
  do {
    const start = performance.now();
    await run(runs);
    const ms = performance.now() - start;
    all += runs;
    if (ms < 20 && 2 * ms < budget) runs *= 2;
    else each.push(ms / runs);
  } while (each.length === 0 || performance.now() < stop);
  each.sort((a, b) => a - b);
  return {wall: each[each.length >> 1], runs: all};
}
