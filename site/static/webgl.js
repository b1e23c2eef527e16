/** Tells whether there is WebGL2, without which there is no canvas. */
export function hasWebGL2() {
  try {
    const gl = document.createElement('canvas').getContext('webgl2');
    gl?.getExtension('WEBGL_lose_context')?.loseContext(); // browsers have few
    return gl !== null;
  } catch {
    return false;
  }
}
