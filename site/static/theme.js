// Before the first paint: the reader's own choice of colours (without one the
// system decides), and whether this page stands in another.
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
})();
