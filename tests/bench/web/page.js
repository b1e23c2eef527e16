// The page of a browser that measures: it starts Workers, one a lane, and
// passes the harness's questions on to them. Nothing is computed here.

/** @type {Map<string, Worker>} */
const workers = new Map();
/** @type {Map<number, {owner: Worker, resolve: (value: unknown) => void, reject: (error: Error) => void}>} */
const open = new Map();
let last = 0;

/** @type {(lane: string, script: string) => void} */
function start(lane, script) {
  const worker = new Worker(script, {type: 'module', name: lane});
  worker.onmessage = ({data: {id, value, error}}) => {
    const question = open.get(id);
    open.delete(id);
    if (error) question?.reject(Error(error));
    else question?.resolve(value);
  };
  worker.onerror = (e) => {
    for (const [id, {owner, reject}] of open) {
      if (owner === worker && open.delete(id)) reject(Error(e.message || `cannot start ${script}`));
    }
  };
  workers.set(lane, worker);
}

/** @type {(lane: string, what: string, ...args: unknown[]) => Promise<unknown>} */
function ask(lane, what, ...args) {
  return new Promise((resolve, reject) => {
    const owner = workers.get(lane);
    if (!owner) return reject(Error(`there is no lane ${lane}`));
    open.set(++last, {owner, resolve, reject});
    owner.postMessage({id: last, what, args});
  });
}

/** @param {string} lane */
const stop = (lane) => workers.get(lane)?.terminate();

/**
 * How many ms pass until what begin starts has ended.
 * @param {() => Promise<unknown>} begin
 */
async function wall(begin) {
  const from = performance.now();
  await begin();
  return performance.now() - from;
}

Object.assign(window, {start, ask, stop, wall, isReady: true});
