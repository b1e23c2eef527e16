// Space runs and pauses, "." steps, R resets, while the laboratory has the
// focus and nothing in it wants the key for itself.

const typing = 'input, select, textarea, [contenteditable]';
const pressing = 'button, a[href], summary';

export function listen(act) {
  document.addEventListener('keydown', (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return;
    if (e.target.closest?.(typing)) return;
    if (e.key === ' ' && e.target.closest?.(pressing)) return;
    if (press(act, e.key)) e.preventDefault();
  });
}

/** Acts on a key; tells whether it meant something. */
export function press(act, key) {
  const f = {' ': act.toggle, '.': act.step, r: act.reset, R: act.reset}[key];
  f?.();
  return f !== undefined;
}
