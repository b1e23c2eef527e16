// Light and dark: what the page is shown in, who follows a change, and the
// reader's own choice, which is remembered where there is storage.

/** @import {Theme} from './protocol.js' */

const root = document.documentElement;
const dark = matchMedia('(prefers-color-scheme: dark)');
/** @type {Set<() => void>} */
const followers = new Set();

/**
 * @param {string | null | undefined} text
 * @returns {text is Theme}
 */
export const isTheme = (text) => text === 'light' || text === 'dark';

/**
 * What the page is shown in now.
 * @returns {Theme}
 */
export function colours() {
  const {theme} = root.dataset;
  return isTheme(theme) ? theme : dark.matches ? 'dark' : 'light';
}

/**
 * Calls f after every change of the colours, and of how much may move.
 * @param {() => void} f
 */
export function followColours(f) {
  followers.add(f);
}

const tellAll = () => followers.forEach((f) => f());
dark.addEventListener('change', tellAll);
matchMedia('(prefers-reduced-motion: reduce)').addEventListener('change', tellAll);

/**
 * Shows the page in a theme, or in what the system says ("auto").
 * @param {Theme | 'auto'} theme
 */
export function setColours(theme) {
  if (isTheme(theme)) root.dataset.theme = theme;
  else delete root.dataset.theme;
  tellAll();
}

/** Makes the buttons marked data-theme-switch change the colours. */
export function switchColours() {
  for (const button of document.querySelectorAll('button[data-theme-switch]')) {
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
    button.removeAttribute('hidden');
    show();
  }
}
