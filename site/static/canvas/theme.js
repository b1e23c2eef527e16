// The ground behind the canvas has the colour of the theme's paper from the
// first moment: Ebitengine would make it black, and hide where the focus is.
import {palette} from '../palette.js';

/** @import {Theme} from '../protocol.js' */

const sheet = new CSSStyleSheet();
sheet.replaceSync(`${palette}
html, body { background: var(--paper) !important; overflow: hidden; }
canvas:focus-visible { outline: 2px solid var(--series-0) !important; outline-offset: -2px; }`);
document.adoptedStyleSheets = [sheet];

/** @param {Theme} theme */
export function setTheme(theme) {
  document.documentElement.style.colorScheme = theme;
}
