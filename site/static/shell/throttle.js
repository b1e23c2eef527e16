// How often things happen: no page needs more than it can show, and no engine
// more than it can do.

/**
 * Calls f at once if the last call is long enough ago, else once when it is.
 * @param {() => void} f
 * @param {number} milliseconds
 */
export function throttle(f, milliseconds) {
  let last = -Infinity;
  let timer = 0;
  const call = () => {
    timer = 0;
    last = performance.now();
    f();
  };
  return () => {
    if (timer) return;
    const wait = last + milliseconds - performance.now();
    if (wait <= 0) call();
    else timer = setTimeout(call, wait);
  };
}

/**
 * Passes values to an asynchronous f, one at a time: while it is busy, later
 * values are merged and earlier ones dropped.
 * @template {object} T
 * @param {(values: T) => Promise<void>} f
 * @returns {(values: T) => Promise<void>}
 */
export function latest(f) {
  /** @type {T | null} */
  let waiting = null;
  let busy = false;
  return async (values) => {
    waiting = {...waiting, ...values};
    if (busy) return;
    busy = true;
    while (waiting) {
      const now = waiting;
      waiting = null;
      await f(now);
    }
    busy = false;
  };
}
