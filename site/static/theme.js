// Before the first paint: the reader's own choice of colours (without one the
// system decides), whether this page stands in another, and an end to waiting.
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
  // Scripts wait for style sheets. One that does not come is done without.
  setTimeout(() => {
    for (const link of document.querySelectorAll('link')) if (link.rel === 'stylesheet' && !link.sheet) link.remove();
  }, 15000);
})();
