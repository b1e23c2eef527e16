// Space runs and pauses, "." steps, R resets, "?" lists the keys, Escape ends
// drawing, while the laboratory has the
// focus and nothing in it wants the key for itself.

/** @typedef {Record<'toggle' | 'step' | 'reset' | 'help' | 'scroll', () => void>} KeyActs */

const typing = 'input, select, textarea, [contenteditable]';
const pressing = 'button, a[href], summary';

/** @param {KeyActs} act */
export function listen(act) {
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
    const at = e.target instanceof Element ? e.target : null;
    if (at?.closest(typing)) return;
    if (e.key === ' ' && at?.closest(pressing)) return;
    if (press(act, e.key) && e.key !== 'Escape') e.preventDefault(); // which closes the list, too
  });
}

/**
 * Acts on a key; tells whether it meant something.
 * @param {KeyActs} act
 * @param {string} key
 */
export function press(act, key) {
  const f = new Map([
    [' ', act.toggle],
    ['.', act.step],
    ['r', act.reset],
    ['R', act.reset],
    ['?', act.help],
    ['Escape', act.scroll],
  ]).get(key);
  f?.();
  return f !== undefined;
}
