// Keeps one build of the site and serves from it, so that it works without a
// network and no file of one build meets a file of another. site/build puts in
// the build and the SHA-256 of every file. The labs' programs are kept once a
// page has asked for them; all else is kept from the first visit.
const build = 'BUILD';
const files = {FILES: ''};

const scope = new URL(self.registration.scope);
const prefix = `residual ${scope.pathname} `; // an origin may hold other sites
const name = prefix + build;

self.addEventListener('install', (e) => e.waitUntil(fill()));
self.addEventListener('activate', (e) => e.waitUntil(tidy()));
self.addEventListener('message', (e) => e.waitUntil(heed(e.data)));

// If a file is not of this build the worker is not installed, and the browser
// tries again another time. What an older build kept of the programs the newer
// one keeps too.
async function fill() {
  const wanted = await Promise.all(
    Object.keys(files).map(async (path) => !program.test(path) || (await caches.match(new URL(path, scope)))),
  );
  await Promise.all(
    Object.keys(files)
      .filter((_, i) => wanted[i])
      .map(keep),
  );
}

const program = /^compute-.*\.wasm$/;

// keep fetches a file anew, unless it is there, and compares it.
async function keep(path) {
  const cache = await caches.open(name);
  const url = new URL(path, scope);
  if (await cache.match(url)) return;
  const response = await fetch(url, {cache: 'no-cache'});
  const bytes = await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  await put(path, bytes, response.headers);
}

async function put(path, bytes, headers) {
  if ((await sha256(bytes)) !== files[path]) throw new Error(`${path} is not of build ${build}`);
  const cache = await caches.open(name);
  await cache.put(new URL(path, scope), new Response(bytes, {headers: plain(headers)}));
}

// What is kept is made anew, since a response that was redirected opens no page;
// its bytes are no longer packed as they came.
function plain(headers) {
  const kept = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) kept.delete(name);
  return kept;
}

async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (b) => b.toString(16).padStart(2, '0')).join('');
}

// Only our own older builds go.
async function tidy() {
  for (const key of await caches.keys()) {
    if (key.startsWith(prefix) && key !== name) await caches.delete(key);
  }
}

async function heed(message) {
  if (message?.use) await self.skipWaiting();
  if (message?.claim === build) await self.clients.claim();
  const programs = (message?.keep ?? [])
    .map((lab) => `compute-${lab}.wasm`)
    .filter((path) => Object.hasOwn(files, path));
  await Promise.all(programs.map(keep));
}

self.addEventListener('fetch', (e) => {
  const path = pathOf(e.request);
  if (path !== undefined) e.respondWith(serve(path, e.request));
});

// The file of this build that a request is for, if there is one: a folder
// stands for its index, and questions in the address are for the scripts.
function pathOf({method, url: text}) {
  const url = new URL(text);
  if (method !== 'GET' || url.origin !== scope.origin || !url.pathname.startsWith(scope.pathname)) return undefined;
  const path = decodeURI(url.pathname.slice(scope.pathname.length));
  return [path, `${path}index.html`, `${path}.html`].find((p) => Object.hasOwn(files, p));
}

async function serve(path, request) {
  const cache = await caches.open(name);
  return (await cache.match(new URL(path, scope))) ?? passOn(path, await fetch(request));
}

// passOn hands a file to the page as it comes and keeps it when it is there. One
// of another build breaks off: the server has a newer site than this page.
function passOn(path, response) {
  if (!response.ok) return response;
  const parts = [];
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
