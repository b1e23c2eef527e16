// When the browser takes the graphics context away, Ebitengine loads its page
// anew, at once and for ever. Here that is told first, and happens three times
// in a minute at most. The count stands in the address, which a reload keeps.

const mostReloads = 3;

/**
 * Calls onLost(again) when the context of the canvas is lost, where again tells
 * whether the page is loaded anew. The returned function does as if the context
 * were lost, if it is.
 * @param {HTMLCanvasElement} canvas
 * @param {(again: boolean) => void} onLost
 */
export function guardContext(canvas, onLost) {
  const times = Number(location.hash.replace('#lost=', '')) || 0;
  if (times > 0) setTimeout(() => history.replaceState(null, '', '#'), 60_000);
  let told = false;
  const lose = () => {
    if (told) return;
    told = true;
    onLost(times < mostReloads);
    if (times >= mostReloads) return;
    history.replaceState(null, '', `#lost=${times + 1}`);
    location.reload();
  };
  const onEvent = (/** @type {Event} */ event) => {
    event.stopImmediatePropagation();
    lose();
  };
  addEventListener('webglcontextlost', onEvent, {capture: true});
  return () => {
    const gone = canvas.getContext('webgl2')?.isContextLost() ?? false;
    if (gone) lose();
    return gone;
  };
}
