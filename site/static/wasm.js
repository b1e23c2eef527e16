// Fetching and compiling a wasm program, with the bytes counted.

/**
 * How much is loaded, in bytes; total is null where it is not known.
 * @typedef {{loaded: number, total: number | null}} Loaded
 */

// A program of one function that splats a number over a vector and drops it.
// prettier-ignore
const simd = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, // \0asm, version 1
  1, 4, 1, 96, 0, 0, // types: () → ()
  3, 2, 1, 0, // functions: one of that type
  10, 9, 1, 7, 0, 65, 0, 253, 15, 26, 11, // i32.const 0, i8x16.splat, drop, end
]);

/** Lists what this browser lacks for a program in a Worker, in words. */
export function missing() {
  const lacks = [];
  if (typeof Worker !== 'function') lacks.push('Web Workers');
  if (typeof WebAssembly !== 'object') lacks.push('WebAssembly');
  else if (!WebAssembly.validate(simd)) lacks.push('WebAssembly SIMD');
  return lacks;
}

/**
 * Resolves to the WebAssembly.Module at url. The total that onProgress hears is
 * size if that is given, else what the server says, else null: a server that
 * compresses says another number.
 * @param {string | URL} url
 * @param {number} size in bytes; 0: not known
 * @param {(loaded: Loaded) => void} onProgress
 */
export async function compile(url, size, onProgress) {
  const name = new URL(url).pathname.split('/').pop();
  const response = await fetch(url).catch((error) => {
    throw new Error(`${name} could not be fetched: ${error.message}`);
  });
  const {headers, body} = response;
  if (!response.ok || !body) throw new Error(`${name} could not be fetched: ${response.status} ${response.statusText}`);
  const said = headers.get('content-encoding') ? 0 : Number(headers.get('content-length'));
  const total = size || said || null;
  const streams = /^application\/wasm\b/.test(headers.get('content-type') ?? '');
  if (!streams) return WebAssembly.compile(await collect(body, total, onProgress));
  const copy = response.clone().body;
  if (copy) collect(copy, total, onProgress).catch(() => {}); // a broken transfer shows below
  return WebAssembly.compileStreaming(response);
}

/**
 * Reads a stream to its end and returns its bytes.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {number | null} total
 * @param {(loaded: Loaded) => void} onProgress
 */
async function collect(stream, total, onProgress) {
  const parts = [];
  let loaded = 0;
  for (const reader = stream.getReader(); ; ) {
    const {done, value} = await reader.read();
    if (done) break;
    parts.push(value);
    loaded += value.length;
    onProgress({loaded, total: total && Math.max(total, loaded)});
  }
  return new Blob(parts).arrayBuffer();
}
