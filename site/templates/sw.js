// Keeps one build of the site and serves from it, so that it works without a
// network and no file of one build meets a file of another. site/generate puts in
// the build, 96 bits of the SHA-256 of every file, and sizes. The shell, which is all
// but programs, is cached from the first visit and whole or not at all; programs
// are cached once a page of their lab is there.
//
// The site works no worse than without this script. What is cached answers at once;
// all else is what the network says, as it comes. Only files of this build are
// cached; what goes wrong with that concerns no page. Programs are checked by the
// page that runs them (wasm.js). When the cache is gone, or a page is older than the
// programs that it gets, this script steps aside.

/** @import {ToServiceWorker} from '../static/protocol.js' */

const build = 'BUILD';
/** @type {Record<string, string>} */
const files = {FILES: ''}; // their hashes
/** @type {Record<string, number>} */
const sizes = {SIZES: 0}; // in bytes, of each program and of the shell ('')

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = new URL(worker.registration.scope);
const prefix = `residual ${scope.pathname} `; // an origin may hold other sites
const cacheName = prefix + build;

worker.addEventListener('install', (e) => e.waitUntil(install()));
worker.addEventListener('activate', (e) => e.waitUntil(tidy()));
worker.addEventListener('message', (e) => e.waitUntil(onMessage(e.data).catch(() => {}))); // nobody waits
worker.addEventListener('fetch', (e) => {
  const path = pathOf(e.request);
  if (path !== undefined) e.respondWith(serve(path, e.request));
});

/** @type {(path: string, request: Request) => Promise<Response>} */
async function serve(path, request) {
  const found = await cached(path).catch(() => undefined);
  return found ?? fetch(request);
}

/** @param {string} path */
const isProgram = (path) => path.endsWith('.wasm');
/** @param {string} path */
const address = (path) => new URL(path, scope);
/** @param {string} path */
const cached = (path) => caches.match(address(path), {cacheName});

// If a file is not of this build, or there is no room, the worker is not installed,
// and the browser tries again another time. A newer build waits until the reader
// lets it in. It keeps the programs that the older one has kept.
async function install() {
  const [programs, shell] = [true, false].map((yes) => Object.keys(files).filter((path) => isProgram(path) === yes));
  await need('');
  const cache = await caches.open(cacheName);
  try {
    await Promise.all(shell.map(async (path) => cache.put(address(path), await obtain(path))));
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
  const fetches = !savesData();
  for (const path of programs) if (await caches.match(address(path))) await keep(path, fetches).catch(() => {});
}

/** Tells whether the reader wants as little as possible to be loaded. */
function savesData() {
  const {connection} = /** @type {{connection?: {saveData?: boolean}}} */ (worker.navigator);
  return connection?.saveData === true;
}

/**
 * Throws where there is no room, before anything is fetched for nothing. It is
 * tried, since browsers no longer say how much there is.
 * @param {string} what a program, or '' for the shell
 */
async function need(what) {
  const name = `trial of ${cacheName}`;
  const trial = await caches.open(name);
  try {
    await trial.put(scope, new Response(new Uint8Array(sizes[what])));
  } finally {
    await caches.delete(name);
  }
}

/**
 * Caches a file, unless it is cached or there is no cache for it to be part of.
 * @param {string} path
 * @param {boolean} [fetches] whether it may be fetched for that
 */
async function keep(path, fetches = true) {
  if ((await cached(path)) || !(await caches.has(cacheName))) return;
  await need(path);
  const response = await obtain(path, fetches);
  const cache = await caches.open(cacheName);
  await cache.put(address(path), response);
}

/**
 * Finds a file in any cache of ours or of the browser's, else fetches it anew;
 * throws if none is of this build.
 * @param {string} path
 * @param {boolean} [fetches]
 */
async function obtain(path, fetches = true) {
  const url = address(path);
  const ways = [() => caches.match(url), () => fetch(url), () => fetch(url, {cache: 'reload'})];
  for (const find of fetches ? ways : ways.slice(0, 1)) {
    const response = await find();
    const bytes = await response?.arrayBuffer();
    if (response && bytes && (await hash(bytes)) === files[path]) {
      return new Response(bytes, {headers: plain(response.headers)});
    }
  }
  throw new Error(`${path} is not of build ${build}`);
}

/**
 * A response in the cache is a new one, since one that was redirected opens no
 * page; its bytes are no longer compressed as they came.
 * @param {Headers} headers
 */
function plain(headers) {
  const rest = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) rest.delete(name);
  return rest;
}

/** @param {ArrayBuffer} bytes */
async function hash(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes), 0, 12);
  return Array.from(digest, (b) => b.toString(16).padStart(2, '0')).join('');
}

// Only our own older builds go.
async function tidy() {
  for (const key of await caches.keys()) {
    if (key.startsWith(prefix) && key !== cacheName) await caches.delete(key);
  }
}

// The next page comes from the network, and installs what is there.
const stepAside = () => worker.registration.unregister();

/** @param {ToServiceWorker} message */
async function onMessage(message) {
  switch (message.type) {
    case 'use':
      return worker.skipWaiting();
    case 'claim':
      if (!(await caches.has(cacheName))) await stepAside();
      else if (message.build === build) await worker.clients.claim();
      return;
    case 'leave':
      return stepAside();
    case 'cache':
      for (const lab of message.labs.filter((name) => Object.hasOwn(files, `compute-${name}.wasm`))) {
        await keep('stage.wasm');
        await keep(`compute-${lab}.wasm`);
      }
  }
}

/**
 * The file of this build that a request is for, if there is one: a folder stands
 * for its index, and questions in the address are for the scripts.
 * @param {Request} request
 */
function pathOf({method, url: text}) {
  const url = new URL(text);
  if (method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return undefined;
  const path = decoded(url.pathname.slice(scope.pathname.length));
  return [path, `${path}index.html`, `${path}.html`].find((p) => Object.hasOwn(files, p));
}

/**
 * An address that is no text is none of ours.
 * @param {string} path
 */
function decoded(path) {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
