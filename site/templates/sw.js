// Keeps one build of the site and serves from it, so that it works without a
// network and no file of one build meets a file of another. site/generate puts in
// the build and the SHA-256 of every file. The labs' programs are cached once a
// page has asked for them; all else is cached from the first visit.

/** @import {ToServiceWorker} from '../static/protocol.js' */

const build = 'BUILD';
/** @type {Record<string, string>} */
const files = {FILES: ''};

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = new URL(worker.registration.scope);
const prefix = `residual ${scope.pathname} `; // an origin may hold other sites
const cacheName = prefix + build;

worker.addEventListener('install', (e) => e.waitUntil(fill()));
worker.addEventListener('activate', (e) => e.waitUntil(tidy()));
worker.addEventListener('message', (e) => e.waitUntil(onMessage(e.data)));

// If a file is not of this build the worker is not installed, and the browser
// tries again another time. A newer build caches the programs that an older one
// has cached.
async function fill() {
  const wanted = await Promise.all(
    Object.keys(files).map(async (path) => !program.test(path) || (await caches.match(new URL(path, scope)))),
  );
  const paths = Object.keys(files).filter((_, i) => wanted[i]);
  await Promise.all(paths.map(cacheFile));
}

const program = /^compute-.*\.wasm$/;

/**
 * Fetches a file anew, unless it is cached, and compares it.
 * @param {string} path
 */
async function cacheFile(path) {
  const cache = await caches.open(cacheName);
  const url = new URL(path, scope);
  if (await cache.match(url)) return;
  const response = await fetch(url, {cache: 'no-cache'});
  const bytes = await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await put(path, bytes, response.headers);
}

/**
 * @param {string} path
 * @param {ArrayBuffer} bytes
 * @param {Headers} headers
 */
async function put(path, bytes, headers) {
  if ((await sha256(bytes)) !== files[path]) throw new Error(`${path} is not of build ${build}`);
  const cache = await caches.open(cacheName);
  await cache.put(new URL(path, scope), new Response(bytes, {headers: plain(headers)}));
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
  for (const key of await caches.keys()) {
    if (key.startsWith(prefix) && key !== cacheName) await caches.delete(key);
  }
}

/** @param {ToServiceWorker} message */
async function onMessage(message) {
  switch (message.type) {
    case 'use':
      return worker.skipWaiting();
    case 'claim':
      if (message.build === build) await worker.clients.claim();
      return;
    case 'cache': {
      const programs = message.labs.map((lab) => `compute-${lab}.wasm`);
      await Promise.all(programs.filter((path) => Object.hasOwn(files, path)).map(cacheFile));
    }
  }
}

worker.addEventListener('fetch', (e) => {
  const path = pathOf(e.request);
  if (path !== undefined) e.respondWith(serve(path, e.request));
});

/**
 * The file of this build that a request is for, if there is one: a folder stands
 * for its index, and questions in the address are for the scripts.
 * @param {Request} request
 */
function pathOf({method, url: text}) {
  const url = new URL(text);
  if (method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return undefined;
  const path = decodeURI(url.pathname.slice(scope.pathname.length));
  return [path, `${path}index.html`, `${path}.html`].find((p) => Object.hasOwn(files, p));
}

/**
 * @param {string} path
 * @param {Request} request
 */
async function serve(path, request) {
  const cache = await caches.open(cacheName);
  return (await cache.match(new URL(path, scope))) ?? passOn(path, await fetch(request));
}

/**
 * Hands a file to the page as it comes and caches it when it is there. One of
 * another build breaks off: the server has a newer site than this page.
 * @param {string} path
 * @param {Response} response
 */
function passOn(path, response) {
  if (!response.ok || !response.body) return response;
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  /** @type {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>} */
  const through = new TransformStream({
    transform(part, out) {
      parts.push(part);
      out.enqueue(part);
    },
    async flush() {
      await put(path, await new Blob(parts).arrayBuffer(), response.headers);
    },
  });
  return new Response(response.body.pipeThrough(through), {headers: plain(response.headers)});
}
