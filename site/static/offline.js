// Keeps the site for use without a network, and says when a newer one is there.
// Of the labs' programs it keeps those of the pages that were visited. The
// worker's scope is the folder of the site, whatever its path.
import {build} from './build.js';

/** labs are the names of those on this page. */
export async function keepOffline(labs) {
  if (!('serviceWorker' in navigator)) return;
  const controlled = navigator.serviceWorker.controller !== null;
  try {
    const registration = await navigator.serviceWorker.register(new URL('sw.js', import.meta.url), {
      updateViaCache: 'none',
    });
    watch(registration);
    const {active} = await navigator.serviceWorker.ready;
    if (!controlled) active.postMessage({claim: build}); // takes this page only if it is of the same build
    active.postMessage({keep: labs});
  } catch {
    /* no storage, or not a secure origin: the site works, online only */
  }
}

// A newer worker waits until the reader lets it in: versions never mix.
function watch(registration) {
  const offer = (worker) => {
    if (worker?.state === 'installed' && navigator.serviceWorker.controller) note(worker);
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker.addEventListener('statechange', () => offer(worker));
  });
}

function note(worker) {
  const box = document.createElement('aside');
  box.className = 'update';
  box.setAttribute('role', 'status');
  const text = document.createElement('p');
  text.textContent = 'A newer version of this site is ready. Using it reloads every open page of the site.';
  const button = document.createElement('button');
  Object.assign(button, {type: 'button', className: 'button', textContent: 'Use it now'});
  button.addEventListener('click', () => worker.postMessage({use: true}));
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
  box.append(text, button);
  document.body.append(box);
}
