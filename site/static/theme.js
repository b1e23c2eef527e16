// Before the first paint: the reader's own choice of colours (without one the
// system decides), whether this page stands in another, what is said where no
// laboratory can run, and an end to waiting.
(() => {
  const root = document.documentElement;
  let theme = new URLSearchParams(location.search).get('theme');
  try {
    theme ??= localStorage.getItem('residual-theme');
  } catch {
    /* no storage: the system decides */
  }
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  if (window.parent !== window) root.classList.add('within');
  const stage = () => document.getElementById('stage');
  if (window.origin === 'null') {
    addEventListener('DOMContentLoaded', () => stage()?.replaceChildren(inSandbox()));
  }
  // Scripts wait for style sheets. One that does not come is done without.
  setTimeout(() => {
    for (const link of document.querySelectorAll('link')) if (link.rel === 'stylesheet' && !link.sheet) link.remove();
  }, 15000);

  function inSandbox() {
    const words = document.createElement('p');
    words.textContent =
      'No laboratory can run here: this page is shown from a file, or in a frame with a sandbox that lacks allow-same-origin. ';
    const link = Object.assign(document.createElement('a'), {
      href: location.href,
      target: '_blank',
      textContent: 'Open it by itself',
    });
    words.append(link);
    return words;
  }
})();
