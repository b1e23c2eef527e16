// Keeps the site for use without a network, and says when a newer one is there.
// Of the labs' programs it keeps those of the pages that were visited. The
// service worker's scope is the folder of the site, whatever its path.
import {build} from './build.js';
import {script} from './trusted.js';

/** @import {ToServiceWorker} from './protocol.js' */

/** @type {(worker: ServiceWorker | null, message: ToServiceWorker) => void} */
const post = (worker, message) => worker?.postMessage(message);

/**
 * Installs the service worker.
 * @param {string[]} labs the names of those on this page
 */
export async function keepOffline(labs) {
  const saves = savesData();
  if (saves && !isKept()) return;
  try {
    watch(await navigator.serviceWorker.register(script('sw.js'), {updateViaCache: 'none'}));
    const {active} = await navigator.serviceWorker.ready;
    post(active, {type: 'claim', build}); // takes this page only if it is of the same build
    if (!saves) post(active, {type: 'cache', labs});
  } catch {
    /* no storage, or not a secure origin: the site works, online only */
  }
}

/** The service worker of this page, if it has one. */
function controller() {
  try {
    return navigator.serviceWorker.controller;
  } catch {
    return null; // as above
  }
}

/** Tells whether this page is kept. */
export const isKept = () => controller() !== null;

/**
 * Has the next page come from the network, and keep what is there: this one is older
 * than what the network has.
 */
export const leave = () => post(controller(), {type: 'leave'});

/** Tells whether the reader wants as little as possible to be loaded. */
function savesData() {
  const {connection} = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  return connection?.saveData === true;
}

/**
 * A newer service worker waits until the reader lets it in: versions never mix.
 * @param {ServiceWorkerRegistration} registration
 */
function watch(registration) {
  /** @param {ServiceWorker | null} worker */
  const offer = (worker) => {
    if (worker?.state === 'installed' && isKept()) showOffer(worker);
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => offer(worker));
  });
}

/** @param {ServiceWorker} worker */
function showOffer(worker) {
  const box = document.createElement('aside');
  box.className = 'update';
  box.setAttribute('role', 'status');
  const text = document.createElement('p');
  text.textContent = 'A newer version of this site is ready. Using it reloads every open page of the site.';
  const button = document.createElement('button');
  Object.assign(button, {type: 'button', className: 'button', textContent: 'Use it now'});
  button.addEventListener('click', () => post(worker, {type: 'use'}));
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
  box.append(text, button);
  document.body.append(box);
}
