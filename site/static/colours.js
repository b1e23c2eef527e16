// Light and dark: what the page is shown in, who follows a change, and the
// reader's own choice, which is remembered where there is storage.

const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');
const followers = new Set();

/** "light" or "dark": what the page is shown in now. */
export function colours() {
  return root.dataset.theme ?? (dark.matches ? 'dark' : 'light');
}

/** Calls f after every change of the colours, and of how much may move. */
export function followColours(f) {
  followers.add(f);
}

const tellAll = () => followers.forEach((f) => f());
dark.addEventListener('change', tellAll);
matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', tellAll);

/** Shows the page in "light", "dark" or what the system says ("auto"). */
export function setColours(theme) {
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  else delete root.dataset.theme;
  tellAll();
}

/** Makes the buttons marked data-theme-switch change the colours. */
export function switchColours() {
  for (const button of document.querySelectorAll('[data-theme-switch]')) {
    const show = () => button.setAttribute('aria-pressed', String(colours() === 'dark'));
    button.addEventListener('click', () => {
      const next = colours() === 'dark' ? 'light' : 'dark';
      try {
        localStorage.setItem('residual-theme', next);
      } catch {
        /* not remembered, then */
      }
      setColours(next);
    });
    followColours(show);
    button.hidden = false;
    show();
  }
}
