// Fetching, checking and compiling a wasm program, with the bytes counted.
import {programs} from './build.js';
import {Deadline} from './deadline.js';
import {leave} from './offline.js';
import {faultText} from './rpc.js';

const stall = 30000; // ms without a byte, after which a download is given up

/**
 * How much is loaded, in bytes that travel.
 * @typedef {{loaded: number, total: number}} Loaded
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
 * Resolves to the WebAssembly.Module at url, which is one of the programs in
 * build.js: it is compiled only if it is what that list says. What stands in the
 * browser's own cache may be of another build; then it is fetched anew, once. If
 * that is of another build, too, the page is old, and the next comes from the network.
 * @param {string | URL} url
 * @param {(loaded: Loaded) => void} onProgress
 */
export async function compile(url, onProgress) {
  const name = new URL(url).pathname.split('/').pop() ?? '';
  const program = programs[name];
  if (!program) throw new Error(`this build of the site has no ${name}`);
  for (const cache of /** @type {const} */ (['default', 'reload'])) {
    const bytes = await download(url, {name, cache, ...program}, onProgress);
    if (bytes)
      return WebAssembly.compile(bytes).catch(() => Promise.reject(new Error(`this browser cannot compile ${name}`)));
  }
  leave();
  throw new Error(`${name} is damaged, or of another build of this site than its page: reload the page`);
}

/**
 * A program to be fetched.
 * @typedef {{name: string, cache: RequestCache, bytes: number, packed: number, integrity: string}} Wanted
 */

/**
 * Fetches a program; resolves to null if it is not the one that is wanted. Where
 * the page cannot hash, since its origin is not secure, the browser compares, and
 * nothing is known of it before all is there.
 * @type {(url: string | URL, wanted: Wanted, onProgress: (loaded: Loaded) => void) => Promise<ArrayBuffer | null>}
 */
async function download(url, {name, cache, bytes: whole, packed, integrity}, onProgress) {
  const abort = new AbortController();
  const patience = new Deadline(stall, () => abort.abort(new Error('nothing has come for a while')));
  const check = crypto.subtle ? {} : {integrity};
  try {
    const response = await fetch(url, {cache, signal: abort.signal, ...check});
    if (!response.ok || !response.body) throw new Error(`${response.status} ${response.statusText}`);
    const total = response.headers.has('content-encoding') ? packed : whole;
    const bytes = await collect(response.body, (unpacked) => {
      patience.renew();
      onProgress({loaded: total * Math.min(1, unpacked / whole), total});
    });
    return crypto.subtle && (await hash(bytes)) !== integrity ? null : bytes;
  } catch (error) {
    throw new Error(`${name} could not be fetched: ${whyNot(abort.signal.aborted ? abort.signal.reason : error)}`);
  } finally {
    patience.end();
  }
}

/**
 * What a browser says of a connection that breaks is no sentence.
 * @param {unknown} error
 */
const whyNot = (error) => (error instanceof TypeError ? 'it did not arrive' : faultText(error).message);

/**
 * Reads a stream to its end and returns its bytes.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream
 * @param {(loaded: number) => void} onProgress
 */
async function collect(stream, onProgress) {
  const parts = [];
  let loaded = 0;
  for (const reader = stream.getReader(); ; ) {
    const {done, value} = await reader.read();
    if (done) return new Blob(parts).arrayBuffer();
    parts.push(value);
    loaded += value.length;
    onProgress(loaded);
  }
}

/**
 * The hash of bytes as subresource integrity has it.
 * @param {ArrayBuffer} bytes
 */
async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256-${btoa(String.fromCharCode(...digest))}`;
}
