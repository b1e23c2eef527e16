// Keeps one build of the site and serves from it, so that it works without a
// network and no file of one build meets a file of another. site/generate puts in
// the build, and the SHA-256 and the size of every file. The shell, which is all
// but programs, is cached from the first visit and whole or not at all; programs
// are cached once a page has asked for them.
//
// The site works no worse than without this script: what comes from the network
// goes to the page as it comes, and is cached in the background, where that is
// possible. Programs are checked by the page that runs them (wasm.js). Where its
// cache is gone, this script leaves everything to the network, and fills it again
// or lets a newer build in.

/** @import {ToServiceWorker} from '../static/protocol.js' */

const build = 'BUILD';
/** @type {Record<string, [hash: string, size: number]>} */
const files = {FILES: ['', 0]};

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = new URL(worker.registration.scope);
const prefix = `residual ${scope.pathname} `; // an origin may hold other sites
const cacheName = prefix + build;

worker.addEventListener('install', (e) => e.waitUntil(install()));
worker.addEventListener('activate', (e) => e.waitUntil(tidy()));
worker.addEventListener('message', (e) => e.waitUntil(quietly(onMessage(e.data))));

/**
 * What is done in the background may fail: nobody waits for it.
 * @template T
 * @param {Promise<T>} done
 */
const quietly = (done) => done.catch(() => undefined);

/** @param {string} path */
const isProgram = (path) => path.endsWith('.wasm');
/** @param {string} path */
const address = (path) => new URL(path, scope);
/** @param {string} path */
const cached = (path) => caches.match(address(path), {cacheName});

// If a file is not of this build the worker is not installed, and the browser
// tries again another time. A newer build waits until the reader lets it in, but
// for one whose older build has lost its cache: there is nothing to mix.
async function install() {
  const older = await olderCaches();
  await fill();
  if (!older.length) await worker.skipWaiting();
  for (const path of Object.keys(files).filter(isProgram)) {
    if (await caches.match(address(path))) await quietly(keep(path));
  }
}

async function olderCaches() {
  const keys = await caches.keys();
  return keys.filter((key) => key.startsWith(prefix) && key !== cacheName);
}

/** Caches the shell, or throws and caches nothing. */
async function fill() {
  const shell = Object.keys(files).filter((path) => !isProgram(path));
  await need(shell);
  const responses = await Promise.all(shell.map(obtain));
  const cache = await caches.open(cacheName);
  try {
    await Promise.all(shell.map((path, i) => cache.put(address(path), responses[i])));
  } catch (error) {
    await caches.delete(cacheName);
    throw error;
  }
}

/**
 * Throws where there is no room for files, before anything is fetched for nothing.
 * It is tried, since browsers no longer say how much there is.
 * @param {string[]} paths
 */
async function need(paths) {
  const bytes = paths.reduce((sum, path) => sum + files[path][1], 0);
  const name = `trial of ${cacheName}`;
  const trial = await caches.open(name);
  try {
    await trial.put(scope, new Response(new Uint8Array(bytes)));
  } finally {
    await caches.delete(name);
  }
}

/**
 * Caches a file, unless it is cached or there is no cache for it to be part of.
 * @param {string} path
 */
async function keep(path) {
  if ((await cached(path)) || !(await caches.has(cacheName))) return;
  await need([path]);
  await put(path, await obtain(path));
}

/**
 * Fetches a file anew; throws if it is not of this build.
 * @param {string} path
 */
async function obtain(path) {
  return checked(path, await fetch(address(path), {cache: 'no-cache'}));
}

/** @type {(path: string, response: Response) => Promise<Response>} */
async function checked(path, response) {
  const bytes = await response.arrayBuffer();
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  if ((await sha256(bytes)) !== files[path][0]) throw new Error(`${path} is not of build ${build}`);
  return new Response(bytes, {headers: plain(response.headers)});
}

/** @type {(path: string, response: Response) => Promise<void>} */
async function put(path, response) {
  const cache = await caches.open(cacheName);
  await cache.put(address(path), response);
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
async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (b) => b.toString(16).padStart(2, '0')).join('');
}

// Only our own older builds go.
async function tidy() {
  for (const key of await olderCaches()) await caches.delete(key);
}

/** @param {ToServiceWorker} message */
async function onMessage(message) {
  switch (message.type) {
    case 'use':
      return worker.skipWaiting();
    case 'claim':
      if (message.build === build) await worker.clients.claim();
      return;
    case 'cache':
      for (const lab of message.labs.filter((name) => Object.hasOwn(files, `compute-${name}.wasm`))) {
        await keep('stage.wasm');
        await keep(`compute-${lab}.wasm`);
      }
  }
}

worker.addEventListener('fetch', (e) => {
  const path = pathOf(e.request);
  if (path !== undefined) e.respondWith(serve(path, e));
});

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

/**
 * The file as it is cached, else what the network says, untouched.
 * @param {string} path
 * @param {FetchEvent} event
 */
async function serve(path, event) {
  const found = await quietly(cached(path));
  if (found) return found;
  const lost = (await quietly(caches.has(cacheName))) === false;
  const response = await fetch(event.request);
  if (lost) event.waitUntil(recover());
  else if (response.status === 200) event.waitUntil(quietly(learn(path, response.clone())));
  return response;
}

/** @type {(path: string, response: Response) => Promise<void>} */
async function learn(path, response) {
  const right = await quietly(checked(path, response));
  if (right) await put(path, right);
  else update(); // it may be of a newer build
}

/** @type {Promise<void> | undefined} */
let recovery;

// The cache is gone. If the server still has this build it is filled again; else
// there is a newer one. Once is enough in the life of this script.
function recover() {
  recovery ??= fill().catch(update);
  return recovery;
}

// Nothing waits for a newer build, which itself waits for this script to be idle.
function update() {
  quietly(worker.registration.update());
}
