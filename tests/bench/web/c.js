// Kernels in C with wasm SIMD: what one thread of this browser can be made to do.
import {serve} from './lane.js';

/**
 * @import {Inputs, Job, Task} from './lane.js'
 *
 * What kernels.c exports; addresses and counts are numbers.
 * @typedef {{
 *   heap: () => number, scratch: (n: number) => number, peak: (steps: number) => number,
 *   stencil: (side: number, steps: number, diffusivity: number, a: number, b: number) => void,
 *   product32: (...numbers: number[]) => void, product64: (...numbers: number[]) => void,
 * }} Kernels
 */

const memory = new WebAssembly.Memory({initial: 16});
/** @type {Kernels} */
let c;
let top = 0;

async function load() {
  const {instance} = await WebAssembly.instantiateStreaming(fetch('c.wasm'), {env: {memory}});
  c = /** @type {Kernels} */ (/** @type {unknown} */ (instance.exports));
  top = c.heap();
}

/**
 * Makes room for n numbers and returns its address.
 * @param {{BYTES_PER_ELEMENT: number}} Type
 * @param {number} n
 */
function place(Type, n) {
  const at = (top = (top + 63) & ~63);
  top += n * Type.BYTES_PER_ELEMENT;
  const missing = top - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / 65536));
  return at;
}

/** @type {(task: Task, inputs: Inputs) => Job} */
function product({m, k, n, form, type}, {arrays: {a, b}}) {
  const [Type, f] = type === 'float64' ? [Float64Array, c.product64] : [Float32Array, c.product32];
  const room = [m * k, k * n, m * n, c.scratch(n)].map((size) => place(Type, size));
  const [A, B, C, work] = room;
  new Type(memory.buffer, A, m * k).set(a);
  new Type(memory.buffer, B, k * n).set(b);
  const [ai, ak] = form === 'AtB' ? [1, m] : [k, 1];
  const [bk, bj] = form === 'ABt' ? [1, k] : [n, 1];
  const step = () => f(m, k, n, A, ai, ak, B, bk, bj, C, work);
  return {step, answer: () => (step(), new Type(memory.buffer, C, m * n))};
}

/** @type {(task: Task, inputs: Inputs) => Job} */
function stencil({side, steps, diffusivity}, {arrays: {u}}) {
  const size = side * side;
  const [A, B] = [place(Float32Array, size), place(Float32Array, size)];
  const step = () => c.stencil(side, steps, diffusivity, A, B);
  const start = () => [A, B].forEach((p) => new Float32Array(memory.buffer, p, size).set(u));
  start();
  return {step, answer: () => (start(), step(), new Float32Array(memory.buffer, A, size))};
}

serve(load, (task, inputs) => {
  switch (task.kind) {
    case 'product':
      return product(task, inputs);
    case 'stencil':
      return stencil(task, inputs);
    case 'peak':
      return {step: () => c.peak(task.steps), answer: () => [c.peak(task.steps)]};
  }
  return null;
});
