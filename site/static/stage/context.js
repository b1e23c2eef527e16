// When the browser takes the graphics context away, Ebitengine loads its page
// anew, at once and for ever. Here that is told first, and happens three times
// in a minute at most. The count stands in the address, which a reload keeps.

const most = 3;

export function hasWebGL2() {
  const gl = document.createElement('canvas').getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext(); // browsers have few
  return gl !== null;
}

/** Calls lost(again) when the context of the canvas is lost, where again tells
    whether the page is loaded anew. The returned function does as if the context
    were lost, if it is. */
export function guardContext(canvas, lost) {
  const times = Number(location.hash.replace('#lost=', '')) || 0;
  if (times > 0) setTimeout(() => history.replaceState(null, '', '#'), 60_000);
  let told = false;
  const lose = () => {
    if (told) return;
    told = true;
    lost(times < most);
    if (times >= most) return;
    history.replaceState(null, '', `#lost=${times + 1}`);
    location.reload();
  };
  addEventListener(
    'webglcontextlost',
    (event) => {
      event.stopImmediatePropagation();
      lose();
    },
    {capture: true},
  );
  return () => {
    const gone = canvas.getContext('webgl2')?.isContextLost();
    if (gone) lose();
    return gone;
  };
}
