// The page of a browser that measures: it starts Workers, one a lane, and
// passes the harness's questions on to them. Nothing is computed here.
const workers = new Map(),
  open = new Map();
let last = 0;

window.start = (lane, script) => {
  const worker = new Worker(script, {type: 'module', name: lane});
  worker.onmessage = ({data: {id, value, error}}) => {
    const {resolve, reject} = open.get(id);
    open.delete(id);
    error ? reject(Error(error)) : resolve(value);
  };
  worker.onerror = (e) => {
    for (const [id, {owner, reject}] of open) {
      if (owner === worker && open.delete(id)) reject(Error(e.message || `cannot start ${script}`));
    }
  };
  workers.set(lane, worker);
};

window.ask = (lane, what, ...args) =>
  new Promise((resolve, reject) => {
    const owner = workers.get(lane);
    open.set(++last, {owner, resolve, reject});
    owner.postMessage({id: last, what, args});
  });

window.stop = (lane) => workers.get(lane)?.terminate();

// wall is how many ms pass until what begin starts has ended.
window.wall = async (begin) => {
  const from = performance.now();
  await begin();
  return performance.now() - from;
};

window.isReady = true;
