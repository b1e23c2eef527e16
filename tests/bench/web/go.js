// This project's engine. Query: wasm, the program's file; engine, see package work.
import './wasm_exec.js';
import {serve} from './lane.js';

/**
 * What the program (tests/bench/contender) offers.
 * @typedef {object} Engine
 * @property {(engine: string, task: string, inputs: Uint8Array) => boolean} setup
 * @property {(n: number) => void} run
 * @property {() => Uint8Array<ArrayBuffer>} answer
 * @property {() => [bytes: number, flops: number]} planned
 */

/** @type {WebAssembly.Memory} */
let memory;

const engine = () => /** @type {{engine: Engine}} */ (/** @type {unknown} */ (globalThis)).engine;

/** @param {URLSearchParams} query */
async function load(query) {
  const go = new Go();
  const {instance} = await WebAssembly.instantiateStreaming(fetch(query.get('wasm') ?? ''), go.importObject);
  memory = /** @type {WebAssembly.Memory} */ (instance.exports.mem);
  go.run(instance);
}

serve(load, (task, inputs, query) => {
  const text = JSON.stringify(task);
  if (!engine().setup(query.get('engine') ?? '', text, new Uint8Array(inputs.file))) return null;
  return {
    run: engine().run,
    answer: () => new Float64Array(engine().answer().buffer),
    about() {
      const [planned, flops] = engine().planned();
      return {planned, flops, memory: memory.buffer.byteLength};
    },
  };
});
