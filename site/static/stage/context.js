// When the browser takes the graphics context away, Ebitengine loads its page
// anew, at once and for ever. Here that is told first, and happens three times
// in a minute at most. The count stands in the address, which a reload keeps.

const most = 3;

export function hasWebGL2() {
  const gl = document.createElement('canvas').getContext('webgl2');
  gl?.getExtension('WEBGL_lose_context')?.loseContext(); // browsers have few
  return gl !== null;
}

export function guardContext(lost, failed) {
  const times = Number(location.hash.replace('#lost=', '')) || 0;
  if (times > 0) setTimeout(() => history.replaceState(null, '', '#'), 60_000);
  addEventListener('webglcontextlost', (event) => {
    event.stopImmediatePropagation();
    if (times >= most) return failed('the graphics of this machine are lost again and again');
    lost();
    history.replaceState(null, '', `#lost=${times + 1}`);
    location.reload();
  }, {capture: true});
}
