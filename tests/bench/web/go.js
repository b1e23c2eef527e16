// This project's engine. Query: wasm, the program's file; engine, see package work.
import './wasm_exec.js';
import {serve} from './lane.js';

let memory;

async function load(query) {
  const go = new Go();
  const {instance} = await WebAssembly.instantiateStreaming(fetch(query.get('wasm')), go.importObject);
  memory = instance.exports.mem;
  go.run(instance);
}

serve(load, (task, inputs, query) => {
  const text = JSON.stringify(task);
  if (!engine.setup(query.get('engine'), text, new Uint8Array(inputs.bytes))) return null;
  return {
    run: engine.run,
    answer: () => new Float64Array(engine.answer().buffer),
    about() {
      const [planned, flops] = engine.planned();
      return {planned, flops, memory: memory.buffer.byteLength};
    },
  };
});
